import { PrinterOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useParameterText } from '../models/use-parameter-text.ts'
import { CluePursuit } from '../pursuit/CluePursuit.tsx'
import { RevealNumber } from '../reveal/RevealNumber.tsx'
import { Answered } from '../ui/Answered.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { CalculationPanel } from './CalculationPanel.tsx'
import { CluePills, NextStepBy } from './CluePills.tsx'
import { type Desk, desks } from './desk.ts'
import { EvidencePanel } from './EvidencePanel.tsx'
import { Judgement } from './Judgement.tsx'
import { Neighbours } from './Neighbours.tsx'
import { RelatedClues } from './RelatedClues.tsx'
import { BasisPanel, ExclusionPanel, HistoryPanel } from './SidePanels.tsx'
import './clues.css'

const PartyNumber = ({ clue, id }: { readonly clue: ClueDetail; readonly id: string }) => (
  <>
    {id} <RevealNumber place={{ kind: 'clue', id: clue.id }} masked={id} matter={clue.no} />
  </>
)

/** The facts that a procurator asks for first. */
const Headline = ({ clue, desk }: { readonly clue: ClueDetail; readonly desk: Desk }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = [
    { label: t('clues.subject'), value: clue.subject.name, note: clue.subject.code },
    ...(clue.party
      ? [{ label: t('clues.party'), value: clue.party.name, note: clue.party.id && <PartyNumber clue={clue} id={clue.party.id} /> }]
      : []),
    ...(clue.dueDate ? [{ label: t('clues.due'), value: format.day(clue.dueDate), note: undefined }] : []),
    ...(clue.daysOverdue !== null && clue.daysOverdue > 0
      ? [
          {
            label: t('clues.overdue'),
            value: <span className="danger">{t('ui.days', { count: clue.daysOverdue, shown: formatCount(clue.daysOverdue) })}</span>,
            note: t('clues.untilDay', { day: format.day(clue.asOf) }),
          },
        ]
      : []),
    ...(clue.amount ? [{ label: t('clues.amount'), value: format.money(clue.amount), note: undefined }] : []),
    ...(desk === 'alert' && clue.alert?.by ? [{ label: t('alerts.by'), value: <NextStepBy clue={clue} />, note: undefined }] : []),
    { label: t('clues.score'), value: String(clue.score), note: t('clues.gradeNote', { grade: clue.grade }) },
  ]
  return (
    <dl className="headline">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.note && <span className="headline-note">{fact.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** An alert that became a clue is both: the way from the one to the other. */
const OtherDesk = ({ clue, desk }: { readonly clue: ClueDetail; readonly desk: Desk }) => {
  const { t } = useTranslation()
  const other = desk === 'alert' ? 'clue' : 'alert'
  if (!clue.isClue || clue.alert === null) return null
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          {t(desk === 'alert' ? 'alerts.isClue' : 'alerts.wasAlert')}
          <Link to={desks[other].one} params={{ id: clue.id }}>
            {t(desk === 'alert' ? 'alerts.openClue' : 'alerts.openAlert')}
          </Link>
        </>
      }
    />
  )
}

const Detail = ({ clue, desk }: { readonly clue: ClueDetail; readonly desk: Desk }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const parameter = useParameterText()
  const [search] = useSearchText()
  return (
    <>
      <PageHeader
        title={clue.title}
        above={
          <>
            <Link to={desks[desk].all} search={search}>
              {t(desks[desk].name)}
            </Link>
            <span aria-hidden="true">/</span>
            <span>{clue.no}</span>
            <CluePills clue={clue} />
          </>
        }
        text={
          <>
            <Link to="/models/$id" params={{ id: clue.model.id }} search={{ tab: 'rules' }}>
              {clue.model.title}
            </Link>
            {t(desk === 'alert' ? 'alerts.ruleNote' : 'clues.ruleNote', {
              id: clue.rule.id,
              title: clue.rule.title,
              version: clue.model.version,
            })}
          </>
        }
      >
        <Neighbours id={clue.id} desk={desk} />
        <Link to="/clues/$id/lineage" params={{ id: clue.id }} className="link-button plain">
          {t('lineage.open')}
        </Link>
        <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {t('ui.print')}
        </Button>
      </PageHeader>
      {clue.withdrawn.map((batch) => (
        <Alert
          key={batch.batchId}
          type="warning"
          showIcon
          title={t('clues.withdrawn', { dataset: batch.datasetTitle })}
          description={
            <>
              <Link to="/batches/$id" params={{ id: batch.batchId }}>
                {batch.file}
              </Link>
              {t('clues.withdrawnWhy', { by: batch.by, at: format.moment(batch.at), reason: batch.reason })}
            </>
          }
        />
      ))}
      <OtherDesk clue={clue} desk={desk} />
      <Headline clue={clue} desk={desk} />
      <div className="clue-columns">
        <div className="stack">
          <Panel title={t(desk === 'alert' ? 'alerts.reason' : 'clues.reason')}>
            <p className="clue-reason">{clue.reason}</p>
            {clue.ownParameters.length > 0 && (
              <p className="soft">
                {t('clues.ownParameters')}
                {clue.ownParameters
                  .map(
                    ({ label, name, type, value, catalogue }) =>
                      t('ui.labelled', { label: label || name }) +
                      t('clues.ownParameter', { value: parameter(type, value), catalogue: parameter(type, catalogue) }),
                  )
                  .join('；')}
              </p>
            )}
          </Panel>
          <CalculationPanel calculations={clue.calculations} />
          <EvidencePanel evidence={clue.evidence} />
        </div>
        <div className="stack clue-side">
          <Judgement clue={clue} desk={desk} />
          <BasisPanel clue={clue} />
          <ExclusionPanel exclusions={clue.exclusions} />
          <HistoryPanel runs={clue.runs} />
        </div>
      </div>
      <CluePursuit clue={clue} />
      <RelatedClues clue={clue} />
    </>
  )
}

const OnDesk = ({ desk }: { readonly desk: Desk }) => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(desks[desk].get, { params: { id } })
  return <Answered query={query}>{(clue) => <Detail key={clue.id} clue={clue} desk={desk} />}</Answered>
}

export const CluePage = () => <OnDesk desk="clue" />
export const AlertPage = () => <OnDesk desk="alert" />
