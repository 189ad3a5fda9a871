import { nameKey } from '@xiezhi/engine/data/normalise/text'
import { childSchemas, type TableSchema } from '@xiezhi/engine/data/schema'
import type { StandardChild } from '@xiezhi/engine/data/standard'
import { sqlType } from '../../warehouse/snapshot.ts'
import { quoteName, quoteText } from '../../warehouse/warehouse.ts'
import { isDrawn, makeDrawn } from './children-drawn.ts'
import { type ChildPart, inherited, parquet } from './children-part.ts'
import { joinFiles } from './join-files.ts'

/** Tables made out of a standard's rows. */
export interface ChildFile {
  readonly dataset: string
  readonly path: string
}

/**
 * So many different texts are read for one statement that joins back what was found in them: the engine holds it all while it runs. Of a table
 * with more, the children are made a stretch of rows at a time.
 */
const mostTexts = 150_000
/** No stretch is shorter than this share of it. */
const shortest = 1 / 10

export async function makeChildren(part: ChildPart): Promise<ChildFile[]> {
  const stretches = await stretchesOf(part)
  if (stretches.length <= 1) return makeStretch(part)
  const made: ChildFile[][] = []
  for (const [at, table] of stretches.entries()) made.push(await makeStretch({ ...part, table, base: `${part.base}.stretch-${at + 1}` }))
  const all: ChildFile[] = []
  for (const [at, { dataset }] of made[0]!.entries()) {
    const path = `${part.base}.${dataset}.parquet`
    await joinFiles(
      part.session,
      made.map((files) => files[at]!.path),
      path,
      part.signal,
    )
    all.push({ dataset, path })
  }
  return all
}

/** The table, or its stretches as tables. */
async function stretchesOf({ session, standard, table, mostTexts: most = mostTexts, signal }: ChildPart): Promise<string[]> {
  const fields = [...new Set(standard.children.flatMap(({ from }) => from))]
  if (fields.length === 0) return [table]
  const counts = fields.map((id, index) => `approx_count_distinct(${quoteName(id)}) AS n${index}`)
  const sql = `SELECT min(_rid) AS first, max(_rid) AS last, ${counts.join(', ')} FROM ${table}`
  const [row = {}] = await session.rows(sql, undefined, { signal })
  const different = fields.map((_, index) => Number(row[`n${index}`]))
  const [first, last] = [Number(row.first), Number(row.last)]
  const waiting = (rows: number): number => different.reduce((sum, count) => sum + Math.min(count, rows), 0)
  let rows = last - first + 1
  while (rows > Math.max(1, most * shortest) && waiting(rows) > most) rows = Math.ceil(rows / 2)
  return Array.from(
    { length: Math.ceil((last - first + 1) / rows) },
    (_, at) => `(SELECT * FROM ${table} WHERE _rid BETWEEN ${first + at * rows} AND ${first + (at + 1) * rows - 1})`,
  )
}

async function makeStretch(part: ChildPart): Promise<ChildFile[]> {
  const { standard } = part
  const schemas = childSchemas(standard)
  const paired = standard.children.map((child, index) => ({ child, schema: schemas[index]!, path: `${part.base}.${child.id}.parquet` }))
  await makeDrawn(
    part,
    paired.filter(({ child }) => isDrawn(child)),
  )
  for (const { child, schema, path } of paired) if (!isDrawn(child)) await makeNames(part, child, schema, path)
  return paired.map(({ child, path }) => ({ dataset: child.id, path }))
}

/** One row for each name of a row, told apart by key. */
async function makeNames(
  { session, standard, table, signal }: ChildPart,
  child: StandardChild,
  schema: TableSchema,
  path: string,
): Promise<void> {
  const names = child.from.map((id) => {
    const list = standard.fields.find((field) => field.id === id)?.columnType === 'text[]'
    return `SELECT _rid, ${list ? `unnest(${quoteName(id)})` : quoteName(id)} AS text FROM ${table}`
  })
  await session.run(
    `CREATE OR REPLACE TEMP TABLE child_names AS SELECT DISTINCT _rid, text FROM (${names.join(' UNION ALL ')}) WHERE text IS NOT NULL`,
    undefined,
    { signal },
  )
  const made: string[][] = [[], []]
  for await (const [distinct] of session.columns('SELECT DISTINCT text FROM child_names', undefined, { signal })) {
    for (const text of distinct ?? []) {
      const key = nameKey(String(text))
      if (key === '') continue
      made[0]!.push(String(text))
      made[1]!.push(key)
    }
  }
  await session.run('CREATE OR REPLACE TEMP TABLE child_keys (text VARCHAR, name_key VARCHAR)')
  if (made[0]!.length > 0) await session.append('child_keys', [{ types: ['text', 'text'], columns: made }], { signal })
  const number = 'p._rid * 1000 + row_number() OVER (PARTITION BY p._rid ORDER BY k.name_key)'
  const own = `k.name_key::${sqlType('text')} AS name_key`
  await session.run(
    `COPY (SELECT DISTINCT ON (p._rid, k.name_key) ${inherited(schema, child, number)}, ${own} FROM ${table} p JOIN child_names n ON n._rid = p._rid JOIN child_keys k ON k.text = n.text ORDER BY p._rid) TO ${quoteText(path)} ${parquet}`,
    undefined,
    { signal },
  )
}
