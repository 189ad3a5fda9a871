import type { Generated } from 'kysely'
import type { Owned } from './row.ts'

export interface SourceTable extends Owned {
  id: string
  seq: Generated<number>
  name: string
  agency_code: string | null
  kind: string
  contact: string
  legal_basis: string
  purpose: string
  used_from: string | null
  used_until: string | null
  keep_raw_days: number | null
  stopped: boolean
  created_by: string
  created_at: string
}

export interface PushKeyTable extends Owned {
  id: string
  source_id: string
  name: string
  hash: string
  made_by: string
  made_at: string
  last_used_at: string | null
  revoked_by: string | null
  revoked_at: string | null
}

export interface PushReceiptTable extends Owned {
  source_id: string
  delivery: string
  sha256: string
  dataset: string
  import_id: string
  received_at: string
}

/** What somebody said of from when to when data are complete; only added to. */
export interface StatedCoverageTable extends Owned {
  seq: number
  source_id: string | null
  batch_id: string | null
  dataset: string
  from_day: string | null
  to_day: string | null
  note: string
  by_id: string | null
  by_name: string
  at: string
}
