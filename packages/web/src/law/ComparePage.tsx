import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { compareVersions, getInstrument } from '@xiezhi/platform/contract/law'
import { Button, Grid, Segmented, Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { ComparedArticle, FoldedArticles } from './ComparedArticle.tsx'
import { changesIn, stripesOf } from './folding.ts'
import { useVersionDays, useVersionName, VersionState } from './LawParts.tsx'
import { chosenPair } from './law-names.ts'

type Instrument = z.infer<typeof getInstrument.response>
type Comparison = z.infer<typeof compareVersions.response>

const VersionChoice = ({
  instrument,
  label,
  value,
  onChange,
}: {
  readonly instrument: Instrument
  readonly label: string
  readonly value: string
  readonly onChange: (id: string) => void
}) => {
  const name = useVersionName()
  const options = instrument.list.filter((version) => version.loaded).map((version) => ({ value: version.id, label: name(version) }))
  return (
    <Select
      className="version-choice"
      aria-label={label}
      value={value}
      options={options}
      onChange={onChange}
      popupMatchSelectWidth={false}
    />
  )
}

const Counts = ({ counts }: Pick<Comparison, 'counts'>) => {
  const { t } = useTranslation()
  return (
    <ul className="compare-counts">
      {(['changed', 'renumbered', 'added', 'removed', 'same'] as const).map((kind) => (
        <li key={kind}>
          {t(`law.count.${kind}`)} <strong>{counts[kind]}</strong>
        </li>
      ))}
    </ul>
  )
}

/** Steps from change to change. The place in view is followed, so that a step goes on from where the reader is. */
const useSteps = (total: number) => {
  const [at, setAt] = useState(-1)
  const list = useRef<HTMLDivElement>(null)
  const step = (by: 1 | -1) => {
    const wanted = Math.min(total - 1, Math.max(0, at + by))
    setAt(wanted)
    const target = list.current?.querySelector<HTMLElement>(`[data-change="${wanted}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
  }
  return { at, list, step, reset: () => setAt(-1) }
}

const Comparing = ({ comparison }: { readonly comparison: Comparison }) => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const narrow = Grid.useBreakpoint().md === false
  const inline = narrow || search.view === 'inline'
  const stripes = useMemo(() => stripesOf(comparison.pairs, opened), [comparison.pairs, opened])
  const total = changesIn(comparison.pairs)
  const { at, list, step, reset } = useSteps(total)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other versions begin anew
  useEffect(() => {
    reset()
    setOpened(new Set())
  }, [comparison])
  const name = useVersionName()
  const days = useVersionDays()
  return (
    <section className="panel compare" aria-label={t('law.compare')}>
      <div className="list-bar compare-bar">
        <Counts counts={comparison.counts} />
        <div className="actions">
          {!narrow && (
            <Segmented
              aria-label={t('models.view')}
              value={inline ? 'inline' : 'sides'}
              options={[
                { value: 'sides', label: t('law.sides') },
                { value: 'inline', label: t('law.inline') },
              ]}
              onChange={(view) => change({ filters: { view: view === 'inline' ? 'inline' : undefined } })}
            />
          )}
          <Button
            icon={<UpOutlined aria-hidden="true" />}
            aria-label={t('law.previousChange')}
            disabled={at <= 0}
            onClick={() => step(-1)}
          />
          <span className="number" role="status">
            {total === 0 ? t('law.noChange') : at < 0 ? t('law.changes', { count: total }) : t('law.changeAt', { at: at + 1, total })}
          </span>
          <Button icon={<DownOutlined aria-hidden="true" />} disabled={at >= total - 1} onClick={() => step(1)}>
            {t('law.nextChange')}
          </Button>
        </div>
      </div>
      {!inline && (
        <div className="compare-heads compare-row">
          {[comparison.from, comparison.to].map((version) => (
            <div key={version.id}>
              <h2>
                {name(version)} <VersionState version={version} />
              </h2>
              <p className="soft">{days(version)}</p>
            </div>
          ))}
        </div>
      )}
      <div ref={list}>
        {stripes.map((stripe) =>
          stripe.kind === 'fold' ? (
            <FoldedArticles key={stripe.id} pairs={stripe.pairs} onOpen={() => setOpened(new Set([...opened, stripe.id]))} />
          ) : (
            <ComparedArticle
              key={`${stripe.pair.old?.article}-${stripe.pair.old?.sub}-${stripe.pair.new?.article}-${stripe.pair.new?.sub}`}
              comparison={comparison}
              pair={stripe.pair}
              change={stripe.change}
              inline={inline}
            />
          ),
        )}
      </div>
      <p className="compare-legend soft">
        <del>{t('law.legendRemoved')}</del> <ins>{t('law.legendAdded')}</ins> {t('law.legendLead')}
      </p>
    </section>
  )
}

const Chosen = ({ instrument }: { readonly instrument: Instrument }) => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const pair = chosenPair(instrument.list, search.from, search.to)
  const query = useEndpoint(
    compareVersions,
    { params: { law: instrument.name }, query: { from: pair?.from.id ?? '', to: pair?.to.id ?? '' } },
    { enabled: pair !== undefined },
  )
  return (
    <>
      <PageHeader
        title={t('law.compareTitle', { law: instrument.name })}
        above={
          <>
            <Link to="/law/instruments">{t('nav.law')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/law/instruments/$law" params={{ law: instrument.name }}>
              {instrument.name}
            </Link>
          </>
        }
      >
        {pair && (
          <>
            <VersionChoice
              instrument={instrument}
              label={t('law.older')}
              value={pair.from.id}
              onChange={(from) => change({ filters: { from, to: from === pair.to.id ? pair.from.id : pair.to.id } })}
            />
            <span aria-hidden="true" className="compare-arrow">
              →
            </span>
            <VersionChoice
              instrument={instrument}
              label={t('law.newer')}
              value={pair.to.id}
              onChange={(to) => change({ filters: { from: to === pair.from.id ? pair.to.id : pair.from.id, to } })}
            />
          </>
        )}
      </PageHeader>
      {pair ? (
        <Answered query={query}>{(comparison) => <Comparing comparison={comparison} />}</Answered>
      ) : (
        <section className="panel">
          <StateMessage title={t('law.cannotCompare')} text={t('law.cannotCompareText')} />
        </section>
      )}
    </>
  )
}

export const ComparePage = () => {
  const { law = '' } = useParams({ strict: false })
  const query = useEndpoint(getInstrument, { params: { law } })
  return <Answered query={query}>{(instrument) => <Chosen instrument={instrument} />}</Answered>
}
