/** What two texts of many lines say differently, line by line, the smaller change preferred. */
export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added'
  readonly lines: readonly string[]
}

/** More cells than this are a long wait; then the middles are told apart as a whole. */
const mostCells = 4_000_000

export function lineDifference(older: string, newer: string): readonly LineRun[] {
  const [a, b] = [linesOf(older), linesOf(newer)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return joined([
    { kind: 'same', lines: a.slice(0, start) },
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    { kind: 'same', lines: a.slice(a.length - end) },
  ])
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))

function middle(older: readonly string[], newer: readonly string[]): readonly LineRun[] {
  const width = newer.length + 1
  if ((older.length + 1) * width > mostCells)
    return [
      { kind: 'removed', lines: older },
      { kind: 'added', lines: newer },
    ]
  // Longest common subsequence of what is left of both, from the ends to the beginnings.
  const common = new Uint32Array((older.length + 1) * width)
  for (let i = older.length - 1; i >= 0; i--)
    for (let j = newer.length - 1; j >= 0; j--)
      common[i * width + j] =
        older[i] === newer[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const runs: LineRun[] = []
  let [i, j] = [0, 0]
  while (i < older.length || j < newer.length) {
    if (i < older.length && j < newer.length && older[i] === newer[j]) {
      runs.push({ kind: 'same', lines: [older[i]!] })
      i++
      j++
    } else if (j >= newer.length || (i < older.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      runs.push({ kind: 'removed', lines: [older[i++]!] })
    else runs.push({ kind: 'added', lines: [newer[j++]!] })
  }
  return runs
}

function joined(runs: readonly LineRun[]): readonly LineRun[] {
  const out: { kind: LineRun['kind']; lines: string[] }[] = []
  for (const { kind, lines } of runs) {
    if (lines.length === 0) continue
    const last = out.at(-1)
    if (last?.kind === kind) last.lines.push(...lines)
    else out.push({ kind, lines: [...lines] })
  }
  return out
}
