/**
 * Days that do not count: 鉴定, 中止, an extension of time by law. Counting goes round them, so a day that is put off by one
 * pause can run into the next.
 */
import { type Calendar, workdayOfCount, workdaysUpTo } from './calendar.ts'
import { knownDay } from './day.ts'

/** Both days included; `to` is null while the pause still lasts. */
export interface Pause {
  readonly from: string
  readonly to: string | null
}

export interface Gap {
  readonly from: number
  /** Infinity while it lasts. */
  readonly to: number
}

/** Pauses as gaps in order; those that overlap count once. */
export function gapsOf(pauses: readonly Pause[]): readonly Gap[] {
  const sorted = pauses
    .map(({ from, to }) => ({ from: knownDay(from), to: to === null ? Number.POSITIVE_INFINITY : knownDay(to) }))
    .sort((a, b) => a.from - b.from)
  const gaps: Gap[] = []
  for (const gap of sorted) {
    const before = gaps.at(-1)
    if (before && gap.from <= before.to + 1) gaps[gaps.length - 1] = { from: before.from, to: Math.max(before.to, gap.to) }
    else gaps.push(gap)
  }
  return gaps
}

export interface Counted {
  /** Nothing while an open pause keeps the term from ending. */
  readonly end: number | undefined
  /** The gaps that the term ran into, cut to it. */
  readonly met: readonly Gap[]
  /** The stretches of days that were looked at. */
  readonly walked: readonly Gap[]
}

/** How many days of a kind lie after one day and up to another, and where the nth of them is. */
interface Ruler {
  readonly between: (after: number, upTo: number) => number
  readonly nth: (after: number, n: number) => number
}

const calendarDays: Ruler = { between: (after, upTo) => upTo - after, nth: (after, n) => after + n }

const workingDays = (c: Calendar): Ruler => ({
  between: (after, upTo) => workdaysUpTo(c, upTo) - workdaysUpTo(c, after),
  nth: (after, n) => workdayOfCount(c, workdaysUpTo(c, after) + n),
})

/** The nth day after a day, without those in gaps. */
function count(ruler: Ruler, after: number, n: number, gaps: readonly Gap[]): Counted {
  const met: Gap[] = []
  const walked: Gap[] = []
  let at = after
  let left = n
  for (const gap of gaps) {
    if (gap.to <= at) continue
    const free = Math.max(0, gap.from > at ? ruler.between(at, gap.from - 1) : 0)
    if (left <= free) break
    left -= free
    if (gap.from - 1 > at) walked.push({ from: at + 1, to: gap.from - 1 })
    met.push({ from: Math.max(gap.from, at + 1), to: gap.to })
    if (gap.to === Number.POSITIVE_INFINITY) return { end: undefined, met, walked }
    at = gap.to
  }
  const end = left === 0 ? at : ruler.nth(at, left)
  if (end > at) walked.push({ from: at + 1, to: end })
  return { end, met, walked }
}

export const countDays = (after: number, n: number, gaps: readonly Gap[]): Counted => count(calendarDays, after, n, gaps)

export const countWorkdays = (c: Calendar, after: number, n: number, gaps: readonly Gap[]): Counted => count(workingDays(c), after, n, gaps)
