import type { Dictionary, DictionaryEntry } from '@xiezhi/engine/data/dictionary'
import { type Selectable, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { StoredEntry } from '../store/tables/dictionaries.ts'
import type { Tables } from '../store/tables.ts'

export interface StoredLoad {
  readonly seq: number
  readonly dictionaryId: string
  /** Null: as the catalogue has it. */
  readonly entries: readonly StoredEntry[] | null
  readonly codes: number
  readonly source: string
  readonly undoes: number | null
  readonly reason: string
  readonly by: string
  readonly at: string
}

const loadOf = (row: Selectable<Tables['dictionary_load']>): StoredLoad => ({
  seq: Number(row.seq),
  dictionaryId: row.dictionary_id,
  entries: row.entries,
  codes: row.codes,
  source: row.source,
  undoes: row.undoes === null ? null : Number(row.undoes),
  reason: row.reason,
  by: row.by_name,
  at: row.at,
})

export async function loadsOf(db: Queries, actor: Actor, dictionaryId: string): Promise<readonly StoredLoad[]> {
  const rows = await db
    .selectFrom('dictionary_load')
    .selectAll()
    .where(scope(actor, 'dictionary_load'))
    .where('dictionary_id', '=', dictionaryId)
    .orderBy('seq')
    .execute()
  return rows.map(loadOf)
}

/** The last word on each dictionary. */
async function latest(db: Queries, actor: Actor): Promise<readonly StoredLoad[]> {
  const rows = await db
    .selectFrom('dictionary_load')
    .distinctOn('dictionary_id')
    .selectAll()
    .where(scope(actor, 'dictionary_load'))
    .orderBy('dictionary_id')
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(loadOf)
}

/** The number of the next load, held until the transaction ends. */
export async function takeLoadSeq(tx: Tx, actor: Actor): Promise<number> {
  await sql`select pg_advisory_xact_lock(8415)`.execute(tx)
  const row = await tx
    .selectFrom('dictionary_load')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where(scope(actor, 'dictionary_load'))
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

export async function insertLoad(tx: Tx, actor: Actor, at: Date, load: Omit<StoredLoad, 'by' | 'at'>): Promise<void> {
  await tx
    .insertInto('dictionary_load')
    .values({
      organisation_id: actor.organisationId,
      seq: load.seq,
      dictionary_id: load.dictionaryId,
      entries: load.entries === null ? null : JSON.stringify(load.entries),
      codes: load.codes,
      source: load.source,
      undoes: load.undoes,
      reason: load.reason,
      by_id: actor.id,
      by_name: actor.name,
      at: at.toISOString(),
    })
    .execute()
}

/** Those of the catalogue, and those that the office's own standards bring. */
export const catalogueDictionaries = ({ dictionaries, standards }: Catalogue): ReadonlyMap<string, Dictionary> =>
  new Map([...dictionaries, ...[...standards.values()].flatMap((standard) => standard.dictionaries.map((one) => [one.id, one] as const))])

/** The dictionaries as an office knows them: the catalogue's, and its own tables in their place. */
export async function dictionariesOf(
  db: Queries,
  actor: Actor,
  catalogue: Catalogue,
): Promise<{ readonly dictionaries: ReadonlyMap<string, Dictionary>; readonly loads: ReadonlyMap<string, StoredLoad> }> {
  const loads = new Map((await latest(db, actor)).map((load) => [load.dictionaryId, load]))
  const dictionaries = new Map(
    [...catalogueDictionaries(catalogue)].map(([id, own]) => {
      const load = loads.get(id)
      if (!load?.entries) return [id, own] as const
      return [id, { ...own, entries: withAlso(own, load.entries), source: load.source, asOf: load.at.slice(0, 10) }] as const
    }),
  )
  return { dictionaries, loads }
}

/** Tables that were loaded before they could say other words have those of the catalogue. */
const withAlso = (own: Dictionary, entries: readonly StoredEntry[]): readonly DictionaryEntry[] => {
  const known = new Map(own.entries.map(({ code, also }) => [code, also]))
  return entries.map((entry) => ({ ...entry, also: entry.also ?? known.get(entry.code) ?? [] }))
}
