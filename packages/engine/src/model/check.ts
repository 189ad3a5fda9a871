import type { TableSchema } from '../data/schema.ts'
import type { LimitRule } from '../limit/limit.ts'
import { checkIndicator } from './check-indicator.ts'
import { checkParameters } from './check-parameter.ts'
import { checkExclusion, checkRollup, checkRule, reachableNeeds } from './check-rule.ts'
import { type CheckedModel, type CheckedStep, checkedInput } from './checked.ts'
import { once } from './columns.ts'
import { describeStep } from './describe.ts'
import { reportUnknown, type Scope } from './expression/type.ts'
import { type Finding, openReport, type Report } from './finding.ts'
import { isName, visible, visibleNamed } from './names.ts'
import { nearest } from './nearest.ts'
import { calendar } from './node.ts'
import type { StepTable, Workbench } from './operator.ts'
import { operators } from './operators.ts'
import type { ModelSource, StepUse, Word } from './source.ts'
import type { ValueType } from './value.ts'

const reserved: ReadonlySet<string> = new Set([calendar, 'emitted'])

export interface Desk {
  readonly report: Report
  readonly limits: ReadonlyMap<string, LimitRule>
  /** Inputs and steps by name; a step that rests on something unknown is `broken` and asked no more. */
  readonly tables: Map<string, StepTable | 'broken'>
  readonly scope: (table: StepTable, rest?: Partial<Scope>) => Scope
  readonly bench: (at: Word['at'], step?: string) => Workbench
  readonly inputs: ReadonlyMap<string, ReadonlySet<string>>
  readonly parametersUsed: Set<string>
}

/** What is known of a model with mistakes: inputs, parameters and those steps that rest on nothing wrong. */
export interface KnownParts extends Pick<CheckedModel, 'inputs' | 'parameters' | 'steps'> {
  /** Steps whose columns are known though something in them is wrong: they cannot be run. */
  readonly unsound: ReadonlySet<string>
}

/**
 * Reads a model as a whole against what is known: datasets with their columns, limits of the law catalogue, supervision points. All mistakes are
 * told at once, each with its place and, where one is near, the name that was probably meant.
 */
