import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../ui/Failure.tsx'

const key = 'xiezhi.reloaded'
const chunkIsGone = (error: unknown) =>
  error instanceof Error && /dynamically imported module|Importing a module|preload CSS/i.test(error.message)

/** A page that could not be drawn. After an upgrade an old tab asks for files that are gone: it reloads, once. */
export const Broken = ({ error }: ErrorComponentProps) => {
  const { t } = useTranslation()
  useEffect(() => {
    if (!chunkIsGone(error) || sessionStorage.getItem(key) === location.href) return
    sessionStorage.setItem(key, location.href)
    location.reload()
  }, [error])
  return (
    <Failure error={error}>
      <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
    </Failure>
  )
}
