import { type Judged, type Precision, precisionOf } from './precision.ts'

/** By what an office calls a model weak or worse than before. Shares are per cent. */
export interface Thresholds {
  /** Fewer judged clues than this say nothing yet. */
  readonly leastJudged: number
  /** A share that is surely below this is weak. */
  readonly weakBelow: number
  /** A fall by this much of what it was before is a decline. */
  readonly declineBy: number
  /** So many quarters with judgements, one after another, must be weak before retirement is proposed. */
  readonly weakQuarters: number
}

export interface Period extends Judged {
  /** What it is called: a version, or a quarter `2026Q3`. */
  readonly name: string
}

export interface Decline {
  readonly kind: 'version' | 'quarter'
  readonly from: string
  readonly to: string
  readonly before: number
  readonly after: number
}

export interface Review {
  readonly precision: Precision | null
  readonly declines: readonly Decline[]
  /** The quarters that speak for retirement; none: nothing is proposed. */
  readonly weak: readonly string[]
}

/** What the judgements say of the version in use: by itself, beside the versions before it, and from quarter to quarter. */
export function reviewModel(versions: readonly Period[], current: string, quarters: readonly Period[], thresholds: Thresholds): Review {
  const own = versions.find(({ name }) => name === current)
  const at = versions.findIndex(({ name }) => name === current)
  const earlier = versions.slice(0, Math.max(0, at)).findLast((version) => judgedOf(version) >= thresholds.leastJudged)
  const told = quarters.filter((quarter) => judgedOf(quarter) > 0)
  const enough = told.filter((quarter) => judgedOf(quarter) >= thresholds.leastJudged)
  const [before, last] = enough.slice(-2)
  return {
    precision: own ? precisionOf(own) : null,
    declines: [
      ...(own && earlier ? declineOf('version', earlier, own, thresholds) : []),
      ...(before && last ? declineOf('quarter', before, last, thresholds) : []),
    ],
    weak: weakQuarters(told, thresholds),
  }
}

const judgedOf = ({ founded, unfounded }: Judged): number => founded + unfounded

/** A fall that chance alone explains is none: the later interval must end below what was before. */
function declineOf(kind: Decline['kind'], before: Period, after: Period, { leastJudged, declineBy }: Thresholds): readonly Decline[] {
  const [was, is] = [precisionOf(before), precisionOf(after)]
  if (!was || !is || is.judged < leastJudged) return []
  const fell = was.share > 0 && is.share <= was.share * (1 - declineBy / 100) && is.high < was.share
  return fell ? [{ kind, from: before.name, to: after.name, before: was.share, after: is.share }] : []
}

/** The last quarters, when each is below the mark and all together surely are. */
function weakQuarters(told: readonly Period[], { leastJudged, weakBelow, weakQuarters: wanted }: Thresholds): readonly string[] {
  const last = told.slice(-wanted)
  if (wanted < 1 || last.length < wanted) return []
  const mark = weakBelow / 100
  const sum = last.reduce((all, one) => ({ founded: all.founded + one.founded, unfounded: all.unfounded + one.unfounded }), {
    founded: 0,
    unfounded: 0,
  })
  const whole = precisionOf(sum)
  if (!whole || whole.judged < leastJudged || whole.high >= mark) return []
  return last.every((one) => one.founded / judgedOf(one) < mark) ? last.map(({ name }) => name) : []
}
