import { Link, useParams } from '@tanstack/react-router'
import { compareModelVersions, getLedgerModel, getModelVersion } from '@xiezhi/platform/contract/ledger'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import './ledger.css'

type Texts = z.infer<typeof compareModelVersions.response>['texts']
type Run = Texts[number]['runs'][number]

/** Lines beside a change that are shown; what lies between is only counted. */
const around = 3

interface Shown {
  readonly key: string
  readonly kind: Run['kind'] | 'folded'
  readonly lines: readonly string[]
  readonly count: number
}

/** The changes with a few lines around each. */
const shownRuns = (runs: readonly Run[]): readonly Shown[] =>
  runs.flatMap((run, at): Shown[] => {
    const key = `${at}`
    const whole: Shown = { key, kind: run.kind, lines: run.lines, count: run.lines.length }
    if (run.kind !== 'same') return [whole]
    const [before, after] = [at === 0 ? 0 : around, at === runs.length - 1 ? 0 : around]
    const folded = run.lines.length - before - after
    if (folded < 2) return [whole]
    const part = (name: string, lines: readonly string[]): Shown[] =>
      lines.length > 0 ? [{ key: `${key}${name}`, kind: 'same', lines, count: lines.length }] : []
    return [
      ...part('a', run.lines.slice(0, before)),
      { key: `${key}f`, kind: 'folded', lines: [], count: folded },
      ...part('b', run.lines.slice(run.lines.length - after)),
    ]
  })

const marks = { same: ' ', added: '+', removed: '−' } as const

const Difference = ({ runs, label }: { readonly runs: readonly Run[]; readonly label: string }) => {
  const { t } = useTranslation()
  if (runs.every(({ kind }) => kind === 'same')) return <p className="soft">{t('ledger.noDifference')}</p>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; a section would be one landmark more on every page
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className="difference" role="group" aria-label={label} tabIndex={0}>
      {shownRuns(runs).map(({ key, kind, lines, count }) => {
        if (kind === 'folded')
          return (
            <p key={key} className="difference-folded soft">
              {t('ledger.sameLines', { count })}
            </p>
          )
        const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
        return (
          <Tag key={key} className={`difference-run difference-${kind}`}>
            {lines.map((line) => `${marks[kind]} ${line}`).join('\n')}
          </Tag>
        )
      })}
    </div>
  )
}

const OneVersion = ({ id, version }: { readonly id: string; readonly version: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useEndpoint(getModelVersion, { params: { id, version } })
  return (
    <Answered query={query}>
      {(text) => (
        <>
          <Panel title="model.yml" extra={<span className="soft">{t('ledger.seenFirst', { at: format.moment(text.firstSeenAt) })}</span>}>
            <CodeBlock text={text.source} language="yaml" label={`model.yml ${version}`} />
          </Panel>
          {text.pieces.map((piece) => (
            <Panel key={piece.id} title={`pieces/${piece.id}.yml`}>
              <CodeBlock text={piece.source} language="yaml" label={`${piece.id} ${version}`} />
            </Panel>
          ))}
        </>
      )}
    </Answered>
  )
}

const TwoVersions = ({ id, from, to }: { readonly id: string; readonly from: string; readonly to: string }) => {
  const query = useEndpoint(compareModelVersions, { params: { id }, query: { from, to } })
  return (
    <Answered query={query}>
      {({ texts }) =>
        texts.map(({ name, runs }) => (
          <Panel key={name} title={name}>
            <Difference runs={runs} label={`${name} ${from} → ${to}`} />
          </Panel>
        ))
      }
    </Answered>
  )
}

/** The text of one version, or what two say differently. */
export const VersionComparePage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const [search, change] = useSearchText()
  const query = useEndpoint(getLedgerModel, { params: { id } })
  return (
    <Answered query={query}>
      {(model) => {
        const versions = model.versionList.map(({ version }) => version)
        const to = search.to ?? versions[0] ?? ''
        const from = search.from ?? versions[1] ?? to
        const options = [
          ...(model.problem === 'changed' ? [{ value: 'now', label: t('ledger.now') }] : []),
          ...versions.map((version) => ({ value: version, label: t('models.versionNo', { version }) })),
        ]
        const choice = (name: 'from' | 'to', value: string) => (
          <Select
            aria-label={t(`ledger.${name}`)}
            value={value}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(wanted: string) => change({ filters: { from, to, [name]: wanted } })}
          />
        )
        return (
          <>
            <PageHeader
              title={t(from === to ? 'ledger.versionText' : 'ledger.comparing', { version: from })}
              above={
                <>
                  <Link to="/ledger">{t('nav.ledger')}</Link>
                  <span aria-hidden="true">/</span>
                  <Link to="/ledger/$id" params={{ id }}>
                    {model.title}
                  </Link>
                </>
              }
              text={t('ledger.comparingText')}
            >
              {choice('from', from)}
              <span aria-hidden="true">→</span>
              {choice('to', to)}
            </PageHeader>
            {from === to && from !== 'now' ? <OneVersion id={id} version={from} /> : <TwoVersions id={id} from={from} to={to} />}
          </>
        )
      }}
    </Answered>
  )
}
