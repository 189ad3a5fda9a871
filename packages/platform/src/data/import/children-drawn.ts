import type { NationalLaws } from '@xiezhi/engine/citation/names'
import { type LegalReading, readLegalText } from '@xiezhi/engine/citation/reader'
import { hiddenColumns, type TableSchema } from '@xiezhi/engine/data/schema'
import type { StandardChild } from '@xiezhi/engine/data/standard'
import { sqlType } from '../../warehouse/snapshot.ts'
import { type AppendType, quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'
import { type ChildPart, inherited, parquet } from './children-part.ts'

/**
 * What is drawn out of free text: citations, sums and days. Every different text is read once, whatever number of rows, fields
 * and children want it.
 */
type Drawn = 'citations' | 'amounts' | 'dates'
type Cell = string | number | boolean | null

export const isDrawn = (child: StandardChild): boolean => child.kind !== 'names'

interface Drawing {
  readonly columns: readonly (readonly [string, AppendType])[]
  readonly rows: (reading: LegalReading) => Cell[][]
}

const place: Drawing['columns'] = [
  ['raw', 'text'],
  ['start', 'int'],
  ['end', 'int'],
]

const drawings: Readonly<Record<Drawn, Drawing>> = {
  citations: {
    columns: [
      ['law', 'text'],
      ['law_raw', 'text'],
      ['article', 'int'],
      ['article_sub', 'int'],
      ['paragraph', 'int'],
      ['item', 'int'],
      ...place,
    ],
    rows: ({ citations, mentions }) =>
      [
        ...citations.map((c) => ({ ...c, law_raw: c.law_raw ?? c.law })),
        // A law named without any article stands as a citation without one.
        ...mentions.map((m) => ({ ...m, law_raw: m.law, article: null, article_sub: null, paragraph: null, item: null })),
      ]
        .sort((a, b) => a.start - b.start)
        .map((c) => [c.law, c.law_raw, c.article, c.article_sub, c.paragraph, c.item, c.raw, c.start, c.end]),
  },
  amounts: {
    columns: [['yuan', 'text'], ['kind', 'text'], ['subtype', 'text'], ['approx', 'bool'], ...place],
    rows: ({ amounts }) => amounts.map((a) => [a.yuan, a.kind, a.subtype ?? null, a.approx === true, a.raw, a.start, a.end]),
  },
  dates: {
    columns: [['iso', 'text'], ['precision', 'text'], ...place],
    // A month stands as its first day, and says that it is a month.
    rows: ({ dates }) => dates.map((d) => [d.precision === 'month' ? `${d.iso}-01` : d.iso, d.precision ?? 'day', d.raw, d.start, d.end]),
  },
}

const made = (kind: Drawn): string => `child_${kind}`
const found = (kind: Drawn): string => `child_found_${kind}`
/** Texts read before what was found is handed over: what is held is bounded, whatever the size of the file. */
const AT_ONCE = 20_000
/** No sum of money in a document has more digits: more are a damaged text, and no decimal column holds them. */
const LONGEST_SUM = 16

export interface DrawnChild {
  readonly child: StandardChild
  readonly schema: TableSchema
  readonly path: string
}

export async function makeDrawn(part: ChildPart, children: readonly DrawnChild[]): Promise<void> {
  if (children.length === 0) return
  const { session, table, laws, signal } = part
  const fields = [...new Set(children.flatMap(({ child }) => child.from))]
  const kinds = [...new Set(children.map(({ child }) => child.kind as Drawn))]
  const source = table
  await session.run(
    `CREATE OR REPLACE TEMP TABLE child_texts AS SELECT row_number() OVER () AS tid, text FROM (${fields
      .map((field) => `SELECT ${quoteName(field)} AS text FROM ${source}`)
      .join(' UNION ')}) WHERE text IS NOT NULL`,
    undefined,
    { signal },
  )
  for (const kind of kinds) {
    const columns = drawings[kind].columns.map(([name, type]) => `${quoteName(name)} ${type === 'text' ? 'VARCHAR' : type.toUpperCase()}`)
    await session.run(`CREATE OR REPLACE TEMP TABLE ${made(kind)} (tid BIGINT, ordinal INT, ${columns.join(', ')})`)
  }
  await readTexts(session, kinds, laws, signal)
  for (const kind of kinds) {
    const types = new Map(children.find(({ child }) => child.kind === kind)!.schema.columns.map(({ name, type }) => [name, sqlType(type)]))
    const own = drawings[kind].columns.map(([name]) => `${quoteName(name)} := m.${quoteName(name)}::${types.get(name)}`)
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${found(kind)} AS SELECT any_value(t.text) AS text, list(struct_pack(${own.join(', ')}) ORDER BY m.ordinal) AS found FROM ${made(kind)} m JOIN child_texts t ON t.tid = m.tid GROUP BY m.tid`,
      undefined,
      { signal },
    )
  }
  for (const one of children) await writeDrawn(part, one)
  for (const name of ['child_texts', ...kinds.flatMap((kind) => [made(kind), found(kind)])]) await session.run(`DROP TABLE ${name}`)
}

/**
 * What was found in a text is one list; the lists of a row's texts, behind each other, are its child rows, numbered through, so that the
 * number names one citation together with the parent's key. No row has to be sorted or counted for it.
 */
async function writeDrawn({ session, table, signal }: ChildPart, { child, schema, path }: DrawnChild): Promise<void> {
  const kind = child.kind as Drawn
  const places = child.from.map((_, at) => at)
  const joins = child.from.map((field, at) => `LEFT JOIN ${found(kind)} f${at} ON f${at}.text = p.${quoteName(field)}`)
  const list = places.length === 1 ? 'f0.found' : `list_concat(${places.map((at) => `f${at}.found`).join(', ')})`
  const ends = places.map((at) => `coalesce(len(f${at}.found), 0)`)
  const kept = [...hiddenColumns, ...child.parent].map((name) => `p.${quoteName(name)}`)
  const rows = `SELECT ${kept.join(', ')}, ${places.map((at) => `${ends.slice(0, at + 1).join(' + ')} AS e${at}`).join(', ')}, unnest(${list}) AS m, generate_subscripts(${list}, 1) AS ordinal FROM ${table} p ${joins.join(' ')}`
  const fields = child.from.map((field, at) => `WHEN p.ordinal <= p.e${at} THEN ${quoteText(field)}`)
  const number = schema.columns.find(({ name }) => name === 'ordinal')!
  const own = drawings[kind].columns.map(([name]) => `p.m.${quoteName(name)} AS ${quoteName(name)}`)
  await session.run(
    `COPY (SELECT ${inherited(schema, child, 'p._rid * 1000 + p.ordinal')}, CASE ${fields.join(' ')} END AS field, p.ordinal::${sqlType(number.type)} AS ordinal, ${own.join(', ')} FROM (${rows}) p) TO ${quoteText(path)} ${parquet}`,
    undefined,
    { signal },
  )
}

/** Reads every text once, for all the kinds that are wanted. */
async function readTexts(session: Session, kinds: readonly Drawn[], laws: NationalLaws, signal: AbortSignal | undefined): Promise<void> {
  const [row] = await session.rows('SELECT count(*) AS n FROM child_texts')
  const count = Number(row?.n)
  for (let from = 0; from < count; from += AT_ONCE) {
    const drawn = new Map(kinds.map((kind) => [kind, Array.from({ length: drawings[kind].columns.length + 2 }, (): Cell[] => [])]))
    const some = `SELECT tid, text FROM child_texts WHERE tid > ${from} AND tid <= ${from + AT_ONCE}`
    for await (const [ids, texts] of session.columns(some, undefined, { signal })) {
      texts?.forEach((text, index) => {
        const reading = readLegalText(String(text), laws)
        for (const kind of kinds) {
          const columns = drawn.get(kind)!
          const rows = drawings[kind].rows(reading).filter((cells) => kind !== 'amounts' || String(cells[0]).indexOf('.') <= LONGEST_SUM)
          rows.forEach((cells, ordinal) => {
            columns[0]!.push(Number(ids![index]))
            columns[1]!.push(ordinal + 1)
            cells.forEach((cell, column) => {
              columns[column + 2]!.push(cell)
            })
          })
        }
      })
    }
    for (const kind of kinds) {
      const columns = drawn.get(kind)!
      if (columns[0]!.length === 0) continue
      const types: AppendType[] = ['bigint', 'int', ...drawings[kind].columns.map(([, type]) => type)]
      await session.append(made(kind), [{ types, columns }], { signal })
    }
  }
}
