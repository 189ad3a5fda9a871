import type { Message } from '../message.ts'
import { type Ask, type Procedure, stateOf, type Transition, transitionOf } from './procedure.ts'

/** What is known of a matter when somebody wants to move it. */
export interface Situation {
  readonly state: string
  /** When the act before happened. */
  readonly lastOn: string | null
}

/** What somebody wants to do. */
export interface Wish {
  readonly transition: string
  readonly permissions: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  /** The day it happened, and the day on which it is entered. */
  readonly occurredOn: string
  readonly today: string
}

/** Five ways of being told no, because a person must be told which it is. */
export type DenialKind = 'no-such-transition' | 'wrong-state' | 'not-permitted' | 'form' | 'day'
export interface Denial {
  readonly kind: DenialKind
  readonly message: Message
}
export type Decision =
  | { readonly ok: true; readonly from: string; readonly to: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly denials: readonly Denial[] }

export const longestText = 2000

const isDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (lengths[month - 1] ?? 0)
}

const form = (code: string, values: Message['values']): Denial => ({ kind: 'form', message: values ? { code, values } : { code } })

function checkField(ask: Ask, fields: Readonly<Record<string, string>>): Denial | undefined {
  const value = fields[ask.name] ?? ''
  const condition = ask.requiredIf
  const needed = ask.required || (condition?.is.includes(fields[condition.field] ?? '') ?? false)
  if (value === '') return needed ? form('matter.field-missing', { field: ask.label }) : undefined
  if (value.length > longestText) return form('matter.field-too-long', { field: ask.label, most: longestText })
  if (ask.type === 'day' && !isDay(value)) return form('matter.not-a-day', { field: ask.label })
  if (ask.type === 'choice' && !ask.choices.some((choice) => choice.value === value))
    return form('matter.no-such-choice', { field: ask.label, value })
  return undefined
}

/** May this be done, here and now, by this person — and what follows? Decides only; changes nothing. */
export function decide(procedure: Procedure, now: Situation, wish: Wish): Decision {
  const transition = transitionOf(procedure, wish.transition)
  const deny = (kind: DenialKind, code: string, values: Message['values']): Decision => ({
    ok: false,
    denials: [{ kind, message: values ? { code, values } : { code } }],
  })
  if (!transition) return deny('no-such-transition', 'matter.no-such-transition', { transition: wish.transition })
  if (!wish.permissions.includes(transition.by)) return deny('not-permitted', 'matter.not-permitted', { transition: transition.label })
  if (!transition.from.includes(now.state))
    return deny('wrong-state', 'matter.wrong-state', {
      state: stateOf(procedure, now.state)?.label ?? now.state,
      transition: transition.label,
    })

  const given = Object.fromEntries(Object.entries(wish.fields).map(([field, value]) => [field, value.trim()]))
  const denials: Denial[] = Object.keys(given)
    .filter((field) => !transition.asks.some((ask) => ask.name === field))
    .map((field) => form('matter.field-unknown', { field }))
  for (const ask of transition.asks) {
    const denial = checkField(ask, given)
    if (denial) denials.push(denial)
  }
  const day = (code: string, values: Message['values']): Denial => ({ kind: 'day', message: values ? { code, values } : { code } })
  const { occurredOn, today } = wish
  if (!isDay(occurredOn)) denials.push(day('matter.not-a-day', { field: occurredOn }))
  else if (occurredOn > today) denials.push(day('matter.day-in-future', { day: occurredOn }))
  else if (now.lastOn !== null && occurredOn < now.lastOn)
    denials.push(day('matter.day-before-last', { day: occurredOn, last: now.lastOn }))
  if (denials.length > 0) return { ok: false, denials }
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  return { ok: true, from: now.state, to: transition.to, fields }
}

/** What may be done now by somebody with these permissions: the buttons of the page. */
export const allowed = (procedure: Procedure, state: string, permissions: readonly string[]): readonly Transition[] =>
  procedure.transitions.filter(({ from, by }) => from.includes(state) && permissions.includes(by))

/** An act as it was recorded. */
export interface RecordedAct {
  readonly transition: string
  readonly from: string
  readonly to: string
}

/** The state of a matter is the fold of its acts; undefined when they do not follow from each other. */
export function fold(procedure: Procedure, acts: readonly RecordedAct[]): string | undefined {
  let state = procedure.start
  for (const act of acts) {
    if (act.from !== state || stateOf(procedure, act.to) === undefined) return undefined
    state = act.to
  }
  return state
}
