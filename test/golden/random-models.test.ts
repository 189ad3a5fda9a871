import type { TableSchema } from '@xiezhi/engine/data/schema'
import { calendarRows } from '@xiezhi/engine/limit/calendar'
import { say } from '@xiezhi/engine/message'
import { type ArgumentKind, type FunctionRule, functions } from '@xiezhi/engine/model/expression/functions'
import {
  checkModel,
  compile,
  compileCounts,
  compileEvidence,
  duckdb,
  modelMessages,
  parameterValues,
  parseModel,
  planModel,
  probe,
} from '@xiezhi/engine/model/model'
import { operators } from '@xiezhi/engine/model/operators'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bound, type Cell, calendar, Engine, everything, limit, type Rows, schemasOf, table } from './fixture.ts'
import { figure, whole } from './interpret/figure.ts'
import { runPlan } from './interpret/run.ts'
import type { Cell as NaiveCell, Row as NaiveRow } from './interpret/values.ts'

/**
 * Any valid model compiles to SQL that the engine accepts, with any of its inputs missing; the same model gives the same text; and
 * a naive interpreter of the plan finds the same rows.
 */

type Type = 'text' | 'int' | 'decimal' | 'date' | 'bool' | 'datetime' | 'text[]'
interface Known {
  readonly id: string
  readonly primary: string | undefined
  readonly columns: readonly { readonly name: string; readonly type: Type }[]
}

const left = table('left_rows', { k: 'text', n: 'int', m: 'decimal', d: 'date', b: 'bool', w: 'text', t: 'datetime', l: 'text[]' })
const right = table('right_rows', { k: 'text', q: 'int', e: 'date', s: 'text', y: 'decimal', u: 'datetime' })
const schemas = schemasOf(left, right)
const limits = [limit('six', 6, 'month'), limit('seven', 7, 'workday'), limit('ten', 10, 'day', { rollover: 'none' })]

/** Choices drawn from one list of numbers, so that a failing model shrinks. */
class Choices {
  readonly #numbers: readonly number[]
  #next = 0
  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }
  below(n: number): number {
    const number = this.#numbers[this.#next++ % this.#numbers.length] ?? 0
    return number % n
  }
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }
}

const leaves: Readonly<Record<Type, string>> = {
  text: "'x'",
  int: '3',
  decimal: '1.5',
  date: '$as_of',
  bool: 'TRUE',
  datetime: "DATETIME '2024-02-29 23:59:30'",
  'text[]': '$words',
}
const scalars = Object.entries(functions).filter(([name, { use }]) => use === 'scalar' && name !== 'unread' && !name.startsWith('has_f'))

/** What may stand in a certain place of a certain function, where not anything of its type may. */
const places: Readonly<Record<string, readonly string[]>> = {
  'round 1': ['0', '1', '2', '3'],
  'power 1': ['2', '0.5', '-1', '0', '3'],
  'split 1': ["','", "'a'", "nullif('a', extract('a1', 'a'))"],
  'quantile 1': ['0', '0.5', '0.9', '1'],
  'has_input 0': ["'left_rows'", "'right_rows'"],
  'has_field 0': ["'left_rows'"],
  'has_field 1': ["'d'", "'l'"],
}
const patterns = ["'a[0-9]'", "'^(?:a|b)+$'", "'[0-9]+'", "'([0-9.]+)元'", "'^.{2,3}$'", "'(a)?1'", "'改正|当日'"]

/** Calls of a function, whatever its definition says that it takes. */
function call(c: Choices, columns: Known['columns'], name: string, rule: FunctionRule, type: Type, depth: number): string {
  const of = (one: Type): string => value(c, columns, one, depth + 1)
  const argument = (kind: ArgumentKind, at: number): string => {
    const written = places[`${name} ${at}`]
    if (written) return c.of(written)
    if (kind === 'pattern') return c.of(patterns)
    if (rule.result === 'first' && at === 0) return of(type)
    if (kind === 'number') return of(c.of(['int', 'decimal']))
    if (kind === 'ordered') return of(c.of(['text', 'int', 'date', 'datetime']))
    if (kind === 'written') return of(c.of(['text', 'datetime']))
    if (kind === 'texts') return of(c.of(['text', 'text[]']))
    if (kind === 'same') return of(type)
    // How many places a decimal shows as text is a matter of the engine’s types.
    if (kind === 'any') return of(c.of(['text', 'int', 'date', 'bool', 'datetime', 'text[]']))
    return of(kind as Type)
  }
  const kinds = rule.args.slice(0, rule.args.length - (rule.optional && c.below(2) === 0 ? rule.optional : 0))
  const more = rule.more ? Array.from({ length: c.below(3) }, () => rule.more!) : []
  return `${name}(${[...kinds, ...more].map(argument).join(', ')})`
}

