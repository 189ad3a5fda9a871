import type { Expression } from '../expression/tree.ts'
import type { Param, Params, ParamValue, ParamValues } from '../params.ts'
import type { DueSource, Named, Order, Pair, QuerySource, Renamed, WaySource, WithinSource, Word } from '../source.ts'
import { mapQuery, type Query } from '../sql/query.ts'

/** What the names of a piece stand for in one use of it. */
export interface Filling {
  /** Tables by their names in the piece. */
  readonly tables: ReadonlyMap<string, Word>
  /** What was given for `$name`. */
  readonly slots: ReadonlyMap<string, ParamValue>
  /** Parameters that go by another name in the model. */
  readonly parameters: ReadonlyMap<string, string>
}

const slotOf = (text: string, filling: Filling): ParamValue | undefined =>
  text.startsWith('$') ? filling.slots.get(text.slice(1)) : undefined

/** An item `$name` of a list becomes the items given; what was given as columns alone serves every list of columns. */
function splice<T>(items: readonly T[], wordOf: (item: T) => Word, filling: Filling, fromWord: (word: Word) => T): readonly T[] {
  return items.flatMap((item): readonly T[] => {
    const given = slotOf(wordOf(item).text, filling)
    if (given === undefined) return [item]
    return (Array.isArray(given) ? given : [given]).map((one: T | Word) => (isWord(one) ? fromWord(one) : one))
  })
}

const isWord = (item: unknown): item is Word => typeof item === 'object' && item !== null && 'text' in item && 'at' in item

export const fillTable = (word: Word, { tables }: Filling): Word => tables.get(word.text) ?? word
const fillWord = (word: Word, filling: Filling): Word => {
  const given = slotOf(word.text, filling)
  return isWord(given) ? given : word
}
export const fillNames = (words: readonly Word[], filling: Filling): readonly Word[] =>
  splice(
    words,
    (word) => word,
    filling,
    (word) => word,
  )
export const fillPairs = (pairs: readonly Pair[], filling: Filling): readonly Pair[] =>
  splice(
    pairs,
    ({ left }) => left,
    filling,
    (word): Pair => ({ left: word, right: word }),
  ).map(({ left, right }) => ({ left: fillWord(left, filling), right: fillWord(right, filling) }))
const fillTakes = (takes: readonly Renamed[], filling: Filling): readonly Renamed[] =>
  splice(
    takes,
    ({ name }) => name,
    filling,
    (word): Renamed => ({ name: word, as: word }),
  )
const fillOrders = (orders: readonly Order[], filling: Filling): readonly Order[] =>
  splice(
    orders,
    ({ name }) => name,
    filling,
    (name): Order => ({ name, descending: false }),
  )
const fillPicks = (picks: readonly Named[], filling: Filling): readonly Named[] =>
  splice(
    picks,
    ({ as }) => as,
    filling,
    (as): Named => ({ as, expression: { kind: 'name', name: as.text, at: as.at } }),
  ).map((pick) => fillNamed(pick, filling))
const fillNamed = ({ as, expression }: Named, filling: Filling): Named => ({
  as: fillWord(as, filling),
  expression: fillExpression(expression, filling),
})
const fillWithin = (within: readonly WithinSource[], filling: Filling): readonly WithinSource[] =>
  within.map((one) => ({ ...one, size: fillExpression(one.size, filling) }))

