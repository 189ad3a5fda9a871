import { Cron } from 'croner'
import { type Refusal, refuse } from '../refusal.ts'

/** Patterns are in China's civil time, wherever the machine stands. Of the library only this is asked: which moment comes next. */
const timezone = 'Asia/Shanghai'

const read = (pattern: string): Cron => new Cron(pattern, { timezone, paused: true })

/** Why a pattern cannot be kept: five fields (minute, hour, day, month, weekday), and some day that it means. */
export function checkCron(pattern: string, now: Date): Refusal | undefined {
  if (pattern.trim().split(/\s+/).length !== 5) return refuse('invalid', 'schedule.cron-form', { cron: pattern })
  try {
    return read(pattern).nextRun(now) === null ? refuse('invalid', 'schedule.cron-never', { cron: pattern }) : undefined
  } catch {
    return refuse('invalid', 'schedule.cron-form', { cron: pattern })
  }
}

/** The first moment of a pattern after another; undefined when there is none. */
export const nextMoment = (pattern: string, after: Date): Date | undefined => read(pattern).nextRun(after) ?? undefined
