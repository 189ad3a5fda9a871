import type { Position } from '../finding.ts'
import type { Ordered, Query } from '../sql/query.ts'
import { type Fault, type Token, tokenize } from './token.ts'
import { type BinaryOperator, binding, type Expression } from './tree.ts'

export type Parsed = { readonly expression: Expression } | { readonly fault: Fault }

const words = new Set('and or not in is null between like case when then else end true false distinct from'.split(' '))
const binaries: ReadonlySet<string> = new Set<BinaryOperator>(['or', 'and', '=', '<>', '<', '<=', '>', '>=', '||', '+', '-', '*', '/'])
const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])
const tests: ReadonlySet<string> = new Set(['in', 'is', 'between', 'like', 'not'])
const isBinary = (text: string): text is BinaryOperator => binaries.has(text)

/** A wall against expressions so deep that they would exhaust the stack of whoever reads them next. */
const deepest = 60
/** Likewise: `a AND b AND …` makes a tree as deep as it is long. */
const mostOperators = 1000

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

/** Reads an expression of the model language. `placeOf` tells where an offset stands in the file. */
export function parseExpression(source: string, placeOf: (offset: number) => Position): Parsed {
  const read = reading(
    source,
    placeOf,
    () => undefined,
    (reader) => reader.expression(0),
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
    const reader = new Reader(lexed.tokens, placeOf, beyond)
    const found = read(reader)
    const rest = reader.peek()
    if (rest.kind !== 'end') reader.stop(rest, 'model.expression-rest', { got: rest.text })
    return { found }
  } catch (thrown) {
    if (thrown instanceof Stop) return { fault: thrown.fault }
    throw thrown
  }
}

/** A recursive descent over the words of a text, by operator precedence where it comes to expressions. */
export class Reader {
  readonly #tokens: readonly Token[]
  readonly #placeOf: (offset: number) => Position
  readonly #beyond: Beyond | undefined
  #next = 0
  #depth = 0
  #operators = 0

  constructor(tokens: readonly Token[], placeOf: (offset: number) => Position, beyond: (reader: Reader) => Beyond | undefined) {
    this.#tokens = tokens
    this.#placeOf = placeOf
    this.#beyond = beyond(this)
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!
  }

  at(token: Token): Position {
    return this.#placeOf(token.offset)
  }

