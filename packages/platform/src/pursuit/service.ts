import type { Standard } from '@xiezhi/engine/data/standard'
import { transitionOf } from '@xiezhi/engine/matter/procedure'
import { type Actor, may } from '../access/actor.ts'
import { maskValue } from '../access/masking.ts'
import { record } from '../audit/record.ts'
import type { PursuitEntry, PursuitKind } from '../contract/pursuit.ts'
import type { Reader } from '../data/reader.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { currentSnapshot, type Snapshot } from '../data/snapshots.ts'
import { recordExport } from '../export/mark.ts'
import { type Cell, chinaMoment, type TableFile, type TableFormat } from '../export/table-file.ts'
import type { Matters } from '../matters/service.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { quoteName, type Row } from '../warehouse/warehouse.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { actsAbout, cluesAbout } from './clues.ts'
import { namesOf } from './names.ts'
import { mostNamesakes, namesakeStatement } from './namesakes.ts'
import { type FoundEntry, readEntries } from './rows.ts'
import { namedBy, type PursuitFilter, pursuitStatement } from './statement.ts'
import { isCode, isToken, type Target, targetsOf } from './target.ts'

type Query = {
  readonly page: number
  readonly size: number
  readonly sort?: string | undefined
  readonly kind: PursuitKind
  readonly key: string
  readonly source?: string | undefined
  readonly year?: string | undefined
}
type FacetValue = { value: string; label: string; count: number }
type TimeLine = {
  items: PursuitEntry[]
  total: number
  page: number
  size: number
  called: string[]
  facets: { source: FacetValue[]; year: FacetValue[] }
}

export interface Pursuit {
  resolve(actor: Actor, text: string): Promise<{ items: { kind: PursuitKind; key: string; label: string }[]; more: boolean } | Refusal>
  ofRow(
    actor: Actor,
    dataset: string,
    rid: string,
  ): Promise<{ dataset: string; items: { kind: PursuitKind; key: string; label: string }[] } | Refusal>
  pursue(actor: Actor, query: Query): Promise<TimeLine | Refusal>
  export(actor: Actor, query: Query, format: TableFormat): Promise<TableFile | Refusal>
}

export interface PursuitParts {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly matters: Matters
  readonly keys: Keyring
  readonly reader: Reader
}

/** Entries that are read at most to find a page: beyond, the line is to be narrowed. */
const deepest = 10_000
const stored = ['clue', 'act'] as const

interface Counted {
  readonly source: string
  readonly year: string | null
  readonly count: number
}
interface Line {
  /** In the order asked for, as far as asked for. */
  readonly entries: readonly (FoundEntry | PursuitEntry)[]
  readonly counts: readonly Counted[]
  readonly called: readonly string[]
}

