import { PrinterOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { type ClueDetail, getClue } from '@xiezhi/platform/contract/clues'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { CluePursuit } from '../pursuit/CluePursuit.tsx'
import { RevealNumber } from '../reveal/RevealNumber.tsx'
import { Answered } from '../ui/Answered.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { CalculationPanel } from './CalculationPanel.tsx'
import { CluePills } from './CluePills.tsx'
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
const Headline = ({ clue }: { readonly clue: ClueDetail }) => {
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

const Detail = ({ clue }: { readonly clue: ClueDetail }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [search] = useSearchText()
  return (
    <>
      <PageHeader
        title={clue.title}
        above={
          <>
            <Link to="/clues" search={search}>
              {t('nav.clues')}
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
            {t('clues.ruleNote', { id: clue.rule.id, title: clue.rule.title, version: clue.model.version })}
          </>
        }
      >
        <Neighbours id={clue.id} />
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
      <Headline clue={clue} />
      <div className="clue-columns">
        <div className="stack">
          <Panel title={t('clues.reason')}>
            <p className="clue-reason">{clue.reason}</p>
          </Panel>
          <CalculationPanel calculations={clue.calculations} />
          <EvidencePanel evidence={clue.evidence} />
        </div>
        <div className="stack clue-side">
          <Judgement clue={clue} />
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

export const CluePage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getClue, { params: { id } })
  return <Answered query={query}>{(clue) => <Detail key={clue.id} clue={clue} />}</Answered>
}
