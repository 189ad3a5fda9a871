import type { Report } from '../finding.ts'
import { columnNamed, visible, visibleNamed } from '../names.ts'
import { nearest } from '../nearest.ts'
import { unread, unreadName } from '../unread.ts'
import { apply, asOf, bool, column, int, parameter, text, type Value, type ValueType, visit } from '../value.ts'
import { type ArgumentKind, type FunctionRule, functions } from './functions.ts'
import { readPattern } from './pattern.ts'
import type { BinaryOperator, Expression } from './tree.ts'

export type ColumnValue = Value & { readonly kind: 'column' }

export interface ScopeColumn {
  readonly name: string
  readonly type: ValueType
  /** A dataset's cell as it came: `unread` can be asked of it. */
  readonly straight?: boolean
}

/** What an expression may speak of, and where its mistakes go. */
export interface Scope {
  readonly report: Report
  readonly columns: readonly ScopeColumn[]
  /** Instead of `columns`, where names may stand behind that of their table: which column each means. */
  readonly named?: ReadonlyMap<string, ColumnValue>
  /** What functions with OVER were worked out as. */
  readonly over?: ReadonlyMap<Expression, Value>
  /** Names that stand for a whole value, such as days_overdue in a rule. */
  readonly meanings?: ReadonlyMap<string, Value>
  readonly parameters: ReadonlyMap<string, ValueType>
  /** Collects the parameters spoken of. */
  readonly parametersUsed: Set<string>
  /** Datasets of the model with their columns, for has_input and has_field. */
  readonly inputs: ReadonlyMap<string, ReadonlySet<string>>
  readonly use: FunctionRule['use']
  /** Columns of the partner, spoken of as `other.name`, where two rows are looked at together. */
  readonly other?: { readonly columns: readonly ScopeColumn[]; readonly alias: string }
  /** In an aggregate: columns that may stand outside an aggregate function. */
  readonly grouped?: ReadonlySet<string>
}

const numeric = (type: ValueType): boolean => type === 'int' || type === 'decimal'
const loose = (type: ValueType): boolean => type === 'null' || type === 'unknown'
const unknown: Value = { kind: 'literal', type: 'unknown', text: 'null' }

/** The common type of two values, or nothing when they cannot be compared. */
export function unify(a: ValueType, b: ValueType): ValueType | undefined {
  if (a === b) return a
  if (a === 'unknown' || b === 'unknown') return 'unknown'
  if (a === 'null') return b
  if (b === 'null') return a
  return numeric(a) && numeric(b) ? 'decimal' : undefined
}

/** Finds the type of every part and what every name means; reports all that is wrong and goes on. */
export function typeExpression(expression: Expression, scope: Scope): Value {
  return type(expression, scope, false)
}

/** As `typeExpression`, and the whole must be of one type. */
export function typeAs(expression: Expression, wanted: ValueType | 'number', scope: Scope, what: string): Value {
  const value = typeExpression(expression, scope)
  const fits = loose(value.type) || (wanted === 'number' ? numeric(value.type) : unify(value.type, wanted) === wanted)
  if (!fits) scope.report.error(expression.at, 'model.type-wanted', { what, wanted: typeCode(wanted), got: typeCode(value.type) })
  return value
}

export const typeCode = (wanted: string): string => wanted

const negate = (negated: boolean, value: Value): Value => (negated ? apply('not', 'bool', value) : value)

function condition(part: Expression, what: string, scope: Scope, inside: boolean): Value {
  const value = type(part, scope, inside)
  if (!loose(value.type) && value.type !== 'bool') scope.report.error(part.at, 'model.type-condition', { what, got: typeCode(value.type) })
  return value
}

