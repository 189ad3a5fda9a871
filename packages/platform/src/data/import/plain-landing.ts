import { symlink, unlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type RecordKind, recordKinds, suspectMarks } from '@xiezhi/engine/data/body'
import { foldTight } from '@xiezhi/engine/data/normalise/text'
import type { Layout } from '@xiezhi/engine/data/recognise'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Stretch } from './landing.ts'
import { rawColumn } from './raw-column.ts'

/**
 * The quick way of a large text file onto the lake: the engine itself reads it. It is taken only where the engine surely reads what
 * our own reader reads: one kind of line end, every record as wide as the heading, no stray quotes, and nothing below the heading
 * but rows. Wherever there is a doubt the answer is null, and the file goes the long way (plain-landing.test.ts compares the two).
 */
export interface PlainLanding {
  readonly rows: number
  /** What stands in the place of a table of raw rows: numbers are those of the Parquet file's own order. */
  readonly relation: string
  /** The same of the rows from … to, counted from 1. */
  readonly stretch: (from: number, to: number) => Stretch
}

export interface PlainSource {
  /** Of a row, roughly: a group is held whole until it is written. */
  readonly rowBytes: number
  /** UTF-8 without damage, of plain lines. */
  readonly path: string
  readonly delimiter: string
}

/**
 * Small enough that a county's year is several: the engine works on groups at once. Nothing is packed: the file is gone with the import, and is
 * read several times before.
 */
const mostInGroup = { rows: 20_480, bytes: 64_000_000 }
/** Longer cells are cut and told by our own reader. */
const longestLine = 1_000_000
/** Rows that look as if they might be a total or a note; more than this and the look itself takes long. */
const mostDoubtful = 20_000

export async function landPlainly(
  session: Session,
  source: PlainSource,
  layout: Layout,
  /** Columns to be made beside the cells. */
  more: readonly string[],
  base: string,
  signal?: AbortSignal,
): Promise<PlainLanding | null> {
  const lines = layout.headerRecords.at(-1)! + 1
  if (source.delimiter.length !== 1) return null
  const link = `${base}.text.csv`
  const path = `${base}.raw.parquet`
  // The engine is kept to the folder of this import.
  await symlink(resolve(source.path), link)
  try {
    if (!(await copied(session, link, source, lines, layout.columns.length, more, path, signal))) return null
  } finally {
    await unlink(link)
  }
  const numbered = `read_parquet(${quoteText(path)}, file_row_number = true)`
  const withNumbers = (rows: string): string =>
    `(SELECT file_row_number + 1 AS i, file_row_number + ${lines + 1} AS row_no, NULL::VARCHAR AS flaw, NULL::VARCHAR AS extra, * EXCLUDE (file_row_number) FROM ${rows})`
  const relation = withNumbers(numbered)
  const stretch = (from: number, to: number): Stretch => {
    const some = `${numbered} WHERE file_row_number BETWEEN ${from - 1} AND ${to - 1}`
    return { relation: withNumbers(some), scan: `(SELECT * FROM ${some})` }
  }
  if (!(await onlyRows(session, relation, `read_parquet(${quoteText(path)})`, layout.columns, signal))) return null
  const [row] = await session.rows(`SELECT count(*) AS n FROM read_parquet(${quoteText(path)})`)
  return { rows: Number(row?.n), relation, stretch }
}

async function copied(
  session: Session,
  link: string,
  { delimiter, rowBytes }: PlainSource,
  skip: number,
  width: number,
  more: readonly string[],
  path: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const struct = Array.from({ length: width }, (_, index) => `${quoteText(rawColumn(index))}: 'VARCHAR'`).join(', ')
  const options = `auto_detect = false, header = false, skip = ${skip}, delim = ${quoteText(delimiter)}, quote = '"', escape = '"', strict_mode = true, null_padding = false, compression = 'none', max_line_size = ${longestLine}, columns = {${struct}}`
  const group = Math.max(1, Math.min(mostInGroup.rows, Math.floor(mostInGroup.bytes / rowBytes)))
  try {
    await session.run(
      `COPY (SELECT ${['*', ...more].join(', ')} FROM read_csv(${quoteText(link)}, ${options})) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${group}, DICTIONARY_SIZE_LIMIT 2000)`,
      undefined,
      { signal },
    )
    return true
  } catch {
    // Ragged, badly quoted, or too long: for the reader that mends and tells.
    signal?.throwIfAborted()
    return false
  }
}

const blankStart = (column: string): string =>
  `(${column} < '!' OR (${column} >= chr(128) AND ${column} < chr(12289)) OR (${column} >= chr(65279) AND ${column} < chr(65280)))`
