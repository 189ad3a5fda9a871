import type { DictionaryRow } from '@xiezhi/platform/contract/dictionaries'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'

/** Whose table it is, and how far it can be relied on. */
export const DictionaryState = ({ row }: { readonly row: DictionaryRow }) => {
  const { t } = useTranslation()
  return (
    <span className="pills">
      {row.loaded && <Pill tone="info">{t('dictionaries.loaded')}</Pill>}
      {!row.verified && <Pill tone="warning">{t('dictionaries.unverified')}</Pill>}
      {!row.complete && <Pill tone="neutral">{t('dictionaries.incomplete')}</Pill>}
      {!row.loaded && row.verified && row.complete && <Pill tone="success">{t('dictionaries.verified')}</Pill>}
    </span>
  )
}