const gives = ({ result, args }: FunctionRule, type: Type, name: string): boolean => {
  if (result === 'first') return args[0] === 'number' ? type === 'int' || type === 'decimal' : true
  // Lists have no order.
  if (result === 'same') return type !== 'text[]' || name === 'coalesce'
  return result === type
}

function value(c: Choices, columns: Known['columns'], type: Type, depth = 0): string {
  const own = columns.filter((column) => column.type === type)
  if (own.length > 0 && (depth > 2 || c.below(3) === 0)) return c.of(own).name
  const of = (kind: Type) => value(c, columns, kind, depth + 1)
  if (depth > 2) return leaves[type]
  const known = scalars.filter(([name, rule]) => gives(rule, type, name))
  if (known.length > 0 && c.below(5) > 1) {
    const [name, rule] = c.of(known)
    return call(c, columns, name, rule, type, depth)
  }
  switch (type) {
    case 'text':
      return c.of([() => `${of('text')} || 'z'`, () => `CASE WHEN ${of('bool')} THEN ${of('text')} END`])()
    case 'int':
      return c.of([() => `(${of('int')} + ${of('int')})`, () => `(${of('int')} - 2)`, () => `(${of('int')} * 3)`, () => `- ${of('int')}`])()
    case 'decimal':
      return c.of([
        () => `(${of('int')} / ${of('decimal')})`,
        () => `(${of('decimal')} * 0.5)`,
        () => `(${of('decimal')} - ${of('int')})`,
        () => `least(${of('decimal')}, $cap)`,
      ])()
    case 'date':
      return c.of([
        () => '$as_of',
        () => `add_months(${of('date')}, 1)`,
        () => `CASE ${of('int')} WHEN 1 THEN ${of('date')} ELSE ${of('date')} END`,
      ])()
    case 'datetime':
      return c.of([() => leaves.datetime, () => `CASE WHEN ${of('bool')} THEN ${of('datetime')} END`])()
    case 'text[]':
      return c.of([() => '$words', () => `CASE WHEN ${of('bool')} THEN ${of('text[]')} END`])()
    case 'bool':
      return c.of([
        () => `(${of('int')} > ${of('decimal')})`,
        () => `(${of('bool')} AND NOT ${of('bool')})`,
        () => `(${of('bool')} OR ${of('bool')})`,
        () => `${of('text')} IN ('a', 'b')`,
        () => `${of('text')} NOT IN $words`,
        () => `${of('date')} BETWEEN ${of('date')} AND $as_of`,
        () => `${of('date')} IS NOT NULL`,
        () => `(${of('bool')}) IS NOT TRUE`,
        () => `(${of('bool')}) IS FALSE`,
        () => `${of('text')} IS DISTINCT FROM ${of('text')}`,
        () => `${of('text')} IS NOT DISTINCT FROM ${of('text')}`,
        () => `${of('text')} LIKE 'a%'`,
        () => `${of('datetime')} >= ${of('datetime')}`,
        () => `has_field('right_rows', 's')`,
      ])()
  }
}

/** A function over several rows, and the type of what it gives. */
function over(c: Choices, columns: Known['columns'], use: 'aggregate' | 'window'): readonly [written: string, type: Type] {
  const known = Object.entries(functions).filter(([, rule]) => rule.use === 'aggregate' || (use === 'window' && rule.use === 'window'))
  const [name, rule] = c.of(known.filter(([, { wholeGroup }]) => use === 'aggregate' || !wholeGroup))
  if (name === 'count' && c.below(2) === 0) return ['count(*)', 'int']
  const kind = rule.args[0]
  const first: Type =
    kind === 'number'
      ? c.of(['int', 'decimal'])
      : kind === 'ordered' || kind === 'any'
        ? c.of(['text', 'int', 'date', 'datetime'])
        : ((kind ?? 'int') as Type)
  const args = rule.args.map((one, at) =>
    at === 0
      ? value(c, columns, first, 1)
      : (places[`${name} ${at}`] && c.of(places[`${name} ${at}`]!)) ||
        value(c, columns, one === 'ordered' ? c.of(['int', 'date', 'text']) : (one as Type), 1),
  )
  return [`${name}(${args.join(', ')})`, rule.result === 'first' ? first : (rule.result as Type)]
}

