import type { SearchText } from '../ui/use-list.ts'

/**
 * A question of the calculator as the address holds it, so that it can be sent to a colleague; and the body that the server is asked
 * with once nothing is missing. The forms are those of `xiezhi due`.
 */

export const ops = ['due', 'overdue', 'chain', 'workdays_between', 'is_workday'] as const
export type Op = (typeof ops)[number]
export const units = ['day', 'workday', 'month', 'year', 'hour'] as const
export type Unit = (typeof units)[number]
export const rollovers = ['next_workday', 'none'] as const
export type Rollover = (typeof rollovers)[number]

export interface Term {
  readonly length: number
  readonly unit: Unit
  readonly rollover?: Rollover
}
export interface Pause {
  readonly from: string
  readonly to: string | undefined
}
export interface Asked {
  readonly op: Op
  /** A limit of the catalogue; absent: a free length. */
  readonly rule: string | undefined
  readonly start: string | undefined
  readonly term: Term
  readonly before: boolean
  readonly clear: boolean
  readonly pauses: readonly Pause[]
  readonly extension: readonly Term[]
  readonly act: string | undefined
  readonly steps: readonly Term[]
  readonly from: string | undefined
  readonly to: string | undefined
  readonly date: string | undefined
}

const one = <T extends string>(known: readonly T[], text: string | undefined): T | undefined => known.find((value) => value === text)
const when = (text: string | undefined): string | undefined => (text && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(text) ? text : undefined)
const list = (text: string | undefined): readonly string[] => (text ? text.split(',').slice(0, 20) : [])

const termOf = (text: string): readonly Term[] => {
  const [, length, unit, fixed] = /^(\d{1,5})(day|workday|month|year|hour)(!?)$/.exec(text) ?? []
  const known = one(units, unit)
  return length && known ? [{ length: Number(length), unit: known, rollover: fixed ? 'none' : 'next_workday' }] : []
}
const termText = ({ length, unit, rollover }: Term): string => `${length}${unit}${rollover === 'none' ? '!' : ''}`

const pauseOf = (text: string): readonly Pause[] => {
  const [from, to] = text.split('~')
  const known = when(from)
  return known ? [{ from: known, to: when(to) }] : []
}

export const usual: Asked = {
  op: 'due',
  rule: undefined,
  start: undefined,
  term: { length: 15, unit: 'day', rollover: 'next_workday' },
  before: false,
  clear: false,
  pauses: [],
  extension: [],
  act: undefined,
  steps: [
    { length: 6, unit: 'month', rollover: 'next_workday' },
    { length: 3, unit: 'month', rollover: 'next_workday' },
  ],
  from: undefined,
  to: undefined,
  date: undefined,
}

export const askedIn = (search: SearchText): Asked => {
  const steps = list(search.steps).flatMap(termOf)
  return {
    op: one(ops, search.op) ?? usual.op,
    rule: search.rule || undefined,
    start: when(search.start),
    term: termOf(search.term ?? '')[0] ?? usual.term,
    before: search.before === '1',
    clear: search.clear === '1',
    pauses: list(search.pauses).flatMap(pauseOf),
    extension: list(search.ext).flatMap(termOf),
    act: when(search.act),
    steps: steps.length > 0 ? steps : usual.steps,
    from: when(search.from),
    to: when(search.to),
    date: when(search.date),
  }
}

/** The address of a question: only what its form asks for, and only what is not usual. */
export const searchOf = (asked: Asked): Record<string, string> => {
  const { op } = asked
  const term = op === 'due' || op === 'overdue'
  const said: Record<string, string | undefined> = {
    op: op === usual.op ? undefined : op,
    rule: term ? asked.rule : undefined,
    start: term || op === 'chain' ? asked.start : undefined,
    term: term && !asked.rule && termText(asked.term) !== termText(usual.term) ? termText(asked.term) : undefined,
    before: term && !asked.rule && asked.before ? '1' : undefined,
    clear: term && asked.before && asked.clear ? '1' : undefined,
    pauses: term ? asked.pauses.map(({ from, to }) => `${from}~${to ?? ''}`).join(',') : undefined,
    ext: term ? asked.extension.map(termText).join(',') : undefined,
    act: op === 'overdue' ? asked.act : undefined,
    steps: op === 'chain' ? asked.steps.map(termText).join(',') : undefined,
    from: op === 'workdays_between' ? asked.from : undefined,
    to: op === 'workdays_between' ? asked.to : undefined,
    date: op === 'is_workday' ? asked.date : undefined,
  }
  return Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** In hours, moments are asked for; else days. A limit brings its own unit. */
export const inHours = (asked: Asked, ruleUnit: Unit | undefined): boolean => {
  if (asked.op === 'chain') return asked.steps[0]?.unit === 'hour'
  return (asked.rule ? ruleUnit : asked.term.unit) === 'hour'
}

/** A day given where a moment is wanted is its first minute; a moment where a day is wanted is its day. */
const fit = (text: string | undefined, hours: boolean): string | undefined => {
  if (!text) return undefined
  if (hours) return text.includes('T') ? text : `${text}T00:00`
  return text.slice(0, 10)
}

/** What the server is asked, or nothing while something is missing. */
export const bodyOf = (asked: Asked, ruleUnit: Unit | undefined): Record<string, unknown> | undefined => {
  const { op } = asked
  if (op === 'is_workday') return asked.date ? { op, date: asked.date } : undefined
  if (op === 'workdays_between') return asked.from && asked.to ? { op, from: asked.from, to: asked.to } : undefined
  const hours = inHours(asked, ruleUnit)
  const start = fit(asked.start, hours)
  if (!start) return undefined
  if (op === 'chain') return { op, start, steps: asked.steps }
  const act = fit(asked.act, hours)
  if (op === 'overdue' && !act) return undefined
  const backwards = !asked.rule && asked.before
  return {
    op,
    start,
    ...(asked.rule
      ? { rule: asked.rule }
      : {
          length: asked.term.length,
          unit: asked.term.unit,
          rollover: asked.term.rollover ?? 'next_workday',
          direction: backwards ? 'before' : 'after',
        }),
    ...(backwards && asked.clear ? { clear: true } : {}),
    ...(asked.pauses.length > 0 && !backwards && !hours ? { pauses: asked.pauses.map(({ from, to }) => ({ from, to: to ?? null })) } : {}),
    ...(asked.extension.length > 0 && !backwards ? { extension: asked.extension.map(({ length, unit }) => ({ length, unit })) } : {}),
    ...(op === 'overdue' ? { act } : {}),
  }
}
