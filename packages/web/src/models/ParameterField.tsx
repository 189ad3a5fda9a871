import { Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../ui/DayField.tsx'
import { isDay } from '../ui/format.ts'

interface Props {
  readonly id?: string
  readonly label: string
  readonly type: string
  readonly className?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}

/** Where the value of a parameter is entered, held as text: a day is chosen, yes or no is ticked, all else is written. */
export const ParameterField = ({ id, label, type, className, value = '', onChange }: Props) => {
  const { t } = useTranslation()
  if (type === 'bool')
    return (
      <Radio.Group
        {...(id ? { id } : {})}
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange?.(String(target.value))}
        options={[
          { value: 'true', label: t('ui.yes') },
          { value: 'false', label: t('ui.no') },
        ]}
      />
    )
  if (type === 'date' && (value === '' || isDay(value)))
    return <DayField {...(id ? { id } : {})} label={label} value={value || undefined} onChange={(day) => onChange?.(day ?? '')} />
  return (
    <Input
      {...(id ? { id } : {})}
      {...(className ? { className } : {})}
      maxLength={2000}
      value={value}
      onChange={({ target }) => onChange?.(target.value)}
      {...(type === 'int' || type === 'decimal' ? { inputMode: 'decimal' as const } : {})}
    />
  )
}
