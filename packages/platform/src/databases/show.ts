import type { Actor } from '../access/actor.ts'
import type { DatabaseLink, DatabasePull } from '../contract/databases.ts'
import { showJob } from '../jobs/show.ts'
import { jobViews } from '../jobs/store.ts'
import type { Queries } from '../store/database.ts'
import { type AllowedAddress, isAllowed } from './address.ts'
import { failuresOf, importJobs, lastPulls, type StoredLink, type StoredPull, waitingPulls } from './store.ts'

const outcomes = ['arrived', 'nothing', 'unchanged'] as const

export async function showPulls(db: Queries, actor: Actor, pulls: readonly StoredPull[]): Promise<DatabasePull[]> {
  const imports = await importJobs(
    db,
    actor,
    pulls.flatMap(({ importId }) => (importId === null ? [] : [importId])),
  )
  const jobs = await jobViews(db, actor, [...pulls.map(({ jobId }) => jobId), ...imports.values()])
  return pulls.map((one): DatabasePull => {
    const job = jobs.get(one.jobId)
    const { state, progress, endedAt, error } = showJob(job, actor.locale)
    const importJob = one.importId === null ? undefined : jobs.get(imports.get(one.importId) ?? '')
    return {
      id: one.id,
      state,
      progress,
      outcome: outcomes.find((outcome) => outcome === one.outcome) ?? null,
      rows: one.rows,
      whole: one.whole,
      held: one.held,
      leaving: one.leaving,
      notTaken: one.notTaken,
      left: one.leftAt === null ? null : { by: one.leftBy ?? '', at: one.leftAt },
      importId: one.importId,
      importState: importJob?.state ?? null,
      fromMark: one.fromMark,
      toMark: one.toMark,
      missed: one.missed,
      scheduled: one.scheduleId !== null,
      attempts: job?.attempts ?? 0,
      refusal: error,
      askedBy: one.askedBy,
      askedAt: one.askedAt,
      endedAt,
    }
  })
}

export const showLinks =
  (allowed: readonly AllowedAddress[]) =>
  async (db: Queries, actor: Actor, links: readonly StoredLink[]): Promise<DatabaseLink[]> => {
    const ids = links.map(({ id }) => id)
    const last = await lastPulls(db, actor, ids)
    const failures = await failuresOf(db, actor, ids)
    const waiting = await waitingPulls(db, actor)
    const shown = new Map((await showPulls(db, actor, [...last.values(), ...waiting.values()])).map((pull) => [pull.id, pull]))
    return links.map(({ user, ...one }) => ({
      ...one,
      username: user,
      allowed: isAllowed(allowed, one.host, one.port),
      lastPull: shown.get(last.get(one.id)?.id ?? '') ?? null,
      waiting: shown.get(waiting.get(one.id)?.id ?? '') ?? null,
      failures: failures.get(one.id) ?? 0,
    }))
  }