export function checkModel(
  model: ModelSource,
  schemas: ReadonlyMap<string, TableSchema>,
  limits: ReadonlyMap<string, LimitRule>,
  /** Supervision points by id, with their titles; without them a point is taken as it stands. */
  points?: ReadonlyMap<string, string>,
  /** Instruments by their bare names, with the highest article that any version has where that is known; without them a basis is taken as it stands. */
  laws?: ReadonlyMap<string, number | undefined>,
): { readonly checked?: CheckedModel; readonly known: KnownParts; readonly findings: readonly Finding[] } {
  const report = openReport(model.file)
  if (model.id.text !== '' && !/^[a-z][a-z0-9-]*$/.test(model.id.text)) report.error(model.id.at, 'model.id', { id: model.id.text })
  if (model.point && points) checkPoint(model.point, points, report)
  if (laws) for (const word of [...model.basis, ...model.rules.flatMap(({ basis }) => basis)]) checkBasis(word, laws, report)
  const inputs = checkInputs(model, schemas, report)
  const parameters = checkParameters(model.parameters, report)
  const desk = openDesk(model, inputs, parameters, limits, report)

  const later = (name: string, index: number): boolean => model.steps.some((other, at) => at >= index && other.id.text === name)

  /** What a piece was given must be there and hold what it speaks of; told once, where it was given. */
  const uses = new Map<Word, boolean>()
  const lacking = ({ id, piece, demands }: StepUse, index: number): boolean => {
    const known = uses.get(id)
    if (known !== undefined) return known
    const broken = demands.map(({ table: word, label, given, columns }) => {
      const table = desk.tables.get(word.text)
      if (table === 'broken') return true
      if (!table) {
        if (later(word.text, index)) report.error(word.at, 'model.step-later', { name: word.text })
        else if (!given) report.error(word.at, 'model.piece-table', { piece, name: word.text, label })
        else if (schemas.has(word.text)) report.error(word.at, 'model.not-declared', { name: word.text })
        else reportUnknown(report, word.at, 'model.unknown-table', word.text, [...desk.tables.keys()])
        return true
      }
      const lacks = columns.filter((column) => !visibleNamed(table.columns, column))
      if (lacks.length > 0) report.error(word.at, 'model.piece-lacks', { piece, table: word.text, columns: lacks.join(', ') })
      return lacks.length > 0
    })
    uses.set(id, broken.includes(true))
    return broken.includes(true)
  }

  const unsound = new Set<string>()
  const steps = model.steps.flatMap((step, index): CheckedStep[] => {
    const { id } = step
    if (!isName(id.text) || id.text.includes('__')) report.error(id.at, 'model.step-name', { name: id.text })
    else if (reserved.has(id.text)) report.error(id.at, 'model.reserved', { name: id.text })
    const operator = operators.get(step.operator.text)!
    const reads = operator.reads(step.params)
    let broken = step.use !== undefined && lacking(step.use, index)
    if (broken) {
      desk.tables.set(id.text, 'broken')
      return []
    }
    for (const word of reads) {
      const table = desk.tables.get(word.text)
      if (table === 'broken') broken = true
      else if (!table) {
        broken = true
        if (word.text === id.text) report.error(word.at, 'model.step-itself', { name: word.text })
        else if (later(word.text, index)) report.error(word.at, 'model.step-later', { name: word.text })
        else if (schemas.has(word.text)) report.error(word.at, 'model.not-declared', { name: word.text })
        else reportUnknown(report, word.at, 'model.unknown-table', word.text, [...desk.tables.keys()])
      }
    }
    if (desk.tables.has(id.text)) {
      report.error(id.at, 'model.duplicate-step', { name: id.text })
      return []
    }
    if (broken) {
      desk.tables.set(id.text, 'broken')
      return []
    }
    const mistakes = errorsIn(report)
    const { node, before, ...yielded } = operator.yields(step.params, desk.bench(step.operator.at, id.text))
    if (errorsIn(report) > mistakes) {
      if (yielded.columns.length === 0) {
        desk.tables.set(id.text, 'broken')
        return []
      }
      unsound.add(id.text)
    }
    const table: StepTable = { ...yielded, id: id.text }
    desk.tables.set(id.text, table)
    return [
      {
        id: id.text,
        ...(step.title && { title: step.title.text }),
        ...(step.note && { note: step.note.text }),
        ...(step.use && { piece: step.use.piece }),
        operator: operator.name,
        operatorLabel: { code: operator.label },
        // Asked for by pages alone.
        get detail() {
          return describeStep(operator, step.params)
        },
        reads: reads.map(({ text }) => text),
        table,
        relations: [...(before ?? []), { name: id.text, node }],
      },
    ]
  })

  const ids = new Set<string>()
  const fresh = (word: Word): void => {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(word.text)) report.error(word.at, 'model.rule-name', { name: word.text })
    if (ids.has(word.text) || desk.tables.has(word.text)) report.error(word.at, 'model.duplicate-id', { name: word.text })
    ids.add(word.text)
  }
  for (const { id } of [...model.exclusions, ...model.rules, ...model.indicators, ...model.rollups]) fresh(id)
  const exclusions = model.exclusions.flatMap((source) => checkExclusion(source, desk) ?? [])
  const rules = model.rules.flatMap((source) => checkRule(source, model, desk) ?? [])
  const indicators = model.indicators.flatMap((source) => checkIndicator(source, model, desk) ?? [])
  const rollups = model.rollups.flatMap((source) => checkRollup(source, model.rules, report) ?? [])
  const known: KnownParts = { inputs, parameters, steps, unsound }
  if (report.failed()) return { known, findings: report.findings() }
  warnUnused(model, desk, report, reachableNeeds(model))
  const checked: CheckedModel = {
    file: model.file,
    id: model.id.text,
    title: model.title.text,
    version: model.version.text,
    question: model.question.text,
    ...(model.point && { point: model.point.text }),
    function: model.function.map(({ text }) => text),
    origin: model.origin.map(({ text }) => text),
    basis: model.basis.map(({ text }) => text),
    inputs,
    parameters,
    steps,
    exclusions,
    rules,
    indicators,
    rollups,
  }
  return { checked, known, findings: report.findings() }
}

/** Who wrote a point's title is told its id. */
function checkPoint({ text, at }: Word, points: ReadonlyMap<string, string>, report: Report): void {
  if (points.has(text)) return
  const titled = [...points].find(([, title]) => title === text)?.[0]
  if (titled) report.error(at, 'model.unknown-point-near', { name: text, near: titled })
  else reportUnknown(report, at, 'model.unknown-point', text, [...points.keys()])
}

const errorsIn = (report: Report): number => (report.failed() ? report.findings().filter(({ level }) => level === 'error').length : 0)

