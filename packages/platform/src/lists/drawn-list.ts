/** Lists of some hundred rows at most that are drawn up whole: searched, narrowed with counts, ordered and cut into pages alike. */
export interface Named {
  readonly value: string
  readonly label: string
}
export interface Counted extends Named {
  readonly count: number
}

export interface DrawnList<Row, Facet extends string> {
  readonly rowKey: (row: Row) => string
  /** What words are looked for in. */
  readonly text: (row: Row) => string
  /** By what it can be narrowed: the values that a row has. */
  readonly facets: Readonly<Record<Facet, (row: Row) => readonly Named[]>>
  /** By what it can be ordered; `turn` is -1 for the other way round, which the order heeds itself. */
  readonly orders: Readonly<Record<string, (a: Row, b: Row, turn: 1 | -1) => number>>
}

export type Narrowing<Facet extends string> = { readonly q?: string | undefined; readonly sort?: string | undefined } & {
  readonly [F in Facet]?: string | undefined
}

export const pageOf = <Row>(rows: readonly Row[], { page, size }: { readonly page: number; readonly size: number }) => ({
  items: rows.slice((page - 1) * size, page * size),
  total: rows.length,
  page,
  size,
})

/** Turns what compares upwards the way that is asked for. */
export const turned =
  <Row>(compare: (a: Row, b: Row) => number) =>
  (a: Row, b: Row, turn: 1 | -1): number =>
    turn * compare(a, b)

const facetsOf = <Facet extends string>(facets: Readonly<Record<Facet, unknown>>): readonly Facet[] =>
  Object.keys(facets).filter((name): name is Facet => Object.hasOwn(facets, name))

function fits<Row, Facet extends string>(list: DrawnList<Row, Facet>, row: Row, asked: Narrowing<Facet>, except?: Facet): boolean {
  const text = list.text(row).toLowerCase()
  const words = (asked.q ?? '').toLowerCase().split(/\s+/)
  const wanted = (facet: Facet): string | undefined => asked[facet]
  return (
    words.every((word) => text.includes(word)) &&
    facetsOf(list.facets).every((facet) => {
      const value = wanted(facet)
      return !value || facet === except || list.facets[facet](row).some((one) => one.value === value)
    })
  )
}

/** The rows asked for, in the order asked for; in the order that they came in where none is. */
export function narrowed<Row, Facet extends string>(
  list: DrawnList<Row, Facet>,
  rows: readonly Row[],
  asked: Narrowing<Facet>,
): readonly Row[] {
  const found = rows.filter((row) => fits(list, row, asked))
  const order = list.orders[(asked.sort ?? '').replace(/^-/, '')]
  if (!order) return found
  const turn = asked.sort?.startsWith('-') ? -1 : 1
  return found.sort((a, b) => order(a, b, turn) || (list.rowKey(a) < list.rowKey(b) ? -1 : 1))
}

/** How many rows there would be for each value, all other narrowing as it is; the most frequent first. */
export function counted<Row, Facet extends string>(
  list: DrawnList<Row, Facet>,
  rows: readonly Row[],
  asked: Narrowing<Facet>,
): Record<string, Counted[]> {
  return Object.fromEntries(
    facetsOf(list.facets).map((facet) => {
      const counts = new Map<string, Counted>()
      for (const row of rows.filter((one) => fits(list, one, asked, facet)))
        for (const one of list.facets[facet](row)) counts.set(one.value, { ...one, count: (counts.get(one.value)?.count ?? 0) + 1 })
      return [facet, [...counts.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))]
    }),
  )
}
