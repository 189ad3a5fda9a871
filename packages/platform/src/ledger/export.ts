import type { Locale } from '@xiezhi/engine/message'
import type { LedgerModel, LedgerRow } from '../contract/ledger.ts'
import { type Cell, chinaMoment, type Table } from '../export/table-file.ts'
import { tell } from '../texts.ts'
import { flagsOf } from './rows.ts'

const percent = (share: number | undefined): Cell => (share === undefined ? null : Math.round(share * 1000) / 10)

const columns = (widths: Readonly<Record<string, number>>, locale: Locale): Table['columns'] =>
  Object.entries(widths).map(([column, width]) => ({ label: tell({ code: `ledger.column.${column}` }, locale), width }))

export const ledgerTable = (rows: readonly LedgerRow[], locale: Locale): Table => ({
  title: tell({ code: 'ledger.title' }, locale),
  columns: columns(
    {
      id: 30,
      title: 40,
      state: 8,
      version: 10,
      owner: 16,
      point: 22,
      functions: 34,
      systems: 50,
      origin: 30,
      runs: 8,
      clues: 8,
      founded: 8,
      unfounded: 8,
      pending: 8,
      precision: 10,
      low: 14,
      high: 14,
      flags: 30,
      hash: 66,
    },
    locale,
  ),
  rows: rows.map((row) => [
    row.id,
    row.title,
    row.state.label,
    row.version,
    row.owner,
    row.point?.title ?? null,
    row.functions.join('、'),
    row.systems.map(({ no, title }) => `${no} ${title}`).join('；'),
    row.origin.join('；'),
    row.runs,
    row.clues,
    row.founded,
    row.unfounded,
    row.clues - row.founded - row.unfounded,
    percent(row.precision?.share),
    percent(row.precision?.low),
    percent(row.precision?.high),
    flagsOf(row)
      .map((flag) => tell({ code: `ledger.flag.${flag}` }, locale))
      .join('、'),
    row.hash,
  ]),
})

export const versionTable = (model: LedgerModel, locale: Locale): Table => ({
  title: `${model.title} ${tell({ code: 'ledger.versions' }, locale)}`,
  columns: columns(
    {
      version: 10,
      'first-seen': 20,
      runs: 8,
      clues: 8,
      founded: 8,
      unfounded: 8,
      pending: 8,
      precision: 10,
      low: 14,
      high: 14,
      causes: 50,
      hash: 66,
    },
    locale,
  ),
  rows: model.versionList.map((one) => [
    one.version,
    one.firstSeenAt === null ? null : chinaMoment(one.firstSeenAt),
    one.runs,
    one.clues,
    one.founded,
    one.unfounded,
    one.clues - one.founded - one.unfounded,
    percent(one.precision?.share),
    percent(one.precision?.low),
    percent(one.precision?.high),
    one.causes.map(({ label, count }) => `${label} ${count}`).join('、'),
    one.hash,
  ]),
})
