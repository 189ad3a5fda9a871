import type { ModelDetail } from '@xiezhi/platform/contract/models'
import { Button, Grid, Segmented, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../ui/Loading.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { NodeDrawer } from './NodeDrawer.tsx'
import { PipelineList } from './PipelineList.tsx'
import { type Drawn, mainLine, pipelineOf } from './pipeline.ts'

const PipelineGraph = lazy(() => import('./PipelineGraph.tsx'))

/** More than this on one sheet is a tangle: then one rule at a time. */
const readable = 18

/** The pipeline as a drawing or as a list, whole or as far as one rule rests on it, with the row counts of the last run. */
export const Pipeline = ({ model }: { readonly model: ModelDetail }) => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const [shown, setShown] = useState<Drawn>()
  const rules = model.nodes.filter((node) => node.kind === 'rule')
  const first = model.nodes.length > readable ? rules[0]?.id : undefined
  const rule = search.rule === 'all' ? undefined : (search.rule ?? first)
  const nodes = pipelineOf(model.nodes, rule)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const drawn = rule === undefined ? nodes.map((node) => ({ ...node, folded: 0 })) : mainLine(nodes, rule, unfolded, t('models.exclusions'))
  const open = (node: Drawn) => (node.folded > 0 ? setUnfolded(new Set([...unfolded, node.id])) : setShown(node))
  // A drawing of this width is of little use on a phone; there the list comes first.
  const narrow = Grid.useBreakpoint().md === false
  const usual = narrow ? 'list' : 'graph'
  const asList = (search.view ?? usual) === 'list'
  return (
    <div className="stack">
      <div className="list-bar pipeline-bar">
        <div className="filters">
          <Select
            aria-label={t('models.ruleShown')}
            className="pipeline-rule"
            value={rule ?? 'all'}
            popupMatchSelectWidth={false}
            onChange={(id: string) => {
              setUnfolded(new Set())
              change({ filters: { rule: id === first ? undefined : id } })
            }}
            options={[
              { value: 'all', label: t('models.wholePipeline', { count: model.nodes.length }) },
              ...rules.map((node) => ({ value: node.id, label: `${node.id} ${node.title}` })),
            ]}
          />
          <span className="soft pipeline-note">{model.lastRun ? t('models.countsFrom') : t('models.noCounts')}</span>
        </div>
        <div className="actions">
          {unfolded.size > 0 && <Button onClick={() => setUnfolded(new Set())}>{t('models.foldAgain')}</Button>}
          <Segmented
            aria-label={t('models.view')}
            value={asList ? 'list' : 'graph'}
            onChange={(view) => change({ filters: { view: view === usual ? undefined : view } })}
            options={[
              { value: 'graph', label: t('models.asGraph') },
              { value: 'list', label: t('models.asList') },
            ]}
          />
        </div>
      </div>
      {asList ? (
        <PipelineList nodes={nodes} counts={model.lastCounts} />
      ) : (
        <Suspense fallback={<Loading />}>
          <PipelineGraph
            key={`${rule ?? 'all'} ${unfolded.size}`}
            nodes={drawn}
            counts={model.lastCounts}
            label={t('models.graphLabel', { title: model.title })}
            onOpen={open}
          />
        </Suspense>
      )}
      <NodeDrawer node={shown} counts={model.lastCounts} onClose={() => setShown(undefined)} />
    </div>
  )
}
