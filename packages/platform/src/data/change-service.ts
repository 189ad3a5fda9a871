import type { StandardField } from '@xiezhi/engine/data/standard'
import type { Actor } from '../access/actor.ts'
import type { Outgoing } from '../access/masking.ts'
import { record } from '../audit/record.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile, TableFormat } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { type ChangeKind, type Changes, compareViews, type RowChange } from './changes.ts'
import type { Lake } from './lake.ts'
import { endOfDay, snapshotAt } from './snapshots.ts'

interface Asked {
  readonly from: string
  readonly to?: string | undefined
  readonly kind?: ChangeKind | undefined
}
interface ChangePage {
  items: { kind: ChangeKind; before: Record<string, Outgoing> | null; after: Record<string, Outgoing> | null; fields: string[] }[]
  total: number
  page: number
  size: number
  counts: Record<ChangeKind, number>
  columns: { name: string; label: string; type: string }[]
}

export interface DataChanges {
  list(actor: Actor, dataset: string, asked: Asked & { readonly page: number; readonly size: number }): Promise<ChangePage | Refusal>
  export(actor: Actor, dataset: string, asked: Asked, format: TableFormat): Promise<TableFile | Refusal>
}

const mostExported = 100_000

/** What two views of a dataset have differently, for pages and files; each look is in the log. */
export function openChanges({
  db,
  clock,
  seenBy,
  lake,
  warehouse,
}: {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly lake: Lake
  readonly warehouse: Warehouse
}): DataChanges {
  /** Compares, and tells the columns that either view has. */
  async function compare(
    actor: Actor,
    dataset: string,
    asked: Asked,
    part: { readonly limit: number; readonly offset: number },
  ): Promise<{ changes: Changes; fields: readonly StandardField[]; label: string } | Refusal> {
    const catalogue = seenBy(actor)
    const standard = catalogue.standards.get(dataset)
    if (!standard) return refuse('not-found', 'data.no-dataset', { dataset })
    if (asked.to !== undefined && asked.from > asked.to) return refuse('invalid', 'data.span-reversed', { from: asked.from, to: asked.to })
    const before = await snapshotAt(db, actor, endOfDay(asked.from))
    const after = await snapshotAt(db, actor, asked.to && endOfDay(asked.to))
    const brought = new Set([...before.batches, ...after.batches].filter((one) => one.dataset === dataset).flatMap((one) => one.fields))
    const fields = standard.fields.filter(({ id }) => brought.has(id))
    const changes = await compareViews({ warehouse, catalogue, lake }, standard, fields, { before, after }, { ...part, kind: asked.kind })
    return { changes, fields, label: standard.label }
  }

  const days = (asked: Asked, actor: Actor) => ({ from: asked.from, to: asked.to ?? tell({ code: 'data.now' }, actor.locale) })

  return {
    async list(actor, dataset, asked) {
      const found = await compare(actor, dataset, asked, { limit: asked.size, offset: (asked.page - 1) * asked.size })
      if ('refused' in found) return found
      const { changes, fields, label } = found
      await db
        .transaction()
        .execute((tx) =>
          record(tx, actor, clock(), { action: 'changes.read', object: dataset, values: { dataset: label, ...days(asked, actor) } }),
        )
      const { counts } = changes
      return {
        items: changes.rows.map(({ kind, before, after, fields: differ }) => ({
          kind,
          before: before && { ...before },
          after: after && { ...after },
          fields: [...differ],
        })),
        total: asked.kind ? counts[asked.kind] : counts.added + counts.changed + counts.gone,
        page: asked.page,
        size: asked.size,
        counts: { ...counts },
        columns: fields.map((field) => ({ name: field.id, label: field.label, type: field.columnType })),
      }
    },

    async export(actor, dataset, asked, format) {
      const found = await compare(actor, dataset, asked, { limit: mostExported, offset: 0 })
      if ('refused' in found) return found
      const { changes, fields, label } = found
      const mark = await db.transaction().execute((tx) =>
        recordExport(tx, actor, clock(), {
          action: 'changes.export',
          object: dataset,
          values: { dataset: label, ...days(asked, actor), format },
          count: changes.rows.reduce((lines, { kind }) => lines + (kind === 'changed' ? 2 : 1), 0),
          asked,
        }),
      )
      const word = (code: string): string => tell({ code: `data.${code}` }, actor.locale)
      const line = (what: string, values: RowChange['before']) => [word(`change.${what}`), ...fields.map(({ id }) => values?.[id] ?? null)]
      return {
        mark,
        title: tell({ code: 'data.changes', values: { dataset: label } }, actor.locale),
        columns: [{ label: word('column.change') }, ...fields.map((field) => ({ label: field.label }))],
        rows: changes.rows.flatMap((one) =>
          one.kind === 'changed'
            ? [line('before', one.before), line('after', one.after)]
            : [line(one.kind, one.kind === 'added' ? one.after : one.before)],
        ),
      }
    },
  }
}
