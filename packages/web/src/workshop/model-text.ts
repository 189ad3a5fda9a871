import type { Language } from '@xiezhi/platform/contract/workshop'
import { insertAt, moveItem, type Path, type Plain, plainOf, removeAt, setAt } from './yaml-edit.ts'

/** A model as its text says it, so far as it can be read; what the pages draw and the edits that they make. */
export type Fields = Readonly<Record<string, Plain | undefined>>

export interface TextStep {
  readonly index: number
  readonly id: string
  readonly title: string
  /** The operator, or `use` of a piece; empty while none is chosen. */
  readonly operator: string
  readonly params: Fields
  readonly reads: readonly string[]
}

export interface TextPart {
  readonly index: number
  readonly id: string
  readonly title: string
  readonly fields: Fields
}

export interface TextModel {
  readonly head: Fields
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly parameters: readonly { readonly name: string; readonly fields: Fields }[]
  readonly steps: readonly TextStep[]
  readonly exclusions: readonly TextPart[]
  readonly rules: readonly TextPart[]
}

export const isFields = (value: Plain | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: Plain | undefined): readonly Plain[] => (Array.isArray(value) ? value : [])
export const wordOf = (value: Plain | undefined): string =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value)

const own: ReadonlySet<string> = new Set(['id', 'title', 'note', 'with'])

export function readText(text: string, language: Pick<Language, 'operators' | 'pieces'>): TextModel | undefined {
  const root = plainOf(text)
  if (!isFields(root)) return undefined
  const inputs = isFields(root.inputs) ? root.inputs : {}
  const parts = (name: string): TextPart[] =>
    listOf(root[name]).map((fields, index) => {
      const one = isFields(fields) ? fields : {}
      return { index, id: wordOf(one.id) || wordOf(one.use), title: wordOf(one.title), fields: one }
    })
  return {
    head: root,
    required: listOf(inputs.required).map(wordOf),
    optional: listOf(inputs.optional).map(wordOf),
    parameters: Object.entries(isFields(root.parameters) ? root.parameters : {}).map(([name, fields]) => ({
      name,
      fields: isFields(fields) ? fields : {},
    })),
    steps: listOf(root.steps).map((step, index) => readStep(isFields(step) ? step : {}, index, language)),
    exclusions: parts('exclusions'),
    rules: parts('rules'),
  }
}

function readStep(step: Fields, index: number, language: Pick<Language, 'operators' | 'pieces'>): TextStep {
  const operator = Object.keys(step).find((name) => !own.has(name)) ?? ''
  const given = step[operator]
  const params = operator === 'use' ? (isFields(step.with) ? step.with : {}) : isFields(given) ? given : {}
  return {
    index,
    id: wordOf(step.id),
    title: wordOf(step.title) || wordOf(step.id),
    operator,
    params,
    reads: readsOf(step, operator, params, language),
  }
}

function readsOf(step: Fields, operator: string, params: Fields, language: Pick<Language, 'operators' | 'pieces'>): readonly string[] {
  if (operator === 'use') {
    const piece = language.pieces.find(({ id }) => id === wordOf(step.use))
    return piece ? piece.reads.map(({ name }) => wordOf(params[name]) || name) : []
  }
  const known = language.operators.find(({ name }) => name === operator)
  return (known?.params ?? []).flatMap(({ name, kind }) => {
    if (kind === 'table') return wordOf(params[name]) ? [wordOf(params[name])] : []
    return kind === 'tables' ? listOf(params[name]).map(wordOf) : []
  })
}

/** A name that nothing in the model has yet. */
export function freshName(model: TextModel, base: string): string {
  const taken = new Set([...model.required, ...model.optional, ...model.steps.map(({ id }) => id)])
  for (let nth = 1; ; nth++) if (!taken.has(`${base}_${nth}`)) return `${base}_${nth}`
}

/** Another dataset that the model reads. */
export const addInput = (text: string, model: TextModel, dataset: string): string =>
  model.required.includes(dataset) || model.optional.includes(dataset)
    ? text
    : insertAt(text, ['inputs', 'required'], model.required.length, dataset)

