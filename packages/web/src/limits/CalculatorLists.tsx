import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../ui/DayField.tsx'
import type { Pause, Term } from './question.ts'
import { TermFields } from './TermFields.tsx'

/** A pause is entered whole: half of one in the address would be no question. */
export const Pauses = ({
  pauses,
  onChange,
}: {
  readonly pauses: readonly Pause[]
  readonly onChange: (pauses: readonly Pause[]) => void
}) => {
  const { t } = useTranslation()
  const [adding, setAdding] = useState<{ from: string | undefined; to: string | undefined }>()
  const rows = adding ? [...pauses, adding] : pauses
  return (
    <fieldset className="calc-list">
      <legend>{t('calculator.pauses')}</legend>
      {rows.map((pause, at) => {
        const isNew = at === pauses.length
        const set = (wanted: { from: string | undefined; to: string | undefined }) => {
          if (!wanted.from) return isNew ? setAdding(wanted) : undefined
          onChange([...pauses.slice(0, at), { from: wanted.from, to: wanted.to }, ...pauses.slice(at + 1)])
          if (isNew) setAdding(undefined)
        }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pause is its place in the question
          <div className="calc-row" key={at}>
            <DayField label={t('calculator.pauseFrom', { nth: at + 1 })} value={pause.from} onChange={(from) => set({ ...pause, from })} />
            <span aria-hidden="true">—</span>
            <DayField label={t('calculator.pauseTo', { nth: at + 1 })} value={pause.to} onChange={(to) => set({ ...pause, to })} />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('calculator.removePause', { nth: at + 1 })}
              onClick={() => (isNew ? setAdding(undefined) : onChange(pauses.filter((_, place) => place !== at)))}
            />
          </div>
        )
      })}
      {rows.length > 0 && <p className="soft">{t('calculator.pauseNote')}</p>}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={adding !== undefined}
        onClick={() => setAdding({ from: undefined, to: undefined })}
      >
        {t('calculator.addPause')}
      </Button>
    </fieldset>
  )
}

interface TermsProps {
  readonly legend: string
  readonly add: string
  readonly terms: readonly Term[]
  readonly onChange: (terms: readonly Term[]) => void
  readonly withRollover?: boolean
  readonly least?: number
}

export const Terms = ({ legend, add, terms, onChange, withRollover, least = 0 }: TermsProps) => {
  const { t } = useTranslation()
  const put = (at: number, term: Term) => onChange([...terms.slice(0, at), term, ...terms.slice(at + 1)])
  return (
    <fieldset className="calc-list">
      <legend>{legend}</legend>
      {terms.map((term, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the chain
        <div className="calc-row" key={at}>
          {withRollover && <span className="soft nowrap">{t('calculator.nth', { nth: at + 1 })}</span>}
          <TermFields term={term} onChange={(wanted) => put(at, wanted)} />
          {withRollover && term.unit !== 'workday' && term.unit !== 'hour' && (
            <Checkbox
              checked={term.rollover !== 'none'}
              onChange={(event) => put(at, { ...term, rollover: event.target.checked ? 'next_workday' : 'none' })}
            >
              {t('calculator.rolls')}
            </Checkbox>
          )}
          {terms.length > least && (
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('calculator.removeTerm', { nth: at + 1 })}
              onClick={() => onChange(terms.filter((_, place) => place !== at))}
            />
          )}
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...terms, { length: 15, unit: terms[0]?.unit === 'hour' ? 'hour' : 'day', rollover: 'next_workday' }])}
      >
        {add}
      </Button>
    </fieldset>
  )
}