/** A query over one table or two. */
function query(
  c: Choices,
  from: Known,
  other: Known,
  fresh: string,
  withText: boolean,
  made: (operator: Record<string, unknown>, next: Partial<Known>) => void,
): void {
  const plain = from.columns.map(({ name }) => `t.${name}`).join(', ')
  const where = ` WHERE ${value(c, from.columns, 'bool')}`
  const exists = `${c.of(['', 'NOT '])}EXISTS (SELECT 1 FROM ${other.id} o WHERE o.k = t.k AND ${c.of(['o.k IS NOT NULL', 'length(o.k) >= length(t.k)'])})`
  const sql = (text: string, tables: readonly string[], next: Partial<Known>) => made({ sql: { from: [...new Set(tables)], text } }, next)
  const orderly = from.columns.filter((column) => column.type !== 'text[]')
  const [one, by] = [c.of(orderly), c.of(orderly)]
  const number: Known['columns'] = [...from.columns, { name: fresh, type: 'int' }]
  const alone = { primary: undefined }
  const kind = c.below(6)
  if (kind === 0)
    sql(
      `SELECT ${plain}, row_number() OVER (PARTITION BY ${by.name} ORDER BY ${one.name} DESC) AS ${fresh} FROM ${from.id} t${where}`,
      [from.id],
      { columns: number },
    )
  else if (kind === 1 && withText) sql(`SELECT ${plain} FROM ${from.id} t${where} AND ${exists}`, [from.id, other.id], {})
  else if (kind === 2 && withText)
    sql(
      `WITH per AS (SELECT k, count(*) AS many FROM ${other.id} GROUP BY k HAVING count(*) > 1) SELECT ${plain}, p.many AS ${fresh} FROM ${from.id} t ${c.of(['', 'LEFT '])}JOIN per p ON p.k = t.k${c.of(['', ' AND p.many > length(t.k)'])}`,
      [from.id, other.id],
      { columns: number },
    )
  else if (kind === 3)
    sql(`SELECT ${one.name} AS ${fresh}, count(*) AS ${fresh}_n FROM ${from.id} GROUP BY ${fresh}`, [from.id], {
      ...alone,
      columns: [
        { name: fresh, type: one.type },
        { name: `${fresh}_n`, type: 'int' },
      ],
    })
  else if (kind === 4)
    sql(`SELECT ${one.name} AS ${fresh} FROM ${from.id} UNION ${c.of(['', 'ALL '])}SELECT ${one.name} FROM ${from.id}${where}`, [from.id], {
      ...alone,
      columns: [{ name: fresh, type: one.type }],
    })
  else if (kind === 5)
    sql(`SELECT DISTINCT ${one.name} AS ${fresh} FROM ${from.id}${where} ORDER BY ${fresh} LIMIT 7`, [from.id], {
      ...alone,
      columns: [{ name: fresh, type: one.type }],
    })
}

const types: readonly Type[] = ['text', 'int', 'decimal', 'date', 'bool', 'datetime', 'text[]']

