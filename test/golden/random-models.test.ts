import type { TableSchema } from '@xiezhi/engine/data/schema'
import { calendarRows } from '@xiezhi/engine/limit/calendar'
import { say } from '@xiezhi/engine/message'
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

type Type = 'text' | 'int' | 'decimal' | 'date' | 'bool'
interface Known {
  readonly id: string
  readonly primary: string | undefined
  readonly columns: readonly { readonly name: string; readonly type: Type }[]
}

const left = table('left_rows', { k: 'text', n: 'int', m: 'decimal', d: 'date', b: 'bool' })
const right = table('right_rows', { k: 'text', q: 'int', e: 'date', s: 'text' })
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

function value(c: Choices, columns: Known['columns'], type: Type, depth = 0): string {
  const own = columns.filter((column) => column.type === type)
  if (own.length > 0 && (depth > 2 || c.below(3) === 0)) return c.of(own).name
  const of = (kind: Type) => value(c, columns, kind, depth + 1)
  if (depth > 2) return { text: "'x'", int: '3', decimal: '1.5', date: '$as_of', bool: 'TRUE' }[type]
  switch (type) {
    case 'text':
      return c.of([
        () => `${of('text')} || 'z'`,
        () => `coalesce(${of('text')}, '')`,
        () => `month_of(${of('date')})`,
        () => `substr(${of('text')}, 1, 2)`,
        () => `CASE WHEN ${of('bool')} THEN ${of('text')} END`,
      ])()
    case 'int':
      return c.of([
        () => `(${of('int')} + ${of('int')})`,
        () => `days_between(${of('date')}, ${of('date')})`,
        () => `workdays_between(${of('date')}, ${of('date')})`,
        () => `length(${of('text')})`,
        () => `greatest(${of('int')}, 0)`,
        () => `- ${of('int')}`,
      ])()
    case 'decimal':
      return c.of([
        () => `(${of('int')} / ${of('decimal')})`,
        () => `(${of('decimal')} * 0.5)`,
        () => `round(${of('decimal')}, 2)`,
        () => `least(${of('decimal')}, $cap)`,
      ])()
    case 'date':
      return c.of([
        () => `add_days(${of('date')}, 7)`,
        () => `add_months(${of('date')}, 1)`,
        () => `first_day(month_of(${of('date')}))`,
        () => '$as_of',
        () => `coalesce(${of('date')}, $as_of)`,
      ])()
    case 'bool':
      return c.of([
        () => `(${of('int')} > ${of('decimal')})`,
        () => `(${of('bool')} AND NOT ${of('bool')})`,
        () => `${of('text')} IN ('a', 'b')`,
        () => `${of('text')} IN $words`,
        () => `${of('date')} BETWEEN ${of('date')} AND $as_of`,
        () => `${of('date')} IS NOT NULL`,
        () => `${of('text')} IS DISTINCT FROM ${of('text')}`,
        () => `${of('text')} LIKE 'a%'`,
        () => `has_input('right_rows')`,
      ])()
  }
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
  const [one, by] = [c.of(from.columns), c.of(from.columns)]
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

const types: readonly Type[] = ['text', 'int', 'decimal', 'date', 'bool']

function model(numbers: readonly number[]): Record<string, unknown> {
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
    const kind = c.below(19)
    if (kind === 0) made({ filter: { from: from.id, where: value(c, from.columns, 'bool') } }, {})
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
      made({ [c.of(['having', 'without'])]: { from: from.id, in: other.id, on: ['k'], where: value(c, other.columns, 'bool') } }, {})
    else if (kind === 4 && withText) {
      const taken = c.of(other.columns)
      made(
        { join: { left: from.id, right: other.id, on: ['k'], kind: c.of(['inner', 'left']), take: [`${taken.name} as ${fresh}`] } },
        { columns: [...from.columns, { name: fresh, type: taken.type }] },
      )
    } else if (kind === 5) {
      const by = c.of(from.columns)
      made(
        {
          aggregate: {
            from: from.id,
            by: [by.name],
            compute: { [fresh]: c.of(['count(*)', `count_distinct(${c.of(from.columns).name})`, `sum(${value(c, from.columns, 'int')})`]) },
          },
        },
        { primary: undefined, columns: [by, { name: fresh, type: 'int' }] },
      )
    } else if (kind === 6) {
      const order = c.of(from.columns)
      made(
        {
          window: {
            from: from.id,
            partition: [c.of(from.columns).name],
            order: [`${order.name}${c.of(['', ' desc'])}`],
            compute: { [fresh]: c.of(['row_number()', 'rank()', 'count(*)', `sum(${value(c, from.columns, 'int')})`]) },
          },
        },
        { columns: [...from.columns, { name: fresh, type: 'int' }] },
      )
    } else if (kind === 7) made({ distinct: { from: from.id, by: [c.of(from.columns).name], order: [c.of(from.columns).name] } }, {})
    else if (kind === 8) made({ union: { from: [from.id, from.id] } }, {})
    else if (kind === 9) {
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
        { pairs: { from: from.id, on: ['k'], order: [c.of(from.columns).name], take: [`k as ${fresh}`] } },
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
      const by = from.columns.filter((column) => column.name !== start.name && column.name !== end.name).slice(0, 1)
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
    } else if (kind === 15 && withDate.length > 0)
      made(
        {
          window: {
            from: from.id,
            order: [`${c.of(withDate).name}${c.of(['', ' desc'])}`],
            days: c.of([1, 7, 40]),
            compute: { [fresh]: c.of(['count(*)', `sum(${value(c, from.columns, 'int')})`, 'row_number()']) },
          },
        },
        { columns: [...from.columns, { name: fresh, type: 'int' }] },
      )
    else if (kind === 16 && withDate.length > 0 && from.id.endsWith('_rows')) {
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
      const on = from.columns.filter(() => c.below(2) === 0).map(({ name }) => name)
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
  }
  const about = [...known].reverse().find((one) => one.primary !== undefined)!
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
        ...(c.below(3) === 0 && { testable: value(c, about.columns, 'bool') }),
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
    ...Object.fromEntries(schema.columns.map(({ name, type }) => [name, cellOf(type, row[name] ?? null)])),
  }))
