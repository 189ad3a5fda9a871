import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { isClue } from '../clues/store.ts'
import { readAct, type StoredAct } from '../matters/store.ts'
import type { Queries } from '../store/database.ts'
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

/** More clues than this about one key are read on the list of clues. */
const most = 500

/** Clues whose key, party or subject it is, the newest first. */
export async function cluesAbout(db: Queries, actor: Actor, { kind, key }: Target): Promise<readonly PursuedClue[]> {
  const named = kind === 'name' ? [key, `name:${key}`] : [key]
  const rows = await db
    .selectFrom('clue')
    .select(['id', 'no', 'title', 'rule_title', 'model_title', 'handling', 'state', 'first_seen_at'])
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where((e) =>
      e.or([
        e('party_key', 'in', named),
        e('subject_code', '=', key),
        ...(kind === 'name' ? [e('party_name', '=', key), e('subject_name', '=', key)] : []),
        sql<boolean>`exists (select 1 from jsonb_each_text(body -> 'key') as k where k.value in (${sql.join(named)}))`,
      ]),
    )
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
export async function actsAbout(db: Queries, actor: Actor, clueIds: readonly string[]): Promise<readonly PursuedAct[]> {
  if (clueIds.length === 0) return []
  const rows = await db
    .selectFrom('act')
    .innerJoin('matter', 'matter.id', 'act.matter_id')
    .selectAll('act')
    .select(['matter.subject_id', 'matter.procedure'])
    .where(scope(actor, 'act'))
    .where('matter.subject_kind', '=', 'clue')
    .where('matter.subject_id', 'in', [...clueIds])
    .orderBy('act.recorded_at', 'desc')
    .limit(2000)
    .execute()
  return rows.map((row) => ({ ...readAct(row), clueId: row.subject_id, procedure: row.procedure }))
}
