/** Numbers with valid check digits of a division that is assigned to nobody, so that no number here belongs to a person or a firm. */

/** 52 is a province; 9999 is no city and no county of it. */
export const DIVISION = '529999'
/** As unassigned: firms that moved away keep their codes. */
export const NEIGHBOUR = '529998'

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORG = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const weigh = (text: string, alphabet: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(text[i]!), 0)

/** Organisation code of GB 11714: eight characters and a check. */
function orgCode(body: string): string {
  const check = 11 - (weigh(body, ORG, ORG_WEIGHTS) % 11)
  return body + (check === 10 ? 'X' : check === 11 ? '0' : String(check))
}

/** Unified code of GB 32100 from its two leading characters and eight of the organisation's. */
export function creditCode(kind: string, body: string): string {
  const head = kind + DIVISION + orgCode(body)
  return head + CREDIT[(31 - (weigh(head, CREDIT, CREDIT_WEIGHTS) % 31)) % 31]!
}

/** Resident identity number of GB 11643; an odd serial is a man's. */
export function identityNumber(birth: string, serial: number): string {
  const head = DIVISION + birth.replaceAll('-', '') + String(serial).padStart(3, '0')
  return head + '10X98765432'[weigh(head, '0123456789', IDENTITY_WEIGHTS) % 11]!
}

/** The same number with a wrong last character: what a slip of the hand leaves. */
export function misspelt(number: string): string {
  const last = number.at(-1)!
  return number.slice(0, -1) + (last === '1' ? '2' : '1')
}
