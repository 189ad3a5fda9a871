/**
 * How much an article fines for what, by version: every tier of every article that is listed, so that a sum within none of them is
 * outside the article's range. Figures alone; the words are in the statutes.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { say } from '../message.ts'
import { lawMessages } from './messages.ts'
import { type Instrument, instrumentsByName } from './registry.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const amount = z.number().nonnegative()

const tierSource = z
  .strictObject({
    id: z.string().regex(/^pen\.\d{3}$/),
    article: z.int().positive(),
    sub: z.int().positive().optional(),
    paragraph: z.int().positive().optional(),
    item: z.int().positive().optional(),
    when: z.string().min(1),
    min: amount,
    /** Empty: no upper end. */
    max: amount.optional(),
    unit: z.enum(['元', '倍', '%', '元/平方米']),
    /** What is multiplied, or what decides whether the tier applies. */
    base: z.string().min(1).optional(),
    base_from: amount.optional(),
    base_below: amount.optional(),
    /** A smaller base counts as this. */
    base_floor: amount.optional(),
    party: z.enum(['自然人', '单位']).optional(),
    discretionary: z.boolean().optional(),
  })
  .refine(({ min, max }) => max === undefined || min <= max, 'min is more than max')
  .refine(({ unit, base }) => unit === '元' || base !== undefined, 'a multiple of nothing')

const lawSource = z.strictObject({
  law: z.string().min(1),
  /** Adopted, published or amended on. */
  version: day,
  /** Where the registry does not know: in force from, and until before. */
  from: day.optional(),
  to: day.optional(),
  /** `from` rests on the day of publication, not on a text that says so. */
  assumed: z.boolean().optional(),
  /** Articles of a lower number lay down duties; from this one on they punish. */
  duties: z.int().positive().optional(),
  tiers: z.array(tierSource).min(1),
})

export type ProvisionLaw = z.infer<typeof lawSource>

/** The provisions of `catalogue/law/penalty-provisions.yml`. Throws on mistakes. */
export function parseProvisions(text: string): readonly ProvisionLaw[] {
  const { laws } = z.strictObject({ laws: z.array(lawSource) }).parse(parse(text))
  const seen = new Set<string>()
  for (const { id } of laws.flatMap(({ tiers }) => tiers)) {
    if (seen.has(id)) throw new Error(`${id} is listed twice`)
    seen.add(id)
  }
  return laws
}

const label = (column: string): string => say(lawMessages, { code: `law.column-${column}` })

export const penaltyProvisionSchema = {
  id: 'penalty_provision',
  label: say(lawMessages, { code: 'law.provisions' }),
  columns: [
    { name: 'provision_id', type: 'text', label: label('provision_id') },
    { name: 'canonical_name', type: 'text', label: label('canonical_name') },
    { name: 'version_date', type: 'date', label: label('version_date') },
    { name: 'effective_from', type: 'date', label: label('effective_from') },
    { name: 'effective_to', type: 'date', label: label('effective_to') },
    { name: 'days_assumed', type: 'bool', label: label('days_assumed') },
    { name: 'duties_below', type: 'int', label: label('duties_below') },
    { name: 'article', type: 'int', label: label('article') },
    { name: 'article_sub', type: 'int', label: label('article_sub') },
    { name: 'paragraph', type: 'int', label: label('paragraph') },
    { name: 'item', type: 'int', label: label('item') },
    { name: 'condition', type: 'text', label: label('condition') },
    { name: 'min', type: 'decimal', label: label('min') },
    { name: 'max', type: 'decimal', label: label('max') },
    { name: 'unit', type: 'text', label: label('unit') },
    { name: 'base', type: 'text', label: label('base') },
    { name: 'base_from', type: 'decimal', label: label('base_from') },
    { name: 'base_below', type: 'decimal', label: label('base_below') },
    { name: 'base_floor', type: 'decimal', label: label('base_floor') },
    { name: 'party', type: 'text', label: label('party') },
    { name: 'discretionary', type: 'bool', label: label('discretionary') },
  ],
} as const

/** One row a tier. Its days are the registry's; where that does not know, those listed; else empty, and nothing follows. */
export function* penaltyProvisionRows(laws: readonly ProvisionLaw[], instruments: readonly Instrument[]) {
  const registry = instrumentsByName(instruments)
  for (const { law, version, from, to, assumed, duties, tiers } of laws) {
    const instrument = registry.get(law)
    const known = instrument?.versions.find(({ adopted }) => adopted === version)
    if (!instrument || !known) throw new Error(`${law} ${version} is not in the registry`)
    const next = instrument.versions[instrument.versions.indexOf(known) + 1]
    for (const tier of tiers)
      yield {
        provision_id: tier.id,
        canonical_name: instrument.name,
        version_date: version,
        effective_from: known.effective ?? from ?? null,
        // A later version whose day is not known ends what is certain on the day it was adopted.
        effective_to: known.ended ?? to ?? next?.effective ?? next?.adopted ?? null,
        days_assumed: known.effective === undefined && assumed === true,
        duties_below: duties ?? null,
        article: tier.article,
        article_sub: tier.sub ?? 0,
        paragraph: tier.paragraph ?? null,
        item: tier.item ?? null,
        condition: tier.when,
        min: tier.min,
        max: tier.max ?? null,
        unit: tier.unit,
        base: tier.base ?? null,
        base_from: tier.base_from ?? null,
        base_below: tier.base_below ?? null,
        base_floor: tier.base_floor ?? null,
        party: tier.party ?? null,
        discretionary: tier.discretionary ?? false,
      }
  }
}
