import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries } from '../store/database.ts'
import { causeField, foundedStates, unfoundedStates } from './standing.ts'

/** What became of the clues that a version reported. Class clues are left out: what they sum up is counted. */
export interface VersionFigures {
  readonly modelId: string
  readonly version: string
  readonly clues: number
  readonly founded: number
  readonly unfounded: number
}
export interface Quarter {
  readonly modelId: string
  readonly version: string
  /** `2026Q3`. */
  readonly name: string
  readonly founded: number
  readonly unfounded: number
}
export interface CauseCount {
  readonly modelId: string
  readonly version: string
  readonly cause: string
  readonly count: number
}

const anyOf = (states: readonly string[]) => sql`clue.handling in (${sql.join(states)})`
const ofModel = (modelId: string | undefined) => (modelId === undefined ? sql`` : sql`and v.model_id = ${modelId}`)
const reported = sql`
  clue_version v join clue on clue.organisation_id = v.organisation_id and clue.id = v.clue_id and not clue.rollup and clue.kind = 'clue'`
const where = (actor: Actor, modelId: string | undefined) => sql`where ${scope(actor, 'clue')} ${ofModel(modelId)}`

export async function figuresOf(db: Queries, actor: Actor, modelId?: string): Promise<readonly VersionFigures[]> {
  const { rows } = await sql<{ model_id: string; version: string; clues: number; founded: number; unfounded: number }>`
    select v.model_id, v.version, count(*) as clues,
      count(*) filter (where ${anyOf(foundedStates)}) as founded, count(*) filter (where ${anyOf(unfoundedStates)}) as unfounded
    from ${reported} ${where(actor, modelId)} group by v.model_id, v.version`.execute(db)
  return rows.map(({ model_id, ...row }) => ({
    modelId: model_id,
    version: row.version,
    clues: Number(row.clues),
    founded: Number(row.founded),
    unfounded: Number(row.unfounded),
  }))
}

/** The last act of a clue's matter, which is the judgement that stands. */
const judgement = sql`join matter m on m.organisation_id = clue.organisation_id and m.subject_kind = 'clue' and m.subject_id = clue.id
  join act a on a.matter_id = m.id and a.seq = m.seq`

/** By the quarter in which they were judged, the earliest first. */
export async function quartersOf(db: Queries, actor: Actor, modelId?: string): Promise<readonly Quarter[]> {
  const { rows } = await sql<{ model_id: string; version: string; quarter: string; founded: number; unfounded: number }>`
    select v.model_id, v.version, to_char(a.occurred_on, 'YYYY"Q"Q') as quarter,
      count(*) filter (where ${anyOf(foundedStates)}) as founded, count(*) filter (where ${anyOf(unfoundedStates)}) as unfounded
    from ${reported} ${judgement} ${where(actor, modelId)}
      and (${anyOf(foundedStates)} or ${anyOf(unfoundedStates)})
    group by 1, 2, 3 order by 3`.execute(db)
  return rows.map((row) => ({
    modelId: row.model_id,
    version: row.version,
    name: row.quarter,
    founded: Number(row.founded),
    unfounded: Number(row.unfounded),
  }))
}

/** Why clues did not hold, the commonest first. */
export async function causesOf(db: Queries, actor: Actor, modelId: string): Promise<readonly CauseCount[]> {
  const { rows } = await sql<{ version: string; cause: string | null; count: number }>`
    select v.version, a.fields::jsonb ->> ${causeField} as cause, count(*) as count
    from ${reported} ${judgement} ${where(actor, modelId)} and ${anyOf(unfoundedStates)}
    group by 1, 2 order by 3 desc, 2`.execute(db)
  return rows.map((row) => ({ modelId, version: row.version, cause: row.cause ?? '', count: Number(row.count) }))
}

export interface RunFigures {
  readonly modelId: string
  readonly version: string
  readonly runs: number
}

export async function runsOf(db: Queries, actor: Actor, modelId?: string): Promise<readonly RunFigures[]> {
  let query = db
    .selectFrom('run')
    .innerJoin('job', 'job.id', 'run.job_id')
    .where(scope(actor, 'run'))
    .where('job.state', '=', 'succeeded')
    .select(['run.model_id', 'run.version', (e) => e.fn.countAll<number>().as('runs')])
    .groupBy(['run.model_id', 'run.version'])
  if (modelId !== undefined) query = query.where('run.model_id', '=', modelId)
  return (await query.execute()).map((row) => ({ modelId: row.model_id, version: row.version, runs: Number(row.runs) }))
}
