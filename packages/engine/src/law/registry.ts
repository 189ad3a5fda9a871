/**
 * Which laws there are, by every name they go by, and when each version was in force. It tells a wrong article number and a
 * law that was not in force without the texts. What is not known stays empty: silence is never taken for a fact.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { say } from '../message.ts'
import { lawMessages } from './messages.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const versionSource = z.strictObject({
  /** Adopted, published or amended on. */
  adopted: day.optional(),
  /** Number of the order or document by which it was published: 国务院令第709号. */
  number: z.string().min(1).optional(),
  effective: day.optional(),
  /** No longer in force from this day. */
  ended: day.optional(),
  /** The highest article number. */
  articles: z.int().positive().optional(),
  /** Where the effective day was found; `沿革`: the version is only known from the history in a later text. */
  by: z.enum(['正文', '题注', '公开目录', '待补', '沿革']),
  /** Only an excerpt was read, so the highest number is not known. */
  excerpt: z.boolean().optional(),
})

const instrumentSource = z
  .strictObject({
    name: z.string().min(1),
    aliases: z.array(z.string().min(1)).default([]),
    level: z.enum(['法律', '行政法规', '党政联合规定', '司法解释', '部门规章', '检察规范']),
    /** Who made it; of laws, who adopted the first version. Empty: not established. */
    issuer: z.string().min(1).optional(),
    /** In the order of their adoption. */
    versions: z.array(versionSource).min(1),
    superseded_by: z.string().optional(),
  })
  .transform(({ superseded_by, ...rest }) => ({ ...rest, supersededBy: superseded_by }))

export type InstrumentVersion = z.infer<typeof versionSource>
export type Instrument = z.infer<typeof instrumentSource>

/** The instruments of `catalogue/law/instruments.yml`. Throws on mistakes, a name of two instruments among them. */
export function parseInstruments(text: string): readonly Instrument[] {
  const { instruments } = z.strictObject({ instruments: z.array(instrumentSource) }).parse(parse(text))
  instrumentsByName(instruments)
  return instruments
}

/** Every known name of every instrument. */
export function instrumentsByName(instruments: readonly Instrument[]): ReadonlyMap<string, Instrument> {
  const found = new Map<string, Instrument>()
  for (const instrument of instruments) {
    for (const name of [instrument.name, ...instrument.aliases]) {
      if (found.has(name)) throw new Error(`${name} is a name of two instruments`)
      found.set(name, instrument)
    }
  }
  return found
}

/** A row of the dataset `law_instrument`. An empty day or number is one that nobody has established: nothing follows from it. */
export interface LawInstrumentRow {
  readonly law_name: string
  readonly canonical_name: string
  /** In force from; empty: not known. */
  readonly effective_from: string | null
  /** In force until before; empty: still in force, or not known. */
  readonly effective_to: string | null
  /** The highest article number; empty: not known. */
  readonly articles: number | null
}

/** What a model sees of it (the shape of `data/schema`). */
export const lawInstrumentSchema = {
  id: 'law_instrument',
  label: say(lawMessages, { code: 'law.registry' }),
  columns: [
    { name: 'law_name', type: 'text', label: say(lawMessages, { code: 'law.column-law_name' }) },
    { name: 'canonical_name', type: 'text', label: say(lawMessages, { code: 'law.column-canonical_name' }) },
    { name: 'effective_from', type: 'date', label: say(lawMessages, { code: 'law.column-effective_from' }) },
    { name: 'effective_to', type: 'date', label: say(lawMessages, { code: 'law.column-effective_to' }) },
    { name: 'articles', type: 'int', label: say(lawMessages, { code: 'law.column-articles' }) },
  ],
} as const

/** One row a name and version. Versions without a text are one row together: they reach up to the first that has one. */
export function* lawInstrumentRows(instruments: readonly Instrument[]): Iterable<LawInstrumentRow> {
  for (const instrument of instruments) {
    const spans = spansOf(instrument)
    for (const law_name of [instrument.name, ...instrument.aliases]) {
      for (const span of spans) yield { law_name, canonical_name: instrument.name, ...span }
    }
  }
}

type Span = Pick<LawInstrumentRow, 'effective_from' | 'effective_to' | 'articles'>

function spansOf({ versions }: Instrument): readonly Span[] {
  const read = versions.filter((version) => version.by !== '沿革')
  const spans = read.map((version) => ({
    effective_from: version.effective ?? null,
    effective_to: version.ended ?? null,
    articles: version.articles ?? null,
  }))
  if (read.length === versions.length) return spans
  // Where even the first text's effective day is missing, the day of its adoption bounds what came before it. An instrument of which
  // no text was ever read, known from the one that repealed it, was there until then.
  const first = read[0]
  const until = first ? (first.effective ?? first.adopted) : versions.at(-1)?.ended
  return [{ effective_from: null, effective_to: until ?? null, articles: null }, ...spans]
}
