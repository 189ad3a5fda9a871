import { keepPreviousData, MutationCache, QueryCache, QueryClient, useQuery } from '@tanstack/react-query'
import type { Endpoint } from '@xiezhi/platform/contract/endpoint'
import { type Answer, call, Refused, type Request } from './http.ts'

/** Called when the server says that the session is over, whatever was being asked. */
let sessionEnded: () => void = () => {}
export const onSessionEnd = (then: () => void): void => {
  sessionEnded = then
}
const watch = (error: Error) => {
  if (error instanceof Refused && error.problem.status === 401) sessionEnded()
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused it refuses again; only a lost connection is worth a second try.
      retry: (failures, error) => failures < 1 && error instanceof Refused && error.problem.code === 'offline',
      refetchOnWindowFocus: false,
    },
  },
})

export const keyOf = <E extends Endpoint>(e: E, request: Request<E> = {}) => [e.path, request] as const

interface Options<E extends Endpoint> {
  readonly enabled?: boolean
  /** Milliseconds until it is asked again, judged by what came last; `false` when it is settled. */
  readonly again?: (answer: Answer<E> | undefined) => number | false
  /** Keeps the last page in sight while the next one is on its way. */
  readonly keepLast?: boolean
}

export const useEndpoint = <E extends Endpoint>(e: E, request: Request<E> = {}, options: Options<E> = {}) =>
  useQuery<Answer<E>>({
    queryKey: keyOf(e, request),
    queryFn: ({ signal }) => call(e, request, signal),
    enabled: options.enabled ?? true,
    refetchInterval: (query) => options.again?.(query.state.data) ?? false,
    ...(options.keepLast ? { placeholderData: keepPreviousData } : {}),
  })

/** Forgets what was fetched from these endpoints, so that open pages ask again. */
export const forget = (...endpoints: readonly Endpoint[]): void => {
  for (const e of endpoints) void queryClient.invalidateQueries({ queryKey: [e.path] })
}
