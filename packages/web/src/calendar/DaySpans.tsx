import { useTranslation } from 'react-i18next'
import { formatDay } from '../ui/format.ts'
import { runsOf } from './months.ts'

/** Days as a notice writes them: 10月1日至7日（7天）. A day of another year keeps its year. */
export const DaySpans = ({ days, year }: { readonly days: readonly string[]; readonly year: number }) => {
  const { t, i18n } = useTranslation()
  const english = i18n.language === 'en'
  const short = (day: string, beside?: string): string => {
    const whole = formatDay(day, i18n.language)
    if (Number(day.slice(0, 4)) !== year) return whole
    if (english) return whole.replace(/ \d{4}$/, '')
    const text = whole.replace(/^\d{4}年/, '')
    return beside && beside.slice(0, 7) === day.slice(0, 7) ? text.replace(/^\d+月/, '') : text
  }
  if (days.length === 0) return '—'
  return runsOf(days)
    .map(({ from, to, days: count }) => (from === to ? short(from) : t('calendar.span', { from: short(from), to: short(to, from), count })))
    .join(t('calendar.and'))
}
