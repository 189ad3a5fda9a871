import '@fastify/multipart'
import {
  exportBatches,
  exportChanges,
  exportDatasets,
  exportRows,
  getBatch,
  getDataset,
  listBatches,
  listChanges,
  listDatasets,
  listRows,
  restoreBatch,
  withdrawBatch,
} from '../contract/data.ts'
import {
  cancelImport,
  correctColumns,
  exportImports,
  exportQuarantine,
  exportReturnSheet,
  forgetRememberedColumn,
  getImport,
  listImports,
  listQuarantine,
  listRememberedColumns,
  previewColumns,
  uploadFile,
} from '../contract/imports.ts'
import type { ListFiles } from '../export/list-file.ts'
import { notedAnswer } from '../export/noted-workbook.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal } from '../refusal.ts'
import type { DataChanges } from './change-service.ts'
import type { Columns } from './columns.ts'
import type { Imports } from './imports.ts'
import { batchTable, importTable } from './list-tables.ts'
import type { ReturnSheets } from './return-sheet.ts'
import type { Data } from './service.ts'
import type { Withdrawals } from './withdrawals.ts'

interface DataParts {
  readonly data: Data
  readonly imports: Imports
  readonly columns: Columns
  readonly batches: Withdrawals
  readonly changes: DataChanges
  readonly returns: ReturnSheets
  readonly file: ListFiles
}

export const dataRoutes = ({ data, imports, columns, batches, changes, returns, file }: DataParts): Route[] => [
  route(listDatasets, ({ actor, query }) => data.datasets(actor, query)),
  route(exportDatasets, async ({ actor, params, query }) =>
    tableAnswer(await data.exportDatasets(actor, query, params.format), params.format),
  ),
  route(getDataset, ({ actor, params, query }) => data.dataset(actor, params.id, query)),
  route(listRows, ({ actor, params, query }) => data.rows(actor, params.id, query)),
  route(exportRows, async ({ actor, params, query }) => {
    const table = await data.exportRows(actor, params.id, query, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),
  route(listBatches, ({ actor, query }) => data.batches(actor, query)),
  route(exportBatches, (asked) => file(asked, data.batches, batchTable)),
  route(getBatch, ({ actor, params }) => batches.get(actor, params.id)),
  route(withdrawBatch, ({ actor, params, body }) => batches.withdraw(actor, params.id, body.reason)),
  route(restoreBatch, ({ actor, params, body }) => batches.restore(actor, params.id, body.reason)),
  route(listChanges, ({ actor, params, query }) => changes.list(actor, params.id, query)),
  route(exportChanges, async ({ actor, params, query }) => {
    const table = await changes.export(actor, params.id, query, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),

  route(uploadFile, async ({ actor, query, request }) => {
    const file = await request.file()
    const upload = file && { name: file.filename, stream: file.file, cut: () => file.file.truncated }
    return imports.upload(actor, upload, query)
  }),
  route(listImports, ({ actor, query }) => imports.list(actor, query)),
  route(exportImports, (asked) => file(asked, imports.list, importTable)),
  route(getImport, ({ actor, params }) => imports.get(actor, params.id)),
  route(previewColumns, ({ actor, params, body }) => columns.preview(actor, params.id, body)),
  route(correctColumns, ({ actor, params, body }) => columns.correct(actor, params.id, body)),
  route(listRememberedColumns, ({ actor, query }) => columns.remembered(actor, query)),
  route(forgetRememberedColumn, ({ actor, query }) => columns.forget(actor, query)),
  route(cancelImport, ({ actor, params }) => imports.cancel(actor, params.id)),
  route(listQuarantine, ({ actor, params, query }) => imports.quarantine(actor, params.id, query)),
  route(exportQuarantine, async ({ actor, params }) => {
    const table = await imports.exportQuarantine(actor, params.id)
    if (isRefusal(table)) return table
    return tableAnswer(table, 'xlsx')
  }),
  route(exportReturnSheet, async ({ actor, params, body }) => {
    const sheet = await returns.sheet(actor, params.id, body)
    return isRefusal(sheet) ? sheet : notedAnswer(sheet)
  }),
]
