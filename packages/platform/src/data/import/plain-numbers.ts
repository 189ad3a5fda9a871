import { provinces } from '@xiezhi/engine/data/normalise/identity'
import type { StandardField } from '@xiezhi/engine/data/standard'

/**
 * Identity numbers as they mostly come: eighteen characters, a place, a day of birth, a check digit that is right. They are by far the most
 * numerous values that can't be left to the engine alone. It asks for their tokens while it writes the raw rows, so that nothing has to be
 * joined back for them, however many there are; they go out as whole numbers, since handing over a text costs more than its token.
 */
export const holdsIdentities = (field: StandardField): boolean =>
  field.columnType !== 'text[]' && (field.kind === 'identity' || field.kind === 'party_id' || field.kind === 'personal_no')

const checkDigits = '0123456789X'
const day = '(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))'
// What begins with 9 may be a code of an organisation as well: for the normaliser to tell apart.
const places = [...provinces].filter((province) => !province.startsWith('9')).join('|')
const form = `(?:${places})[0-9]{4}(?:189[0-9]|19[0-9][0-9]|20[0-9][0-9])${day}[0-9]{3}[0-9X]`

/** Whether a cell has the form; the check digit is looked at here. Born on a 29 February: the normaliser knows the years that have one. */
export const hasNumberForm = (column: string): string => `regexp_full_match(${column}, '${form}')`

/** Such a cell as two whole numbers: nine digits; eight more and the check digit. */
export const numberParts = (column: string): readonly [string, string] => [
  `substr(${column}, 1, 9)::INTEGER`,
  `(substr(${column}, 10, 8)::INTEGER * 11 + strpos('${checkDigits}', substr(${column}, 18, 1)) - 1)::INTEGER`,
]

export const numberLength = 18
const weights = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
const checks = Buffer.from(checkDigits, 'latin1')
/** Of the places of a check digit, that which each remainder asks for. */
const wanted = Uint8Array.from('10X98765432', (digit) => checkDigits.indexOf(digit))

/** Writes the number of two parts into `bytes`; says whether its check digit is right. */
export function readNumber(front: number, back: number, bytes: Buffer): boolean {
  const check = back % 11
  let sum = 0
  let rest = (back - check) / 11
  for (let place = 16; place >= 9; place--) {
    const next = (rest / 10) | 0
    const digit = rest - next * 10
    bytes[place] = 48 + digit
    sum += digit * weights[place]!
    rest = next
  }
  rest = front
  for (let place = 8; place >= 0; place--) {
    const next = (rest / 10) | 0
    const digit = rest - next * 10
    bytes[place] = 48 + digit
    sum += digit * weights[place]!
    rest = next
  }
  bytes[17] = checks[check]!
  return wanted[sum % 11] === check
}
