import type { Language } from '@xiezhi/platform/contract/workshop'
import { type TextModel, wordOf } from './model-text.ts'

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
  const names = new Set([...inputs.map(({ id }) => id), ...model.steps.map(({ id }) => id)])
  const steps = model.steps.map((step): Box => {
    const label = language.operators.find(({ name }) => name === step.operator)?.label ?? step.operator
    return {
      id: step.id,
      kind: 'step',
      family: step.operator,
      sort: label,
      title: step.title,
      reads: step.reads.filter((read) => names.has(read)),
    }
  })
  const rules = model.rules.map((rule): Box => {
    const from = wordOf(rule.fields.from)
    // Steps of a piece go by names that stand nowhere in the text.
    const known = names.has(from) ? from : [...names].find((name) => from.startsWith(`${name}_`))
    return { id: rule.id, kind: 'rule', family: 'rule', sort: words.rule, title: rule.title || rule.id, reads: known ? [known] : [] }
  })
  const exclusions = model.exclusions.map((one): Box => {
    const table = wordOf(one.fields.in)
    return {
      id: one.id,
      kind: 'exclusion',
      family: 'exclusions',
      sort: words.exclusion,
      title: one.title || one.id,
      reads: names.has(table) ? [table] : [],
    }
  })
  return [...inputs, ...steps, ...exclusions, ...rules]
}
