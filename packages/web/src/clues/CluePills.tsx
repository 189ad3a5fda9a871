import type { ClueRow } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { handlingTone, severityTones, stateTones } from './tones.ts'

export const SeverityPill = ({ severity }: { readonly severity: ClueRow['severity'] }) => {
  const { t } = useTranslation()
  return <Pill tone={severityTones[severity]}>{t(`severity.${severity}`)}</Pill>
}

/** The day by which the next step about an alert is due, red once it has passed. */
export const NextStepBy = ({ clue }: { readonly clue: ClueRow }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (!clue.alert?.by) return '—'
  const { by, late } = clue.alert
  return (
    <span className={late ? 'number danger' : 'number'}>
      {format.day(by)}
      {late && ` · ${t('alerts.isLate')}`}
    </span>
  )
}

export const CluePills = ({ clue }: { readonly clue: ClueRow }) => {
  const { t } = useTranslation()
  return (
    <span className="pills">
      <SeverityPill severity={clue.severity} />
      <Pill tone={stateTones[clue.state]}>{t(`clueState.${clue.state}`)}</Pill>
      <Pill tone={handlingTone(clue.handling.state)}>{clue.handling.label}</Pill>
      {clue.rollup && <Pill tone="info">{t('clues.rollup')}</Pill>}
    </span>
  )
}
