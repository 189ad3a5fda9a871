import { type Refusal, refuse } from '../refusal.ts'

export interface Span {
  readonly from: string
  readonly to: string
}

/** Days as somebody gives them: both, or neither. */
export function spanAsked({
  from,
  to,
}: {
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
}): Span | null | Refusal {
  if (!from && !to) return null
  if (!from || !to) return refuse('invalid', 'coverage.half')
  return from > to ? refuse('invalid', 'coverage.reversed', { from, to }) : { from, to }
}