export function openPursuit({ db, clock, seenBy, matters, keys, reader }: PursuitParts): Pursuit {
  /** Datasets that the snapshot has rows of. */
  const present = (actor: Actor, snapshot: Snapshot): readonly Standard[] => {
    const named = new Set(snapshot.files.map(({ dataset }) => dataset))
    return [...seenBy(actor).standards.values()].filter(({ id }) => named.has(id))
  }

  const rowsAbout = async (actor: Actor, snapshot: Snapshot, target: Target, filter: PursuitFilter): Promise<readonly Row[]> => {
    const statement = pursuitStatement(present(actor, snapshot), target, filter)
    return statement ? reader.within(snapshot, (session) => session.rows(statement.sql, statement.values)) : []
  }

  /** Who goes by this name in the data: what is written under their numbers would not be found by the name. */
  const calledSo = async (actor: Actor, text: string, folded: string): Promise<readonly (Target & { readonly label: string })[]> => {
    const snapshot = await currentSnapshot(db, actor)
    const statement = namesakeStatement(present(actor, snapshot), text.trim(), folded)
    if (!statement) return []
    await db.transaction().execute((tx) => record(tx, actor, clock(), { action: 'pursuit.name', values: { name: maskText(folded) } }))
    const rows = await reader.within(snapshot, (session) => session.rows(statement.sql, statement.values))
    return rows.map(({ key, mask }) => {
      const shown = mask === null || mask === undefined ? String(key).replace(/^\w+:/, '') : String(mask)
      return { kind: 'party', key: String(key), label: [text.trim(), isToken(shown) ? '' : shown].join(' ').trim() }
    })
  }

  /** The names under which rows speak of a code without writing it. */
  const namesAlso = async (actor: Actor, snapshot: Snapshot, { kind, key }: Target): Promise<readonly string[]> =>
    kind === 'party' && isCode(key) ? reader.within(snapshot, (session) => namesOf(session, present(actor, snapshot), key)) : []

  const storedAbout = async (actor: Actor, target: Target, names: readonly string[]): Promise<readonly PursuitEntry[]> => {
    if (!may(actor, 'clue.read')) return []
    return atOnce(db, async (tx) => {
      const clues = await cluesAbout(tx, actor, target, names)
      const titles = new Map(clues.map(({ id, no, title }) => [id, `${no} ${title}`]))
      const acts = await actsAbout(tx, actor, target, names)
      const source = (id: (typeof stored)[number]) => ({ id, title: tell({ code: `pursuit.${id}` }, actor.locale) })
      // The newest first: what was done about a clue on the day it was found was done after.
      return [
        ...acts.map((act): PursuitEntry => {
          const procedure = matters.procedures.get(act.procedure)
          const transition = procedure && transitionOf(procedure, act.transition)
          return {
            kind: 'act',
            id: `act ${act.clueId} ${act.seq}`,
            day: act.occurredOn,
            what: transition?.label ?? act.transition,
            source: source('act'),
            as: null,
            title: titles.get(act.clueId) ?? '',
            fields: Object.entries(act.fields)
              .filter(([, value]) => value !== '')
              .map(([name, value]) => {
                const ask = transition?.asks.find((one) => one.name === name)
                const label = ask?.choices.find((choice) => choice.value === value)?.label
                return { name, label: ask?.label ?? name, type: 'text', value: maskText(label ?? value) }
              }),
            file: null,
            clueId: act.clueId,
          }
        }),
        ...clues.map(
          (clue): PursuitEntry => ({
            kind: 'clue',
            id: `clue ${clue.id}`,
            day: chinaMoment(clue.firstSeenAt).slice(0, 10),
            what: tell({ code: 'pursuit.found', values: { rule: clue.rule } }, actor.locale),
            source: source('clue'),
            as: null,
            title: `${clue.no} ${clue.title}`,
            fields: [],
            file: null,
            clueId: clue.id,
          }),
        ),
      ]
    })
  }

  const lineOf = async (actor: Actor, query: Query, most: number): Promise<Line> => {
    const target = { kind: query.kind, key: query.key }
    const sources = query.source?.split(',')
    const oldestFirst = query.sort === 'day'
    const snapshot = await currentSnapshot(db, actor)
    const names = await namesAlso(actor, snapshot, target)
    const rows = await rowsAbout(actor, snapshot, target, {
      names,
      datasets: sources?.filter((one) => !stored.some((name) => name === one)),
      year: query.year,
      oldestFirst,
      most,
    })
    const own = await storedAbout(actor, target, names)
    const counts: Counted[] = rows
      .filter(({ kind }) => kind === 'count')
      .map((row) => ({ source: String(row.dataset), year: row.year === null ? null : String(row.year), count: Number(row.n) }))
    for (const { source, day } of own) counts.push({ source: source.id, year: day?.slice(0, 4) ?? null, count: 1 })
    const found = rows
      .filter(({ kind }) => kind === 'entry')
      .map(
        (row): FoundEntry => ({
          dataset: String(row.dataset),
          rid: String(row.rid),
          via: row.via === null ? null : String(row.via),
          byName: row.by_name === true,
          field: String(row.field ?? ''),
          day: row.day === null || row.day === undefined ? null : String(row.day),
        }),
      )
    const wanted = (oldestFirst ? [...own].reverse() : own).filter(({ source, day }) => fits(query, source.id, day?.slice(0, 4) ?? null))
    const byDay = (a: { readonly day: string | null }, b: { readonly day: string | null }): number => {
      if (a.day === b.day) return 0
      if (a.day === null || b.day === null) return a.day === null ? 1 : -1
      return (a.day < b.day ? -1 : 1) * (oldestFirst ? 1 : -1)
    }
    return {
      entries: [...found, ...wanted].sort(byDay).slice(0, most),
      counts,
      // How it is called comes before the code that one knows already.
      called: rows
        .filter(({ kind }) => kind === 'name')
        .map((row) => String(maskValue(undefined, 'called', row.via)))
        .sort((a, b) => Number(a === target.key) - Number(b === target.key)),
    }
  }

  const read = async (actor: Actor, entries: Line['entries']): Promise<readonly PursuitEntry[]> => {
    const found = entries.filter((entry): entry is FoundEntry => 'rid' in entry)
    const snapshot = await currentSnapshot(db, actor)
    const rows = await reader.within(snapshot, (session) => readEntries(session, seenBy(actor).standards, found, actor.locale))
    const byId = new Map(rows.map((row) => [row.id, row]))
    return entries.flatMap((entry) => ('rid' in entry ? (byId.get(`${entry.dataset} ${entry.rid} ${entry.field}`) ?? []) : [entry]))
  }

  const titleOf = (source: string, actor: Actor): string =>
    seenBy(actor).standards.get(source)?.label ?? tell({ code: `pursuit.${source}` }, actor.locale)

  return {
    async resolve(actor, text) {
      const items = targetsOf(keys, text)
      if (items.length === 0) return refuse('invalid', 'pursuit.nothing', { text: maskText(text) })
      const name = items.find(({ kind }) => kind === 'name')
      const called = name ? await calledSo(actor, text, name.key) : []
      // What is said of a body by its name alone stands on the line of its code.
      const [body] = called
      const meant = called.length === 1 && body ? await namesAlso(actor, await currentSnapshot(db, actor), body) : []
      const others = items.filter(({ kind, key }) => kind !== 'name' || !meant.includes(key))
      return {
        items: [...called.slice(0, mostNamesakes), ...others].map((item) => ({ ...item })),
        more: called.length > mostNamesakes,
      }
    },

    async ofRow(actor, dataset, rid) {
      const standard = seenBy(actor).standards.get(dataset)
      if (!standard) return refuse('not-found', 'data.no-dataset', { dataset })
      const named = namedBy(standard)
      const snapshot = await currentSnapshot(db, actor)
      await db
        .transaction()
        .execute((tx) =>
          record(tx, actor, clock(), { action: 'rows.read', object: dataset, values: { dataset: standard.label, page: 1, q: '' } }),
        )
      const columns = named.map(({ key, called }, at) => `${key}::VARCHAR AS k${at}, ${called}::VARCHAR AS c${at}`)
      const rows =
        columns.length === 0
          ? []
          : await reader.within(snapshot, (session) =>
              session.rows(`SELECT ${columns.join(', ')} FROM ${quoteName(dataset)} WHERE _rid = $rid::BIGINT`, { rid }),
            )
      const [row] = rows
      if (!row) return refuse('not-found', 'pursuit.no-row')
      const items = named.flatMap(({ kind, label }, at) => {
        const key = row[`k${at}`]
        if (key === null || key === undefined || key === '') return []
        const called = maskValue(undefined, 'called', row[`c${at}`])
        return [{ kind, key: String(key), label: called === null ? label : `${label} ${String(called)}` }]
      })
      return { dataset: standard.label, items: items.filter((item, at) => items.findIndex(({ key }) => key === item.key) === at) }
    },

    async pursue(actor, query) {
      const { page, size } = query
      if (page * size > deepest) return refuse('invalid', 'pursuit.too-deep', { most: deepest })
      // Written before anything is read: nobody looks unseen.
      await db
        .transaction()
        .execute((tx) => record(tx, actor, clock(), { action: 'pursuit.read', values: { kind: query.kind, key: logged(query), page } }))
      const { entries, counts, called } = await lineOf(actor, query, page * size)
      const sum = (of: readonly Counted[]): number => of.reduce((all, { count }) => all + count, 0)
      const facet = (name: 'source' | 'year', label: (value: string) => string): FacetValue[] => {
        const values = new Map<string, number>()
        for (const one of counts)
          if (fits({ ...query, [name]: undefined }, one.source, one.year)) {
            const value = name === 'source' ? one.source : (one.year ?? 'none')
            values.set(value, (values.get(value) ?? 0) + one.count)
          }
        return [...values].map(([value, count]) => ({ value, label: label(value), count }))
      }
      return {
        items: [...(await read(actor, entries.slice((page - 1) * size)))],
        total: sum(counts.filter(({ source, year }) => fits(query, source, year))),
        page,
        size,
        called: [...called],
        facets: {
          source: facet('source', (value) => titleOf(value, actor)).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
          year: facet('year', (value) => (value === 'none' ? tell({ code: 'pursuit.undated' }, actor.locale) : value)).sort((a, b) =>
            a.value < b.value ? 1 : -1,
          ),
        },
      }
    },

    async export(actor, query, format) {
      const { entries, counts, called } = await lineOf(actor, query, deepest)
      const { kind } = query
      const mark = await db.transaction().execute((tx) =>
        recordExport(tx, actor, clock(), {
          action: 'pursuit.export',
          values: { kind, key: logged(query), format },
          count: entries.length,
          of: counts.filter(({ source, year }) => fits(query, source, year)).reduce((all, { count }) => all + count, 0),
          asked: { ...query, key: logged(query) },
        }),
      )
      const label = (code: string, width: number) => ({ label: tell({ code: `pursuit.column.${code}` }, actor.locale), width })
      return {
        mark,
        title: [tell({ code: 'pursuit.title' }, actor.locale), called[0]].filter(Boolean).join(' '),
        columns: [
          label('day', 12),
          label('what', 26),
          label('source', 22),
          label('as', 16),
          label('title', 40),
          label('fields', 120),
          label('file', 30),
          label('row', 8),
        ],
        rows: exported(entries, (part) => read(actor, part), actor.locale),
      }
    },
  }
}

async function* exported(
  entries: Line['entries'],
  read: (part: Line['entries']) => Promise<readonly PursuitEntry[]>,
  locale: Actor['locale'],
): AsyncIterable<readonly Cell[]> {
  for (let start = 0; start < entries.length; start += 500)
    for (const entry of await read(entries.slice(start, start + 500)))
      yield [
        entry.day,
        entry.what,
        entry.source.title,
        entry.as,
        entry.title,
        entry.fields.map(({ label, value }) => `${label}：${said(value, locale)}`).join('；'),
        entry.file?.name ?? null,
        entry.file?.rowNo ?? null,
      ]
}

const said = (value: PursuitEntry['fields'][number]['value'], locale: Actor['locale']): string =>
  typeof value === 'boolean' ? tell({ code: value ? 'pursuit.yes' : 'pursuit.no' }, locale) : String(value)

const fits = (query: Pick<Query, 'source' | 'year'>, source: string, year: string | null): boolean =>
  (!query.source || query.source.split(',').includes(source)) && (!query.year || query.year === (year ?? 'none'))

/** How the log keeps what was looked for: a token as it is, anything else with numbers of people masked. */
const logged = ({ key }: Query): string => (isToken(key) ? key : maskText(key))
