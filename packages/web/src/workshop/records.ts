import { type Fields, isFields, wordOf } from './model-text.ts'
import type { Plain } from './yaml-read.ts'

/** Things of a list as a form has them: names and values. Most are written so; some are shorter in the file. */
const units = ['days', 'minutes', 'seconds'] as const

/** `{ own_day: their_day, days: 3 }` in the file; here each part has a name of its own. */
function openWithin(item: Plain): Fields {
  const entries = isFields(item) ? Object.entries(item) : []
  const measure = entries.find(([name]) => units.some((unit) => unit === name))
  const pair = entries.find((entry) => entry !== measure)
  return { own: pair?.[0] ?? '', theirs: wordOf(pair?.[1]), size: wordOf(measure?.[1]), unit: measure?.[0] ?? 'days' }
}
const closeWithin = ({ own, theirs, size, unit }: Fields): Plain => ({
  [wordOf(own)]: wordOf(theirs),
  [wordOf(unit) || 'days']: wordOf(size),
})

export const openRecord = (kind: string, item: Plain): Fields => (kind === 'within' ? openWithin(item) : isFields(item) ? item : {})

export const closeRecord = (kind: string, record: Fields): Plain =>
  kind === 'within' ? closeWithin(record) : Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

/** A pair of columns that agree: `name`, or `{ own: theirs }`. */
export const openPair = (item: Plain): readonly [string, string] => {
  const [own = '', theirs = own] = isFields(item) ? (Object.entries(item)[0] ?? []) : [wordOf(item)]
  return [own, wordOf(theirs)]
}
export const closePair = (own: string, theirs: string): Plain => (own === theirs || theirs === '' ? own : { [own]: theirs })

/** What the fields of a form inside of another may speak of: its own values, and those around it by `^`. */
export const scoped = (own: Fields, around: Fields): Fields => ({
  ...Object.fromEntries(Object.entries(around).map(([name, value]) => [`^${name}`, value])),
  ...own,
})
