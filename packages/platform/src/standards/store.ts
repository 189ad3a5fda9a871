import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { type StandardDraftView, standardDraft } from '../contract/standards.ts'
import type { Db, Queries, Tx } from '../store/database.ts'

export type StandardFiles = Readonly<Record<string, string>>

export interface StoredStandard {
  readonly seq: number
  readonly id: string
  readonly version: number
  /** Null: taken away. */
  readonly files: StandardFiles | null
  readonly reason: string
  readonly by: string
  readonly at: string
}

interface Row {
  readonly seq: number
  readonly dataset_id: string
  readonly version: number
  readonly files: StandardFiles | null
  readonly reason: string
  readonly by_name: string
  readonly at: string
}
const toStandard = (row: Row): StoredStandard => ({
  seq: Number(row.seq),
  id: row.dataset_id,
  version: row.version,
  files: row.files,
  reason: row.reason,
  by: row.by_name,
  at: row.at,
})

/** The last word on each standard of the office. */
export async function latestStandards(db: Queries, actor: Actor): Promise<readonly StoredStandard[]> {
  const rows = await db
    .selectFrom('office_standard')
    .distinctOn('dataset_id')
    .selectAll()
    .where(scope(actor, 'office_standard'))
    .orderBy('dataset_id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toStandard)
}

/** Standards of the office that are in force, as the drafts that they were made of. */
export async function officeDrafts(db: Queries, actor: Actor): Promise<ReadonlyMap<string, StandardDraftView>> {
  const latest = await latestStandards(db, actor)
  return new Map(
    latest.flatMap(({ id, files }) => {
      const draft = files && standardDraft.safeParse(JSON.parse(files['draft.json'] ?? 'null'))
      return draft?.success ? [[id, draft.data] as const] : []
    }),
  )
}

/** What is on the office's shelf when the server starts. */
export async function standardsAtStart(db: Db, organisationId: string): Promise<readonly StoredStandard[]> {
  const rows = await db
    .selectFrom('office_standard')
    .distinctOn('dataset_id')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('dataset_id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toStandard)
}

export async function insertStandard(
  tx: Tx,
  actor: Actor,
  at: Date,
  one: Pick<StoredStandard, 'id' | 'version' | 'files' | 'reason'>,
): Promise<void> {
  const last = await tx
    .selectFrom('office_standard')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where(scope(actor, 'office_standard'))
    .executeTakeFirst()
  await tx
    .insertInto('office_standard')
    .values({
      organisation_id: actor.organisationId,
      seq: Number(last?.last ?? 0) + 1,
      dataset_id: one.id,
      version: one.version,
      files: one.files === null ? null : JSON.stringify(one.files),
      reason: one.reason,
      by_id: actor.id,
      by_name: actor.name,
      at: at.toISOString(),
    })
    .execute()
}

/** Held until the transaction ends: two people don't put the same version in use. */
export const lockStandards = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(8416)`.execute(tx)
}
