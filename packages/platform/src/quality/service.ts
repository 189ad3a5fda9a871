import type { Actor } from '../access/actor.ts'
import type { BatchQuality, SourceMonth } from '../contract/quality.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type TableFile } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { sourceById, sourceNames } from '../sources/store.ts'
import { atOnce, type Db, type Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { type BatchQualityRow, monthsOfSource, pageOfQuality, type QualityQuery } from './store.ts'

export interface Quality {
  list(
    actor: Actor,
    query: QualityQuery & { readonly page: number; readonly size: number },
  ): Promise<{ items: BatchQuality[]; total: number; page: number; size: number }>
  export(actor: Actor, query: QualityQuery, format: string): Promise<TableFile>
  batch(actor: Actor, id: string): Promise<BatchQuality | Refusal>
  scorecard(actor: Actor, source: string): Promise<{ items: SourceMonth[] } | Refusal>
  exportScorecard(actor: Actor, source: string, format: string): Promise<TableFile | Refusal>
}

const mostExported = 100_000
const percent = (share: number | null): number | null => (share === null ? null : Number((share * 100).toFixed(2)))

export function openQuality({ db, clock, seenBy }: { readonly db: Db; readonly clock: () => Date; readonly seenBy: SeenBy }): Quality {
  const show = async (queries: Queries, actor: Actor, rows: readonly BatchQualityRow[]): Promise<BatchQuality[]> => {
    const sources = await sourceNames(
      queries,
      actor,
      rows.map(({ sourceId }) => sourceId),
    )
    return rows.map(({ sourceId, emptyShares, drift, ...row }) => {
      const standard = seenBy(actor).standards.get(row.dataset)
      const label = (field: string): string => standard?.fields.find(({ id }) => id === field)?.label ?? field
      return {
        ...row,
        datasetTitle: standard?.label ?? row.dataset,
        source: sources.get(sourceId ?? '') ?? null,
        empty: Object.entries(emptyShares)
          .filter(([, share]) => share > 0)
          .map(([field, share]) => ({ field, label: label(field), share }))
          .sort((a, b) => b.share - a.share),
        drift: drift.map(({ what, field, usual, now }) =>
          tell(
            what === 'rows'
              ? { code: 'quality.drift.rows', values: { usual: Math.round(usual), now } }
              : {
                  code: 'quality.drift.empty',
                  values: { field: label(field ?? ''), usual: Math.round(usual * 100), now: Math.round(now * 100) },
                },
            actor.locale,
          ),
        ),
      }
    })
  }

  const monthsOf = async (queries: Queries, actor: Actor, source: string): Promise<SourceMonth[]> => {
    const months = await monthsOfSource(queries, actor, source)
    const taken = months.map(({ rows, refused }) => (rows + refused > 0 ? rows / (rows + refused) : null))
    return months.map((month, place) => {
      const now = taken[place] ?? null
      const before = taken[place + 1] ?? null
      return { ...month, takenShare: now, change: now === null || before === null ? null : now - before }
    })
  }
  const words = (actor: Actor, columns: readonly string[], wide: readonly string[] = []) =>
    columns.map((column) => ({
      label: tell({ code: `quality.column.${column}` }, actor.locale),
      width: wide.includes(column) ? 40 : 16,
    }))

  return {
    list: (actor, query) =>
      atOnce(db, async (tx) => {
        const { rows, total } = await pageOfQuality(tx, actor, query, query)
        return { items: await show(tx, actor, rows), total, page: query.page, size: query.size }
      }),

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const { rows } = await pageOfQuality(tx, actor, query, { page: 1, size: mostExported })
        const all = await show(tx, actor, rows)
        const event = { action: 'quality.export', values: { format }, count: all.length, asked: query } as const
        const mark = await recordExport(tx, actor, clock(), event)
        const columns = ['seq', 'dataset', 'source', 'file', 'arrived', 'rows', 'refused', 'completeness', 'conditional', 'validity']
        return {
          mark,
          title: tell({ code: 'quality.title' }, actor.locale),
          columns: words(actor, [...columns, 'uniqueness', 'consistency', 'days-late', 'drift'], ['file', 'drift']),
          rows: all.map((one) => [
            one.seq,
            one.datasetTitle,
            one.source?.name ?? null,
            one.file,
            chinaMoment(one.publishedAt),
            one.rows,
            one.refused,
            percent(one.completeness),
            percent(one.conditional),
            percent(one.validity),
            percent(one.uniqueness),
            percent(one.consistency),
            one.daysLate,
            one.drift.join('；'),
          ]),
        }
      }),

    batch: (actor, id) =>
      atOnce(db, async (tx) => {
        const { rows } = await pageOfQuality(tx, actor, { batch: id }, { page: 1, size: 1 })
        return (await show(tx, actor, rows))[0] ?? refuse('not-found', 'quality.not-measured')
      }),

    scorecard: (actor, source) =>
      atOnce(db, async (tx) =>
        (await sourceById(tx, actor, source)) ? { items: await monthsOf(tx, actor, source) } : refuse('not-found', 'source.not-found'),
      ),

    exportScorecard: (actor, source, format) =>
      db.transaction().execute(async (tx) => {
        const one = await sourceById(tx, actor, source)
        if (!one) return refuse('not-found', 'source.not-found')
        const months = await monthsOf(tx, actor, source)
        const event = {
          action: 'scorecard.export',
          object: source,
          values: { name: one.name, format },
          count: months.length,
          asked: {},
        } as const
        const mark = await recordExport(tx, actor, clock(), event)
        const columns = [
          'month',
          'batches',
          'rows',
          'refused',
          'taken-share',
          'change',
          'completeness',
          'validity',
          'uniqueness',
          'days-late',
        ]
        return {
          mark,
          title: `${tell({ code: 'quality.scorecard' }, actor.locale)} ${one.name}`,
          columns: words(actor, columns),
          rows: months.map((month) => [
            month.month,
            month.batches,
            month.rows,
            month.refused,
            percent(month.takenShare),
            percent(month.change),
            percent(month.completeness),
            percent(month.validity),
            percent(month.uniqueness),
            month.daysLate,
          ]),
        }
      }),
  }
}
