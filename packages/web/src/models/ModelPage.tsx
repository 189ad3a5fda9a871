import { CaretRightOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { getModel, type ModelDetail } from '@xiezhi/platform/contract/models'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { listOf } from '../clues/desk.ts'
import { ModelIndicators } from '../indicators/ModelIndicators.tsx'
import { Answered } from '../ui/Answered.tsx'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { formatCount } from '../ui/format.ts'
import { Markdown } from '../ui/Markdown.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { OfficeParameters } from './OfficeParameters.tsx'
import { Pipeline } from './Pipeline.tsx'
import { RuleList } from './RuleList.tsx'
import { RunDialog } from './RunDialog.tsx'
import './models.css'

const tabs = ['pipeline', 'rules', 'parameters', 'indicators', 'sql', 'source', 'readme'] as const
type TabName = (typeof tabs)[number]

const Code = ({ text, language, note }: { readonly text: string; readonly language: 'sql' | 'yaml'; readonly note: string }) => {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <div className="page-header">
        <p className="soft">{note}</p>
        <CopyButton text={text} label={t('ui.copy')} />
      </div>
      <CodeBlock text={text} language={language} label={note} />
    </div>
  )
}

const Contents = ({ model, tab }: { readonly model: ModelDetail; readonly tab: TabName }) => {
  const { t } = useTranslation()
  if (tab === 'pipeline') return <Pipeline model={model} />
  if (tab === 'rules') return <RuleList model={model} />
  if (tab === 'parameters') return <OfficeParameters modelId={model.id} />
  if (tab === 'indicators') return <ModelIndicators modelId={model.id} />
  if (tab === 'sql') return <Code text={model.sql} language="sql" note={t('models.sqlNote')} />
  if (tab === 'source') return <Code text={model.source} language="yaml" note={t('models.sourceNote')} />
  return <Markdown text={model.readme} />
}

const Detail = ({ model }: { readonly model: ModelDetail }) => {
  const { t } = useTranslation()
  const mayRun = useMay('model.run')
  const [search, change] = useSearchText()
  const [dialog, setDialog] = useState(false)
  const tab = tabs.find((name) => name === search.tab) ?? 'pipeline'
  return (
    <>
      <PageHeader
        title={model.title}
        above={<Link to="/models">{t('nav.models')}</Link>}
        beside={
          <>
            <Pill tone="info">{model.function}</Pill>
            <Pill>{t('models.versionNo', { version: model.version })}</Pill>
          </>
        }
        text={model.question}
      >
        <Link to="/ledger/$id" params={{ id: model.id }} className="link-button plain">
          {t('nav.ledger')}
        </Link>
        <Link to="/runs" search={{ model: model.id }} className="link-button plain">
          {t('nav.runs')}
        </Link>
        <Link to={listOf(model.patrol)} search={{ model: model.id }} className="link-button plain">
          {t('models.cluesOf', { shown: formatCount(model.clues) })}
        </Link>
        {mayRun && (
          <Button
            type="primary"
            icon={<CaretRightOutlined aria-hidden="true" />}
            onClick={() => setDialog(true)}
            disabled={model.runnableRules === 0}
          >
            {t('models.run')}
          </Button>
        )}
      </PageHeader>
      <div className="panel model-tabs">
        <Tabs
          activeKey={tab}
          onChange={(key) => change({ filters: { tab: key === 'pipeline' ? undefined : key } })}
          destroyOnHidden
          items={tabs.map((key) => ({
            key,
            label: t(`models.tab.${key}`),
            children: key === tab ? <Contents model={model} tab={key} /> : null,
          }))}
        />
      </div>
      <RunDialog model={model} open={dialog} onClose={() => setDialog(false)} />
    </>
  )
}

export const ModelPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getModel, { params: { id } })
  return <Answered query={query}>{(model) => <Detail model={model} />}</Answered>
}
