import type { Value } from '@xiezhi/engine/model/value'
import {
  compareFigures,
  type Figure,
  figure,
  floating,
  floorOf,
  negative,
  plus,
  printFigure,
  quotient,
  roundTo,
  times,
  toNumber,
  whole,
} from './figure.ts'

/** What the functions of the language mean, said once more and naively: one row, one value at a time. */
export type Cell = string | boolean | Figure | readonly string[] | null
export type Row = Readonly<Record<string, Cell>>
/** The row itself under '', partners under their aliases. */
export type Rows = Readonly<Record<string, Row>>
export type Given = Readonly<Record<string, string>>

export const compare = (a: Cell, b: Cell): number => {
  if (isFigure(a) && isFigure(b)) return compareFigures(a, b)
  const [x, y] = [a, b] as [string, string]
  return x < y ? -1 : x > y ? 1 : 0
}
const isFigure = (cell: Cell): cell is Figure => typeof cell === 'object' && cell !== null && !Array.isArray(cell)
export const same = (a: Cell, b: Cell): boolean => (a === null || b === null ? a === b : compare(a, b) === 0)

export function evaluate(value: Value, rows: Rows, given: Given, special: (value: Value) => Cell | undefined = () => undefined): Cell {
  const known = special(value)
  if (known !== undefined) return known
  if (value.kind === 'column') return rows[value.of ?? '']![value.name] ?? null
  if (value.kind === 'literal') return literal(value.type, value.text)
  if (value.kind === 'parameter')
    return value.type === 'text[]' ? (JSON.parse(given[value.name]!) as string[]) : literal(value.type, given[value.name]!)
  const of = (arg: Value): Cell => evaluate(arg, rows, given, special)
  const lazy = lazies[value.name]
  if (lazy) return lazy(value.args, of)
  const args = value.args.map(of)
  const strict = functions[value.name]
  if (!strict) throw new Error(`the interpreter has no ${value.name}`)
  return args.includes(null) ? null : strict(args)
}

const literal = (type: string, text: string): Cell => {
  if (type === 'null' || type === 'unknown') return null
  if (type === 'bool') return text === 'true'
  return type === 'int' || type === 'decimal' ? figure(text) : text
}

const or = (a: Cell, b: Cell): Cell => (a === true || b === true ? true : a === null || b === null ? null : false)
const passing =
  (sign: number) =>
  (args: readonly Value[], of: (arg: Value) => Cell): Cell =>
    args.map(of).reduce<Cell>((best, cell) => (best === null || (cell !== null && compare(cell, best) * sign > 0) ? cell : best), null)

/** Functions for which an unknown value is not simply unknown again. */
const lazies: Readonly<Record<string, (args: readonly Value[], of: (arg: Value) => Cell) => Cell>> = {
  and: ([a, b], of) => {
    const [x, y] = [of(a!), of(b!)]
    return x === false || y === false ? false : x === null || y === null ? null : true
  },
  or: ([a, b], of) => or(of(a!), of(b!)),
  between: ([a, low, high], of) => {
    const [x, y] = [functions['>=']!([of(a!), of(low!)]), functions['<=']!([of(a!), of(high!)])]
    return x === false || y === false ? false : x === null || y === null ? null : true
  },
  is_null: ([a], of) => of(a!) === null,
  is_not_null: ([a], of) => of(a!) !== null,
  is_true: ([a], of) => of(a!) === true,
  is_not_true: ([a], of) => of(a!) !== true,
  is_false: ([a], of) => of(a!) === false,
  is_not_false: ([a], of) => of(a!) !== false,
  same: ([a, b], of) => same(of(a!), of(b!)),
  differs: ([a, b], of) => !same(of(a!), of(b!)),
  in: ([a, ...items], of) => items.map((item) => functions['=']!([of(a!), of(item)])).reduce(or, false),
  case: (args, of) => {
    for (let i = 0; i + 1 < args.length; i += 2) if (of(args[i]!) === true) return of(args[i + 1]!)
    return args.length % 2 === 1 ? of(args.at(-1)!) : null
  },
  coalesce: (args, of) => {
    for (const arg of args) {
      const cell = of(arg)
      if (cell !== null) return cell
    }
    return null
  },
  nullif: ([a, b], of) => {
    const [x, y] = [of(a!), of(b!)]
    return x !== null && y !== null && compare(x, y) === 0 ? null : x
  },
  greatest: passing(1),
  least: passing(-1),
  greatest_known: (args, of) => (of(args[0]!) === null ? null : passing(1)(args, of)),
  concat: (args, of) => args.map((arg) => of(arg) ?? '').join(''),
  list_of: (args, of) => args.map(of).filter((cell) => cell !== null) as string[],
  list_or_null: ([a], of) => {
    const list = of(a!) as readonly string[] | null
    return list && list.length > 0 ? list : ([null] as unknown as string[])
  },
}

