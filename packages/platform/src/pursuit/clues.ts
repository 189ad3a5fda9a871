import { type ExpressionBuilder, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { isClue } from '../clues/store.ts'
import { readAct, type StoredAct } from '../matters/store.ts'
import type { Queries } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { Target } from './target.ts'

export interface PursuedClue {
  readonly id: string
  readonly no: string
  readonly title: string
  readonly rule: string
  readonly model: string
  readonly handling: string
  readonly state: string
  readonly firstSeenAt: string
}
export interface PursuedAct extends StoredAct {
  readonly clueId: string
  readonly procedure: string
}

/** As many as a line of time shows at most. */
const most = 10_000

/** Is a clue about it: by its key, its party or its subject? `names`: those that mean the code pursued, where a clue gives no code. */
const isAbout =
  ({ kind, key }: Target, names: readonly string[]) =>
  (e: ExpressionBuilder<Tables, 'clue'>) => {
    const called = kind === 'name' ? [key] : names
    const keys = [key, ...called, ...called.map((name) => `name:${name}`)]
    const nameless = kind === 'name' ? sql<boolean>`true` : sql<boolean>`coalesce(subject_code, '') = ''`
    return e.or([
      e('party_key', 'in', keys),
      e('subject_code', '=', key),
      ...(called.length > 0 ? [e.and([e('subject_name', 'in', called), nameless])] : []),
      ...(kind === 'name' ? [e('party_name', '=', key)] : []),
      sql<boolean>`exists (select 1 from jsonb_each_text(body -> 'key') as k where k.value in (${sql.join(keys)}))`,
    ])
  }

/** Clues about it, the newest first. */
export async function cluesAbout(db: Queries, actor: Actor, target: Target, names: readonly string[]): Promise<readonly PursuedClue[]> {
  const rows = await db
    .selectFrom('clue')
    .select(['id', 'no', 'title', 'rule_title', 'model_title', 'handling', 'state', 'first_seen_at'])
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where(isAbout(target, names))
    .orderBy('first_seen_at', 'desc')
    .orderBy('no', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    title: row.title,
    rule: row.rule_title,
    model: row.model_title,
    handling: row.handling,
    state: row.state,
    firstSeenAt: row.first_seen_at,
  }))
}

/** What was done about them. */
export async function actsAbout(db: Queries, actor: Actor, target: Target, names: readonly string[]): Promise<readonly PursuedAct[]> {
  const rows = await db
    .selectFrom('act')
    .innerJoin('matter', 'matter.id', 'act.matter_id')
    .selectAll('act')
    .select(['matter.subject_id', 'matter.procedure'])
    .where(scope(actor, 'act'))
    .where('matter.subject_kind', '=', 'clue')
    .where('matter.subject_id', 'in', (e) =>
      e.selectFrom('clue').select('id').where(scope(actor, 'clue')).where(isClue).where(isAbout(target, names)),
    )
    .orderBy('act.recorded_at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...readAct(row), clueId: row.subject_id, procedure: row.procedure }))
}