/** The expression with what was given in the places of `$name`. */
export function fillExpression(e: Expression, filling: Filling): Expression {
  if (e.kind === 'literal' || e.kind === 'name') return e
  switch (e.kind) {
    case 'parameter': {
      const given = filling.slots.get(e.name)
      if (given !== undefined && isExpression(given)) return given
      if (isWord(given)) return { kind: 'name', name: given.text, at: given.at }
      return { ...e, name: filling.parameters.get(e.name) ?? e.name }
    }
    case 'negate':
    case 'not':
    case 'is':
      return { ...e, operand: fillExpression(e.operand, filling) }
    case 'binary':
    case 'same':
      return { ...e, left: fillExpression(e.left, filling), right: fillExpression(e.right, filling) }
    case 'in':
      return {
        ...e,
        operand: fillExpression(e.operand, filling),
        items: 'list' in e.items ? { list: fillExpression(e.items.list, filling) } : e.items.map((part) => fillExpression(part, filling)),
      }
    case 'between':
      return {
        ...e,
        operand: fillExpression(e.operand, filling),
        low: fillExpression(e.low, filling),
        high: fillExpression(e.high, filling),
      }
    case 'like':
      return { ...e, operand: fillExpression(e.operand, filling), pattern: fillExpression(e.pattern, filling) }
    case 'case':
      return {
        ...e,
        ...(e.subject && { subject: fillExpression(e.subject, filling) }),
        branches: e.branches.map(({ when, gives }) => ({ when: fillExpression(when, filling), gives: fillExpression(gives, filling) })),
        ...(e.otherwise && { otherwise: fillExpression(e.otherwise, filling) }),
      }
    case 'call':
      return { ...e, args: e.args.map((part) => fillExpression(part, filling)) }
    case 'exists':
      return { ...e, query: fillQuery(e.query, filling) }
    case 'in-query':
      return { ...e, operand: fillExpression(e.operand, filling), query: fillQuery(e.query, filling) }
    case 'over':
      return {
        ...e,
        call: { ...e.call, args: e.call.args.map((part) => fillExpression(part, filling)) },
        partition: e.partition.map((part) => fillExpression(part, filling)),
        order: e.order.map((one) => ({ ...one, by: fillExpression(one.by, filling) })),
      }
    default:
      return e
  }
}

const fillQuery = (query: Query, filling: Filling): Query =>
  mapQuery(query, { table: (name) => fillTable(name, filling), expression: (e) => fillExpression(e, filling) })

const isExpression = (value: unknown): value is Expression => typeof value === 'object' && value !== null && 'kind' in value

export function fillParams(params: Params, given: ParamValues, filling: Filling): ParamValues {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fillParam(params[name]!, value, filling)]))
}

/** The reader filled each parameter by its kind, so the value has that kind's type. */
function fillParam(param: Param, value: ParamValue, filling: Filling): ParamValue {
  switch (param.kind) {
    case 'table':
      return fillTable(value as Word, filling)
    case 'tables':
      return (value as readonly Word[]).map((word) => fillTable(word, filling))
    case 'choice':
    case 'name':
      return fillWord(value as Word, filling)
    case 'names':
      return fillNames(value as readonly Word[], filling)
    case 'pairs':
      return fillPairs(value as readonly Pair[], filling)
    case 'takes':
      return fillTakes(value as readonly Renamed[], filling)
    case 'picks':
      return fillPicks(value as readonly Named[], filling)
    case 'orders':
      return fillOrders(value as readonly Order[], filling)
    case 'formula':
      return fillExpression(value as Expression, filling)
    case 'formulas':
      return (value as readonly Named[]).map((one) => fillNamed(one, filling))
    case 'within':
      return fillWithin(value as readonly WithinSource[], filling)
    case 'ways':
      return (value as readonly WaySource[]).map((way) => ({
        ...way,
        on: fillPairs(way.on, filling),
        ...(way.when && { when: fillExpression(way.when, filling) }),
        ...(way.within && { within: fillWithin(way.within, filling) }),
      }))
    case 'query': {
      const { written, query } = value as QuerySource
      return { written, query: fillQuery(query, filling) }
    }
    case 'dues':
      return (value as readonly DueSource[]).map((due) => ({
        ...due,
        as: fillWord(due.as, filling),
        start: fillExpression(due.start, filling),
        ...(due.extend && { extend: fillExpression(due.extend, filling) }),
      }))
    default:
      return value
  }
}
