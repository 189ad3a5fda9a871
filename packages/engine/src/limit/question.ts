/** Questions about time as they come from outside, one object each, and their answers. Refusals are values that say what to mend. */
import { z } from 'zod'
import type { Message } from '../message.ts'
import { type Calendar, isCertain, isWorkday } from './calendar.ts'
import { parseDay, parseMinute } from './day.ts'
import {
  chain,
  due,
  type LimitRule,
  type LimitValue,
  overdue,
  type Question,
  questionOf,
  rollovers,
  sayLimit,
  type Term,
  units,
  workdaysBetween,
} from './limit.ts'

export interface Law {
  readonly calendar: Calendar
  readonly limits: ReadonlyMap<string, LimitRule>
}

export type QuestionId = string | number | boolean | null

export type Answer =
  | { date: string | null; unrolled: string | null; provisional: boolean; suspended: boolean; steps: readonly Message[] }
  | { dates: readonly string[]; provisional: boolean; steps: readonly Message[] }
  | { days: number | null; date: string | null; provisional: boolean; steps: readonly Message[] }
  | { workday: boolean; provisional: boolean }
  | { count: number; provisional: boolean }

export type Answered =
  | { readonly ok: true; readonly id: QuestionId; readonly answer: Answer }
  | { readonly ok: false; readonly id: QuestionId; readonly error: Message }

const refuse = (code: string, values: Message['values'] = {}): Message => ({ code, values })

/** Years outside are slips of the pen, and a length beyond a hundred years is one too. */
const inRange = (text: string) => text >= '1900' && text < '2200'
const day = z
  .string({ error: 'limit.bad-day' })
  .refine((text) => parseDay(text) !== undefined, { error: 'limit.bad-day', abort: true })
  .refine(inRange, { error: 'limit.far-day' })
const minute = z
  .string({ error: 'limit.bad-minute' })
  .refine((text) => parseMinute(text) !== undefined, { error: 'limit.bad-minute', abort: true })
  .refine(inRange, { error: 'limit.far-day' })

const longest = { day: 36_525, workday: 36_525, month: 1_200, year: 100, hour: 876_600 } as const
const unit = z.enum(units, { error: 'limit.bad-unit' })
const length = z.int({ error: 'limit.bad-length' }).min(0, { error: 'limit.bad-length' })
const isBounded = (term: Term) => term.length <= longest[term.unit]

/** Would a limit of this length be answered? A limit may be adjusted to no other. */
export const isAnswerable = ({ quantity, unit }: LimitValue): boolean => isBounded({ length: quantity, unit })
const rollover = z.enum(rollovers, { error: 'limit.bad-rollover' })

const term = z.object({ length, unit }, { error: 'limit.bad-term' }).refine(isBounded, { error: 'limit.long-length', path: ['length'] })
const pause = z
  .object({ from: day, to: day.nullish().transform((to) => to ?? null) }, { error: 'limit.bad-pause' })
  .refine(({ from, to }) => to === null || from <= to, { error: 'limit.turned-pause' })

const termQuestion = z
  .object({
    length,
    unit,
    direction: z.enum(['after', 'before'], { error: 'limit.bad-direction' }).default('after'),
    clear: z.boolean({ error: 'limit.bad-clear' }).default(false),
    rollover: rollover.default('next_workday'),
    pauses: z.array(pause, { error: 'limit.bad-pause' }).max(1_000, { error: 'limit.many' }).default([]),
    extension: z.array(term, { error: 'limit.bad-term' }).max(100, { error: 'limit.many' }).default([]),
  })
  .refine(isBounded, { error: 'limit.long-length', path: ['length'] })
  .superRefine((q, context) => {
    const refuseAt = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] })
    if (q.unit === 'hour' && q.pauses.length > 0) refuseAt('pauses', 'limit.hours-run-on')
    if (q.extension.some((e) => (e.unit === 'hour') !== (q.unit === 'hour'))) refuseAt('extension', 'limit.mixed-hours')
    if (q.direction === 'before' && q.pauses.length > 0) refuseAt('pauses', 'limit.forward-only')
    if (q.direction === 'before' && q.extension.length > 0) refuseAt('extension', 'limit.forward-only')
  })

const chainQuestion = z
  .object({
    steps: z
      .array(
        z
          .object({ length, unit, rollover: rollover.default('next_workday') }, { error: 'limit.bad-term' })
          .refine(isBounded, { error: 'limit.long-length', path: ['length'] }),
        { error: 'limit.bad-steps' },
      )
      .min(1, { error: 'limit.bad-steps' })
      .max(100, { error: 'limit.many' }),
  })
  .refine(({ steps }) => steps.every((step) => (step.unit === 'hour') === (steps[0]!.unit === 'hour')), {
    error: 'limit.mixed-hours',
    path: ['steps'],
  })

const dayQuestion = z.object({ date: day })
const spanQuestion = z.object({ from: day, to: day })

