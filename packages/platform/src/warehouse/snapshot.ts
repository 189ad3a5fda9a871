import { statSync } from 'node:fs'
import {
  allSchemas,
  type Column,
  type ColumnType,
  childSchemas,
  hiddenColumns,
  maskColumn,
  maskedColumn,
  type TableSchema,
} from '@xiezhi/engine/data/schema'
import type { Standard } from '@xiezhi/engine/data/standard'
import type { CalendarDay } from '@xiezhi/engine/limit/calendar'
import { type Cell, maskOf, quoteName, quoteText, type Session } from './warehouse.ts'

/** A file of a snapshot: which logical dataset it belongs to. Its rows know their own batch. */
export interface SnapshotFile {
  readonly dataset: string
  readonly path: string
}

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  int: 'BIGINT',
  decimal: 'DECIMAL(18,2)',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  bool: 'BOOLEAN',
  'text[]': 'VARCHAR[]',
}
const hiddenTypes: Readonly<Record<(typeof hiddenColumns)[number], string>> = {
  _rid: 'BIGINT',
  _file: 'VARCHAR',
  _sheet: 'VARCHAR',
  _row_no: 'BIGINT',
  _row_hash: 'VARCHAR',
  _key: 'VARCHAR',
  _unread: 'VARCHAR',
}

export const sqlType = (type: ColumnType): string => sqlTypes[type]

/** Fields of persons' numbers: those beside which their masks stand. */
const numbersOf = (schema: TableSchema): readonly Column[] => {
  const names = new Set(schema.columns.map(({ name }) => name))
  return schema.columns.filter(({ name }) => names.has(maskColumn(name)))
}

/** The columns of a dataset as they are read: masks by their tokens; batches of before have masks of their own. */
function columnList(schema: TableSchema): string {
  const masks = new Map(
    numbersOf(schema).map(({ name, type }) => {
      const token = type === 'text[]' ? `array_to_string(${quoteName(name)}, '、')` : quoteName(name)
      const mask = quoteName(maskColumn(name))
      return [maskColumn(name), `${maskOf(mask, quoteName(maskedColumn(name)), token)} AS ${mask}`]
    }),
  )
  return [...hiddenColumns.map(quoteName), ...schema.columns.map(({ name }) => masks.get(name) ?? quoteName(name))].join(', ')
}

const empty = (schema: TableSchema, stored: readonly string[] = []): string => {
  const hidden = hiddenColumns.map((name) => `NULL::${hiddenTypes[name]} AS ${quoteName(name)}`)
  const own = schema.columns.map((column) => `NULL::${sqlTypes[column.type]} AS ${quoteName(column.name)}`)
  return `SELECT ${[...hidden, ...own, ...stored.map((name) => `NULL::VARCHAR AS ${quoteName(name)}`)].join(', ')} WHERE false`
}

/** Rows of files, some of which may be older than a column of the standard: there it is empty, with its type. */
const scan = (schema: TableSchema, paths: readonly string[]): string =>
  `(${empty(
    schema,
    numbersOf(schema).map(({ name }) => maskedColumn(name)),
  )} UNION ALL BY NAME SELECT * FROM read_parquet([${paths.map(quoteText).join(', ')}], union_by_name = true))`

/**
 * Makes every dataset of the standards readable by its name, as of these files, the latest row of each key winning. Two passes:
 * the keys alone tell which rows are superseded (mostly few), and those are left out of the whole rows by an anti-join, which
 * is both faster and smaller than sorting whole rows. A dataset without files is an empty view with its types. With `keep`, files
 * that are small are read once into the session: a statement that names a dataset often would open them each time.
 */
