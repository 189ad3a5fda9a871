import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Endpoint } from '@xiezhi/platform/contract/endpoint'
import { useCallback, useMemo } from 'react'
import type { Answer, Request } from '../app/http.ts'
import { useEndpoint } from '../app/query.ts'
import { type Change, changeSearch, type ListState, listQueryOf, readListState } from './list-state.ts'

export type SearchText = Readonly<Record<string, string>>

/** The address's own state and a way to change it. */
export const useSearchText = (): readonly [SearchText, (change: Change) => void] => {
  const search: SearchText = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = useCallback(
    (wanted: Change) => {
      void navigate({ to: '.', search: (current) => changeSearch(current, wanted), resetScroll: wanted.page !== undefined })
    },
    [navigate],
  )
  return [search, change]
}

/** What a list needs of its page: the rows, the state, a way to change it. */
export interface List<Row> {
  readonly state: ListState
  readonly change: (change: Change) => void
  readonly data: { readonly items: readonly Row[]; readonly total: number } | undefined
  readonly error: Error | null
  readonly waiting: boolean
  readonly refreshing: boolean
  readonly refetch: () => void
}

/** A list endpoint that follows the address. `filters` are the names of query fields that the address may set. */
export const useList = <E extends Endpoint>(
  e: E,
  filters: readonly string[],
  request: Request<E> = {},
  again?: (answer: Answer<E> | undefined) => number | false,
  /** What is asked for whatever the address says. */
  fixed: Readonly<Record<string, string>> = {},
) => {
  const [search, change] = useSearchText()
  const names = filters.join(',')
  const state = useMemo(() => readListState(search, names === '' ? [] : names.split(',')), [search, names])
  // Every list endpoint takes `listQuery` and its own filters; which of them the address sets is only known here.
  const query = { ...fixed, ...listQueryOf(state) }
  const answer = useEndpoint(e, { ...request, query } as Request<E>, { keepLast: true, ...(again ? { again } : {}) })
  return {
    state,
    change,
    query,
    data: answer.data,
    error: answer.data ? null : answer.error,
    waiting: answer.isPending,
    refreshing: answer.isPlaceholderData,
    refetch: () => void answer.refetch(),
  }
}