  stop(token: Token, code: string, values?: Record<string, string>): never {
    throw new Stop(values ? { offset: token.offset, code, values } : { offset: token.offset, code })
  }
  #wordOf(token: Token): string | undefined {
    if (token.kind !== 'name') return undefined
    const lower = token.text.toLowerCase()
    return words.has(lower) || this.#beyond?.words.has(lower) ? lower : undefined
  }
  is(what: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    if (token.kind === 'symbol') return token.text === what
    return token.text.length === what.length && this.#wordOf(token) === what
  }
  take(what: string): boolean {
    if (!this.is(what)) return false
    this.#next++
    return true
  }
  expect(what: string): void {
    if (this.take(what)) return
    const token = this.peek()
    if (token.kind === 'end') this.stop(token, 'model.expression-unfinished', { wanted: what.toUpperCase() })
    this.stop(token, 'model.expression-expected', { wanted: what.toUpperCase(), got: token.text })
  }

  expression(least: number): Expression {
    if (++this.#depth > deepest) this.stop(this.peek(), 'model.expression-deep')
    let left = this.#prefix()
    for (;;) {
      const token = this.peek()
      if (this.#operators > mostOperators) this.stop(token, 'model.expression-long', { most: String(mostOperators) })
      const operator = token.kind === 'symbol' ? token.text : this.#wordOf(token)
      if (operator === undefined) break
      if (isBinary(operator)) {
        const strength = binding[operator]
        if (strength < least) break
        this.#next++
        this.#operators++
        const right = this.expression(strength + 1)
        left = { kind: 'binary', operator, left, right, at: this.at(token) }
        if (strength === binding.test && this.#comparisonFollows()) this.stop(this.peek(), 'model.expression-chain')
      } else if (tests.has(operator) && binding.test >= least) {
        if (operator === 'not' && !(this.is('in', 1) || this.is('between', 1) || this.is('like', 1))) break
        left = this.#test(left)
        if (this.#comparisonFollows()) this.stop(this.peek(), 'model.expression-chain')
      } else break
    }
    this.#depth--
    return left
  }

  #comparisonFollows(): boolean {
    const { kind, text } = this.peek()
    return kind === 'symbol' && comparisons.has(text)
  }

  #test(operand: Expression): Expression {
    const place = this.at(this.peek())
    this.#operators++
    if (this.take('is')) {
      const negated = this.take('not')
      if (this.take('null')) return { kind: 'is', operand, test: 'null', negated, at: place }
      if (this.take('true')) return { kind: 'is', operand, test: 'true', negated, at: place }
      if (this.take('false')) return { kind: 'is', operand, test: 'false', negated, at: place }
      this.expect('distinct')
      this.expect('from')
      return { kind: 'same', left: operand, right: this.expression(binding.test + 1), negated: !negated, at: place }
    }
    const negated = this.take('not')
    if (this.take('between')) {
      const low = this.expression(binding.test + 1)
      this.expect('and')
      return { kind: 'between', operand, low, high: this.expression(binding.test + 1), negated, at: place }
    }
    if (this.take('like')) return { kind: 'like', operand, pattern: this.expression(binding.test + 1), negated, at: place }
    this.expect('in')
    if (this.peek().kind === 'parameter') return { kind: 'in', operand, items: { list: this.#prefix() }, negated, at: place }
    this.expect('(')
    if (this.#beyond && (this.is('select') || this.is('with'))) {
      const query = this.#beyond.query()
      this.expect(')')
      return { kind: 'in-query', operand, query, negated, at: place }
    }
    const items = [this.expression(0)]
    while (this.take(',')) items.push(this.expression(0))
    this.expect(')')
    return { kind: 'in', operand, items, negated, at: place }
  }

  #prefix(): Expression {
    const token = this.peek()
    const place = this.at(token)
    this.#next++
    if (token.kind === 'number') return { kind: 'literal', type: token.text.includes('.') ? 'decimal' : 'int', text: token.text, at: place }
    if (token.kind === 'text') return { kind: 'literal', type: 'text', text: unquote(token.text), at: place }
    if (token.kind === 'parameter') return { kind: 'parameter', name: token.text.slice(1), at: place }
    const word = this.#wordOf(token)
    if (word === 'not') return { kind: 'not', operand: this.expression(binding.not), at: place }
    if (token.text === '-') return { kind: 'negate', operand: this.expression(binding.negate), at: place }
    if (word === 'exists' && this.#beyond) {
      this.expect('(')
      const query = this.#beyond.query()
      this.expect(')')
      return { kind: 'exists', query, at: place }
    }
    if (token.text === '(') {
      if (this.is('select')) this.stop(this.peek(), 'model.sql-scalar')
      const inner = this.expression(0)
      this.expect(')')
      return inner
    }
    if (word === 'true' || word === 'false') return { kind: 'literal', type: 'bool', text: word, at: place }
    if (word === 'null') return { kind: 'literal', type: 'null', text: 'null', at: place }
    if (word === 'case') return this.#choice(place)
    // Where a value must stand, `end` can only be a column: citations have one of that name.
    if (token.kind === 'name' && (word === undefined || word === 'end')) return this.#nameOrCall(token, place)
    if (token.kind === 'end')
      return this.stop(token, this.#tokens.length === 1 ? 'model.expression-empty' : 'model.expression-unfinished-value')
    return this.stop(token, 'model.expression-value', { got: token.text })
  }

  #nameOrCall(token: Token, place: Position): Expression {
    const following = this.peek()
    if (token.text.toLowerCase() === 'date' && following.kind === 'text') {
      this.#next++
      const text = unquote(following.text)
      if (!isDay(text)) this.stop(following, 'model.expression-date', { text })
      return { kind: 'literal', type: 'date', text, at: place }
    }
    if (token.text.toLowerCase() === 'datetime' && following.kind === 'text') {
      this.#next++
      const text = unquote(following.text)
      if (!isMoment(text)) this.stop(following, 'model.expression-datetime', { text })
      return { kind: 'literal', type: 'datetime', text, at: place }
    }
    if (!this.take('(')) return { kind: 'name', name: token.text, at: place }
    const name = token.text.toLowerCase()
    if (this.is('*') && this.is(')', 1)) {
      this.#next += 2
      return this.#over({ kind: 'call', name, args: [], star: true, at: place })
    }
    const args: Expression[] = []
    if (this.#beyond && this.is('distinct')) this.stop(token, 'model.sql-distinct', { name })
    if (!this.is(')')) {
      args.push(this.expression(0))
      if (this.#beyond && this.is('as')) this.stop(token, 'model.sql-cast')
      while (this.take(',')) args.push(this.expression(0))
    }
    this.expect(')')
    return this.#over({ kind: 'call', name, args, star: false, at: place })
  }

  /** A function over neighbouring rows says so after its brackets. */
  #over(call: Expression & { kind: 'call' }): Expression {
    if (!this.#beyond || !this.take('over')) return call
    this.expect('(')
    const partition: Expression[] = []
    if (this.take('partition')) {
      this.expect('by')
      do partition.push(this.expression(0))
      while (this.take(','))
    }
    const order = this.is('order') ? this.#beyond.orders() : []
    if (this.is('rows') || this.is('range')) this.stop(this.peek(), 'model.sql-frame')
    this.expect(')')
    return { kind: 'over', call, partition, order, at: call.at }
  }

  #choice(place: Position): Expression {
    const subject = this.is('when') ? undefined : this.expression(0)
    const branches: { when: Expression; gives: Expression }[] = []
    while (this.take('when')) {
      const when = this.expression(0)
      this.expect('then')
      branches.push({ when, gives: this.expression(0) })
    }
    if (branches.length === 0) this.expect('when')
    const otherwise = this.take('else') ? this.expression(0) : undefined
    this.expect('end')
    return { kind: 'case', ...(subject && { subject }), branches, ...(otherwise && { otherwise }), at: place }
  }

  /** The next token, whatever it is. */
  skip(): Token {
    return this.#tokens[Math.min(this.#next++, this.#tokens.length - 1)]!
  }
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