function type(e: Expression, scope: Scope, inside: boolean): Value {
  switch (e.kind) {
    case 'literal':
      return { kind: 'literal', type: e.type, text: e.text }
    case 'name':
      return name(e, scope, inside)
    case 'parameter':
      return parameterOf(e, scope)
    case 'negate': {
      const value = type(e.operand, scope, inside)
      if (!loose(value.type) && !numeric(value.type))
        scope.report.error(e.operand.at, 'model.type-number', { sign: '-', got: typeCode(value.type) })
      return apply('negate', value.type, value)
    }
    case 'not':
      return apply('not', 'bool', condition(e.operand, 'NOT', scope, inside))
    case 'binary':
      if (e.operator === 'and' || e.operator === 'or')
        return apply(
          e.operator,
          'bool',
          condition(e.left, e.operator.toUpperCase(), scope, inside),
          condition(e.right, e.operator.toUpperCase(), scope, inside),
        )
      return binary(e.operator, e, type(e.left, scope, inside), type(e.right, scope, inside), scope)
    case 'in': {
      const operand = type(e.operand, scope, inside)
      if ('list' in e.items) {
        const list = type(e.items.list, scope, inside)
        if (!loose(list.type) && list.type !== 'text[]')
          scope.report.error(e.items.list.at, 'model.type-in-list', { got: typeCode(list.type) })
        else compare(operand, { ...list, type: 'text' }, e.operand, scope)
        return negate(e.negated, apply('in_list', 'bool', operand, list))
      }
      const items = e.items.map((item) => type(item, scope, inside))
      for (const [i, item] of items.entries()) compare(operand, item, e.items[i]!, scope)
      return negate(e.negated, apply('in', 'bool', operand, ...items))
    }
    case 'between': {
      const [operand, low, high] = [type(e.operand, scope, inside), type(e.low, scope, inside), type(e.high, scope, inside)]
      compare(operand, low, e.low, scope)
      compare(operand, high, e.high, scope)
      return negate(e.negated, apply('between', 'bool', operand, low, high))
    }
    case 'is':
      return apply(
        `is_${e.negated ? 'not_' : ''}${e.test}`,
        'bool',
        e.test === 'null' ? type(e.operand, scope, inside) : condition(e.operand, 'IS', scope, inside),
      )
    case 'same': {
      const [left, right] = [type(e.left, scope, inside), type(e.right, scope, inside)]
      compare(left, right, e.right, scope)
      return apply(e.negated ? 'differs' : 'same', 'bool', left, right)
    }
    case 'like': {
      const [operand, pattern] = [type(e.operand, scope, inside), type(e.pattern, scope, inside)]
      for (const [value, part] of [
        [operand, e.operand],
        [pattern, e.pattern],
      ] as const)
        if (!loose(value.type) && value.type !== 'text') scope.report.error(part.at, 'model.type-like', { got: typeCode(value.type) })
      return negate(e.negated, apply('like', 'bool', operand, pattern))
    }
    case 'case':
      return choice(
        e,
        (part) => type(part, scope, inside),
        (part, what) => condition(part, what, scope, inside),
        scope,
      )
    case 'call':
      return call(e, scope, inside)
    case 'exists':
    case 'in-query':
      scope.report.error(e.at, 'model.sql-query-here')
      return { ...unknown, type: 'bool' }
    case 'over': {
      const known = scope.over?.get(e)
      if (!known) scope.report.error(e.at, 'model.sql-over-here')
      return known ?? unknown
    }
  }
}

/** How other languages ask what day it is. */
const today = /^(now|today|current_?date|current_?time|current_?timestamp|sysdate|getdate|curdate)$/i

function name(e: Expression & { kind: 'name' }, scope: Scope, inside: boolean): Value {
  const meaning = scope.meanings?.get(e.name)
  if (meaning) return meaning
  if (scope.named) return namedColumn(e, scope, scope.named, inside)
  if (e.name.includes('.')) return partnerColumn(e, scope)
  const found = visibleNamed(scope.columns, e.name)
  if (!found) {
    if (today.test(e.name)) scope.report.error(e.at, 'model.no-today', { name: e.name })
    else
      reportUnknown(scope.report, e.at, 'model.unknown-column', e.name, [...visibleNames(scope.columns), ...(scope.meanings?.keys() ?? [])])
    return unknown
  }
  if (scope.grouped && !inside && !scope.grouped.has(e.name)) scope.report.error(e.at, 'model.not-grouped', { column: e.name })
  return column(e.name, found.type)
}

const visibleNames = (columns: readonly ScopeColumn[]): readonly string[] => columns.map((one) => one.name).filter(visible)

