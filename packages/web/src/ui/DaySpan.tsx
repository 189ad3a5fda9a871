import { useTranslation } from 'react-i18next'
import { useFormat } from './use-format.ts'

/** From one day to another in a column: broken between the two where it has to be, never within one. */
export const DaySpan = ({ span }: { readonly span: { readonly from: string; readonly to: string } | null }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (!span) return '—'
  return (
    <span className="number day-span">
      {t('ui.span', { from: format.day(span.from), to: '' })}
      <wbr />
      <span className="nowrap">{format.day(span.to)}</span>
    </span>
  )
}
