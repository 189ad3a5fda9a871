import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatMoment, formatMoney, formatSum, secondsBetween } from './format.ts'

const lasted = (seconds: number, t: TFunction): string =>
  seconds < 60
    ? t('ui.seconds', { seconds: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) })
    : t('ui.minutes', { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) })

/** The formats of `format.ts` in the language that is on. An absent value is a dash. */
export const useFormat = () => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return useMemo(
    () => ({
      day: (day: string | null | undefined) => (day ? formatDay(day, language) : '—'),
      span: (span: { readonly from: string; readonly to: string } | null) =>
        span ? t('ui.span', { from: formatDay(span.from, language), to: formatDay(span.to, language) }) : '—',
      moment: (moment: string | null | undefined) => (moment ? formatMoment(moment, language) : '—'),
      money: (amount: string | null | undefined) => (amount ? formatMoney(amount, language) : '—'),
      sum: (amount: string) => formatSum(amount, language),
      took: (from: string, to: string) => lasted(secondsBetween(from, to), t),
      lasted: (seconds: number) => lasted(seconds, t),
    }),
    [language, t],
  )
}
