import type { LedgerRow } from '@xiezhi/platform/contract/ledger'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'

/** What somebody should look into. */
export const LedgerFlags = ({ model }: { readonly model: LedgerRow }) => {
  const { t } = useTranslation()
  return (
    <>
      {model.problem && <Pill tone="danger">{t(`ledger.problem.${model.problem}`)}</Pill>}
      {model.proposed && <Pill tone="danger">{t('ledger.proposed')}</Pill>}
      {model.declined && <Pill tone="warning">{t('ledger.declined')}</Pill>}
      {model.adjusted > 0 && <Pill tone="info">{t('ledger.adjusted', { count: model.adjusted })}</Pill>}
    </>
  )
}