export async function mountSnapshot(
  session: Session,
  standards: Iterable<Standard>,
  files: readonly SnapshotFile[],
  { keep = false, signal }: { readonly keep?: boolean; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const pathsOf = (dataset: string): string[] => files.filter((file) => file.dataset === dataset).map((file) => file.path)
  // The register of agencies first: it tells the codes of those that are only named.
  const ordered = [...standards].sort((a, b) => Number(b.id === register) - Number(a.id === register))
  let known = false
  for (const standard of ordered) {
    const schema = allSchemas([standard]).get(standard.id)!
    const named = known ? placeOfAgency(standard) : null
    await mountDataset(session, schema, await scanNamed(session, schema, pathsOf(standard.id), named, keep), signal)
    for (const child of childSchemas(standard))
      await mountChild(session, child, standard.id, await scanNamed(session, child, pathsOf(child.id), named, keep), signal)
    if (standard.id === register) known = await mountAgencies(session)
  }
}

/** The register of agencies: other datasets need it for the codes of those that are only named. */
export const register = 'agency'

/** The code of each name and alias of the register that means one agency alone. */
async function mountAgencies(session: Session): Promise<boolean> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "_agencies" AS SELECT name_key, min(agency_code) AS code FROM "agency_name" WHERE agency_code IS NOT NULL GROUP BY name_key HAVING min(agency_code) = max(agency_code)`,
  )
  const [count] = await session.rows('SELECT count(*) AS n FROM "_agencies"')
  return Number(count?.n) > 0
}

/** Where in its natural key a dataset names its agency, from 1; the import puts `name:` and the name there when the code is missing. */
function placeOfAgency(standard: Standard): number | null {
  const place = standard.naturalKey.indexOf('agency_code') + 1
  return place > 0 && standard.id !== register && standard.fields.some((field) => field.id === 'agency_name') ? place : null
}

/** Parquet of so many bytes takes some ten times as many in memory. */
const small = 4 * 1024 * 1024

/** Rows of files, read into the session where they are few. */
async function kept(session: Session, schema: TableSchema, paths: readonly string[]): Promise<string> {
  const from = scan(schema, paths)
  if (paths.reduce((sum, path) => sum + statSync(path).size, 0) > small) return from
  const table = quoteName(`_rows_${schema.id}`)
  await session.run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM ${from}`)
  return table
}

/** Rows of files; those whose agency is only named get the code that the register has for the name, in their key too. Null: no files. */
async function scanNamed(
  session: Session,
  schema: TableSchema,
  paths: readonly string[],
  place: number | null,
  keep: boolean,
): Promise<string | null> {
  if (paths.length === 0) return null
  const from = keep ? await kept(session, schema, paths) : scan(schema, paths)
  if (place === null || !schema.columns.some(({ name }) => name === 'agency_code')) return from
  const [row] = await session.rows(`SELECT count(*) AS n FROM ${from} WHERE agency_code IS NULL`)
  if (Number(row?.n) === 0) return from
  const part = `split_part(s._key, '|', ${place})`
  const key = `CASE WHEN a.code IS NULL THEN s._key ELSE array_to_string(list_transform(string_split(s._key, '|'), lambda part, i: CASE WHEN i = ${place} THEN a.code ELSE part END), '|') END`
  return `(SELECT s.* REPLACE (coalesce(s.agency_code, a.code) AS agency_code, ${key} AS _key) FROM ${from} AS s LEFT JOIN "_agencies" AS a ON a.name_key = CASE WHEN s.agency_code IS NULL AND starts_with(${part}, 'name:') THEN substr(${part}, 6) END)`
}

