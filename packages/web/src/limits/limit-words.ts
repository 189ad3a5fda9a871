import type { LimitRow } from '@xiezhi/platform/contract/limits'
import { useTranslation } from 'react-i18next'

type Value = LimitRow['value']

export const sameValue = (a: Value, b: Value): boolean => a.quantity === b.quantity && a.unit === b.unit && a.rollover === b.rollover

/** 十五日 in figures: 15日, 7个工作日, 6个月. */
export const useLimitWords = () => {
  const { t } = useTranslation()
  return {
    length: ({ quantity, unit }: Pick<Value, 'quantity' | 'unit'>): string =>
      t(`limits.length.${unit}`, { count: quantity, shown: quantity }),
    rollover: ({ unit, rollover }: Value): string =>
      unit === 'workday' || unit === 'hour' ? t(`limits.rolls.${unit}`) : t(`limits.rolls.${rollover}`),
  }
}