/** A model that at any rate uses this function in what its rule shows. */
function model(numbers: readonly number[], [name, wanted]: readonly [string, FunctionRule]): Record<string, unknown> {
  const c = new Choices(numbers)
  const known: Known[] = [left, right].map((one) => ({ id: one.id, primary: one.id, columns: one.columns as Known['columns'] }))
  const steps: Record<string, unknown>[] = []
  const count = 2 + c.below(7)
  for (let i = 0; i < count; i++) {
    const id = `s${i}`
    const from = c.of(known)
    const fresh = `c${i}`
    const type = c.of(types)
    const withText = from.columns.some((column) => column.name === 'k')
    const other = c.of(known.filter((one) => one.columns.some((column) => column.name === 'k')))
    const made = (operator: Record<string, unknown>, next: Partial<Known>): void => {
      steps.push({ id, ...operator })
      known.push({ ...from, ...next, id })
    }
    const withDate = from.columns.filter((column) => column.type === 'date')
    const moments = from.columns.filter((column) => column.type === 'datetime')
    const figures = from.columns.filter((column) => column.type === 'int' || column.type === 'decimal')
    // What rows can be put in order or told apart by.
    const orderly = from.columns.filter((column) => column.type !== 'text[]')
    const alike = known.filter(
      (one) =>
        one.columns.length === from.columns.length &&
        one.columns.every((column, at) => column.name === from.columns[at]!.name && column.type === from.columns[at]!.type),
    )
    const near = (one: Known) => one.columns.filter((column) => column.type === 'date')
    const within =
      c.below(3) === 0 && withDate.length > 0 && near(other).length > 0
        ? { within: [{ [c.of(withDate).name]: c.of(near(other)).name, days: c.of([0, 3, 31]) }] }
        : {}
    const kind = c.below(23)
    if (kind === 0)
      made({ filter: { from: from.id, where: `${value(c, from.columns, 'bool')}${from.id === 'left_rows' ? ' OR unread(d)' : ''}` } }, {})
    else if (kind === 1)
      made(
        { derive: { from: from.id, columns: { [fresh]: value(c, from.columns, type) } } },
        { columns: [...from.columns, { name: fresh, type }] },
      )
    else if (kind === 2)
      made(
        {
          deadline: {
            from: from.id,
            due: { [fresh]: { start: value(c, from.columns, 'date'), limits: c.of([['six'], ['seven'], ['ten'], ['six', 'seven']]) } },
          },
        },
        { columns: [...from.columns, { name: fresh, type: 'date' }] },
      )
    else if (kind === 3 && withText)
      made(
        { [c.of(['having', 'without'])]: { from: from.id, in: other.id, on: ['k'], where: value(c, other.columns, 'bool'), ...within } },
        {},
      )
    else if (kind === 4 && withText) {
      const taken = c.of(other.columns)
      made(
        {
          join: {
            left: from.id,
            right: other.id,
            on: ['k'],
            kind: c.of(['inner', 'left']),
            take: [`${taken.name} as ${fresh}`],
            ...within,
          },
        },
        { columns: [...from.columns, { name: fresh, type: taken.type }] },
      )
    } else if (kind === 5) {
      const by = c.of(orderly)
      const [written, made_of] = over(c, from.columns, 'aggregate')
      made(
        {
          aggregate: {
            from: from.id,
            by: c.below(4) === 0 ? [] : [by.name],
            compute: { [fresh]: written },
            ...(c.below(3) === 0 && { where: value(c, from.columns, 'bool') }),
          },
        },
        { primary: undefined, columns: [by, { name: fresh, type: made_of }] },
      )
      if ((steps.at(-1)!.aggregate as { by: string[] }).by.length === 0)
        known.splice(-1, 1, { ...known.at(-1)!, columns: [{ name: fresh, type: made_of }] })
    } else if (kind === 6) {
      const order = c.of(orderly)
      const [written, made_of] = over(c, from.columns, 'window')
      made(
        {
          window: {
            from: from.id,
            ...(c.below(4) > 0 && { partition: [c.of(orderly).name] }),
            order: [`${order.name}${c.of(['', ' desc'])}`],
            compute: { [fresh]: written },
          },
        },
        { columns: [...from.columns, { name: fresh, type: made_of }] },
      )
    } else if (kind === 7)
      made({ distinct: { from: from.id, by: [c.of(orderly).name], order: [`${c.of(orderly).name}${c.of(['', ' desc'])}`] } }, {})
    else if (kind === 8) {
      const second = c.of(alike)
      made({ union: { from: [from.id, second.id] } }, { primary: from.primary === second.primary ? from.primary : undefined })
    } else if (kind === 9) {
      const kept = from.columns.filter((_, at) => at === 0 || c.below(2) === 0)
      made(
        { select: { from: from.id, columns: [...kept.map(({ name }) => name), { [fresh]: value(c, from.columns, type) }] } },
        { columns: [...kept, { name: fresh, type }] },
      )
    } else if (kind === 10) made({ distinct: { from: from.id } }, {})
    else if (kind === 11 && withText) {
      const [mine, theirs] = [value(c, from.columns, 'int'), c.of(other.columns.filter((column) => column.type !== 'bool'))]
      const when = c.of([
        `other.${theirs.name} IS NOT NULL AND ${mine} > 1`,
        `length(k) >= length(other.k) AND ${mine} IS NOT NULL`,
        `other.${theirs.name} IS NULL OR ${mine} > 2`,
      ])
      if (c.below(2) === 0) made({ [c.of(['having', 'without'])]: { from: from.id, in: other.id, on: ['k'], when } }, {})
      else
        made(
          {
            join: { left: from.id, right: other.id, on: ['k'], kind: c.of(['inner', 'left']), take: [`${theirs.name} as ${fresh}`], when },
          },
          { columns: [...from.columns, { name: fresh, type: theirs.type }] },
        )
    } else if (kind === 12 && withText && from.id.endsWith('_rows'))
      made(
        { pairs: { from: from.id, on: ['k'], order: [c.of(orderly).name], take: [`k as ${fresh}`] } },
        { columns: [...from.columns, { name: fresh, type: 'text' }] },
      )
    else if (kind === 13 && withDate.length > 0)
      made(
        {
          months: {
            from: from.id,
            start: c.of(withDate).name,
            end: value(c, from.columns, 'date'),
            as: fresh,
            count: c.of(['touched', 'whole']),
          },
        },
        { columns: [...from.columns, { name: fresh, type: 'text' }] },
      )
    else if (kind === 14 && withDate.length > 0) {
      const [start, end] = [c.of(withDate), c.of(withDate)]
      const by = orderly.filter((column) => column.name !== start.name && column.name !== end.name).slice(0, 1)
      if (start !== end)
        made(
          {
            intervals: {
              from: from.id,
              by: by.map(({ name }) => name),
              start: start.name,
              end: end.name,
              gap: c.of([0, 1, 30]),
              compute: { [fresh]: 'count(*)' },
            },
          },
          { primary: undefined, columns: [...by, start, end, { name: fresh, type: 'int' }] },
        )
    } else if (kind === 15 && withDate.length + moments.length > 0) {
      const at = c.of([...withDate, ...moments])
      const [written, made_of] = over(c, from.columns, 'window')
      const back = at.type === 'date' ? { days: c.of([1, 7, 40]) } : c.of([{ minutes: 90 }, { seconds: 86_400 }])
      made(
        { window: { from: from.id, order: [`${at.name}${c.of(['', ' desc'])}`], ...back, compute: { [fresh]: written } } },
        { columns: [...from.columns, { name: fresh, type: made_of }] },
      )
    } else if (kind === 16 && withDate.length > 0 && from.id.endsWith('_rows')) {
      const [own, theirs] = [c.of(withDate), c.of(other.columns.filter((column) => column.type === 'date').concat(withDate[0]!))]
      const next = other.columns.includes(theirs) ? other : from
      const taken = c.of(next.columns)
      const unfollowed = c.below(3) === 0
      made(
        {
          sequence: {
            from: from.id,
            next: next.id,
            on: ['k'],
            at: [{ [own.name]: theirs.name }],
            days: c.of([0, 20, 90]),
            ...(c.below(2) === 0 && { unless: next.id, unless_on: ['k'], unless_at: theirs.name }),
            ...(unfollowed ? { kind: 'unfollowed' } : { take: [`${taken.name} as ${fresh}`] }),
          },
        },
        unfollowed ? {} : { columns: [...from.columns, { name: fresh, type: taken.type }] },
      )
    } else if (kind === 17) {
      const members = from.columns.filter((column) => column.type === 'text' || column.type === 'int')
      const on = orderly.filter(() => c.below(2) === 0).map(({ name }) => name)
      if (members.length > 0 && on.length > 0) {
        const member = c.of(members)
        made(
          {
            cluster: {
              from: from.id,
              member: member.name,
              on,
              as: fresh,
              size_as: `${fresh}_size`,
              at_most: c.of([2, 5, 50]),
              reach: c.of([1, 3]),
            },
          },
          { columns: [...from.columns, { name: fresh, type: member.type }, { name: `${fresh}_size`, type: 'int' }] },
        )
      }
    } else if (kind === 18) query(c, from, other, fresh, withText, made)
    else if (kind === 19 && withText) {
      const taken = c.of(other.columns)
      const some = c.of([
        'length(k) >= length(other.k)',
        'likeness(k, other.k) > 0.5',
        `${value(c, from.columns, 'bool')} AND other.k IS NOT NULL`,
      ])
      made(
        {
          match: {
            left: from.id,
            right: other.id,
            ways: [
              { grade: 'A', on: ['k'], when: some, ...within },
              { grade: 'C', on: ['k'] },
            ].slice(0, 1 + c.below(2)),
            take: [`${taken.name} as ${fresh}`],
            kind: c.of(['inner', 'left']),
            grade_as: `${fresh}_grade`,
          },
        },
        { columns: [...from.columns, { name: fresh, type: taken.type }, { name: `${fresh}_grade`, type: 'text' }] },
      )
    } else if (kind === 20 && figures.length > 1) {
      const second = c.of(known.filter((one) => one.columns.filter(({ type }) => type === 'int' || type === 'decimal').length > 1))
      const [lng, lat] = second.columns.filter(({ type }) => type === 'int' || type === 'decimal')
      const taken = c.of(second.columns)
      made(
        {
          near: {
            left: from.id,
            right: second.id,
            at: [{ [figures[0]!.name]: lng!.name }, { [figures[1]!.name]: lat!.name }],
            metres: c.of([0, 120_000, 400_000]),
            ...(withText && second.columns.some(({ name }) => name === 'k') && c.below(2) === 0 && { on: ['k'] }),
            take: [`${taken.name} as ${fresh}`],
            kind: c.of(['inner', 'left']),
            distance_as: `${fresh}_far`,
          },
        },
        { columns: [...from.columns, { name: fresh, type: taken.type }, { name: `${fresh}_far`, type: 'decimal' }] },
      )
    } else if (kind === 21)
      made(
        { unnest: { from: from.id, list: value(c, from.columns, 'text[]'), as: fresh, kind: c.of(['inner', 'left']) } },
        { columns: [...from.columns, { name: fresh, type: 'text' }] },
      )
    else if (kind === 22 && moments.length > 0 && from.id === 'left_rows')
      made(
        {
          sequence: {
            from: from.id,
            next: 'right_rows',
            on: ['k'],
            at: [{ t: 'u' }],
            minutes: c.of([0, 600, 100_000]),
            when: c.of(['other.q > 3', 'length(other.s) IS NULL', 'n < other.q']),
            take: [`s as ${fresh}`],
          },
        },
        { columns: [...from.columns, { name: fresh, type: 'text' }] },
      )
  }
  const last = [...known].reverse().find((one) => one.primary !== undefined)!
  const type: Type = wanted.result === 'same' || wanted.result === 'first' ? 'int' : (wanted.result as Type)
  const shows = (step: Record<string, unknown>, column: string): Known => {
    steps.push({ id: 'shown', ...step })
    known.push({ ...last, id: 'shown', columns: [...last.columns, { name: column, type }] })
    return known.at(-1)!
  }
  const rows = (rule: FunctionRule): string =>
    name === 'count' ? 'count(*)' : call(c, left.columns as Known['columns'], name, rule, type, 1)
  const about = ((): Known => {
    if (name === 'unread')
      return last.id === 'left_rows' ? shows({ derive: { from: last.id, columns: { shown: 'unread(d)' } } }, 'shown') : last
    if (wanted.use === 'scalar')
      return shows({ derive: { from: last.id, columns: { shown: call(c, last.columns, name, wanted, type, 0) } } }, 'shown')
    if (!last.columns.some((column) => column.name === 'k')) return last
    const grouped = wanted.use === 'aggregate'
    steps.push({
      id: 'figures',
      ...(grouped
        ? { aggregate: { from: 'left_rows', by: ['k'], compute: { shown: rows(wanted) } } }
        : { window: { from: 'left_rows', partition: ['k'], order: ['d'], compute: { shown: rows(wanted) } } }),
    })
    return shows({ join: { left: last.id, right: 'figures', on: ['k'], kind: 'left', take: ['shown'] } }, 'shown')
  })()
  const keys = about.columns.filter(({ type }) => type === 'text' || type === 'int' || type === 'date')
  const due = about.columns.find(({ type }) => type === 'date')
  const excluding = [...known].reverse().find((one) => one.columns.some(({ name }) => name === 'k'))!
  const excludes = about.columns.some(({ name }) => name === 'k')
  return {
    id: 'random',
    title: '随机',
    version: '1.0.0',
    inputs: { required: ['left_rows'], optional: ['right_rows'] },
    parameters: { words: { type: 'text[]', default: ['a', 'b'], label: '词' }, cap: { type: 'decimal', default: '5', label: '上限' } },
    steps,
    exclusions: [
      { id: 'E1', title: '有', in: excluding.id, on: ['k'] },
      { id: 'E2', title: '条件', where: value(c, about.columns, 'bool') },
    ],
    rules: [
      {
        id: 'R1',
        title: '规则',
        from: about.id,
        about: about.primary,
        needs: ['left_rows'],
        ...(c.below(3) === 0 && { where: value(c, about.columns, 'bool') }),
        ...(c.below(3) === 0 && {
          testable: about.id === 'left_rows' ? `NOT unread(d) AND ${value(c, about.columns, 'bool')}` : value(c, about.columns, 'bool'),
        }),
        key: keys.length > 0 ? [keys[0]!.name] : [about.columns[0]!.name],
        subject: { kind: 'agency', name: value(c, about.columns, 'text') },
        ...(due && { due: due.name, dates: [due.name] }),
        score: value(c, about.columns, 'int'),
        reason: about.columns.map(({ name }) => `{${name}}`).join(''),
        exclusions: [...(excludes && c.below(4) === 0 ? ['E1'] : []), ...(c.below(3) === 0 ? ['E2'] : [])],
        evidence: excludes ? [{ from: 'right_rows', on: ['k'] }] : [],
      },
    ],
  }
}

