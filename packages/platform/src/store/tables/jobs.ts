import type { Generated } from 'kysely'
import type { Json, Owned, StoredMessage } from './row.ts'

export type JobStateName = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface JobProgress {
  readonly stage: string
  readonly done: number
  readonly total: number | null
}

export interface JobTable extends Owned {
  id: string
  seq: Generated<number>
  kind: string
  subject_id: string
  state: JobStateName
  progress: Json<JobProgress | null> | null
  attempts: number
  leased_by: string | null
  leased_until: string | null
  cancel_requested: boolean
  error: Json<StoredMessage | null> | null
  /** The higher goes first; none, as in backups from before, is an ordinary one. */
  priority: number | null
  requested_by: string
  queued_at: string
  started_at: string | null
  ended_at: string | null
}
