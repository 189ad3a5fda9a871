import type { Desk } from './check.ts'
import type { CheckedDate, CheckedExclusion, CheckedRollup, CheckedRule, RuleEvidence, RuleExclusion } from './checked.ts'
import { matchPairs } from './columns.ts'
import { printExpression } from './expression/print.ts'
import { type Expression, namesIn } from './expression/tree.ts'
import { reportUnknown, type Scope, typeAs, typeExpression } from './expression/type.ts'
import type { Report } from './finding.ts'
import { columnNamed, visibleNamed } from './names.ts'
import { alternativesOf } from './needs.ts'
import type { Output } from './node.ts'
import type { StepColumn, StepTable } from './operator.ts'
import type { ExclusionSource, ModelSource, RollupSource, RuleSource, Word } from './source.ts'
import { apply, asOf, column, type Value, type ValueType } from './value.ts'

const subjectKinds = ['agency', 'court', 'person', 'entity']
const severities = ['auto', 'list', 'high', 'medium', 'low']
const outputs = ['clue', 'list', 'alert', 'indicator'] as const
const formats: Readonly<Record<string, readonly ValueType[]>> = {
  date: ['date'],
  money: ['decimal', 'int'],
  int: ['int', 'decimal'],
  text: ['text', 'int', 'decimal', 'date', 'datetime', 'bool', 'text[]'],
}

/** The table that a word names; a broken one gives nothing and says nothing more. */
export function tableOf(word: Word, desk: Desk): StepTable | undefined {
  const table = desk.tables.get(word.text)
  if (table === undefined) reportUnknown(desk.report, word.at, 'model.unknown-table', word.text, [...desk.tables.keys()])
  return table === 'broken' ? undefined : table
}

export function checkNeeds(needs: readonly Word[], desk: Desk): readonly string[] {
  for (const word of needs) {
    const [dataset, field, ...rest] = word.text.split('.')
    const columns = desk.inputs.get(dataset!)
    if (!columns) reportUnknown(desk.report, word.at, 'model.not-an-input', dataset!, [...desk.inputs.keys()])
    else if (rest.length > 0) desk.report.error(word.at, 'model.needs-form', { text: word.text })
    else if (field !== undefined && !columns.has(field))
      reportUnknown(desk.report, word.at, 'model.unknown-column-in', field, [...columns], { table: dataset! })
  }
  return needs.map(({ text }) => text)
}

export function checkExclusion(source: ExclusionSource, desk: Desk): CheckedExclusion | undefined {
  checkNeeds(
    source.needs.flatMap((word) => alternativesOf(word.text).map((text) => ({ ...word, text }))),
    desk,
  )
  const known = { id: source.id.text, title: source.title.text, needs: source.needs.map(({ text }) => text) }
  if (!source.in) return { ...known, test: { kind: 'where' } }
  const table = tableOf(source.in, desk)
  if (!table) return undefined
  const on = source.on.flatMap(({ left, right }) => {
    const found = desk.bench(source.id.at).column(table, right)
    return found ? [{ left: left.text, right: found.name, type: found.type }] : []
  })
  return { ...known, test: { kind: 'in', table: table.id, on } }
}

