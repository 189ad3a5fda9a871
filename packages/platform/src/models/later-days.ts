import type { Clue, EvidenceRow } from '@xiezhi/engine/clue/clue'
import type { Catalogue } from '../catalogue.ts'

/**
 * Does a clue rest on a row that tells of an event after the as-of day? Rules compare what is in the data, so that a day that was chosen earlier
 * than the data reach does not hide what came after it; a reader is told (docs/decisions/0025-days-after-the-as-of-day.md).
 */
export function restsOnLater({ standards }: Catalogue, asOf: string): (clue: Pick<Clue, 'evidence'>) => boolean {
  const events = new Map<string, readonly string[]>()
  const eventsOf = (dataset: string): readonly string[] => {
    const known = events.get(dataset)
    if (known) return known
    const fields = (standards.get(dataset)?.fields ?? []).filter(({ event }) => event).map(({ id }) => id)
    events.set(dataset, fields)
    return fields
  }
  const known = new WeakMap<EvidenceRow, boolean>()
  const isLater = (row: EvidenceRow): boolean => {
    const before = known.get(row)
    if (before !== undefined) return before
    const later = eventsOf(row.dataset).some((field) => {
      const value = row.fields[field]
      return typeof value === 'string' && value.slice(0, 10) > asOf
    })
    known.set(row, later)
    return later
  }
  return ({ evidence }) => evidence.some(isLater)
}
