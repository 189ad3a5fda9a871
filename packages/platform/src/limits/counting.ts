import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import { withRolledBack } from '../ledger/rolled-back.ts'
import type { Queries } from '../store/database.ts'
import { effectiveCatalogue } from './effective.ts'
import { lastSeq, overridesOf, stateOf, yearsOf } from './state.ts'

/** By what an office counts: the catalogue with its adjustments, and their number. */
export interface CountedBy {
  readonly seq: number
  readonly catalogue: Catalogue
}

export interface Counting {
  readonly catalogue: Catalogue
  /** With the versions of models that the office went back to. */
  now(db: Queries, actor: Actor): Promise<CountedBy>
  /** As it was after an adjustment: what a run recorded. Models are the catalogue’s own. */
  at(db: Queries, actor: Actor, seq: number): Promise<CountedBy>
  /** The models on the shelf are others than before. */
  forget(): void
}

/** How many states are kept at hand: that of now, and those that runs in the queue were begun with. */
const kept = 8

/** `seenBy`: what of the catalogue an office sees; without it all of it. */
export function openCounting(catalogue: Catalogue, seenBy: (actor: Actor) => Catalogue = () => catalogue): Counting {
  const states = new Map<string, Catalogue>()
  const at = async (db: Queries, actor: Actor, seq: number): Promise<CountedBy> => {
    if (seq === 0) return { seq, catalogue: seenBy(actor) }
    const key = `${actor.organisationId}\u001f${seq}`
    const known = states.get(key)
    // Adjustments are only ever added, so what one number means never changes.
    const found = known ?? effectiveCatalogue(seenBy(actor), stateOf(await overridesOf(db, actor, seq), await yearsOf(db, actor, seq)))
    states.delete(key)
    states.set(key, found)
    for (const oldest of states.keys()) {
      if (states.size <= kept) break
      states.delete(oldest)
    }
    return { seq, catalogue: found }
  }
  const now = async (db: Queries, actor: Actor): Promise<CountedBy> => {
    const counted = await at(db, actor, await lastSeq(db, actor))
    return { ...counted, catalogue: await withRolledBack(db, actor, counted.catalogue) }
  }
  return { catalogue, at, forget: () => states.clear(), now }
}