/** A step more, which reads what it is put behind. */
export function addStep(
  text: string,
  language: Language,
  operator: string,
  after: string | undefined,
): { readonly text: string; readonly id: string } {
  const model = readText(text, language)
  const known = language.operators.find(({ name }) => name === operator)
  if (!model || !known) return { text, id: '' }
  const id = freshName(model, operator)
  const from = after ?? model.steps.at(-1)?.id ?? model.required[0]
  const [first] = known.params.filter(({ kind }) => kind === 'table' || kind === 'tables')
  const given = first && from ? { [first.name]: first.kind === 'tables' ? [from] : from } : {}
  const at = model.steps.find((step) => step.id === after)
  const step = { id, title: known.label.replace(/[{}:#]/g, ''), [operator]: given }
  return { text: insertAt(text, ['steps'], at ? at.index + 1 : model.steps.length, step), id }
}

/** A rule more, filled in as far as the columns of the table tell. */
export function addRule(
  text: string,
  model: TextModel,
  from: string | undefined,
  table: { readonly primary: string | null; readonly columns: readonly { readonly name: string }[] } | undefined,
  title: string,
): { readonly text: string; readonly id: string } {
  const taken = new Set(model.rules.map((rule) => rule.id))
  let nth = model.rules.length + 1
  while (taken.has(`R${nth}`)) nth++
  const has = (name: string): boolean => table?.columns.some((column) => column.name === name) ?? false
  const code = has('agency_code') ? 'agency_code' : ''
  const key = ['agency_code', 'doc_key', 'party_key'].filter(has)
  const rule = {
    id: `R${nth}`,
    title,
    from: from ?? model.steps.at(-1)?.id ?? model.required[0] ?? '',
    about: table?.primary ?? model.required[0] ?? '',
    key: key.length > 1 ? key : ['agency_code', 'case_id'].filter(has),
    subject: { kind: 'agency', name: has('agency_name') ? 'agency_name' : code, ...(code && { code }) },
    score: '60',
    basis: [],
    reason: '',
    exclusions: [],
    evidence: [],
  }
  return { text: insertAt(text, ['rules'], model.rules.length, rule), id: rule.id }
}

export const addExclusion = (text: string, model: TextModel, title: string): { readonly text: string; readonly id: string } => {
  let nth = model.exclusions.length + 1
  while (model.exclusions.some(({ id }) => id === `E${nth}`)) nth++
  return { text: insertAt(text, ['exclusions'], model.exclusions.length, { id: `E${nth}`, title, where: '' }), id: `E${nth}` }
}

/** Lets a step or rule read another table: in its first empty place, else in its last one. */
export function connect(text: string, language: Language, source: string, target: string, about: string | null | undefined): string {
  const model = readText(text, language)
  if (!model || source === target) return text
  const rule = model.rules.find(({ id }) => id === target)
  if (rule) {
    const made = setAt(text, ['rules', rule.index, 'from'], source)
    return about ? setAt(made, ['rules', rule.index, 'about'], about) : made
  }
  const step = model.steps.find(({ id }) => id === target)
  const params =
    step &&
    language.operators.find(({ name }) => name === step.operator)?.params.filter(({ kind }) => kind === 'table' || kind === 'tables')
  if (!step || !params || params.length === 0 || restsOn(model, source, target)) return text
  const place = params.find(({ name }) => step.params[name] === undefined || step.params[name] === '') ?? params.at(-1)
  if (!place) return text
  const path: Path = ['steps', step.index, step.operator, place.name]
  const value =
    place.kind === 'tables'
      ? [
          ...listOf(step.params[place.name])
            .map(wordOf)
            .filter((name) => name !== source),
          source,
        ]
      : source
  const made = setAt(text, path, value)
  const before = model.steps.find(({ id }) => id === source)
  // A step reads only what stands before it.
  return before && before.index > step.index ? moveItem(made, ['steps'], step.index, before.index) : made
}

/** Does a step rest on another one, over however many? */
export function restsOn(model: TextModel, id: string, other: string): boolean {
  const reads = new Map(model.steps.map((step) => [step.id, step.reads]))
  const seen = new Set<string>()
  const see = (name: string): boolean => {
    if (name === other) return true
    if (seen.has(name)) return false
    seen.add(name)
    return (reads.get(name) ?? []).some(see)
  }
  return see(id)
}

export function removePart(text: string, model: TextModel, id: string): string {
  const step = model.steps.find((one) => one.id === id)
  if (step) return removeAt(text, ['steps', step.index])
  const rule = model.rules.find((one) => one.id === id)
  if (rule) return removeAt(text, ['rules', rule.index])
  const exclusion = model.exclusions.find((one) => one.id === id)
  if (exclusion) return removeAt(text, ['exclusions', exclusion.index])
  const required = model.required.indexOf(id)
  if (required >= 0) return removeAt(text, ['inputs', 'required', required])
  const optional = model.optional.indexOf(id)
  return optional >= 0 ? removeAt(text, ['inputs', 'optional', optional]) : text
}

/** Moves a step earlier or later, as far as what it reads stays before it. */
export function moveStep(text: string, model: TextModel, id: string, by: -1 | 1): string {
  const step = model.steps.find((one) => one.id === id)
  const other = step && model.steps[step.index + by]
  if (!step || !other) return text
  const blocked = by < 0 ? step.reads.includes(other.id) : other.reads.includes(step.id)
  return blocked ? text : moveItem(text, ['steps'], step.index, step.index + by)
}

const words = (name: string): RegExp => new RegExp(`(?<![\\w$'.])${name}(?![\\w'])`, 'g')

/** Gives a step another id, wherever it is read; expressions speak of columns, not of steps. */
export function renameStep(text: string, language: Language, id: string, name: string): string {
  const model = readText(text, language)
  const step = model?.steps.find((one) => one.id === id)
  if (!model || !step || !/^[a-z][a-z0-9_]*$/.test(name) || model.steps.some((one) => one.id === name)) return text
  let made = setAt(text, ['steps', step.index, 'id'], name)
  for (const other of model.steps) {
    const known = language.operators.find((one) => one.name === other.operator)
    for (const param of known?.params ?? []) {
      const value = other.params[param.name]
      if (param.kind === 'table' && value === id) made = setAt(made, ['steps', other.index, other.operator, param.name], name)
      if (param.kind === 'tables')
        made = setAt(
          made,
          ['steps', other.index, other.operator, param.name],
          listOf(value).map((one) => (one === id ? name : one)),
        )
      if (param.kind === 'query' && typeof value === 'string')
        made = setAt(made, ['steps', other.index, other.operator, param.name], value.replace(words(id), name))
    }
    if (other.operator === 'use')
      for (const [key, value] of Object.entries(other.params))
        if (value === id) made = setAt(made, ['steps', other.index, 'with', key], name)
  }
  for (const rule of model.rules) if (rule.fields.from === id) made = setAt(made, ['rules', rule.index, 'from'], name)
  for (const exclusion of model.exclusions) if (exclusion.fields.in === id) made = setAt(made, ['exclusions', exclusion.index, 'in'], name)
  return made
}
