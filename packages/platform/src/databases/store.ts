import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { Address } from './session.ts'

/** A database as a way in of a source. The password lies sealed in it. */
export interface StoredLink extends Omit<Address, 'password'> {
  readonly id: string
  readonly sourceId: string
  readonly name: string
  readonly sealed: string
  readonly dataset: string | null
  readonly table: string | null
  readonly query: string | null
  readonly markColumn: string | null
  readonly lookBack: number
  readonly mark: string | null
  readonly markedAt: string | null
  readonly generation: number
  /** So many of a hundred rows may leave by themselves after a whole reading; more waits for a person. */
  readonly leaveShare: number
  readonly madeBy: string
  readonly madeAt: string
}

const engine = z.enum(['postgres', 'mysql'])
const tls = z.enum(['off', 'on', 'verify'])

const valuesOf = (one: StoredLink) => ({
  source_id: one.sourceId,
  name: one.name,
  engine: one.engine,
  host: one.host,
  port: one.port,
  database_name: one.database,
  username: one.user,
  sealed: one.sealed,
  tls: one.tls,
  authority: one.authority,
  dataset: one.dataset,
  table_name: one.table,
  query: one.query,
  mark_column: one.markColumn,
  look_back: one.lookBack,
  mark: one.mark,
  marked_at: one.markedAt,
  generation: one.generation,
  leave_share: one.leaveShare,
  made_by: one.madeBy,
  made_at: one.madeAt,
})

export async function insertLink(tx: Tx, actor: Actor, one: StoredLink): Promise<void> {
  await tx
    .insertInto('database_link')
    .values({ ...valuesOf(one), id: one.id, organisation_id: actor.organisationId, removed_at: null })
    .execute()
}

export async function updateLink(tx: Tx, actor: Actor, one: StoredLink): Promise<void> {
  await tx.updateTable('database_link').set(valuesOf(one)).where(scope(actor, 'database_link')).where('id', '=', one.id).execute()
}

/** Taken off: the password goes at once (something empty is sealed in its place), the rest stays for the history of what it brought. */
export async function removeLink(tx: Tx, actor: Actor, id: string, at: string, sealed: string): Promise<void> {
  await tx.updateTable('database_link').set({ removed_at: at, sealed }).where(scope(actor, 'database_link')).where('id', '=', id).execute()
  await tx
    .deleteFrom('schedule')
    .where(scope(actor, 'schedule'))
    .where('kind', 'in', ['database', 'database-whole'])
    .where('subject', '=', id)
    .execute()
}

const links = (db: Queries, actor: Actor) =>
  db.selectFrom('database_link').where(scope(actor, 'database_link')).where('removed_at', 'is', null)

const shown = [
  'id',
  'source_id as sourceId',
  'name',
  'engine',
  'host',
  'port',
  'database_name as database',
  'username as user',
  'sealed',
  'tls',
  'authority',
  'dataset',
  'table_name as table',
  'query',
  'mark_column as markColumn',
  'look_back as lookBack',
  'mark',
  'marked_at as markedAt',
  'generation',
  'leave_share as leaveShare',
  'made_by as madeBy',
  'made_at as madeAt',
] as const
const toLink = <T extends { engine: string; tls: string }>(row: T) => ({
  ...row,
  engine: engine.parse(row.engine),
  tls: tls.parse(row.tls),
})

export async function linkById(db: Queries, actor: Actor, id: string): Promise<StoredLink | undefined> {
  const row = await links(db, actor).select(shown).where('id', '=', id).executeTakeFirst()
  return row && toLink(row)
}

/** All of an office, or of one source. */
export async function allLinks(db: Queries, actor: Actor, sourceId?: string): Promise<readonly StoredLink[]> {
  let query = links(db, actor).select(shown).orderBy('seq')
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId)
  return (await query.execute()).map(toLink)
}

export interface StoredPull {
  readonly id: string
  readonly linkId: string
  readonly jobId: string
  readonly scheduleId: string | null
  readonly missed: number
  readonly generation: number
  readonly fromMark: string | null
  readonly toMark: string | null
  readonly rows: number | null
  readonly outcome: string | null
  /** All rows are read, and those that no longer appear leave. */
  readonly whole: boolean
  readonly held: number | null
  readonly leaving: number | null
  /** Rows that the reading found and could not take in: some of those that leave may be among them. */
  readonly notTaken: number | null
  readonly leftAt: string | null
  readonly leftBy: string | null
  readonly importId: string | null
  readonly askedBy: string
  readonly askedAt: string
}

export async function insertPull(
  tx: Tx,
  actor: Actor,
  one: Omit<StoredPull, 'toMark' | 'rows' | 'outcome' | 'importId' | 'fromMark' | 'held' | 'leaving' | 'notTaken' | 'leftAt' | 'leftBy'>,
): Promise<void> {
  await tx
    .insertInto('database_pull')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      link_id: one.linkId,
      job_id: one.jobId,
      schedule_id: one.scheduleId,
      missed: one.missed,
      generation: one.generation,
      from_mark: null,
      to_mark: null,
      rows: null,
      outcome: null,
      whole: one.whole,
      held: null,
      leaving: null,
      not_taken: null,
      left_at: null,
      left_by: null,
      import_id: null,
      asked_by: one.askedBy,
      asked_at: one.askedAt,
    })
    .execute()
}

export async function settlePull(
  tx: Tx,
  actor: Actor,
  id: string,
  end: Pick<StoredPull, 'outcome' | 'rows' | 'fromMark' | 'toMark' | 'importId'>,
): Promise<void> {
  await tx
    .updateTable('database_pull')
    .set({ outcome: end.outcome, rows: end.rows, from_mark: end.fromMark, to_mark: end.toMark, import_id: end.importId })
    .where(scope(actor, 'database_pull'))
    .where('id', '=', id)
    .execute()
}

