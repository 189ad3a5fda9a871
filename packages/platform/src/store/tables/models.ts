import type { Generated } from 'kysely'
import type { Json, Owned } from './row.ts'

export interface RunTable extends Owned {
  id: string
  seq: Generated<number>
  job_id: string
  model_id: string
  model_title: string
  version: string
  model_hash: string
  as_of: string
  snapshot_id: string
  parameters: Json<Readonly<Record<string, string>>>
  started_by: string
  started_at: string
  counts: Json<unknown>
  rules: Json<readonly unknown[]>
  steps: Json<readonly unknown[]>
  /** Number of the last adjustment of limits and calendar that it counted by; none: the catalogue alone. */
  law_state: number | null
  /** Why it was begun; none: somebody asked for it. */
  cause: Json<unknown> | null
  /** It found more than may be published unseen: what became of it. */
  held: 'held' | 'confirmed' | 'discarded' | null
  flood: Json<unknown> | null
  explained: Json<readonly unknown[]> | null
  input_rows: number | null
}

export interface RunSettingTable extends Owned {
  /** Empty: of the whole office. */
  model_id: string
  arrival: boolean | null
  quiet_minutes: number | null
  most_clues: number | null
  most_times: number | null
  minutes: number | null
  by_name: string
  at: string
}

export interface ScheduleTable extends Owned {
  id: string
  seq: Generated<number>
  kind: string
  subject: string
  cron: string
  paused: boolean
  next_at: string | null
  last_at: string | null
  last_begun: Json<readonly unknown[]>
  last_skipped: Json<readonly unknown[]>
  missed: Json<unknown> | null
  by_name: string
  at: string
}

/** The text of a model's version as it was when it was first seen; never changed. */
export interface ModelVersionTable extends Owned {
  model_id: string
  version: string
  hash: string
  title: string
  source: string
  pieces: Json<readonly { readonly id: string; readonly source: string }[]>
  first_seen_at: string
}

/** What an office decides about a model; only ever added to, the last row of a name counts. */
export interface ModelChoiceTable extends Owned {
  seq: number
  model_id: string
  kind: 'owner' | 'parameter' | 'version'
  name: string
  value: string | null
  reason: string
  by_id: string
  by_name: string
  at: string
}

/** Which versions of its model reported a clue. */
export interface ClueVersionTable extends Owned {
  clue_id: string
  model_id: string
  version: string
}

export interface IndicatorTable extends Owned {
  run_id: string
  rule_id: string
  ordinal: number
  title: string
  dimensions: Json<readonly { readonly name: string; readonly label: string }[]>
  figures: Json<readonly { readonly name: string; readonly label: string }[]>
  row_count: number
}

export interface IndicatorRowTable extends Owned {
  run_id: string
  rule_id: string
  ordinal: number
  key: Json<Readonly<Record<string, string | null>>>
  key_text: string
  figures: Json<Readonly<Record<string, string | null>>>
}
