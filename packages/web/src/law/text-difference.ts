/** What two short texts say differently, run by run: articles are compared as people do, by characters, whole numbers and Latin words. */

export interface Run {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** More cells than this are a minute of waiting; then the middles are told apart as a whole. */
const mostCells = 6_000_000

const pieces = (text: string): readonly string[] => text.match(/[A-Za-z]+|\d+|[\s\S]/gu) ?? []

/** Joins neighbours of one kind and leaves out empty ones. */
export const joinRuns = (runs: readonly Run[]): readonly Run[] => {
  const joined: { kind: Run['kind']; text: string }[] = []
  for (const run of runs) {
    if (run.text === '') continue
    const last = joined[joined.length - 1]
    if (last?.kind === run.kind) last.text += run.text
    else joined.push({ ...run })
  }
  return joined
}

const middle = (older: readonly string[], newer: readonly string[]): readonly Run[] => {
  const width = newer.length + 1
  if ((older.length + 1) * width > mostCells)
    return [
      { kind: 'removed', text: older.join('') },
      { kind: 'added', text: newer.join('') },
    ]
  // Longest common subsequence of what is left of both, from the ends to the beginnings.
  const common = new Uint16Array((older.length + 1) * width)
  for (let i = older.length - 1; i >= 0; i--)
    for (let j = newer.length - 1; j >= 0; j--)
      common[i * width + j] =
        older[i] === newer[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const runs: Run[] = []
  let i = 0
  let j = 0
  while (i < older.length && j < newer.length) {
    if (older[i] === newer[j]) {
      runs.push({ kind: 'same', text: older[i]! })
      i++
      j++
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) runs.push({ kind: 'removed', text: older[i++]! })
    else runs.push({ kind: 'added', text: newer[j++]! })
  }
  runs.push({ kind: 'removed', text: older.slice(i).join('') }, { kind: 'added', text: newer.slice(j).join('') })
  return runs
}

/** A single shared character between two changes reads as noise: it is told as part of both. */
const tidy = (runs: readonly Run[]): readonly Run[] => {
  const out: Run[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    out.push({ kind: 'removed', text: removed }, { kind: 'added', text: added })
    removed = ''
    added = ''
  }
  runs.forEach((run, at) => {
    if (run.kind === 'removed') removed += run.text
    else if (run.kind === 'added') added += run.text
    else if (run.text.length < 2 && removed !== '' && added !== '' && at < runs.length - 1) {
      removed += run.text
      added += run.text
    } else {
      flush()
      out.push(run)
    }
  })
  flush()
  return joinRuns(out)
}

export const differencesOf = (older: string, newer: string): readonly Run[] => {
  const a = pieces(older)
  const b = pieces(newer)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return tidy(
    joinRuns([
      { kind: 'same', text: a.slice(0, start).join('') },
      ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
      { kind: 'same', text: end === 0 ? '' : a.slice(-end).join('') },
    ]),
  )
}

/** One side of a comparison: what the older, or the newer, says. */
export const sideOf = (runs: readonly Run[], side: 'older' | 'newer'): readonly Run[] =>
  runs.filter((run) => run.kind !== (side === 'older' ? 'added' : 'removed'))

/** How much of both texts is the same, 0 to 1: below a third, two articles share a number and not a subject. */
export const likeness = (runs: readonly Run[]): number => {
  const length = (kind: Run['kind']) => runs.reduce((sum, run) => sum + (run.kind === kind ? run.text.length : 0), 0)
  const same = length('same')
  const all = 2 * same + length('removed') + length('added')
  return all === 0 ? 1 : (2 * same) / all
}
