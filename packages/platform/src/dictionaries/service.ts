import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  alsoText,
  type Dictionary,
  type DictionaryEntry,
  differenceOf,
  firstDay,
  inForce,
  keepAlso,
  lastDay,
  mostEntries,
  readDictionaryTable,
} from '@xiezhi/engine/data/dictionary'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { openFile } from '../connectors/file.ts'
import type { DictionaryDetail, DictionaryEntryView, DictionaryRow, loadTable, readTable, undoLoad } from '../contract/dictionaries.ts'
import type { ListQuery } from '../contract/shapes.ts'
import type { Lake } from '../data/lake.ts'
import { removeQuietly } from '../data/raw-files.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { catalogueDictionaries, dictionariesOf, insertLoad, loadsOf, type StoredLoad, takeLoadSeq } from './store.ts'

type CodeQuery = ListQuery & { readonly on?: string | undefined; readonly state?: 'open' | 'ended' | 'later' | undefined }
type Page<T> = { items: T[]; total: number; page: number; size: number }
type Read = z.input<typeof readTable.response>
type Mode = 'whole' | 'part'
type ShownEntry = DictionaryEntryView & { readonly id: string }

export interface Dictionaries {
  list(actor: Actor, query: ListQuery): Promise<Page<DictionaryRow>>
  export(actor: Actor, query: ListQuery, format: string): Promise<TableFile>
  get(actor: Actor, id: string): Promise<DictionaryDetail | Refusal>
  codes(actor: Actor, id: string, query: CodeQuery): Promise<Page<ShownEntry> | Refusal>
  exportCodes(actor: Actor, id: string, query: CodeQuery, format: string): Promise<TableFile | Refusal>
  read(actor: Actor, id: string, mode: Mode, bytes: Buffer): Promise<Read | Refusal>
  load(actor: Actor, id: string, asked: z.output<typeof loadTable.body>): Promise<DictionaryDetail | Refusal>
  undo(actor: Actor, id: string, asked: z.output<typeof undoLoad.body>): Promise<DictionaryDetail | Refusal>
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly seenBy: SeenBy
  readonly lake: Lake
}

const mostExamples = 100
const columns = ['code', 'name', 'from', 'to', 'successor', 'also', 'note'] as const
const cellOf = (entry: DictionaryEntry, column: (typeof columns)[number]): string | null =>
  column === 'also' ? alsoText(entry.also) : entry[column]
/** As it goes out: the lists are the reader's own. */
const shown = (entry: DictionaryEntry): DictionaryEntryView => ({ ...entry, also: [...entry.also] })

