import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { priorities } from '../jobs/store.ts'
import type { Queries } from '../store/database.ts'

/** How many former runs a guess looks at. */
const lookBack = 5

/** Seconds that a row of the inputs took, in the last runs of a model that ended well. */
export async function secondsARow(db: Queries, actor: Actor, modelId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .select(['run.input_rows', 'job.started_at', 'job.ended_at'])
    .where(scope(actor, 'run'))
    .where('run.model_id', '=', modelId)
    .where('job.state', '=', 'succeeded')
    .where('run.input_rows', '>', 0)
    .orderBy('run.seq', 'desc')
    .limit(lookBack)
    .execute()
  return rows.flatMap(({ input_rows, started_at, ended_at }) =>
    input_rows === null || started_at === null || ended_at === null
      ? []
      : [(Date.parse(ended_at) - Date.parse(started_at)) / 1000 / input_rows],
  )
}

/** The middle one of them times the rows that there are: one slow run among several does not count. */
export function estimate(rates: readonly number[], rows: number): number | null {
  const middle = [...rates].sort((a, b) => a - b)[Math.floor(rates.length / 2)]
  if (middle === undefined || rows === 0) return null
  const seconds = middle * rows
  return seconds < 10 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 5) * 5
}

/** What would go before a run that a person asks for now. */
export async function waitingBefore(db: Queries): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from job
    where state = 'running' or (state = 'queued' and coalesce(priority, ${priorities.normal}) >= ${priorities.normal})`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
