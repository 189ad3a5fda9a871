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

/** A pattern as it is compared: `0  02 * * 7` means what `0 2 * * 0` means. */
export const plainCron = (pattern: string): string => {
  const fields = pattern
    .trim()
    .toUpperCase()
    .split(/\s+/)
    .map((field) => field.replace(/\b0+(?=\d)/g, ''))
  return [...fields.slice(0, 4), fields.at(4)?.replace(/^7$/, '0')].join(' ')
}

/** The first moment of a pattern after another; undefined when there is none. */
export const nextMoment = (pattern: string, after: Date): Date | undefined => read(pattern).nextRun(after) ?? undefined
