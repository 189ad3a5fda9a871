import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { run as runShape } from '../contract/models.ts'
import type { Queries, Tx } from '../store/database.ts'

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
}

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
}

const toRun = (row: RunRow): StoredRun => ({
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
    })
    .execute()
}

export async function reportRun(tx: Tx, actor: Actor, id: string, report: Pick<StoredRun, 'counts' | 'rules' | 'steps'>): Promise<void> {
  await tx
    .updateTable('run')
    .set({ counts: JSON.stringify(report.counts), rules: JSON.stringify(report.rules), steps: JSON.stringify(report.steps) })
    .where(scope(actor, 'run'))
    .where('id', '=', id)
    .execute()
}

export async function runById(db: Queries, actor: Actor, id: string): Promise<StoredRun | undefined> {
  const row = await db.selectFrom('run').selectAll().where(scope(actor, 'run')).where('id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

export async function pageOfRuns(
  db: Queries,
  actor: Actor,
  query: { page: number; size: number; q?: string | undefined; model?: string | undefined; state?: string | undefined },
): Promise<{ runs: StoredRun[]; total: number }> {
  const like = `%${(query.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
  let base = db.selectFrom('run').innerJoin('job', 'job.id', 'run.job_id').where(scope(actor, 'run')).where('model_title', 'ilike', like)
  if (query.model) base = base.where('model_id', '=', query.model)
  if (query.state) base = base.where(sql<boolean>`job.state = ${query.state}`)
  const rows = await base
    .selectAll('run')
    .orderBy('run.seq', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { runs: rows.map(toRun), total }
}

/** The last run of each model that ended well. */
export async function lastRuns(db: Queries, actor: Actor): Promise<ReadonlyMap<string, StoredRun>> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .where(scope(actor, 'run'))
    .where('job.state', '=', 'succeeded')
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
    .distinctOn('run.model_id')
    .selectAll('run')
    .orderBy('run.model_id')
    .orderBy('run.seq', 'desc')
    .execute()
  return rows.map(toRun)
}
