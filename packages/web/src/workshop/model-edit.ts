import type { FormParam, Language } from '@xiezhi/platform/contract/workshop'
import { broughtBy, type Fields, isFields, listOf, ownerOf, readText, type TextModel, wordOf } from './model-text.ts'
import { insertAt, moveItem, removeAt, setAt } from './yaml-edit.ts'
import { type Path, type Plain, plainOf } from './yaml-read.ts'

/** What a person does to a model in the picture and its forms, as changes of its text. */
export interface Made {
  readonly text: string
  readonly id: string
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

/** A dataset that rules cannot do without becomes one that they can, or the other way round. */
export function moveInput(text: string, model: TextModel, dataset: string): string {
  const [from, to] = model.required.includes(dataset) ? (['required', 'optional'] as const) : (['optional', 'required'] as const)
  const taken = removeAt(text, ['inputs', from, model[from].indexOf(dataset)])
  const inputs = model.head.inputs
  return isFields(inputs) && inputs[to] !== undefined
    ? insertAt(taken, ['inputs', to], model[to].length, dataset)
    : setAt(taken, ['inputs', to], [dataset])
}

/** A step more, which reads what it is put behind. */
export function addStep(text: string, language: Language, operator: string, after: string | undefined): Made {
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
): Made {
  const has = (name: string): boolean => table?.columns.some((column) => column.name === name) ?? false
  const code = has('agency_code') ? 'agency_code' : ''
  const key = ['agency_code', 'doc_key', 'party_key'].filter(has)
  const rule = {
    id: freshId(model.rules, 'R'),
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

export function addIndicator(text: string, model: TextModel, from: string | undefined, title: string): Made {
  const id = freshId(model.rules, 'I')
  const rule = { id, title, output: 'indicator', from: from ?? model.steps.at(-1)?.id ?? model.required[0] ?? '', key: [], figures: {} }
  return { text: insertAt(text, ['rules'], model.rules.length, rule), id }
}

export function addExclusion(text: string, model: TextModel, title: string): Made {
  const id = freshId(model.exclusions, 'E')
  return { text: insertAt(text, ['exclusions'], model.exclusions.length, { id, title, where: '' }), id }
}

const freshId = (parts: readonly { readonly id: string }[], letter: string): string => {
  for (let nth = parts.length + 1; ; nth++) if (!parts.some(({ id }) => id === `${letter}${nth}`)) return `${letter}${nth}`
}

/** Uses a shared part: as a step behind the one that is chosen, or as exclusions or rules. */
export function addPiece(text: string, language: Language, name: string, after: string | undefined): Made {
  const model = readText(text, language)
  const piece = language.pieces.find(({ id }) => id === name)
  if (!model || !piece) return { text, id: '' }
  if (piece.adds === 'exclusions') return { text: insertAt(text, ['exclusions'], model.exclusions.length, { use: name }), id: name }
  if (piece.adds === 'rules') return { text: insertAt(text, ['rules'], model.rules.length, { use: name }), id: name }
  const [first] = piece.reads
  const id = freshName(model, name.replaceAll('-', '_')).replace(/_1$/, '')
  const known = after !== undefined && first !== undefined && after !== first.name
  const step = { id, use: name, ...(known && { with: { [first.name]: after } }) }
  const at = model.steps.find((one) => one.id === after)
  return { text: insertAt(text, ['steps'], at ? at.index + 1 : model.steps.length, step), id }
}

/** The same once more, right behind it, under an id of its own. */
export function copyPart(text: string, model: TextModel, id: string): Made {
  const root = plainOf(text)
  const [list, index] = placeOf(model, id)
  const parts = list !== undefined && isFields(root) ? listOf(root[list]) : []
  const part = parts[index]
  if (list === undefined || !isFields(part)) return { text, id }
  const taken = new Set([...model.steps, ...model.rules, ...model.exclusions].map((one) => one.id))
  let name = ''
  for (let nth = 2; name === '' || taken.has(name); nth++) name = list === 'steps' ? `${id}_${nth}` : `${id}-${nth}`
  return { text: insertAt(text, [list], index + 1, { ...part, id: name }), id: name }
}

const placeOf = (model: TextModel, id: string): readonly ['steps' | 'rules' | 'exclusions' | undefined, number] => {
  for (const list of ['steps', 'rules', 'exclusions'] as const) {
    const found = model[list].find((one) => one.id === id)
    if (found) return [list, found.index]
  }
  return [undefined, -1]
}

/** Sets a value that may lie in a map which is not there yet; takes out a map that would be left empty. */
export function setDeep(text: string, root: Path, fields: Fields, name: string, value: Plain | Fields | undefined): string {
  const [first = '', second] = name.split('.')
  if (second === undefined) {
    if (value !== undefined) return setAt(text, [...root, first], value)
    return fields[first] === undefined ? text : removeAt(text, [...root, first])
  }
  const inner = fields[first]
  if (!isFields(inner)) return value === undefined ? text : setAt(text, [...root, first], { [second]: value })
  if (value !== undefined) return setAt(text, [...root, first, second], value)
  if (inner[second] === undefined) return text
  return Object.keys(inner).length === 1 ? removeAt(text, [...root, first]) : removeAt(text, [...root, first, second])
}

/** A rule that gives something else is filled in by another form: what that one has no field for goes, or nobody could mend it there. */
export function setOutput(text: string, { parts }: Pick<Language, 'parts'>, root: Path, fields: Fields, value: Plain | undefined): string {
  const [named, other] = (value === 'indicator' ? [parts.indicator, parts.rule] : [parts.rule, parts.indicator]).map(
    (params) => new Set(params.map(({ name }) => name.split('.')[0])),
  )
  const gone = Object.keys(fields).filter((name) => other?.has(name) && !named?.has(name))
  const made = gone.reduce((now, name) => removeAt(now, [...root, name]), text)
  return setDeep(made, root, fields, 'output', value)
}

/** Lets a step or rule read another table: in its first empty place, else in its last one. */
export function connect(text: string, language: Language, source: string, target: string, about: string | null | undefined): string {
  const model = readText(text, language)
  if (!model || source === target) return text
  const rule = model.rules.find(({ id }) => id === target)
  if (rule) {
    const made = setAt(text, ['rules', rule.index, 'from'], source)
    return about && wordOf(rule.fields.output) !== 'indicator' ? setAt(made, ['rules', rule.index, 'about'], about) : made
  }
  const step = model.steps.find(({ id }) => id === target)
  const params = step && tablesOf(step, language)
  if (!step || !params || params.length === 0 || restsOn(model, language, source, target)) return text
  const place = params.find(({ name }) => step.params[name] === undefined || step.params[name] === '') ?? params.at(-1)
  if (!place) return text
  const others = listOf(step.params[place.name])
    .map(wordOf)
    .filter((name) => name !== source)
  const value = place.kind === 'tables' ? [...others, source] : source
  const root: Path = ['steps', step.index]
  const made =
    step.operator === 'use'
      ? setDeep(text, root, Object.keys(step.params).length === 0 ? {} : { with: step.params }, `with.${place.name}`, value)
      : setAt(text, [...root, step.operator, place.name], value)
  const before = model.steps.find(({ id }) => id === source)
  // A step reads only what stands before it.
  return before && before.index > step.index ? moveItem(made, ['steps'], step.index, before.index) : made
}

/** Tables that a step is told, by the names under which it is told them. */
function tablesOf(step: TextModel['steps'][number], language: Language): readonly FormParam[] {
  const piece = language.pieces.find(({ id }) => id === step.piece)
  return (piece?.params ?? paramsOf(step.operator, language)).filter(({ kind }) => kind === 'table' || kind === 'tables')
}

/** Does a step rest on another one, over however many? */
export function restsOn(model: TextModel, language: Pick<Language, 'pieces'>, id: string, other: string): boolean {
  const reads = new Map(model.steps.map((step) => [step.id, step.reads.map((name) => ownerOf(model, name, language) ?? name)]))
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
export function moveStep(text: string, model: TextModel, language: Pick<Language, 'pieces'>, id: string, by: -1 | 1): string {
  const step = model.steps.find((one) => one.id === id)
  const other = step && model.steps[step.index + by]
  if (!step || !other) return text
  const [later, earlier] = by < 0 ? [step, other] : [other, step]
  const blocked = later.reads.some((read) => ownerOf(model, read, language) === earlier.id)
  return blocked ? text : moveItem(text, ['steps'], step.index, step.index + by)
}

/** Gives a step another id, wherever it or a table that it brings is read; expressions speak of columns, not of steps. */
export function renameStep(text: string, language: Language, id: string, name: string): string {
  const model = readText(text, language)
  const step = model?.steps.find((one) => one.id === id)
  if (!model || !step || !/^[a-z][a-z0-9_]*$/.test(name) || model.steps.some((one) => one.id === name)) return text
  const names = new Map([[id, name], ...broughtBy(step, language).map((one) => [one.id, one.id.replace(id, name)] as const)])
  const renamed = (value: Plain | undefined): string | undefined => (typeof value === 'string' ? names.get(value) : undefined)
  let made = setAt(text, ['steps', step.index, 'id'], name)
  const put = (path: Path, value: Plain | undefined): void => {
    if (value !== undefined) made = setAt(made, path, value)
  }
  for (const other of model.steps) {
    for (const param of paramsOf(other.operator, language)) {
      const value = other.params[param.name]
      const path: Path = ['steps', other.index, other.operator, param.name]
      if (param.kind === 'table') put(path, renamed(value))
      if (param.kind === 'tables')
        put(
          path,
          listOf(value).map((one) => renamed(one) ?? one),
        )
      if (param.kind === 'query' && typeof value === 'string')
        put(
          path,
          [...names].reduce((told, [old, fresh]) => told.replace(words(old), fresh), value),
        )
    }
    if (other.operator === 'use')
      for (const [key, value] of Object.entries(other.params)) put(['steps', other.index, 'with', key], renamed(value))
  }
  for (const rule of model.rules) {
    put(['rules', rule.index, 'from'], renamed(rule.fields.from))
    for (const [nth, one] of listOf(rule.fields.evidence).entries())
      if (isFields(one) && renamed(one.from) !== undefined) put(['rules', rule.index, 'evidence', nth, 'from'], renamed(one.from))
  }
  for (const exclusion of model.exclusions) put(['exclusions', exclusion.index, 'in'], renamed(exclusion.fields.in))
  return made
}

const words = (name: string): RegExp => new RegExp(`(?<![\\w$'.])${name}(?![\\w'])`, 'g')
const paramsOf = (operator: string, language: Pick<Language, 'operators'>): readonly FormParam[] =>
  language.operators.find((one) => one.name === operator)?.params ?? []