function checkInputs(model: ModelSource, schemas: ReadonlyMap<string, TableSchema>, report: Report): CheckedModel['inputs'] {
  const seen = new Set<string>()
  const read = (words: readonly Word[], required: boolean) =>
    words.flatMap((word) => {
      const schema = schemas.get(word.text)
      if (!schema) {
        reportUnknown(report, word.at, 'model.unknown-dataset', word.text, [...schemas.keys()])
        return []
      }
      if (seen.has(word.text)) {
        report.error(word.at, 'model.duplicate-input', { name: word.text })
        return []
      }
      seen.add(word.text)
      return [checkedInput(schema, required)]
    })
  return [...read(model.required, true), ...read(model.optional, false)]
}

/** A law that nobody knows may be a local one; one that is nearly another is a slip of the pen, and so is an article that no version has. */
function checkBasis(word: Word, laws: ReadonlyMap<string, number | undefined>, report: Report): void {
  const [, law, article] = /^([^#\s]+)#(\d+)/.exec(word.text) ?? []
  if (law === undefined) return
  const bare = law.replace(/^中华人民共和国/, '')
  if (!laws.has(bare)) {
    const near = nearest(bare, laws.keys())
    if (near) report.warn(word.at, 'model.basis-near', { law, near })
    return
  }
  const most = laws.get(bare)
  if (most !== undefined && Number(article) > most) report.warn(word.at, 'model.basis-article', { law, article: article!, most })
}

function openDesk(
  model: ModelSource,
  inputs: CheckedModel['inputs'],
  parameters: CheckedModel['parameters'],
  limits: ReadonlyMap<string, LimitRule>,
  report: Report,
): Desk {
  const tables = new Map<string, StepTable | 'broken'>(inputs.map(({ table }) => [table.id, table]))
  const inputColumns = new Map(inputs.map(({ table }) => [table.id, visibleColumns(table)] as const))
  const used = new Set<string>()
  // A parameter whose declaration is wrong is still known: its uses are not wrong too.
  const types = new Map<string, ValueType>(model.parameters.map(({ name }) => [name.text, 'unknown']))
  for (const { name, type } of parameters) types.set(name, type)
  const scope = (table: StepTable, rest: Partial<Scope> = {}): Scope => ({
    report,
    columns: table.columns,
    parameters: types,
    parametersUsed: used,
    inputs: inputColumns,
    use: 'scalar',
    ...rest,
  })
  const columnOf: Workbench['column'] = (table, word) => {
    const found = visibleNamed(table.columns, word.text)
    if (!found)
      reportUnknown(
        report,
        word.at,
        'model.unknown-column-in',
        word.text,
        table.columns.map(({ name }) => name),
        { table: table.id },
      )
    return found
  }
  const tableOf: Workbench['table'] = (word) => {
    const table = tables.get(word.text)
    if (!table || table === 'broken') throw new Error(`step checked before its source: ${word.text}`)
    return table
  }
  const bench = (at: Word['at'], step = ''): Workbench => ({
    report,
    at,
    name: (what) => `${step} ${what}`,
    limits,
    scope,
    column: columnOf,
    table: tableOf,
  })
  return { report, limits, tables, scope, bench, inputs: inputColumns, parametersUsed: used }
}

const visibleColumns = once((table: StepTable): ReadonlySet<string> => new Set(table.columns.map(({ name }) => name).filter(visible)))

/** What stands in the file and has no effect is probably a slip: say so, and let it run. */
function warnUnused(model: ModelSource, desk: Desk, report: Report, roots: ReadonlySet<string>): void {
  const used = new Set(roots)
  for (const step of [...model.steps].reverse()) {
    if (!used.has(step.id.text)) continue
    for (const { text } of operators.get(step.operator.text)!.reads(step.params)) used.add(text)
  }
  // A piece may give more than one model needs; that it is used at all is what matters.
  const usesUsed = new Set(model.steps.flatMap(({ id, use }) => (use && used.has(id.text) ? [use.id.text] : [])))
  const idle = model.steps.filter(({ id, use }) => (use ? !usesUsed.has(use.id.text) : !used.has(id.text)))
  for (const [name, at] of new Map(idle.map(({ id, use }) => [(use?.id ?? id).text, (use?.id ?? id).at])))
    report.warn(at, 'model.unused-step', { name })
  for (const word of [...model.required, ...model.optional])
    if (!used.has(word.text)) report.warn(word.at, 'model.unused-input', { name: word.text })
  for (const { name } of model.parameters)
    if (!desk.parametersUsed.has(name.text)) report.warn(name.at, 'model.unused-parameter', { name: name.text })
  const tested = new Set(model.rules.flatMap((rule) => rule.exclusions.map(({ text }) => text)))
  for (const { id } of model.exclusions) if (!tested.has(id.text)) report.warn(id.at, 'model.unused-exclusion', { name: id.text })
}
