import { Link } from '@tanstack/react-router'
import type { ImportPart } from '@xiezhi/platform/contract/imports'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { Facts } from '../ui/Facts.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { FindingGroups } from './FindingGroups.tsx'
import { MappingTable } from './MappingTable.tsx'

const kinds = ['taken', 'refused', 'skipped'] as const

/** How many rows were taken, refused, skipped: in words first, the bar beside. */
const Tally = ({ part }: { readonly part: ImportPart }) => {
  const { t } = useTranslation()
  const all = Math.max(1, part.taken + part.refused + part.skipped)
  return (
    <div>
      <div className="tally" aria-hidden="true">
        {kinds.map(
          (kind) =>
            part[kind] > 0 && (
              <span key={kind} className={`tally-${kind}`} style={{ width: `${Math.max(0.6, (100 * part[kind]) / all)}%` }} />
            ),
        )}
      </div>
      <ul className="tally-legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <span className={`tally-dot tally-${kind}`} aria-hidden="true" />
            {t(`imports.${kind}`)} <strong>{formatCount(part[kind])}</strong> {t('imports.rowsUnit')}
          </li>
        ))}
        <li>
          {t('imports.allRows')} <strong>{formatCount(part.taken + part.refused + part.skipped)}</strong> {t('imports.rowsUnit')}
        </li>
        {part.added > 0 && <li>{t('imports.added', { count: part.added, shown: formatCount(part.added) })}</li>}
      </ul>
    </div>
  )
}

/** What one table of a file was taken for and what became of its rows. */
export const PartReport = ({ importId, part }: { readonly importId: string; readonly part: ImportPart }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayImport = useMay('data.import')
  const { inspection } = part
  const unmapped = inspection.mapping.filter((column) => column.field === null).length
  const verdictTone = { accept: 'success', accept_with_errors: 'warning', reject: 'danger' } as const
  const headerRows = inspection.header_rows
  return (
    <Panel
      title={part.part ?? inspection.sheet ?? inspection.file}
      extra={<Pill tone={verdictTone[inspection.verdict]}>{t(`imports.verdict.${inspection.verdict}`)}</Pill>}
    >
      <div className="stack">
        <p className="report-lead">
          {part.dataset ? (
            <>
              {t('imports.takenForLead')}
              <Link to="/data/$id" params={{ id: part.dataset }}>
                <strong>{part.datasetTitle ?? part.dataset}</strong>
              </Link>
              {t('imports.mappedLead', { mapped: inspection.mapping.length - unmapped, all: inspection.mapping.length })}
            </>
          ) : (
            t('imports.unknownLead')
          )}
        </p>
        <Tally part={part} />
        <Facts
          facts={[
            { label: t('imports.rowsRead'), value: formatCount(part.rows) },
            { label: t('data.coverage'), value: format.span(part.coverage) },
            ...(inspection.sheet ? [{ label: t('imports.sheet'), value: inspection.sheet }] : []),
            ...(inspection.encoding ? [{ label: t('imports.encoding'), value: inspection.encoding.toUpperCase() }] : []),
            ...(inspection.delimiter
              ? [
                  {
                    label: t('imports.delimiter'),
                    value: inspection.delimiter === '\t' ? t('imports.tab') : <code>{inspection.delimiter}</code>,
                  },
                ]
              : []),
            {
              label: t('imports.headerRows'),
              value: headerRows.length === 0 ? '—' : t('imports.headerRowsValue', { rows: headerRows.join('、') }),
            },
            ...(part.batchId && part.dataset
              ? [
                  {
                    label: t('imports.published'),
                    value: (
                      <Link to="/data/$id/rows" params={{ id: part.dataset }} search={{ batch: part.batchId }}>
                        {t('imports.seeRows')}
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
        <FindingGroups part={part} />
        {inspection.mapping.length > 0 && <MappingTable part={part} />}
        {inspection.columns.length > 0 && mayImport && (
          <Link
            to="/imports/$id/columns"
            params={{ id: importId }}
            search={inspection.sheet ? { part: inspection.sheet } : {}}
            className="link-button plain"
          >
            {t('columns.open')}
          </Link>
        )}
      </div>
    </Panel>
  )
}
