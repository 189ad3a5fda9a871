import { groupedDecimal } from './decimal.ts'

/** A place in a reason: `{service_date|date}`; formats: date, money, text (default), int. */
const place = /\{(\$?\w+)(?:\|(\w+))?\}/g

export type Values = Readonly<Record<string, string | null>>

/**
 * The reason in plain Chinese with its dates. A value that is not there is shown as 无, so that a sentence never hides that
 * something is missing. Data bring no empty texts: one was made by an expression that has nothing to add.
 */
export const renderReason = (template: string, values: Values): string =>
  template.replace(place, (_, name: string, format: string | undefined) => formatValue(values[name] ?? null, format ?? 'text'))

function formatValue(value: string | null, format: string): string {
  if (value === null) return '无'
  if (value === '') return ''
  if (format === 'date') return chineseDate(value)
  if (format === 'money') return `${groupedDecimal(value)}元`
  if (format === 'int') return value.replace(/\.0*$/, '')
  return value
}

/** `2023-07-05` → `2023年7月5日`, the form of Chinese official writing (GB/T 9704). */
export function chineseDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-')
  return day === undefined ? iso : `${year}年${Number(month)}月${Number(day)}日`
}
