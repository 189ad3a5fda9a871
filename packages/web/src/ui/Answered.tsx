import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from './Failure.tsx'
import { Loading } from './Loading.tsx'

interface Props<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  readonly children: (answer: T) => ReactNode
}

/** Draws an answer when it is there; says so while it is not, or why it will not come. */
export const Answered = <T,>({ query, children }: Props<T>) => {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.error) {
    return (
      <Failure error={query.error} level={1}>
        <Button onClick={() => void query.refetch()}>{t('ui.again')}</Button>
      </Failure>
    )
  }
  return <Loading />
}