/** The same rows for the interpreter: numbers as exact figures. */
const cellOf = (type: string, cell: Cell): NaiveCell =>
  cell === null || (type !== 'int' && type !== 'decimal') ? (cell as NaiveCell) : figure(String(cell))
const naiveRows = (schema: TableSchema, rows: Rows): NaiveRow[] =>
  rows.map((row, i) => ({
    _rid: whole(i + 1),
    _unread: (row._unread as string | undefined) ?? null,
    ...Object.fromEntries(schema.columns.map(({ name, type }) => [name, cellOf(type, row[name] ?? null)])),
  }))
let tables: Record<string, readonly NaiveRow[]> = {}

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  // Ends of months, a leap day, days off; rows that are wholly alike; ties, blanks, and texts that look like other things.
  const days = [
    '2024-01-31',
    '2024-02-29',
    '2024-03-31',
    '2024-05-01',
    '2024-06-01',
    '2023-12-31',
    '2024-02-10',
    '2024-04-30',
    '2024-03-15',
  ]
  const texts = ['a1', '12', '2024-02-29', ' 7.5 ', '', '已于当日改正，3500元', 'b,a', 'aab', '-3', '2024/5/1', 'A b']
  const rows = (make: (i: number) => Rows[number]): Rows => Array.from({ length: 40 }, (_, i) => make(i % 36))
  const lefts = rows((i) => ({
    k: i % 7 === 0 ? null : `a${i % 9}`,
    n: i % 5,
    m: i % 4 === 0 ? null : `${i}.25`,
    d: i % 6 === 0 ? null : days[i % 9]!,
    b: i % 3 === 0 ? null : i % 2 === 0,
    w: i % 8 === 7 ? null : texts[i % 11]!,
    t: i % 10 === 0 ? null : `${days[i % 7]!} ${['00:00:00', '23:59:30', '08:30:00'][i % 3]!}`,
    l: i % 9 === 0 ? null : [[], ['a'], ['b', 'a'], ['x', 'a1', '12']][i % 4]!,
    ...(i % 12 === 0 && { _unread: ',d,' }),
  }))
  const rights = rows((i) => ({
    k: i % 5 === 0 ? null : `a${i % 11}`,
    q: i,
    e: i % 13 === 0 ? null : days[(i + 3) % 9]!,
    s: i % 2 === 0 ? 'a' : null,
    y: i % 6 === 0 ? null : `${i % 7}.5`,
    u: `${days[i % 8]!} 08:${10 + i}:00`,
  }))
  await engine.mount(left, lefts)
  await engine.mount(right, rights)
  const everyDay = [...calendarRows(calendar)].map((one): NaiveRow => ({ ...one, n: whole(one.n) }))
  tables = { left_rows: naiveRows(left, lefts), right_rows: naiveRows(right, rights), calendar: everyDay }
})