const marks = `[${suspectMarks.other}]`
const needs = `[${suspectMarks.need}]`

/** Whether each record is a row. The engine picks out what might be something else, broadly; the judge of records looks at these. */
async function onlyRows(
  session: Session,
  relation: string,
  scan: string,
  columns: readonly string[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const cells = columns.map((_, index) => quoteName(rawColumn(index)))
  const filled = cells.map((cell) => `(${cell} IS NOT NULL AND NOT ${blankStart(cell)})`)
  const count = filled.map((each) => `${each}::INT`).join(' + ')
  const first = `coalesce(${cells.map((cell, index) => `CASE WHEN ${filled[index]} THEN ${cell} END`).join(', ')})`
  const named = columns.filter((column) => column !== '').length
  const ordinals = cells.map((cell, index) => `(${cell} IS NULL OR try_cast(${cell} AS DOUBLE) IN (${index}, ${index + 1}))`)
  // A line that numbers the columns begins with 1; so few rows do that the rest is asked of these alone.
  const numbered = `CASE WHEN ${ordinals[0]} THEN ${ordinals.slice(1).join(' AND ') || 'true'} ELSE false END`
  const doubtful = [
    'count <= 1',
    `(count <= ${Math.max(2, Math.floor(named * 0.5))} AND regexp_matches(first, '${marks}'))`,
    `(regexp_matches(first, '[:：﹕︰]') AND regexp_matches(first, '${marks}'))`,
    `regexp_matches(first, '${needs}')`,
    numbered,
  ].join(' OR ')
  const looked = (from: string): string => `(SELECT *, ${count} AS count, ${first} AS first FROM ${from})`
  // None of these can be where the first cell and another are filled and the first has no such mark and is no number of a column. That is
  // soon tested, cell by cell, and nearly all rows are so.
  const numeral = `CASE WHEN ${cells[0]} < chr(128) THEN NOT regexp_matches(${cells[0]}, '[^-0-9.eE+_ \\t]') ELSE false END`
  const marked = `regexp_matches(${cells[0]}, '[:：﹕︰${suspectMarks.other}${suspectMarks.need}]') OR ${numeral}`
  // The next few are enough to tell: no column has to be read for it that is not needed.
  const alone = `CASE ${filled
    .slice(1, 4)
    .map((each) => `WHEN ${each} THEN false`)
    .join(' ')} ELSE true END`
  const doubted = `CASE WHEN ${filled[0]} THEN ${marked} ELSE true END OR ${filled.length > 1 ? alone : 'true'}`
  const headings = new Set(columns.map((column) => foldTight(column).replace(/_\d+$/, '')))
  const wordless = (cell: string): string =>
    [...headings].some((heading) => /\d{2}/.test(heading)) ? 'true' : `NOT regexp_matches(${cell}, '[0-9０-９]{2}')`
  const tests = `SELECT (${doubted}) AS doubted, (${wordless(cells[0]!)}) AS wordless FROM ${scan}`
  const [some] = await session.rows(
    `SELECT count(*) FILTER (doubted) AS doubted, count(*) FILTER (wordless) AS wordless FROM (${tests})`,
    undefined,
    { signal },
  )
  const closer = `(SELECT * FROM ${relation} WHERE ${doubted})`
  // Then the first cell of every row is filled.
  if (Number(some?.doubted) === 0)
    return (
      Number(some?.wordless) === 0 ||
      !(await repeats(session, headings, `SELECT DISTINCT ${cells[0]} FROM ${scan} WHERE ${wordless(cells[0]!)}`, signal))
    )
  const found = await session.rows(
    `SELECT ${cells.join(', ')} FROM ${looked(closer)} WHERE ${doubtful} LIMIT ${mostDoubtful + 1}`,
    undefined,
    { signal },
  )
  if (found.length > mostDoubtful) return false
  const kindOf: (cells: readonly string[]) => RecordKind = recordKinds(columns)
  for (const row of found) if (kindOf(columns.map((_, index) => String(row[rawColumn(index)] ?? ''))) !== 'row') return false
  return !(await repeats(session, headings, `SELECT DISTINCT first FROM ${looked(relation)} WHERE ${wordless('first')}`, signal))
}

/** A heading said again begins with a heading's word. Headings hold no numbers of several digits; most first cells of rows do. */
async function repeats(session: Session, headings: ReadonlySet<string>, firsts: string, signal: AbortSignal | undefined): Promise<boolean> {
  for await (const [column] of session.columns(firsts, undefined, { signal }))
    for (const value of column ?? []) if (value !== null && headings.has(foldTight(String(value)))) return true
  return false
}