async function mountDataset(session: Session, schema: TableSchema, from: string | null, signal: AbortSignal | undefined): Promise<void> {
  const view = `CREATE OR REPLACE TEMP VIEW ${quoteName(schema.id)} AS`
  if (from === null) return session.run(`${view} ${empty(schema)}`)
  const superseded = quoteName(`_superseded_${schema.id}`)
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${superseded} AS
     WITH latest AS (SELECT _key, max(_rid) AS _rid FROM ${from} GROUP BY _key HAVING count(*) > 1)
     SELECT older._rid FROM ${from} AS older JOIN latest ON latest._key = older._key WHERE older._rid < latest._rid`,
    undefined,
    { signal },
  )
  const [count] = await session.rows(`SELECT count(*) AS n FROM ${superseded}`)
  const where = count?.n === 0 ? '' : ` ANTI JOIN ${superseded} USING (_rid)`
  await session.run(`${view} SELECT ${columnList(schema)} FROM ${from}${where}`)
}

/** A child row lives as long as the row it was made from. */
async function mountChild(
  session: Session,
  schema: TableSchema,
  parent: string,
  from: string | null,
  signal: AbortSignal | undefined,
): Promise<void> {
  const view = `CREATE OR REPLACE TEMP VIEW ${quoteName(schema.id)} AS`
  if (from === null) return session.run(`${view} ${empty(schema)}`)
  const where = `_parent NOT IN (SELECT _rid FROM ${quoteName(`_superseded_${parent}`)})`
  await session.run(`${view} SELECT ${columnList(schema)} FROM ${from} WHERE ${where}`, undefined, { signal })
}

const calendarTypes = ['text', 'bool', 'bigint', 'text', 'bool', 'bool'] as const

/** The relation `calendar` that statutory deadlines are joined with: one row a day. */
export async function mountCalendar(session: Session, days: Iterable<CalendarDay>): Promise<void> {
  await session.run('CREATE OR REPLACE TEMP TABLE "_calendar" (d VARCHAR, w BOOLEAN, n BIGINT, nx VARCHAR, p BOOLEAN, nxp BOOLEAN)')
  const all = [...days]
  const columns = [
    all.map((x) => x.d),
    all.map((x) => x.w),
    all.map((x) => x.n),
    all.map((x) => x.nx),
    all.map((x) => x.p),
    all.map((x) => x.nxp),
  ]
  await session.append('_calendar', [{ types: calendarTypes, columns }])
  await session.run(
    'CREATE OR REPLACE TEMP TABLE "calendar" AS SELECT d::DATE AS d, w, n, nx::DATE AS nx, p, nxp FROM "_calendar" ORDER BY d',
  )
  await session.run('DROP TABLE "_calendar"')
}

/** A dataset that the product itself brings (the registry of instruments …): a small table with the hidden columns of any other. */
export async function mountBuiltin(session: Session, schema: TableSchema, rows: Iterable<Readonly<Record<string, Cell>>>): Promise<void> {
  const all = [...rows]
  const text = (value: Cell | undefined): string | null => {
    if (value === undefined || value === null) return null
    return Array.isArray(value) ? JSON.stringify(value) : String(value)
  }
  const raw = quoteName(`_builtin_${schema.id}`)
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${raw} (_rid BIGINT, ${schema.columns.map((column) => `${quoteName(column.name)} VARCHAR`).join(', ')})`,
  )
  await session.append(`_builtin_${schema.id}`, [
    {
      types: ['bigint', ...schema.columns.map(() => 'text' as const)],
      columns: [all.map((_, index) => index + 1), ...schema.columns.map((column) => all.map((row) => text(row[column.name])))],
    },
  ])
  const cast = (column: TableSchema['columns'][number]): string => {
    const name = quoteName(column.name)
    return column.type === 'text[]' ? `from_json(${name}, '["VARCHAR"]') AS ${name}` : `${name}::${sqlTypes[column.type]} AS ${name}`
  }
  const hidden = `_rid, 'catalogue' AS _file, NULL::VARCHAR AS _sheet, _rid AS _row_no, NULL::VARCHAR AS _row_hash, _rid::VARCHAR AS _key, NULL::VARCHAR AS _unread`
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${quoteName(schema.id)} AS SELECT ${[hidden, ...schema.columns.map(cast)].join(', ')} FROM ${raw} ORDER BY _rid`,
  )
  await session.run(`DROP TABLE ${raw}`)
}
