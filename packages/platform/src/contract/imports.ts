import { z } from 'zod'
import { spanQuery } from './coverage.ts'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, jobState, listQuery, moment, page, progress } from './shapes.ts'

/** How a file was understood: the same shape that `xiezhi inspect` prints (design contract). */
export const finding = z.object({
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  level: z.enum(['E', 'W', 'I']),
  value: z.string().nullable(),
  message: z.string(),
})
export type Finding = z.infer<typeof finding>

export const columnMapping = z.object({
  column: z.string(),
  field: z.string().nullable(),
  by: z.enum(['name', 'alias', 'content', 'remembered']).nullable(),
})

export const inspection = z
  .object({
    file: z.string(),
    verdict: z.enum(['accept', 'accept_with_errors', 'reject']),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    sheet: z.string().nullable(),
    header_rows: z.array(z.number().int()),
    dataset: z.string().nullable(),
    mapping: z.array(columnMapping),
    columns: z.array(z.string()),
    rows: z.number().int(),
    findings: z.array(finding),
  })
  .meta({ id: 'Inspection' })
export type Inspection = z.infer<typeof inspection>

export const importPart = z.object({
  part: z.string().nullable(),
  dataset: z.string().nullable(),
  datasetTitle: z.string().nullable(),
  batchId: z.string().nullable(),
  rows: z.number().int(),
  taken: z.number().int(),
  refused: z.number().int(),
  skipped: z.number().int(),
  /** Rows that came of it beyond those of the file: one that names several people becomes a row for each. */
  added: z.number().int(),
  coverage: z.object({ from: day, to: day }).nullable(),
  inspection,
  /** Findings are capped in `inspection`; these count them all, by code. */
  findingCounts: z.array(z.object({ code: z.string(), level: z.enum(['E', 'W', 'I']), title: z.string(), count: z.number().int() })),
})
export type ImportPart = z.infer<typeof importPart>

/** One file on its way into the lake. */
export const fileImport = z
  .object({
    id: z.string(),
    file: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    state: jobState,
    progress: progress.nullable(),
    startedAt: moment,
    endedAt: moment.nullable(),
    importedBy: z.string(),
    /** Why nothing was taken: a sentence with a way out. */
    refusal: z.string().nullable(),
    /** An earlier import of the very same bytes. */
    sameAs: z.string().nullable(),
    /** The import whose place it takes, its columns said anew. */
    corrects: z.string().nullable(),
    /** From whom it came, where somebody said so. */
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    parts: z.array(importPart),
  })
  .meta({ id: 'FileImport' })
export type FileImport = z.infer<typeof fileImport>

export const uploadFile = endpoint({
  method: 'POST',
  path: '/imports',
  summary:
    'Upload one file (multipart field `file`; query `source` names from whom it comes, `dataset` names the standard when a person knows better, `again=true` brings in the same bytes once more, `from` and `to` state from which day to which it is complete). Answers at once; the import goes on as a job.',
  permission: 'data.import',
  query: z.object({ source: z.string().optional(), dataset: z.string().optional(), again: z.stringbool().optional(), ...spanQuery }),
  consumes: 'multipart',
  response: fileImport,
  status: 202,
})
export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  summary: 'Files brought in, the newest first.',
  permission: 'data.read',
  query: listQuery.extend({ state: jobState.optional(), source: z.string().optional() }),
  response: page(fileImport),
})
export const exportImports = exportOf(listImports)
export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  summary: 'One file: progress, then its report.',
  permission: 'data.read',
  params: idParams,
  response: fileImport,
})
export const cancelImport = endpoint({
  method: 'POST',
  path: '/imports/:id/cancel',
  summary: 'Stop an import; nothing of it is kept.',
  permission: 'data.import',
  params: idParams,
  response: fileImport,
})

export const quarantinedRow = z.object({
  part: z.string().nullable(),
  rowNo: z.number().int(),
  reasons: z.array(z.string()),
  cells: z.array(z.object({ column: z.string(), text: z.string() })),
})
export const listQuarantine = endpoint({
  method: 'GET',
  path: '/imports/:id/quarantine',
  summary: 'Refused rows with their reasons and their original text (identity numbers masked).',
  permission: 'data.read',
  params: idParams,
  query: listQuery,
  response: page(quarantinedRow),
})
export const exportQuarantine = endpoint({
  method: 'GET',
  path: '/imports/:id/quarantine.xlsx',
  summary: 'The refused rows as a workbook.',
  permission: 'data.read',
  params: idParams,
  response: z.any(),
  produces: 'xlsx',
})

export const exportReturnSheet = endpoint({
  method: 'POST',
  path: '/imports/:id/return-sheet',
  summary:
    'The refused rows as a workbook for the agency that sent them: its columns in its order, the reasons as notes at the cells and in a last column. Numbers of people are masked unless `open`, which needs a reason; both are logged.',
  permission: 'data.return',
  params: idParams,
  body: z.object({ open: z.boolean().default(false), reason: z.string().trim().max(500).default('') }),
  response: z.any(),
  produces: 'xlsx',
})

/** What a person says of one table of a file: what it is, and which column is which field (null: none of them). */
const said = z.object({
  /** Sheet of a workbook or member of an archive; null where the file has but one table. */
  part: z.string().max(300).nullable(),
  dataset: z.string().max(100),
  mapping: z.record(z.string().max(300), z.string().max(100).nullable()),
})

export const mappingPreview = z.object({
  dataset: z.string(),
  /** Of the beginning of the table, at most 1,000 records. */
  read: z.number().int(),
  taken: z.number().int(),
  refused: z.number().int(),
  columns: z.array(
    columnMapping.extend({
      samples: z.array(z.string()),
      /** Of a column that no heading tells: what its values look like, and the fields that it might be. */
      suggested: z.object({ fields: z.array(z.string()).min(1), reason: z.string() }).nullable(),
    }),
  ),
  fields: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  findings: z.array(finding),
})
export type MappingPreview = z.infer<typeof mappingPreview>

export const previewColumns = endpoint({
  method: 'POST',
  path: '/imports/:id/preview',
  summary: 'What would become of the beginning of a table of the file if its columns were these fields. Nothing is kept.',
  permission: 'data.import',
  params: idParams,
  body: said,
  response: mappingPreview,
})
export const correctColumns = endpoint({
  method: 'POST',
  path: '/imports/:id/correction',
  summary:
    'Bring the same file in again, one of its tables with these columns. When it is in, the batches of the former import are withdrawn. `remember`: files of the same source that come later are read in the same way.',
  permission: 'data.import',
  params: idParams,
  body: said.extend({ remember: z.boolean() }),
  response: fileImport,
  status: 202,
})

export const rememberedColumn = z.object({
  dataset: z.string(),
  datasetTitle: z.string(),
  heading: z.string(),
  field: z.string().nullable(),
  fieldLabel: z.string().nullable(),
  by: z.string(),
  at: moment,
})
const ofSource = { source: z.string().optional() }
export const listRememberedColumns = endpoint({
  method: 'GET',
  path: '/columns',
  summary: 'Columns that persons corrected, by source (without `source`: of files of which nobody said from whom they come).',
  permission: 'data.read',
  query: listQuery.omit({ sort: true }).extend(ofSource),
  response: page(rememberedColumn),
})
export const forgetRememberedColumn = endpoint({
  method: 'DELETE',
  path: '/columns',
  summary: 'Forget a remembered column; files that are in stay as they are.',
  permission: 'data.import',
  query: z.object({ ...ofSource, dataset: z.string(), heading: z.string() }),
  response: z.null(),
  status: 204,
})
