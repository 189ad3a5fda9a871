import type { CatalogueModel } from '../../catalogue.ts'
import { labelled, titleOf } from '../../models/explain/explain.ts'
import type { StoredMessage } from '../../store/tables.ts'
import type { DifferenceKind } from './compare.ts'
import type { Lost } from './lost.ts'

/** Why a clue is on one side alone, as sentences. */
export interface Reason {
  readonly cause: string
  /** The step, rule or exclusion. */
  readonly place: string
  readonly lines: readonly StoredMessage[]
}

/** A side with the values of its parameters, defaults among them. */
export interface Sided {
  readonly model: CatalogueModel
  readonly values: Readonly<Record<string, string>>
}

/**
 * Of a clue that is gone: what in the later model lost it. Of a new one: what in the earlier model had lost it, and how the later one
 * has it otherwise.
 */
export function sayLost(lost: Lost, kind: DifferenceKind, losing: Sided, having: Sided): Reason {
  const [loser, other] = [losing.model, having.model]
  const { checked } = loser
  const side = kind === 'gone' ? 'gone' : 'new'
  const place = 'place' in lost ? lost.place : ''
  const line = (code: string, values: StoredMessage['values'] = {}): StoredMessage => ({
    code: `trial.lost.${code}`,
    values: { ...values, side },
  })
  const reason = (...lines: readonly StoredMessage[]): Reason => ({ cause: lost.cause, place, lines })
  switch (lost.cause) {
    case 'step': {
      const step = checked.steps.find(({ id }) => id === place)
      const table = step?.reads[0] ?? place
      const values = { step: titleOf(loser, place), from: titleOf(loser, lost.from), detail: labelled(loser, table, step?.detail ?? '') }
      const differ = parameters(step?.detail ?? '', losing, having)
      return reason(line(`step-${side}`, values), ...shownValues(lost, loser), ...differ, ...otherStep(place, side, loser, other))
    }
    case 'condition': {
      const rule = checked.rules.find(({ id }) => id === place)
      const values = {
        rule: `${rule?.as ?? place} ${rule?.title ?? ''}`,
        where: labelled(loser, rule?.from ?? '', rule?.words.where ?? ''),
      }
      const theirs = other.checked.rules.find(({ id }) => id === place)
      const differs = theirs && theirs.words.where !== rule?.words.where
      return reason(
        line(`condition-${side}`, values),
        ...shownValues(lost, loser),
        ...parameters(rule?.words.where ?? '', losing, having),
        ...(differs ? [line(`other-condition-${side}`, { where: labelled(other, theirs.from, theirs.words.where ?? '') })] : []),
      )
    }
    case 'exclusion': {
      const exclusion = checked.exclusions.find(({ id }) => id === place)
      const known = other.checked.exclusions.some(({ id }) => id === place)
      return reason(
        line(`exclusion-${side}`, { id: place, title: exclusion?.title ?? place }),
        ...(known ? [] : [line(`no-exclusion-${side}`, { id: place })]),
      )
    }
    case 'skipped':
      return reason(line(`skipped-${side}`, { rule: place, lacks: lost.lacks.join('、') }))
    case 'rule':
    case 'untested':
    case 'key':
      return reason(line(`${lost.cause}-${side}`, { rule: place }))
    case 'row':
    case 'class':
    case 'unknown':
      return reason(line(`${lost.cause}-${side}`))
  }
}

function shownValues(lost: Extract<Lost, { cause: 'step' | 'condition' }>, { checked }: CatalogueModel): readonly StoredMessage[] {
  if (lost.values.length === 0) return []
  const table = [...checked.steps, ...checked.inputs.map(({ dataset, table }) => ({ id: dataset, table }))].find(
    ({ id }) => id === lost.from,
  )?.table
  const list = lost.values
    .map(({ column, value }) => `${table?.columns.find(({ name }) => name === column)?.label ?? column}＝${value ?? '—'}`)
    .join('，')
  return [{ code: 'trial.lost.values', values: { list } }]
}

/** Parameters that a condition speaks of and that have another value on the other side. */
function parameters(text: string, losing: Sided, having: Sided): readonly StoredMessage[] {
  const list = losing.model.checked.parameters
    .filter(({ name }) => new RegExp(`\\$${name}\\b`).test(text) && losing.values[`p_${name}`] !== having.values[`p_${name}`])
    .map(({ name, label }) => `〔${label}〕${having.values[`p_${name}`] ?? '—'} → ${losing.values[`p_${name}`] ?? '—'}`)
    .join('；')
  return list === '' ? [] : [{ code: 'trial.lost.parameters', values: { list } }]
}

function otherStep(id: string, side: 'gone' | 'new', loser: CatalogueModel, other: CatalogueModel): readonly StoredMessage[] {
  const mine = loser.checked.steps.find((step) => step.id === id)
  const theirs = other.checked.steps.find((step) => step.id === id)
  if (!theirs) return [{ code: `trial.lost.no-step-${side}`, values: { step: titleOf(loser, id) } }]
  if (theirs.detail === mine?.detail) return []
  return [{ code: `trial.lost.other-step-${side}`, values: { detail: labelled(other, theirs.reads[0] ?? id, theirs.detail) } }]
}
