import { Link, useParams } from '@tanstack/react-router'
import { getLineage, type Lineage, type LineageStep } from '@xiezhi/platform/contract/lineage'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { OriginalState, useFate } from '../originals/OriginalState.tsx'
import { Answered } from '../ui/Answered.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { type Fact, Facts } from '../ui/Facts.tsx'
import { formatBytes } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

/** So many rows are named one by one; the rest are counted. */
const mostNamed = 20

const Rows = ({ step }: { readonly step: LineageStep }) => {
  const { t } = useTranslation()
  const shown = step.rows.slice(0, mostNamed)
  return (
    <>
      <ul className="cell-words">
        {shown.map((row) => (
          <li key={`${row.sheet ?? ''}-${row.rowNo}-${row.rowHash}`}>
            {row.sheet && `${t('lineage.sheet', { sheet: row.sheet })} `}
            {t('imports.rowNo', { row: row.rowNo })}{' '}
            <code className="soft" title={row.rowHash}>
              {row.rowHash.slice(0, 16)}…
            </code>
            <CopyButton text={row.rowHash} label={t('clues.copyHash')} small />
          </li>
        ))}
      </ul>
      {step.rows.length > shown.length && <p className="soft">{t('lineage.moreRows', { count: step.rows.length - shown.length })}</p>}
    </>
  )
}

const Columns = ({ step }: { readonly step: LineageStep }) => {
  const { t } = useTranslation()
  return (
    <details>
      <summary>{t('lineage.columns', { count: step.columns.length })}</summary>
      <ScrollTable label={t('lineage.columns', { count: step.columns.length })}>
        <thead>
          <tr>
            <th scope="col">{t('imports.fileColumn')}</th>
            <th scope="col">{t('imports.field')}</th>
            <th scope="col">{t('imports.recognisedBy')}</th>
          </tr>
        </thead>
        <tbody>
          {step.columns.map((one) => (
            <tr key={one.field}>
              <th scope="row">{one.column}</th>
              <td>
                {one.label} <code className="soft">{one.field}</code>
              </td>
              <td>{one.by ? t(`imports.by_${one.by}`) : t('lineage.byPerson')}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </details>
  )
}

/** One file under the clue, from its rows back to whoever provided it. */
const Step = ({ step }: { readonly step: LineageStep }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const fate = useFate()
  const mayRead = useMay('data.read')
  const { batch, source, original, lawLoad } = step
  const facts: Fact[] = [
    { label: t('lineage.rows'), wide: true, value: <Rows step={step} /> },
    ...(step.columns.length > 0 ? [{ label: t('imports.mapping'), wide: true, value: <Columns step={step} /> }] : []),
    ...(batch
      ? [
          {
            label: t('lineage.batch'),
            value: mayRead ? (
              <Link to="/batches/$id" params={{ id: batch.id }}>
                {t('data.batchTitle', { title: step.datasetTitle, seq: batch.seq })}
              </Link>
            ) : (
              t('data.batchTitle', { title: step.datasetTitle, seq: batch.seq })
            ),
          },
          { label: t('data.publishedAt'), value: `${format.moment(batch.publishedAt)} · ${batch.publishedBy}` },
        ]
      : [{ label: t('lineage.batch'), value: t('lineage.own') }]),
    ...(step.import
      ? [
          {
            label: t('imports.file'),
            value: mayRead ? (
              <Link to="/imports/$id" params={{ id: step.import.id }}>
                {step.file}
              </Link>
            ) : (
              step.file
            ),
          },
          {
            label: t('lineage.brought'),
            value: `${step.import.by} · ${format.moment(step.import.at)} · ${formatBytes(step.import.bytes)}`,
          },
          {
            label: t('imports.hash'),
            wide: true,
            value: (
              <>
                <code>{step.import.sha256}</code>
                <CopyButton text={step.import.sha256} label={t('imports.copyHash')} small />
              </>
            ),
          },
        ]
      : []),
    ...(lawLoad
      ? [
          {
            label: t('lineage.lawLoad'),
            value: (
              <Link to="/law/loads/$id" params={{ id: lawLoad.id }}>
                {lawLoad.label}
              </Link>
            ),
          },
        ]
      : []),
    ...(original
      ? [
          {
            label: t('originals.original'),
            wide: true,
            value: (
              <>
                <OriginalState original={original} /> {fate(original)}
              </>
            ),
          },
        ]
      : []),
    ...(step.import
      ? [
          {
            label: t('imports.source'),
            value: source ? (
              mayRead ? (
                <Link to="/sources/$id" params={{ id: source.id }}>
                  {source.name}
                </Link>
              ) : (
                source.name
              )
            ) : (
              t('originals.noSource')
            ),
          },
        ]
      : []),
    ...(source
      ? [
          {
            label: t('lineage.usedUntil'),
            value:
              source.usedFrom || source.usedUntil
                ? `${source.usedFrom ? format.day(source.usedFrom) : ''} – ${source.usedUntil ? format.day(source.usedUntil) : t('sources.noEnd')}`
                : t('sources.noEnd'),
          },
          { label: t('sources.legalBasis'), wide: true, value: source.legalBasis || '—' },
          { label: t('sources.purpose'), wide: true, value: source.purpose || '—' },
        ]
      : []),
  ]
  return (
    <Panel title={`${step.datasetTitle} · ${step.file}`}>
      {batch?.withdrawn && (
        <Alert
          type="warning"
          showIcon
          title={t('data.withdrawnBy', { by: batch.withdrawn.by, at: format.moment(batch.withdrawn.at) })}
          description={batch.withdrawn.reason}
        />
      )}
      {batch?.replaced && <Alert type="info" showIcon title={t('lineage.replaced')} />}
      <Facts facts={facts} />
    </Panel>
  )
}

const About = ({ line }: { readonly line: Lineage }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayReadModels = useMay('model.read')
  return (
    <>
      <PageHeader
        title={t('lineage.title')}
        above={
          <>
            <Link to="/clues">{t('nav.clues')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/clues/$id" params={{ id: line.id }}>
              {line.no}
            </Link>
          </>
        }
        text={line.title}
      />
      <Panel title={t('lineage.clue')}>
        <Facts
          facts={[
            {
              label: t('models.model'),
              value: mayReadModels ? (
                <Link to="/models/$id" params={{ id: line.model.id }}>
                  {line.model.title}
                </Link>
              ) : (
                line.model.title
              ),
            },
            { label: t('lineage.version'), value: `${line.model.version} · ${line.rule.id} ${line.rule.title}` },
            {
              label: t('lineage.run'),
              value: (
                <Link to="/runs/$id" params={{ id: line.run.id }}>
                  {t('lineage.runAt', { at: format.moment(line.run.at), day: format.day(line.run.asOf) })}
                </Link>
              ),
            },
            {
              label: t('lineage.evidenceHash'),
              wide: true,
              value: (
                <>
                  <code>{line.evidenceHash}</code>
                  <CopyButton text={line.evidenceHash} label={t('clues.copyHash')} small />
                </>
              ),
            },
          ]}
        />
      </Panel>
      {line.steps.map((step) => (
        <Step key={`${step.dataset}-${step.batch?.id ?? ''}-${step.file}-${step.rows[0]?.sheet ?? ''}`} step={step} />
      ))}
    </>
  )
}

/** From a clue to the rows, columns, files and sources that it stands on; the address can be passed on. */
export const LineagePage = () => {
  const { id = '' } = useParams({ strict: false })
  return <Answered query={useEndpoint(getLineage, { params: { id } })}>{(line) => <About line={line} />}</Answered>
}
