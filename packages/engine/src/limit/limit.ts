/**
 * The one calculator of statutory time. The page that shows a term, the matter that runs one, the document that names its last
 * day and the `deadline` of a model (through the calendar's rows) count alike, because they count here.
 */
import type { Message } from '../message.ts'
import { type Calendar, certainBetween, kindOf, mayChangeBetween, nextWorkday, workdayOfCount, workdaysUpTo, worksOn } from './calendar.ts'
import { addMonths, civil, formatDay, formatMinute, knownDay, knownMinute } from './day.ts'
import { type Counted, countDays, countWorkdays, type Gap, gapsOf, type Pause } from './pause.ts'

export type { Pause } from './pause.ts'

export const units = ['day', 'workday', 'month', 'year', 'hour'] as const
export type Unit = (typeof units)[number]

export const rollovers = ['next_workday', 'none'] as const
export type Rollover = (typeof rollovers)[number]

/** A limit of the law catalogue. */
export interface LimitRule {
  readonly id: string
  readonly title: string
  readonly law: string
  /** `46`, `67.3` (paragraph), `64(1)` (item), `72.1(1)`; empty when the number is not verified. */
  readonly article: string
  readonly quantity: number
  readonly unit: Unit
  readonly rollover: Rollover
  /** `before`: counted back from the event (…日前). */
  readonly direction: 'after' | 'before'
  readonly startEvent: string
  readonly verified: boolean
  readonly version?: string
  /** In force from this day, and (when replaced) until before that one. */
  readonly effective?: string
  readonly ended?: string
  readonly note?: string
  /** Set where an office counts this limit otherwise: how the catalogue has it. */
  readonly own?: LimitValue
}

/** What an office may adjust of a limit. */
export type LimitValue = Pick<LimitRule, 'quantity' | 'unit' | 'rollover'>

export interface Term {
  readonly length: number
  readonly unit: Unit
}

export interface Question extends Term {
  /** `YYYY-MM-DD`; for hours `YYYY-MM-DDTHH:MM`. */
  readonly start: string
  readonly direction?: 'after' | 'before'
  /** Backward: the whole length lies between the event and the day found (one more back). */
  readonly clear?: boolean
  /** What happens when the last day is not a working day; by default it moves (民法典 203). */
  readonly rollover?: Rollover
  /** Days that do not count. Forward only, and not for hours. */
  readonly pauses?: readonly Pause[]
  /** Granted on top, in order. Forward only; hours are extended by hours. */
  readonly extension?: readonly Term[]
}

export interface Due {
  /** The last day on which the act is in time; nothing while suspended. */
  readonly date: string | null
  /** The last day before it is moved. */
  readonly unrolled: string | null
  /** Rests on the working status of a day in a year without a table. */
  readonly provisional: boolean
  /** An open pause keeps the term from ending. */
  readonly suspended: boolean
  readonly steps: readonly Message[]
}

const message = (code: string, values: Message['values'] = {}): Message => ({ code, values })

/** The last day of a term. */
export function due(c: Calendar, q: Question): Due {
  if (q.unit === 'hour') return inHours(q)
  return q.direction === 'before' ? backward(c, q) : forward(c, q)
}

function forward(c: Calendar, q: Question): Due {
  const start = knownDay(q.start)
  const gaps = q.pauses && q.pauses.length > 0 ? gapsOf(q.pauses) : []
  const steps: Message[] = [message('limit.starts', { start: q.start, first: formatDay(start + 1) })]
  const rests: Gap[] = []
  let at = start
  for (const [i, part] of joinEqual(q, q.extension ?? []).entries()) {
    if (i > 0) steps.push(message('limit.continued', { from: formatDay(at) }))
    if (part.joined) steps.push(message('limit.joined'))
    const counted = countPart(c, at, part, gaps, steps)
    if (counted.end === undefined) {
      steps.push(message('limit.suspended'))
      return { date: null, unrolled: null, provisional: false, suspended: true, steps }
    }
    if (part.unit === 'workday') rests.push(...counted.walked)
    at = counted.end
  }
  const unrolled = formatDay(at)
  const works = worksOn(c, at)
  const moves = (q.rollover ?? 'next_workday') === 'next_workday'
  const end = moves && !works ? nextWorkday(c, at) : at
  const date = end === at ? unrolled : formatDay(end)
  if (moves) rests.push({ from: at, to: end })
  const kind = kindOf(c, at)
  if (end !== at) steps.push(message(kind === 'holiday' ? 'limit.moved-holiday' : 'limit.moved-weekend', { unrolled, date }))
  else if (!works) steps.push(message('limit.fixed', { unrolled }))
  else if (moves && kind === 'makeup') steps.push(message('limit.makeup', { unrolled }))
  return { date, unrolled, provisional: sayOnWhat(c, rests, steps), suspended: false, steps }
}

