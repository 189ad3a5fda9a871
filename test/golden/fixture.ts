import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Column, ColumnType, TableSchema } from '@xiezhi/engine/data/schema'
import { buildCalendar, type Calendar, calendarRows } from '@xiezhi/engine/limit/calendar'
import { parseYearTable } from '@xiezhi/engine/limit/catalogue'
import type { LimitRule } from '@xiezhi/engine/limit/limit'
import { say } from '@xiezhi/engine/message'
import { liftWorkdays } from '@xiezhi/engine/model/lift'
import {
  type Available,
  type CheckedModel,
  type Compiled,
  checkModel,
  compile,
  type Dialect,
  duckdb,
  modelMessages,
  parameterValues,
  parseModel,
  planModel,
  trino,
} from '@xiezhi/engine/model/model'
import { printRelations } from '@xiezhi/engine/model/print'
import { prune } from '@xiezhi/engine/model/prune'
import { followUnread } from '@xiezhi/engine/model/unread'
import { TrinoSQL } from 'dt-sql-parser'
import { expect } from 'vitest'

/** Small models over small tables, run on a real engine: what the tests of the language share. */

export const table = (id: string, columns: Readonly<Record<string, ColumnType>>): TableSchema => ({
  id,
  label: id,
  columns: Object.entries(columns).map(([name, type]): Column => ({ name, type, label: name })),
})

export const schemasOf = (...tables: readonly TableSchema[]): Map<string, TableSchema> => new Map(tables.map((one) => [one.id, one]))

export const limit = (id: string, quantity: number, unit: LimitRule['unit'], rest: Partial<LimitRule> = {}): LimitRule => ({
  id,
  title: id,
  law: '行政强制法',
  article: '53',
  quantity,
  unit,
  rollover: 'next_workday',
  direction: 'after',
  startEvent: '起算',
  verified: true,
  ...rest,
})

const catalogue = join(dirname(fileURLToPath(import.meta.url)), '../../catalogue')

const tables = readdirSync(join(catalogue, 'calendar'))
  .filter((file) => /^\d{4}\.yml$/.test(file))
  .map((file) => parseYearTable(readFileSync(join(catalogue, 'calendar', file), 'utf8')))

export const calendar: Calendar = buildCalendar(tables)

/** A calendar that lacks the table of a year between others: terms run from certain days into provisional ones and out again. */
export const calendarWithGap: Calendar = buildCalendar(tables.filter(({ year }) => year !== 2023))

/** A checked model; findings make the test fail with their text and place. */
export function check(text: string, schemas: Map<string, TableSchema>, limits: readonly LimitRule[] = []): CheckedModel {
  const parsed = parseModel(text, 'model.yml')
  const result = parsed.model && checkModel(parsed.model, schemas, new Map(limits.map((one) => [one.id, one])))
  const errors = [...parsed.findings, ...(result?.findings ?? [])].filter(({ level }) => level === 'error')
  expect(errors.map((one) => `${one.line}:${one.column} ${say(modelMessages, one.message)}`)).toEqual([])
  return result!.checked!
}

export const everything = (schemas: Map<string, TableSchema>): Available =>
  new Map([...schemas].map(([id, { columns }]) => [id, new Set(columns.map(({ name }) => name))]))

export const compileAll = (checked: CheckedModel, available: Available): Compiled => compile(planModel(checked, available), duckdb)

/** Text of the last step with only these columns asked for. */
export function statementOf(checked: CheckedModel, columns: readonly string[], dialect: Dialect = duckdb): string {
  const last = checked.steps.at(-1)!.id
  const { relations } = prune(liftWorkdays(followUnread(checked.steps.flatMap((step) => step.relations))), new Map([[last, columns]]))
  return `WITH ${printRelations(relations, {}, dialect)}\nSELECT ${columns.map((name) => `"${name}"`).join(', ')}\nFROM "${last}"`
}

export type Cell = string | number | boolean | null | readonly string[]
export type Rows = readonly Readonly<Record<string, Cell>>[]

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  int: 'BIGINT',
  decimal: 'DECIMAL(16, 2)',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  bool: 'BOOLEAN',
  'text[]': 'VARCHAR[]',
}

export class Engine {
  readonly #db: DuckDBConnection

  constructor(db: DuckDBConnection) {
    this.#db = db
  }

  static async open(): Promise<Engine> {
    return new Engine(await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect())
  }

  async mountCalendar(days = calendar): Promise<void> {
    await this.#db.run('CREATE OR REPLACE TABLE "calendar" (d DATE, w BOOLEAN, n INTEGER, nx DATE, p BOOLEAN, nxp BOOLEAN)')
    const text = JSON.stringify([...calendarRows(days)])
    await this.#db.run(
      `INSERT INTO "calendar" SELECT unnest(from_json($rows, '[{"d":"DATE","w":"BOOLEAN","n":"INTEGER","nx":"DATE","p":"BOOLEAN","nxp":"BOOLEAN"}]'), recursive := true)`,
      { rows: text },
    )
  }

  /** A dataset with the columns of its schema; `_rid` counts from one. */
  async mount(schema: TableSchema, rows: Rows): Promise<void> {
    const columns = [{ name: '_rid', type: 'int' as const }, ...schema.columns, { name: '_unread', type: 'text' as const }]
    await this.#db.run(
      `CREATE OR REPLACE TABLE "${schema.id}" (${columns.map(({ name, type }) => `"${name}" ${sqlTypes[type]}`).join(', ')})`,
    )
    if (rows.length === 0) return
    const shape = `[{${columns.map(({ name, type }) => `"${name}":"${sqlTypes[type]}"`).join(',')}}]`
    const text = JSON.stringify(
      rows.map((row, i) => Object.fromEntries(columns.map(({ name }) => [name, name === '_rid' ? i + 1 : (row[name] ?? null)]))),
    )
    await this.#db.run(`INSERT INTO "${schema.id}" SELECT unnest(from_json($rows, '${shape}'), recursive := true)`, { rows: text })
  }

  async rows(sql: string, values: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>[]> {
    return (await this.#db.runAndReadAll(sql, values)).getRowObjectsJson() as Record<string, unknown>[]
  }

  async run(sql: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#db.run(sql, values)
  }

  /** Throws when the engine does not accept the statement. */
  async accepts(sql: string): Promise<void> {
    const prepared = await this.#db.prepare(sql)
    prepared.destroySync()
  }
}

export const bound = (
  checked: CheckedModel,
  names: readonly string[],
  asOf: string,
  given: Readonly<Record<string, string | readonly string[]>> = {},
): Record<string, string> => {
  const { values, problems } = parameterValues(checked, asOf, given)
  expect(problems).toEqual([])
  return Object.fromEntries(names.map((name) => [name, values![name]!]))
}

/** The golden text of this name; written when UPDATE_GOLDEN is set, compared otherwise. */
export function expectGolden(name: string, text: string): void {
  const file = join(dirname(fileURLToPath(import.meta.url)), `${name}.golden.sql`)
  const whole = `${text}\n`
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, whole)
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(whole)
}

const grammar = new TrinoSQL()

/** The statement in Trino's words, held against Trino's grammar: no Trino runs here. */
export function expectTrino(name: string, checked: CheckedModel, columns: readonly string[]): void {
  const sql = statementOf(checked, columns, trino)
  expectGolden(`trino/${name}`, sql)
  expectTrinoGrammar(sql)
}

export const expectTrinoGrammar = (sql: string): void =>
  expect(grammar.validate(sql).map(({ startLine, startColumn, message }) => `${startLine}:${startColumn} ${message}`)).toEqual([])
