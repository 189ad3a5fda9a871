import type { Position } from '../finding.ts'
import type { Ordered, Query } from '../sql/query.ts'

/** An expression as it was written: plain data, each part with its place in the model file. */
export type Expression =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string; readonly at: Position }
  | { readonly kind: 'name'; readonly name: string; readonly at: Position }
  | { readonly kind: 'parameter'; readonly name: string; readonly at: Position }
  | { readonly kind: 'negate'; readonly operand: Expression; readonly at: Position }
  | { readonly kind: 'not'; readonly operand: Expression; readonly at: Position }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
      readonly at: Position
    }
  | {
      readonly kind: 'in'
      readonly operand: Expression
      /** Either values in brackets, or one parameter that holds a list. */
      readonly items: readonly Expression[] | { readonly list: Expression }
      readonly negated: boolean
      readonly at: Position
    }
  | {
      readonly kind: 'between'
      readonly operand: Expression
      readonly low: Expression
      readonly high: Expression
      readonly negated: boolean
      readonly at: Position
    }
  | {
      readonly kind: 'is'
      readonly operand: Expression
      readonly test: 'null' | 'true' | 'false'
      readonly negated: boolean
      readonly at: Position
    }
  | { readonly kind: 'same'; readonly left: Expression; readonly right: Expression; readonly negated: boolean; readonly at: Position }
  | { readonly kind: 'like'; readonly operand: Expression; readonly pattern: Expression; readonly negated: boolean; readonly at: Position }
  | {
      readonly kind: 'case'
      readonly subject?: Expression
      readonly branches: readonly { readonly when: Expression; readonly gives: Expression }[]
      readonly otherwise?: Expression
      readonly at: Position
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly star: boolean; readonly at: Position }
  /** The last three stand only in the text of the `sql` operator. */
  | { readonly kind: 'exists'; readonly query: Query; readonly at: Position }
  | {
      readonly kind: 'in-query'
      readonly operand: Expression
      readonly query: Query
      readonly negated: boolean
      readonly at: Position
    }
  | {
      readonly kind: 'over'
      readonly call: Expression & { readonly kind: 'call' }
      readonly partition: readonly Expression[]
      readonly order: readonly Ordered[]
      readonly at: Position
    }

export type LiteralType = 'text' | 'int' | 'decimal' | 'date' | 'datetime' | 'bool' | 'null'
export type BinaryOperator = 'or' | 'and' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '||' | '+' | '-' | '*' | '/'

/** How tightly an operator binds; higher binds tighter. One table for the parser and the printer. */
export const binding: Readonly<Record<BinaryOperator | 'not' | 'test' | 'negate', number>> = {
  or: 1,
  and: 2,
  not: 3,
  test: 4,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '||': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  negate: 8,
}

/** Every column or other name that an expression speaks of. */
export function namesIn(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>()
  const see = (e: Expression): void => {
    if (e.kind === 'name') names.add(e.name)
    for (const part of partsOf(e)) see(part)
  }
  see(expression)
  return names
}

/** The expressions that it is made of; those of a query inside it are its own affair. */
export function partsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'literal':
    case 'name':
    case 'parameter':
      return []
    case 'negate':
    case 'not':
    case 'is':
      return [e.operand]
    case 'binary':
    case 'same':
      return [e.left, e.right]
    case 'in':
      return [e.operand, ...('list' in e.items ? [e.items.list] : e.items)]
    case 'between':
      return [e.operand, e.low, e.high]
    case 'like':
      return [e.operand, e.pattern]
    case 'case':
      return [
        ...(e.subject ? [e.subject] : []),
        ...e.branches.flatMap(({ when, gives }) => [when, gives]),
        ...(e.otherwise ? [e.otherwise] : []),
      ]
    case 'call':
      return e.args
    case 'exists':
      return []
    case 'in-query':
      return [e.operand]
    case 'over':
      return [...e.call.args, ...e.partition, ...e.order.map(({ by }) => by)]
  }
}
