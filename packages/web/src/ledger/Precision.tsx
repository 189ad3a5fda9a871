import type { LedgerRow } from '@xiezhi/platform/contract/ledger'
import { useTranslation } from 'react-i18next'

/** A share between 0 and 1 as people read it. */
export const percent = (share: number): string => `${(share * 100).toFixed(1).replace(/\.0$/, '')}%`

/** A share never stands without its interval: the bar is as wide as the doubt. */
export const Precision = ({ precision }: Pick<LedgerRow, 'precision'>) => {
  const { t } = useTranslation()
  if (!precision) return <span className="soft">{t('ledger.unjudged')}</span>
  const { share, low, high } = precision
  return (
    <span className="precision">
      <span className="number">
        <strong>{percent(share)}</strong> <span className="soft">{t('ledger.interval', { low: percent(low), high: percent(high) })}</span>
      </span>
      <span className="precision-track" aria-hidden="true">
        <span className="precision-range" style={{ left: `${low * 100}%`, width: `${Math.max(1, (high - low) * 100)}%` }} />
        <span className="precision-mark" style={{ left: `${share * 100}%` }} />
      </span>
    </span>
  )
}
