import { Link } from '@tanstack/react-router'
import { listModelIndicators } from '@xiezhi/platform/contract/indicators'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { IndicatorTable } from './IndicatorTable.tsx'

/** The indicators of a model as its last run gave them. */
export const ModelIndicators = ({ modelId }: { readonly modelId: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useEndpoint(listModelIndicators, { params: { id: modelId } })
  return (
    <Answered query={query}>
      {({ run, items }) =>
        run === null ? (
          <StateMessage title={t('indicators.none')} text={t('indicators.noneText')} />
        ) : (
          <div className="stack">
            <p className="soft">
              {t('indicators.text')}{' '}
              <Link to="/runs/$id" params={{ id: run.id }}>
                {t('clues.runAsOf', { day: format.day(run.asOf) })}
              </Link>
            </p>
            {items.map((indicator) => (
              <section key={indicator.rule} className="stack" aria-label={indicator.title}>
                <h2 className="indicator-title">{t('indicators.title', { rule: indicator.rule, title: indicator.title })}</h2>
                <IndicatorTable runId={run.id} indicator={indicator} />
              </section>
            ))}
          </div>
        )
      }
    </Answered>
  )
}
