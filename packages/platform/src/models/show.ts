import type { Locale } from '@xiezhi/engine/message'
import {
  type Available,
  alternativesOf,
  type CheckedModel,
  type CheckedRule,
  compile,
  duckdb,
  lacksOf,
  planModel,
} from '@xiezhi/engine/model/model'
import type { z } from 'zod'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { modelNode, modelParameter, modelRule } from '../contract/models.ts'
import { explainModel } from '../local/explain.ts'
import { tell } from '../texts.ts'

/** A model as a person reads it: the pipeline as a graph, the rules in words, the statement. */

/** `penalty_process.service_date` → the words of the standard; of alternatives each. */
export const sayNeed = (catalogue: Catalogue, need: string, locale: Locale): string =>
  alternativesOf(need)
    .map((one) => sayOne(catalogue, one, locale))
    .join(tell({ code: 'run.or' }, locale))

function sayOne(catalogue: Catalogue, need: string, locale: Locale): string {
  const [dataset = '', field] = need.split('.')
  const schema = catalogue.schemas.get(dataset)
  const title = schema?.label ?? dataset
  if (field === undefined) return title
  const label = schema?.columns.find(({ name }) => name === field)?.label ?? field
  return tell({ code: 'run.field', values: { dataset: title, field: label } }, locale)
}

export const showParameters = (model: CheckedModel): z.input<typeof modelParameter>[] =>
  model.parameters.map((parameter) => ({
    name: parameter.name,
    label: parameter.label,
    type: parameter.type,
    value: typeof parameter.default === 'string' ? parameter.default : parameter.default.join('、'),
    law: parameter.law ?? null,
  }))

const columnsOf = (model: CheckedModel, table: string) =>
  (model.steps.find(({ id }) => id === table) ?? model.inputs.find(({ dataset }) => dataset === table))?.table.columns ?? []

export function showNodes(catalogue: Catalogue, model: CheckedModel, available: Available, locale: Locale): z.input<typeof modelNode>[] {
  const columns = (table: string) =>
    columnsOf(model, table)
      .filter(({ name }) => !name.startsWith('_'))
      .map(({ name, label, type }) => ({ name, label: label ?? name, type: String(type) }))
  const inputs = model.inputs.map((input) => ({
    id: input.dataset,
    kind: 'input' as const,
    operator: null,
    operatorLabel: null,
    title: input.label,
    detail: catalogue.standards.get(input.dataset)?.source ?? '',
    reads: [],
    missing: !available.has(input.dataset),
    columns: columns(input.dataset),
  }))
  const steps = model.steps.map((step) => ({
    id: step.id,
    kind: 'step' as const,
    operator: step.operator,
    operatorLabel: tell(step.operatorLabel, locale),
    title: step.title ?? step.id,
    detail: step.note ? `${step.note}\n${step.detail}` : step.detail,
    reads: [...step.reads],
    missing: false,
    columns: columns(step.id),
  }))
  const rules = model.rules.map((rule) => ({
    id: rule.id,
    kind: 'rule' as const,
    operator: null,
    operatorLabel: null,
    title: rule.title,
    detail: rule.words.where ?? '',
    reads: [rule.from, ...exclusionTables(rule)],
    missing: lacksOf(rule.needs, available).length > 0,
    columns: [],
  }))
  return [...inputs, ...steps, ...rules]
}

const exclusionTables = (rule: CheckedRule): string[] => [
  ...new Set(rule.exclusions.flatMap(({ test }) => (test.kind === 'in' && test.table !== rule.from ? [test.table] : []))),
]

export function showRules(catalogue: Catalogue, model: CheckedModel, available: Available, locale: Locale): z.input<typeof modelRule>[] {
  const said = (needs: readonly string[]): string[] => needs.map((need) => sayNeed(catalogue, need, locale))
  const exclusionOf = (id: string) => {
    const known = model.exclusions.find((one) => one.id === id)
    const needs = known?.needs ?? []
    return { id, title: known?.title ?? id, needs: said(needs), lacks: said(lacksOf(needs, available)) }
  }
  return model.rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    words: inWords(model, rule),
    basis: [...rule.basis],
    score: rule.words.score ?? '',
    output: rule.output,
    exclusions: rule.exclusions.map(({ id }) => exclusionOf(id)),
    needs: said(rule.needs),
    lacks: said(lacksOf(rule.needs, available)),
  }))
}

/** The sentence that a clue will say, with the names of the columns in its places. */
function inWords(model: CheckedModel, rule: CheckedRule): string {
  const labels = new Map(columnsOf(model, rule.from).map(({ name, label }) => [name, label ?? name]))
  const parameters = new Map(model.parameters.map(({ name, label }) => [name, label]))
  return rule.reason.replace(/\{(\$?)(\w+)(?:\|\w+)?\}/g, (_, parameter: string, name: string) => {
    const own = name === 'as_of' || name === 'days_overdue' ? tell({ code: `run.place.${name}` }) : undefined
    return `〔${own ?? (parameter ? parameters.get(name) : labels.get(name)) ?? name}〕`
  })
}

/** The statement as it would run now; with nothing to run, the one for a complete delivery. */
export function showSql(catalogue: Catalogue, model: CatalogueModel, available: Available): string {
  const runnable = model.checked.rules.some((rule) => lacksOf(rule.needs, available).length === 0)
  return runnable ? compile(planModel(model.checked, available), duckdb).sql : explainModel(catalogue, model).sql
}
