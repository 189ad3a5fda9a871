import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/use-format.ts'

/** A day of validity; a year alone says that the day in it is not known. */
export function useDayOrYear(): (value: string) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (value) => (value.length === 4 ? t('dictionaries.inYear', { year: value }) : format.day(value))
}
