import type { Generated } from 'kysely'
import type { Owned } from './row.ts'

export interface DatabaseLinkTable extends Owned {
  id: string
  seq: Generated<number>
  source_id: string
  name: string
  engine: string
  host: string
  port: number
  database_name: string
  username: string
  /** The password. */
  sealed: string
  tls: string
  authority: string | null
  dataset: string | null
  table_name: string | null
  query: string | null
  mark_column: string | null
  look_back: number
  /** The highest value of the column that has been accepted. */
  mark: string | null
  marked_at: string | null
  /** Grows when what is read changes: marks of before mean nothing then. */
  generation: number
  /** So many of a hundred rows may leave by themselves after a whole reading. */
  leave_share: number
  made_by: string
  made_at: string
  removed_at: string | null
}

export interface DatabasePullTable extends Owned {
  id: string
  seq: Generated<number>
  link_id: string
  job_id: string
  schedule_id: string | null
  missed: number
  generation: number
  from_mark: string | null
  to_mark: string | null
  rows: number | null
  outcome: string | null
  /** All rows are read, and those that no longer appear leave. */
  whole: boolean
  held: number | null
  leaving: number | null
  not_taken: number | null
  left_at: string | null
  left_by: string | null
  import_id: string | null
  asked_by: string
  asked_at: string
}

/** A file that comes in parts. */
export interface UploadTable extends Owned {
  id: string
  user_id: string
  name: string
  folder: string
  bytes: number
  modified_at: string
  source_id: string | null
  dataset: string | null
  again: boolean
  started_by: string
  started_at: string
  touched_at: string
  import_id: string | null
}
