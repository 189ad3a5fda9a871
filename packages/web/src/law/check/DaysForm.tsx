import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../ui/DayField.tsx'
import { Pill } from '../../ui/Pill.tsx'
import type { Days } from './CheckPage.tsx'

export const dayNames = ['decisionDate', 'actDate', 'servedDate'] as const

interface Props {
  readonly check: TextCheck
  readonly days: Days
  readonly busy: boolean
  readonly onChange: (days: Days) => void
}

const byTones = { given: 'info', found: 'success', missing: 'warning' } as const

/** The days that the check went by, and how they were come by. Another day is another check. */
export const DaysForm = ({ check, days, busy, onChange }: Props) => {
  const { t } = useTranslation()
  const id = useId()
  const shown = {
    decisionDate: { day: days.decisionDate ?? check.decisionDate, by: check.decisionDateBy },
    actDate: { day: days.actDate ?? check.actDate, by: check.actDateBy },
    servedDate: { day: days.servedDate ?? null, by: undefined },
  }
  return (
    <section className="panel day-fields day-bar" aria-label={t('check.days')} aria-busy={busy}>
      {dayNames.map((name) => {
        const { day, by } = shown[name]
        return (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{t(`check.${name}`)}</label>
            <DayField
              id={`${id}-${name}`}
              label={t(`check.${name}`)}
              value={day ?? undefined}
              onChange={(wanted) => onChange({ ...days, [name]: wanted })}
            />
            {by && <Pill tone={byTones[by]}>{t(`check.by.${by}`)}</Pill>}
          </div>
        )
      })}
    </section>
  )
}