interface Part extends Term {
  readonly joined: boolean
}

/** A term and what follows it in the same unit are one term: 31 January + 1 month + 1 month is 31 March. */
function joinEqual(first: Term, extension: readonly Term[]): readonly Part[] {
  const parts: Part[] = [{ length: first.length, unit: first.unit, joined: false }]
  for (const term of extension) {
    const last = parts.at(-1)!
    if (term.unit === last.unit) parts[parts.length - 1] = { length: last.length + term.length, unit: last.unit, joined: true }
    else parts.push({ length: term.length, unit: term.unit, joined: false })
  }
  return parts
}

function countPart(c: Calendar, at: number, part: Term, gaps: readonly Gap[], steps: Message[]): Counted {
  const { length, unit } = part
  if (unit === 'day' || unit === 'workday') {
    const counted = unit === 'day' ? countDays(at, length, gaps) : countWorkdays(c, at, length, gaps)
    sayPauses(counted.met, steps)
    if (counted.end !== undefined) steps.push(message(`limit.counted-${unit}`, { length, end: formatDay(counted.end) }))
    return counted
  }
  // Months have no days to leave out, so each paused day puts the end off by one; put off, it may meet a further pause.
  const months = unit === 'year' ? length * 12 : length
  const plain = addMonths(at, months)
  steps.push(message(`limit.counted-${unit}`, { length, end: formatDay(plain) }))
  if (civil(plain).dayOfMonth !== civil(at).dayOfMonth) steps.push(message('limit.clamped'))
  const counted = countDays(at, plain - at, gaps)
  sayPauses(counted.met, steps)
  if (counted.end !== undefined && counted.end !== plain)
    steps.push(message('limit.put-off', { days: counted.end - plain, end: formatDay(counted.end) }))
  return counted
}

function sayPauses(met: readonly Gap[], steps: Message[]): void {
  for (const { from, to } of met) {
    if (to === Number.POSITIVE_INFINITY) steps.push(message('limit.paused-open', { from: formatDay(from) }))
    else steps.push(message('limit.paused', { from: formatDay(from), to: formatDay(to) }))
  }
}

/** Does the answer rest on days whose status is not settled? Says so and returns whether it is provisional. */
function sayOnWhat(c: Calendar, rests: readonly Gap[], steps: Message[]): boolean {
  const provisional = rests.some(({ from, to }) => !certainBetween(c, from, to))
  if (provisional) steps.push(message('limit.provisional'))
  if (rests.some(({ from, to }) => mayChangeBetween(c, from, to))) steps.push(message('limit.may-change'))
  return provisional
}

/** “…日前”: the nth day or working day before, never moved. Both readings of 七日前 exist; `clear` chooses the stricter one. */
function backward(c: Calendar, q: Question): Due {
  const start = knownDay(q.start)
  const plain = back(c, start, q.length, q.unit)
  const end = q.clear ? (q.unit === 'workday' ? back(c, start, q.length + 1, q.unit) : plain - 1) : plain
  const date = formatDay(end)
  const steps: Message[] = [
    message('limit.starts-back', { start: q.start }),
    message(`limit.back-${q.unit}`, { length: q.length, end: formatDay(plain) }),
  ]
  if (q.clear) steps.push(message(q.unit === 'workday' ? 'limit.back-clear-workday' : 'limit.back-clear', { end: date }))
  const rests = q.unit === 'workday' && end < start ? [{ from: end, to: start - 1 }] : []
  return { date, unrolled: date, provisional: sayOnWhat(c, rests, steps), suspended: false, steps }
}

function back(c: Calendar, start: number, length: number, unit: Unit): number {
  if (unit === 'day') return start - length
  if (unit === 'workday') return length === 0 ? start : workdayOfCount(c, workdaysUpTo(c, start - 1) - length + 1)
  return addMonths(start, unit === 'year' ? -12 * length : -length)
}

