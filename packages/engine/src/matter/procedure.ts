import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Message } from '../message.ts'

/**
 * A procedure: the states of a matter and what may be done in each, by whom, with which form. Written in YAML under
 * `catalogue/procedures/<id>/procedure.yml`; no code knows the name of a state.
 */
const name = z.string().regex(/^[a-z][a-z0-9-]*$/)

const askSource = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().min(1),
  type: z.enum(['text', 'day', 'choice']),
  required: z.boolean(),
  /** Also required when another field has one of these values. */
  required_if: z.strictObject({ field: z.string(), is: z.array(z.string()).min(1) }).optional(),
  /** `words`: those by which data say what the choice says. */
  choices: z
    .array(z.strictObject({ value: z.string().min(1), label: z.string().min(1), words: z.array(z.string().min(1)).default([]) }))
    .default([]),
})
const stateSource = z.strictObject({
  label: z.string().min(1),
  final: z.boolean().default(false),
  /** How long it may last: `1WD` working days, `15D` days, `2M` months after the day of the act that led to it. */
  within: z
    .string()
    .regex(/^[1-9]\d{0,2}(WD|D|M)$/)
    .optional(),
  /** Or the field of that act which says until when. */
  until: z.string().optional(),
})
const transitionSource = z.strictObject({
  label: z.string().min(1),
  from: z.array(name).min(1),
  to: name,
  /** The permission it takes. */
  by: z.string(),
  asks: z.array(askSource).default([]),
  /** The procedure that begins for the same thing: an alert that becomes a clue has a clue's procedure from then on. */
  opens: name.optional(),
})
const procedureSource = z.strictObject({
  id: name,
  title: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  subject: name,
  start: name,
  states: z.record(name, stateSource),
  transitions: z.record(name, transitionSource),
})

export interface Ask {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'day' | 'choice'
  readonly required: boolean
  readonly requiredIf: { readonly field: string; readonly is: readonly string[] } | null
  readonly choices: readonly { readonly value: string; readonly label: string; readonly words: readonly string[] }[]
}
export interface State {
  readonly id: string
  readonly label: string
  readonly final: boolean
  /** How long it may last. */
  readonly within: { readonly length: number; readonly unit: 'day' | 'workday' | 'month' } | null
  /** The field of the act before that says until when it may. */
  readonly until: string | null
}
export interface Transition {
  readonly id: string
  readonly label: string
  readonly from: readonly string[]
  readonly to: string
  readonly by: string
  readonly asks: readonly Ask[]
  /** The procedure that it begins for the same thing. */
  readonly opens: string | null
}
export interface Procedure {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly subject: string
  readonly start: string
  readonly states: readonly State[]
  readonly transitions: readonly Transition[]
}

export interface ProcedureFinding {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly level: 'error' | 'warning'
  readonly message: Message
}

export const stateOf = (procedure: Procedure, id: string): State | undefined => procedure.states.find((state) => state.id === id)
export const transitionOf = (procedure: Procedure, id: string): Transition | undefined =>
  procedure.transitions.find((transition) => transition.id === id)

type Report = (path: readonly PropertyKey[], code: string, values?: Message['values']) => void

const termUnits = { WD: 'workday', D: 'day', M: 'month' } as const
function termOf(text: string): State['within'] {
  const [, length, unit] = /^(\d+)(WD|D|M)$/.exec(text) ?? []
  return unit === 'WD' || unit === 'D' || unit === 'M' ? { length: Number(length), unit: termUnits[unit] } : null
}

/** States that can be reached from some, going along the transitions or against them. */
function spread(procedure: Procedure, seeds: readonly string[], way: 'along' | 'against'): ReadonlySet<string> {
  const seen = new Set(seeds)
  for (const state of seen)
    for (const { from, to } of procedure.transitions) {
      if (way === 'along' && from.includes(state)) seen.add(to)
      if (way === 'against' && to === state) for (const before of from) seen.add(before)
    }
  return seen
}

