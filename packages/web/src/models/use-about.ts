import type { estimateRun } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { formatCount } from '../ui/format.ts'

/** About how long a run takes, or that nothing is known of it. */
export const useAbout = () => {
  const { t } = useTranslation()
  return (known: z.infer<typeof estimateRun.response> | undefined): string => {
    if (!known) return ''
    const rows = formatCount(known.rows)
    if (known.seconds === null) return t('runs.aboutUnknown', { rows })
    const seconds = Math.round(known.seconds)
    const time = seconds < 90 ? t('ui.seconds', { seconds }) : t('runs.minutes', { minutes: Math.round(seconds / 60) })
    return t('runs.aboutTime', { time, rows, runs: known.runs })
  }
}
