import { Link } from '@tanstack/react-router'
import { calculate } from '@xiezhi/platform/contract/limits'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount, writeDays } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import type { Op } from './question.ts'

/** The answers of `xiezhi due`, whichever form the question had. */
const answer = z.object({
  date: z.string().nullish(),
  unrolled: z.string().nullish(),
  provisional: z.boolean().default(false),
  suspended: z.boolean().default(false),
  dates: z.array(z.string()).optional(),
  days: z.number().nullish(),
  workday: z.boolean().optional(),
  count: z.number().optional(),
  steps: z.array(z.string()).default([]),
})
type Answer = z.infer<typeof answer>

const useHeadline = (op: Op) => {
  const { t, i18n } = useTranslation()
  const when = (text: string) => writeDays(text, i18n.language)
  return (said: Answer): string => {
    if (op === 'is_workday') return t(said.workday ? 'calculator.isWorkday' : 'calculator.isNoWorkday')
    if (op === 'workdays_between') return t('calculator.workdays', { count: said.count ?? 0, shown: formatCount(said.count ?? 0) })
    if (op === 'chain') return said.dates?.length ? when(said.dates[said.dates.length - 1]!) : '—'
    if (said.suspended || !said.date) return t('calculator.suspended')
    if (op === 'overdue' && typeof said.days === 'number')
      return said.days > 0 ? t('calculator.overdueBy', { count: said.days, shown: formatCount(said.days) }) : t('calculator.inTime')
    return when(said.date)
  }
}

const Said = ({ op, said }: { readonly op: Op; readonly said: Answer }) => {
  const { t, i18n } = useTranslation()
  const headline = useHeadline(op)(said)
  const steps = said.steps.map((step) => writeDays(step, i18n.language))
  return (
    <div className="stack" aria-live="polite">
      <p className="calc-answer">
        <span className="soft">{t(`calculator.answer.${op}`)}</span>
        <strong>{headline}</strong>
        {said.provisional && (
          <Link to="/calendar" search={said.date ? { year: said.date.slice(0, 4) } : {}} className="pill pill-warning">
            {t('clues.provisional')}
          </Link>
        )}
      </p>
      {op === 'overdue' && said.date && <p>{t('calculator.dueWas', { day: writeDays(said.date, i18n.language) })}</p>}
      {op === 'chain' && said.dates && said.dates.length > 1 && (
        <ol className="chain-dates">
          {said.dates.map((date, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the chain
            <li key={at}>
              <span className="soft">{t('calculator.nth', { nth: at + 1 })}</span> {writeDays(date, i18n.language)}
            </li>
          ))}
        </ol>
      )}
      {steps.length > 0 && (
        <>
          <h3 className="calc-steps-head">
            {t('calculator.steps')} <CopyButton text={[headline, ...steps].join('\n')} label={t('calculator.copy')} small />
          </h3>
          <ol className="counting">
            {steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              <li key={at}>{step}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

/** Asked as soon as nothing is missing. */
export const CalculatorAnswer = ({ op, body }: { readonly op: Op; readonly body: Record<string, unknown> | undefined }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const query = useEndpoint(calculate, { body: body ?? {} }, { enabled: body !== undefined, keepLast: true })
  const content = () => {
    if (!body) return <StateMessage title={t('calculator.waiting')} text={t('calculator.waitingText')} />
    if (query.error) return <Alert type="error" showIcon title={errorText(query.error)} role="alert" />
    if (!query.data) return <Loading />
    const said = answer.safeParse(query.data)
    return said.success ? <Said op={op} said={said.data} /> : <Alert type="error" showIcon title={t('error.unreadable')} role="alert" />
  }
  return <Panel title={t('calculator.answerTitle')}>{content()}</Panel>
}
