import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { isClue } from '../clues/store.ts'
import type { Queries } from '../store/database.ts'

/** The figures of the home page, each in one statement. Clues that have vanished are not counted. */
export interface ClueFigures {
  readonly total: number
  readonly high: number
  readonly medium: number
  readonly low: number
  readonly fresh: number
  readonly toJudge: number
  readonly founded: number
  readonly unfounded: number
  readonly amount: string
}

export async function clueFigures(db: Queries, actor: Actor): Promise<ClueFigures> {
  const count = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`count(*) filter (where ${condition})`
  return db
    .selectFrom('clue')
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where('state', '!=', 'vanished')
    .select([
      sql<number>`count(*)`.as('total'),
      count(sql<boolean>`severity = 'high'`).as('high'),
      count(sql<boolean>`severity = 'medium'`).as('medium'),
      count(sql<boolean>`severity = 'low'`).as('low'),
      count(sql<boolean>`state = 'fresh'`).as('fresh'),
      count(sql<boolean>`handling = 'pending'`).as('toJudge'),
      count(sql<boolean>`handling = 'founded'`).as('founded'),
      count(sql<boolean>`handling = 'unfounded'`).as('unfounded'),
      // A class clue sums up clues that are counted by themselves.
      sql<string>`coalesce(sum(amount) filter (where not rollup), 0)::numeric(18, 2)::text`.as('amount'),
    ])
    .executeTakeFirstOrThrow()
}

export const cluesBySubject = (db: Queries, actor: Actor): Promise<{ name: string; count: number }[]> =>
  db
    .selectFrom('clue')
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where('state', '!=', 'vanished')
    .select(['subject_name as name', (e) => e.fn.countAll<number>().as('count')])
    .groupBy('subject_name')
    .orderBy('count', 'desc')
    .orderBy('subject_name')
    .limit(10)
    .execute()

export async function jobsUnderWay(db: Queries, actor: Actor): Promise<number> {
  const { total } = await db
    .selectFrom('job')
    .where(scope(actor, 'job'))
    .where('state', 'in', ['queued', 'running'])
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