export function checkRule(source: RuleSource, model: ModelSource, desk: Desk): CheckedRule | undefined {
  const { report } = desk
  const from = tableOf(source.from, desk)
  const needs = source.needs ? checkNeeds(source.needs, desk) : model.required.map(({ text }) => text)
  checkWords(source, desk)
  if (!from) return undefined
  if (from.primary === undefined) {
    // Nothing that the rule says of its row can hold; one finding is enough.
    report.error(source.about.at, 'model.about-none', { from: from.id })
    return undefined
  }
  if (from.primary !== source.about.text)
    report.error(source.about.at, 'model.about', { about: source.about.text, from: from.id, primary: from.primary })

  const bench = desk.bench(source.id.at)
  const dateColumn = (word: Word | undefined): StepColumn | undefined => {
    const found = word && bench.column(from, word)
    if (found && found.type !== 'date' && found.type !== 'unknown')
      report.error(word.at, 'model.type-wanted', { what: word.text, wanted: 'date', got: found.type })
    return found
  }
  const due = dateColumn(source.due)
  const act = dateColumn(source.act)
  const scope = desk.scope(from, { meanings: meaningsOf(source, due, act, from, report) })
  const where = source.where && typeAs(source.where, 'bool', scope, 'where')
  const testable = source.testable && typeAs(source.testable, 'bool', scope, 'testable')

  const payload = openPayload(from)
  for (const word of source.key) {
    const found = bench.column(from, word)
    if (found && !['text', 'int', 'date', 'datetime', 'unknown'].includes(found.type))
      report.error(word.at, 'model.key-type', { name: word.text, type: found.type })
    payload.column(found)
  }
  const computed = (name: string, expression: Expression | undefined, wanted: ValueType | 'number' | undefined, what: string) => {
    if (!expression) return
    payload.add(name, wanted ? typeAs(expression, wanted, scope, what) : typeExpression(expression, scope))
  }
  computed('_subject_name', source.subject.name, 'text', 'subject.name')
  computed('_subject_code', source.subject.code, 'text', 'subject.code')
  computed('_party_name', source.party?.name, 'text', 'party.name')
  computed('_party_id', source.party?.id, 'text', 'party.id')
  if (due) payload.add('_due', column(due.name, due.type))
  if (act) payload.add('_act', column(act.name, act.type))
  const overdue = scope.meanings?.get('days_overdue')
  if (overdue) payload.add('_days_overdue', overdue)
  if (source.amount) payload.add('_amount', apply('money', 'decimal', typeAs(source.amount, 'number', scope, 'amount')))
  computed('_grade', source.grade, 'text', 'grade')
  for (const text of writtenOut(source.grade)) if (!/^[ABC]$/.test(text)) report.error(source.grade!.at, 'model.grade-letter', { text })
  computed('_score', source.score, 'number', 'score')
  const dates = source.dates.flatMap((word): CheckedDate[] => {
    const found = dateColumn(word)
    if (!found) return []
    const companion = `${found.name}__`
    for (const { name } of from.columns)
      if (name === found.name || name.startsWith(companion)) payload.column(columnNamed(from.columns, name))
    return [
      {
        column: found.name,
        label: found.label ?? found.name,
        limits: found.deadline?.limits ?? [],
        extended: found.deadline?.extended ?? false,
      },
    ]
  })
  checkReason(source, from, scope, payload)
  const evidence = source.evidence.flatMap((item) => checkEvidence(item, from, payload, desk))
  const exclusions = source.exclusions.flatMap((word) => checkRuleExclusion(word, model, from, scope, desk))
  const output = outputs.find((known) => known === source.output.text)
  return {
    id: source.id.text,
    as: source.as.text,
    title: source.title.text,
    from: from.id,
    about: source.about.text,
    needs,
    ...(where && { where }),
    ...(testable && { testable }),
    key: source.key.map(({ text }) => text),
    subjectKind: source.subject.kind.text,
    ...(due && { due: due.name }),
    ...(act && { act: act.name }),
    dates,
    severity: source.severity.text,
    basis: source.basis.map(({ text }) => text),
    reason: source.reason.template,
    ...(source.document && { document: source.document.text }),
    exclusions,
    evidence,
    output: output ?? 'clue',
    payload: payload.outputs(),
    words: {
      ...(source.where && { where: printExpression(source.where) }),
      ...(source.score && { score: printExpression(source.score) }),
      ...(source.amount && { amount: printExpression(source.amount) }),
    },
  }
}

/** The texts that an expression may itself give, as far as they are written out. */
function writtenOut(expression: Expression | undefined): readonly string[] {
  if (expression?.kind === 'literal') return expression.type === 'text' ? [expression.text] : []
  if (expression?.kind !== 'case') return []
  return [...expression.branches.map(({ gives }) => gives), expression.otherwise].flatMap(writtenOut)
}

