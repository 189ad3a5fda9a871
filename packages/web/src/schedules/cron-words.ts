/** Patterns that people set without knowing patterns: each day, week or month at a time. Others are shown as they are. */
export type Often = 'day' | 'week' | 'month' | 'own'
export interface PlainTime {
  readonly often: Often
  /** 0 is Sunday, as in patterns. */
  readonly weekday: number
  readonly day: number
  /** `HH:MM`. */
  readonly time: string
  readonly cron: string
}

const two = (number: number): string => String(number).padStart(2, '0')

export const readCron = (cron: string): PlainTime => {
  const other = { often: 'own', weekday: 1, day: 1, time: '02:00', cron } as const
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/)
  const isNumber = (text: string, most: number) => /^\d{1,2}$/.test(text) && Number(text) <= most
  if (month !== '*' || !isNumber(minute, 59) || !isNumber(hour, 23)) return other
  const time = `${two(Number(hour))}:${two(Number(minute))}`
  if (day === '*' && weekday === '*') return { ...other, often: 'day', time }
  if (day === '*' && isNumber(weekday, 7)) return { ...other, often: 'week', weekday: Number(weekday) % 7, time }
  if (weekday === '*' && isNumber(day, 31) && Number(day) > 0) return { ...other, often: 'month', day: Number(day), time }
  return other
}

/** Monday to Friday at one time: said in words, though written as a pattern. */
export const fromMondayToFriday = (cron: string): string | undefined => {
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* 1-5$/.exec(cron.trim()) ?? []
  return minute === undefined || hour === undefined ? undefined : `${two(Number(hour))}:${two(Number(minute))}`
}

export const writeCron = ({ often, weekday, day, time, cron }: PlainTime): string => {
  const [hour = '2', minute = '0'] = time.split(':')
  const at = `${Number(minute)} ${Number(hour)}`
  if (often === 'day') return `${at} * * *`
  if (often === 'week') return `${at} * * ${weekday}`
  if (often === 'month') return `${at} ${day} * *`
  return cron.trim()
}
