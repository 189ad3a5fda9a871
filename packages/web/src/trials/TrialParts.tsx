import { Link } from '@tanstack/react-router'
import type { Trial, TrialClue } from '@xiezhi/platform/contract/trials'
import { useTranslation } from 'react-i18next'
import { handlingTone } from '../clues/tones.ts'
import { Precision } from '../ledger/Precision.tsx'
import { formatCount } from '../ui/format.ts'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'

/** What a trial looked at, as people call it. */
export const useTrialWords = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const view = (trial: Trial): string => (trial.viewDay ? format.day(trial.viewDay) : t('trials.viewNow'))
  const version = (trial: Trial): string =>
    trial.kind === 'live'
      ? t('trials.liveVersion', { version: trial.version })
      : trial.origin === 'draft'
        ? t('trials.draft', { version: trial.version })
        : t('models.versionNo', { version: trial.version })
  return { view, version, short: (trial: Trial): string => `${version(trial)} · ${view(trial)} · ${format.moment(trial.startedAt)}` }
}

export const Judged = ({ truth }: Pick<Trial, 'truth'>) => {
  const { t } = useTranslation()
  if (!truth) return <span className="soft">—</span>
  return (
    <span className="trial-judged">
      <Precision precision={truth.precision} />
      {truth.missed > 0 && <Pill tone="warning">{t('trials.missed', { shown: formatCount(truth.missed) })}</Pill>}
    </span>
  )
}

/** The live clue of the same key, and what became of it. */
export const LiveClue = ({ clue }: { readonly clue: TrialClue }) => {
  const { t } = useTranslation()
  if (!clue.live) return <span className="soft">{t('trials.notLive')}</span>
  return (
    <span className="pills">
      <Link to="/clues/$id" params={{ id: clue.id }}>
        {clue.live.no}
      </Link>
      <Pill tone={handlingTone(clue.live.handling.state)}>{clue.live.handling.label}</Pill>
    </span>
  )
}

export const judgedOptions = ['founded', 'unfounded', 'pending', 'unknown'] as const
