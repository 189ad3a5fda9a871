import { isTokenised } from '@xiezhi/engine/data/schema'
import { type Standard, type StandardField, withCodes } from '@xiezhi/engine/data/standard'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Batch, BatchDetail, batch as batchShape, Dataset, dataRow, datasetField } from '../contract/data.ts'
import { dictionariesOf } from '../dictionaries/store.ts'
import { recordExport } from '../export/mark.ts'
import { type Cell, chinaMoment, type TableFile, type TableFormat } from '../export/table-file.ts'
import { pageOf } from '../lists/drawn-list.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { sourceNames } from '../sources/store.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { footings, lacksByModel } from './footing.ts'
import type { Reader, ReadRow, RowQuery } from './reader.ts'
import { maskText } from './secrecy/mask.ts'
import { endOfDay, type Snapshot, snapshotAt } from './snapshots.ts'
import { batchById, pageOfBatches, type StoredBatch } from './stored-batches.ts'
import { cluesOn, type Withdrawal, withdrawalsOf } from './withdrawals.ts'

type Page<T> = { items: T[]; total: number; page: number; size: number }
type ListOf = {
  readonly page: number
  readonly size: number
  readonly q?: string | undefined
  readonly sort?: string | undefined
  /** A past day whose view is asked for. */
  readonly at?: string | undefined
}
type RowsAsked = ListOf & { readonly batch?: string | undefined; readonly field?: string | undefined; readonly value?: string | undefined }
type Column = { name: string; label: string; type: string; sealed: boolean }

export interface Data {
  datasets(actor: Actor, query: ListOf): Promise<Page<Dataset>>
  exportDatasets(actor: Actor, query: Omit<ListOf, 'page' | 'size'>, format: TableFormat): Promise<TableFile>
  dataset(
    actor: Actor,
    id: string,
    query: { readonly at?: string | undefined },
  ): Promise<(Dataset & { fields: z.input<typeof datasetField>[]; recentBatches: z.input<typeof batchShape>[] }) | Refusal>
  rows(actor: Actor, dataset: string, query: RowsAsked): Promise<(Page<z.input<typeof dataRow>> & { columns: Column[] }) | Refusal>
  exportRows(actor: Actor, dataset: string, query: RowsAsked, format: TableFormat): Promise<TableFile | Refusal>
  batches(
    actor: Actor,
    query: ListOf & { readonly dataset?: string | undefined; readonly source?: string | undefined },
  ): Promise<Page<Batch>>
  batch(db: Queries, actor: Actor, id: string): Promise<BatchDetail | Refusal>
}

const mostExported = 100_000

const orders: Readonly<Record<string, (a: Dataset, b: Dataset) => number>> = {
  title: (a, b) => a.title.localeCompare(b.title, 'zh-CN'),
  rows: (a, b) => a.rows - b.rows,
  lastArrivedAt: (a, b) => (a.lastArrivedAt ?? '').localeCompare(b.lastArrivedAt ?? ''),
}
const percent = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : Number((share * 100).toFixed(2))

/** Columns of the catalogue of data as it goes out, with their widths. */
const catalogueColumns: readonly (readonly [string, number])[] = [
  ['id', 22],
  ['dataset', 24],
  ['source', 26],
  ['rows', 10],
  ['from', 12],
  ['to', 12],
  ['last', 20],
  ['completeness', 10],
  ['validity', 10],
  ['basis', 40],
  ['purpose', 30],
  ['used-from', 12],
  ['used-until', 12],
  ['keep', 12],
  ['models', 60],
  ['lacking', 60],
]

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly seenBy: SeenBy
  readonly reader: Reader
}

