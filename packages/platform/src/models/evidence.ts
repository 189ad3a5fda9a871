import type { EvidenceRow } from '@xiezhi/engine/clue/clue'
import { maskColumn } from '@xiezhi/engine/data/schema'
import { compileEvidence, duckdb, type ModelPlan } from '@xiezhi/engine/model/model'
import type { Catalogue } from '../catalogue.ts'
import { type Cell, quoteName, type Session, type Values } from '../warehouse/warehouse.ts'
import type { Emitted } from './emitted.ts'

/** More rows than this behind one clue help no reader; the clue's own figures still count them all. */
const mostRows = 200

/** Words that come again and again (agencies, codes, articles) are held once, as long as there are not more than this. */
const mostKnown = 20_000

interface Reference {
  readonly dataset: string
  readonly rid: number
}

/**
 * The rows behind the clues, copied as they stand: first the row that the clue is about, then what the rule declares as evidence,
 * in the order of declaration and of the files. What was emitted is still in the relation "result".
 */
export async function freezeEvidence(
  session: Session,
  catalogue: Catalogue,
  plan: ModelPlan,
  emitted: readonly Emitted[],
  bind: (names: readonly string[]) => Values,
  signal: AbortSignal | undefined,
): Promise<(row: Emitted) => readonly EvidenceRow[]> {
  const links = await linksOf(session, plan, new Set(emitted.map(({ rule }) => rule.id)), bind, signal)
  const references = (row: Emitted): readonly Reference[] => [
    { dataset: row.rule.about, rid: row.rid },
    ...(links.get(`${row.rule.id}\u001f${row.rid}`) ?? []).filter((one) => one.dataset !== row.rule.about || one.rid !== row.rid),
  ]
  const wanted = new Map<string, Set<number>>()
  for (const row of emitted)
    for (const { dataset, rid } of references(row)) wanted.set(dataset, (wanted.get(dataset) ?? new Set()).add(rid))
  const rows = new Map<string, ReadonlyMap<number, EvidenceRow>>()
  for (const [dataset, rids] of wanted) rows.set(dataset, await copyRows(session, catalogue, dataset, [...rids], signal))
  return (row) =>
    references(row).flatMap(({ dataset, rid }) => {
      const found = rows.get(dataset)?.get(rid)
      return found ? [found] : []
    })
}

/** What the speaking rules declare as evidence, by rule and row: one statement for all of them. */
async function linksOf(
  session: Session,
  plan: ModelPlan,
  speaking: ReadonlySet<string>,
  bind: (names: readonly string[]) => Values,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly Reference[]>> {
  const compiled = compileEvidence(plan, duckdb, speaking)
  if (!compiled) return new Map()
  await session.run(
    `CREATE OR REPLACE TEMP TABLE "emitted" AS SELECT rule, about_rid, payload FROM "result" WHERE kind = 'clue'`,
    undefined,
    { signal },
  )
  const found = new Map<string, Reference[]>()
  const key = (...identity: readonly (string | number)[]): string => identity.join('\u001f')
  for await (const rows of session.stream(compiled.sql, bind(compiled.parameters), { signal }))
    for (const row of rows) {
      const way = Number(row.way)
      const one = key(way, String(row.rule), Number(row.about_rid))
      const same = found.get(one) ?? []
      if (same.length < mostRows) same.push({ dataset: compiled.ways[way]!.dataset, rid: Number(row.rid) })
      found.set(one, same)
    }
  await session.run('DROP TABLE "emitted"')
  const links = new Map<string, readonly Reference[]>()
  for (const one of found.keys()) {
    const [, rule, rid] = one.split('\u001f')
    const all = compiled.waysOf.get(rule!)!.flatMap((way) => found.get(key(way, rule!, rid!)) ?? [])
    links.set(key(rule!, rid!), all.slice(0, mostRows))
  }
  return links
}

/** Rows by number, with the fields of the standard alone: a person's number appears as its mask, derived keys do not appear. */
async function copyRows(
  session: Session,
  catalogue: Catalogue,
  dataset: string,
  rids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, EvidenceRow>> {
  const shown = shownColumns(catalogue, dataset)
  const columns = ['_rid', '_file', '_sheet', '_row_no', '_row_hash', ...shown.map(({ column }) => column)]
  const copies = new Map<number, EvidenceRow>()
  const sql = `SELECT ${columns.map(quoteName).join(', ')} FROM ${quoteName(dataset)} WHERE _rid IN (SELECT unnest(from_json($rids, '["BIGINT"]')))`
  const known = new Map<string, string>()
  const same = (text: string): string => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size < mostKnown) known.set(text, text)
    return text
  }
  for await (const rows of session.stream(sql, { rids: JSON.stringify(rids) }, { signal }))
    for (const row of rows) {
      const fields: Record<string, string | number | boolean | null> = {}
      for (const { field, column, surrogate } of shown) {
        const value = row[column] ?? null
        // A number that we made up because the file had none tells a reader nothing.
        if (value === null || (surrogate && String(value).startsWith(`${dataset}-`))) continue
        const copied = plain(value)
        fields[field] = typeof copied === 'string' ? same(copied) : copied
      }
      copies.set(Number(row._rid), {
        dataset,
        file: same(String(row._file)),
        sheet: row._sheet === null ? null : same(String(row._sheet)),
        rowNo: Number(row._row_no),
        rowHash: String(row._row_hash ?? ''),
        fields,
      })
    }
  return copies
}

interface Shown {
  readonly field: string
  readonly column: string
  readonly surrogate: boolean
}

function shownColumns(catalogue: Catalogue, dataset: string): readonly Shown[] {
  const schema = catalogue.schemas.get(dataset)!
  // What a child has of its parent: derived keys, a person's token among them.
  const keys = new Set(
    Array.from(catalogue.standards.values(), ({ children }) => children.find(({ id }) => id === dataset)?.parent ?? []).flat(),
  )
  const names = new Set(schema.columns.map(({ name }) => name))
  const fields =
    catalogue.standards.get(dataset)?.fields ??
    schema.columns.filter(({ name }) => !keys.has(name)).map(({ name }) => ({ id: name, generated: false }))
  return fields.map(({ id, generated }) => ({ field: id, column: names.has(maskColumn(id)) ? maskColumn(id) : id, surrogate: generated }))
}

const plain = (value: Cell): string | number | boolean | null =>
  Array.isArray(value) ? value.join('、') : (value as string | number | boolean | null)
