import type { Actor } from '../access/actor.ts'
import { may } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { isClue } from '../clues/store.ts'
import type { Change, Impact } from '../contract/impact.ts'
import { countOpenClues, type RuleOfModel } from '../law/clue-store.ts'
import type { Counting } from '../limits/counting.ts'
import type { Refusal } from '../refusal.ts'
import { atOnce, type Db, type Queries } from '../store/database.ts'
import { findTouched } from './find.ts'

export interface Impacts {
  /** What a change would touch, as things are now. */
  impactOf(actor: Actor, change: Change): Promise<Impact | Refusal>
}

export interface ImpactParts {
  readonly db: Db
  readonly counting: Counting
  /** States of a clue's matter in which somebody still has to judge it. */
  readonly openStates: readonly string[]
}

/** So many are named; the others are counted. */
const mostNamed = 20
const mostChanges = 200

export function openImpacts({ db, counting, openStates }: ImpactParts): Impacts {
  return {
    impactOf: (actor, change) =>
      atOnce(db, async (tx) => {
        const { catalogue } = await counting.now(tx, actor)
        const found = await findTouched(tx, actor, catalogue, change)
        if ('refused' in found) return found
        const models: Impact['models'] = []
        for (const { of, ...model } of found.models) models.push({ ...model, openClues: await countOpenClues(tx, actor, of, openStates) })
        const all = found.models.flatMap(({ of }) => of)
        return {
          title: found.title,
          changes: found.changes.slice(0, mostChanges),
          limits: found.limits,
          models,
          openClues: models.reduce((sum, one) => sum + one.openClues, 0),
          clues: may(actor, 'clue.read') ? await openClues(tx, actor, all, openStates) : [],
        }
      }),
  }
}

async function openClues(
  db: Queries,
  actor: Actor,
  rules: readonly RuleOfModel[],
  openStates: readonly string[],
): Promise<Impact['clues']> {
  if (rules.length === 0 || openStates.length === 0) return []
  const rows = await db
    .selectFrom('clue')
    .select(['id', 'no', 'title', 'as_of'])
    .where(scope(actor, 'clue'))
    .where(isClue)
    .where('state', '!=', 'vanished')
    .where('handling', 'in', [...openStates])
    .where((e) => e.or(rules.map(({ model, rule }) => e.and([e('model_id', '=', model), e('rule_id', '=', rule)]))))
    .orderBy('score', 'desc')
    .orderBy('no')
    .limit(mostNamed)
    .execute()
  return rows.map(({ as_of, ...row }) => ({ ...row, asOf: as_of }))
}
