import type { Message } from '../message.ts'
import { type ContentForm, formOf } from './content-form.ts'
import { isNothing } from './normalise/text.ts'
import { keyFields, knownWords } from './rating.ts'
import type { Standard, StandardField } from './standard.ts'

/**
 * What a column that no heading tells might be, by what stands in it. A suggestion and no more: whose number it is (the party's, the
 * legal representative's) the values do not say, and a wrong guess accuses somebody else.
 */
export interface Suggestion {
  /** Fields that it might be, the likeliest first; at least one. */
  readonly fields: readonly string[]
  readonly reason: Message
}

/** So many fields that it might be say nothing. */
const mostFields = 4
const leastValues = 3

const kindsOf: Readonly<Record<string, readonly StandardField['kind'][]>> = {
  identity: ['identity', 'party_id', 'personal_no'],
  'credit-code': ['credit_code', 'party_id'],
  'org-code': ['org_code'],
  phone: ['phone'],
  plate: ['plate'],
  'case-no': ['case_no', 'any_no'],
  'document-no': ['document_no', 'any_no'],
  month: ['month'],
  division: ['division'],
}

function isOf(field: StandardField, { code }: ContentForm): boolean {
  const kinds = kindsOf[code]
  if (kinds) return kinds.includes(field.kind)
  if (field.codes || field.kind === 'longitude' || field.kind === 'latitude') return false
  if (code === 'date' || code === 'datetime') return field.columnType === 'date' || field.columnType === 'datetime'
  return field.columnType === (code === 'bool' ? 'bool' : code)
}

export function suggest(standard: Standard, taken: ReadonlySet<string>, cells: readonly string[]): Suggestion | null {
  const values = cells.filter((text) => !isNothing(text.trim()))
  if (values.length < leastValues) return null
  const open = standard.fields.filter((field) => !taken.has(field.id) && !(field.generated && field.generatedFrom.length === 0))
  const key = keyFields(standard)
  const place = (field: StandardField): number => (key.includes(field.id) ? 0 : field.required === 'Y' ? 1 : field.required === 'C' ? 2 : 3)
  const ordered = (fields: readonly StandardField[]): readonly string[] =>
    [...fields].sort((a, b) => place(a) - place(b)).map(({ id }) => id)
  const rows = values.map((text) => [text])
  const listed = open.filter((field) => {
    if (!field.codes) return false
    const { known, unknown } = knownWords(field.codes, 0, rows)
    return known >= 2 && unknown === 0
  })
  if (listed.length > 0 && listed.length <= mostFields)
    return { fields: ordered(listed), reason: { code: 'suggest.codes', values: { count: new Set(values).size } } }
  const form = formOf(values)
  if (!form) return null
  const fits = open.filter((field) => isOf(field, form))
  return fits.length === 0 || fits.length > mostFields ? null : { fields: ordered(fits), reason: form.reason }
}
