import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { isClue } from '../clues/store.ts'
import type { Queries } from '../store/database.ts'

/** A rule of a model, as clues name it. */
export interface RuleOfModel {
  readonly model: string
  readonly rule: string
}

const ofRules = (db: Queries, actor: Actor, rules: readonly RuleOfModel[]) =>
  db
    .selectFrom('clue')
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where('state', '!=', 'vanished')
    .where((e) => e.or(rules.map(({ model, rule }) => e.and([e('model_id', '=', model), e('rule_id', '=', rule)]))))

/** How many clues of these rules somebody still has to judge. */
export async function countOpenClues(
  db: Queries,
  actor: Actor,
  rules: readonly RuleOfModel[],
  openStates: readonly string[],
): Promise<number> {
  if (rules.length === 0 || openStates.length === 0) return 0
  const { total } = await ofRules(db, actor, rules)
    .where('handling', 'in', [...openStates])
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** The newest clues of these rules that name one of the bases, and how many there are. A clue keeps the basis that its model had. */
export async function cluesResting(
  db: Queries,
  actor: Actor,
  rules: readonly RuleOfModel[],
  bases: readonly { readonly law: string; readonly article: string }[],
  limit: number,
): Promise<{ total: number; items: { id: string; no: string; title: string; asOf: string }[] }> {
  if (rules.length === 0 || bases.length === 0) return { total: 0, items: [] }
  const rows = await ofRules(db, actor, rules)
    .where((e) => e.or(bases.map((basis) => sql<boolean>`body @> ${JSON.stringify({ basis: [basis] })}::jsonb`)))
    .select(['id', 'no', 'title', 'as_of', sql<number>`count(*) over ()`.as('total')])
    .orderBy('score', 'desc')
    .orderBy('no')
    .limit(limit)
    .execute()
  return { total: rows[0]?.total ?? 0, items: rows.map(({ id, no, title, as_of }) => ({ id, no, title, asOf: as_of })) }
}
