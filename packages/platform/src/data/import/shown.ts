import { isTokenised, maskedColumn } from '@xiezhi/engine/data/schema'
import type { StandardField } from '@xiezhi/engine/data/standard'
import { maskOf, quoteName } from '../../warehouse/warehouse.ts'

/** What is shown of a field in the rows of an import that is not mounted: a person's number as its mask. */
export function shownOf(field: StandardField): string {
  const column = quoteName(field.id)
  if (!isTokenised(field)) return column
  return maskOf(quoteName(maskedColumn(field.id)), field.columnType === 'text[]' ? `array_to_string(${column}, '、')` : column)
}
