import type { Language, ModelCheck } from '@xiezhi/platform/contract/workshop'
import type { Offer } from './CodeField.tsx'
import type { TextModel } from './model-text.ts'
import { rangeOf } from './yaml-read.ts'

type Tables = ModelCheck['tables']

/** Columns of a table as they are known after the last check; of a dataset that is not an input yet, those of its standard. */
export const columnsOf = (id: string | undefined, tables: Tables, language: Language): Tables[number]['columns'] =>
  tables.find((table) => table.id === id)?.columns ?? language.datasets.find((dataset) => dataset.id === id)?.columns ?? []

const words: readonly Offer[] = [
  ['AND', '并且'],
  ['OR', '或者'],
  ['NOT', '不'],
  ['IS NULL', '为空'],
  ['IS NOT NULL', '不为空'],
  ['IN', '是其中之一'],
  ['BETWEEN', '在两者之间'],
  ['LIKE', '写法像'],
  ['CASE WHEN', '分情形'],
  ['TRUE', '是'],
  ['FALSE', '否'],
].map(([name = '', label = '']) => ({ name, label, kind: 'word' }))

/** What an expression over these tables may speak of. */
export function offersOf(
  own: string | undefined,
  other: string | undefined,
  {
    tables,
    language,
    check,
    functions = true,
  }: { readonly tables: Tables; readonly language: Language; readonly check: ModelCheck | undefined; readonly functions?: boolean },
): readonly Offer[] {
  const columns = columnsOf(own, tables, language).map(({ name, label }): Offer => ({ name, label, kind: 'column' }))
  const others = other
    ? columnsOf(other, tables, language).map(({ name, label }): Offer => ({ name: `other.${name}`, label, kind: 'column', note: other }))
    : []
  const parameters = [
    { name: '$as_of', label: '运行的那一天' },
    ...(check?.parameters ?? []).map(({ name, label }) => ({ name: `$${name}`, label })),
  ].map((one): Offer => ({ ...one, kind: 'parameter' }))
  if (!functions) return columns
  return [
    ...columns,
    ...others,
    ...parameters,
    ...words,
    ...language.functions.map(
      ({ name, text, form, example }): Offer => ({ name, label: text, kind: 'function', note: `${form}　${example}` }),
    ),
  ]
}

/** In the text of the whole model: what the step at the place reads first, then everything that has a name. */
export function offersInText(
  text: string,
  offset: number,
  model: TextModel | undefined,
  tables: Tables,
  language: Language,
  check: ModelCheck | undefined,
): readonly Offer[] {
  const step = model?.steps.find(({ index }) => {
    const range = rangeOf(text, ['steps', index])
    return range && range.from <= offset && offset <= range.to
  })
  const rule = model?.rules.find(({ index }) => {
    const range = rangeOf(text, ['rules', index])
    return range && range.from <= offset && offset <= range.to
  })
  const [own, other] = step ? step.reads : [rule ? String(rule.fields.from ?? '') : undefined]
  return [
    ...offersOf(own, other, { tables, language, check }),
    ...(model?.steps ?? []).map(({ id, title }): Offer => ({ name: id, label: title, kind: 'table' })),
    ...language.operators.map(({ name, label, example }): Offer => ({ name, label, kind: 'word', note: example })),
    ...language.datasets.map(({ id, label }): Offer => ({ name: id, label, kind: 'table' })),
    ...language.limits.map(({ id, title }): Offer => ({ name: id, label: title, kind: 'word' })),
    ...language.pieces.map(({ id, title }): Offer => ({ name: id, label: title, kind: 'word' })),
    ...language.parts.head
      .filter(({ name }) => name === 'point')
      .flatMap(({ choices }) => choices.map(({ value, label }): Offer => ({ name: value, label, kind: 'word' }))),
  ]
}