function namedColumn(e: Expression & { kind: 'name' }, scope: Scope, named: ReadonlyMap<string, ColumnValue>, inside: boolean): Value {
  const found = named.get(e.name)
  if (!found) {
    if (today.test(e.name)) scope.report.error(e.at, 'model.no-today', { name: e.name })
    else reportUnknown(scope.report, e.at, 'model.unknown-column', e.name, [...named.keys()])
    return unknown
  }
  if (scope.grouped && !inside && !scope.grouped.has(found.name)) scope.report.error(e.at, 'model.not-grouped', { column: e.name })
  return found
}

function partnerColumn(e: Expression & { kind: 'name' }, scope: Scope): Value {
  const { other } = scope
  const [whose, wanted] = e.name.split('.') as [string, string]
  if (!other || whose !== 'other') {
    scope.report.error(e.at, other ? 'model.other-word' : 'model.other-here', { name: e.name })
    return unknown
  }
  const found = visibleNamed(other.columns, wanted)
  if (found) return column(wanted, found.type, other.alias)
  reportUnknown(scope.report, e.at, 'model.unknown-other', wanted, visibleNames(other.columns))
  return unknown
}

/** Says that a name is not known, with the nearest known one, or with all when they are few. */
export function reportUnknown(
  report: Report,
  at: Expression['at'],
  code: string,
  wrong: string,
  known: readonly string[],
  more: Readonly<Record<string, string>> = {},
): void {
  const visible = known.filter((candidate) => !candidate.startsWith('_') && !candidate.includes('__'))
  const near = nearest(wrong, visible)
  if (near) report.error(at, `${code}-near`, { name: wrong, near, ...more })
  else report.error(at, code, { name: wrong, known: visible.slice(0, 30).join(', '), ...more })
}

function parameterOf(e: Expression & { kind: 'parameter' }, scope: Scope): Value {
  if (e.name === 'as_of') return asOf
  scope.parametersUsed.add(e.name)
  const found = scope.parameters.get(e.name)
  if (found !== undefined) return parameter(`p_${e.name}`, found)
  reportUnknown(scope.report, e.at, 'model.unknown-parameter', e.name, ['as_of', ...scope.parameters.keys()])
  return unknown
}

/** Reports two values that have no order between them, with the way out where the reason is a common slip. */
function compare(left: Value, right: Value, place: Expression, scope: Scope): void {
  if (unify(left.type, right.type) !== undefined) return
  const pair = new Set([left.type, right.type])
  const values = { left: typeCode(left.type), right: typeCode(right.type) }
  if (pair.has('text') && pair.has('date')) scope.report.error(place.at, 'model.compare-text-date', values)
  else if (pair.has('date') && pair.has('datetime')) scope.report.error(place.at, 'model.compare-date-datetime', values)
  else if (pair.has('text') && (pair.has('int') || pair.has('decimal'))) scope.report.error(place.at, 'model.compare-text-number', values)
  else if (pair.has('text') && pair.has('bool')) scope.report.error(place.at, 'model.compare-text-bool', values)
  else if (pair.has('text[]')) scope.report.error(place.at, 'model.compare-list', values)
  else scope.report.error(place.at, 'model.compare', values)
}

function binary(operator: BinaryOperator, e: Expression & { kind: 'binary' }, left: Value, right: Value, scope: Scope): Value {
  if (['=', '<>', '<', '<=', '>', '>='].includes(operator)) {
    compare(left, right, e.right, scope)
    if ((left.type === 'text[]' || left.type === 'bool') && operator !== '=' && operator !== '<>')
      scope.report.error(e.at, 'model.no-order', { got: typeCode(left.type) })
    return apply(operator, 'bool', left, right)
  }
  if (operator === '||') {
    for (const [value, part] of [
      [left, e.left],
      [right, e.right],
    ] as const)
      if (!loose(value.type) && value.type !== 'text') scope.report.error(part.at, 'model.type-concat', { got: typeCode(value.type) })
    return apply('||', 'text', left, right)
  }
  const dates = [left, right].filter((value) => value.type === 'date').length
  if (dates > 0) {
    scope.report.error(e.at, dates === 2 && operator === '-' ? 'model.date-difference' : 'model.date-arithmetic', { sign: operator })
    return { ...unknown }
  }
  for (const [value, part] of [
    [left, e.left],
    [right, e.right],
  ] as const)
    if (!loose(value.type) && !numeric(value.type))
      scope.report.error(part.at, 'model.type-number', { sign: operator, got: typeCode(value.type) })
  const result = operator === '/' || left.type === 'decimal' || right.type === 'decimal' ? 'decimal' : 'int'
  return apply(operator, left.type === 'unknown' || right.type === 'unknown' ? 'unknown' : result, left, right)
}

