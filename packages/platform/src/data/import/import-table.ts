import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { missingKeyParts } from '@xiezhi/engine/data/rating'
import type { Hints } from '@xiezhi/engine/data/recognise'
import type { Standard } from '@xiezhi/engine/data/standard'
import type { Message } from '@xiezhi/engine/message'
import type { SourceTable } from '../../connectors/file.ts'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { tellBounds } from './bounds.ts'
import { makeChildren } from './children.ts'
import { parquetOf } from './children-part.ts'
import { tellCodes } from './dictionary-check.ts'
import { findingsOf, isTaken, noProblems, type Problems, rowProblems, tellCells, tellProblem } from './findings.ts'
import type { ImportOptions, PartImport } from './import-file.ts'
import { type Landed, land } from './landing.ts'
import { atTheirRows, type Parted, partRows } from './parted.ts'
import { placeOf } from './places.ts'
import { rawColumn } from './raw-column.ts'
import { openVault, type SealedVault } from './sealed-vault.ts'
import type { Source, Typing } from './typing.ts'
import { writeRows } from './write-rows.ts'

interface TableOptions extends ImportOptions {
  readonly file: string
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly damaged: boolean
  readonly mixed?: true | undefined
  /** The file's name in its archive. */
  readonly member?: string | undefined
  /** Beginning of the paths of this part's files. */
  readonly base: string
  readonly firstRid: number
}

/** What is known of a table before it is read: a person's word on it, else on the file, else what was said of its source before. */
function hintsFor(sheet: string | null, { corrections, dataset, remembered }: ImportOptions): Hints {
  const said = corrections?.find((one) => one.sheet === sheet)
  return said ? { dataset: said.dataset, mapping: said.mapping } : { dataset, remembered }
}

/** Where in the file a table stands: its sheet, its file in an archive, or both. */
export const partOf = (sheet: string | null, member: string | undefined): string | null =>
  member === undefined ? sheet : sheet === null ? member : `${member} · ${sheet}`
const sheetOf = ({ sheet }: SourceTable, { member }: TableOptions): string | null => partOf(sheet, member)

/** One table of a file, from raw records to published form. Null when there is nothing in it. */
export async function importTable(session: Session, table: SourceTable, options: TableOptions): Promise<PartImport | null> {
  const { signal, base } = options
  const sheet = sheetOf(table, options)
  const standards = [...options.standards.values()]
  const vaultPath = `${base}.vault.parquet`
  const vault = openVault(session, options.keys, vaultPath)
  const hints = hintsFor(sheet, options)
  const landed = await land(session, table, standards, hints, base, options.delimiter ?? ',', vault, signal, options.held)
  if (!landed) return null
  const problems = noProblems()
  if (options.damaged) tellProblem(problems, { row: null, column: null, level: 'W', value: null, message: { code: 'file.damaged-text' } })
  if (options.mixed) tellProblem(problems, { row: null, column: null, level: 'W', value: null, message: { code: 'file.mixed-text' } })
  if (landed.rows === 0) tellProblem(problems, { row: null, column: null, level: 'W', value: null, message: { code: 'file.no-rows' } })
  const standard = landed.layout.dataset === null ? undefined : options.standards.get(landed.layout.dataset)
  const typed = standard ? await typeTable(session, table, options, landed, standard, problems, vault) : null
  await vault.write()
  const quarantinePath = `${base}.quarantine.jsonl`
  const refused = typed?.refused
    ? await writeQuarantine(session, quarantinePath, typed.rows, landed, problems)
    : await writeNothing(quarantinePath)
  const skipped = Object.values(landed.skipped).reduce((sum, count) => sum + count, 0)
  const mapping = landed.layout.uses.map(({ column, field, by }) => ({ column, field, by }))
  const findings = findingsOf(problems)
  const taken = landed.rows - refused
  const verdict = !standard
    ? landed.rows > 0
      ? 'accept'
      : 'reject'
    : taken === 0 && refused > 0
      ? 'reject'
      : findings.some((each) => each.level === 'E')
        ? 'accept_with_errors'
        : 'accept'
  return {
    inspection: {
      file: options.file,
      verdict,
      encoding: options.encoding,
      delimiter: options.delimiter,
      sheet,
      header_rows: [...landed.headerRows],
      dataset: standard?.id ?? null,
      mapping,
      columns: [...landed.layout.columns],
      rows: landed.rows,
      findings,
    },
    dataset: standard?.id ?? null,
    ...(typed && { table: { path: typed.table } }),
    children: typed?.children ?? [],
    vault: { path: vaultPath },
    inTenThousands: landed.layout.inTenThousands,
    quarantine: { path: quarantinePath },
    counts: { rows: landed.rows, taken, refused, skipped, added: typed?.added ?? 0 },
    coverage: typed?.coverage ?? null,
    fields: typed?.sources.map((source) => source.field.id) ?? [],
    latestEvent: typed?.latestEvent ?? null,
    findingCounts: [...problems.counts.values()],
    rows: typed ? { path: typed.rows } : null,
    raw: { path: landed.path },
    numbered: landed.rows + (typed?.more ?? 0),
  }
}

