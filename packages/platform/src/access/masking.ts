import { isTokenised, maskColumn } from '@xiezhi/engine/data/schema'
import type { Standard } from '@xiezhi/engine/data/standard'
import { mask, maskText } from '../data/secrecy/mask.ts'

/**
 * The one way out for values from agencies' data. A person's number leaves only as its mask, whatever the column holds; any
 * other text has numbers of people inside it masked. The import has masked before; this is the second door.
 */
export type Outgoing = string | number | boolean | null

export function maskValue(standard: Standard | undefined, field: string, value: unknown): Outgoing {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  const text = Array.isArray(value) ? value.map(String).join('、') : String(value)
  const known = standard?.fields.find(({ id }) => id === field)
  if (known && isTokenised(known)) return text.includes('*') || known.kind === 'party_id' ? maskText(text) : mask(text)
  return maskText(text)
}

/** The column to read for a field: its mask where the field itself holds a token. */
export const shownColumn = (standard: Standard, field: string): string => {
  const known = standard.fields.find(({ id }) => id === field)
  return known && isTokenised(known) ? maskColumn(field) : field
}