const termFields = ['start', 'length', 'unit', 'direction', 'clear', 'rollover', 'pauses', 'extension', 'rule']
const fields = {
  due: termFields,
  overdue: [...termFields, 'act'],
  chain: ['start', 'steps'],
  is_workday: ['date'],
  workdays_between: ['from', 'to'],
} as const
type Op = keyof typeof fields
const isOp = (op: unknown): op is Op => typeof op === 'string' && Object.hasOwn(fields, op)

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Message }

/** Parse at the door: the first thing wrong, with the field it is about. */
function read<T>(schema: z.ZodType<T>, value: unknown, at?: string): Read<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]!
  const field = [...(at ? [at] : []), ...issue.path].join('.')
  return { ok: false, error: refuse(issue.message, { field }) }
}

/** One line of text. */
export function answerLine(law: Law, line: string): Answered {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { ok: false, id: null, error: refuse('limit.not-json') }
  }
  return answerQuestion(law, value)
}

export function answerQuestion(law: Law, value: unknown): Answered {
  const object = z.record(z.string(), z.unknown()).safeParse(value)
  if (!object.success) return { ok: false, id: null, error: refuse('limit.not-object') }
  const { id: givenId, op: givenOp, ...rest } = object.data
  const isId = typeof givenId === 'string' || typeof givenId === 'number' || typeof givenId === 'boolean'
  const id: QuestionId = isId ? givenId : null
  const op = givenOp ?? 'due'
  const given = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== null))
  const found: Read<Answer> = isOp(op)
    ? answerOp(law, op, given)
    : { ok: false, error: refuse('limit.bad-op', { op: String(op), ops: Object.keys(fields).join(' | ') }) }
  return found.ok ? { ok: true, id, answer: found.value } : { ok: false, id, error: found.error }
}

function answerOp(law: Law, op: Op, given: Readonly<Record<string, unknown>>): Read<Answer> {
  const slip = misspelt(Object.keys(given), fields[op])
  if (slip) return { ok: false, error: slip }
  if (op === 'is_workday') {
    const q = read(dayQuestion, given)
    if (!q.ok) return q
    const { date } = q.value
    return { ok: true, value: { workday: isWorkday(law.calendar, date), provisional: !isCertain(law.calendar, date) } }
  }
  if (op === 'workdays_between') {
    const q = read(spanQuestion, given)
    return q.ok ? { ok: true, value: workdaysBetween(law.calendar, q.value.from, q.value.to) } : q
  }
  if (op === 'chain') {
    const q = read(chainQuestion, given)
    if (!q.ok) return q
    const start = read(q.value.steps[0]!.unit === 'hour' ? minute : day, given.start, 'start')
    return start.ok ? { ok: true, value: chain(law.calendar, start.value, q.value.steps) } : start
  }
  const q = readTerm(law, given)
  if (!q.ok) return q
  const { question, rule } = q.value
  const first = rule ? sayLimit(rule) : []
  if (op === 'due') {
    const found = due(law.calendar, question)
    return { ok: true, value: { ...found, steps: [...first, ...found.steps] } }
  }
  const act = read(question.unit === 'hour' ? minute : day, given.act, 'act')
  if (!act.ok) return act
  const found = overdue(law.calendar, question, act.value)
  return { ok: true, value: { ...found, steps: [...first, ...found.steps] } }
}

/** A term is given by itself or as a limit of the catalogue, never as a mixture of both. */
function readTerm(law: Law, given: Readonly<Record<string, unknown>>): Read<{ question: Question; rule?: LimitRule }> {
  let rule: LimitRule | undefined
  if (given.rule !== undefined) {
    rule = typeof given.rule === 'string' ? law.limits.get(given.rule) : undefined
    if (!rule) return { ok: false, error: unknownRule(String(given.rule), law.limits) }
    const mixed = ['length', 'unit', 'rollover', 'direction'].find((field) => given[field] !== undefined)
    if (mixed) return { ok: false, error: refuse('limit.rule-and-term', { field: mixed }) }
  }
  const q = read(termQuestion, rule ? { ...given, ...questionOf(rule, '') } : given)
  if (!q.ok) return q
  const start = read(q.value.unit === 'hour' ? minute : day, given.start, 'start')
  if (!start.ok) return start
  const question = { ...q.value, start: start.value }
  return { ok: true, value: rule ? { question, rule } : { question } }
}

function unknownRule(rule: string, limits: Law['limits']): Message {
  const near = [...limits.keys()].find((id) => distance(id, rule) <= 2)
  return near ? refuse('limit.unknown-rule-near', { rule, near }) : refuse('limit.unknown-rule', { rule })
}

/**
 * A misspelt `rolover` must not silently give a moved day; a field that looks like none of ours is the asker's own remark.
 */
function misspelt(given: readonly string[], known: readonly string[]): Message | undefined {
  for (const field of given) {
    if (known.includes(field)) continue
    const plain = field.toLowerCase().replace(/[^a-z]/g, '')
    const near = known.find((name) => distance(name.replace('_', ''), plain) <= (name.length > 6 ? 2 : name.length > 4 ? 1 : 0))
    if (near) return refuse('limit.misspelt', { field, near })
  }
  return undefined
}

/** How many letters differ (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