export function openDictionaries({ db, clock, today, seenBy, lake }: Parts): Dictionaries {
  const rowOf = (actor: Actor, dictionary: Dictionary, load: StoredLoad | undefined): DictionaryRow => ({
    id: dictionary.id,
    title: dictionary.label,
    standard: dictionary.standard,
    source: dictionary.source,
    asOf: dictionary.asOf,
    codes: dictionary.entries.length,
    ended: dictionary.entries.filter(({ to }) => to !== null && lastDay(to) < today()).length,
    complete: dictionary.complete,
    verified: dictionary.verified || Boolean(load?.entries),
    note: load?.entries ? null : dictionary.note,
    loaded: load?.entries ? { by: load.by, at: load.at } : null,
    usedBy: [...seenBy(actor).standards.values()].flatMap((standard) =>
      standard.fields
        .filter((field) => field.dictionary === dictionary.id)
        .map((field) => ({ dataset: standard.id, title: standard.label, field: field.id, label: field.label })),
    ),
  })

  const rows = async (queries: Queries, actor: Actor, { q, sort }: ListQuery): Promise<DictionaryRow[]> => {
    const { dictionaries, loads } = await dictionariesOf(queries, actor, seenBy(actor))
    const wanted = (q ?? '').toLowerCase()
    const by = (sort ?? '').replace(/^-/, '')
    const turned = sort?.startsWith('-') ? -1 : 1
    const order = (a: DictionaryRow, b: DictionaryRow): number =>
      by === 'codes' ? a.codes - b.codes : by === 'title' ? a.title.localeCompare(b.title, 'zh') : b.codes - a.codes
    return [...dictionaries.values()]
      .map((dictionary) => rowOf(actor, dictionary, loads.get(dictionary.id)))
      .filter((row) =>
        `${row.id} ${row.title} ${row.standard ?? ''} ${row.source} ${row.usedBy.map(({ title, label }) => `${title} ${label}`).join(' ')}`
          .toLowerCase()
          .includes(wanted),
      )
      .sort((a, b) => order(a, b) * turned || a.id.localeCompare(b.id))
  }

  const detail = async (queries: Queries, actor: Actor, id: string): Promise<DictionaryDetail | Refusal> => {
    const own = catalogueDictionaries(seenBy(actor)).get(id)
    if (!own) return refuse('not-found', 'dictionaries.not-found')
    const history = await loadsOf(queries, actor, id)
    const { dictionaries } = await dictionariesOf(queries, actor, seenBy(actor))
    const last = history.at(-1)
    return {
      ...rowOf(actor, dictionaries.get(id) ?? own, last),
      seq: last?.seq ?? 0,
      history: [...history].reverse().map(({ seq, codes, source, reason, by, at, undoes }) => ({
        seq,
        codes,
        source,
        reason,
        by,
        at,
        undoes,
        inForce: seq === last?.seq,
      })),
    }
  }

  const chosen = async (queries: Queries, actor: Actor, id: string, query: CodeQuery): Promise<ShownEntry[] | Refusal> => {
    const dictionary = (await dictionariesOf(queries, actor, seenBy(actor))).dictionaries.get(id)
    if (!dictionary) return refuse('not-found', 'dictionaries.not-found')
    const { q, on, state, sort } = query
    const wanted = (q ?? '').toLowerCase()
    const now = today()
    const stateOf = ({ from, to }: DictionaryEntry): 'open' | 'ended' | 'later' =>
      to !== null && lastDay(to) < now ? 'ended' : from !== null && firstDay(from) > now ? 'later' : 'open'
    const by = columns.find((column) => column === (sort ?? '').replace(/^-/, '')) ?? 'code'
    const turned = sort?.startsWith('-') ? -1 : 1
    return dictionary.entries
      .filter(
        (entry) =>
          `${entry.code} ${entry.name} ${alsoText(entry.also)} ${entry.successor ?? ''} ${entry.note ?? ''}`
            .toLowerCase()
            .includes(wanted) &&
          (on === undefined || inForce(entry, on)) &&
          (state === undefined || stateOf(entry) === state),
      )
      .map((entry) => ({ ...shown(entry), id: `${entry.code} ${entry.from ?? ''}` }))
      .sort((a, b) => {
        const [left, right] = [cellOf(a, by) ?? '', cellOf(b, by) ?? '']
        return turned * (left < right ? -1 : left > right ? 1 : 0)
      })
  }

  const word = (actor: Actor, code: string): string => tell({ code: `dictionaries.${code}` }, actor.locale)
  const widths: Readonly<Record<string, number>> = { name: 30, note: 40, source: 60, usedBy: 60, title: 24 }

  /** Whoever loads has seen the table that is in force; somebody else may have changed it meanwhile. */
  const moved = (history: readonly StoredLoad[], seen: number): Refusal | undefined => {
    const last = history.at(-1)
    return (last?.seq ?? 0) === seen ? undefined : refuse('conflict', 'dictionaries.moved', { by: last?.by ?? '' })
  }

  return {
    async list(actor, query) {
      const all = await rows(db, actor, query)
      const { page, size } = query
      return { items: all.slice((page - 1) * size, page * size), total: all.length, page, size }
    },

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const all = await rows(tx, actor, query)
        const yes = (is: boolean): string => word(actor, is ? 'yes' : 'no')
        const names = ['id', 'title', 'standard', 'codes', 'asOf', 'complete', 'verified', 'source', 'usedBy', 'note']
        return {
          mark: await recordExport(tx, actor, clock(), {
            action: 'dictionary.export',
            values: { format },
            count: all.length,
            asked: query,
          }),
          title: word(actor, 'title'),
          columns: names.map((name) => ({ label: word(actor, `column.${name}`), width: widths[name] ?? 14 })),
          rows: all.map((one) => [
            one.id,
            one.title,
            one.standard,
            one.codes,
            one.asOf,
            yes(one.complete),
            yes(one.verified),
            one.source,
            one.usedBy.map(({ title, label }) => `${title}·${label}`).join('；'),
            one.note,
          ]),
        }
      }),

    get: (actor, id) => detail(db, actor, id),

    async codes(actor, id, query) {
      const all = await chosen(db, actor, id, query)
      if ('refused' in all) return all
      const { page, size } = query
      return { items: all.slice((page - 1) * size, page * size), total: all.length, page, size }
    },

    exportCodes: (actor, id, query, format) =>
      db.transaction().execute(async (tx) => {
        const all = await chosen(tx, actor, id, query)
        if ('refused' in all) return all
        const title = catalogueDictionaries(seenBy(actor)).get(id)?.label ?? id
        const event = { action: 'dictionary.export-codes', object: id, values: { title, format }, count: all.length, asked: query } as const
        return {
          mark: await recordExport(tx, actor, clock(), event),
          title,
          columns: columns.map((name) => ({ label: word(actor, `code.${name}`), width: widths[name] ?? 14 })),
          rows: all.map((entry) => columns.map((column) => cellOf(entry, column))),
        }
      }),

    async read(actor, id, mode, bytes) {
      const { dictionaries } = await dictionariesOf(db, actor, seenBy(actor))
      const before = dictionaries.get(id)
      if (!before) return refuse('not-found', 'dictionaries.not-found')
      const dir = lake.workDir(`dictionary-${randomUUID()}`)
      try {
        const records = await recordsOf(dir, bytes)
        if (!Array.isArray(records)) return refuse('invalid', 'dictionaries.unreadable', { reason: tell(records, actor.locale) })
        const { entries: given, problems, saysAlso } = readDictionaryTable(records)
        const entries = saysAlso ? given : keepAlso(before.entries, given)
        const difference = differenceOf(before.entries, entries, mode)
        return {
          entries: entries.map(shown),
          problems: problems.slice(0, 50).map((problem) => tell(problem, actor.locale)),
          difference: {
            codes: difference.entries.length,
            added: difference.added.length,
            changed: difference.changed.length,
            gone: difference.gone.length,
            examples: [
              ...difference.gone.map((one) => ({ what: 'gone' as const, before: shown(one), after: null })).slice(0, mostExamples),
              ...difference.changed
                .map((one) => ({ what: 'changed' as const, before: shown(one.before), after: shown(one.after) }))
                .slice(0, mostExamples),
              ...difference.added.map((one) => ({ what: 'added' as const, before: null, after: shown(one) })).slice(0, mostExamples),
            ],
          },
        }
      } finally {
        await removeQuietly(dir)
      }
    },

    load: (actor, id, { mode, entries, source, reason, seq: seen }) =>
      db.transaction().execute(async (tx) => {
        const own = catalogueDictionaries(seenBy(actor)).get(id)
        if (!own) return refuse('not-found', 'dictionaries.not-found')
        const seq = await takeLoadSeq(tx, actor)
        const refused = moved(await loadsOf(tx, actor, id), seen)
        if (refused) return refused
        const before = (await dictionariesOf(tx, actor, seenBy(actor))).dictionaries.get(id) ?? own
        // What came back from the browser is read as strictly as what came in a file.
        const head = [...columns]
        const checked = readDictionaryTable([head, ...entries.map((entry) => columns.map((column) => cellOf(entry, column) ?? ''))])
        const [problem] = checked.problems
        if (problem) return refuse('invalid', 'dictionaries.problem', { problem: tell(problem, actor.locale) })
        const difference = differenceOf(before.entries, checked.entries, mode)
        if (difference.added.length + difference.changed.length + difference.gone.length === 0)
          return refuse('invalid', 'dictionaries.same')
        if (difference.entries.length > mostEntries)
          return refuse('invalid', 'dictionaries.problem', {
            problem: tell({ code: 'dictionary.too-many', values: { most: mostEntries } }, actor.locale),
          })
        const at = clock()
        await insertLoad(tx, actor, at, {
          seq,
          dictionaryId: id,
          entries: difference.entries,
          codes: difference.entries.length,
          source: maskText(source),
          undoes: null,
          reason: maskText(reason),
        })
        await record(tx, actor, at, {
          action: 'dictionary.load',
          object: id,
          values: {
            title: own.label,
            added: difference.added.length,
            changed: difference.changed.length,
            gone: difference.gone.length,
            reason: maskText(reason),
          },
        })
        return detail(tx, actor, id)
      }),

    undo: (actor, id, { reason, seq: seen }) =>
      db.transaction().execute(async (tx) => {
        const own = catalogueDictionaries(seenBy(actor)).get(id)
        if (!own) return refuse('not-found', 'dictionaries.not-found')
        const seq = await takeLoadSeq(tx, actor)
        const history = await loadsOf(tx, actor, id)
        const refused = moved(history, seen)
        if (refused) return refused
        const last = history.at(-1)
        if (!last?.entries) return refuse('invalid', 'dictionaries.nothing-to-undo')
        // Whatever was in force before the table that is: what has been undone stays undone.
        const undone = new Set(history.flatMap(({ undoes }) => undoes ?? []))
        const standing = history.filter((one) => one.undoes === null && !undone.has(one.seq))
        const previous = standing.at(-2)
        const at = clock()
        await insertLoad(tx, actor, at, {
          seq,
          dictionaryId: id,
          entries: previous?.entries ?? null,
          codes: previous?.codes ?? own.entries.length,
          source: previous?.source ?? own.source,
          undoes: standing.at(-1)?.seq ?? last.seq,
          reason: maskText(reason),
        })
        await record(tx, actor, at, { action: 'dictionary.undo', object: id, values: { title: own.label, reason: maskText(reason) } })
        return detail(tx, actor, id)
      }),
  }
}

/** The first table of a file, as cells; or why there is none. */
async function recordsOf(dir: string, bytes: Buffer): Promise<string[][] | { code: string }> {
  await mkdir(dir, { recursive: true })
  const path = join(dir, 'table')
  await writeFile(path, bytes)
  const file = await openFile(path)
  if (file.refusal) return file.refusal
  const records: string[][] = []
  try {
    for await (const table of file.tables) {
      for await (const some of table.records) {
        for (const { cells } of some) records.push([...cells])
        if (records.length > mostEntries + 100) break
      }
      break
    }
  } catch {
    return { code: 'file.truncated' }
  }
  return records
}
