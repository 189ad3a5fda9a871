import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { runCause, run as runShape } from '../contract/models.ts'
import { chinaDay } from '../export/china-moment.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import { storedExplanation } from './explain/explanation.ts'
import { storedFlood } from './flood.ts'

export interface StoredRun {
  readonly id: string
  readonly jobId: string
  readonly modelId: string
  readonly modelTitle: string
  readonly version: string
  readonly modelHash: string
  readonly asOf: string
  readonly snapshotId: string
  readonly parameters: Readonly<Record<string, string>>
  readonly startedBy: string
  readonly startedAt: string
  readonly counts: z.infer<typeof runCounts>
  readonly rules: z.infer<typeof runRules>
  readonly steps: z.infer<typeof runSteps>
  /** Number of the last adjustment of limits and calendar that it counts by; 0: the catalogue alone. */
  readonly lawState: number
  readonly cause: z.infer<typeof storedCause>
  readonly held: 'held' | 'confirmed' | 'discarded' | null
  readonly flood: z.infer<typeof storedFlood> | null
  readonly explained: z.infer<typeof storedExplanation>
  readonly inputRows: number | null
}

const storedCause = z.object({ kind: runCause, scheduleId: z.string().optional(), missed: z.number().optional() })
export type Cause = z.infer<typeof storedCause>

/** Of runs whose work is done: what they found is among the clues. */
export const published = sql<SqlBool>`(run.held is null or run.held = 'confirmed')`

const runCounts = runShape.shape.counts
const runRules = runShape.shape.rules
const runSteps = runShape.shape.steps

interface RunRow {
  id: string
  job_id: string
  model_id: string
  model_title: string
  version: string
  model_hash: string
  as_of: string
  snapshot_id: string
  parameters: Readonly<Record<string, string>>
  started_by: string
  started_at: string
  counts: unknown
  rules: unknown
  steps: unknown
  law_state: number | null
  cause: unknown
  held: StoredRun['held']
  flood: unknown
  explained: unknown
  input_rows: number | null
}

export const toRun = (row: RunRow): StoredRun => ({
  id: row.id,
  jobId: row.job_id,
  modelId: row.model_id,
  modelTitle: row.model_title,
  version: row.version,
  modelHash: row.model_hash,
  asOf: row.as_of,
  snapshotId: row.snapshot_id,
  parameters: row.parameters,
  startedBy: row.started_by,
  startedAt: row.started_at,
  counts: runCounts.parse(row.counts),
  rules: runRules.parse(row.rules),
  steps: runSteps.parse(row.steps),
  lawState: row.law_state ?? 0,
  cause: row.cause === null ? { kind: 'person' } : storedCause.parse(row.cause),
  held: row.held,
  flood: row.flood === null ? null : storedFlood.parse(row.flood),
  explained: storedExplanation.parse(row.explained ?? []),
  inputRows: row.input_rows,
})

export async function insertRun(tx: Tx, actor: Actor, run: StoredRun): Promise<void> {
  await tx
    .insertInto('run')
    .values({
      id: run.id,
      organisation_id: actor.organisationId,
      job_id: run.jobId,
      model_id: run.modelId,
      model_title: run.modelTitle,
      version: run.version,
      model_hash: run.modelHash,
      as_of: run.asOf,
      snapshot_id: run.snapshotId,
      parameters: JSON.stringify(run.parameters),
      started_by: run.startedBy,
      started_at: run.startedAt,
      counts: JSON.stringify(run.counts),
      rules: JSON.stringify(run.rules),
      steps: JSON.stringify(run.steps),
      law_state: run.lawState,
      cause: JSON.stringify(run.cause),
      held: run.held,
      flood: run.flood && JSON.stringify(run.flood),
      explained: JSON.stringify(run.explained),
      input_rows: run.inputRows,
    })
    .execute()
}

/** What a run found; without counts it is kept from the clues, with the reason. */
export async function reportRun(
  tx: Tx,
  actor: Actor,
  id: string,
  report: Pick<StoredRun, 'counts' | 'rules' | 'steps' | 'explained' | 'inputRows'> & { readonly flood?: StoredRun['flood'] },
): Promise<void> {
  await tx
    .updateTable('run')
    .set({
      counts: JSON.stringify(report.counts),
      rules: JSON.stringify(report.rules),
      steps: JSON.stringify(report.steps),
      explained: JSON.stringify(report.explained),
      input_rows: report.inputRows,
      ...(report.flood ? { held: 'held' as const, flood: JSON.stringify(report.flood) } : {}),
    })
    .where(scope(actor, 'run'))
    .where('id', '=', id)
    .execute()
}

