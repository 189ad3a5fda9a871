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
const options = 'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 2000'
export const parquet = `(${options})`

/** A group of rows is held whole until it is written: of `rows` rows that took so many bytes in files before, no more are in one than fit. */
export function parquetOf(rows: number, bytes: number): string {
  const most = Math.max(1, Math.floor((groupBytes * rows) / Math.max(1, bytes)))
  return most >= usualGroup ? parquet : `(${options}, ROW_GROUP_SIZE ${most})`
}
const groupBytes = 64_000_000
/** Rows of a group where nothing else is said. */
const usualGroup = 122_880
