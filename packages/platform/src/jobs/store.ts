import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { newId, type Queries, type Tx } from '../store/database.ts'
import type { JobProgress, JobStateName, StoredMessage } from '../store/tables.ts'

export interface Job {
  readonly id: string
  readonly kind: string
  /** The import or the run that the work is for. */
  readonly subjectId: string
  readonly organisationId: string
  readonly attempts: number
  readonly requestedBy: string
  /** Who holds it: whoever has lost the lease may no longer end it. */
  readonly worker: string
}

/** What is shown of a job beside the import or run that it works on. */
export interface JobView {
  readonly id: string
  readonly state: JobStateName
  readonly progress: JobProgress | null
  readonly error: StoredMessage | null
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** How many wait before it. */
  readonly ahead: number
  readonly priority: Priority
  /** More than once: a process died at it. */
  readonly attempts: number
}

/** Who goes first. Of equals, whoever came first; what is under way is never interrupted by what is more urgent. */
export const priorities = { low: 0, normal: 1, high: 2 } as const
export type Priority = keyof typeof priorities
const ordinary = priorities.normal

/** Heavy work takes memory and processors and goes one at a time. Waiting for somebody else's database does not, and holds up nobody. */
export type Lane = 'heavy' | 'waiting'
const waitingKinds = ['database-pull']
const inLane = (lane: Lane) => sql<SqlBool>`(kind in (${sql.join(waitingKinds)})) = ${lane === 'waiting'}`

const ended = { leased_by: null, leased_until: null }

export async function insertJob(
  tx: Tx,
  actor: Actor,
  at: Date,
  job: { id?: string; kind: string; subjectId: string; refused?: boolean; priority?: Priority },
): Promise<string> {
  const id = job.id ?? newId('job')
  await tx
    .insertInto('job')
    .values({
      id,
      organisation_id: actor.organisationId,
      kind: job.kind,
      subject_id: job.subjectId,
      // Work that is refused at the door is kept as such, so that everything asked for can be found again.
      state: job.refused ? 'failed' : 'queued',
      progress: null,
      attempts: 0,
      leased_by: null,
      leased_until: null,
      cancel_requested: false,
      error: null,
      priority: priorities[job.priority ?? 'normal'],
      requested_by: actor.name,
      queued_at: at.toISOString(),
      started_at: null,
      ended_at: job.refused ? at.toISOString() : null,
    })
    .execute()
  return id
}

/**
 * Takes the next job of a lane, if nobody is at one there. The advisory lock makes looking and taking one
 * step for several servers on one PostgreSQL; the embedded store has one session, so there it is one step anyway.
 */
export async function claimJob(tx: Tx, worker: string, now: Date, leaseMs: number, lane: Lane = 'heavy'): Promise<Job | undefined> {
  await sql`select pg_advisory_xact_lock(8420)`.execute(tx)
  const at = now.toISOString()
  const busy = await tx
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'running')
    .where('leased_until', '>', at)
    .where(inLane(lane))
    .executeTakeFirst()
  if (busy) return undefined
  const next = await tx
    .selectFrom('job')
    .selectAll()
    .where('state', '=', 'queued')
    .where(inLane(lane))
    .orderBy(sql`coalesce(priority, ${ordinary})`, 'desc')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  if (!next) return undefined
  const attempts = next.attempts + 1
  await tx
    .updateTable('job')
    .set({
      state: 'running',
      attempts,
      leased_by: worker,
      leased_until: new Date(now.getTime() + leaseMs).toISOString(),
      started_at: at,
      progress: null,
    })
    .where('id', '=', next.id)
    .execute()
  return {
    id: next.id,
    kind: next.kind,
    subjectId: next.subject_id,
    organisationId: next.organisation_id,
    attempts,
    requestedBy: next.requested_by,
    worker,
  }
}

/** Takes one job for a command that does it by itself, holding the data folder: no server is at work there. */
export async function takeJob(tx: Tx, id: string, worker: string, now: Date, leaseMs: number): Promise<Job> {
  const at = now.toISOString()
  const leased = { leased_by: worker, leased_until: new Date(now.getTime() + leaseMs).toISOString() }
  const row = await tx
    .updateTable('job')
    .set({ ...leased, state: 'running', attempts: 1, started_at: at })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return {
    id,
    kind: row.kind,
    subjectId: row.subject_id,
    organisationId: row.organisation_id,
    attempts: row.attempts,
    requestedBy: row.requested_by,
    worker,
  }
}

