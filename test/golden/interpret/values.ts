import type { Value } from '@xiezhi/engine/model/value'
import { compareFigures, type Figure, figure, negative, plus, printFigure, quotient, roundTo, times, whole } from './figure.ts'

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
  substr: ([a, from, count]) => [...(a as string)].slice(number(from!) - 1, count ? number(from!) - 1 + number(count) : undefined).join(''),
  trim: ([a]) => (a as string).replace(/^ +| +$/g, ''),
  starts_with: ([a, b]) => (a as string).startsWith(b as string),
  contains: ([a, b]) => (a as string).includes(b as string),
  contains_any: ([a, list]) => (list as readonly string[]).some((term) => (a as string).includes(term)),
  add_days: ([a, n]) => dayText(new Date(date(a!).getTime() + number(n!) * 86_400_000)),
  add_months: ([a, n]) => addMonths(a as string, number(n!)),
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
