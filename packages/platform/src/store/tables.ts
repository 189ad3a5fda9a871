import type { ColumnType, Generated } from 'kysely'
import type { Drift } from '../quality/drift.ts'

/**
 * The tables as Kysely sees them. Days are `YYYY-MM-DD`, moments ISO 8601 in UTC, JSON goes in as text and comes out as a
 * value. Every row has an owning organisation, so that whose data may be seen is one condition (access/scope.ts).
 */
type Json<T> = ColumnType<T, string, string>
export interface Owned {
  organisation_id: string
}
type MessageValues = Readonly<Record<string, string | number | boolean | null>>
export interface StoredMessage {
  readonly code: string
  readonly values?: MessageValues | undefined
}

interface OrganisationTable {
  id: string
  parent_id: string | null
  name: string
  kind: string
  division_code: string
  created_at: string
}

interface UserTable extends Owned {
  id: string
  account: string
  name: string
  roles: Json<readonly string[]>
  password_hash: string
  must_change_password: boolean
  disabled: boolean
  created_at: string
  last_sign_in_at: string | null
}

interface SessionTable extends Owned {
  token_hash: string
  user_id: string
  created_at: string
  last_used_at: string
  expires_at: string
  address: string | null
}

interface SignInFailureTable {
  id: Generated<number>
  account: string
  address: string
  at: string
}

interface AuditTable extends Owned {
  seq: number
  at: string
  actor_id: string | null
  actor: string
  action: string
  object: string | null
  /** The values of the entry's sentence, as the text that was hashed. */
  detail: string
  address: string | null
  previous: string
  hash: string
}

interface AuditHeadTable {
  id: number
  seq: number
  hash: string
}

export type JobStateName = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
export interface JobProgress {
  readonly stage: string
  readonly done: number
  readonly total: number | null
}

