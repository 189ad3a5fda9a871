import { type Available, type CheckedModel, lacksOf } from '@xiezhi/engine/model/model'
import type { Catalogue } from '../catalogue.ts'
import type { Readiness } from '../contract/packages.ts'
import type { PackedStandard } from './content.ts'
import { sayNeeds } from './needs.ts'

/** A model as far as it matters for what it can do here. */
export interface Candidate {
  readonly id: string
  readonly from: 'here' | 'package'
  readonly packageId: string | null
  readonly checked: Pick<CheckedModel, 'title' | 'version' | 'rules'>
  readonly standards: readonly PackedStandard[]
}

/** Which rules of a model can run on the data that are here, and what the others lack. */
export function readinessOf({ id, from, packageId, checked, standards }: Candidate, catalogue: Catalogue, available: Available): Readiness {
  const lacking = checked.rules.map((rule) => ({ title: rule.title, lacks: lacksOf(rule.needs, available) }))
  const needs = [...new Set(lacking.flatMap(({ lacks }) => lacks))].sort()
  return {
    model: id,
    title: checked.title,
    version: checked.version,
    from,
    packageId,
    rules: checked.rules.length,
    runnable: lacking.filter(({ lacks }) => lacks.length === 0).length,
    lacks: sayNeeds(catalogue, standards, needs).map((need) => ({
      ...need,
      rules: lacking.filter(({ lacks }) => lacks.includes(need.need)).map(({ title }) => title),
    })),
  }
}

export const readyState = ({ rules, runnable }: Readiness): 'all' | 'part' | 'none' =>
  runnable === rules ? 'all' : runnable > 0 ? 'part' : 'none'

/** One line of the list that an office takes to an agency. */
export interface Wanted {
  readonly source: string
  readonly dataset: string
  readonly title: string
  /** Fields to ask for; none: the whole dataset. */
  readonly fields: readonly string[]
  readonly models: readonly string[]
  readonly rules: readonly string[]
}

/** Needs of all models together, by agency and dataset: what would bring the most comes first in each. */
export function wantedOf(all: readonly Readiness[]): Wanted[] {
  const wanted = new Map<string, { source: string; title: string; fields: Set<string>; models: Set<string>; rules: Set<string> }>()
  for (const one of all)
    for (const need of one.lacks) {
      const entry = wanted.get(need.dataset) ?? {
        source: need.source,
        title: need.title,
        fields: new Set(),
        models: new Set(),
        rules: new Set(),
      }
      if (need.field !== null) entry.fields.add(need.field)
      entry.models.add(one.title)
      for (const rule of need.rules) entry.rules.add(`${one.title}：${rule}`)
      wanted.set(need.dataset, entry)
    }
  return [...wanted]
    .map(([dataset, { source, title, fields, models, rules }]) => ({
      source,
      dataset,
      title,
      fields: [...fields],
      models: [...models],
      rules: [...rules],
    }))
    .sort((a, b) => a.source.localeCompare(b.source, 'zh') || b.rules.length - a.rules.length || (a.dataset < b.dataset ? -1 : 1))
}
