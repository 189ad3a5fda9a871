import type { Queries } from '../store/database.ts'
import { hashEntry } from './chain.ts'
import { chainHead, stretch } from './store.ts'

export interface ChainReport {
  readonly intact: boolean
  readonly entries: number
  /** The first entry that is missing or does not hash to what it says. */
  readonly firstBroken: number | null
  readonly head: string | null
}

/** Recomputes the chain from its first entry to the head that is recorded now; entries written meanwhile are not looked at. */
export async function verifyChain(db: Queries): Promise<ChainReport> {
  const head = await chainHead(db)
  let previous = ''
  let seq = 0
  const broken = (at: number): ChainReport => ({ intact: false, entries: head.seq, firstBroken: at, head: head.hash || null })
  while (seq < head.seq) {
    const entries = await stretch(db, seq, head.seq, 2000)
    if (entries.length === 0) return broken(seq + 1)
    for (const entry of entries) {
      if (entry.seq !== seq + 1 || entry.previous !== previous || hashEntry(entry) !== entry.hash) return broken(seq + 1)
      previous = entry.hash
      seq = entry.seq
    }
  }
  // Entries cut off at the end would leave a shorter, whole chain: the head remembers the last hash.
  if (previous !== head.hash) return broken(head.seq)
  const beyond = await stretch(db, head.seq, Number.MAX_SAFE_INTEGER, 1)
  const later = await chainHead(db)
  if (beyond.length > 0 && later.seq === head.seq) return broken(head.seq + 1)
  return { intact: true, entries: head.seq, firstBroken: null, head: head.hash || null }
}
