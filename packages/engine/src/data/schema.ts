import { say } from '../message.ts'
import { columnMessages } from './column-messages.ts'
import type { Standard, StandardChild, StandardField } from './standard.ts'

/**
 * What a supervision model sees of a dataset: typed columns with Chinese labels. Everything that a standard declares beyond
 * its fields (masks, derived keys, child datasets) is already spelled out here, so that a model needs no second look-up.
 */
/** `datetime` is a moment of Shanghai's clock to the second, `YYYY-MM-DD HH:MM:SS`; a day without its time stands at midnight. */
export type ColumnType = 'text' | 'int' | 'decimal' | 'date' | 'datetime' | 'bool' | 'text[]'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly label: string
}

export interface TableSchema {
  readonly id: string
  readonly label: string
  readonly columns: readonly Column[]
  /** No two rows of a snapshot have the same of these, if none of them is empty: the latest row of a key wins. */
  readonly key?: readonly string[]
}

/**
 * Columns that every stored table has and no model can name: where a row came from, which row it replaces, and `_unread`, the fields
 * that are empty although their cell was not, because it could not be read (`,field_a,field_b,`; null when there are none).
 */
export const hiddenColumns = ['_rid', '_file', '_sheet', '_row_no', '_row_hash', '_key', '_unread'] as const

/** What a model and a page read: the number masked. It is no column of the lake, but looked up in the vault by the token. */
export const maskColumn = (field: string): string => `${field}_mask`

/** A column of the lake: where a number came masked already, the token of what was there, since there is none of the number. */
export const maskedColumn = (field: string): string => `${field}_masked`

/** The label of a column that no standard names: the catalogue's labels are Chinese, so this is. */
const label = (name: string, of = ''): string => say(columnMessages, { code: `column.${name}`, values: { of } })

/** A field that holds a person's number: the column holds a token; a second one, made where it is read, the masked form. */
export const isTokenised = (field: StandardField): boolean =>
  field.kind === 'identity' || field.kind === 'party_id' || field.kind === 'phone' || field.kind === 'personal_no'

const fieldColumns = (field: StandardField): readonly Column[] => {
  const own: Column = { name: field.id, type: field.columnType, label: field.label }
  return isTokenised(field) ? [own, { name: maskColumn(field.id), type: 'text', label: label('masked', field.label) }] : [own]
}

/** The table of a standard: its fields in order, each tokenised one followed by its mask, then the derived keys. */
export function tableSchema(standard: Standard): TableSchema {
  const keys = standard.keys.flatMap((key): Column[] => [
    { name: key.id, type: key.kind === 'birth-date' ? 'date' : 'text', label: key.label },
    ...(key.grade ? [{ name: key.grade, type: 'text', label: label('grade', key.label) } as const] : []),
  ])
  const columns = [...standard.fields.flatMap(fieldColumns), ...keys]
  const { naturalKey } = standard
  const known = naturalKey.length > 0 && naturalKey.every((part) => columns.some(({ name }) => name === part))
  return { id: standard.id, label: standard.label, columns, ...(known && { key: naturalKey }) }
}

/** Which text a row was drawn from, and its number there. */
const drawnColumns: readonly Column[] = [
  { name: 'field', type: 'text', label: label('field') },
  { name: 'ordinal', type: 'int', label: label('ordinal') },
]
const placeColumns: readonly Column[] = [
  { name: 'raw', type: 'text', label: label('raw') },
  { name: 'start', type: 'int', label: label('start') },
  { name: 'end', type: 'int', label: label('end') },
]
const citationColumns: readonly Column[] = [
  ...drawnColumns,
  { name: 'law', type: 'text', label: label('law') },
  { name: 'law_raw', type: 'text', label: label('law_raw') },
  { name: 'article', type: 'int', label: label('article') },
  { name: 'article_sub', type: 'int', label: label('article_sub') },
  { name: 'paragraph', type: 'int', label: label('paragraph') },
  { name: 'item', type: 'int', label: label('item') },
  ...placeColumns,
]
const amountColumns: readonly Column[] = [
  ...drawnColumns,
  { name: 'yuan', type: 'decimal', label: label('yuan') },
  { name: 'kind', type: 'text', label: label('kind') },
  { name: 'subtype', type: 'text', label: label('subtype') },
  { name: 'approx', type: 'bool', label: label('approx') },
  ...placeColumns,
]
const dateColumns: readonly Column[] = [
  ...drawnColumns,
  { name: 'iso', type: 'date', label: label('iso') },
  { name: 'precision', type: 'text', label: label('precision') },
  ...placeColumns,
]
const childColumns: Readonly<Record<StandardChild['kind'], readonly Column[]>> = {
  citations: citationColumns,
  amounts: amountColumns,
  dates: dateColumns,
  names: [{ name: 'name_key', type: 'text', label: label('name_key') }],
}

function childSchema(parent: TableSchema, child: StandardChild): TableSchema {
  const inherited = child.parent.flatMap((name) => parent.columns.filter((column) => column.name === name))
  return { id: child.id, label: child.label, columns: [...inherited, ...childColumns[child.kind]] }
}

/** The tables that an import makes out of a standard's rows beside its own: citations, sums and days of a text, one row for each name. */
export function childSchemas(standard: Standard): readonly TableSchema[] {
  const parent = tableSchema(standard)
  return standard.children.map((child) => childSchema(parent, child))
}

/** Every table that the given standards bring, children included, by id. */
export function allSchemas(standards: Iterable<Standard>): Map<string, TableSchema> {
  const schemas = new Map<string, TableSchema>()
  for (const standard of standards) for (const schema of [tableSchema(standard), ...childSchemas(standard)]) schemas.set(schema.id, schema)
  return schemas
}
