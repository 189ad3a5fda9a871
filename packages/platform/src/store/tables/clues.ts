import type { Generated } from 'kysely'
import type { Json, Owned } from './row.ts'

export interface ClueTable extends Owned {
  id: string
  no: string
  model_id: string
  model_title: string
  version: string
  rule_id: string
  rule_title: string
  title: string
  subject_kind: string
  subject_name: string
  subject_code: string | null
  party_name: string | null
  party_id: string | null
  party_key: string | null
  due_date: string | null
  days_overdue: number | null
  amount: string | null
  grade: string
  score: number
  severity: string
  state: string
  rollup: boolean
  /** State of its matter, kept beside it for filtering; the acts are the truth. */
  handling: string
  /** An alert of a patrol is no clue until somebody has made it one. */
  kind: Generated<'clue' | 'alert'>
  /** State of its matter of patrol, kept beside it likewise; nothing for what was never an alert. */
  alert_state: string | null
  /** The day by which the next step about the alert is to be done. */
  alert_by: string | null
  body: Json<unknown>
  evidence_hash: string
  first_seen_at: string
  last_seen_at: string
  as_of: string
  last_run_id: string
  search: string
}

export interface SightingTable extends Owned {
  run_id: string
  clue_id: string
  state: string
  as_of: string
  at: string
  evidence_hash: string | null
  /** What the clue said then; nothing where it had vanished, and of sightings older than these columns. */
  due_date: string | null
  days_overdue: number | null
  amount: string | null
  grade: string | null
  score: number | null
  severity: string | null
}

export interface EvidenceTable extends Owned {
  clue_id: string
  hash: string
  ordinal: number
  batch_seq: number | null
  dataset: string
  file: string
  sheet: string | null
  row_no: number
  row_hash: string
  fields: Json<Readonly<Record<string, string | number | boolean | null>>>
}
