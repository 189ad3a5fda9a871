import { Alert, Checkbox, Radio, Segmented } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../ui/DayField.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Pauses, Terms } from './CalculatorLists.tsx'
import type { Limit } from './LimitPage.tsx'
import { LimitPicker } from './LimitPicker.tsx'
import { type Asked, inHours, type Op, ops, rollovers } from './question.ts'
import { TermFields } from './TermFields.tsx'

interface FieldProps {
  readonly label: string
  readonly id: string
  readonly note?: ReactNode
  readonly children: ReactNode
}
const Field = ({ label, id, note, children }: FieldProps) => (
  <div className="calc-field">
    <label htmlFor={id}>{label}</label>
    <div>
      {children}
      {note && <p className="soft">{note}</p>}
    </div>
  </div>
)

interface Props {
  readonly asked: Asked
  readonly limit: Limit | undefined
  readonly ruleError: Error | null
  readonly onChange: (changes: Partial<Asked>) => void
}

const TermQuestion = ({ asked, limit, ruleError, onChange }: Props) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const id = useId()
  const hours = inHours(asked, limit?.value.unit)
  const backwards = !asked.rule && asked.before
  return (
    <>
      <Field
        label={t('calculator.limit')}
        id={`${id}-rule`}
        note={limit ? t('calculator.limitNote', { event: limit.startEvent }) : asked.rule ? undefined : t('calculator.freeNote')}
      >
        <LimitPicker id={`${id}-rule`} value={asked.rule} chosen={limit} onChange={(rule) => onChange({ rule })} />
        {ruleError && <Alert type="error" showIcon title={errorText(ruleError)} />}
      </Field>
      {!asked.rule && (
        <>
          <Field label={t('calculator.length')} id={`${id}-length`}>
            <TermFields id={`${id}-length`} term={asked.term} onChange={(term) => onChange({ term })} />
          </Field>
          <Field label={t('limits.direction')} id={`${id}-direction`}>
            <Radio.Group
              id={`${id}-direction`}
              aria-label={t('limits.direction')}
              value={asked.before ? 'before' : 'after'}
              options={[
                { value: 'after', label: t('limits.forward') },
                { value: 'before', label: t('limits.backward') },
              ]}
              onChange={(event) => onChange({ before: event.target.value === 'before' })}
            />
            {asked.before && (
              <Checkbox checked={asked.clear} onChange={(event) => onChange({ clear: event.target.checked })}>
                {t('calculator.clear')}
              </Checkbox>
            )}
          </Field>
          {asked.term.unit !== 'workday' && asked.term.unit !== 'hour' && (
            <Field label={t('limits.rollover')} id={`${id}-rollover`}>
              <Radio.Group
                id={`${id}-rollover`}
                aria-label={t('limits.rollover')}
                value={asked.term.rollover ?? 'next_workday'}
                options={rollovers.map((one) => ({ value: one, label: t(`limits.rolls.${one}`) }))}
                onChange={(event) =>
                  onChange({ term: { ...asked.term, rollover: rollovers.find((one) => one === event.target.value) ?? 'next_workday' } })
                }
              />
            </Field>
          )}
        </>
      )}
      <Field
        label={t(backwards ? 'calculator.startBefore' : 'calculator.start')}
        id={`${id}-start`}
        note={hours ? t('calculator.hourNote') : undefined}
      >
        <DayField
          id={`${id}-start`}
          label={t(backwards ? 'calculator.startBefore' : 'calculator.start')}
          minutes={hours}
          value={asked.start}
          onChange={(start) => onChange({ start })}
        />
      </Field>
      {asked.op === 'overdue' && (
        <Field label={t('calculator.act')} id={`${id}-act`}>
          <DayField id={`${id}-act`} label={t('calculator.act')} minutes={hours} value={asked.act} onChange={(act) => onChange({ act })} />
        </Field>
      )}
      {!backwards && !hours && <Pauses pauses={asked.pauses} onChange={(pauses) => onChange({ pauses })} />}
      {!backwards && (
        <Terms
          legend={t('calculator.extension')}
          add={t('calculator.addExtension')}
          terms={asked.extension}
          onChange={(extension) => onChange({ extension })}
        />
      )}
    </>
  )
}

const isOp = (value: string | number): value is Op => ops.some((op) => op === value)

/** The question, by its form. What is entered is in the address at once. */
export const CalculatorForm = (props: Props) => {
  const { asked, onChange } = props
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="stack calc-form">
      <Segmented
        className="calc-ops"
        aria-label={t('calculator.form')}
        value={asked.op}
        options={ops.map((op) => ({ value: op, label: t(`calculator.op.${op}`) }))}
        onChange={(op) => isOp(op) && onChange({ op })}
      />
      {(asked.op === 'due' || asked.op === 'overdue') && <TermQuestion {...props} />}
      {asked.op === 'chain' && (
        <>
          <Field label={t('calculator.start')} id={`${id}-start`}>
            <DayField
              id={`${id}-start`}
              label={t('calculator.start')}
              minutes={inHours(asked, undefined)}
              value={asked.start}
              onChange={(start) => onChange({ start })}
            />
          </Field>
          <Terms
            legend={t('calculator.chain')}
            add={t('calculator.addTerm')}
            terms={asked.steps}
            withRollover
            least={1}
            onChange={(steps) => onChange({ steps })}
          />
        </>
      )}
      {asked.op === 'workdays_between' && (
        <>
          <Field label={t('calculator.from')} id={`${id}-from`} note={t('calculator.fromNote')}>
            <DayField id={`${id}-from`} label={t('calculator.from')} value={asked.from} onChange={(from) => onChange({ from })} />
          </Field>
          <Field label={t('calculator.to')} id={`${id}-to`} note={t('calculator.toNote')}>
            <DayField id={`${id}-to`} label={t('calculator.to')} value={asked.to} onChange={(to) => onChange({ to })} />
          </Field>
        </>
      )}
      {asked.op === 'is_workday' && (
        <Field label={t('calculator.date')} id={`${id}-date`}>
          <DayField id={`${id}-date`} label={t('calculator.date')} value={asked.date} onChange={(date) => onChange({ date })} />
        </Field>
      )}
    </div>
  )
}
