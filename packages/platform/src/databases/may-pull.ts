import { type Refusal, refuse } from '../refusal.ts'
import type { StoredSource } from '../sources/store.ts'

/** Whether a source may be read from today: it is not stopped, and within its agreed term. */
export function mayPull(source: StoredSource, today: string): Refusal | undefined {
  if (source.stopped) return refuse('conflict', 'source.stopped', { name: source.name })
  const within = (source.usedFrom === null || today >= source.usedFrom) && (source.usedUntil === null || today <= source.usedUntil)
  return within ? undefined : refuse('forbidden', 'database.out-of-term', { name: source.name })
}