/** A procedure is a graph, so the graph is checked: no state is out of reach, none is a trap. */
function checkGraph(procedure: Procedure, report: Report): void {
  const known = new Set(procedure.states.map(({ id }) => id))
  const check = (state: string, path: readonly PropertyKey[]): void => {
    if (!known.has(state)) report(path, 'procedure.unknown-state', { name: state })
  }
  check(procedure.start, ['start'])
  for (const { id, from, to } of procedure.transitions) {
    for (const [index, state] of from.entries()) check(state, ['transitions', id, 'from', index])
    check(to, ['transitions', id, 'to'])
  }
  const reached = spread(procedure, [procedure.start], 'along')
  const ending = spread(
    procedure,
    procedure.states.filter(({ final }) => final).map(({ id }) => id),
    'against',
  )
  for (const { id } of procedure.states) {
    if (!reached.has(id)) report(['states', id], 'procedure.unreachable', { name: id })
    if (!ending.has(id)) report(['states', id], 'procedure.trap', { name: id })
  }
}

function checkForms(procedure: Procedure, report: Report): void {
  for (const { id, asks } of procedure.transitions) {
    const seen = new Set<string>()
    for (const [index, ask] of asks.entries()) {
      const path = ['transitions', id, 'asks', index]
      if (seen.has(ask.name)) report([...path, 'name'], 'procedure.duplicate', { name: ask.name })
      seen.add(ask.name)
      if (ask.type === 'choice' && ask.choices.length === 0) report(path, 'procedure.no-choices', { name: ask.name })
      const values = ask.choices.map(({ value }) => value)
      for (const value of values.filter((one, at) => values.indexOf(one) !== at)) report(path, 'procedure.duplicate', { name: value })
      const condition = ask.requiredIf
      if (condition && !asks.some((other) => other.name === condition.field && other !== ask))
        report([...path, 'required_if'], 'procedure.unknown-field', { name: condition.field })
    }
  }
  for (const { id, until } of procedure.states)
    if (
      until !== null &&
      !procedure.transitions.some(({ to, asks }) => to === id && asks.some((ask) => ask.name === until && ask.type === 'day'))
    )
      report(['states', id, 'until'], 'procedure.unknown-field', { name: until })
}

/** Reads a procedure, and tells every mistake with its line and column. */
export function parseProcedure(text: string, file: string): { procedure?: Procedure; findings: readonly ProcedureFinding[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const findings: ProcedureFinding[] = []
  const add = (offset: number, message: Message): void => {
    const at = lines.linePos(offset)
    findings.push({ file, line: at.line, column: at.col, level: 'error', message })
  }
  for (const error of document.errors)
    add(error.pos[0], { code: 'procedure.yaml', values: { problem: error.message.split('\n')[0] ?? '' } })
  if (findings.length > 0) return { findings }
  const report: Report = (path, code, values) => {
    // The nearest node that exists: what is missing is told at its parent.
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
      if (Array.isArray(range) && typeof range[0] === 'number') return add(range[0], { code, ...(values && { values }) })
    }
    add(0, { code, ...(values && { values }) })
  }
  const parsed = procedureSource.safeParse(document.toJS())
  if (!parsed.success) {
    for (const issue of parsed.error.issues) report(issue.path, 'procedure.shape', { path: issue.path.join('.'), problem: issue.message })
    return { findings }
  }
  const { states, transitions, ...rest } = parsed.data
  const procedure: Procedure = {
    ...rest,
    states: Object.entries(states).map(([id, { label, final, within, until }]) => ({
      id,
      label,
      final,
      within: within === undefined ? null : termOf(within),
      until: until ?? null,
    })),
    transitions: Object.entries(transitions).map(([id, transition]) => ({
      id,
      ...transition,
      opens: transition.opens ?? null,
      asks: transition.asks.map(({ required_if, ...ask }) => ({ ...ask, requiredIf: required_if ?? null })),
    })),
  }
  checkGraph(procedure, report)
  checkForms(procedure, report)
  return findings.length > 0 ? { findings } : { procedure, findings }
}
