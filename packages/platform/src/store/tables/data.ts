import type { Generated } from 'kysely'
import type { Drift } from '../../quality/drift.ts'
import type { Json, Owned, StoredMessage } from './row.ts'

export interface ImportTable extends Owned {
  id: string
  seq: Generated<number>
  job_id: string
  file: string
  bytes: number
  sha256: string
  dataset_hint: string | null
  same_as: string | null
  /** From whom it came, where somebody said so. */
  source_id: string | null
  stated_from: Generated<string | null>
  stated_to: Generated<string | null>
  /** What a person said of its columns. */
  corrections: Json<unknown> | null
  corrects: string | null
  imported_by: string
  started_at: string
  refusal: Json<StoredMessage | null> | null
  parts: Json<readonly unknown[]>
}

export interface BatchTable extends Owned {
  id: string
  seq: number
  dataset: string
  file: string
  part: string | null
  import_id: string | null
  law_load_id: string | null
  source_id: string | null
  /** The batch that took its place as a whole: it is seen by earlier runs alone. */
  replaced_by: string | null
  /** Null: when that batch was published. */
  replaced_at: Generated<string | null>
  rows: number
  refused: number
  coverage_from: string | null
  coverage_to: string | null
  latest_event: string | null
  fields: Json<readonly string[]>
  published_at: string
  published_by: string
}

export interface CompactionTable extends Owned {
  id: string
  dataset: string
  batches: Json<readonly string[]>
  files: Json<readonly { readonly dataset: string; readonly path: string }[]>
  created_at: string
}

export interface BatchWithdrawalTable extends Owned {
  id: Generated<number>
  batch_id: string
  reason: string
  by_name: string
  at: string
  restored_reason: string | null
  restored_by: string | null
  restored_at: string | null
}

export interface BatchFileTable extends Owned {
  batch_id: string
  dataset: string
  path: string
}

export interface ColumnMemoryTable extends Owned {
  source_id: string | null
  dataset: string
  heading: string
  field: string | null
  by_name: string
  at: string
}

export interface QuarantineTable extends Owned {
  import_id: string
  ordinal: number
  part: string | null
  row_no: number
  reasons: Json<readonly StoredMessage[]>
  sealed: string
}

export interface VaultTable extends Owned {
  token: string
  kind: string
  sealed: string
  /** What is shown of it; null until a start has opened a row from before masks were kept here. */
  mask: string | null
}

export interface SnapshotTable extends Owned {
  id: string
  batches: Json<readonly string[]>
  created_at: string
}

export interface BatchQualityTable extends Owned {
  batch_id: string
  required_cells: number
  required_filled: number
  conditional_cells: number
  conditional_filled: number
  cells: number
  unsound: number
  duplicates: number
  inconsistent: number
  errors: number
  warnings: number
  remarks: number
  days_late: number | null
  empty_shares: Json<Readonly<Record<string, number>>>
  drift: Json<readonly Drift[]>
}

/** What became of the original of a file whose term is over; not yet destroyed while `destroyed_at` is empty. */
export interface OriginalEndTable extends Owned {
  import_id: string
  sha256: string
  days: number
  due_on: string
  begun_at: string
  destroyed_at: string | null
  rows_kept: number | null
  rows_gone: number | null
}
