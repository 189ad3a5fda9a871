import type { Actor } from '../access/actor.ts'
import type { Original, OriginalState } from '../contract/originals.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type TableFile } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { pageOfOriginals, type StoredOriginal } from './store.ts'

interface Asked {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly source?: string | undefined
  readonly state?: OriginalState | undefined
}

export interface Originals {
  list(
    actor: Actor,
    query: Asked & { readonly page: number; readonly size: number },
  ): Promise<{ items: Original[]; total: number; page: number; size: number }>
  export(actor: Actor, query: Asked, format: string): Promise<TableFile>
  get(actor: Actor, importId: string): Promise<Original | Refusal>
}

const mostExported = 100_000

const show = ({ organisationId: _, sourceId, sourceName, ...one }: StoredOriginal): Original => ({
  ...one,
  source: sourceId === null ? null : { id: sourceId, name: sourceName ?? sourceId },
})

export function openOriginals({
  db,
  clock,
  today,
  openStates,
}: {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly openStates: readonly string[]
}): Originals {
  const terms = () => ({ today: today(), openStates })
  return {
    async list(actor, query) {
      const { originals, total } = await pageOfOriginals(db, actor, terms(), query, query)
      return { items: originals.map(show), total, page: query.page, size: query.size }
    },

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const { originals } = await pageOfOriginals(tx, actor, terms(), query, { page: 1, size: mostExported })
        const event = { action: 'original.export', values: { format }, count: originals.length, asked: query } as const
        const mark = await recordExport(tx, actor, clock(), event)
        const word = (code: string): string => tell({ code: `original.${code}` }, actor.locale)
        const columns = ['file', 'source', 'arrived', 'days', 'until', 'state', 'open', 'rows', 'refused', 'destroyed', 'sha256']
        return {
          mark,
          title: word('title'),
          columns: columns.map((column) => ({
            label: word(`column.${column}`),
            width: column === 'sha256' ? 66 : column === 'file' ? 40 : 18,
          })),
          rows: originals.map((one) => [
            one.file,
            one.sourceName,
            chinaMoment(one.arrivedAt),
            one.days,
            one.until,
            word(`state.${one.state}`),
            one.openClues,
            one.rows,
            one.refused,
            one.destroyedAt && chinaMoment(one.destroyedAt),
            one.sha256,
          ]),
        }
      }),

    async get(actor, importId) {
      const { originals } = await pageOfOriginals(db, actor, terms(), { import: importId }, { page: 1, size: 1 })
      const [one] = originals
      return one ? show(one) : refuse('not-found', 'import.not-found')
    },
  }
}
