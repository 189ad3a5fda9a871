import { say } from '@xiezhi/engine/message'
import type { Available, CheckedModel, CheckedStep } from '@xiezhi/engine/model/model'
import type { RuleOutcome } from '../run.ts'
import { modelServiceMessages } from '../service-messages.ts'
import type { Before, Explanation, Line, Meeting } from './explanation.ts'
import { wantsExplaining } from './wanted.ts'

export interface Facts {
  readonly checked: CheckedModel
  readonly available: Available
  /** Outcomes of the rules, in the order of the model. */
  readonly outcomes: readonly RuleOutcome[]
  /** Rows of each input and step, where they were counted. */
  readonly rows: ReadonlyMap<string, number>
  readonly meetings: readonly Meeting[]
  readonly before?: Before | undefined
  /** Meetings that were spoken of already: rules often rest on the same steps. */
  readonly told: Set<Meeting>
}

/** Of a step that a person reads: at most so many sentences about keys that do not meet. */
const mostMeetings = 3

/** Says, for rules that found nothing or far less than before, at which step rows were lost and whether keys failed to meet. */
export function explain(given: Omit<Facts, 'told'>): readonly Explanation[] {
  const facts: Facts = { ...given, told: new Set() }
  const { checked, outcomes, before } = facts
  return [...wantsExplaining(checked, outcomes, before)].flatMap(([at, kind]) => {
    const [rule, outcome] = [checked.rules[at], outcomes[at]]
    if (!rule || !outcome) return []
    const asked = (before?.rules.get(outcome.rule) ?? 0) > 0 ? (before?.otherwise ?? []) : []
    const lines = kind === 'nothing' ? [...asked, ...nothing(facts, at)] : fewer(facts, at, asked)
    return [{ rule: outcome.rule, title: outcome.title, kind, lines: [...lines] }]
  })
}

function nothing(facts: Facts, at: number): readonly Line[] {
  const [rule, outcome] = [facts.checked.rules[at]!, facts.outcomes[at]!]
  const rows = facts.rows.get(rule.from)
  if (rows === 0) return vanished(facts, rule.from)
  const lines: Line[] = []
  if (rows !== undefined) {
    const where = rule.words.where
    const values = { table: titleOf(facts, rule.from), rows: shown(rows) }
    const silenced = outcome.notTested + outcome.excluded.reduce((sum, { count }) => sum + count, 0)
    if (where !== undefined && silenced < rows)
      lines.push({ code: 'explain.where', values: { ...values, where: labelled(facts, rule.from, where) } })
    else lines.push({ code: 'explain.reached', values })
  }
  if (outcome.excluded.length > 0) {
    const count = outcome.excluded.reduce((sum, one) => sum + one.count, 0)
    const list = outcome.excluded.map((one) => `${one.id} ${one.title} ${shown(one.count)}`).join('、')
    lines.push({ code: 'explain.excluded', values: { count: shown(count), list } })
  }
  if (outcome.notTested > 0) lines.push({ code: 'explain.not-tested', values: { count: shown(outcome.notTested) } })
  // What a step keeps because it has no partner is not lost there.
  const failing = upstream(facts, rule.from)
    .filter(({ operator }) => operator !== 'without')
    .flatMap((step) => facts.meetings.filter((meeting) => meeting.step === step.id))
    .filter((meeting) => meeting.met === 0 && meeting.leftRows > 0 && meeting.rightRows > 0 && !facts.told.has(meeting))
  for (const meeting of failing.slice(0, mostMeetings)) lines.push(...ofMeeting(facts, meeting))
  return lines
}

/** Why a table has no rows: the first step on the way to it that had rows to work on. */
function vanished(facts: Facts, table: string): readonly Line[] {
  const label = titleOf(facts, table)
  const step = facts.checked.steps.find(({ id }) => id === table)
  if (!step) return [{ code: facts.available.has(table) ? 'explain.empty' : 'explain.missing', values: { label } }]
  const zero = step.reads.filter((read) => facts.rows.get(read) === 0)
  const [left] = step.reads
  if (zero.length === step.reads.length || (left !== undefined && zero[0] === left)) {
    const from = step.operator === 'union' ? [...new Set(zero)] : zero.slice(0, 1)
    return from.length > 0 ? from.flatMap((read) => vanished(facts, read)) : [{ code: 'explain.empty', values: { label } }]
  }
  const values = {
    step: label,
    detail: labelled(facts, left ?? table, step.detail),
    left: left === undefined ? '' : titleOf(facts, left),
    rows: left === undefined ? '' : shown(facts.rows.get(left) ?? 0),
  }
  const [partner] = step.operator === 'without' ? [] : zero
  if (partner !== undefined)
    return [{ code: 'explain.no-partner', values: { ...values, right: titleOf(facts, partner) } }, ...vanished(facts, partner)]
  const meetings = facts.meetings.filter((meeting) => meeting.step === step.id)
  if (step.operator === 'without')
    return [{ code: 'explain.all-met', values }, ...meetings.slice(0, mostMeetings).flatMap((one) => ofMeeting(facts, one))]
  if (meetings.length > 0)
    return [{ code: 'explain.step', values }, ...meetings.slice(0, mostMeetings).flatMap((one) => ofMeeting(facts, one))]
  return [{ code: 'explain.condition', values }]
}