/** Keeps the lease and says how far the work is; answers whether somebody asked to stop it. */
export async function reportJob(
  db: Queries,
  id: string,
  worker: string,
  until: Date,
  progress: JobProgress | undefined,
): Promise<{ stop: boolean }> {
  const row = await db
    .updateTable('job')
    .set({ leased_until: until.toISOString(), ...(progress ? { progress: JSON.stringify(progress) } : {}) })
    .where('id', '=', id)
    .where('leased_by', '=', worker)
    .where('state', '=', 'running')
    .returning('cancel_requested')
    .executeTakeFirst()
  return { stop: row === undefined || row.cancel_requested }
}

/**
 * Ends a job, in the transaction that publishes its result. False when the job is no longer ours to end (cancelled meanwhile,
 * or taken over): then nothing may be published.
 */
export async function finishJob(
  db: Queries,
  job: Pick<Job, 'id' | 'worker'>,
  at: Date,
  end: { state: 'succeeded' | 'failed' | 'cancelled'; error?: StoredMessage },
): Promise<boolean> {
  let query = db
    .updateTable('job')
    .set({ ...ended, state: end.state, error: end.error ? JSON.stringify(end.error) : null, ended_at: at.toISOString() })
    .where('id', '=', job.id)
    .where('leased_by', '=', job.worker)
    .where('state', '=', 'running')
  if (end.state === 'succeeded') query = query.where('cancel_requested', '=', false)
  const done = await query.returning('id').executeTakeFirst()
  return done !== undefined
}

/** A waiting job is cancelled at once; a running one is asked to stop. */
export async function cancelJob(db: Queries, actor: Actor, id: string, at: Date): Promise<'cancelled' | 'asked' | 'over'> {
  const waiting = await db
    .updateTable('job')
    .set({ state: 'cancelled', ended_at: at.toISOString() })
    .where(scope(actor, 'job'))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst()
  if (waiting) return 'cancelled'
  const running = await db
    .updateTable('job')
    .set({ cancel_requested: true })
    .where(scope(actor, 'job'))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return running ? 'asked' : 'over'
}

/** Lets a waiting job go earlier or later; false when it waits no more. */
export async function moveJob(tx: Tx, actor: Actor, id: string, priority: Priority): Promise<boolean> {
  const moved = await tx
    .updateTable('job')
    .set({ priority: priorities[priority] })
    .where(scope(actor, 'job'))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

const priorityOf = (stored: number | null): Priority =>
  stored === null || stored === ordinary ? 'normal' : stored > ordinary ? 'high' : 'low'

/**
 * Work that was under way when its process died. It is taken up again once; work that ends the server twice is given up.
 * `mine` are the leases of this data folder, whose lock says that their holder is gone; others are left until they run out.
 */
export async function reclaimJobs(db: Queries, mine: string | undefined, at: Date, lane: Lane = 'heavy'): Promise<void> {
  const now = at.toISOString()
  const lost = sql<SqlBool>`state = 'running' and (leased_until < ${now} ${mine === undefined ? sql`` : sql`or leased_by = ${mine}`}) and ${inLane(lane)}`
  const interrupted: StoredMessage = { code: 'job.interrupted' }
  await db
    .updateTable('job')
    .set({ ...ended, state: 'cancelled', ended_at: now })
    .where(lost)
    .where('cancel_requested', '=', true)
    .execute()
  await db
    .updateTable('job')
    .set({ ...ended, state: 'failed', error: JSON.stringify(interrupted), ended_at: now })
    .where(lost)
    .where('attempts', '>=', 2)
    .execute()
  await db
    .updateTable('job')
    .set({ ...ended, state: 'queued', progress: null })
    .where(lost)
    .execute()
}

export async function jobViews(db: Queries, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, JobView>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('job')
    .select(['id', 'state', 'progress', 'error', 'started_at', 'ended_at', 'priority', 'attempts'])
    .select(
      sql<number>`case when state = 'queued' then
        (select count(*) from job as before
          where (before.kind in (${sql.join(waitingKinds)})) = (job.kind in (${sql.join(waitingKinds)})) and (before.state = 'running'
          or (before.state = 'queued'
          and (-coalesce(before.priority, ${ordinary}), before.seq) < (-coalesce(job.priority, ${ordinary}), job.seq)))) else 0 end`.as(
        'ahead',
      ),
    )
    .where(scope(actor, 'job'))
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        state: row.state,
        progress: row.progress,
        error: row.error,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        ahead: Number(row.ahead),
        priority: priorityOf(row.priority),
        attempts: row.attempts,
      },
    ]),
  )
}