const number = (cell: Cell): number => Number((cell as Figure).units)
const date = (cell: Cell): Date => new Date(`${cell as string}T00:00:00Z`)
const dayText = (day: Date): string => day.toISOString().slice(0, 10)
const dayNumber = (cell: Cell): number => date(cell).getTime() / 86_400_000
const comparison =
  (fits: (order: number) => boolean) =>
  (args: readonly Cell[]): Cell =>
    args.includes(null) ? null : fits(compare(args[0]!, args[1]!))

export function addMonths(from: string, count: number): string {
  const day = date(from)
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day.getUTCDate(), last))
  return dayText(first)
}

/** Whole months, which the last day of a shorter month completes. */
const monthsBetween = (from: string, to: string): number => {
  if (from > to) return -monthsBetween(to, from)
  let count = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  while (count > 0 && addMonths(from, count) > to) count--
  return count
}
const seconds = (cell: Cell): number => new Date(`${(cell as string).replace(' ', 'T')}Z`).getTime() / 1000
const momentText = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ')
const blank = (cell: Cell | undefined): string => (cell as string).replace(/^ +| +$/g, '')
/** The day at the beginning of what is written as one. */
const dayIn = (written: string): string | null => {
  const [, year, month, day] =
    /^([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[ T][0-9][0-9:.]*(?:Z|[+-][0-9:]+)?)?$/.exec(blank(written)) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const found = new Date(Date.UTC(y, m - 1, d))
  return found.getUTCMonth() === m - 1 && found.getUTCDate() === d ? dayText(found) : null
}
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
/** Patterns come in the words of engines. */
const regular = (pattern: Cell | undefined): RegExp => new RegExp((pattern as string).replaceAll('\\A', '^').replaceAll('\\z', '$'))
const twos = (text: string): string[] => {
  const signs = [...text].slice(0, 1_000)
  return distinct(signs.length < 2 ? [signs.join('')] : signs.slice(1).map((sign, at) => signs[at]! + sign))
}
const similarity = (a: readonly string[], b: readonly string[]): Figure | null => {
  let row = [...b.keys(), b.length]
  for (const [i, sign] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries()) next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (sign === other ? 0 : 1)))
    row = next
  }
  return floating(1 - row.at(-1)! / Math.max(a.length, b.length))
}
const firstDay = (month: string): string | null => (/^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? `${month}-01` : null)

