import { nameKey } from '@xiezhi/engine/data/normalise/text'
import { childSchemas, type TableSchema } from '@xiezhi/engine/data/schema'
import type { StandardChild } from '@xiezhi/engine/data/standard'
import { sqlType } from '../../warehouse/snapshot.ts'
import { quoteName, quoteText } from '../../warehouse/warehouse.ts'
import { isDrawn, makeDrawn } from './children-drawn.ts'
import { type ChildPart, inherited, parquet } from './children-part.ts'

/** Tables made out of a standard's rows. */
export interface ChildFile {
  readonly dataset: string
  readonly path: string
}

export async function makeChildren(part: ChildPart): Promise<ChildFile[]> {
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