const pulls = (db: Queries, actor: Actor) =>
  db
    .selectFrom('database_pull')
    .where(scope(actor, 'database_pull'))
    .select([
      'id',
      'link_id as linkId',
      'job_id as jobId',
      'schedule_id as scheduleId',
      'missed',
      'generation',
      'from_mark as fromMark',
      'to_mark as toMark',
      'rows',
      'outcome',
      'whole',
      'held',
      'leaving',
      'not_taken as notTaken',
      'left_at as leftAt',
      'left_by as leftBy',
      'import_id as importId',
      'asked_by as askedBy',
      'asked_at as askedAt',
    ])

export const pullById = (db: Queries, actor: Actor, id: string): Promise<StoredPull | undefined> =>
  pulls(db, actor).where('id', '=', id).executeTakeFirst()

export async function pageOfPulls(
  db: Queries,
  actor: Actor,
  linkId: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ items: StoredPull[]; total: number }> {
  const items = await pulls(db, actor)
    .where('link_id', '=', linkId)
    .orderBy('seq', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await db
    .selectFrom('database_pull')
    .where(scope(actor, 'database_pull'))
    .where('link_id', '=', linkId)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { items, total }
}

/** The newest reading of each. */
export async function lastPulls(db: Queries, actor: Actor, linkIds: readonly string[]): Promise<ReadonlyMap<string, StoredPull>> {
  if (linkIds.length === 0) return new Map()
  const rows = await pulls(db, actor)
    .distinctOn('link_id')
    .where('link_id', 'in', linkIds)
    .orderBy('link_id')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.linkId, row]))
}

/** The newest whole reading that brought something: an older one no longer tells what there is. */
export async function lastWhole(db: Queries, actor: Actor, linkId: string): Promise<string | undefined> {
  const row = await pulls(db, actor)
    .where('link_id', '=', linkId)
    .where('whole', '=', true)
    .where('leaving', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Whole readings after which rows wait to leave, by their database. */
export async function waitingPulls(db: Queries, actor: Actor): Promise<ReadonlyMap<string, StoredPull>> {
  const rows = await pulls(db, actor)
    .distinctOn('link_id')
    .where('whole', '=', true)
    .where('leaving', 'is not', null)
    .orderBy('link_id')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.flatMap((row) => (row.leaving && row.leftAt === null ? [[row.linkId, row] as const] : [])))
}

/** Whether a reading is under way, or what the last one brought is still being taken in: until then the mark is not known. */
export async function isPulling(db: Queries, actor: Actor, linkId: string): Promise<boolean> {
  const row = await db
    .selectFrom('database_pull')
    .leftJoin('import_file', 'import_file.id', 'database_pull.import_id')
    .innerJoin('job', (join) =>
      join.on(sql<SqlBool>`(job.id = database_pull.job_id or job.id = import_file.job_id)`).on('job.state', 'in', ['queued', 'running']),
    )
    .where(scope(actor, 'database_pull'))
    .where('database_pull.link_id', '=', linkId)
    .select('database_pull.id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What the last file of a link was, by its hash: the same again is no news. */
export const lastBrought = (db: Queries, actor: Actor, linkId: string) =>
  db
    .selectFrom('database_pull')
    .innerJoin('import_file', 'import_file.id', 'database_pull.import_id')
    .innerJoin('job', 'job.id', 'import_file.job_id')
    .where(scope(actor, 'database_pull'))
    .where('database_pull.link_id', '=', linkId)
    .orderBy('database_pull.seq', 'desc')
    .select(['import_file.sha256', 'job.state', 'database_pull.generation', 'database_pull.whole'])
    .limit(1)
    .executeTakeFirst()

/** Readings that failed since the last that did not. */
export async function failuresOf(db: Queries, actor: Actor, linkIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (linkIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('database_pull as pull')
    .innerJoin('job', 'job.id', 'pull.job_id')
    .where(sql<SqlBool>`pull.organisation_id = ${actor.organisationId}`)
    .where('pull.link_id', 'in', linkIds)
    .where('job.state', '=', 'failed')
    .where(
      sql<SqlBool>`pull.seq > coalesce((select max(good.seq) from database_pull good join job done on done.id = good.job_id
        where good.link_id = pull.link_id and done.state = 'succeeded'), 0)`,
    )
    .groupBy('pull.link_id')
    .select(['pull.link_id as linkId', sql<number>`count(*)`.as('count')])
    .execute()
  return new Map(rows.map(({ linkId, count }) => [linkId, Number(count)]))
}

/**
 * Moves marks on, in the transaction that publishes what a reading brought: of whatever import of that file it is, the first or one with its
 * columns said anew. Nothing moves where the mark, or what is read, is no longer that of the reading.
 */
export async function moveMarks(
  tx: Tx,
  actor: Actor,
  file: { readonly sha256: string; readonly sourceId: string | null },
  at: string,
): Promise<void> {
  await sql`update database_link as link set mark = pull.to_mark, marked_at = ${at}
    from database_pull pull join import_file brought on brought.id = pull.import_id
    where pull.link_id = link.id and pull.generation = link.generation and link.organisation_id = ${actor.organisationId}
      and brought.sha256 = ${file.sha256} and link.source_id = ${file.sourceId}
      and pull.to_mark is not null and pull.from_mark is not distinct from link.mark`.execute(tx)
}

/** The work of imports, by the import. */
export async function importJobs(db: Queries, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('import_file')
    .where(scope(actor, 'import_file'))
    .where('id', 'in', ids)
    .select(['id', 'job_id as jobId'])
    .execute()
  return new Map(rows.map(({ id, jobId }) => [id, jobId]))
}
