import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Term, units } from './question.ts'

/** A length of time: how many, of what. */
export const TermFields = ({
  id,
  term,
  onChange,
}: {
  readonly id?: string
  readonly term: Term
  readonly onChange: (term: Term) => void
}) => {
  const { t } = useTranslation()
  return (
    <span className="term-fields">
      <InputNumber
        {...(id ? { id } : {})}
        aria-label={t('limits.quantity')}
        min={0}
        max={36_525}
        precision={0}
        value={term.length}
        onChange={(length) => onChange({ ...term, length: length ?? 0 })}
      />
      <Select
        aria-label={t('limits.unit')}
        className="term-unit"
        popupMatchSelectWidth={false}
        value={term.unit}
        options={units.map((unit) => ({ value: unit, label: t(`limits.unitName.${unit}`) }))}
        onChange={(unit) => onChange({ ...term, unit })}
      />
    </span>
  )
}