function choice(
  e: Expression & { kind: 'case' },
  of: (part: Expression) => Value,
  boolean: (part: Expression, what: string) => Value,
  scope: Scope,
): Value {
  const subject = e.subject && of(e.subject)
  const args: Value[] = []
  let result: ValueType = 'null'
  const settle = (value: Value, place: Expression): Value => {
    const common = unify(result, value.type)
    if (common === undefined) scope.report.error(place.at, 'model.type-branches', { left: typeCode(result), right: typeCode(value.type) })
    result = common ?? 'unknown'
    return value
  }
  for (const { when, gives } of e.branches) {
    if (subject) {
      const value = of(when)
      compare(subject, value, when, scope)
      args.push(apply('=', 'bool', subject, value))
    } else args.push(boolean(when, 'WHEN'))
    args.push(settle(of(gives), gives))
  }
  if (e.otherwise) args.push(settle(of(e.otherwise), e.otherwise))
  return apply('case', result, ...args)
}

function call(e: Expression & { kind: 'call' }, scope: Scope, inside: boolean): Value {
  const rule = Object.hasOwn(functions, e.name) ? functions[e.name] : undefined
  if (!rule) {
    if (today.test(e.name)) scope.report.error(e.at, 'model.no-today', { name: e.name })
    else reportUnknown(scope.report, e.at, 'model.unknown-function', e.name, Object.keys(functions))
    for (const arg of e.args) type(arg, scope, true)
    return unknown
  }
  const collects = rule.use !== 'scalar'
  if (collects && inside) scope.report.error(e.at, 'model.nested-aggregate', { name: e.name })
  else if (rule.use === 'aggregate' && scope.use === 'scalar') scope.report.error(e.at, 'model.aggregate-here', { name: e.name })
  else if (rule.use === 'window' && scope.use !== 'window') scope.report.error(e.at, 'model.window-here', { name: e.name })
  else if (rule.wholeGroup && scope.use === 'window') scope.report.error(e.at, 'model.whole-group', { name: e.name })

  if (e.star) {
    if (e.name !== 'count') scope.report.error(e.at, 'model.star', { form: rule.form })
    return apply('count_all', 'int')
  }
  const least = rule.args.length - (rule.optional ?? 0)
  if (e.args.length < least || (e.args.length > rule.args.length && !rule.more)) {
    scope.report.error(e.at, 'model.arguments', { form: rule.form, got: e.args.length })
    return unknown
  }
  const args = e.args.map((arg) => type(arg, scope, inside || collects))
  if (e.name === unreadName) return unreadCell(e, args[0]!, scope)
  if (e.name === 'has_input' || e.name === 'has_field') return availability(e, args, scope)

  let same: ValueType = 'null'
  let fits = true
  for (const [i, value] of [...args].entries()) {
    const kind = rule.args[i] ?? rule.more!
    const place = e.args[i]!
    if (kind === 'same') {
      const common = unify(same, value.type)
      if (common === undefined)
        scope.report.error(place.at, 'model.type-agree', { form: rule.form, left: typeCode(same), right: typeCode(value.type) })
      same = common ?? 'unknown'
    } else if (!accepts(kind, value.type)) {
      fits = false
      if (kind === 'date' && value.type === 'text') scope.report.error(place.at, 'model.type-argument-date', { form: rule.form })
      else scope.report.error(place.at, 'model.type-argument', { form: rule.form, wanted: typeCode(kind), got: typeCode(value.type) })
    } else if (value.type === 'null') args[i] = nothingOf(kind) ?? value
    else if (kind === 'constant' && !isConstant(value)) scope.report.error(place.at, 'model.not-constant', { form: rule.form })
    else if (kind === 'places' && !isPlaces(value)) scope.report.error(place.at, 'model.places-literal', { form: rule.form })
    else if (kind === 'pattern') args.splice(i, 1, ...pattern(value, place, scope))
  }
  const result = rule.result === 'same' ? same : rule.result === 'first' ? args[0]!.type : rule.result
  if (rule.lower && fits) return rule.lower(args, result)
  return apply(e.name, fits ? result : 'unknown', ...args)
}

