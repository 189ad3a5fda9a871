import type { Locale } from '@xiezhi/engine/message'
import type { Run } from '../contract/models.ts'
import { chinaMoment, type Table } from '../export/table-file.ts'
import { tell } from '../texts.ts'

const widths = {
  model: 34,
  version: 10,
  state: 12,
  cause: 12,
  asOf: 12,
  started: 20,
  ended: 20,
  seconds: 10,
  by: 14,
  total: 10,
  fresh: 10,
  persisting: 10,
  vanished: 10,
  returned: 10,
  rows: 12,
  error: 50,
  id: 38,
} as const

export const runTable = (runs: readonly Run[], locale: Locale): Table => {
  const word = (code: string): string => tell({ code: `run.${code}` }, locale)
  return {
    title: word('table'),
    columns: Object.entries(widths).map(([column, width]) => ({ label: word(`column.${column}`), width })),
    rows: runs.map((run) => [
      run.modelTitle,
      run.version,
      word(`state.${run.state}`),
      word(`cause.${run.cause.kind}`),
      run.asOf,
      chinaMoment(run.startedAt),
      run.endedAt && chinaMoment(run.endedAt),
      run.seconds,
      run.startedBy,
      run.counts?.total ?? null,
      run.counts?.fresh ?? null,
      run.counts?.persisting ?? null,
      run.counts?.vanished ?? null,
      run.counts?.returned ?? null,
      run.inputRows,
      run.error,
      run.id,
    ]),
  }
}
