import type { Language } from '@xiezhi/platform/contract/workshop'
import { exclusionsOf, ownerOf, type TextModel, wordOf } from './model-text.ts'

export interface Box {
  readonly id: string
  readonly kind: 'input' | 'step' | 'rule' | 'exclusion'
  readonly family: string
  readonly sort: string
  readonly title: string
  readonly reads: readonly string[]
}

/** The model as boxes: inputs, steps, rules, and the exclusions that stand by themselves. */
export function boxesOf(
  model: TextModel,
  language: Language,
  words: { readonly input: string; readonly rule: string; readonly exclusion: string },
): readonly Box[] {
  const inputs = [...model.required, ...model.optional].map((id): Box => {
    const dataset = language.datasets.find((one) => one.id === id)
    return { id, kind: 'input', family: dataset?.here ? 'input' : 'missing', sort: words.input, title: dataset?.label ?? id, reads: [] }
  })
  const read = (names: readonly string[]): string[] => [...new Set(names.flatMap((name) => ownerOf(model, name, language) ?? []))]
  const steps = model.steps.map((step): Box => {
    const piece = language.pieces.find(({ id }) => id === step.piece)?.title
    const label = language.operators.find(({ name }) => name === step.operator)?.label ?? piece ?? step.operator
    return {
      id: step.id,
      kind: 'step',
      family: step.operator,
      sort: label,
      title: step.title,
      reads: read(step.reads),
    }
  })
  const rules = model.rules.map((rule): Box => {
    const from = wordOf(rule.fields.from)
    const piece = language.pieces.find(({ id }) => id === wordOf(rule.fields.use))?.title
    return { id: rule.id, kind: 'rule', family: 'rule', sort: words.rule, title: rule.title || piece || rule.id, reads: read([from]) }
  })
  const exclusions = model.exclusions.map((one): Box => {
    const [brought] = exclusionsOf({ ...model, steps: [], exclusions: [one] }, language)
    const title = one.title || brought?.title || one.id
    return { id: one.id, kind: 'exclusion', family: 'exclusions', sort: words.exclusion, title, reads: read([wordOf(one.fields.in)]) }
  })
  return [...inputs, ...steps, ...exclusions, ...rules]
}
