import { useQuery } from '@tanstack/react-query'
import type { Permission } from '@xiezhi/platform/contract/endpoint'
import { type Me, whoAmI } from '@xiezhi/platform/contract/session'
import { call, Refused } from './http.ts'
import { queryClient } from './query.ts'

const me = {
  queryKey: ['me'] as const,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await call(whoAmI)
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
}

/** Who is signed in; `null` when nobody is. */
export const fetchMe = (): Promise<Me | null> => queryClient.ensureQueryData(me)
export const enter = (person: Me | null): void => {
  queryClient.setQueryData(me.queryKey, person)
}
export const useMe = (): Me | null | undefined => useQuery(me).data
export const useMay = (permission: Permission): boolean => useMe()?.permissions.includes(permission) ?? false
