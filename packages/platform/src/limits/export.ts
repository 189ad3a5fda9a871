import type { LimitValue } from '@xiezhi/engine/limit/limit'
import type { Locale } from '@xiezhi/engine/message'
import type { LimitRow } from '../contract/limits.ts'
import type { Table } from '../export/table-file.ts'
import { tell } from '../texts.ts'

/** A limit's length in words: `15日，末日遇休息日顺延`. */
export function sayValue({ quantity, unit, rollover }: LimitValue, locale?: Locale): string {
  const value = tell({ code: `limits.value-${unit}`, values: { quantity } }, locale)
  return rollover === 'next_workday' ? tell({ code: 'limits.value-moves', values: { value } }, locale) : value
}

const widths = {
  id: 26,
  title: 30,
  group: 20,
  law: 26,
  version: 12,
  article: 10,
  value: 30,
  own: 30,
  event: 30,
  direction: 8,
  effective: 13,
  ended: 13,
  verified: 8,
  adjusted: 8,
  models: 40,
  note: 60,
} as const

export const limitTable = (rows: readonly LimitRow[], locale: Locale): Table => {
  const word = (code: string): string => tell({ code: `limits.${code}` }, locale)
  return {
    title: word('title'),
    columns: Object.entries(widths).map(([column, width]) => ({ label: word(`column.${column}`), width })),
    rows: rows.map((row) => [
      row.id,
      row.title,
      row.group,
      row.law,
      row.version,
      row.article,
      sayValue(row.value, locale),
      sayValue(row.own, locale),
      row.startEvent,
      word(`direction-${row.direction}`),
      row.effective,
      row.ended,
      word(row.verified ? 'yes' : 'no'),
      word(row.adjusted ? 'yes' : 'no'),
      row.models.map(({ title }) => title).join('；'),
      row.note,
    ]),
  }
}
