import type { Actor } from '../access/actor.ts'
import type { Readiness } from '../contract/packages.ts'
import { currentSnapshot } from '../data/snapshots.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile } from '../export/table-file.ts'
import { availableOf } from '../models/available.ts'
import { withOwnWork } from '../models/own-work.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { officeModel, type SeenBy } from '../workshop/shelf.ts'
import { withBrought } from './brought.ts'
import { type Candidate, readinessOf, readyState, wantedOf } from './readiness.ts'
import type { Packages } from './service.ts'

type State = 'all' | 'part' | 'none'
interface Asked {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly state?: State | undefined
  readonly source?: string | undefined
}
type Counts = { readonly [S in State]: number }

export interface ReadinessLists {
  list(
    actor: Actor,
    query: Asked & { readonly page: number; readonly size: number },
  ): Promise<{ items: Readiness[]; total: number; page: number; size: number; counts: Counts; sources: string[] }>
  export(actor: Actor, query: Asked, format: string): Promise<TableFile>
}

/** Can this office run it? Asked of every model here and of those in packages that are not installed. */
export function openReadiness({
  db,
  clock,
  seenBy,
  packages,
}: {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly packages: Packages
}): ReadinessLists {
  const all = async (actor: Actor): Promise<Readiness[]> => {
    const catalogue = seenBy(actor)
    const { batches } = await currentSnapshot(db, actor)
    const available = withOwnWork(availableOf(catalogue, batches))
    const here: Candidate[] = [...catalogue.models.values()].map(({ id, checked }) => ({
      id,
      from: 'here',
      packageId: null,
      checked,
      standards: [],
    }))
    const seen = new Set(here.map(({ id }) => id))
    const packed: Candidate[] = []
    for (const { id: packageId, content } of await packages.opened(actor))
      for (const { id, files } of content.models) {
        if (seen.has(id)) continue
        seen.add(id)
        const { model } = officeModel({ id, files }, withBrought(catalogue, content))
        if (model) packed.push({ id, from: 'package', packageId, checked: model.checked, standards: content.standards })
      }
    return [...here, ...packed].map((one) => readinessOf(one, catalogue, available))
  }
  const matching = (rows: readonly Readiness[], { q = '', state, source }: Asked): Readiness[] => {
    const wanted = q.toLowerCase()
    return rows.filter(
      (one) =>
        (state === undefined || readyState(one) === state) &&
        (source === undefined || one.lacks.some((need) => need.source === source)) &&
        `${one.model} ${one.title} ${one.lacks.map(({ title, field }) => `${title} ${field ?? ''}`).join(' ')}`
          .toLowerCase()
          .includes(wanted),
    )
  }

  return {
    async list(actor, query) {
      const rows = await all(actor)
      const found = sorted(matching(rows, query), query.sort)
      const count = (state: State): number => rows.filter((one) => readyState(one) === state).length
      return {
        items: found.slice((query.page - 1) * query.size, query.page * query.size),
        total: found.length,
        page: query.page,
        size: query.size,
        counts: { all: count('all'), part: count('part'), none: count('none') },
        sources: [...new Set(rows.flatMap(({ lacks }) => lacks.map(({ source }) => source)))].filter(Boolean).sort(byWords),
      }
    },

    async export(actor, query, format) {
      const wanted = wantedOf(matching(await all(actor), query)).filter(
        ({ source }) => query.source === undefined || source === query.source,
      )
      const event = { action: 'readiness.export', values: { format }, count: wanted.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      const word = (code: string): string => tell({ code: `readiness.${code}` }, actor.locale)
      const columns = ['source', 'dataset', 'fields', 'count', 'models', 'rules']
      return {
        mark,
        title: word('title'),
        columns: columns.map((column) => ({ label: word(`column.${column}`), width: column === 'count' ? 12 : 40 })),
        rows: wanted.map((one) => [
          one.source || word('unknown-source'),
          one.title,
          one.fields.join('、') || word('whole'),
          one.rules.length,
          one.models.join('、'),
          one.rules.join('；'),
        ]),
      }
    },
  }
}

const byWords = (a: string, b: string): number => a.localeCompare(b, 'zh')

/** Those that lack least first, unless asked otherwise. */
function sorted(rows: readonly Readiness[], sort = 'lacks'): Readiness[] {
  const down = sort.startsWith('-') ? -1 : 1
  const by: Readonly<Record<string, (a: Readiness, b: Readiness) => number>> = {
    title: (a, b) => byWords(a.title, b.title),
    runnable: (a, b) => a.runnable - b.runnable,
    lacks: (a, b) => a.lacks.length - b.lacks.length,
  }
  const order = by[sort.replace(/^-/, '')] ?? by.lacks
  return [...rows].sort((a, b) => down * (order?.(a, b) ?? 0) || (a.model < b.model ? -1 : 1))
}