export async function runById(db: Queries, actor: Actor, id: string): Promise<StoredRun | undefined> {
  const row = await db.selectFrom('run').selectAll().where(scope(actor, 'run')).where('id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

export interface RunQuery {
  readonly page: number
  readonly size: number
  readonly sort?: string | undefined
  readonly q?: string | undefined
  readonly model?: string | undefined
  readonly state?: string | undefined
  readonly cause?: string | undefined
}

const orders: Orders = {
  started: 'run.seq',
  asOf: 'run.as_of',
  title: 'run.model_title',
}

export async function pageOfRuns(db: Queries, actor: Actor, query: RunQuery): Promise<{ runs: StoredRun[]; total: number }> {
  const like = likeOf(query.q)
  let base = db.selectFrom('run').innerJoin('job', 'job.id', 'run.job_id').where(scope(actor, 'run')).where('model_title', 'ilike', like)
  if (query.model) base = base.where('model_id', '=', query.model)
  if (query.cause) base = base.where(sql<SqlBool>`coalesce(run.cause ->> 'kind', 'person') = ${query.cause}`)
  if (query.state === 'held' || query.state === 'discarded')
    base = base.where('held', '=', query.state).where('job.state', '=', 'succeeded')
  else if (query.state) base = base.where(sql<SqlBool>`job.state = ${query.state}`)
  if (query.state === 'succeeded') base = base.where(published)
  const rows = await base
    .selectAll('run')
    .orderBy(...orderAsked(query.sort, orders, '-started'))
    .orderBy('run.seq', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { runs: rows.map(toRun), total }
}

/** The last published run of a model, another one left aside. */
export async function lastPublished(db: Queries, actor: Actor, modelId: string, except: string): Promise<StoredRun | undefined> {
  const row = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .selectAll('run')
    .where(scope(actor, 'run'))
    .where('run.model_id', '=', modelId)
    .where('run.id', '<>', except)
    .where('job.state', '=', 'succeeded')
    .where(published)
    // Published later than it was asked for, when a person had to confirm it: the end of its work is what counts.
    .orderBy('job.ended_at', 'desc')
    .orderBy('run.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toRun(row)
}

/** Was the model published as of a later day, though not of one that was still to come then? */
export async function publishedLater(db: Queries, actor: Actor, run: StoredRun): Promise<boolean> {
  const row = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .select('run.id')
    .where(scope(actor, 'run'))
    .where('run.model_id', '=', run.modelId)
    .where('run.as_of', '>', run.asOf)
    .where('run.as_of', '<=', chinaDay(run.startedAt))
    .where('job.state', '=', 'succeeded')
    .where(published)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The last run of each model that was published. */
export async function lastRuns(db: Queries, actor: Actor): Promise<ReadonlyMap<string, StoredRun>> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .where(scope(actor, 'run'))
    .where('job.state', '=', 'succeeded')
    .where(published)
    .distinctOn('run.model_id')
    .selectAll('run')
    .orderBy('run.model_id')
    .orderBy('run.seq', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.model_id, toRun(row)]))
}

/** Clues of each model that its last run still found. */
export async function clueCounts(db: Queries, actor: Actor): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('clue')
    .select(['model_id', (e) => e.fn.countAll<number>().as('n')])
    .where(scope(actor, 'clue'))
    .where('state', '!=', 'vanished')
    .groupBy('model_id')
    .execute()
  return new Map(rows.map(({ model_id, n }) => [model_id, n]))
}

/** The last run of each model that has ended well or still can: what is to be done again is the newest that was asked for. */
export async function lastBegun(db: Queries, actor: Actor): Promise<readonly StoredRun[]> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .where(scope(actor, 'run'))
    .where('job.state', 'in', ['queued', 'running', 'succeeded'])
    .where(sql<SqlBool>`run.held is distinct from 'discarded'`)
    .distinctOn('run.model_id')
    .selectAll('run')
    .orderBy('run.model_id')
    .orderBy('run.seq', 'desc')
    .execute()
  return rows.map(toRun)
}

/** The last run of each model, however it ended: on which data an answer was last asked for. */
export async function lastAsked(db: Queries, actor: Actor): Promise<ReadonlyMap<string, { readonly snapshotId: string }>> {
  const rows = await db
    .selectFrom('run')
    .select(['model_id', 'snapshot_id'])
    .where(scope(actor, 'run'))
    .distinctOn('model_id')
    .orderBy('model_id')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.map(({ model_id, snapshot_id }) => [model_id, { snapshotId: snapshot_id }]))
}

/** Runs that wait for their turn to be computed over the same data, day, limits and calendar, the first of them first. */
export async function runsBeside(db: Queries, actor: Actor, run: StoredRun, most: number): Promise<readonly StoredRun[]> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .selectAll('run')
    .where(scope(actor, 'run'))
    .where('job.state', '=', 'queued')
    .where('run.id', '<>', run.id)
    .where('run.snapshot_id', '=', run.snapshotId)
    .where('run.as_of', '=', run.asOf)
    .where(sql<SqlBool>`coalesce(run.law_state, 0) = ${run.lawState}`)
    .orderBy('run.seq')
    .limit(most)
    .execute()
  return rows.map(toRun)
}

/** Runs that wait for their turn: the same again would answer nothing else. */
export async function waitingRuns(db: Queries, actor: Actor): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .select(['run.model_id', 'run.snapshot_id', 'run.as_of'])
    .where(scope(actor, 'run'))
    .where('job.state', '=', 'queued')
    .execute()
  return new Set(rows.map((row) => waitingKey({ modelId: row.model_id, snapshotId: row.snapshot_id, asOf: row.as_of })))
}

export const waitingKey = ({ modelId, snapshotId, asOf }: Pick<StoredRun, 'modelId' | 'snapshotId' | 'asOf'>): string =>
  [modelId, snapshotId, asOf].join('\u001f')
