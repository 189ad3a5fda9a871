import type { Generated } from 'kysely'
import type { Json, Owned } from './row.ts'

/** The text of a model that was tried, since a draft may be gone and a catalogue change. */
interface TriedModel extends Owned {
  id: string
  seq: Generated<number>
  model_id: string
  origin: 'version' | 'draft'
  version: string
  hash: string
  source: string
  pieces: Json<readonly { readonly id: string; readonly source: string }[]>
  parameters: Json<Readonly<Record<string, string>>>
  started_by: string
  started_at: string
}

/** A candidate that runs beside the live version until it is ended. */
export interface ShadowTable extends TriedModel {
  reason: string
  ended_by: string | null
  ended_at: string | null
  end_reason: string | null
}

export interface TrialTable extends TriedModel {
  job_id: string
  kind: 'hand' | 'series' | 'shadow' | 'live'
  series_id: string | null
  shadow_id: string | null
  run_id: string | null
  model_title: string
  note: string
  view_day: string | null
  as_of: string
  snapshot_id: string
  law_state: number
  total: number | null
  rules: Json<unknown>
  steps: Json<unknown>
  input_rows: number | null
  keep_until: string
}

export interface TrialClueTable extends Owned {
  trial_id: string
  clue_id: string
  rule_id: string
  rule_title: string
  title: string
  subject_kind: string
  subject_name: string
  subject_code: string | null
  party_name: string | null
  party_id: string | null
  due_date: string | null
  days_overdue: number | null
  amount: string | null
  grade: string
  score: number
  severity: string
  rollup: boolean
  evidence_hash: string
  about_dataset: string | null
  about_key: string | null
  body: Json<unknown>
  search: string
}

export interface TrialDifferenceTable extends Owned {
  id: string
  seq: Generated<number>
  job_id: string
  before_id: string
  after_id: string
  counts: Json<unknown> | null
  started_by: string
  started_at: string
}

export interface TrialDifferenceRowTable extends Owned {
  difference_id: string
  clue_id: string
  kind: 'new' | 'gone' | 'changed'
  rule_id: string
  subject_name: string
  score: number
  fields: Json<readonly string[]>
  cause: string
  place: string
  reason: Json<unknown>
}