let tables: Record<string, readonly NaiveRow[]> = {}

let engine: Engine
beforeAll(async () => {
  engine = await Engine.open()
  await engine.mountCalendar()
  const day = (i: number) => `2024-0${1 + (i % 9)}-1${i % 10}`
  const rows = (make: (i: number) => Rows[number]): Rows => Array.from({ length: 40 }, (_, i) => make(i))
  const lefts = rows((i) => ({
    k: i % 7 === 0 ? null : `a${i % 9}`,
    n: i % 5,
    m: i % 4 === 0 ? null : `${i}.25`,
    d: i % 6 === 0 ? null : day(i),
    b: i % 3 === 0 ? null : i % 2 === 0,
  }))
  const rights = rows((i) => ({ k: i % 5 === 0 ? null : `a${i % 11}`, q: i, e: day(i + 3), s: i % 2 === 0 ? 'a' : null }))
  await engine.mount(left, lefts)
  await engine.mount(right, rights)
  const days = [...calendarRows(calendar)].map((one): NaiveRow => ({ ...one, n: whole(one.n) }))
  tables = { left_rows: naiveRows(left, lefts), right_rows: naiveRows(right, rights), calendar: days }
})

test('any valid model gives what a naive interpreter gives, and the same text and rows each time', async () => {
  let judged = 0
  let clues = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 120 }), fc.boolean(), async (numbers, whole) => {
      const text = JSON.stringify(model(numbers), null, 1)
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
      clues += rows.filter(({ kind }) => kind === 'clue').length
    }),
    { numRuns: 150, seed: 20_240_601, endOnFailure: true },
  )
  expect(judged).toBeGreaterThan(100)
  expect(clues).toBeGreaterThan(500)
})
