import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import { newId, type Tx } from '../store/database.ts'
import { countOpenClues } from './clue-store.ts'
import { lawNames } from './names.ts'
import { restingOn } from './resting.ts'
import { insertReview, type Touched } from './review-store.ts'
import { type LoadedVersion, versionIdOf } from './version-store.ts'

interface Loaded {
  /** What was here before the load, and what is here after it. */
  readonly before: readonly LoadedVersion[]
  readonly now: readonly LoadedVersion[]
  /** Versions that were not here before. */
  readonly brought: readonly { readonly law: string; readonly id: string }[]
}

/**
 * Asks for a review of every version that is later than all that were known of its instrument, by the registry or by earlier texts, if
 * something rests on the instrument. A first text of what is known already tells nothing new, and an older one neither.
 */
export async function raiseReviews(
  tx: Tx,
  actor: Actor,
  { catalogue, clock, openStates }: { readonly catalogue: Catalogue; readonly clock: () => Date; readonly openStates: readonly string[] },
  loadId: string,
  { before, now, brought }: Loaded,
): Promise<number> {
  const resting = restingOn(catalogue, lawNames(catalogue.instruments, now))
  let raised = 0
  for (const { law, id } of brought) {
    const known = [
      ...(catalogue.instruments.find(({ name }) => name === law)?.versions.map(({ adopted }) => adopted ?? '') ?? []),
      ...before.flatMap((one) => (one.law === law ? [one.versionDate ?? ''] : [])),
    ].sort()
    const previous = known.at(-1)
    const date = now.find((one) => one.law === law && one.id === id)?.versionDate
    if (previous === undefined || !date || date <= previous) continue
    const { models, limits } = resting(law)
    const rules = models.flatMap((model) => model.rules.map((rule) => ({ model: model.id, rule: rule.id })))
    const openClues = await countOpenClues(tx, actor, rules, openStates)
    if (models.length === 0 && limits.length === 0 && openClues === 0) continue
    const touched: Touched = {
      models: models.map(({ id, title, articles }) => ({ id, title, articles: [...articles] })),
      limits: limits.map((limit) => ({ ...limit })),
      openClues,
    }
    const review = { id: newId('review'), loadId, law, versionId: id, previousId: versionIdOf(previous || null) }
    await insertReview(tx, actor, { ...review, raisedAt: clock().toISOString(), touched })
    raised++
  }
  return raised
}
