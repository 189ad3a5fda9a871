import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useDayFormats } from './use-day-formats.ts'

interface Props {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
  /** A moment of the day is asked for. */
  readonly minutes?: boolean
  /** Given where a visible label names the field. */
  readonly id?: string
}

/** A day as people write it, held as text. */
export const DayField = ({ label, value, onChange, minutes, id }: Props) => {
  const { t } = useTranslation()
  const formats = useDayFormats()
  return (
    <DatePicker
      {...(id ? { id } : {})}
      className={minutes ? 'day-field day-field-minutes' : 'day-field'}
      aria-label={label}
      placeholder={id ? t('ui.chooseDay') : label}
      value={value ? dayjs(value) : null}
      showTime={minutes ? { format: 'HH:mm' } : false}
      format={minutes ? formats.map((format) => `${format} HH:mm`) : formats}
      onChange={(day) => onChange(day?.format(minutes ? 'YYYY-MM-DDTHH:mm' : 'YYYY-MM-DD'))}
    />
  )
}
