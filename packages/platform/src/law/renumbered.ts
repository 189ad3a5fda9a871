import type { ArticleId, KnownMove } from '@xiezhi/engine/law/compare'
import { shortName } from '@xiezhi/engine/law/library'
import type { ArticlePlace, Renumbered } from '@xiezhi/engine/law/renumbering'
import type { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import type { getArticle } from '../contract/law.ts'
import type { KnownInstrument, KnownVersion } from './known.ts'

const ofInstrument = ({ renumbering }: Catalogue, { name, aliases }: KnownInstrument): readonly Renumbered[] => {
  const names = new Set([name, ...aliases].map(shortName))
  return renumbering.filter(({ law }) => names.has(shortName(law)))
}

/** Moves made by hand between a version and the next: those that came with the later one. Over several versions nothing is certain. */
export function movesBetween(
  catalogue: Catalogue,
  instrument: KnownInstrument,
  from: KnownVersion,
  to: KnownVersion,
): readonly KnownMove[] {
  const { effectiveFrom: after } = to
  const next = instrument.versions.indexOf(to) === instrument.versions.indexOf(from) + 1
  if (after === null || !next) return []
  return ofInstrument(catalogue, instrument).flatMap((one) =>
    one.certain && one.new && one.newEffective === after ? [{ old: one.old, new: one.new }] : [],
  )
}

const written = ({ article, sub, paragraph }: ArticlePlace): string =>
  `${article}${sub === 0 ? '' : `-${sub}`}${paragraph === null ? '' : `(${paragraph})`}`

/** Where an article went, and from where it came. */
export const renumberingsOf = (
  catalogue: Catalogue,
  instrument: KnownInstrument,
  id: ArticleId,
): z.input<typeof getArticle.response>['renumbered'] => {
  const is = (place: ArticlePlace | null): boolean => place !== null && place.article === id.article && place.sub === id.sub
  return ofInstrument(catalogue, instrument)
    .filter((one) => is(one.old) || is(one.new))
    .map((one) => ({
      fromVersion: one.fromVersion,
      toVersion: one.toVersion,
      newEffective: one.newEffective,
      old: written(one.old),
      new: one.new && written(one.new),
      certain: one.certain,
      topic: one.topic,
    }))
}
