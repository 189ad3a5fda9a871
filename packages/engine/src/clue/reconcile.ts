/** How a clue stands after a run, compared with what was known before. */
export type Standing = 'fresh' | 'persisting' | 'vanished' | 'returned'

export interface Known {
  readonly clueId: string
  readonly standing: Standing
}

export interface Reconciled {
  readonly standings: ReadonlyMap<string, Standing>
  readonly counts: Readonly<Record<Standing, number>>
}

/**
 * A run finds clues again: fresh when never seen, persisting when seen in the run before, returned when it had vanished,
 * vanished when it was there and is not found now. Only rules that ran may make clues vanish: pass what is known of those.
 */
export function reconcile(known: readonly Known[], found: readonly string[]): Reconciled {
  const before = new Map(known.map((clue) => [clue.clueId, clue.standing]))
  const now = new Set(found)
  const standings = new Map<string, Standing>()
  for (const id of now) {
    const was = before.get(id)
    standings.set(id, was === undefined ? 'fresh' : was === 'vanished' ? 'returned' : 'persisting')
  }
  for (const [id, was] of before) if (!now.has(id) && was !== 'vanished') standings.set(id, 'vanished')
  const counts = { fresh: 0, persisting: 0, vanished: 0, returned: 0 }
  for (const standing of standings.values()) counts[standing] += 1
  return { standings, counts }
}
