import type { Actor } from '../access/actor.ts'
import { maskValue } from '../access/masking.ts'
import { scope } from '../access/scope.ts'
import type { Indicator, IndicatorRow } from '../contract/indicators.ts'
import { recordExport } from '../export/mark.ts'
import type { Cell, TableFile, TableFormat } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { indicatorsOfRun, pageOfRows, type StoredIndicator, type StoredRow, trendOf } from './store.ts'

type ListOf = { readonly page: number; readonly size: number; readonly q?: string | undefined; readonly sort?: string | undefined }
type Page<T> = { items: T[]; total: number; page: number; size: number }

export interface Indicators {
  ofRun(actor: Actor, runId: string): Promise<{ items: Indicator[] } | Refusal>
  ofModel(
    actor: Actor,
    modelId: string,
  ): Promise<{ run: { id: string; asOf: string; version: string } | null; items: Indicator[] } | Refusal>
  rows(actor: Actor, runId: string, rule: string, query: ListOf): Promise<(Page<IndicatorRow> & { indicator: Indicator }) | Refusal>
  export(actor: Actor, runId: string, rule: string, query: ListOf, format: TableFormat): Promise<TableFile | Refusal>
}

/** How many runs a trend looks back. */
const trendRuns = 12
const mostExported = 100_000

export function openIndicators(db: Db, clock: () => Date, knows: (modelId: string) => boolean): Indicators {
  const runOf = (queries: Queries, actor: Actor, id: string) =>
    queries
      .selectFrom('run')
      .select(['id', 'model_id', 'model_title', 'as_of', 'version'])
      .where(scope(actor, 'run'))
      .where('id', '=', id)
      .executeTakeFirst()

  const find = async (actor: Actor, runId: string, rule: string) => {
    const run = await runOf(db, actor, runId)
    if (!run) return refuse('not-found', 'run.not-found')
    const found = (await indicatorsOfRun(db, actor, runId)).find((one) => one.rule === rule)
    return found ? { run, found } : refuse('not-found', 'indicator.not-found', { rule })
  }

  return {
    async ofRun(actor, runId) {
      const run = await runOf(db, actor, runId)
      if (!run) return refuse('not-found', 'run.not-found')
      return { items: (await indicatorsOfRun(db, actor, runId)).map(show) }
    },

    async ofModel(actor, modelId) {
      const run = await db
        .selectFrom('run')
        .select(['run.id', 'run.as_of', 'run.version'])
        .where(scope(actor, 'run'))
        .where('model_id', '=', modelId)
        .where((e) => e.exists(e.selectFrom('indicator').select('rule_id').whereRef('indicator.run_id', '=', 'run.id')))
        .orderBy('run.seq', 'desc')
        .executeTakeFirst()
      if (!run) return knows(modelId) ? { run: null, items: [] } : refuse('not-found', 'run.no-model', { id: modelId })
      return { run: { id: run.id, asOf: run.as_of, version: run.version }, items: (await indicatorsOfRun(db, actor, run.id)).map(show) }
    },

    async rows(actor, runId, rule, query) {
      const asked = await find(actor, runId, rule)
      if ('refused' in asked) return asked
      const { run, found } = asked
      const { page, size } = query
      const { rows, total } = await pageOfRows(db, actor, found, { ...query, limit: size, offset: (page - 1) * size })
      const keys = rows.map(({ keyText }) => keyText)
      const trend = await trendOf(db, actor, { id: run.id, modelId: run.model_id }, rule, keys, trendRuns)
      const items = rows.map((row) => ({
        key: masked(row),
        figures: { ...row.figures },
        trend: (trend.get(row.keyText) ?? []).map((point) => ({ ...point, figures: { ...point.figures } })),
      }))
      return { items, total, page, size, indicator: show(found) }
    },

    async export(actor, runId, rule, query, format) {
      const asked = await find(actor, runId, rule)
      if ('refused' in asked) return asked
      const { run, found } = asked
      const { rows, total } = await pageOfRows(db, actor, found, { ...query, limit: mostExported, offset: 0 })
      const mark = await db.transaction().execute((tx) =>
        recordExport(tx, actor, clock(), {
          action: 'indicator.export',
          object: runId,
          values: { title: found.title, format },
          count: Math.min(total, mostExported),
          of: total,
          asked: query,
        }),
      )
      return {
        mark,
        title: found.title,
        columns: [...found.dimensions, ...found.figures, { label: tell({ code: 'indicator.as-of' }, actor.locale) }].map(({ label }) => ({
          label,
        })),
        rows: rows.map((row): Cell[] => [
          ...found.dimensions.map(({ name }) => masked(row)[name] ?? null),
          ...found.figures.map(({ name }) => numeric(row.figures[name] ?? null)),
          run.as_of,
        ]),
      }
    },
  }
}

const show = ({ rule, title, dimensions, figures, rows }: StoredIndicator): Indicator => ({
  rule,
  title,
  dimensions: [...dimensions],
  figures: [...figures],
  rows,
})

/** A dimension may be anything that a dataset holds: it goes out as any other text from there. */
const masked = ({ key }: StoredRow): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(key).map(([name, value]) => {
      const shown = maskValue(undefined, name, value)
      return [name, shown === null ? null : String(shown)]
    }),
  )

const numeric = (text: string | null): Cell => (text !== null && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text)