/** What does not depend on the rule's table. */
function checkWords(source: RuleSource, desk: Desk): void {
  const { report } = desk
  const choose = (word: Word, known: readonly string[]): void => {
    if (!known.includes(word.text)) reportUnknown(report, word.at, 'model.unknown-choice', word.text, known)
  }
  choose(source.subject.kind, subjectKinds)
  choose(source.severity, severities)
  choose(source.output, outputs)
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(source.as.text)) report.error(source.as.at, 'model.rule-name', { name: source.as.text })
  if (source.key.length === 0) report.error(source.id.at, 'model.no-key', { rule: source.id.text })
  if ((source.output.text === 'clue' || source.output.text === 'alert') && !source.score)
    report.error(source.id.at, 'model.no-score', { rule: source.id.text })
  if (source.act && !source.due) report.error(source.act.at, 'model.act-without-due')
  for (const word of source.basis)
    if (!/^[^#\s]+#\d+(-\d+)?(\.\d+)*(\(\d+\))?$/.test(word.text)) report.error(word.at, 'model.basis-form', { text: word.text })
  if (!desk.inputs.has(source.about.text))
    reportUnknown(report, source.about.at, 'model.not-an-input', source.about.text, [...desk.inputs.keys()])
}

/** Days from the due day to the act, or to the as-of day where nothing was done. */
function meaningsOf(
  source: RuleSource,
  due: StepColumn | undefined,
  act: StepColumn | undefined,
  from: StepTable,
  report: Report,
): Map<string, Value> {
  if (!due) return new Map()
  if (from.columns.some(({ name }) => name === 'days_overdue')) report.error(source.due!.at, 'model.days-overdue-taken', { from: from.id })
  const end = act ? apply('coalesce', 'date', column(act.name, act.type), asOf) : asOf
  return new Map([['days_overdue', apply('days_between', 'int', column(due.name, due.type), end)]])
}

interface Payload {
  add(name: string, value: Value): void
  column(found: StepColumn | undefined): void
  outputs(): readonly Output[]
}

function openPayload(from: StepTable): Payload {
  const added = new Map<string, Value>()
  return {
    add: (name, value) => void added.set(name, value),
    column: (found) => {
      if (found && from.columns.includes(found)) added.set(found.name, column(found.name, found.type))
    },
    outputs: () => [...added].map(([name, value]) => ({ name, value })),
  }
}

function checkReason(source: RuleSource, from: StepTable, scope: Scope, payload: Payload): void {
  const { report } = scope
  if (source.reason.template.trim() === '') report.error(source.reason.at, 'model.reason-empty')
  for (const place of source.reason.places) {
    let type: ValueType | undefined
    if (place.name.startsWith('$')) type = typeExpression({ kind: 'parameter', name: place.name.slice(1), at: place.at }, scope).type
    else if (scope.meanings?.has(place.name)) type = 'int'
    else {
      const found = visibleNamed(from.columns, place.name)
      if (!found) {
        const known = [...from.columns.map(({ name }) => name), ...(scope.meanings?.keys() ?? [])]
        reportUnknown(report, place.at, 'model.unknown-place', place.name, known)
      }
      payload.column(found)
      type = found?.type
    }
    if (place.format === undefined || type === undefined || type === 'unknown') continue
    const fits = Object.hasOwn(formats, place.format) ? formats[place.format] : undefined
    if (!fits) reportUnknown(report, place.at, 'model.unknown-format', place.format, Object.keys(formats))
    else if (!fits.includes(type)) report.error(place.at, 'model.format-type', { name: place.name, format: place.format, type })
  }
}

function checkEvidence(item: RuleSource['evidence'][number], from: StepTable, payload: Payload, desk: Desk): RuleEvidence[] {
  const table = tableOf(item.from, desk)
  if (!table) return []
  if (table.primary === undefined) {
    desk.report.error(item.from.at, 'model.evidence-primary', { name: table.id })
    return []
  }
  const matches = matchPairs(item.on, from, table, 'r', desk.bench(item.from.at), item.from.at)
  const on = matches.flatMap(({ left, right }) => {
    if (left.kind !== 'column' || right.kind !== 'column') return []
    payload.column(columnNamed(from.columns, left.name))
    if (right.type === 'text[]' || left.type === 'text[]') desk.report.error(item.from.at, 'model.evidence-list', { name: right.name })
    return [{ left: left.name, right: right.name, type: right.type }]
  })
  return [{ from: table.id, dataset: table.primary, on }]
}

function checkRuleExclusion(word: Word, model: ModelSource, from: StepTable, scope: Scope, desk: Desk): RuleExclusion[] {
  const source = model.exclusions.find(({ id }) => id.text === word.text)
  if (!source) {
    reportUnknown(
      desk.report,
      word.at,
      'model.unknown-exclusion',
      word.text,
      model.exclusions.map(({ id }) => id.text),
    )
    return []
  }
  if (source.where) {
    const lacking = [...namesIn(source.where)].filter((name) => !visibleNamed(scope.columns, name) && !scope.meanings?.has(name))
    for (const name of lacking) desk.report.error(word.at, 'model.exclusion-column', { exclusion: word.text, name, from: from.id })
    if (lacking.length > 0) return []
    return [{ id: source.id.text, test: { kind: 'where', where: typeAs(source.where, 'bool', scope, 'where') } }]
  }
  const table = source.in && desk.tables.get(source.in.text)
  if (!table || table === 'broken') return []
  for (const { left } of source.on)
    if (!visibleNamed(from.columns, left.text))
      desk.report.error(word.at, 'model.exclusion-column', { exclusion: word.text, name: left.text, from: from.id })
  const known = source.on.filter(({ left }) => visibleNamed(from.columns, left.text))
  if (known.length < source.on.length) return []
  return [
    {
      id: source.id.text,
      test: { kind: 'in', table: table.id, on: matchPairs(known, from, table, word.text, desk.bench(word.at), word.at) },
    },
  ]
}

export function checkRollup(source: RollupSource, rules: readonly RuleSource[], report: Report): CheckedRollup {
  if (!rules.some(({ as }) => as.text === source.of.text))
    reportUnknown(
      report,
      source.of.at,
      'model.unknown-rule',
      source.of.text,
      rules.map(({ as }) => as.text),
    )
  if (!subjectKinds.includes(source.by.text)) reportUnknown(report, source.by.at, 'model.unknown-choice', source.by.text, subjectKinds)
  for (const word of [source.atLeast, source.months])
    if (!/^[1-9]\d{0,3}$/.test(word.text)) report.error(word.at, 'model.value-type', { text: word.text, type: 'int' })
  return {
    id: source.id.text,
    of: source.of.text,
    by: source.by.text,
    atLeast: Number(source.atLeast.text),
    months: Number(source.months.text),
    title: source.title.text,
  }
}

/** Tables that rules and exclusions rest on directly, and inputs named as needs. */
export function reachableNeeds(model: ModelSource): ReadonlySet<string> {
  const needs = [
    ...[...model.rules, ...model.indicators].flatMap((rule) => rule.needs ?? []),
    ...model.exclusions.flatMap((exclusion) => exclusion.needs),
  ]
  return new Set([
    ...model.rules.flatMap((rule) => [rule.from.text, ...rule.evidence.map(({ from }) => from.text)]),
    ...model.indicators.map(({ from }) => from.text),
    ...model.exclusions.flatMap((exclusion) => (exclusion.in ? [exclusion.in.text] : [])),
    ...needs.flatMap(({ text }) => alternativesOf(text).map((one) => one.split('.')[0]!)),
  ])
}
