import { nextMoment } from './cron.ts'

/** What is to be done about a schedule whose moment has come. */
export interface Due {
  /** Moments that passed while nobody looked; one run makes up for all of them. */
  readonly missed: { readonly count: number; readonly first: string; readonly last: string } | null
  /** When it is due again. */
  readonly next: string | null
}

/** Later than this is not late but missed: the server was down, or its folder was held by somebody else. */
const graceMs = 10 * 60_000
/** A pattern of every minute and a year of absence: the number stops meaning anything. */
const mostCounted = 1000

/** Decides about a schedule that was due at a moment, seen at another. Undefined: it is not due yet. */
export function decideDue(cron: string, dueAt: Date, now: Date): Due | undefined {
  if (dueAt > now) return undefined
  const passed: Date[] = [dueAt]
  for (;;) {
    const next = nextMoment(cron, passed.at(-1) ?? dueAt)
    if (!next || next > now || passed.length >= mostCounted) break
    passed.push(next)
  }
  const isLate = (moment: Date): boolean => now.getTime() - moment.getTime() > graceMs
  const missed = passed.filter(isLate)
  const [first, last] = [missed[0], missed.at(-1)]
  return {
    missed: first && last ? { count: missed.length, first: first.toISOString(), last: last.toISOString() } : null,
    next: nextMoment(cron, now)?.toISOString() ?? null,
  }
}
