import { maskColumn } from '@xiezhi/engine/data/schema'
import { type CheckedModel, type CheckedRule, planModel } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'

/** Rules of a model that something rests under, and the steps through which they do. */
export interface Touched {
  readonly model: CatalogueModel
  readonly rules: readonly CheckedRule[]
  readonly through: readonly string[]
}

/** The steps that a table rests on, itself among them. */
function upstream({ steps }: CheckedModel, table: string): ReadonlySet<string> {
  const found = new Set<string>()
  const see = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    steps.find((step) => step.id === id)?.reads.forEach(see)
  }
  see(table)
  return found
}

/** Rules with a deadline by the limit among the steps that they rest on. */
export function restingOnLimit(catalogue: Catalogue, limit: string): readonly Touched[] {
  return [...catalogue.models.values()].flatMap((model): Touched[] => {
    const { checked } = model
    const made = checked.steps.filter(
      (step) => step.operator === 'deadline' && step.table.columns.some(({ deadline }) => deadline?.limits.includes(limit)),
    )
    if (made.length === 0) return []
    const rules = checked.rules.filter((rule) => {
      const way = upstream(checked, rule.from)
      return made.some(({ id }) => way.has(id))
    })
    return [{ model, rules, through: made.map(({ id, title }) => title ?? id) }]
  })
}

/** Rules whose plan, with every dataset there, reads the dataset, or a column made from one of the fields. */
export function restingOnFields(catalogue: Catalogue, dataset: string, fields: readonly string[] | undefined): readonly Touched[] {
  const everything = new Map(Array.from(catalogue.schemas.values(), ({ id, columns }) => [id, new Set(columns.map(({ name }) => name))]))
  const children =
    catalogue.standards.get(dataset)?.children.filter(({ from }) => fields === undefined || fields.some((field) => from.includes(field))) ??
    []
  const columns = fields && new Set(fields.flatMap((field) => [field, maskColumn(field)]))
  return [...catalogue.models.values()].flatMap((model): Touched[] => {
    const { checked } = model
    const mentions = new Set(checked.inputs.map((input) => input.dataset))
    if (!mentions.has(dataset) && !children.some(({ id }) => mentions.has(id))) return []
    const reads = (some: readonly CheckedRule[]): boolean =>
      planModel({ ...checked, rules: some, indicators: [] }, everything).inputs.some((input) =>
        input.dataset === dataset
          ? input.columns.some((name) => columns === undefined || columns.has(name))
          : input.columns.length > 0 && children.some(({ id }) => id === input.dataset),
      )
    // Planning is what takes time: the whole model first, and its rules one by one where it reads the field at all.
    const needs = (rule: CheckedRule): boolean => fields?.some((field) => rule.needs.includes(`${dataset}.${field}`)) ?? false
    if (!checked.rules.some(needs) && !reads(checked.rules)) return []
    const rules = checked.rules.filter((rule) => needs(rule) || reads([rule]))
    return rules.length > 0 ? [{ model, rules, through: [] }] : []
  })
}
