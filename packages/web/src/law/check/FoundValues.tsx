import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { ScrollTable } from '../../ui/ScrollTable.tsx'
import { useFormat } from '../../ui/use-format.ts'

const tones = { fine: 'danger', confiscation: 'warning', other: 'neutral' } as const

/** The amounts and the dates that were read, as they stand and as they are understood. */
export const FoundValues = ({ check: { amounts, dates } }: { readonly check: TextCheck }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="grid-2">
      <Panel title={t('check.amounts', { count: amounts.length })} className={amounts.length > 0 ? 'flush narrow-table' : ''}>
        {amounts.length === 0 ? (
          <p className="soft">{t('check.noAmounts')}</p>
        ) : (
          <ScrollTable label={t('check.legendAmount')}>
            <thead>
              <tr>
                <th scope="col">{t('check.raw')}</th>
                <th scope="col" className="right">
                  {t('check.yuan')}
                </th>
                <th scope="col">{t('check.amountKind')}</th>
              </tr>
            </thead>
            <tbody>
              {amounts.map((amount) => (
                <tr key={amount.start}>
                  <td>{amount.raw}</td>
                  <td className="right number">{format.money(amount.yuan)}</td>
                  <td>
                    <Pill tone={tones[amount.kind]}>{t(`check.amount.${amount.kind}`)}</Pill>
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Panel>
      <Panel title={t('check.dates', { count: dates.length })} className={dates.length > 0 ? 'flush narrow-table' : ''}>
        {dates.length === 0 ? (
          <p className="soft">{t('check.noDates')}</p>
        ) : (
          <ScrollTable label={t('check.legendDate')}>
            <thead>
              <tr>
                <th scope="col">{t('check.raw')}</th>
                <th scope="col">{t('check.understood')}</th>
              </tr>
            </thead>
            <tbody>
              {dates.map((date) => (
                <tr key={date.start}>
                  <td>{date.raw}</td>
                  <td className="number">{format.day(date.iso)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Panel>
    </div>
  )
}
