import { useTranslation } from 'react-i18next'
import { isDay } from '../ui/format.ts'
import { useFormat } from '../ui/use-format.ts'

/** The value of a parameter as a person reads it: a day as days are written, yes or no. */
export const useParameterText = () => {
  const { t } = useTranslation()
  const format = useFormat()
  return (type: string, value: string): string => {
    if (value === '') return '—'
    if (type === 'bool' && (value === 'true' || value === 'false')) return t(value === 'true' ? 'ui.yes' : 'ui.no')
    return type === 'date' && isDay(value) ? format.day(value) : value
  }
}
