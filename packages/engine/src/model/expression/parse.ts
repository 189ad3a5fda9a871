import type { Position } from '../finding.ts'
import type { Ordered, Query } from '../sql/query.ts'
import { type Fault, type Token, tokenize } from './token.ts'
import { type BinaryOperator, binding, type Expression } from './tree.ts'

export type Parsed = { readonly expression: Expression } | { readonly fault: Fault }

const words = new Set('and or not in is null between like case when then else end true false distinct from'.split(' '))
const binaries: ReadonlySet<string> = new Set<BinaryOperator>(['or', 'and', '=', '<>', '<', '<=', '>', '>=', '||', '+', '-', '*', '/'])
const isBinary = (text: string): text is BinaryOperator => binaries.has(text)

/** A wall against expressions so deep that they would exhaust the stack of whoever reads them next. */
const deepest = 60

/** Thrown by readers only, to leave the recursive descent; never passes the border of `reading`. */
class Stop extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.code)
    this.fault = fault
  }
}

/** What statements of the `sql` operator have beyond expressions. */
export interface Beyond {
  /** Words that no column is called by. */
  readonly words: ReadonlySet<string>
  /** A whole query, where one may stand in brackets. */
  readonly query: () => Query
  readonly orders: () => readonly Ordered[]
}

/** A recursive descent over the words of a text, by operator precedence where it comes to expressions. */
export interface Reader {
  readonly peek: (ahead?: number) => Token
  readonly at: (token: Token) => Position
  readonly is: (what: string, ahead?: number) => boolean
  readonly take: (what: string) => boolean
  readonly expect: (what: string) => void
  readonly stop: (token: Token, code: string, values?: Record<string, string>) => never
  readonly expression: (least: number) => Expression
  /** The next token, whatever it is. */
  readonly skip: () => Token
}

/** Reads an expression of the model language. `placeOf` tells where an offset stands in the file. */
export function parseExpression(source: string, placeOf: (offset: number) => Position): Parsed {
  const read = reading(
    source,
    placeOf,
    () => undefined,
    ({ expression }) => expression(0),
  )
  return 'fault' in read ? read : { expression: read.found }
}

/** Opens a text, reads what stands in it to its end, and turns what stops the reader into a fault. */
export function reading<T>(
  source: string,
  placeOf: (offset: number) => Position,
  beyond: (reader: Reader) => Beyond | undefined,
  read: (reader: Reader) => T,
): { readonly found: T } | { readonly fault: Fault } {
  const lexed = tokenize(source)
  if ('fault' in lexed) return lexed
  try {
    const reader = openReader(lexed.tokens, placeOf, beyond)
    const found = read(reader)
    const rest = reader.peek()
    if (rest.kind !== 'end') reader.stop(rest, 'model.expression-rest', { got: rest.text })
    return { found }
  } catch (thrown) {
    if (thrown instanceof Stop) return { fault: thrown.fault }
    throw thrown
  }
}

