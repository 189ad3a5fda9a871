import { type Reader, reading } from '../expression/parse.ts'
import type { Fault, Token } from '../expression/token.ts'
import type { Position } from '../finding.ts'
import type { Word } from '../source.ts'
import type { Item, JoinSource, Ordered, Query, Select, Source } from './query.ts'

/** Words of a query that nothing in it is called by. */
const words = new Set(
  'select from where group by having order limit offset fetch union intersect except all with recursive as join left right full inner outer cross natural lateral using on exists over partition rows range asc desc nulls'.split(
    ' ',
  ),
)

const longest = 20_000
const deepest = 12

/**
 * Reads the text of an `sql` step: SELECT over declared tables, and of SELECT only what gives the same rows whatever engine runs
 * it. What is left out is refused by name, with the way to say it.
 */
export function parseQuery(source: string, placeOf: (offset: number) => Position): { readonly query: Query } | { readonly fault: Fault } {
  if (source.length > longest) return { fault: { offset: 0, code: 'model.sql-long', values: { most: String(longest) } } }
  const remark = source.replaceAll(/'(?:[^']|'')*'/g, (text) => ' '.repeat(text.length)).search(/--|\/\*/)
  if (remark >= 0) return { fault: { offset: remark, code: 'model.sql-remark' } }
  let queries: QueryReader | undefined
  const read = reading(
    // A text over several lines ends where its words do.
    source.trimEnd(),
    placeOf,
    (reader) => {
      const own = new QueryReader(reader)
      queries = own
      return { words, query: () => own.query(), orders: () => own.orders() }
    },
    () => queries!.query(),
  )
  return 'fault' in read ? read : { query: read.found }
}

class QueryReader {
  readonly #reader: Reader
  #depth = 0

  constructor(reader: Reader) {
    this.#reader = reader
  }

  query(): Query {
    const { peek, at, is, take, expect, stop, expression } = this.#reader
    if (++this.#depth > deepest) stop(peek(), 'model.expression-deep')
    const begin = at(peek())
    const named: { as: Word; query: Query }[] = []
    if (take('with')) {
      if (is('recursive')) stop(peek(), 'model.sql-recursive')
      do {
        const as = this.#word()
        expect('as')
        expect('(')
        named.push({ as, query: this.query() })
        expect(')')
      } while (take(','))
    }
    const first = this.#select()
    const others: { all: boolean; select: Select }[] = []
    while (take('union')) {
      const all = take('all')
      if (!all) take('distinct')
      others.push({ all, select: this.#select() })
    }
    if (is('intersect') || is('except')) stop(peek(), 'model.sql-set')
    const ordered = peek()
    const order = is('order') ? this.orders() : []
    const limited = peek()
    const limit = take('limit') ? expression(0) : undefined
    if (order.length > 0 && !limit) stop(ordered, 'model.sql-order')
    if (limit && order.length === 0) stop(limited, 'model.sql-limit')
    if (is('offset') || is('fetch')) stop(peek(), 'model.sql-offset')
    this.#depth--
    return { at: begin, named, first, others, order, ...(limit && { limit }) }
  }

  orders(): readonly Ordered[] {
    const { peek, take, expect, stop, expression } = this.#reader
    expect('order')
    expect('by')
    const orders: Ordered[] = []
    do {
      const by = expression(0)
      const descending = take('desc')
      if (!descending) take('asc')
      if (take('nulls') && peek().text.toLowerCase() !== 'last') stop(peek(), 'model.sql-nulls')
      else if (peek().text.toLowerCase() === 'last') this.#reader.skip()
      orders.push({ by, descending })
    } while (take(','))
    return orders
  }

  #select(): Select {
    const { peek, at, is, take, expect, stop, expression } = this.#reader
    const begin = peek()
    if (!take('select')) stop(begin, 'model.sql-select', { got: begin.text })
    const distinct = take('distinct')
    if (!distinct) take('all')
    if (is('on')) stop(peek(), 'model.sql-distinct-on')
    const items = this.#items()
    expect('from')
    const from = this.#source()
    const joins = this.#joins()
    const where = take('where') ? expression(0) : undefined
    let group: Select['group']
    if (take('group')) {
      expect('by')
      const by = [expression(0)]
      while (take(',')) by.push(expression(0))
      group = by
    }
    const having = take('having') ? expression(0) : undefined
    return { at: at(begin), distinct, items, from, joins, ...(where && { where }), ...(group && { group }), ...(having && { having }) }
  }

  #items(): Select['items'] {
    const { peek, at, take, expression } = this.#reader
    if (peek().text === '*') {
      this.#reader.skip()
      return 'all'
    }
    const items: Item[] = []
    do {
      const begin = peek()
      const value = expression(0)
      if (take('as') || this.#isWord(peek())) items.push({ as: this.#word(), expression: value })
      else if (value.kind === 'name') items.push({ as: { text: value.name.split('.').at(-1)!, at: at(begin) }, expression: value })
      else items.push({ as: { text: '', at: at(begin) }, expression: value })
    } while (take(','))
    return items
  }

  #joins(): readonly JoinSource[] {
    const { peek, at, is, take, expect, stop, expression } = this.#reader
    const joins: JoinSource[] = []
    for (;;) {
      const begin = peek()
      if (is(',')) stop(begin, 'model.sql-comma')
      for (const kind of ['right', 'full', 'cross', 'natural', 'lateral'])
        if (is(kind)) stop(begin, 'model.sql-join-kind', { kind: kind.toUpperCase() })
      const left = take('left')
      if (left) take('outer')
      else take('inner')
      if (!left && !is('join') && begin === peek()) return joins
      expect('join')
      const to = this.#source()
      const kind = left ? 'left' : 'inner'
      if (take('using')) {
        expect('(')
        const on = [this.#word()]
        while (take(',')) on.push(this.#word())
        expect(')')
        joins.push({ at: at(begin), kind, to, on })
      } else {
        if (!is('on')) stop(peek(), 'model.sql-join-on')
        take('on')
        joins.push({ at: at(begin), kind, to, on: expression(0) })
      }
    }
  }

  #source(): Source {
    const { peek, is, take, expect, stop } = this.#reader
    if (take('(')) {
      if (!is('select') && !is('with')) stop(peek(), 'model.sql-select', { got: peek().text })
      const query = this.query()
      expect(')')
      take('as')
      return { kind: 'query', query, as: this.#word() }
    }
    const token = peek()
    if (token.kind === 'text') stop(token, 'model.sql-file')
    if (token.text.includes('.')) stop(token, 'model.sql-elsewhere', { name: token.text })
    const name = this.#word()
    if (is('(')) stop(token, 'model.sql-table-function', { name: token.text })
    const as = take('as') || this.#isWord(peek()) ? this.#word() : name
    return { kind: 'table', name, as }
  }

  #isWord(token: Token): boolean {
    return token.kind === 'name' && !words.has(token.text.toLowerCase())
  }

  #word(): Word {
    const token = this.#reader.peek()
    if (token.kind === 'end') this.#reader.stop(token, 'model.sql-unnamed')
    if (!this.#isWord(token) || token.text.includes('.')) this.#reader.stop(token, 'model.sql-word', { got: token.text })
    this.#reader.skip()
    return { text: token.text, at: this.#reader.at(token) }
  }
}
