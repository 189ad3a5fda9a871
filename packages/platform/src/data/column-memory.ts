import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { Correction } from './import/import-file.ts'

/** A column of a source's files, and the field that a person said it is; null: none of the standard's. */
export interface RememberedColumn {
  readonly dataset: string
  readonly heading: string
  readonly field: string | null
  readonly by: string
  readonly at: string
}

const ofSource = (source: string | null) => sql<SqlBool>`coalesce(source_id, '') = ${source ?? ''}`

export async function rememberColumns(tx: Tx, actor: Actor, at: Date, source: string | null, said: Correction): Promise<void> {
  for (const [heading, field] of Object.entries(said.mapping)) {
    await forgetColumn(tx, actor, source, said.dataset, heading)
    await tx
      .insertInto('column_memory')
      .values({
        organisation_id: actor.organisationId,
        source_id: source,
        dataset: said.dataset,
        heading,
        field,
        by_name: actor.name,
        at: at.toISOString(),
      })
      .execute()
  }
}

export async function forgetColumn(tx: Tx, actor: Actor, source: string | null, dataset: string, heading: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('column_memory')
    .where(scope(actor, 'column_memory'))
    .where(ofSource(source))
    .where('dataset', '=', dataset)
    .where('heading', '=', heading)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export const rememberedColumns = (db: Queries, actor: Actor, source: string | null): Promise<RememberedColumn[]> =>
  db
    .selectFrom('column_memory')
    .where(scope(actor, 'column_memory'))
    .where(ofSource(source))
    .orderBy('dataset')
    .orderBy('heading')
    .select(['dataset', 'heading', 'field', 'by_name as by', 'at'])
    .execute()

/** The same, as the recognition of columns takes it. */
export async function rememberedFields(
  db: Queries,
  actor: Actor,
  source: string | null,
): Promise<Readonly<Record<string, Readonly<Record<string, string | null>>>>> {
  const found: Record<string, Record<string, string | null>> = {}
  for (const { dataset, heading, field } of await rememberedColumns(db, actor, source)) {
    found[dataset] ??= {}
    found[dataset][heading] = field
  }
  return found
}
