import { type Value, visit } from '../value.ts'
import type { PrintApply } from './dialect.ts'

/** What engines write alike. */

export const infix =
  (sign: string): PrintApply =>
  ([left, right]) =>
    `(${left} ${sign} ${right})`

export const call =
  (name: string): PrintApply =>
  (args, _, over) =>
    `${name}(${args.join(', ')})${over}`

/** A number written out that is not below this one: what needs no care when the statement runs. */
const writtenFrom = (value: Value | undefined, least: number): boolean =>
  value?.kind === 'literal' && value.type === 'int' && Number(value.text) >= least && Number(value.text) <= longest
const longest = 1_000_000

/**
 * Characters from a place on. Places before the first are empty, as the standard has it: engines count them from the end, or
 * stop at numbers that are too large for them.
 */
const substring: PrintApply = ([text, from, count], { args }) => {
  const places = [text, from, count].filter((one) => one !== undefined)
  if (writtenFrom(args[1], 1) && (count === undefined || writtenFrom(args[2], 0))) return `substr(${places.join(', ')})`
  const start = `least(${from}, ${longest})`
  const known = places.slice(1).map((one) => `${one} IS NOT NULL`)
  const length = count === undefined ? '' : `, greatest(0, least(${count}, ${longest}) + least(${start}, 1) - 1)`
  return `CASE WHEN ${known.join(' AND ')} THEN substr(${text}, greatest(1, ${start})${length}) END`
}

const speaksOfRows = (value: Value): boolean => {
  let speaks = false
  visit(value, (part) => {
    if (part.kind === 'column') speaks = true
  })
  return speaks
}

/** A date or moment so much later; none where that is further than four hundred years, which no engine need reckon with. */
export const later =
  (most: number, add: (moment: string, count: string) => string): PrintApply =>
  ([moment, count], { args }) => {
    const sum = add(moment!, count!)
    // What data give may be anything; what a model or a parameter says is known before.
    return args[1] && speaksOfRows(args[1]) ? `CASE WHEN ${count} BETWEEN -${most} AND ${most} THEN ${sum} END` : sum
  }
export const years400 = { days: 146_000, months: 4_800, minutes: 210_000_000 } as const

/** The first day of a month, none where the text is no month: an engine may take a whole day with more behind it for one. */
export const firstDay = (month: string | undefined, value: Value | undefined): string => {
  const first = `TRY_CAST(${month} || '-01' AS DATE)`
  return value?.kind === 'apply' && value.name === 'month_of' ? first : `CASE WHEN ${month} LIKE '____-__' THEN ${first} END`
}

const is =
  (test: string): PrintApply =>
  ([operand]) =>
    `(${operand} IS ${test})`

/** How a number or a day is written. What else an engine takes for one (`0x10`, `1_000`, `infinity`) differs from engine to engine. */
const written = {
  int: "'^[+-]?[0-9]{1,18}$'",
  decimal: "'^[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)$'",
  date: "'^([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})(?:[ T][0-9][0-9:.]*(?:Z|[+-][0-9:]+)?)?$'",
}

export const standardFunctions: Readonly<Record<string, PrintApply>> = {
  and: infix('AND'),
  or: infix('OR'),
  not: ([operand]) => `(NOT ${operand})`,
  '=': infix('='),
  '<>': infix('<>'),
  '<': infix('<'),
  '<=': infix('<='),
  '>': infix('>'),
  '>=': infix('>='),
  '||': infix('||'),
  '+': infix('+'),
  '-': infix('-'),
  '*': infix('*'),
  negate: ([operand]) => `(- ${operand})`,
  in: ([operand, ...items]) => `(${operand} IN (${items.join(', ')}))`,
  between: ([operand, low, high]) => `(${operand} BETWEEN ${low} AND ${high})`,
  is_null: is('NULL'),
  is_not_null: is('NOT NULL'),
  same: infix('IS NOT DISTINCT FROM'),
  differs: infix('IS DISTINCT FROM'),
  like: infix('LIKE'),
  case: (args) => {
    const branches = Array.from({ length: args.length >> 1 }, (_, i) => ` WHEN ${args[2 * i]} THEN ${args[2 * i + 1]}`).join('')
    return `CASE${branches}${args.length % 2 === 1 ? ` ELSE ${args.at(-1)}` : ''} END`
  },
  coalesce: call('coalesce'),
  nullif: call('nullif'),

  length: call('length'),
  substr: substring,
  upper: call('upper'),
  lower: call('lower'),

  abs: call('abs'),

  count_all: (_, __, over) => `count(*)${over}`,
  count: call('count'),
  count_if: ([condition], _, over) => `count(CASE WHEN ${condition} THEN 1 END)${over}`,
  min: call('min'),
  max: call('max'),
  // Any will do, but the same one in every run.
  any_value: call('min'),
  bool_or: call('bool_or'),
  bool_and: call('bool_and'),

  row_number: call('row_number'),
  rank: call('rank'),
  dense_rank: call('dense_rank'),
  lag: call('lag'),
  lead: call('lead'),
  int_of: ([value]) => `TRY_CAST(regexp_extract(trim(${value}), ${written.int}) AS BIGINT)`,
  decimal_of: ([value]) => `TRY_CAST(regexp_extract(trim(${value}), ${written.decimal}) AS DECIMAL(18, 2))`,
  date_of: ([value], { args }) =>
    args[0]!.type === 'datetime'
      ? `CAST(${value} AS DATE)`
      : `TRY_CAST(replace(regexp_extract(trim(${value}), ${written.date}, 1), '/', '-') AS DATE)`,
}

/** Metres over a globe of the mean radius of the earth, for coordinates near each other exact to a few in a thousand. */
export const haversine = (args: readonly string[], double: string): string => {
  const [lng1, lat1, lng2, lat2] = args.map((arg) => `CAST(${arg} AS ${double})`)
  const half = (from: string, to: string) => `power(sin(radians(${to} - ${from}) / 2), 2)`
  // Never below nothing but by the last digit, which for degrees that are none an engine would stop at.
  const chord = `sqrt(abs(${half(lat1!, lat2!)} + cos(radians(${lat1})) * cos(radians(${lat2})) * ${half(lng1!, lng2!)}))`
  return `2 * 6371008.8 * asin(CASE WHEN ${chord} > 1 THEN 1 ELSE ${chord} END)`
}

/** How many characters of each text `similarity` looks at: names are shorter. */
export const similarLength = 40
/** How many characters of each text `likeness` looks at. */
export const likeLength = 1_000
