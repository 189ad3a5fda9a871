import type { Locale } from '@xiezhi/engine/message'
import type { JobState } from '../contract/shapes.ts'
import { tell } from '../texts.ts'
import type { JobView } from './store.ts'

/** State and progress of a job as the contract shows them, beside the import or run that it works on. */
export function showJob(
  job: JobView | undefined,
  locale: Locale,
): {
  state: JobState
  progress: { stage: string; done: number; total: number | null } | null
  endedAt: string | null
  error: string | null
} {
  if (!job) return { state: 'failed', progress: null, endedAt: null, error: null }
  const queued = { stage: tell({ code: 'job.stage.queue', values: { ahead: job.ahead } }, locale), done: 0, total: null }
  const error = job.error ? tell({ code: job.error.code, values: job.error.values ?? {} }, locale) : null
  return {
    state: job.state,
    progress:
      job.state === 'queued'
        ? queued
        : job.state === 'running'
          ? (job.progress ?? { stage: tell({ code: 'job.stage.starting' }, locale), done: 0, total: null })
          : null,
    endedAt: job.endedAt,
    error,
  }
}
