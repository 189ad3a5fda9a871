import { useNavigate } from '@tanstack/react-router'
import { getLimit } from '@xiezhi/platform/contract/limits'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { CalculatorAnswer } from './CalculatorAnswer.tsx'
import { CalculatorForm } from './CalculatorForm.tsx'
import { type Asked, askedIn, bodyOf, searchOf } from './question.ts'
import './limits.css'

/** One question of time, one answer with its steps. The question is the address: it can be sent to a colleague. */
export const CalculatorPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [search] = useSearchText()
  const asked = askedIn(search)
  const rule = useEndpoint(getLimit, { params: { id: asked.rule ?? '' } }, { enabled: asked.rule !== undefined })
  const limit = asked.rule ? rule.data : undefined
  const change = (changes: Partial<Asked>) =>
    void navigate({ to: '/calculator', search: searchOf({ ...asked, ...changes }), replace: true, resetScroll: false })
  // A limit brings its own unit; until it is known, it is not known whether a day or a moment is asked for.
  const body = asked.rule && !limit ? undefined : bodyOf(asked, limit?.value.unit)
  return (
    <>
      <PageHeader title={t('nav.calculator')} text={t('calculator.text')} />
      <div className="calculator">
        <Panel title={t('calculator.question')}>
          <CalculatorForm asked={asked} limit={limit} ruleError={asked.rule ? rule.error : null} onChange={change} />
        </Panel>
        <CalculatorAnswer key={asked.op} op={asked.op} body={body} />
      </div>
    </>
  )
}
