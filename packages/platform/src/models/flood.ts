import type { Clue } from '@xiezhi/engine/clue/clue'
import { z } from 'zod'

/** Whether what a run found may be published without a person having looked. */
export interface FloodLimits {
  readonly mostClues: number
  readonly mostTimes: number
}

export interface FloodFigures {
  readonly total: number
  /** Clues that would be new or come back: what people would suddenly have before them. */
  readonly appearing: number
  /** What the last published run of the model found; null when there is none. */
  readonly last: number | null
}

export type Flood = { readonly limit: 'most'; readonly most: number } | { readonly limit: 'times'; readonly times: number }

/** So few are no flood, however many times more than before. */
const neverFlood = 100

export function decideFlood({ total, appearing, last }: FloodFigures, { mostClues, mostTimes }: FloodLimits): Flood | undefined {
  if (appearing > mostClues) return { limit: 'most', most: mostClues }
  if (last !== null && last > 0 && appearing > neverFlood && total > last * mostTimes) return { limit: 'times', times: mostTimes }
  return undefined
}

const severity = z.enum(['high', 'medium', 'low', 'list'])
export const storedFlood = z.object({
  limit: z.enum(['most', 'times']),
  bound: z.number(),
  total: z.number(),
  appearing: z.number(),
  last: z.number().nullable(),
  bySeverity: z.array(z.object({ severity, count: z.number() })),
  byRule: z.array(z.object({ rule: z.string(), title: z.string(), count: z.number() })),
  examples: z.array(z.object({ title: z.string(), reason: z.string(), severity })),
  /** Of everything that would be published: what is confirmed must be what was shown. */
  digest: z.string(),
  decided: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
})
export type StoredFlood = z.infer<typeof storedFlood>

const mostExamples = 20

/** What a person needs to decide: how many of what, and some of each rule. */
export function floodOf(
  flood: Flood,
  figures: FloodFigures,
  clues: readonly Clue[],
  titles: ReadonlyMap<string, string>,
  digest: string,
): StoredFlood {
  const byRule = new Map<string, Clue[]>()
  for (const clue of clues) {
    const found = byRule.get(clue.rule) ?? []
    found.push(clue)
    byRule.set(clue.rule, found)
  }
  const each = Math.max(1, Math.floor(mostExamples / Math.max(1, byRule.size)))
  const examples = [...byRule.values()].flatMap((found) => found.slice(0, each)).slice(0, mostExamples)
  return {
    limit: flood.limit,
    bound: flood.limit === 'most' ? flood.most : flood.times,
    ...figures,
    bySeverity: severity.options.map((one) => ({ severity: one, count: clues.filter((clue) => clue.severity === one).length })),
    byRule: [...byRule].map(([rule, found]) => ({ rule, title: titles.get(rule) ?? rule, count: found.length })),
    examples: examples.map(({ title, reason, severity: how }) => ({ title, reason, severity: how })),
    digest,
    decided: null,
  }
}
