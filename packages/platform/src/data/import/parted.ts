import { nameSeparators, oneNumber, type PartyReader, partyReader } from '@xiezhi/engine/data/several'
import type { Standard } from '@xiezhi/engine/data/standard'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { FoundProblem, Problems } from './findings.ts'
import type { HeldRow, Landed } from './landing.ts'
import { rawColumn } from './raw-column.ts'

/**
 * Rows of a file that name several persons in one cell, each made a row for each of them (decision 0026). The first keeps the number of the row;
 * the others come behind all rows of the file. The rows as they came are not touched: what is refused is refused by them, and the
 * number of a row in the file is that of all its persons.
 */
export interface Parted {
  /** The rows with those of each person, and a column more, in which their number among the persons stands. */
  readonly landed: Landed
  /** Rows of the file that were parted, by their number among its rows, with how many they became; the first of them. */
  readonly rows: readonly { readonly row: number; readonly persons: number }[]
  readonly count: number
  /** Rows that there are more than in the file. */
  readonly added: number
  /** The row of the file of those that came behind. */
  readonly originOf: (rows: readonly number[]) => Promise<ReadonlyMap<number, number>>
}

const mostListed = 2000
/** So many rows are looked through at a time. */
const atOnce = 200_000

export async function partRows(
  session: Session,
  landed: Landed,
  standard: Standard,
  base: string,
  signal: AbortSignal | undefined,
): Promise<Parted | null> {
  const seq = standard.fields.find(({ id }) => id === standard.several?.seq)
  if (!seq) return null
  // A file that numbers its people itself has a row for each; a column for it that nobody filled says nothing.
  const numbered = landed.layout.uses.findIndex(({ field }) => field === seq.id)
  if (numbered >= 0 && (await isFilled(session, landed, numbered, signal))) return null
  const uses = landed.layout.uses.map((use, column) => (column === numbered ? { ...use, field: null } : use))
  const reader = partyReader(standard, uses)
  if (!reader) return null
  const layout = {
    ...landed.layout,
    uses: [...uses, { column: seq.label, field: seq.id, by: 'content' as const, unit: undefined }],
  }
  return landed.held ? partHeld(landed.held, { ...landed, layout }, reader) : partFile(session, { ...landed, layout }, reader, base, signal)
}

async function isFilled(session: Session, { held, scan }: Landed, column: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (held) return held.some(({ cells }) => (cells[column] ?? '').trim() !== '')
  const [some] = await session.rows(`SELECT 1 AS one FROM ${scan} WHERE trim(${quoteName(rawColumn(column))}) <> '' LIMIT 1`, undefined, {
    signal,
  })
  return some !== undefined
}

function partHeld(held: readonly HeldRow[], landed: Landed, reader: PartyReader): Parted | null {
  const width = landed.layout.columns.length
  const rows: HeldRow[] = []
  const more: HeldRow[] = []
  const found: { row: number; persons: number }[] = []
  const origins = new Map<number, number>()
  for (const row of held) {
    const parties = row.flaw === null ? reader.read((column) => row.cells[column] ?? null) : null
    if (!parties) {
      rows.push({ ...row, cells: [...row.cells, null] })
      continue
    }
    found.push({ row: row.i, persons: parties.length })
    parties.forEach(({ cells }, at) => {
      const own = row.cells.map((cell, column) => (cells.has(column) ? (cells.get(column) ?? null) : cell))
      const i = at === 0 ? row.i : held.length + more.length + 1
      const one = { ...row, i, cells: [...own.slice(0, width), String(at + 1)] }
      if (at === 0) rows.push(one)
      else {
        more.push(one)
        origins.set(i, row.i)
      }
    })
  }
  if (found.length === 0) return null
  return {
    landed: { ...landed, rows: held.length + more.length, held: [...rows, ...more] },
    rows: found.slice(0, mostListed),
    count: found.length,
    added: more.length,
    originOf: async (asked) => new Map(asked.flatMap((row) => (origins.has(row) ? [[row, origins.get(row) ?? row] as const] : []))),
  }
}