/** How much larger texts are in memory than in the file of typed rows. */
const packed = 4

interface Typed {
  readonly sources: readonly Source[]
  readonly rows: string
  readonly refused: number
  /** Rows of the table beyond those of the file: of several persons in one cell. */
  readonly added: number
  /** The same with those that were refused. */
  readonly more: number
  readonly table: string
  readonly children: PartImport['children']
  readonly coverage: PartImport['coverage']
  readonly latestEvent: string | null
}

async function typeTable(
  session: Session,
  table: SourceTable,
  options: TableOptions,
  file: Landed,
  standard: Standard,
  problems: Problems,
  vault: SealedVault,
): Promise<Typed> {
  const { base, signal, keys } = options
  columnProblems(problems, file, standard)
  const parted = await partRows(session, file, standard, base, signal)
  const landed = parted?.landed ?? file
  const typing: Typing = { standard, uses: landed.layout.uses, keys, vault, from1904: table.from1904 }
  const about = {
    standard,
    width: landed.layout.columns.length,
    firstRid: options.firstRid,
    file: options.file,
    sheet: sheetOf(table, options),
    parted: parted !== null,
  }
  const rows = `${base}.rows.parquet`
  const { sources, assembled, found, typed } = await writeRows(session, landed, typing, about, rows, options.mostWaiting, signal)
  const place = placeOf(sources)
  if (place?.datum) {
    const message = { code: 'coordinate.converted', values: { datum: place.datum } }
    tellProblem(problems, { row: null, column: place.longitude.use.column, level: 'I', value: null, message })
  }
  tellCells(problems, found)
  const refused = await rowProblems(session, problems, typed, assembled.notes, standard, sources, landed.rows)

  // Mostly nothing is refused, and then the rows as read are the table already: its readers name the columns they want.
  const path = refused === 0 ? rows : `${base}.table.parquet`
  if (path !== rows) {
    const columns = assembled.columns.map(quoteName).join(', ')
    const taken = `SELECT ${columns} FROM ${typed} WHERE ${isTaken}${landed.held ? ' ORDER BY _rid' : ''}`
    const { size } = await stat(rows)
    await session.run(`COPY (${taken}) TO ${quoteText(path)} ${parquetOf(landed.rows, size * packed)}`, undefined, { signal })
  }
  const taken = refused === 0 ? typed : `read_parquet(${quoteText(path)})`
  await tellBounds(session, problems, { path, firstRid: options.firstRid }, standard, sources, options.today)
  await tellCodes(session, problems, { path, firstRid: options.firstRid }, sources, options.dictionaries)
  let added = 0
  if (parted) {
    await atTheirRows(problems, file.rows, parted.originOf)
    tellParted(problems, parted, standard, sources)
    const [row] = await session.rows(`SELECT count(*) AS n FROM ${taken} WHERE _rid > ${options.firstRid + file.rows}`)
    added = Number(row?.n)
  }
  const children = await makeChildren({ session, standard, table: taken, base, laws: new Map(), mostTexts: options.mostWaiting, signal })
  return { sources, rows, refused, added, more: parted?.added ?? 0, table: path, children, ...(await days(session, taken, sources)) }
}

function tellParted(problems: Problems, { rows, count }: Parted, standard: Standard, sources: readonly Source[]): void {
  const key = standard.keys.find(({ id }) => id === standard.several?.key)
  const name = key?.kind === 'party' ? key.from.name : undefined
  const column = sources.find(({ field }) => field.id === name)?.use.column ?? null
  const once = sources.filter(({ field }) => standard.several?.once.includes(field.id)).map(({ use }) => use.column)
  const code = once.length > 0 ? 'name.parted-once' : 'name.parted'
  for (const { row, persons } of rows)
    tellProblem(problems, {
      row,
      column,
      level: 'I',
      value: null,
      message: { code, values: { count: persons, ...(once.length > 0 && { names: once.join('、') }) } },
    })
  const tally = problems.counts.get(code)
  if (tally) tally.count = count
}