function fewer(facts: Facts, at: number, asked: readonly Line[]): readonly Line[] {
  const [rule, outcome] = [facts.checked.rules[at]!, facts.outcomes[at]!]
  const then = facts.before
  const now = facts.outcomes.filter((one) => one.rule === outcome.rule).reduce((sum, { clues }) => sum + clues, 0)
  const lines: Line[] = [
    { code: 'explain.fewer', values: { before: shown(then?.rules.get(outcome.rule) ?? 0), now: shown(now) } },
    ...asked,
  ]
  const isLess = (table: string): boolean => {
    const [before, after] = [then?.steps.get(table), facts.rows.get(table)]
    return before !== undefined && after !== undefined && after * 2 < before
  }
  const said = (table: string) => ({
    label: titleOf(facts, table),
    before: shown(then?.steps.get(table) ?? 0),
    now: shown(facts.rows.get(table) ?? 0),
  })
  const steps = upstream(facts, rule.from)
  const inputs = [...new Set([rule.from, ...steps.flatMap(({ reads }) => reads)])].filter((id) =>
    facts.checked.inputs.some(({ dataset }) => dataset === id),
  )
  const less = inputs.filter(isLess)
  for (const input of less.slice(0, mostMeetings)) lines.push({ code: 'explain.fewer-input', values: said(input) })
  // The first step that lost rows which its own sources still had.
  const first = steps.find(({ id, reads }) => isLess(id) && !reads.some(isLess))
  if (first) {
    lines.push({ code: 'explain.fewer-step', values: { ...said(first.id), detail: first.detail } })
    for (const meeting of facts.meetings.filter(({ step }) => step === first.id).slice(0, mostMeetings))
      lines.push(...ofMeeting(facts, meeting))
  }
  if (!first && less.length === 0 && asked.length === 0) lines.push({ code: 'explain.fewer-rule' })
  if (outcome.notTested > 0) lines.push({ code: 'explain.not-tested', values: { count: shown(outcome.notTested) } })
  return lines
}

/** Whether keys meet, in words; with examples of both sides where none do. */
function ofMeeting(facts: Facts, meeting: Meeting): readonly Line[] {
  facts.told.add(meeting)
  const step = facts.checked.steps.find(({ id }) => id === meeting.step)
  const [leftTable = '', rightTable = leftTable] = step?.reads ?? []
  const keys = keysOf(facts, meeting, leftTable, rightTable)
  const values = {
    step: titleOf(facts, meeting.step),
    left: titleOf(facts, leftTable),
    right: titleOf(facts, rightTable),
    keys,
    leftRows: shown(meeting.leftRows),
    leftKeyed: shown(meeting.leftKeyed),
    rightRows: shown(meeting.rightRows),
    rightKeyed: shown(meeting.rightKeyed),
    met: shown(meeting.met),
  }
  const lines: Line[] = [{ code: meeting.met === 0 ? 'explain.keys-none' : 'explain.keys', values }]
  if (meeting.met > 0) return lines
  const isThin = (keyed: number, rows: number): boolean => rows > 0 && keyed * 2 < rows
  if (isThin(meeting.leftKeyed, meeting.leftRows)) lines.push({ code: 'explain.few-keys', values: { table: values.left, keys } })
  if (isThin(meeting.rightKeyed, meeting.rightRows)) lines.push({ code: 'explain.few-keys', values: { table: values.right, keys } })
  if (meeting.lefts.length > 0 && meeting.rights.length > 0)
    lines.push({
      code: 'explain.differ',
      values: { left: values.left, right: values.right, lefts: meeting.lefts.join('；'), rights: meeting.rights.join('；') },
    })
  return lines
}

const tableOf = ({ checked }: Pick<Facts, 'checked'>, id: string) =>
  checked.inputs.find(({ dataset }) => dataset === id)?.table ?? checked.steps.find((step) => step.id === id)?.table

function keysOf(facts: Facts, { keys }: Meeting, leftTable: string, rightTable: string): string {
  const label = (table: string, name: string): string => tableOf(facts, table)?.columns.find((one) => one.name === name)?.label ?? name
  const said = keys.map(({ left, right }) => {
    const [mine, theirs] = [label(leftTable, left), label(rightTable, right)]
    return mine === theirs ? mine : `${mine}＝${theirs}`
  })
  return said.length > 0 ? [...new Set(said)].join('、') : '—'
}

/** A condition of the language with the names that people know: columns by their labels, parameters by theirs. */
export function labelled(facts: Pick<Facts, 'checked'>, table: string, text: string): string {
  const columns = new Map((tableOf(facts, table)?.columns ?? []).map(({ name, label }) => [name, label]))
  const parameters = new Map(facts.checked.parameters.map(({ name, label }) => [name, label]))
  parameters.set('as_of', say(modelServiceMessages, { code: 'run.place.as_of' }))
  return text.replace(/'[^']*'|(\$?)\b([a-z_]\w*)\b(?!\()/g, (whole, dollar: string | undefined, name: string | undefined) => {
    const label = name === undefined ? undefined : dollar ? parameters.get(name) : columns.get(name)
    return label === undefined ? whole : `〔${label}〕`
  })
}

/** The steps that a table rests on, in the order of the model. */
function upstream({ checked }: Facts, table: string): readonly CheckedStep[] {
  const found = new Set<string>()
  const see = (id: string): void => {
    const step = checked.steps.find((one) => one.id === id)
    if (!step || found.has(id)) return
    found.add(id)
    step.reads.forEach(see)
  }
  see(table)
  return checked.steps.filter(({ id }) => found.has(id))
}

export const titleOf = ({ checked }: Pick<Facts, 'checked'>, id: string): string =>
  checked.inputs.find(({ dataset }) => dataset === id)?.label ?? checked.steps.find((step) => step.id === id)?.title ?? id

const shown = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
