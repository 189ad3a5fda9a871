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
    if (++this.#depth > deepest) this.#reader.stop(this.#reader.peek(), 'model.expression-deep')
    const begin = this.#reader.at(this.#reader.peek())
    const named: { as: Word; query: Query }[] = []
    if (this.#reader.take('with')) {
      if (this.#reader.is('recursive')) this.#reader.stop(this.#reader.peek(), 'model.sql-recursive')
      do {
        const as = this.#word()
        this.#reader.expect('as')
        this.#reader.expect('(')
        named.push({ as, query: this.query() })
        this.#reader.expect(')')
      } while (this.#reader.take(','))
    }
    const first = this.#select()
    const others: { all: boolean; select: Select }[] = []
    while (this.#reader.take('union')) {
      const all = this.#reader.take('all')
      if (!all) this.#reader.take('distinct')
      others.push({ all, select: this.#select() })
    }
    if (this.#reader.is('intersect') || this.#reader.is('except')) this.#reader.stop(this.#reader.peek(), 'model.sql-set')
    const ordered = this.#reader.peek()
    const order = this.#reader.is('order') ? this.orders() : []
    const limited = this.#reader.peek()
    const limit = this.#reader.take('limit') ? this.#reader.expression(0) : undefined
    if (order.length > 0 && !limit) this.#reader.stop(ordered, 'model.sql-order')
    if (limit && order.length === 0) this.#reader.stop(limited, 'model.sql-limit')
    if (limit && (limit.kind === 'negate' || (limit.kind === 'literal' && Number(limit.text) < 1)))
      this.#reader.stop(limited, 'model.sql-limit-none')
    if (this.#reader.is('offset') || this.#reader.is('fetch')) this.#reader.stop(this.#reader.peek(), 'model.sql-offset')
    this.#depth--
    return { at: begin, named, first, others, order, ...(limit && { limit }) }
  }

  orders(): readonly Ordered[] {
    this.#reader.expect('order')
    this.#reader.expect('by')
    const orders: Ordered[] = []
    do {
      const by = this.#reader.expression(0)
      const descending = this.#reader.take('desc')
      if (!descending) this.#reader.take('asc')
      if (this.#reader.take('nulls')) {
        if (this.#reader.peek().text.toLowerCase() !== 'last') this.#reader.stop(this.#reader.peek(), 'model.sql-nulls')
        this.#reader.skip()
      }
      orders.push({ by, descending })
    } while (this.#reader.take(','))
    return orders
  }

  #select(): Select {
    const begin = this.#reader.peek()
    if (!this.#reader.take('select')) this.#reader.stop(begin, 'model.sql-select', { got: begin.text })
    const distinct = this.#reader.take('distinct')
    if (!distinct) this.#reader.take('all')
    if (this.#reader.is('on')) this.#reader.stop(this.#reader.peek(), 'model.sql-distinct-on')
    const items = this.#items()
    this.#reader.expect('from')
    const from = this.#source()
    const joins = this.#joins()
    const where = this.#reader.take('where') ? this.#reader.expression(0) : undefined
    let group: Select['group']
    if (this.#reader.take('group')) {
      this.#reader.expect('by')
      const by = [this.#reader.expression(0)]
      while (this.#reader.take(',')) by.push(this.#reader.expression(0))
      group = by
    }
    const having = this.#reader.take('having') ? this.#reader.expression(0) : undefined
    return {
      at: this.#reader.at(begin),
      distinct,
      items,
      from,
      joins,
      ...(where && { where }),
      ...(group && { group }),
      ...(having && { having }),
    }
  }

  #items(): Select['items'] {
    if (this.#reader.peek().text === '*') {
      this.#reader.skip()
      return 'all'
    }
    const items: Item[] = []
    do {
      const begin = this.#reader.peek()
      const value = this.#reader.expression(0)
      if (this.#reader.take('as') || this.#isWord(this.#reader.peek())) items.push({ as: this.#word(), expression: value })
      else if (value.kind === 'name')
        items.push({ as: { text: value.name.split('.').at(-1)!, at: this.#reader.at(begin) }, expression: value })
      else items.push({ as: { text: '', at: this.#reader.at(begin) }, expression: value })
    } while (this.#reader.take(','))
    return items
  }

  #joins(): readonly JoinSource[] {
    const joins: JoinSource[] = []
    for (;;) {
      const begin = this.#reader.peek()
      if (this.#reader.is(',')) this.#reader.stop(begin, 'model.sql-comma')
      for (const kind of ['right', 'full', 'cross', 'natural', 'lateral'])
        if (this.#reader.is(kind)) this.#reader.stop(begin, 'model.sql-join-kind', { kind: kind.toUpperCase() })
      const left = this.#reader.take('left')
      if (left) this.#reader.take('outer')
      else this.#reader.take('inner')
      if (!left && !this.#reader.is('join') && begin === this.#reader.peek()) return joins
      this.#reader.expect('join')
      const to = this.#source()
      const kind = left ? 'left' : 'inner'
      if (this.#reader.take('using')) {
        this.#reader.expect('(')
        const on = [this.#word()]
        while (this.#reader.take(',')) on.push(this.#word())
        this.#reader.expect(')')
        joins.push({ at: this.#reader.at(begin), kind, to, on })
      } else {
        if (!this.#reader.is('on')) this.#reader.stop(this.#reader.peek(), 'model.sql-join-on')
        this.#reader.take('on')
        joins.push({ at: this.#reader.at(begin), kind, to, on: this.#reader.expression(0) })
      }
    }
  }

  #source(): Source {
    if (this.#reader.take('(')) {
      if (!this.#reader.is('select') && !this.#reader.is('with'))
        this.#reader.stop(this.#reader.peek(), 'model.sql-select', { got: this.#reader.peek().text })
      const query = this.query()
      this.#reader.expect(')')
      this.#reader.take('as')
      return { kind: 'query', query, as: this.#word() }
    }
    const token = this.#reader.peek()
    if (token.kind === 'text') this.#reader.stop(token, 'model.sql-file')
    if (token.text.includes('.')) this.#reader.stop(token, 'model.sql-elsewhere', { name: token.text })
    const name = this.#word()
    if (this.#reader.is('(')) this.#reader.stop(token, 'model.sql-table-function', { name: token.text })
    const as = this.#reader.take('as') || this.#isWord(this.#reader.peek()) ? this.#word() : name
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
