import type { JobState } from '@xiezhi/platform/contract/shapes'
import { useTranslation } from 'react-i18next'
import { Pill, type Tone } from './Pill.tsx'

const tones: Record<JobState, Tone> = { queued: 'neutral', running: 'info', succeeded: 'success', failed: 'danger', cancelled: 'warning' }

export const JobStatePill = ({ state }: { readonly state: JobState }) => {
  const { t } = useTranslation()
  return <Pill tone={tones[state]}>{t(`job.${state}`)}</Pill>
}

export const isUnderWay = (state: JobState | undefined): boolean => state === 'queued' || state === 'running'