export function openData({ db, clock, today, seenBy, reader }: Parts): Data {
  const titleOf = (actor: Actor, dataset: string): string => seenBy(actor).standards.get(dataset)?.label ?? dataset

  const showBatch = (
    actor: Actor,
    batch: StoredBatch,
    sources: ReadonlyMap<string, NonNullable<Batch['source']>>,
    withdrawals: readonly Withdrawal[] | undefined,
  ): Batch => ({
    id: batch.id,
    seq: batch.seq,
    dataset: batch.dataset,
    datasetTitle: titleOf(actor, batch.dataset),
    file: batch.file,
    part: batch.part,
    importId: batch.importId,
    lawLoadId: batch.lawLoadId,
    source: sources.get(batch.sourceId ?? '') ?? null,
    replaced: batch.replacedBy !== null,
    rows: batch.rows,
    refused: batch.refused,
    coverage: batch.coverage,
    withdrawn: openOne(withdrawals),
    publishedAt: batch.publishedAt,
    publishedBy: batch.publishedBy,
  })

  const showBatches = async (queries: Queries, actor: Actor, batches: readonly StoredBatch[]): Promise<Batch[]> => {
    const sources = await sourceNames(
      queries,
      actor,
      batches.map(({ sourceId }) => sourceId),
    )
    const withdrawals = await withdrawalsOf(
      queries,
      actor,
      batches.map(({ id }) => id),
    )
    return batches.map((batch) => showBatch(actor, batch, sources, withdrawals.get(batch.id)))
  }
  /** The view asked for: of a past day, or what is visible now. */
  const viewOf = (actor: Actor, at: string | undefined): Promise<Snapshot> => snapshotAt(db, actor, at && endOfDay(at))

  /** What every dataset's summary is made of, asked for once. */
  const groundOf = async (actor: Actor, snapshot: Snapshot, catalogue = seenBy(actor)) => ({
    catalogue,
    snapshot,
    counts: await reader.counts(snapshot),
    sources: await footings(db, actor, snapshot, today()),
    models: lacksByModel(catalogue, actor, snapshot),
  })
  type Ground = Awaited<ReturnType<typeof groundOf>>

  const summarise = (id: string, { catalogue, snapshot, counts, sources, models }: Ground): Dataset => {
    const standard = catalogue.standards.get(id)
    const batches = snapshot.batches.filter((batch) => batch.dataset === id)
    const covered = sources.get(id) ?? []
    const from = covered.flatMap((one) => one.from ?? []).sort()[0]
    const to = covered
      .flatMap((one) => one.to ?? [])
      .sort()
      .at(-1)
    return {
      id,
      title: standard?.label ?? id,
      purpose: standard?.purpose ?? '',
      source: standard?.source ?? '',
      rows: counts.get(id) ?? 0,
      batches: batches.length,
      coverage: from && to ? { from, to } : null,
      lastArrivedAt: batches.at(-1)?.publishedAt ?? null,
      usedBy: [...catalogue.models.values()]
        .filter(({ checked }) => checked.inputs.some((input) => input.dataset === id))
        .map((model) => ({
          id: model.id,
          title: model.checked.title,
          runs: models.get(model.id)?.runs ?? false,
          lacks: models.get(model.id)?.lacks ?? [],
        })),
      sources: sources.get(id) ?? [],
    }
  }

  /** Fields that some batch brought, in the standard's order: others would be empty columns. */
  const presentFields = (standard: Standard, snapshot: Snapshot): readonly StandardField[] => {
    const brought = new Set(snapshot.batches.filter((batch) => batch.dataset === standard.id).flatMap(({ fields }) => fields))
    return standard.fields.filter((field) => brought.has(field.id))
  }

  /** What is asked for, in the reader's terms, or what is wrong with it. */
  const rowQuery = (standard: Standard, asked: RowsAsked, snapshot: Snapshot): RowQuery | Refusal => {
    const batch = asked.batch === undefined ? undefined : snapshot.batches.find((one) => one.id === asked.batch)
    if (asked.batch !== undefined && !batch) return refuse('not-found', 'data.no-batch', { batch: asked.batch })
    const { field, value } = asked
    if (field !== undefined && !standard.fields.some((one) => one.id === field))
      return refuse('invalid', 'data.no-column', { dataset: standard.id, field })
    return {
      q: asked.q,
      sort: asked.sort,
      seq: batch?.seq,
      filter: field !== undefined && value !== undefined ? { field, value } : undefined,
    }
  }

  const found = async (actor: Actor, query: Omit<ListOf, 'page' | 'size'>): Promise<Dataset[]> => {
    const ground = await groundOf(actor, await viewOf(actor, query.at))
    const wanted = (query.q ?? '').toLowerCase()
    const all = [...ground.catalogue.standards.keys()]
      .map((id) => summarise(id, ground))
      .filter((one) =>
        [one.id, one.title, one.purpose, one.source, ...one.sources.map(({ name }) => name)].join(' ').toLowerCase().includes(wanted),
      )
    const order = orders[(query.sort ?? '').replace(/^-/, '')]
    const turn = query.sort?.startsWith('-') ? -1 : 1
    return order ? all.sort((a, b) => turn * order(a, b)) : all.sort((a, b) => Number(b.batches > 0) - Number(a.batches > 0))
  }

  return {
    async exportDatasets(actor, query, format) {
      const all = await found(actor, query)
      const word = (code: string): string => tell({ code: `data.catalogue.${code}` }, actor.locale)
      const rows = all.flatMap((one): Cell[][] =>
        (one.sources.length > 0 ? one.sources : [undefined]).map((source) => [
          one.id,
          one.title,
          source ? (source.name ?? word('unnamed')) : null,
          source?.rows ?? 0,
          source?.from ?? null,
          source?.to ?? null,
          source ? chinaMoment(source.lastArrivedAt) : null,
          percent(source?.completeness),
          percent(source?.validity),
          source?.legalBasis ?? null,
          source?.purpose ?? null,
          source?.usedFrom ?? null,
          source?.usedUntil ?? null,
          source?.keepRawDays ?? null,
          one.usedBy.map(({ title }) => title).join('；'),
          one.usedBy
            .filter(({ runs }) => !runs)
            .map(({ title, lacks }) => `${title}：${lacks.join('、')}`)
            .join('；'),
        ]),
      )
      const event = { action: 'dataset.export', values: { format }, count: rows.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { mark, title: word('title'), columns: catalogueColumns.map(([code, width]) => ({ label: word(code), width })), rows }
    },

    async datasets(actor, query) {
      return pageOf(await found(actor, query), query)
    },

    async dataset(actor, id, { at }) {
      const catalogue = seenBy(actor)
      const known = catalogue.standards.get(id)
      if (!known) return refuse('not-found', 'data.no-dataset', { dataset: id })
      const { dictionaries } = await dictionariesOf(db, actor, catalogue)
      const standard = withCodes(known, dictionaries)
      const snapshot = await viewOf(actor, at)
      const brought = new Set(presentFields(standard, snapshot).map((field) => field.id))
      const { batches } = await pageOfBatches(db, actor, { page: 1, size: 20, dataset: id })
      return {
        ...summarise(id, await groundOf(actor, snapshot)),
        fields: standard.fields.map((field) => ({
          name: field.id,
          label: field.label,
          type: field.type,
          required: field.required,
          sensitivity: field.sensitivity,
          codes: field.codes?.map(({ label }) => label) ?? [],
          aliases: field.aliases.map(({ name }) => name),
          dictionary:
            field.dictionary === null
              ? null
              : { id: field.dictionary, title: dictionaries.get(field.dictionary)?.label ?? field.dictionary },
          references: [...new Set(field.references.map((one) => one.dataset))].map((one) => ({ dataset: one, title: titleOf(actor, one) })),
          span: field.span && { ...field.span },
          present: brought.has(field.id),
        })),
        recentBatches: await showBatches(db, actor, batches),
      }
    },

    async rows(actor, id, asked) {
      const standard = seenBy(actor).standards.get(id)
      if (!standard) return refuse('not-found', 'data.no-dataset', { dataset: id })
      const snapshot = await viewOf(actor, asked.at)
      const query = rowQuery(standard, asked, snapshot)
      if ('refused' in query) return query
      const fields = presentFields(standard, snapshot)
      // Written before the rows are read: nobody looks unseen.
      await db.transaction().execute((tx) =>
        record(tx, actor, clock(), {
          action: 'rows.read',
          object: id,
          values: { dataset: standard.label, page: asked.page, q: searched(asked) },
        }),
      )
      const { rows, total } = await reader.page(snapshot, standard, fields, {
        ...query,
        limit: asked.size,
        offset: (asked.page - 1) * asked.size,
      })
      return {
        items: rows.map((row) => ({ ...row, values: { ...row.values } })),
        total,
        page: asked.page,
        size: asked.size,
        columns: fields.map((field) => ({ name: field.id, label: field.label, type: field.columnType, sealed: isTokenised(field) })),
      }
    },

    async exportRows(actor, id, asked, format) {
      const standard = seenBy(actor).standards.get(id)
      if (!standard) return refuse('not-found', 'data.no-dataset', { dataset: id })
      const snapshot = await viewOf(actor, asked.at)
      const query = rowQuery(standard, asked, snapshot)
      if ('refused' in query) return query
      const fields = presentFields(standard, snapshot)
      const { total } = await reader.page(snapshot, standard, fields, { ...query, limit: 1, offset: 0 })
      const count = Math.min(total, mostExported)
      const event = { action: 'rows.export', object: id, values: { dataset: standard.label, format }, count, of: total, asked } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      const label = (code: string) => tell({ code: `data.column.${code}` }, actor.locale)
      return {
        mark,
        title: standard.label,
        columns: [
          ...fields.map((field) => ({ label: field.label })),
          { label: label('file'), width: 30 },
          { label: label('sheet') },
          { label: label('row-no'), width: 8 },
        ],
        rows: cellsOf(reader.stream(snapshot, standard, fields, query, mostExported), fields),
      }
    },

    async batches(actor, query) {
      const { batches, total } = await pageOfBatches(db, actor, query)
      return { items: await showBatches(db, actor, batches), total, page: query.page, size: query.size }
    },

    async batch(queries, actor, id) {
      const stored = await batchById(queries, actor, id)
      const [shown] = stored ? await showBatches(queries, actor, [stored]) : []
      if (!stored || !shown) return refuse('not-found', 'data.no-batch', { batch: id })
      return {
        ...shown,
        clues: await cluesOn(queries, actor, stored),
        withdrawals: [...((await withdrawalsOf(queries, actor, [id])).get(id) ?? [])],
      }
    },
  }
}

/** The withdrawal that nobody has undone. */
const openOne = (all: readonly Withdrawal[] | undefined): Batch['withdrawn'] => {
  const open = all?.find(({ restored }) => restored === null)
  return open ? { reason: open.reason, by: open.by, at: open.at } : null
}

/** What was searched for, as the log keeps it; a person's number typed into a filter is not kept in the clear. */
const searched = (asked: RowsAsked): string => [maskText(asked.q ?? ''), asked.field ? `${asked.field}=…` : ''].filter(Boolean).join(' ')

async function* cellsOf(chunks: AsyncIterable<readonly ReadRow[]>, fields: readonly StandardField[]) {
  for await (const rows of chunks)
    for (const row of rows) yield [...fields.map(({ id }) => row.values[id] ?? null), row.file, row.sheet, row.rowNo]
}
