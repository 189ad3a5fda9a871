import { type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { run as runShape } from '../contract/models.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { TriedModel } from './tried-model.ts'

export type TrialKind = 'hand' | 'series' | 'shadow' | 'live'

/** A model tried on what could be seen on a day: a function of text, parameters, snapshot, as-of day and adjustments, as a run is. */
export interface StoredTrial extends TriedModel {
  readonly id: string
  readonly jobId: string
  readonly kind: TrialKind
  readonly seriesId: string | null
  readonly shadowId: string | null
  /** The live run that it stands beside. */
  readonly runId: string | null
  readonly modelTitle: string
  readonly note: string
  /** The day whose end it looked from; null: what could be seen when it was asked for. */
  readonly viewDay: string | null
  readonly asOf: string
  readonly snapshotId: string
  readonly parameters: Readonly<Record<string, string>>
  readonly lawState: number
  /** Clues found; null until it has ended. */
  readonly total: number | null
  readonly rules: z.infer<typeof rulesShape>
  readonly steps: z.infer<typeof stepsShape>
  readonly inputRows: number | null
  readonly startedBy: string
  readonly startedAt: string
  readonly keepUntil: string
}

const rulesShape = runShape.shape.rules
const stepsShape = runShape.shape.steps

const toTrial = (row: Selectable<Tables['trial']>): StoredTrial => ({
  id: row.id,
  jobId: row.job_id,
  kind: row.kind,
  seriesId: row.series_id,
  shadowId: row.shadow_id,
  runId: row.run_id,
  modelId: row.model_id,
  modelTitle: row.model_title,
  origin: row.origin,
  version: row.version,
  hash: row.hash,
  source: row.source,
  pieces: row.pieces,
  note: row.note,
  viewDay: row.view_day,
  asOf: row.as_of,
  snapshotId: row.snapshot_id,
  parameters: row.parameters,
  lawState: row.law_state,
  total: row.total,
  rules: rulesShape.parse(row.rules),
  steps: stepsShape.parse(row.steps),
  inputRows: row.input_rows,
  startedBy: row.started_by,
  startedAt: row.started_at,
  keepUntil: row.keep_until,
})

export async function insertTrial(tx: Tx, actor: Actor, trial: StoredTrial): Promise<void> {
  await tx
    .insertInto('trial')
    .values({
      id: trial.id,
      organisation_id: actor.organisationId,
      job_id: trial.jobId,
      kind: trial.kind,
      series_id: trial.seriesId,
      shadow_id: trial.shadowId,
      run_id: trial.runId,
      model_id: trial.modelId,
      model_title: trial.modelTitle,
      origin: trial.origin,
      version: trial.version,
      hash: trial.hash,
      source: trial.source,
      pieces: JSON.stringify(trial.pieces),
      note: trial.note,
      view_day: trial.viewDay,
      as_of: trial.asOf,
      snapshot_id: trial.snapshotId,
      parameters: JSON.stringify(trial.parameters),
      law_state: trial.lawState,
      total: trial.total,
      rules: JSON.stringify(trial.rules),
      steps: JSON.stringify(trial.steps),
      input_rows: trial.inputRows,
      started_by: trial.startedBy,
      started_at: trial.startedAt,
      keep_until: trial.keepUntil,
    })
    .execute()
}

export async function reportTrial(
  tx: Tx,
  actor: Actor,
  id: string,
  report: Pick<StoredTrial, 'total' | 'rules' | 'steps' | 'inputRows'>,
): Promise<void> {
  await tx
    .updateTable('trial')
    .set({
      total: report.total,
      rules: JSON.stringify(report.rules),
      steps: JSON.stringify(report.steps),
      input_rows: report.inputRows,
    })
    .where(scope(actor, 'trial'))
    .where('id', '=', id)
    .execute()
}

export async function trialById(db: Queries, actor: Actor, id: string): Promise<StoredTrial | undefined> {
  const row = await db.selectFrom('trial').selectAll().where(scope(actor, 'trial')).where('id', '=', id).executeTakeFirst()
  return row && toTrial(row)
}

export interface TrialFilter {
  readonly q?: string | undefined
  readonly model?: string | undefined
  readonly state?: string | undefined
  readonly kind?: TrialKind | undefined
  readonly series?: string | undefined
  readonly shadow?: string | undefined
}
export interface TrialQuery extends TrialFilter {
  readonly page: number
  readonly size: number
  readonly sort?: string | undefined
}

const orders: Orders = {
  started: 'trial.seq',
  asOf: 'trial.as_of',
  title: 'trial.model_title',
  total: 'trial.total',
  view: 'trial.view_day',
}

export async function pageOfTrials(db: Queries, actor: Actor, query: TrialQuery): Promise<{ trials: StoredTrial[]; total: number }> {
  let base = db.selectFrom('trial').innerJoin('job', 'job.id', 'trial.job_id').where(scope(actor, 'trial'))
  for (const word of (query.q ?? '').split(/\s+/).filter(Boolean)) {
    const like = likeOf(word)
    base = base.where((e) =>
      e.or([e('trial.model_title', 'ilike', like), e('trial.note', 'ilike', like), e('trial.version', 'ilike', like)]),
    )
  }
  if (query.model) base = base.where('trial.model_id', '=', query.model)
  if (query.kind) base = base.where('trial.kind', '=', query.kind)
  // What a live run found is kept to be compared with, and is no trial of anybody.
  else if (!query.shadow) base = base.where('trial.kind', '<>', 'live')
  if (query.series) base = base.where('trial.series_id', '=', query.series)
  if (query.shadow) base = base.where('trial.shadow_id', '=', query.shadow)
  if (query.state) base = base.where(sql<SqlBool>`job.state = ${query.state}`)
  const rows = await base
    .selectAll('trial')
    .orderBy(...orderAsked(query.sort, orders, '-started'))
    .orderBy('trial.seq', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { trials: rows.map(toTrial), total }
}

export async function deleteTrials(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('trial')
    .where(scope(actor, 'trial'))
    .where('id', 'in', [...ids])
    .execute()
}

/** Trials whose term is over; one under way is left until it has ended. */
export async function trialsOver(db: Queries, actor: Actor, today: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('trial')
    .innerJoin('job', 'job.id', 'trial.job_id')
    .select('trial.id')
    .where(scope(actor, 'trial'))
    .where('keep_until', '<', today)
    .where('job.state', 'not in', ['queued', 'running'])
    .execute()
  return rows.map(({ id }) => id)
}
