import type { OrganisationTable, SessionTable, SignInFailureTable, UserTable } from './tables/access.ts'
import type { AuditHeadTable, AuditTable } from './tables/audit.ts'
import type { ClueTable, EvidenceTable, SightingTable } from './tables/clues.ts'
import type {
  BatchFileTable,
  BatchQualityTable,
  BatchTable,
  BatchWithdrawalTable,
  ColumnMemoryTable,
  CompactionTable,
  ImportTable,
  OriginalEndTable,
  QuarantineTable,
  SnapshotTable,
  VaultTable,
} from './tables/data.ts'
import type { DictionaryLoadTable, OfficeStandardTable } from './tables/dictionaries.ts'
import type { JobTable } from './tables/jobs.ts'
import type { LawArticleTable, LawCitationTable, LawLoadTable, LawReviewTable, LawTextTable, LawVersionTable } from './tables/law.ts'
import type { CalendarYearTable, LimitOverrideTable } from './tables/limits.ts'
import type { ActTable, MatterTable } from './tables/matters.ts'
import type {
  ClueVersionTable,
  IndicatorRowTable,
  IndicatorTable,
  ModelChoiceTable,
  ModelVersionTable,
  RunSettingTable,
  RunTable,
  ScheduleTable,
} from './tables/models.ts'
import type { SettingTable } from './tables/office.ts'
import type { ModelPackageTable, SignerTable } from './tables/packages.ts'
import type { PushKeyTable, PushReceiptTable, SourceTable, StatedCoverageTable } from './tables/sources.ts'
import type { ShadowTable, TrialClueTable, TrialDifferenceRowTable, TrialDifferenceTable, TrialTable } from './tables/trials.ts'
import type { DatabaseLinkTable, DatabasePullTable, UploadTable } from './tables/ways-in.ts'
import type { DraftEditionTable, DraftTable, OfficeModelTable } from './tables/workshop.ts'

export type { JobProgress, JobStateName } from './tables/jobs.ts'
export type { PackageTrial } from './tables/packages.ts'
export type { Owned, StoredMessage } from './tables/row.ts'
export type { ModelFiles } from './tables/workshop.ts'

/**
 * The tables as Kysely sees them; their rows are a file a slice in `tables/`. Days are `YYYY-MM-DD`, moments ISO 8601 in UTC, JSON goes
 * in as text and comes out as a value.
 */
export interface Tables {
  draft: DraftTable
  draft_edition: DraftEditionTable
  office_model: OfficeModelTable
  model_package: ModelPackageTable
  signer: SignerTable
  model_version: ModelVersionTable
  model_choice: ModelChoiceTable
  clue_version: ClueVersionTable
  indicator: IndicatorTable
  indicator_row: IndicatorRowTable
  shadow: ShadowTable
  trial: TrialTable
  trial_clue: TrialClueTable
  trial_difference: TrialDifferenceTable
  trial_difference_row: TrialDifferenceRowTable
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
  stated_coverage: StatedCoverageTable
  database_link: DatabaseLinkTable
  database_pull: DatabasePullTable
  upload: UploadTable
  compaction: CompactionTable
  original_end: OriginalEndTable
  quarantine: QuarantineTable
  vault: VaultTable
  snapshot: SnapshotTable
  run: RunTable
  run_setting: RunSettingTable
  schedule: ScheduleTable
  limit_override: LimitOverrideTable
  calendar_year: CalendarYearTable
  dictionary_load: DictionaryLoadTable
  office_standard: OfficeStandardTable
  clue: ClueTable
  clue_sighting: SightingTable
  evidence: EvidenceTable
  matter: MatterTable
  act: ActTable
  setting: SettingTable
}
