/** Where two texts differ, in runs that read well. */
import { diffChars } from 'diff'
import { foldText } from './search-words.ts'

export interface Difference {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Beyond so many insertions and deletions two texts have nothing to say to each other. */
const mostEdits = 4000

/** The shortest script from the older text to the newer, made readable. Marks that differ only in width are the same. */
export function differences(older: string, newer: string): readonly Difference[] {
  const [from, to] = [foldText(older), foldText(newer)]
  if (from === to) return newer === '' ? [] : [{ kind: 'same', text: newer }]
  const script = diffChars(from, to, { maxEditLength: mostEdits })
  if (!script) return runsOf([{ same: '', removed: older, added: newer }])
  // The script speaks of folded texts, which are as long as the texts.
  let [inOld, inNew] = [0, 0]
  const stretches: Stretch[] = [{ same: '', removed: '', added: '' }]
  for (const { value, added, removed } of script) {
    const last = stretches.at(-1)!
    if (removed) {
      last.removed += older.slice(inOld, inOld + value.length)
      inOld += value.length
    } else if (added) {
      last.added += newer.slice(inNew, inNew + value.length)
      inNew += value.length
    } else {
      stretches.push({ same: newer.slice(inNew, inNew + value.length), removed: '', added: '' })
      inOld += value.length
      inNew += value.length
    }
  }
  return runsOf(readable(stretches))
}

/** What is the same, and then what differs. */
interface Stretch {
  same: string
  removed: string
  added: string
}

const edit = ({ removed, added }: Stretch): number => Math.max(removed.length, added.length)

/** Characters that two sentences share by accident are no sameness: one alone, or few between long changes, go into the changes. */
const byAccident = (same: number, before: number, after: number): boolean =>
  before > 0 && after > 0 && (same <= 1 || 2 * same <= Math.min(before, after))

function readable(stretches: readonly Stretch[]): readonly Stretch[] {
  const kept: Stretch[] = []
  for (const stretch of stretches) {
    let next = stretch
    for (;;) {
      const last = kept.at(-1)
      if (!last || !byAccident(next.same.length, edit(last), edit(next))) break
      kept.pop()
      next = {
        same: last.same,
        removed: last.removed + next.same + next.removed,
        added: last.added + next.same + next.added,
      }
    }
    kept.push({ ...next })
  }
  return kept
}

function runsOf(stretches: readonly Stretch[]): readonly Difference[] {
  return stretches.flatMap(({ same, removed, added }): Difference[] => [
    ...(same ? [{ kind: 'same' as const, text: same }] : []),
    ...(removed ? [{ kind: 'removed' as const, text: removed }] : []),
    ...(added ? [{ kind: 'added' as const, text: added }] : []),
  ])
}
