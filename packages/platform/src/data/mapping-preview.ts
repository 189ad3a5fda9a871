import { join } from 'node:path'
import type { Standard } from '@xiezhi/engine/data/standard'
import { suggest } from '@xiezhi/engine/data/suggest'
import type { Locale } from '@xiezhi/engine/message'
import { maskValue } from '../access/masking.ts'
import { archiveMembers } from '../connectors/archive.ts'
import type { TextRecord } from '../connectors/csv.ts'
import { openFile, type SourceFile, type SourceTable } from '../connectors/file.ts'
import type { MappingPreview } from '../contract/imports.ts'
import { tell } from '../texts.ts'
import { quoteName, quoteText, type Warehouse } from '../warehouse/warehouse.ts'
import type { Correction, PartImport } from './import/import-file.ts'
import { importTable, partOf } from './import/import-table.ts'
import { rawColumn } from './import/raw-column.ts'
import { shownOf } from './import/shown.ts'
import type { Keyring } from './secrecy/keyring.ts'
import { maskText } from './secrecy/mask.ts'

interface PreviewParts {
  readonly warehouse: Warehouse
  readonly standards: ReadonlyMap<string, Standard>
  readonly keys: Keyring
  readonly locale: Locale
}

/** Enough records for a person to judge by, few enough to answer at once. */
const recordsRead = 1000
const rowsShown = 10
const samplesShown = 4
const recordsJudged = 200

/** The first records of a table, and nothing after them. */
async function* beginning(records: AsyncIterable<readonly TextRecord[]>): AsyncGenerator<readonly TextRecord[]> {
  let left = recordsRead
  for await (const some of records) {
    yield some.slice(0, left)
    left -= some.length
    if (left <= 0) return
  }
}

/** Every table of a file, and of the files in it where it is an archive. */
async function* tablesOf(
  path: string,
  workDir: string,
): AsyncGenerator<{ table: SourceTable; file: SourceFile; member: string | undefined }> {
  const file = await openFile(path)
  if (!file.archive) {
    for await (const table of file.tables) yield { table, file, member: undefined }
    return
  }
  for await (const { name, path: inside, broken } of archiveMembers(path, join(workDir, 'member'))) {
    if (broken) continue
    const packed = await openFile(inside)
    for await (const table of packed.tables) yield { table, file: packed, member: name }
  }
}

/**
 * What would become of the beginning of one table if its columns were these fields: through the very import, aside, and thrown
 * away by the caller with `workDir`. Null: the file has no such table.
 */
export async function previewMapping(
  { warehouse, standards, keys, locale }: PreviewParts,
  source: { readonly path: string; readonly name: string },
  workDir: string,
  said: Correction,
): Promise<MappingPreview | null> {
  const session = await warehouse.session()
  try {
    for await (const { table, file, member } of tablesOf(source.path, workDir)) {
      if (partOf(table.sheet, member) !== said.sheet) {
        for await (const _ of table.records);
        continue
      }
      const part = await importTable(
        session,
        { sheet: table.sheet, from1904: table.from1904, records: beginning(table.records) },
        {
          standards,
          keys,
          workDir,
          seq: 1,
          corrections: [said],
          file: source.name,
          encoding: file.encoding,
          delimiter: file.delimiter,
          damaged: file.damaged,
          mixed: file.mixed,
          member,
          base: join(workDir, 'preview'),
          firstRid: 1_000_000_000,
        },
      )
      const standard = part?.dataset ? standards.get(part.dataset) : undefined
      return part && standard ? await shown(part, standard) : null
    }
    return null
  } finally {
    session.close()
  }

  async function shown(part: PartImport, standard: Standard): Promise<MappingPreview> {
    const fields = standard.fields.filter(({ id }) => part.fields.includes(id))
    const columns = fields.map((field) => `${shownOf(field)} AS ${quoteName(field.id)}`)
    const rows =
      part.rows && columns.length > 0
        ? await session.rows(`SELECT ${columns.join(', ')} FROM read_parquet(${quoteText(part.rows.path)}) ORDER BY i LIMIT ${rowsShown}`)
        : []
    return {
      dataset: standard.id,
      read: part.counts.rows,
      taken: part.counts.taken,
      refused: part.counts.refused,
      columns: await Promise.all(
        part.inspection.mapping.map(async ({ column, field, by }, index) => ({
          column,
          field,
          by,
          samples: await samplesOf(part, index),
          suggested: field === null && by === null ? await suggestionOf(part, standard, index) : null,
        })),
      ),
      fields: fields.map(({ id, label, columnType }) => ({ name: id, label, type: columnType })),
      rows: rows.map((row) => Object.fromEntries(fields.map(({ id }) => [id, maskValue(standard, id, row[id])]))),
      findings: part.inspection.findings.slice(0, 50).map((finding) => ({
        ...finding,
        value: finding.value === null ? null : maskText(finding.value),
        message: maskText(finding.message),
      })),
    }
  }

  /** What no heading tells, what stands in the column may. */
  async function suggestionOf(
    part: PartImport,
    standard: Standard,
    index: number,
  ): Promise<MappingPreview['columns'][number]['suggested']> {
    if (!part.raw) return null
    const column = quoteName(rawColumn(index))
    const rows = await session.rows(
      `SELECT ${column} AS text FROM read_parquet(${quoteText(part.raw.path)}) WHERE ${column} IS NOT NULL ORDER BY i LIMIT ${recordsJudged}`,
    )
    const found = suggest(
      standard,
      new Set(part.fields),
      rows.map(({ text }) => String(text)),
    )
    return found && { fields: [...found.fields], reason: tell(found.reason, locale) }
  }

  /** A few different values as they stand in the file. */
  async function samplesOf(part: PartImport, index: number): Promise<string[]> {
    if (!part.raw) return []
    const column = quoteName(rawColumn(index))
    const rows = await session.rows(
      `SELECT ${column} AS text, min(i) AS first FROM read_parquet(${quoteText(part.raw.path)})
       WHERE trim(coalesce(${column}, '')) <> '' GROUP BY 1 ORDER BY 2 LIMIT ${samplesShown}`,
    )
    return rows.map(({ text }) => maskText(String(text)))
  }
}
