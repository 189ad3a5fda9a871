import type { RunState } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import { Pill, type Tone } from './Pill.tsx'

const tones: Record<RunState, Tone> = {
  queued: 'neutral',
  running: 'info',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'warning',
  held: 'warning',
  discarded: 'neutral',
}

export const JobStatePill = ({ state }: { readonly state: RunState }) => {
  const { t } = useTranslation()
  return <Pill tone={tones[state]}>{t(`job.${state}`)}</Pill>
}

export const isUnderWay = (state: RunState | undefined): boolean => state === 'queued' || state === 'running'
