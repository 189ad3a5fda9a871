import type { NationalLaws } from '@xiezhi/engine/citation/names'
import { hiddenColumns, type TableSchema } from '@xiezhi/engine/data/schema'
import type { Standard, StandardChild } from '@xiezhi/engine/data/standard'
import { quoteName, type Session } from '../../warehouse/warehouse.ts'

/** What children are made from. */
export interface ChildPart {
  readonly session: Session
  readonly standard: Standard
  /** The parents, as a table of a statement. */
  readonly table: string
  /** Beginning of the paths of the children's files. */
  readonly base: string
  readonly laws: NationalLaws
  /** So many different texts are read at a time; this too. */
  readonly mostTexts?: number | undefined
  readonly signal: AbortSignal | undefined
}

/** Columns of a child row that it has from its parent `p`; `number` makes its own `_rid`. */
export const inherited = (schema: TableSchema, child: StandardChild, number: string): string =>
  [
    ...hiddenColumns.map((name) =>
      // What a parent's cells hold says nothing of what was drawn from its texts.
      name === '_rid' ? `${number} AS _rid` : name === '_unread' ? 'NULL::VARCHAR AS _unread' : `p.${name}`,
    ),
    'p._rid AS _parent',
    ...schema.columns.filter(({ name }) => child.parent.includes(name)).map(({ name }) => `p.${quoteName(name)}`),
  ].join(', ')

/** Most columns hold either few different words or nearly as many as rows: a dictionary of more words is begun in vain. */
export const parquet = '(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 2000)'
