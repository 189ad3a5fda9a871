import { createHash } from 'node:crypto'
import type { Clue } from '@xiezhi/engine/clue/clue'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { CatalogueModel } from '../catalogue.ts'
import { evidenceHash } from '../clues/stored.ts'
import type { Snapshot } from '../data/snapshots.ts'
import type { Tx } from '../store/database.ts'
import type { RunOutcome } from './run.ts'
import type { StoredRun } from './store.ts'

/** What the publication of a run needs to know of its outcome. */

/** The outcome as it is kept with the run. */
export const keptOutcome = ({ checked }: CatalogueModel, outcome: RunOutcome): Pick<StoredRun, 'rules' | 'steps'> => ({
  rules: outcome.rules.map((rule) => ({
    ...rule,
    lacks: [...rule.lacks],
    excluded: rule.excluded.map((one) => ({ ...one })),
    unread: rule.unread.map((one) => ({ ...one })),
    untestedExclusions: rule.untestedExclusions.map(({ id, lacks }) => ({
      title: checked.exclusions.find((one) => one.id === id)?.title ?? id,
      lacks: [...lacks],
    })),
  })),
  steps: outcome.steps.map((step) => ({ ...step })),
})

/** One text for all that would be published: equal ones say the same of the same rows. */
export function digestOf(clues: readonly Clue[]): string {
  const hash = createHash('sha256')
  for (const clue of clues)
    hash.update(JSON.stringify([clue.clueId, clue.rule, clue.title, clue.reason, clue.score, evidenceHash(clue.evidence)])).update('\n')
  return hash.digest('hex')
}

/** How many of the clues are not before people already. */
export async function appearingOf(tx: Tx, actor: Actor, modelId: string, clues: readonly Clue[]): Promise<number> {
  const rows = await tx
    .selectFrom('clue')
    .select('id')
    .where(scope(actor, 'clue'))
    .where('model_id', '=', modelId)
    .where('state', '<>', 'vanished')
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  return clues.reduce((count, { clueId }) => count + (known.has(clueId) ? 0 : 1), 0)
}

/** What rules are called, by the id they are reported under. */
export function ruleTitles({ checked }: CatalogueModel): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  for (const { as, title } of checked.rules) if (!titles.has(as)) titles.set(as, title)
  for (const { id, title } of checked.rollups) titles.set(id, title)
  return titles
}

/** Rules whose finds are alerts, and the class rules that sum them up. */
export function alertRules({ checked }: CatalogueModel): ReadonlySet<string> {
  const alerts = new Set(checked.rules.filter(({ output }) => output === 'alert').map(({ as }) => as))
  for (const { id, of } of checked.rollups) if (alerts.has(of)) alerts.add(id)
  return alerts
}

/** Rules of which every part ran; a class rule is one when the rule that it sums up is. */
export function completeRules({ checked }: CatalogueModel, outcome: RunOutcome): ReadonlySet<string> {
  const skipped = new Set(outcome.rules.filter(({ state }) => state === 'skipped').map(({ rule }) => rule))
  const complete = new Set(checked.rules.map(({ as }) => as).filter((rule) => !skipped.has(rule)))
  for (const { id, of } of checked.rollups) if (complete.has(of)) complete.add(id)
  return complete
}

/** The batch of an evidence row, where one batch alone of the snapshot brought rows of that file to that dataset. */
export function batchFinder(snapshot: Snapshot): (dataset: string, file: string) => number | null {
  const seqs = new Map<string, number | null>()
  for (const { dataset, file, seq } of snapshot.batches) {
    const id = `${dataset}\u001f${file}`
    seqs.set(id, seqs.has(id) && seqs.get(id) !== seq ? null : seq)
  }
  return (dataset, file) => seqs.get(`${dataset}\u001f${file}`) ?? null
}