/** Hours run on, over nights and holidays (24小时). */
function inHours(q: Question): Due {
  const start = knownMinute(q.start)
  const length = (q.extension ?? []).reduce((sum, term) => sum + term.length, q.length)
  const before = q.direction === 'before'
  const date = formatMinute(start + (before ? -60 : 60) * length)
  const steps = [
    message('limit.starts-hour', { start: q.start }),
    message(before ? 'limit.back-hour' : 'limit.counted-hour', { length, end: date }),
  ]
  return { date, unrolled: date, provisional: false, suspended: false, steps }
}

export interface Chain {
  readonly dates: readonly string[]
  readonly provisional: boolean
  readonly steps: readonly Message[]
}

/** Separate terms in a row (起诉期 then 申请期): the end of each is moved first, then the next starts from it. */
export function chain(c: Calendar, start: string, terms: readonly (Term & { readonly rollover?: Rollover })[]): Chain {
  const dates: string[] = []
  const steps: Message[] = []
  let provisional = false
  let from = start
  for (const [i, term] of terms.entries()) {
    const end = due(c, { ...term, start: from })
    from = end.date ?? from
    dates.push(from)
    steps.push(message('limit.chain-step', { nth: i + 1 }), ...end.steps)
    provisional ||= end.provisional
  }
  return { dates, provisional, steps }
}

export interface Overdue {
  /** Days after the last day; 0 in time (the last day itself is), nothing while suspended. */
  readonly days: number | null
  readonly date: string | null
  readonly provisional: boolean
  readonly steps: readonly Message[]
}

/** How late an act was. For hours every day begun counts. */
export function overdue(c: Calendar, q: Question, act: string): Overdue {
  const { date, provisional, steps } = due(c, q)
  if (date === null) return { days: null, date, provisional, steps }
  const days = q.unit === 'hour' ? Math.ceil((knownMinute(act) - knownMinute(date)) / 1_440) : knownDay(act) - knownDay(date)
  if (days <= 0) return { days: 0, date, provisional, steps: [...steps, message('limit.in-time', { act, date })] }
  return { days, date, provisional, steps: [...steps, message('limit.overdue', { act, date, days })] }
}

/** Working days after one day, up to and with another; none when the second is not later. */
export function workdaysBetween(c: Calendar, from: string, to: string): { readonly count: number; readonly provisional: boolean } {
  const after = knownDay(from)
  const upTo = knownDay(to)
  if (upTo <= after) return { count: 0, provisional: false }
  return { count: workdaysUpTo(c, upTo) - workdaysUpTo(c, after), provisional: !certainBetween(c, after + 1, upTo) }
}

/** The question that a limit of the catalogue asks. */
export const questionOf = (rule: LimitRule, start: string): Question => ({
  start,
  length: rule.quantity,
  unit: rule.unit,
  rollover: rule.rollover,
  direction: rule.direction,
})

/** The last day by a limit of the catalogue, with the article it comes from. Extra days are added before the end is moved. */
export function explainRule(c: Calendar, rule: LimitRule, start: string, extraDays = 0): Due {
  const question = questionOf(rule, start)
  const found = due(c, extraDays > 0 ? { ...question, extension: [{ length: extraDays, unit: 'day' }] } : question)
  return { ...found, steps: [...sayLimit(rule), ...found.steps] }
}

/** The first steps of a calculation by a limit: where it comes from, and that the office counts it otherwise. */
export function sayLimit(rule: LimitRule): readonly Message[] {
  if (!rule.own) return [sayRule(rule)]
  const { own, quantity, unit, rollover } = rule
  const steps = [sayRule(rule)]
  if (own.quantity !== quantity || own.unit !== unit)
    steps.push(message(`limit.own-${own.unit}`, { length: own.quantity }), message(`limit.adjusted-${unit}`, { length: quantity }))
  // Working days need no moving, so of those there is nothing to say.
  if (own.rollover !== rollover && unit !== 'workday' && unit !== 'hour') steps.push(message(`limit.adjusted-rollover-${rollover}`))
  return steps
}

/** Where a limit comes from, as the first step of its calculation. */
export function sayRule(rule: LimitRule): Message {
  const [, article, paragraph, item] = /^(\d+)(?:\.(\d+))?(?:\((\d+)\))?$/.exec(rule.article) ?? []
  const code = `limit.rule${article ? `${paragraph ? '-paragraph' : ''}${item ? '-item' : ''}` : '-unnumbered'}`
  const place = { ...(article && { article }), ...(paragraph && { paragraph }), ...(item && { item }) }
  return message(code, { title: rule.title, law: rule.law, event: rule.startEvent, ...place })
}
