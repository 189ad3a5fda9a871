import { Link } from '@tanstack/react-router'
import { getOriginal } from '@xiezhi/platform/contract/originals'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { OriginalState, useFate } from './OriginalState.tsx'

/** On the page of an import: whether its original is still there, and until when. */
export const OriginalFact = ({ importId }: { readonly importId: string }) => {
  const { t } = useTranslation()
  const fate = useFate()
  const { data } = useEndpoint(getOriginal, { params: { id: importId } })
  if (!data) return '—'
  return (
    <>
      <OriginalState original={data} /> <span>{fate(data)}</span>{' '}
      {data.source && (
        <Link to="/originals" search={{ source: data.source.id }}>
          {t('originals.ofSource')}
        </Link>
      )}
    </>
  )
}