function openReader(tokens: readonly Token[], placeOf: (offset: number) => Position, open: (reader: Reader) => Beyond | undefined): Reader {
  let next = 0
  let depth = 0

  const peek = (ahead = 0): Token => tokens[Math.min(next + ahead, tokens.length - 1)]!
  const at = (token: Token): Position => placeOf(token.offset)
  const stop = (token: Token, code: string, values?: Record<string, string>): never => {
    throw new Stop(values ? { offset: token.offset, code, values } : { offset: token.offset, code })
  }
  const wordOf = (token: Token): string | undefined => {
    const lower = token.text.toLowerCase()
    return token.kind === 'name' && (words.has(lower) || beyond?.words.has(lower)) ? lower : undefined
  }
  const is = (what: string, ahead = 0): boolean => {
    const token = peek(ahead)
    return token.kind === 'symbol' ? token.text === what : wordOf(token) === what
  }
  const take = (what: string): boolean => {
    if (!is(what)) return false
    next++
    return true
  }
  const expect = (what: string): void => {
    if (take(what)) return
    const token = peek()
    if (token.kind === 'end') stop(token, 'model.expression-unfinished', { wanted: what.toUpperCase() })
    stop(token, 'model.expression-expected', { wanted: what.toUpperCase(), got: token.text })
  }

  const expression = (least: number): Expression => {
    if (++depth > deepest) stop(peek(), 'model.expression-deep')
    let left = prefix()
    for (;;) {
      const token = peek()
      const operator = token.kind === 'symbol' ? token.text : wordOf(token)
      if (operator === undefined) break
      if (isBinary(operator)) {
        const strength = binding[operator]
        if (strength < least) break
        next++
        const right = expression(strength + 1)
        left = { kind: 'binary', operator, left, right, at: at(token) }
        if (strength === binding.test && comparisonFollows()) stop(peek(), 'model.expression-chain')
      } else if (['in', 'is', 'between', 'like', 'not'].includes(operator) && binding.test >= least) {
        if (operator === 'not' && !(is('in', 1) || is('between', 1) || is('like', 1))) break
        left = test(left)
        if (comparisonFollows()) stop(peek(), 'model.expression-chain')
      } else break
    }
    depth--
    return left
  }

  const comparisonFollows = (): boolean => ['=', '<>', '<', '<=', '>', '>='].some((sign) => is(sign))

  const test = (operand: Expression): Expression => {
    const place = at(peek())
    if (take('is')) {
      const negated = take('not')
      if (take('null')) return { kind: 'is', operand, test: 'null', negated, at: place }
      if (take('true')) return { kind: 'is', operand, test: 'true', negated, at: place }
      if (take('false')) return { kind: 'is', operand, test: 'false', negated, at: place }
      expect('distinct')
      expect('from')
      return { kind: 'same', left: operand, right: expression(binding.test + 1), negated: !negated, at: place }
    }
    const negated = take('not')
    if (take('between')) {
      const low = expression(binding.test + 1)
      expect('and')
      return { kind: 'between', operand, low, high: expression(binding.test + 1), negated, at: place }
    }
    if (take('like')) return { kind: 'like', operand, pattern: expression(binding.test + 1), negated, at: place }
    expect('in')
    if (peek().kind === 'parameter') return { kind: 'in', operand, items: { list: prefix() }, negated, at: place }
    expect('(')
    if (beyond && (is('select') || is('with'))) {
      const query = beyond.query()
      expect(')')
      return { kind: 'in-query', operand, query, negated, at: place }
    }
    const items = [expression(0)]
    while (take(',')) items.push(expression(0))
    expect(')')
    return { kind: 'in', operand, items, negated, at: place }
  }

  const prefix = (): Expression => {
    const token = peek()
    const place = at(token)
    next++
    if (token.kind === 'number') return { kind: 'literal', type: token.text.includes('.') ? 'decimal' : 'int', text: token.text, at: place }
    if (token.kind === 'text') return { kind: 'literal', type: 'text', text: unquote(token.text), at: place }
    if (token.kind === 'parameter') return { kind: 'parameter', name: token.text.slice(1), at: place }
    const word = wordOf(token)
    if (word === 'not') return { kind: 'not', operand: expression(binding.not), at: place }
    if (token.text === '-') return { kind: 'negate', operand: expression(binding.negate), at: place }
    if (word === 'exists' && beyond) {
      expect('(')
      const query = beyond.query()
      expect(')')
      return { kind: 'exists', query, at: place }
    }
    if (token.text === '(') {
      if (is('select')) stop(peek(), 'model.sql-scalar')
      const inner = expression(0)
      expect(')')
      return inner
    }
    if (word === 'true' || word === 'false') return { kind: 'literal', type: 'bool', text: word, at: place }
    if (word === 'null') return { kind: 'literal', type: 'null', text: 'null', at: place }
    if (word === 'case') return choice(place)
    // Where a value must stand, `end` can only be a column: citations have one of that name.
    if (token.kind === 'name' && (word === undefined || word === 'end')) return nameOrCall(token, place)
    if (token.kind === 'end') return stop(token, tokens.length === 1 ? 'model.expression-empty' : 'model.expression-unfinished-value')
    return stop(token, 'model.expression-value', { got: token.text })
  }

  const nameOrCall = (token: Token, place: Position): Expression => {
    const following = peek()
    if (token.text.toLowerCase() === 'date' && following.kind === 'text') {
      next++
      const text = unquote(following.text)
      if (!isDay(text)) stop(following, 'model.expression-date', { text })
      return { kind: 'literal', type: 'date', text, at: place }
    }
    if (token.text.toLowerCase() === 'datetime' && following.kind === 'text') {
      next++
      const text = unquote(following.text)
      if (!isMoment(text)) stop(following, 'model.expression-datetime', { text })
      return { kind: 'literal', type: 'datetime', text, at: place }
    }
    if (!take('(')) return { kind: 'name', name: token.text, at: place }
    const name = token.text.toLowerCase()
    if (is('*') && is(')', 1)) {
      next += 2
      return over({ kind: 'call', name, args: [], star: true, at: place })
    }
    const args: Expression[] = []
    if (beyond && is('distinct')) stop(token, 'model.sql-distinct', { name })
    if (!is(')')) {
      args.push(expression(0))
      if (beyond && is('as')) stop(token, 'model.sql-cast')
      while (take(',')) args.push(expression(0))
    }
    expect(')')
    return over({ kind: 'call', name, args, star: false, at: place })
  }

  /** A function over neighbouring rows says so after its brackets. */
  const over = (call: Expression & { kind: 'call' }): Expression => {
    if (!beyond || !take('over')) return call
    expect('(')
    const partition: Expression[] = []
    if (take('partition')) {
      expect('by')
      do partition.push(expression(0))
      while (take(','))
    }
    const order = is('order') ? beyond.orders() : []
    if (is('rows') || is('range')) stop(peek(), 'model.sql-frame')
    expect(')')
    return { kind: 'over', call, partition, order, at: call.at }
  }

  const choice = (place: Position): Expression => {
    const subject = is('when') ? undefined : expression(0)
    const branches: { when: Expression; gives: Expression }[] = []
    while (take('when')) {
      const when = expression(0)
      expect('then')
      branches.push({ when, gives: expression(0) })
    }
    if (branches.length === 0) expect('when')
    const otherwise = take('else') ? expression(0) : undefined
    expect('end')
    return { kind: 'case', ...(subject && { subject }), branches, ...(otherwise && { otherwise }), at: place }
  }

  const reader: Reader = { peek, at, is, take, expect, stop, expression, skip: () => tokens[Math.min(next++, tokens.length - 1)]! }
  const beyond = open(reader)
  return reader
}

const unquote = (text: string): string => text.slice(1, -1).replaceAll("''", "'")

/** Is this text a moment that exists, written YYYY-MM-DD HH:MM:SS? */
export const isMoment = (text: string): boolean => isDay(text.slice(0, 10)) && /^ ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text.slice(10))

/** Is this text a day that exists, written YYYY-MM-DD? */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return year >= 1 && days !== undefined && day >= 1 && day <= days
}
