import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../app/http.ts'
import { StateMessage } from './StateMessage.tsx'

interface Props {
  readonly error: unknown
  readonly level?: 1 | 2 | 3
  readonly children?: ReactNode
}

const ownCodes = ['offline', 'unreadable', 'server', 'refused', 'too-large'] as const
const isOwn = (code: string): code is (typeof ownCodes)[number] => ownCodes.some((known) => known === code)

/** The sentence for an error: the server's own words where it gave any. */
export const useErrorText = () => {
  const { t } = useTranslation()
  return (error: unknown): string => {
    if (!(error instanceof Refused)) return t('error.defect')
    if (error.problem.detail) return error.problem.detail
    return t(`error.${isOwn(error.problem.code) ? error.problem.code : 'refused'}`)
  }
}

export const Failure = ({ error, level = 2, children }: Props) => {
  const { t } = useTranslation()
  const text = useErrorText()
  const status = error instanceof Refused ? error.problem.status : undefined
  const title = status === 403 ? t('error.forbidden') : status === 404 ? t('error.missing') : t('error.title')
  return (
    <div role="alert">
      <StateMessage title={title} text={text(error)} level={level}>
        {children}
      </StateMessage>
    </div>
  )
}
