import type { Standard } from '@xiezhi/engine/data/standard'
import type { Locale } from '@xiezhi/engine/message'
import { maskValue, shownColumn } from '../access/masking.ts'
import type { PursuitEntry } from '../contract/pursuit.ts'
import { tell } from '../texts.ts'
import { quoteName, type Session } from '../warehouse/warehouse.ts'

/** An entry of the data before its row is read. */
export interface FoundEntry {
  readonly dataset: string
  readonly rid: string
  readonly via: string | null
  readonly byName: boolean
  readonly field: string
  readonly day: string | null
}

/** The rows behind entries, masked as everywhere; each dataset is asked once. */
export async function readEntries(
  session: Session,
  standards: ReadonlyMap<string, Standard>,
  found: readonly FoundEntry[],
  locale: Locale,
): Promise<readonly PursuitEntry[]> {
  const rows = new Map<string, Readonly<Record<string, unknown>>>()
  for (const dataset of new Set(found.map((entry) => entry.dataset))) {
    const standard = standards.get(dataset)
    if (!standard) continue
    const rids = [...new Set(found.filter((entry) => entry.dataset === dataset).map(({ rid }) => rid))]
    const fields = standard.fields.map(({ id }) => `${quoteName(shownColumn(standard, id))} AS ${quoteName(id)}`)
    const read = await session.rows(
      `SELECT _rid, _file, _sheet, _row_no, ${fields.join(', ')} FROM ${quoteName(dataset)} WHERE _rid IN (SELECT unnest($rids)::BIGINT)`,
      { rids },
    )
    for (const row of read) rows.set(`${dataset} ${String(row._rid)}`, row)
  }
  return found.flatMap((entry) => {
    const standard = standards.get(entry.dataset)
    const row = rows.get(`${entry.dataset} ${entry.rid}`)
    return standard && row ? [showEntry(standard, entry, row, locale)] : []
  })
}

function showEntry(standard: Standard, entry: FoundEntry, row: Readonly<Record<string, unknown>>, locale: Locale): PursuitEntry {
  const fields = standard.fields
    .map(({ id, label, columnType }) => ({ name: id, label, type: columnType, value: maskValue(standard, id, row[id]) }))
    .filter(({ name, value }) => value !== null && value !== '' && !standard.fields.some((field) => field.id === name && field.generated))
  return {
    kind: 'row',
    id: `${entry.dataset} ${entry.rid} ${entry.field}`,
    day: entry.day,
    what: standard.fields.find(({ id }) => id === entry.field)?.label ?? '',
    source: { id: standard.id, title: standard.label },
    as: entry.byName && entry.via !== null ? tell({ code: 'pursuit.by-name', values: { field: entry.via } }, locale) : entry.via,
    title: titleOf(standard, fields),
    fields,
    file: {
      name: String(row._file ?? ''),
      sheet: row._sheet === null || row._sheet === undefined ? null : String(row._sheet),
      rowNo: Number(row._row_no),
    },
    clueId: null,
  }
}

/** What a row is called in short: its number where it has one, else the first thing that it says. */
function titleOf(standard: Standard, fields: readonly { readonly name: string; readonly value: unknown }[]): string {
  const numbered = standard.fields.find(
    ({ kind, id }) => (kind === 'document_no' || kind === 'case_no') && fields.some(({ name }) => name === id),
  )
  const found = fields.find(({ name }) => name === numbered?.id) ?? fields[0]
  return found ? String(found.value) : standard.label
}
