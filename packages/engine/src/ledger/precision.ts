/**
 * How right a model is: of the clues that people have judged, the share that held. A share of few judgements says little, so it
 * never stands without its interval: Wilson's score interval at 95 %, which stays between 0 and 1 and is honest for few judgements
 * and for shares near either end, where the usual approximation is not.
 */
export interface Judged {
  readonly founded: number
  readonly unfounded: number
}
export interface Precision {
  readonly judged: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const z95 = 1.959964

export function wilson(hits: number, of: number, z = z95): { readonly low: number; readonly high: number } {
  if (of <= 0) return { low: 0, high: 1 }
  const share = hits / of
  const square = z * z
  const middle = share + square / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))
  const whole = 1 + square / of
  // At the ends the formula is exact; rounding must not push it beyond them or off the share itself.
  return {
    low: hits === 0 ? 0 : Math.max(0, Math.min(share, (middle - reach) / whole)),
    high: hits === of ? 1 : Math.min(1, Math.max(share, (middle + reach) / whole)),
  }
}

/** Nothing where nothing has been judged. */
export function precisionOf({ founded, unfounded }: Judged): Precision | null {
  const judged = founded + unfounded
  return judged === 0 ? null : { judged, share: founded / judged, ...wilson(founded, judged) }
}
