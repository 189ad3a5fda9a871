import { DiffOutlined } from '@ant-design/icons'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { getInstrument, getVersion, type LawVersion } from '@xiezhi/platform/contract/law'
import { Grid, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { DayField } from '../ui/DayField.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { LawLink, useVersionDays, useVersionName, VersionState } from './LawParts.tsx'
import { LawText } from './LawText.tsx'
import { chosenPair, chosenVersion } from './law-names.ts'
import { Outline } from './Outline.tsx'
import { articleAnchor, outlineOf } from './outline.ts'
import { VersionTimeline } from './VersionTimeline.tsx'

type Instrument = z.infer<typeof getInstrument.response>
type Text = z.infer<typeof getVersion.response>

/** Goes to an article of the text by its number. */
const JumpTo = ({ law, articles }: { readonly law: string; readonly articles: ReadonlySet<string> }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [missing, setMissing] = useState<string>()
  const go = (text: string) => {
    const [, article, sub] = /^第?(\d{1,4})条?(?:[-之](\d{1,2}))?$/.exec(text.trim()) ?? []
    const anchor = article ? articleAnchor(Number(article), Number(sub ?? 0)) : ''
    setMissing(articles.has(anchor) ? undefined : text)
    if (articles.has(anchor))
      void navigate({ to: '/law/instruments/$law', params: { law }, search: true, hash: anchor, resetScroll: false })
  }
  return (
    <span className="jump">
      <Input.Search
        size="small"
        className="jump-field"
        aria-label={t('law.jump')}
        placeholder={t('law.jumpHint')}
        enterButton={t('law.jumpGo')}
        onSearch={go}
      />
      <span role="status" className="danger">
        {missing && t('law.jumpMissing')}
      </span>
    </span>
  )
}

const TextPanel = ({ law, text, on }: { readonly law: string; readonly text: Text; readonly on: string | undefined }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useVersionName()
  const days = useVersionDays()
  const anchors = new Set(
    text.tree.flatMap((node) => (node.kind === 'article' ? [articleAnchor(node.article.article, node.article.sub)] : [])),
  )
  return (
    <Panel title={name(text.version)} extra={<JumpTo law={law} articles={anchors} />} className="law-panel">
      <p className="soft law-days">
        <VersionState version={text.version} /> {days(text.version)}
      </p>
      {text.history.length > 0 && (
        <details className="law-history">
          <summary>{t('law.history', { count: text.history.length })}</summary>
          <ol>
            {text.history.map((event) => (
              <li key={`${event.day}${event.event}`}>
                <span className="number">{format.day(event.day)}</span> {event.event}
              </li>
            ))}
          </ol>
        </details>
      )}
      <LawText law={law} tree={text.tree} on={on ?? text.version.effectiveFrom ?? undefined} />
    </Panel>
  )
}

const NoText = () => {
  const { t } = useTranslation()
  const mayLoad = useMay('law.load')
  return (
    <section className="panel">
      <StateMessage title={t('law.noText')} text={t('law.noTextText')}>
        {mayLoad && (
          <Link to="/law/loads" className="link-button">
            {t('law.load')}
          </Link>
        )}
      </StateMessage>
    </section>
  )
}

const Contents = ({ law, text }: { readonly law: string; readonly text: Text }) => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const wide = Grid.useBreakpoint().lg !== false
  const headings = outlineOf(text.tree)
  if (headings.length === 0) return null
  const outline = <Outline law={law} headings={headings} search={search} />
  return wide ? (
    <Panel title={t('law.outline')} className="outline-panel">
      <nav aria-label={t('law.outline')}>{outline}</nav>
    </Panel>
  ) : (
    <details className="panel outline-folded">
      <summary>{t('law.outline')}</summary>
      <nav aria-label={t('law.outline')}>{outline}</nav>
    </details>
  )
}

const Body = ({ instrument, chosen }: { readonly instrument: Instrument; readonly chosen: LawVersion | undefined }) => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const loaded = chosen?.loaded ?? false
  const query = useEndpoint(getVersion, { params: { law: instrument.name, version: chosen?.id ?? '' } }, { enabled: loaded })
  return (
    <div className="law-columns">
      <div className="stack law-side">
        <Panel title={t('law.versions')} extra={<span className="soft">{t('law.versionCount', { count: instrument.list.length })}</span>}>
          <VersionTimeline law={instrument.name} list={instrument.list} chosen={chosen} search={search} />
        </Panel>
        {loaded && query.data && <Contents law={instrument.name} text={query.data} />}
      </div>
      {loaded ? <Answered query={query}>{(text) => <TextPanel law={instrument.name} text={text} on={search.on} />}</Answered> : <NoText />}
    </div>
  )
}

const Detail = ({ instrument }: { readonly instrument: Instrument }) => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const pair = chosenPair(instrument.list, undefined, undefined)
  return (
    <>
      <PageHeader
        title={instrument.name}
        above={<Link to="/law/instruments">{t('nav.law')}</Link>}
        beside={instrument.level && <Pill tone="info">{instrument.level}</Pill>}
        text={
          <>
            {instrument.issuer && <>{t('law.madeBy', { issuer: instrument.issuer })} </>}
            {instrument.aliases.length > 0 && t('law.alsoCalled', { names: instrument.aliases.join('、') })}
            {instrument.supersededBy && (
              <>
                {' '}
                {t('law.supersededByLead')}
                <LawLink law={instrument.supersededBy} />
              </>
            )}
          </>
        }
      >
        <DayField label={t('law.onDay')} value={search.on} onChange={(on) => change({ filters: { on, version: undefined } })} />
        <Link to="/law/search" search={{ law: instrument.name }} className="link-button plain">
          {t('law.searchIn')}
        </Link>
        {pair && (
          <Link
            to="/law/instruments/$law/compare"
            params={{ law: instrument.name }}
            search={{ from: pair.from.id, to: pair.to.id }}
            className="link-button plain"
          >
            <DiffOutlined aria-hidden="true" /> {t('law.compare')}
          </Link>
        )}
      </PageHeader>
      <Body instrument={instrument} chosen={chosenVersion(instrument.list, instrument.current, search.version)} />
    </>
  )
}

export const InstrumentPage = () => {
  const { law = '' } = useParams({ strict: false })
  const [search] = useSearchText()
  const query = useEndpoint(getInstrument, { params: { law }, query: search.on ? { on: search.on } : {} }, { keepLast: true })
  return <Answered query={query}>{(instrument) => <Detail instrument={instrument} />}</Answered>
}
