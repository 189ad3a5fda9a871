import type { Actor } from '../access/actor.ts'
import { allSchedules } from '../schedules/store.ts'
import type { Queries } from '../store/database.ts'
import { allLinks, failuresOf, type StoredLink, waitingPulls } from './store.ts'

export interface DatabaseAlert {
  readonly code: 'databases-failing' | 'databases-missed' | 'databases-leaving'
  readonly links: readonly StoredLink[]
}

/** Databases that could not be read last time, and those whose last reading made up for missed moments, those with rows that wait to leave. */
export async function databaseAlerts(db: Queries, actor: Actor): Promise<readonly DatabaseAlert[]> {
  const links = await allLinks(db, actor)
  if (links.length === 0) return []
  const failing = await failuresOf(
    db,
    actor,
    links.map(({ id }) => id),
  )
  const late = new Set(
    (await allSchedules(db, actor))
      .filter(({ kind, missed, lastAt }) => kind.startsWith('database') && missed !== null && missed.madeUpAt === lastAt)
      .map(({ subject }) => subject),
  )
  const waiting = await waitingPulls(db, actor)
  return [
    { code: 'databases-failing', links: links.filter(({ id }) => failing.has(id)) },
    { code: 'databases-missed', links: links.filter(({ id }) => late.has(id)) },
    { code: 'databases-leaving', links: links.filter(({ id }) => waiting.has(id)) },
  ]
}
