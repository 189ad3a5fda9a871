import type { Actor } from '../access/actor.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { recordExport } from './mark.ts'
import { type Cell, tableAnswer } from './table-file.ts'

/** What a list's file shows. Codes are those of messages. */
export interface ListTable<Item> {
  readonly title: string
  readonly columns: readonly {
    readonly label: string
    readonly width?: number
    readonly value: (item: Item, word: (code: string, values?: Readonly<Record<string, string | number>>) => string) => Cell
  }[]
}

const mostExported = 100_000

/** Turns a list that has nothing of its own to say in a file into one: all its pages, in the order and narrowing asked for, logged and marked. */
export const openListFiles =
  (db: Db, clock: () => Date) =>
  async <Item, Query extends object>(
    { actor, params, query }: { readonly actor: Actor; readonly params: { readonly format: 'xlsx' | 'csv' }; readonly query: Query },
    list: (
      actor: Actor,
      query: Query & { readonly page: number; readonly size: number },
    ) => Promise<{ readonly items: readonly Item[]; readonly total?: number }>,
    { title, columns }: ListTable<Item>,
  ) => {
    const { items, total } = await list(actor, { ...query, page: 1, size: mostExported })
    const word = (code: string, values: Readonly<Record<string, string | number>> = {}): string => tell({ code, values }, actor.locale)
    const values = { list: word(title), format: params.format }
    const event = { action: 'list.export', object: title, values, count: items.length, of: total, asked: query } as const
    const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
    return tableAnswer(
      {
        mark,
        title: word(title),
        columns: columns.map(({ label, width }) => ({ label: word(label), ...(width ? { width } : {}) })),
        rows: items.map((item) => columns.map(({ value }) => value(item, word))),
      },
      params.format,
    )
  }
export type ListFiles = ReturnType<typeof openListFiles>
