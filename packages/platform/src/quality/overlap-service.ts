import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import type { KeyOverlap } from '../contract/quality.ts'
import type { Reader } from '../data/reader.ts'
import { currentSnapshot, type Snapshot } from '../data/snapshots.ts'
import { recordExport } from '../export/mark.ts'
import type { Cell, TableFile } from '../export/table-file.ts'
import { pageOf } from '../lists/drawn-list.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { linksOf, type Overlap, overlapOf } from './overlap.ts'

/** What should be found and is found least comes first; then what may be found, most of it first, so that pairs which have nothing in common end the list. */
const expectation = (a: KeyOverlap, b: KeyOverlap): number =>
  Number(b.declared) - Number(a.declared) || ((a.share ?? 0) - (b.share ?? 0)) * (a.declared ? 1 : -1)

interface Asked {
  readonly q?: string | undefined
  readonly sort?: string | undefined
}
export interface Overlaps {
  list(
    actor: Actor,
    dataset: string,
    query: Asked & { readonly page: number; readonly size: number },
  ): Promise<{ items: KeyOverlap[]; total: number; page: number; size: number; leftOut: number } | Refusal>
  export(actor: Actor, dataset: string, query: Asked, format: string): Promise<TableFile | Refusal>
}

/** Each is a join of two whole datasets; more than these nobody reads. What a standard refers to goes first, then the largest targets. */
const mostLinks = 40
const mostKept = 8

export function openOverlaps({
  db,
  clock,
  seenBy,
  reader,
}: {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly reader: Reader
}): Overlaps {
  /** A snapshot never changes, so what was found in one need not be looked for again when a page is turned. */
  const kept = new Map<string, Promise<{ overlaps: Overlap[]; leftOut: number }>>()

  const compute = async (
    { standards }: Catalogue,
    snapshot: Snapshot,
    dataset: string,
  ): Promise<{ overlaps: Overlap[]; leftOut: number }> => {
    const standard = standards.get(dataset)
    if (!standard) return { overlaps: [], leftOut: 0 }
    const counts = await reader.counts(snapshot)
    const size = (id: string): number => counts.get(id) ?? 0
    if (size(dataset) === 0) return { overlaps: [], leftOut: 0 }
    const links = linksOf(standard, standards.values())
      .filter(({ to }) => size(to) > 0)
      .sort((a, b) => Number(b.declared) - Number(a.declared) || size(b.to) - size(a.to))
    const overlaps: Overlap[] = []
    await reader.within(snapshot, async (session) => {
      for (const link of links.slice(0, mostLinks)) overlaps.push(await overlapOf(session, standard, link))
    })
    return { overlaps, leftOut: Math.max(0, links.length - mostLinks) }
  }

  const found = async (actor: Actor, dataset: string, { q, sort }: Asked): Promise<{ items: KeyOverlap[]; leftOut: number }> => {
    const snapshot = await currentSnapshot(db, actor)
    const name = `${snapshot.id} ${dataset}`
    const waiting = kept.get(name) ?? compute(seenBy(actor), snapshot, dataset)
    kept.delete(name)
    kept.set(name, waiting)
    waiting.catch(() => kept.delete(name))
    for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old)
    const { overlaps, leftOut } = await waiting
    const items = overlaps.map((one): KeyOverlap => {
      const met = one.states.find(({ state }) => state === 'found')?.rows ?? 0
      return {
        id: `${one.key}-${one.to}`,
        key: one.key,
        label: one.label,
        to: one.to,
        declared: one.declared,
        toTitle: seenBy(actor).standards.get(one.to)?.label ?? one.to,
        rows: one.rows,
        found: met,
        share: one.rows === 0 ? null : met / one.rows,
        reasons: one.states.flatMap(({ state, rows, examples }) => (state === 'found' ? [] : [{ state, rows, examples: [...examples] }])),
      }
    })
    const wanted = (q ?? '').toLowerCase()
    const by = (sort ?? 'expected').replace(/^-/, '')
    const turned = sort?.startsWith('-') ? -1 : 1
    const order = (a: KeyOverlap, b: KeyOverlap): number =>
      by === 'to'
        ? a.toTitle.localeCompare(b.toTitle, 'zh')
        : by === 'key'
          ? a.label.localeCompare(b.label, 'zh')
          : by === 'share'
            ? (a.share ?? 0) - (b.share ?? 0)
            : expectation(a, b)
    return {
      items: items
        .filter((one) => `${one.label} ${one.toTitle} ${one.key} ${one.to}`.toLowerCase().includes(wanted))
        .sort((a, b) => order(a, b) * turned || a.id.localeCompare(b.id)),
      leftOut,
    }
  }

  return {
    async list(actor, dataset, query) {
      const standard = seenBy(actor).standards.get(dataset)
      if (!standard) return refuse('not-found', 'data.no-dataset', { dataset })
      await db
        .transaction()
        .execute((tx) => record(tx, actor, clock(), { action: 'overlaps.read', object: dataset, values: { dataset: standard.label } }))
      const { items, leftOut } = await found(actor, dataset, query)
      return { ...pageOf(items, query), leftOut }
    },

    async export(actor, dataset, query, format) {
      const standard = seenBy(actor).standards.get(dataset)
      if (!standard) return refuse('not-found', 'data.no-dataset', { dataset })
      const { items } = await found(actor, dataset, query)
      const word = (code: string): string => tell({ code: `quality.overlap.${code}` }, actor.locale)
      const rows = items.flatMap((one): Cell[][] => {
        const base = [
          one.label,
          one.toTitle,
          word(one.declared ? 'should' : 'may'),
          one.rows,
          one.found,
          one.share === null ? null : Number((one.share * 100).toFixed(2)),
        ]
        if (one.reasons.length === 0) return [[...base, null, null, null]]
        return one.reasons.map(({ state, rows: n, examples }) => [...base, word(state), n, examples.join('；')])
      })
      const values = { dataset: standard.label, format }
      const event = { action: 'overlaps.export', object: dataset, values, count: rows.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return {
        mark,
        title: `${standard.label} ${word('title')}`,
        columns: ['key', 'to', 'declared', 'rows', 'found', 'share', 'reason', 'reason-rows', 'examples'].map((column) => ({
          label: word(column),
        })),
        rows,
      }
    },
  }
}