function columnProblems(problems: Problems, landed: Landed, standard: Standard): void {
  const { uses } = landed.layout
  const present = new Set(uses.flatMap((use) => use.field ?? []))
  const tell = (column: string | null, level: 'W' | 'I' | 'E', message: Message): void =>
    tellProblem(problems, { row: null, column, level, value: null, message })
  const missing = missingKeyParts(standard, present)
  if (missing.length > 0) tell(null, 'E', { code: 'key.column-missing', values: { names: missing.join('、') } })
  for (const field of standard.fields) {
    if (field.required === 'Y' && !field.generated && !present.has(field.id))
      tell(field.label, 'W', { code: 'column.missing', values: { name: field.label } })
  }
  for (const use of uses) {
    if (use.field === null && use.column !== '' && use.by === null) {
      tell(use.column, 'I', {
        code:
          /_\d+$/.test(use.column) && uses.some((each) => each.column === use.column.replace(/_\d+$/, ''))
            ? 'column.repeated'
            : 'column.unknown',
        values: { name: use.column },
      })
    }
  }
}

/** From when to when the rows reach, and the last day on which anything happened. */
async function days(session: Session, table: string, sources: readonly Source[]): Promise<Pick<Typed, 'coverage' | 'latestEvent'>> {
  const events = sources.filter((source) => source.field.event)
  if (events.length === 0) return { coverage: null, latestEvent: null }
  const must = events.filter((source) => source.field.required === 'Y')
  const main = must.length > 0 ? must : events
  const list = (chosen: readonly Source[], function_: string): string =>
    `${chosen.length > 1 ? (function_ === 'min' ? 'least' : 'greatest') : ''}(${chosen.map((source) => `${function_}(${quoteName(source.field.id)}) FILTER (${quoteName(source.field.id)} < DATE '2099-01-01')::DATE`).join(', ')})`
  const [row] = await session.rows(
    `SELECT ${list(main, 'min')} AS "from", ${list(main, 'max')} AS "to", ${list(events, 'max')} AS latest FROM ${table}`,
  )
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const [from, to] = [text(row?.from), text(row?.to)]
  return { coverage: from !== null && to !== null ? { from, to } : null, latestEvent: text(row?.latest) }
}

async function writeNothing(path: string): Promise<number> {
  const out = createWriteStream(path)
  out.end()
  await finished(out)
  return 0
}

/** So many rows are gone through at a time for those that are refused. */
const sortedAtOnce = 200_000

/** Refused rows with every reason and their cells as they stood. */
async function writeQuarantine(session: Session, path: string, rows: string, landed: Landed, problems: Problems): Promise<number> {
  const reasons = new Map<number, Message[]>()
  for (const { row, level, message, column } of problems.listed) {
    if (row === null || level === 'I') continue
    const all = reasons.get(row) ?? []
    all.push(column === null ? message : { code: message.code, values: { ...message.values, column } })
    reasons.set(row, all)
  }
  const out = createWriteStream(path)
  const { columns } = landed.layout
  let count = 0
  const cells = columns.map((_, index) => `r.${rawColumn(index)}`).join(', ')
  const refused = `NOT (${isTaken.replaceAll('_missing', 't._missing').replace('flaw', 't.flaw')})`
  // Whole rows are put in order here: a stretch of them at a time.
  for (let from = 1; from <= landed.rows; from += sortedAtOnce) {
    const to = from + sortedAtOnce - 1
    const some = landed.rows <= sortedAtOnce ? landed.relation : landed.stretch(from, to).relation
    const sql = `SELECT t.i AS i, r.row_no AS row_no, t.flaw AS flaw, t._missing AS missing, r.extra AS extra, ${cells} FROM (SELECT i, flaw, _missing FROM read_parquet(${quoteText(rows)}) t WHERE i BETWEEN ${from} AND ${to} AND ${refused}) t JOIN ${some} r USING (i) ORDER BY t.i`
    for await (const batch of session.stream(sql)) {
      let lines = ''
      for (const row of batch) {
        count++
        const text = (value: unknown): string => (typeof value === 'string' ? value : '')
        const shown = columns.map((column, index) => ({ column, text: text(row[rawColumn(index)]) }))
        if (text(row.extra) !== '') for (const extra of text(row.extra).split('\u001f')) shown.push({ column: '', text: extra })
        const why = reasons.get(Number(row.i)) ?? [
          row.missing ? { code: 'key.missing', values: { names: text(row.missing) } } : { code: `row.${text(row.flaw)}` },
        ]
        lines += `${JSON.stringify({ row_no: Number(row.row_no), reasons: why, cells: shown })}\n`
      }
      if (!out.write(lines)) await once(out, 'drain')
    }
  }
  out.end()
  await finished(out)
  return count
}
