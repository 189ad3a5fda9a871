import { type OrderByModifiers, type RawBuilder, sql } from 'kysely'

/** Lists that the store keeps: searched and ordered alike, whichever noun's they are. */

/** What `q` looks for, as a pattern of `ilike`: its letters as they are, wherever they stand. */
export const likeOf = (q: string | undefined): string => `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`

/** A column by its name, or what is worked out of columns. */
export type Orders = Readonly<Record<string, string | RawBuilder<unknown>>>

/**
 * The order that `sort` asks for: a name of `orders`, turned by a leading `-`; by `own` where it asks for none, or for one that the list
 * has not. What is empty comes last either way. The caller adds a column that decides between equals, or pages would not meet.
 */
export function orderAsked(sort: string | undefined, orders: Orders, own: string): readonly [RawBuilder<unknown>, OrderByModifiers] {
  const name = (asked: string): string => asked.replace(/^-/, '')
  const asked = sort !== undefined && Object.hasOwn(orders, name(sort)) ? sort : own
  const by = orders[name(asked)] ?? name(asked)
  return [
    typeof by === 'string' ? sql.ref(by) : by,
    (order) => (asked.startsWith('-') ? order.desc().nullsLast() : order.asc().nullsLast()),
  ]
}

/** What every such list may be asked. */
export interface ListOptions {
  readonly page: number
  readonly size: number
  readonly q?: string | undefined
  readonly sort?: string | undefined
}