/** A bare NULL leaves an engine unsure which function of the name is meant: one of the argument's type, in words that all engines know. */
function nothingOf(kind: ArgumentKind): Value | undefined {
  const some = { text: '', date: '1970-01-01', datetime: '1970-01-01 00:00:00', int: '0', bool: 'true' }
  const type = kind === 'written' ? 'text' : kind
  if (type !== 'text' && type !== 'date' && type !== 'datetime' && type !== 'int' && type !== 'bool') return undefined
  return apply('case', type, bool(false), { kind: 'literal', type, text: some[type] })
}

function isConstant(value: Value): boolean {
  let constant = true
  visit(value, (part) => {
    if (part.kind === 'column') constant = false
  })
  return constant
}

/** Engines round an exact number only to places that they know before the run: what has how many places is a matter of types. */
function isPlaces(value: Value): boolean {
  const plain = value.kind === 'apply' && value.name === 'negate' ? value.args[0] : value
  return plain?.kind === 'literal' && plain.type === 'int' && Number(plain.text) <= 10
}

/** A pattern is written out, so that it is known before the run to be one that every engine understands; with the group that counts. */
function pattern(value: Value, place: Expression, scope: Scope): readonly Value[] {
  if (value.kind !== 'literal' || value.type !== 'text') {
    scope.report.error(place.at, 'model.pattern-literal')
    return [value]
  }
  const read = readPattern(value.text)
  if ('written' in read) return [text(read.written), int(read.groups > 0 ? 1 : 0)]
  scope.report.error(place.at, read.fault.code, { ...read.fault.values, place: read.fault.offset + 1 })
  return [value]
}

function accepts(kind: ArgumentKind, got: ValueType): boolean {
  if (loose(got) || kind === 'any' || kind === 'same') return true
  if (kind === 'number') return numeric(got)
  if (kind === 'ordered') return got !== 'text[]'
  if (kind === 'texts') return got === 'text' || got === 'text[]'
  if (kind === 'written') return got === 'text' || got === 'datetime'
  if (kind === 'constant') return numeric(got)
  if (kind === 'places') return got === 'int'
  if (kind === 'pattern') return got === 'text'
  return kind === got
}

/** Only a cell as it came from a file can have been there and not been read. */
function unreadCell(e: Expression & { kind: 'call' }, cell: Value, scope: Scope): Value {
  if (cell.type === 'unknown') return bool(false)
  if (!scope.other && cell.kind === 'column' && columnNamed(scope.columns, cell.name)?.straight) return unread(cell)
  const name = e.args[0]!.kind === 'name' ? e.args[0]!.name : '…'
  scope.report.error(e.args[0]!.at, scope.other ? 'model.unread-other' : 'model.unread-made', { name })
  return bool(false)
}

/** has_input and has_field stay in the tree; the planner turns them into TRUE or FALSE when it knows what is there. */
function availability(e: Expression & { kind: 'call' }, args: readonly Value[], scope: Scope): Value {
  const [dataset, field] = args
  if (dataset?.kind !== 'literal' || dataset.type !== 'text' || (field && (field.kind !== 'literal' || field.type !== 'text'))) {
    scope.report.error(e.at, 'model.availability-literal', { name: e.name })
    return bool(false)
  }
  const columns = scope.inputs.get(dataset.text)
  if (!columns) reportUnknown(scope.report, e.args[0]!.at, 'model.not-an-input', dataset.text, [...scope.inputs.keys()])
  else if (field?.kind === 'literal' && !columns.has(field.text))
    reportUnknown(scope.report, e.args[1]!.at, 'model.unknown-column', field.text, [...columns])
  return apply(e.name, 'bool', ...args.map((arg) => (arg.kind === 'literal' ? text(arg.text) : arg)))
}
