import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Source, SourceFacts } from '../contract/sources.ts'
import { sourceKind } from '../contract/sources.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type TableFile } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db, newId, type Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import {
  arrivedFrom,
  insertSource,
  pageOfSources,
  type SourceQuery,
  type StoredSource,
  sourceById,
  sourceByName,
  updateSource,
} from './store.ts'

type ListOf = SourceQuery & { readonly page: number; readonly size: number }

export interface Sources {
  list(actor: Actor, query: ListOf): Promise<{ items: Source[]; total: number; page: number; size: number }>
  export(actor: Actor, query: SourceQuery, format: string): Promise<TableFile>
  get(actor: Actor, id: string): Promise<Source | Refusal>
  create(actor: Actor, facts: SourceFacts): Promise<Source | Refusal>
  change(actor: Actor, id: string, facts: SourceFacts & { readonly stopped: boolean }): Promise<Source | Refusal>
}

const mostExported = 10_000

/** `today` is China's day, given by the edge. */
export function openSources({
  db,
  clock,
  today,
  seenBy,
}: {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly seenBy: SeenBy
}): Sources {
  const shown = async (queries: Queries, actor: Actor, sources: readonly StoredSource[]): Promise<Source[]> => {
    const arrived = await arrivedFrom(
      queries,
      actor,
      sources.map(({ id }) => id),
    )
    const now = today()
    return sources.map((one) => {
      const { datasets, ...came } = arrived.get(one.id) ?? { files: 0, rows: 0, refused: 0, datasets: [], lastArrivedAt: null }
      return {
        ...one,
        ...came,
        kind: sourceKind.parse(one.kind),
        outOfTerm: (one.usedFrom !== null && now < one.usedFrom) || (one.usedUntil !== null && now > one.usedUntil),
        datasets: datasets.map((id) => ({ id, title: seenBy(actor).standards.get(id)?.label ?? id })),
      }
    })
  }
  const showOne = async (queries: Queries, actor: Actor, one: StoredSource): Promise<Source | Refusal> =>
    (await shown(queries, actor, [one]))[0] ?? refuse('not-found', 'source.not-found')

  const wrong = ({ usedFrom, usedUntil }: SourceFacts): Refusal | undefined =>
    usedFrom && usedUntil && usedFrom > usedUntil
      ? refuse('invalid', 'source.term-reversed', { from: usedFrom, until: usedUntil })
      : undefined

  return {
    list: (actor, query) =>
      atOnce(db, async (tx) => {
        const { sources, total } = await pageOfSources(tx, actor, query, query)
        return { items: await shown(tx, actor, sources), total, page: query.page, size: query.size }
      }),

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const { sources } = await pageOfSources(tx, actor, query, { page: 1, size: mostExported })
        const all = await shown(tx, actor, sources)
        const event = { action: 'source.export', values: { format }, count: all.length, asked: query } as const
        const mark = await recordExport(tx, actor, clock(), event)
        const word = (code: string): string => tell({ code: `source.${code}` }, actor.locale)
        const state = (one: Source): string => word(one.stopped ? 'state.stopped' : one.outOfTerm ? 'state.out-of-term' : 'state.active')
        return {
          mark,
          title: word('title'),
          columns: [
            'name',
            'agency',
            'state',
            'datasets',
            'contact',
            'basis',
            'purpose',
            'from',
            'until',
            'keep',
            'files',
            'rows',
            'refused',
            'last',
          ].map((column) => ({ label: word(`column.${column}`), width: ['basis', 'purpose', 'datasets'].includes(column) ? 40 : 18 })),
          rows: all.map((one) => [
            one.name,
            one.agencyCode,
            state(one),
            one.datasets.map(({ title }) => title).join('、'),
            one.contact,
            one.legalBasis,
            one.purpose,
            one.usedFrom,
            one.usedUntil,
            one.keepRawDays,
            one.files,
            one.rows,
            one.refused,
            one.lastArrivedAt && chinaMoment(one.lastArrivedAt),
          ]),
        }
      }),

    async get(actor, id) {
      const one = await sourceById(db, actor, id)
      return one ? showOne(db, actor, one) : refuse('not-found', 'source.not-found')
    },

    create: (actor, facts) =>
      db.transaction().execute(async (tx) => {
        const refused = wrong(facts)
        if (refused) return refused
        if (await sourceByName(tx, actor, facts.name)) return refuse('conflict', 'source.name-taken', { name: facts.name })
        const now = clock()
        const one: StoredSource = {
          ...facts,
          id: newId('source'),
          kind: 'upload',
          stopped: false,
          createdBy: actor.name,
          createdAt: now.toISOString(),
        }
        await insertSource(tx, actor, one)
        await record(tx, actor, now, { action: 'source.create', object: one.id, values: { name: one.name } })
        return showOne(tx, actor, one)
      }),

    change: (actor, id, facts) =>
      db.transaction().execute(async (tx) => {
        const before = await sourceById(tx, actor, id)
        if (!before) return refuse('not-found', 'source.not-found')
        const refused = wrong(facts)
        if (refused) return refused
        const namesake = await sourceByName(tx, actor, facts.name)
        if (namesake && namesake.id !== id) return refuse('conflict', 'source.name-taken', { name: facts.name })
        const one: StoredSource = { ...before, ...facts }
        await updateSource(tx, actor, one)
        const action = before.stopped === one.stopped ? 'source.change' : one.stopped ? 'source.stop' : 'source.resume'
        await record(tx, actor, clock(), { action, object: id, values: { name: one.name } })
        return showOne(tx, actor, one)
      }),
  }
}
