import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Cell } from '../data/Cell.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { EvidenceTable } from './EvidenceTable.tsx'
import { byProvider, compare, type Evidence, parted } from './evidence.ts'
import { LawEvidence } from './LawEvidence.tsx'
import { isArticle } from './law-evidence.ts'

/** One frozen row: what it says, and exactly where it stood. */
const Record = ({ row }: { readonly row: Evidence }) => {
  const { t } = useTranslation()
  const said = row.fields.filter((field) => field.value !== null && field.value !== '')
  return (
    <article className="record">
      <h4>
        <Link to="/data/$id" params={{ id: row.dataset }}>
          {row.datasetTitle}
        </Link>
      </h4>
      <dl className="record-fields">
        {said.map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              <Cell value={field.value} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="record-source soft">
        {row.sheet
          ? t('clues.sourceSheet', { file: row.file, sheet: row.sheet, row: row.rowNo })
          : t('clues.source', { file: row.file, row: row.rowNo })}
        <br />
        <span title={row.rowHash}>
          {t('clues.rowHash')} <code>{row.rowHash.slice(0, 16)}…</code>
        </span>
        <CopyButton text={row.rowHash} label={t('clues.copyHash')} small />
      </p>
    </article>
  )
}

const Comparison = ({ evidence }: { readonly evidence: readonly Evidence[] }) => {
  const { t } = useTranslation()
  const rows = compare(evidence)
  if (new Set(evidence.map((row) => row.dataset)).size < 2 || evidence.length > 5 || rows.length === 0) return null
  return (
    <ScrollTable label={t('clues.comparison')} className="comparison">
      <caption>{t('clues.comparison')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('clues.element')}</th>
          {evidence.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: evidence never changes places
            <th scope="col" key={place}>
              {row.datasetTitle}
            </th>
          ))}
          <th scope="col">{t('clues.agreement')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            {row.values.map((value, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: evidence never changes places
              <td key={place}>
                <Cell value={value ?? null} />
              </td>
            ))}
            <td>
              <Pill tone={row.differs ? 'warning' : 'success'}>{t(row.differs ? 'clues.differs' : 'clues.agrees')}</Pill>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

/** The rows behind a clue, side by side by whose data they are. */
export const EvidencePanel = ({ evidence }: { readonly evidence: readonly Evidence[] }) => {
  const { t } = useTranslation()
  const { records, many } = parted(evidence.filter((row) => !isArticle(row)))
  const providers = byProvider(records)
  return (
    <Panel title={t('clues.evidence', { count: evidence.length })}>
      <div className="stack">
        {providers.length > 0 && (
          <div className={`providers providers-${Math.min(3, providers.length)}`}>
            {providers.map((provider) => (
              <section key={provider.name} className="provider" aria-label={provider.name}>
                <h3>{t('clues.says', { provider: provider.name })}</h3>
                {provider.rows.map((row) => (
                  <Record key={`${row.dataset}-${row.rowHash}-${row.rowNo}`} row={row} />
                ))}
              </section>
            ))}
          </div>
        )}
        {many.map((rows) => (
          <EvidenceTable key={rows[0]?.dataset} rows={rows} />
        ))}
        <Comparison evidence={records} />
        <LawEvidence evidence={evidence} />
      </div>
    </Panel>
  )
}
