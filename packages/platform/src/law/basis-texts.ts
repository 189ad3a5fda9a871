import { articleText } from '@xiezhi/engine/law/statute'
import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import type { ClueDetail } from '../contract/clues.ts'
import type { Queries } from '../store/database.ts'
import { textsOn } from './library-store.ts'
import { type LawNames, lawNames } from './names.ts'
import { articleOfBasis } from './resting.ts'
import { versionIdOf } from './version-store.ts'

/** Names of the registry, made once for a catalogue: a clue's page asks for them every time. */
const known = new WeakMap<Catalogue, LawNames>()
function namesOf(catalogue: Catalogue): LawNames {
  const names = known.get(catalogue) ?? lawNames(catalogue.instruments)
  known.set(catalogue, names)
  return names
}

/** The articles that a clue rests on, with their texts as they stood on the day. */
export async function basisTexts(
  db: Queries,
  actor: Actor,
  catalogue: Catalogue,
  basis: readonly { readonly law: string; readonly article: string }[],
  on: string,
): Promise<ClueDetail['basis']> {
  const names = namesOf(catalogue)
  const asked = basis.map(({ law, article }) => ({ law: names(law) ?? law, ...articleOfBasis(article), day: on }))
  const found = await textsOn(db, actor, asked)
  return basis.map(({ law, article }, index) => {
    const one = found[index]!
    const text = one.found === 'text' ? one : undefined
    return {
      law,
      article,
      on,
      text: text ? articleText(text.article) : null,
      instrument: text ? text.version.name : (names(law) ?? null),
      version: text ? { id: versionIdOf(text.version.versionDate), effectiveFrom: text.version.effectiveFrom } : null,
      certain: text?.certain ?? false,
    }
  })
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The day of the act: of the decision that the evidence shows first, else the day that the clue was judged by. */
export function actDay(evidence: readonly { readonly fields: Readonly<Record<string, unknown>> }[], asOf: string): string {
  for (const { fields } of evidence) if (isDay(fields.decision_date)) return fields.decision_date
  return asOf
}