interface JobTable extends Owned {
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

interface ImportTable extends Owned {
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
  /** What a person said of its columns. */
  corrections: Json<unknown> | null
  corrects: string | null
  imported_by: string
  started_at: string
  refusal: Json<StoredMessage | null> | null
  parts: Json<readonly unknown[]>
}

interface BatchTable extends Owned {
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
  rows: number
  refused: number
  coverage_from: string | null
  coverage_to: string | null
  latest_event: string | null
  fields: Json<readonly string[]>
  published_at: string
  published_by: string
}

interface SourceTable extends Owned {
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

interface CompactionTable extends Owned {
  id: string
  dataset: string
  batches: Json<readonly string[]>
  files: Json<readonly { readonly dataset: string; readonly path: string }[]>
  created_at: string
}

interface PushKeyTable extends Owned {
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

interface PushReceiptTable extends Owned {
  source_id: string
  delivery: string
  sha256: string
  dataset: string
  import_id: string
  received_at: string
}

interface BatchQualityTable extends Owned {
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

interface ColumnMemoryTable extends Owned {
  source_id: string | null
  dataset: string
  heading: string
  field: string | null
  by_name: string
  at: string
}

interface BatchWithdrawalTable extends Owned {
  id: Generated<number>
  batch_id: string
  reason: string
  by_name: string
  at: string
  restored_reason: string | null
  restored_by: string | null
  restored_at: string | null
}

interface BatchFileTable extends Owned {
  batch_id: string
  dataset: string
  path: string
}

interface QuarantineTable extends Owned {
  import_id: string
  ordinal: number
  part: string | null
  row_no: number
  reasons: Json<readonly StoredMessage[]>
  sealed: string
}

interface VaultTable extends Owned {
  token: string
  kind: string
  sealed: string
}

interface SnapshotTable extends Owned {
  id: string
  batches: Json<readonly string[]>
  created_at: string
}

interface RunTable extends Owned {
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

interface RunSettingTable extends Owned {
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

interface ScheduleTable extends Owned {
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

interface LimitOverrideTable extends Owned {
  seq: number
  limit_id: string
  quantity: number | null
  unit: string | null
  rollover: string | null
  reason: string
  by_id: string
  by_name: string
  at: string
}

interface CalendarYearTable extends Owned {
  seq: number
  year: number
  holidays: Json<readonly string[]>
  workdays: Json<readonly string[]>
  source: string
  notice: string | null
  reason: string
  by_id: string
  by_name: string
  at: string
}

/** The text of a model's version as it was when it was first seen; never changed. */
interface ModelVersionTable extends Owned {
  model_id: string
  version: string
  hash: string
  title: string
  source: string
  pieces: Json<readonly { readonly id: string; readonly source: string }[]>
  first_seen_at: string
}

/** What an office decides about a model; only ever added to, the last row of a name counts. */
interface ModelChoiceTable extends Owned {
  seq: number
  model_id: string
  kind: 'owner' | 'parameter'
  name: string
  value: string | null
  reason: string
  by_id: string
  by_name: string
  at: string
}

/** Which versions of its model reported a clue. */
interface ClueVersionTable extends Owned {
  clue_id: string
  model_id: string
  version: string
}

interface IndicatorTable extends Owned {
  run_id: string
  rule_id: string
  ordinal: number
  title: string
  dimensions: Json<readonly { readonly name: string; readonly label: string }[]>
  figures: Json<readonly { readonly name: string; readonly label: string }[]>
  row_count: number
}

interface IndicatorRowTable extends Owned {
  run_id: string
  rule_id: string
  ordinal: number
  key: Json<Readonly<Record<string, string | null>>>
  key_text: string
  figures: Json<Readonly<Record<string, string | null>>>
}

interface ClueTable extends Owned {
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
  body: Json<unknown>
  evidence_hash: string
  first_seen_at: string
  last_seen_at: string
  as_of: string
  last_run_id: string
  search: string
}

interface SightingTable extends Owned {
  run_id: string
  clue_id: string
  state: string
  as_of: string
  at: string
  evidence_hash: string | null
}

interface EvidenceTable extends Owned {
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

interface MatterTable extends Owned {
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

interface ActTable extends Owned {
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

interface SettingTable extends Owned {
  key: string
  value: Json<unknown>
}

interface LawLoadTable extends Owned {
  id: string
  seq: Generated<number>
  job_id: string
  label: string
  files: number
  bytes: number
  sha256: string
  loaded_by: string
  started_at: string
  report: Json<unknown> | null
}

interface LawTextTable extends Owned {
  id: string
  load_id: string
  published: boolean
  law: string
  version_id: string
  file: string
  sha256: string
  days: Json<unknown>
  head: Json<unknown>
}

interface LawVersionTable extends Owned {
  law: string
  id: string
  aliases: Json<readonly string[]>
  version_date: string | null
  effective_from: string | null
  ended_on: string | null
  source: string | null
  articles: number
  complete: boolean
  aside: string | null
  load_id: string
}

interface LawArticleTable extends Owned {
  text_id: string
  ordinal: number
  article: number
  sub: number
  line: number
  under: Json<unknown>
  paragraphs: Json<unknown>
  plain: string
}

interface LawCitationTable extends Owned {
  text_id: string
  article: number
  sub: number
  to_law: string
  to_article: number
  to_sub: number
}

interface LawReviewTable extends Owned {
  id: string
  seq: Generated<number>
  load_id: string
  law: string
  version_id: string
  previous_id: string | null
  raised_at: string
  touched: Json<unknown>
  reviewed_by: string | null
  reviewed_at: string | null
  note: string | null
}

export interface Tables {
  model_version: ModelVersionTable
  model_choice: ModelChoiceTable
  clue_version: ClueVersionTable
  indicator: IndicatorTable
  indicator_row: IndicatorRowTable
  law_load: LawLoadTable
  law_text: LawTextTable
  law_version: LawVersionTable
  law_article: LawArticleTable
  law_citation: LawCitationTable
  law_review: LawReviewTable
  organisation: OrganisationTable
  users: UserTable
  session: SessionTable
  sign_in_failure: SignInFailureTable
  audit: AuditTable
  audit_head: AuditHeadTable
  job: JobTable
  source: SourceTable
  import_file: ImportTable
  batch: BatchTable
  batch_file: BatchFileTable
  batch_withdrawal: BatchWithdrawalTable
  batch_quality: BatchQualityTable
  column_memory: ColumnMemoryTable
  push_key: PushKeyTable
  push_receipt: PushReceiptTable
  compaction: CompactionTable
  quarantine: QuarantineTable
  vault: VaultTable
  snapshot: SnapshotTable
  run: RunTable
  run_setting: RunSettingTable
  schedule: ScheduleTable
  limit_override: LimitOverrideTable
  calendar_year: CalendarYearTable
  clue: ClueTable
  clue_sighting: SightingTable
  evidence: EvidenceTable
  matter: MatterTable
  act: ActTable
  setting: SettingTable
}
