import type { Desk } from './check.ts'
import { checkNeeds, tableOf } from './check-rule.ts'
import type { CheckedIndicator } from './checked.ts'
import { newName } from './columns.ts'
import { typeAs } from './expression/type.ts'
import type { IndicatorSource, ModelSource } from './source.ts'

/** Figures may be taken from any step: a rate by agency and month is about no one row. */
export function checkIndicator(source: IndicatorSource, model: ModelSource, desk: Desk): CheckedIndicator | undefined {
  const { report } = desk
  const from = tableOf(source.from, desk)
  const needs = source.needs ? checkNeeds(source.needs, desk) : model.required.map(({ text }) => text)
  if (source.figures.length === 0) report.error(source.id.at, 'model.no-figures', { rule: source.id.text })
  if (!from) return undefined
  const scope = desk.scope(from)
  const bench = desk.bench(source.id.at)
  const where = source.where && typeAs(source.where, 'bool', scope, 'where')
  const taken = new Set<string>()
  const labels = new Map(source.labels.map(({ name, label }) => [name.text, label.text]))
  const key = source.key.flatMap((word) => {
    const found = bench.column(from, word)
    if (!found) return []
    if (found.type === 'text[]') report.error(word.at, 'model.key-type', { name: word.text, type: found.type })
    taken.add(found.name)
    return [{ name: found.name, label: labels.get(found.name) ?? found.label ?? found.name }]
  })
  const figures = source.figures.flatMap(({ as, expression }): CheckedIndicator['figures'] => {
    const value = typeAs(expression, 'number', scope, as.text)
    if (!newName(as, taken, bench)) return []
    taken.add(as.text)
    return [{ name: as.text, value, label: labels.get(as.text) ?? as.text }]
  })
  for (const { name } of source.labels) if (!taken.has(name.text)) report.error(name.at, 'model.label-for-nothing', { name: name.text })
  return { id: source.id.text, title: source.title.text, from: from.id, needs, ...(where && { where }), key, figures }
}