test('any valid model gives what a naive interpreter gives, and the same text and rows each time', async () => {
  const everyFunction = Object.entries(functions)
  let drawn = 0
  let judged = 0
  const seen = new Map<string, number>()
  let clues = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 120 }), fc.boolean(), async (numbers, whole) => {
      const text = JSON.stringify(model(numbers, everyFunction[drawn++ % everyFunction.length]!), null, 1)
      const parsed = parseModel(text, 'random.yml')
      const result = parsed.model && checkModel(parsed.model, schemas, new Map(limits.map((one) => [one.id, one])))
      const errors = [...parsed.findings, ...(result?.findings ?? [])].filter(({ level }) => level === 'error')
      // A key of another type, or working days between two rows, are the mistakes that the generator makes on purpose.
      fc.pre(!errors.some(({ message }) => message.code === 'model.key-type' || message.code === 'model.when-workdays'))
      expect(errors.map(({ message, line }) => `${line} ${say(modelMessages, message)}`)).toEqual([])
      const available = everything(schemas)
      const here = whole ? available : new Map([...available].filter(([id]) => id === 'left_rows'))
      const compiled = compile(planModel(result!.checked!, here), duckdb)
      expect(compile(planModel(result!.checked!, here), duckdb)).toEqual(compiled)
      const values = bound(result!.checked!, compiled.parameters, '2024-06-01')
      const rows = await engine.rows(compiled.sql, values)
      const naive = runPlan(planModel(result!.checked!, here), tables, parameterValues(result!.checked!, '2024-06-01').values!)
      const plain = (all: readonly Record<string, unknown>[]) =>
        all.map((row) => JSON.stringify({ ...row, payload: row.payload === null ? null : JSON.parse(String(row.payload)) })).sort()
      expect(plain(await engine.rows(compiled.sql, values))).toEqual(plain(rows))
      expect(plain(rows), compiled.sql).toEqual(plain(naive))
      const counts = compileCounts(planModel(result!.checked!, here), duckdb)
      await engine.rows(counts.sql, bound(result!.checked!, counts.parameters, '2024-06-01'))
      const asked = probe(planModel(result!.checked!, here), duckdb)
      for (const one of await engine.rows(asked.sql, bound(result!.checked!, asked.parameters, '2024-06-01')))
        expect(Number(one.met), String(one.step)).toBeLessThanOrEqual(Number(one.left_rows))
      await engine.run('CREATE OR REPLACE TEMP TABLE "emitted" (rule VARCHAR, about_rid BIGINT, payload VARCHAR)')
      const evidence = compileEvidence(planModel(result!.checked!, here), duckdb)
      if (evidence) await engine.accepts(evidence.sql)
      judged++
      for (const name of new Set(text.match(/[a-z_0-9]+(?=\(| ?": ?\{)/g))) seen.set(name, (seen.get(name) ?? 0) + 1)
      clues += rows.filter(({ kind }) => kind === 'clue').length
    }),
    { numRuns: Number(process.env.RANDOM_MODELS ?? 150), seed: Number(process.env.RANDOM_SEED ?? 20_240_601), endOnFailure: true },
  )
  expect(judged).toBeGreaterThan(100)
  expect(clues).toBeGreaterThan(500)
  // Nothing of the language is left out of what is judged.
  const all = [...operators.keys(), ...Object.keys(functions)]
  expect(all.filter((name) => !seen.has(name))).toEqual([])
  if (process.env.RANDOM_SEEN) console.log(all.map((name) => `${name} ${seen.get(name)}`).join(', '))
})
