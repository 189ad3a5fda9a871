import { useTranslation } from 'react-i18next'
import { fromMondayToFriday, readCron } from './cron-words.ts'

/** When a pattern is due, in words. */
export const useCronWords = (): ((cron: string) => string) => {
  const { t } = useTranslation()
  return (cron) => {
    const { often, weekday, day, time } = readCron(cron)
    if (often === 'day') return t('schedules.eachDay', { time })
    if (often === 'week') return t('schedules.eachWeek', { time, weekday: t(`schedules.weekday.${weekdayName(weekday)}`) })
    if (often === 'month') return t('schedules.eachMonth', { time, day })
    const workdays = fromMondayToFriday(cron)
    return workdays === undefined ? cron : t('schedules.eachWorkday', { time: workdays })
  }
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
/** 0 is Sunday. */
export const weekdayName = (weekday: number): (typeof weekdays)[number] => weekdays[(weekday + 6) % 7] ?? 'mon'
