import type { Owned } from './row.ts'

export interface MatterTable extends Owned {
  id: string
  procedure: string
  procedure_version: string
  subject_kind: string
  subject_id: string
  state: string
  seq: number
  head: string
  created_at: string
}

export interface ActTable extends Owned {
  matter_id: string
  seq: number
  transition: string
  from_state: string
  to_state: string
  actor_id: string
  actor: string
  occurred_on: string
  recorded_at: string
  procedure_version: string
  /** The filled-in form, as the text that was hashed. */
  fields: string
  previous: string
  hash: string
}