async function partFile(
  session: Session,
  landed: Landed,
  reader: PartyReader,
  base: string,
  signal: AbortSignal | undefined,
): Promise<Parted | null> {
  const width = landed.layout.columns.length
  const name = quoteName(rawColumn(reader.nameColumn))
  // Of most rows the length of their number tells; so many rows are gone through for so few.
  const alone = reader.numberColumns.map(
    (column) => `coalesce(strlen(${quoteName(rawColumn(column))}) NOT BETWEEN ${oneNumber.from} AND ${oneNumber.to}, true)`,
  )
  const parted = nameSeparators.map((mark) => `contains(${name}, ${/\s/.test(mark) ? `chr(${mark.charCodeAt(0)})` : quoteText(mark)})`)
  const doubtful = [...alone, `(${parted.join(' OR ')})`].join(' AND ')
  const [some] = await session.rows(`SELECT count(*) AS n FROM ${landed.scan} WHERE ${doubtful}`, undefined, { signal })
  if (Number(some?.n) === 0) return null

  // What one of them can have: a name and a number.
  const cells = reader.columns.map((column) => quoteName(rawColumn(column)))
  await session.run(
    `CREATE OR REPLACE TEMP TABLE parted (origin BIGINT, i BIGINT, seq VARCHAR, ${cells.map((cell) => `${cell} VARCHAR`).join(', ')})`,
  )
  const found: { row: number; persons: number }[] = []
  let count = 0
  let added = 0
  let waiting: (string | number | null)[][] = []
  const types = ['bigint' as const, 'bigint' as const, 'text' as const, ...cells.map(() => 'text' as const)]
  const flush = async (): Promise<void> => {
    if (waiting.length > 0)
      await session.append('parted', [{ types, columns: types.map((_, at) => waiting.map((row) => row[at] ?? null)) }], { signal })
    waiting = []
  }
  for (let from = 1; from <= landed.rows; from += atOnce) {
    const { relation } = landed.stretch(from, from + atOnce - 1)
    const asked = `SELECT i, ${cells.join(', ')} FROM ${relation} WHERE ${doubtful} AND flaw IS NULL ORDER BY i`
    for (const row of await session.rows(asked, undefined, { signal })) {
      const cell = (column: number): string | null => {
        const text = row[rawColumn(column)]
        return typeof text === 'string' ? text : null
      }
      const parties = reader.read(cell)
      if (!parties) continue
      const origin = Number(row.i)
      count++
      if (found.length < mostListed) found.push({ row: origin, persons: parties.length })
      parties.forEach((party, at) => {
        const i = at === 0 ? origin : landed.rows + ++added
        const own = reader.columns.map((column) => (party.cells.has(column) ? (party.cells.get(column) ?? null) : cell(column)))
        waiting.push([origin, i, String(at + 1), ...own])
      })
    }
    await flush()
  }
  if (count === 0) return null

  const path = `${base}.parted.parquet`
  const own = cells.map((cell) => `CASE WHEN p.i IS NULL THEN r.${cell} ELSE p.${cell} END AS ${cell}`)
  const made = [...new Set(landed.tokens.values())].map(quoteName)
  const replaced = ['coalesce(p.i, r.i) AS i', ...own, ...made.map((token) => `CASE WHEN p.i IS NULL THEN r.${token} END AS ${token}`)]
  const columns = `r.* REPLACE (${replaced.join(', ')}), p.seq AS ${quoteName(rawColumn(width))}`
  const first = `SELECT ${columns} FROM ${landed.relation} r LEFT JOIN (SELECT * FROM parted WHERE i = origin) p ON p.origin = r.i`
  const others = `SELECT ${columns} FROM ${landed.relation} r JOIN (SELECT * FROM parted WHERE i <> origin) p ON p.origin = r.i`
  await session.run(
    `COPY (${first} UNION ALL ${others}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 20480, DICTIONARY_SIZE_LIMIT 2000)`,
    undefined,
    { signal },
  )
  const relation = `read_parquet(${quoteText(path)})`
  return {
    landed: {
      ...landed,
      rows: landed.rows + added,
      relation,
      scan: relation,
      stretch: (from, to) => {
        const stretch = `(SELECT * FROM ${relation} WHERE i BETWEEN ${from} AND ${to})`
        return { relation: stretch, scan: stretch }
      },
      inOrder: false,
    },
    rows: found,
    count,
    added,
    async originOf(rows) {
      if (rows.length === 0) return new Map()
      const answers = await session.rows(`SELECT i, origin FROM parted WHERE i IN (${rows.join(', ')})`)
      return new Map(answers.map(({ i, origin }) => [Number(i), Number(origin)]))
    },
  }
}

/** What was found in the row of a later person stands in the row of the file, and is told there once for all its persons. */
export async function atTheirRows(problems: Problems, fileRows: number, originOf: Parted['originOf']): Promise<void> {
  const behind = new Set(problems.listed.flatMap(({ row }) => (row !== null && row > fileRows ? [row] : [])))
  if (behind.size === 0) return
  const origins = await originOf([...behind])
  const place = ({ row, column, value, message }: FoundProblem): string => JSON.stringify([row, column, message.code, value])
  const told = new Set(problems.listed.filter(({ row }) => row === null || row <= fileRows).map(place))
  const kept = problems.listed.flatMap((problem) => {
    if (problem.row === null || problem.row <= fileRows) return [problem]
    const moved = { ...problem, row: origins.get(problem.row) ?? problem.row }
    if (!told.has(place(moved))) {
      told.add(place(moved))
      return [moved]
    }
    const tally = problems.counts.get(problem.message.code)
    if (tally) tally.count--
    return []
  })
  problems.listed.splice(0, problems.listed.length, ...kept)
}
