import { listRunIndicators } from '@xiezhi/platform/contract/indicators'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Panel } from '../ui/Panel.tsx'
import { IndicatorTable } from './IndicatorTable.tsx'

/** What a run gave beside its clues; nothing where it gave nothing. */
export const RunIndicators = ({ runId }: { readonly runId: string }) => {
  const { t } = useTranslation()
  const items = useEndpoint(listRunIndicators, { params: { id: runId } }).data?.items ?? []
  return items.map((indicator) => (
    <Panel key={indicator.rule} title={t('indicators.title', { rule: indicator.rule, title: indicator.title })}>
      <div className="stack">
        <p className="soft">{t(indicator.figures.length > 0 ? 'indicators.text' : 'indicators.checkList')}</p>
        <IndicatorTable runId={runId} indicator={indicator} />
      </div>
    </Panel>
  ))
}
