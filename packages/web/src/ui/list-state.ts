/** What a list shows, read from the address and written back to it: a list can be sent to a colleague, and “back” works. */
export interface ListState {
  readonly page: number
  readonly size: number
  readonly sort: string | undefined
  readonly q: string | undefined
  /** Everything else in the address, the filters among it. */
  readonly filters: Readonly<Record<string, string>>
}

export const sizes = [20, 50, 100] as const
const defaultSize = 20
const whole = (text: string | undefined): number | undefined => (text && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined)

export const readListState = (search: Readonly<Record<string, string | undefined>>, filterNames: readonly string[]): ListState => {
  const size = whole(search.size)
  return {
    page: whole(search.page) ?? 1,
    size: sizes.find((known) => known === size) ?? defaultSize,
    sort: search.sort,
    q: search.q,
    filters: Object.fromEntries(filterNames.flatMap((name) => (search[name] ? [[name, search[name]]] : []))),
  }
}

/** The query of a list endpoint. */
export const listQueryOf = (state: ListState) => ({
  page: state.page,
  size: state.size,
  ...(state.sort ? { sort: state.sort } : {}),
  ...(state.q ? { q: state.q } : {}),
  ...state.filters,
})

export interface Change {
  readonly page?: number
  readonly size?: number
  readonly sort?: string | undefined
  readonly q?: string | undefined
  readonly filters?: Readonly<Record<string, string | undefined>>
}

/** A changed address. Whatever narrows or reorders the list goes back to its first page; defaults are left out of the address. */
export const changeSearch = (search: Readonly<Record<string, string | undefined>>, change: Change): Record<string, string> => {
  const wanted: Record<string, string | undefined> = { ...search, ...change.filters, page: undefined }
  if ('q' in change) wanted.q = change.q?.trim()
  if ('sort' in change) wanted.sort = change.sort
  if (change.size) wanted.size = change.size === defaultSize ? undefined : String(change.size)
  if (change.page && change.page > 1) wanted.page = String(change.page)
  return Object.fromEntries(Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The order after a click on a column's head: from the top down first, since numbers and days tell more that way, then up, then none. */
export const turnSort = (sort: string | undefined, column: string): string | undefined =>
  sort === `-${column}` ? column : sort === column ? undefined : `-${column}`

export const orderOf = (sort: string | undefined, column: string): 'ascend' | 'descend' | null =>
  sort === column ? 'ascend' : sort === `-${column}` ? 'descend' : null

/** Where a thing stands in the list that it was opened from: how many come before it, and on which pages its neighbours are. */
export const neighbours = <T extends { readonly id: string }>(
  state: ListState,
  page: { readonly items: readonly T[]; readonly total: number } | undefined,
  id: string,
): { readonly place: number; readonly total: number; readonly previous: T | undefined; readonly next: T | undefined } | undefined => {
  const index = page?.items.findIndex((item) => item.id === id) ?? -1
  if (!page || index < 0) return undefined
  return {
    place: (state.page - 1) * state.size + index + 1,
    total: page.total,
    previous: page.items[index - 1],
    next: page.items[index + 1],
  }
}
