import { Link } from '@tanstack/react-router'
import type { Batch } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'

/** The file of a batch, with the way to the report of how it came in: an import, or a load of statutes. */
export const BatchFile = ({ batch }: { readonly batch: Batch }) => {
  const { t } = useTranslation()
  const name = () => {
    if (batch.importId)
      return (
        <Link to="/imports/$id" params={{ id: batch.importId }}>
          {batch.file}
        </Link>
      )
    if (batch.lawLoadId)
      return (
        <Link to="/law/loads/$id" params={{ id: batch.lawLoadId }}>
          {batch.file}
        </Link>
      )
    return batch.file
  }
  return (
    <>
      {name()}
      {batch.part && <span className="soft"> · {batch.part}</span>}
      {batch.withdrawn && (
        <>
          {' '}
          <Pill tone="warning">{t('data.withdrawn')}</Pill>
        </>
      )}
      {batch.replaced && (
        <>
          {' '}
          <Pill>{t('data.replaced')}</Pill>
        </>
      )}
    </>
  )
}
