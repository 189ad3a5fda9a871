import type { cell } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { groupDigits, isDay } from '../ui/format.ts'
import { useFormat } from '../ui/use-format.ts'

/** One value of the data, written the way its type asks. */
export const Cell = ({ value, type }: { readonly value: z.infer<typeof cell>; readonly type?: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (value === null || value === '') return <span className="soft">—</span>
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
  const text = String(value)
  if (type === 'bool' && (text === 'true' || text === 'false')) return t(text === 'true' ? 'ui.yes' : 'ui.no')
  if (type === 'decimal' || (type === undefined && /^-?\d+\.\d{2}$/.test(text))) return <span className="number">{groupDigits(text)}</span>
  if (type === 'int') return <span className="number">{text}</span>
  if (isDay(text)) return <span className="number">{format.day(text)}</span>
  return text.length > 16 ? (
    <span className="cell-short" title={text}>
      {text}
    </span>
  ) : (
    text
  )
}
