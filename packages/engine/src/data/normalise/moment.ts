import { civil, dayOf } from '../../limit/day.ts'
import { type DateHabit, isoDay, longTerm, normaliseDate } from './date.ts'
import { blank, inform, type Outcome, plain, unread } from './outcome.ts'
import { foldProse, isNothing, isUnknown } from './text.ts'

/** Moments: a day as `normaliseDate` reads it, and the time of that day on the clock of Shanghai. */

const two = (n: number): string => String(n).padStart(2, '0')
const clockForm = /(?:^|[T日号\s]|(?<=\d{4}[-/.]\d{1,2}[-/.]\d{1,2}))(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?分?)?$/
const packedForm = /^(\d{8})[T\s]?(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?$/
const serialForm = /^(\d{5})(\.\d+)$/
const offsetForm = /(?<=\d)\s*(?:Z|([+-])(\d{2}):?(\d{2}))$/i
const weekday = /\s*\(?(?:星期|礼拜|周)[一二三四五六日天]\)?/g
const half = /\s*(上午|凌晨|早上|中午|下午|晚上|[AP]M)\s*/i
const secondsOfDay = 86_400

/** The hour on a clock of 24, where the half of the day stands beside it. */
function hourOf(hour: number, said: string | undefined): number {
  if (said === undefined) return hour
  if (/^(?:下午|晚上|PM)$/i.test(said)) return hour < 12 ? hour + 12 : hour
  return hour === 12 && said !== '中午' ? 0 : hour
}

function dayBeside(day: string, days: number): string {
  const { year, month, dayOfMonth } = civil(dayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))) + days)
  return isoDay(year, month, dayOfMonth)
}

function moment(read: Outcome, hour: number, minute: number, second: number, minutesAhead: number | null): Outcome {
  if (!read.value || read.value === longTerm) return read.value ? plain(`${longTerm} 00:00:00`) : read
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return unread('date.impossible')
  // What another zone's clock showed, on that of Shanghai, eight hours ahead of UTC.
  const shift = minutesAhead === null ? 0 : 480 - minutesAhead
  const seconds = (hour * 60 + minute + shift) * 60 + second
  const days = Math.floor(seconds / secondsOfDay)
  const rest = seconds - days * secondsOfDay
  const day = days === 0 ? read.value : dayBeside(read.value, days)
  return { ...read, value: `${day} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}` }
}

/** A moment, however it is written. A day alone is taken for its first second, and told. */
export function normaliseMoment(raw: string, habit: DateHabit = {}): Outcome {
  const text = foldProse(raw).normalize('NFKC').replace(weekday, '').trim()
  if (isUnknown(text.replace(/\s+/g, ''))) return unread('value.unknown')
  if (isNothing(text.replace(/\s+/g, ''))) return blank
  const packed = packedForm.exec(text)
  if (packed) return moment(normaliseDate(packed[1]!, habit), Number(packed[2]), Number(packed[3]), Number(packed[4] ?? 0), null)
  const serial = serialForm.exec(text)
  if (serial) {
    const seconds = Math.round(Number(`0${serial[2]}`) * secondsOfDay)
    return moment(normaliseDate(serial[1]!, habit), Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, null)
  }
  const offset = /:/.test(text) ? offsetForm.exec(text) : null
  const said = half.exec(text)?.[1]
  const bare = text
    .replace(offsetForm, (match) => (offset ? '' : match))
    .replace(half, ' ')
    .replace(/\s*([:时点分秒])\s*/g, '$1')
    .trim()
  const clock = clockForm.exec(bare)
  if (!clock) {
    const read = normaliseDate(raw, habit)
    return read.value ? { value: `${read.value} 00:00:00`, finding: read.finding ?? inform('date.no-time') } : read
  }
  const day = bare.slice(0, clock.index + (/^[日号]/.test(clock[0]) ? 1 : 0))
  const ahead =
    offset === null ? null : offset[1] === undefined ? 0 : Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3]))
  return moment(normaliseDate(day, habit), hourOf(Number(clock[1]), said), Number(clock[2] ?? 0), Number(clock[3] ?? 0), ahead)
}
