import type { Language } from '@xiezhi/platform/contract/workshop'
import { type Plain, plainOf } from './yaml-read.ts'

/** A model as its text says it, so far as it can be read; what the pages draw and the edits that they make. */
export type Fields = Readonly<Record<string, Plain | undefined>>

export interface TextStep {
  readonly index: number
  readonly id: string
  readonly title: string
  readonly note: string
  /** The operator, or `use` of a piece; empty while none is chosen. */
  readonly operator: string
  /** Of a use: the shared step. */
  readonly piece: string
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
    title: wordOf(step.title) || language.pieces.find(({ id }) => id === wordOf(step.use))?.title || wordOf(step.id),
    note: wordOf(step.note),
    operator,
    piece: operator === 'use' ? wordOf(given) : '',
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

/** The id of the input or step that a name of a table belongs to: a shared step brings further tables, `<its id>_<theirs>`. */
export function ownerOf(model: TextModel, name: string, language: Pick<Language, 'pieces'>): string | undefined {
  if (model.required.includes(name) || model.optional.includes(name) || model.steps.some(({ id }) => id === name)) return name
  return model.steps.find((step) => broughtBy(step, language).some(({ id }) => id === name))?.id
}

/** Tables that a use of a shared step brings beside its own. */
export function broughtBy(step: TextStep, language: Pick<Language, 'pieces'>): readonly { readonly id: string; readonly title: string }[] {
  const piece = step.piece === '' ? undefined : language.pieces.find(({ id }) => id === step.piece)
  return (piece?.steps ?? []).map(({ id, title }) => ({ id: `${step.id}_${id}`, title: `${step.title}：${title}` }))
}

/** Exclusions that a rule can name: those written out, and those that shared parts bring. */
export function exclusionsOf(
  model: TextModel,
  language: Pick<Language, 'pieces'>,
): readonly { readonly id: string; readonly title: string }[] {
  const ofPiece = (id: string) => language.pieces.find((piece) => piece.id === id)?.exclusions ?? []
  return [
    ...model.exclusions.flatMap(({ fields, id, title }) => {
      const use = wordOf(fields.use)
      return use === '' || fields.id !== undefined ? [{ id, title }] : ofPiece(use)
    }),
    ...model.steps.flatMap(({ piece }) => (piece === '' ? [] : ofPiece(piece))),
  ]
}
