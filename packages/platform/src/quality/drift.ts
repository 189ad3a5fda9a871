/** What of a batch is far off from the earlier batches of the same dataset and source. A hint to look, never a verdict. */
export interface Drift {
  readonly what: 'rows' | 'empty'
  /** The field whose share of empty cells moved. */
  readonly field: string | null
  /** What was usual: the median of the earlier batches. */
  readonly usual: number
  readonly now: number
}

interface Compared {
  readonly rows: number
  readonly emptyShares: Readonly<Record<string, number>>
}

/** Fewer earlier batches say nothing of what is usual. */
const leastEarlier = 3
const rowsOff = 2
const emptyOff = 0.2

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export function driftOf(now: Compared, earlier: readonly Compared[]): Drift[] {
  if (earlier.length < leastEarlier) return []
  const found: Drift[] = []
  const usualRows = median(earlier.map(({ rows }) => rows))
  if (now.rows > usualRows * rowsOff || now.rows * rowsOff < usualRows)
    found.push({ what: 'rows', field: null, usual: usualRows, now: now.rows })
  if (now.rows === 0) return found
  const fields = new Set([...Object.keys(now.emptyShares), ...earlier.flatMap((one) => Object.keys(one.emptyShares))])
  for (const field of fields) {
    // A field that a file does not bring is empty in every row of it.
    const usual = median(earlier.map((one) => one.emptyShares[field] ?? 1))
    const share = now.emptyShares[field] ?? 1
    if (Math.abs(share - usual) >= emptyOff) found.push({ what: 'empty', field, usual, now: share })
  }
  return found
}
