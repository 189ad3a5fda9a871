import { provinces } from '@xiezhi/engine/data/normalise/identity'

/**
 * Identity numbers as they mostly come: eighteen characters, a place, a day of birth, a check digit that is right. They are by far the most
 * numerous values that can't be left to the engine alone, so they go through here many at a time, as one text with commas between them:
 * handing over each for itself would cost more than its token and its seal.
 */
const day = '(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))'
// What begins with 9 may be a code of an organisation as well: for the normaliser to tell apart.
const places = [...provinces].filter((province) => !province.startsWith('9')).join('|')
const form = `(?:${places})[0-9]{4}(?:189[0-9]|19[0-9][0-9]|20[0-9][0-9])${day}[0-9]{3}[0-9X]`

/** Whether a cell has the form; the check digit is looked at here. Born on a 29 February: the normaliser knows the years that have one. */
export const hasNumberForm = (column: string): string => `regexp_full_match(${column}, '${form}')`

export const numberLength = 18
const step = numberLength + 1
const weights = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
const checks = Buffer.from('10X98765432', 'latin1')

/** Of numbers of that form those whose check digit is right, listed alike, and the others. */
export function soundNumbers(listed: string): { readonly sound: string; readonly others: readonly string[] } {
  const bytes = Buffer.from(listed, 'latin1')
  const others: string[] = []
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < bytes.length; at += step) {
    let sum = 0
    for (let place = 0; place < weights.length; place++) sum += (bytes[at + place]! - 48) * weights[place]!
    if (checks[sum % 11] === bytes[at + weights.length]) continue
    others.push(listed.slice(at, at + numberLength))
    if (at > from) parts.push(listed.slice(from, at - 1))
    from = at + step
  }
  if (others.length === 0) return { sound: listed, others }
  if (from < listed.length) parts.push(listed.slice(from))
  return { sound: parts.join(','), others }
}

/** How many are listed, and where in the text each begins. */
export const countOf = (listed: string): number => (listed.length + 1) / step
export const startOf = (index: number): number => index * step
