import {
  amountOf,
  type Clue,
  type ClueKey,
  type EvidenceRow,
  type Grade,
  keyText,
  parseBasis,
  type TestedExclusion,
} from '@xiezhi/engine/clue/clue'
import { chineseDate, renderReason } from '@xiezhi/engine/clue/reason'
import type { RolledUp } from '@xiezhi/engine/clue/rollup'
import { finalScore, severityOf } from '@xiezhi/engine/clue/score'
import { say } from '@xiezhi/engine/message'
import { type CheckedRule, notLookedAt } from '@xiezhi/engine/model/model'
import type { CatalogueModel } from '../catalogue.ts'
import { type Calculated, calculate } from './calculate.ts'
import type { Emitted } from './emitted.ts'
import { runMessages } from './messages.ts'
import type { RunInput } from './run.ts'

interface Forming extends RunInput {
  readonly values: Readonly<Record<string, string>>
  readonly evidence: readonly EvidenceRow[]
  readonly alike: Alike
  readonly calculated: Calculated
}

/** What all clues of a rule have alike in a run: made once, and held by all of them. */
export interface Alike {
  readonly exclusions: readonly TestedExclusion[]
  readonly basis: Clue['basis']
  readonly untested: boolean
}

/** `off`: exclusions that the parameters turn off. */
export const alikeIn = (
  rule: CheckedRule,
  { model: { checked }, available }: Pick<RunInput, 'model' | 'available'>,
  untested: ReadonlyMap<string, readonly string[]>,
  off: ReadonlySet<string>,
): Alike => ({
  exclusions: rule.exclusions.map(({ id }): TestedExclusion => {
    const exclusion = checked.exclusions.find((one) => one.id === id)
    const title = exclusion?.title ?? id
    const lacks = untested.get(id)
    if (off.has(id)) return { id, title, result: 'not_applicable' }
    if (lacks) return { id, title, result: 'untested', lacks }
    const unseen = notLookedAt(exclusion?.needs ?? [], available)
    return { id, title, result: 'passed', ...(unseen.length > 0 && { lacks: unseen }) }
  }),
  basis: rule.basis.map(parseBasis),
  untested: untested.size > 0,
})

/** A clue out of an emitted row. */
export function formClue(row: Emitted, input: Forming): Clue {
  const { rule, payload, key } = row
  const { model, asOf } = input
  const { exclusions, basis, untested } = input.alike
  const grade: Grade = payload._grade === 'B' ? 'B' : 'A'
  const score = finalScore(Number(payload._score ?? 0), grade, untested)
  const overdue = payload._days_overdue === undefined || payload._days_overdue === null ? null : Number(payload._days_overdue)
  const subject = { kind: rule.subjectKind, name: payload._subject_name ?? '', code: payload._subject_code ?? null }
  const reason = renderReason(rule.reason, placesOf(input.values, payload))
  return {
    model: model.id,
    version: model.checked.version,
    rule: rule.as,
    key,
    clueId: input.idOf(model.id, rule.as, keyText(key)),
    title: titleOf(subject.name, rule.title),
    reason,
    subject,
    party: payload._party_name ? { name: payload._party_name, id: payload._party_id ?? null } : null,
    dueDate: payload._due ?? null,
    daysOverdue: overdue !== null && overdue > 0 ? overdue : null,
    amount: amountOf(payload._amount ?? null),
    grade,
    score,
    severity: rule.severity === 'list' || rule.output === 'list' ? 'list' : severityOf(score),
    basis,
    exclusions,
    rollup: false,
    evidence: input.evidence,
    calculations: rule.dates.map((date) => calculate(date, payload, input)),
    document: rule.document ?? null,
    asOf,
    members: [],
  }
}

/** A class clue: what its members have in common, and they as its evidence. */
export function classClue({ rule, subject, members, amount, score, severity, grade }: RolledUp, input: RunInput): Clue {
  const { model, asOf } = input
  const first = members[0]!
  const key: ClueKey = { subject: subject.code ?? subject.name }
  const dues = members.flatMap((clue) => (clue.dueDate === null ? [] : [clue.dueDate])).sort()
  return {
    ...first,
    rule: rule.id,
    key,
    clueId: input.idOf(model.id, rule.id, keyText(key)),
    title: titleOf(subject.name, rule.title),
    reason: say(runMessages, {
      code: dues.length === members.length ? 'run.class-reason' : dues.length === 0 ? 'run.class-reason-undated' : 'run.class-reason-mixed',
      values: {
        subject: subject.name,
        months: rule.months,
        count: dues.length || members.length,
        undated: members.length - dues.length,
        title: titlesOf(rule.of, members, model).join('”“'),
        asOf: chineseDate(asOf),
      },
    }),
    subject,
    party: null,
    dueDate: dues[0] ?? null,
    daysOverdue: null,
    amount,
    grade,
    score,
    severity,
    rollup: true,
    evidence: members.flatMap((clue) => clue.evidence.slice(0, 1)),
    calculations: [],
    document: say(runMessages, { code: 'run.class-document' }),
    asOf,
    members: members.map((clue) => clue.clueId),
  }
}

/** What the members are called: several rules may report under one id, and a class speaks of those only that found something. */
const titlesOf = (rule: string, members: readonly Clue[], model: CatalogueModel): readonly string[] => {
  const titles = new Set(model.checked.rules.filter((one) => one.as === rule).map(({ title }) => title))
  const found = [...titles].filter((title) => members.some((clue) => clue.title === titleOf(clue.subject.name, title)))
  return found.length > 0 ? found : [...titles].slice(0, 1)
}

const titleOf = (subject: string, title: string): string => say(runMessages, { code: 'run.clue-title', values: { subject, title } })

/** What the places of a reason stand for: columns of the row, `$as_of`, `$parameters`, days_overdue. */
export function placesOf(values: Readonly<Record<string, string>>, payload: Emitted['payload']): Record<string, string | null> {
  const parameters = Object.entries(values).map(([name, value]) => [`$${name.replace(/^p_/, '')}`, value])
  return { ...Object.fromEntries(parameters), ...payload, days_overdue: payload._days_overdue ?? null }
}
