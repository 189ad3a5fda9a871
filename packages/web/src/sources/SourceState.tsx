import type { Source } from '@xiezhi/platform/contract/sources'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'

/** Whether data come from here, and whether they may still be used. */
export const SourceState = ({ source }: { readonly source: Source }) => {
  const { t } = useTranslation()
  return (
    <span className="pills">
      <Pill tone={source.stopped ? 'neutral' : 'success'}>{t(source.stopped ? 'sources.stopped' : 'sources.active')}</Pill>
      {source.outOfTerm && <Pill tone="warning">{t('sources.outOfTerm')}</Pill>}
    </span>
  )
}
