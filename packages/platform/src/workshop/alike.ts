import type { CatalogueModel } from '../catalogue.ts'

/** From here on two models are taken for one until a person says otherwise. */
export const muchAlike = 0.8

/** What a model does, as a set: the data it reads, its steps in the language's words, its rules. Names and titles do not count. */
export function featuresOf({ checked }: CatalogueModel): ReadonlySet<string> {
  // Ids of steps are the writer's own: a step is known by what it does and to what kind of step.
  const operators = new Map(checked.steps.map(({ id, operator }) => [id, operator]))
  return new Set([
    ...checked.inputs.map(({ dataset }) => `input ${dataset}`),
    ...checked.steps.map(
      ({ operator, detail, reads }) => `step ${operator} ${reads.map((read) => operators.get(read) ?? read).join(' ')} ${detail}`,
    ),
    ...checked.rules.map(({ about, key, words }) => `rule ${about} ${key.join(' ')} ${words.where ?? ''}`),
    ...checked.exclusions.map(({ test }) => `exclusion ${test.kind === 'in' ? test.on.map(({ left }) => left).join(' ') : 'where'}`),
  ])
}

/** 0 to 1: how much of what either does both do. */
export function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((feature) => b.has(feature)).length
  return both === 0 ? 0 : both / (a.size + b.size - both)
}

/** What two models have in common, by the kind of feature: of how many that the first has. */
export function inCommon(
  a: CatalogueModel,
  b: CatalogueModel,
): Readonly<Record<'input' | 'step' | 'rule', { readonly same: readonly string[]; readonly of: number }>> {
  const other = featuresOf(b)
  const of = (kind: string) => {
    const own = [...featuresOf(a)].filter((feature) => feature.startsWith(`${kind} `))
    return { same: own.filter((feature) => other.has(feature)).map((feature) => feature.slice(kind.length + 1)), of: own.length }
  }
  return { input: of('input'), step: of('step'), rule: of('rule') }
}

export function mostAlike(
  model: CatalogueModel,
  shelf: Iterable<CatalogueModel>,
): { readonly model: CatalogueModel; readonly share: number } | undefined {
  const own = featuresOf(model)
  let best: { model: CatalogueModel; share: number } | undefined
  for (const other of shelf) {
    if (other.id === model.id) continue
    const share = alike(own, featuresOf(other))
    if (!best || share > best.share) best = { model: other, share }
  }
  return best
}