/** Functions that are unknown where an argument is. */
const functions: Readonly<Record<string, (args: readonly Cell[]) => Cell>> = {
  not: ([a]) => !a,
  '=': comparison((order) => order === 0),
  '<>': comparison((order) => order !== 0),
  '<': comparison((order) => order < 0),
  '<=': comparison((order) => order <= 0),
  '>': comparison((order) => order > 0),
  '>=': comparison((order) => order >= 0),
  in_list: ([a, list]) => (list as readonly string[]).includes(a as string),
  like: ([a, pattern]) => {
    const written = (pattern as string)
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')
    return new RegExp(`^${written}$`, 'su').test(a as string)
  },
  '||': ([a, b]) => `${a as string}${b as string}`,
  '+': ([a, b]) => plus(a as Figure, b as Figure),
  '-': ([a, b]) => plus(a as Figure, negative(b as Figure)),
  '*': ([a, b]) => times(a as Figure, b as Figure),
  '/': ([a, b]) => quotient(a as Figure, b as Figure),
  negate: ([a]) => negative(a as Figure),
  money: ([a]) => roundTo(a as Figure, 2),
  abs: ([a]) => ((a as Figure).units < 0n ? negative(a as Figure) : a!),
  round: ([a, places]) => roundTo(a as Figure, places ? number(places) : 0),
  length: ([a]) => whole([...(a as string)].length),
  // Places before the first are empty.
  substr: ([a, from, count]) => {
    const first = number(from!) - 1
    const end = count ? first + Math.max(0, number(count)) : Number.POSITIVE_INFINITY
    return [...(a as string)].filter((_, at) => at >= first && at < end).join('')
  },
  trim: ([a]) => (a as string).replace(/^ +| +$/g, ''),
  starts_with: ([a, b]) => (a as string).startsWith(b as string),
  contains: ([a, b]) => (a as string).includes(b as string),
  contains_any: ([a, list]) => (list as readonly string[]).some((term) => (a as string).includes(term)),
  // Further than four hundred years is nowhere.
  add_days: ([a, n]) => (Math.abs(number(n!)) > 146_000 ? null : dayText(new Date(date(a!).getTime() + number(n!) * 86_400_000))),
  add_months: ([a, n]) => (Math.abs(number(n!)) > 4_800 ? null : addMonths(a as string, number(n!))),
  months_between: ([a, b]) => whole(monthsBetween(a as string, b as string)),
  age_on: ([a, b]) => whole(Math.trunc(monthsBetween(a as string, b as string) / 12)),
  quarter_of: ([a]) => `${(a as string).slice(0, 4)}Q${Math.ceil(Number((a as string).slice(5, 7)) / 3)}`,
  day_of: ([a]) => whole(Number((a as string).slice(8, 10))),
  weekday_of: ([a]) => whole(date(a!).getUTCDay() || 7),
  date_of: ([a]) => dayIn(a as string),
  hour_of: ([a]) => whole(Number((a as string).slice(11, 13))),
  add_minutes: ([a, n]) => (Math.abs(number(n!)) > 210_000_000 ? null : momentText(seconds(a!) + number(n!) * 60)),
  add_seconds: ([a, n]) => momentText(seconds(a!) + number(n!)),
  second_number: ([a]) => whole(seconds(a!)),
  minutes_between: ([a, b]) => whole(Math.trunc((seconds(b!) - seconds(a!)) / 60)),
  seconds_between: ([a, b]) => whole(seconds(b!) - seconds(a!)),
  floor: ([a]) => floorOf(a as Figure),
  ceil: ([a]) => negative(floorOf(negative(a as Figure))),
  ln: ([a]) => ((a as Figure).units > 0n ? floating(Math.log(toNumber(a as Figure))) : null),
  log10: ([a]) => ((a as Figure).units > 0n ? floating(Math.log10(toNumber(a as Figure))) : null),
  sqrt: ([a]) => ((a as Figure).units >= 0n ? floating(Math.sqrt(toNumber(a as Figure))) : null),
  power: ([a, b]) => floating(toNumber(a as Figure) ** toNumber(b as Figure)),
  distance_m: (args) => {
    const [lng1, lat1, lng2, lat2] = args.map((arg) => (toNumber(arg as Figure) * Math.PI) / 180) as [number, number, number, number]
    // The angle between two arrows from the middle of the earth.
    const [x, y, z] = [
      Math.cos(lat1) * Math.cos(lng1) - Math.cos(lat2) * Math.cos(lng2),
      Math.cos(lat1) * Math.sin(lng1) - Math.cos(lat2) * Math.sin(lng2),
      Math.sin(lat1) - Math.sin(lat2),
    ]
    return floating(2 * 6_371_008.8 * Math.asin(Math.min(1, Math.hypot(x, y, z) / 2)), 2)
  },
  upper: ([a]) => (a as string).toUpperCase(),
  lower: ([a]) => (a as string).toLowerCase(),
  replace: ([a, old, by]) => (old === '' ? a! : (a as string).split(old as string).join(by as string)),
  ends_with: ([a, b]) => (a as string).endsWith(b as string),
  terms_in: ([a, list]) => distinct((list as readonly string[]).filter((term) => (a as string).includes(term))).sort(),
  matches: ([a, pattern]) => regular(pattern).test(a as string),
  extract: ([a, pattern, group]) => regular(pattern).exec(a as string)?.[number(group!)] || null,
  similarity: ([a, b]) => (a === b ? floating(1) : similarity([...(a as string)].slice(0, 40), [...(b as string)].slice(0, 40))),
  likeness: ([a, b]) => {
    if (a === b) return floating(1)
    const [x, y] = [twos(a as string), twos(b as string)]
    return floating((2 * x.filter((pair) => y.includes(pair)).length) / (x.length + y.length))
  },
  split: ([a, by]) => (a as string).split(by as string),
  list_contains: ([list, a]) => (list as readonly string[]).includes(a as string),
  list_length: ([list]) => whole((list as readonly string[]).length),
  list_overlaps: ([a, b]) => (a as readonly string[]).some((one) => (b as readonly string[]).includes(one)),
  list_shared: ([a, b]) => distinct((a as readonly string[]).filter((one) => (b as readonly string[]).includes(one))).sort(),
  list_element: ([list, n]) => (list as readonly string[])[number(n!) - 1] ?? null,
  int_of: ([a]) => (/^[+-]?[0-9]{1,18}$/.test(blank(a)) ? figure(blank(a).replace('+', '')) : null),
  decimal_of: ([a]) => {
    const [, sign, digits] = /^([+-]?)((?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+))$/.exec(blank(a)) ?? []
    if (digits === undefined) return null
    const size = roundTo(figure(`0${digits}`), 2)
    return sign === '-' ? negative(size) : size
  },
  days_between: ([a, b]) => whole(dayNumber(b!) - dayNumber(a!)),
  day_number: ([a]) => whole(dayNumber(a!)),
  month_of: ([a]) => (a as string).slice(0, 7),
  year_of: ([a]) => whole(Number((a as string).slice(0, 4))),
  first_day: ([a]) => firstDay(a as string),
  last_day: ([a]) => (firstDay(a as string) === null ? null : functions.add_days!([addMonths(firstDay(a as string)!, 1), whole(-1)])),
  months_list: ([first, last]) => {
    const found: string[] = []
    for (let month = first as string; month <= (last as string); month = addMonths(month, 1)) found.push(month.slice(0, 7))
    return found
  },
  text_of: ([a]) => (Array.isArray(a) ? (a as string[]).join('、') : isFigure(a!) ? printFigure(a) : String(a)),
}

/** Unknown values stand last either way. */
export function inOrder(a: Cell, b: Cell, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return descending ? compare(b, a) : compare(a, b)
}
