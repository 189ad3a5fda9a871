import { Link } from '@tanstack/react-router'
import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { citationText } from '../ui/article.ts'
import { writeDays } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'

/** 为什么是这一天: each computed day with its limits and the counting, step by step. */
export const CalculationPanel = ({ calculations }: Pick<ClueDetail, 'calculations'>) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const reached = calculations.filter((calculation) => calculation.date !== null)
  const absent = calculations.filter((calculation) => calculation.date === null)
  if (reached.length === 0) return null
  return (
    <Panel title={t('clues.whyThisDay')}>
      <div className="stack">
        {reached.map((calculation) => (
          <section key={calculation.name} className="calculation" aria-labelledby={`calculation-${calculation.name}`}>
            <h3 id={`calculation-${calculation.name}`}>
              <span>{calculation.label}</span>
              <strong>{format.day(calculation.date)}</strong>
              {calculation.provisional && (
                <Link to="/calendar" search={calculation.date ? { year: calculation.date.slice(0, 4) } : {}} className="pill pill-warning">
                  {t('clues.provisional')}
                </Link>
              )}
            </h3>
            <ol className="counting">
              {calculation.steps.map((step) => (
                <li key={step}>{writeDays(step, i18n.language)}</li>
              ))}
            </ol>
            {calculation.limits.length > 0 && (
              <p className="soft">
                {t('clues.limits')}
                {calculation.limits.map((limit, at) => (
                  <Fragment key={limit.id}>
                    {at > 0 && '；'}
                    <Link to="/limits/$id" params={{ id: limit.id }}>
                      {limit.title}
                    </Link>
                    {`（${citationText(limit.law, limit.article, i18n.language)}）`}
                  </Fragment>
                ))}
              </p>
            )}
          </section>
        ))}
        {absent.length > 0 && (
          <p className="soft">{t('clues.notReached', { what: absent.map((calculation) => calculation.label).join('、') })}</p>
        )}
      </div>
    </Panel>
  )
}
