import { isDay } from './date.ts'
import { blank, inform, type Outcome, warn } from './outcome.ts'
import { foldTight, isNothing } from './text.ts'

/** Numbers of persons and organisations, with their check digits. */
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const identityChecks = '10X98765432'

/** GB 11643-1999: the check digit of the first seventeen. */
export const identityCheck = (first17: string): string =>
  identityChecks[identityWeights.reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0) % 11]!

// Provinces of GB/T 2260, and 81–83 for residence permits of Hong Kong, Macao and Taiwan people. Counties come and go; their list is
// long and old cards keep abolished codes, so only the province is held against the number.
export const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(' '),
)

const birthReal = (number: string): boolean => {
  const year = Number(number.slice(6, 10))
  return year >= 1890 && year <= 2099 && isDay(year, Number(number.slice(10, 12)), Number(number.slice(12, 14)))
}

/** Does this look like an identity number, whether or not its check digit is right? Such a number is never shown. */
export const looksLikeIdentity = (text: string): boolean =>
  /^[1-9]\d{16}[\dX]$/.test(text) && provinces.has(text.slice(0, 2)) && birthReal(text)

export const isIdentity = (text: string): boolean => looksLikeIdentity(text) && identityCheck(text) === text[17]

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const creditForm = /^[1-9A-HJ-NP-RT-UW-Y][1-9][0-9]{6}[0-9A-HJ-NP-RT-UW-Y]{10}$/

/** GB 32100-2015: the check character of the first seventeen. */
export const creditCheck = (first17: string): string => {
  const sum = creditWeights.reduce((total, weight, index) => total + weight * creditAlphabet.indexOf(first17[index]!), 0)
  return creditAlphabet[(31 - (sum % 31)) % 31]!
}

export const isCreditCode = (text: string): boolean => creditForm.test(text) && creditCheck(text) === text[17]

/**
 * One identity number in thirty-one also passes the check of a credit code. In a column for both it is a person's, which must be tokenised
 * and masked; only a code of the market regulator (9…) whose third and fourth characters are a province is left to be an organisation's.
 */
const isPersonsNumber = (text: string): boolean => isIdentity(text) && !(text[0] === '9' && provinces.has(text.slice(2, 4)))

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11714: the check character of the first eight. */
export const organisationCheck = (first8: string): string => {
  const value = (c: string): number => (/\d/.test(c) ? Number(c) : c.charCodeAt(0) - 55)
  const rest = 11 - (organisationWeights.reduce((sum, weight, index) => sum + weight * value(first8[index]!), 0) % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}

export const isOrganisationCode = (text: string): boolean => /^[0-9A-Z]{8}[0-9X]$/.test(text) && organisationCheck(text) === text[8]

const isUnifiedForm = (text: string): boolean => /^[0-9A-Z]{18}$/.test(text)

/** A code with letters that the alphabet does not have, written for digits that look like them: mended only if the check then passes. */
function mendedCreditCode(text: string): string | null {
  if (!isUnifiedForm(text)) return null
  const mended = text.replace(/[OIZS]/g, (letter) => ({ O: '0', I: '1', Z: '2', S: '5' })[letter]!)
  return mended !== text && isCreditCode(mended) ? mended : null
}

/** A number that a spreadsheet has turned into a float: its last digits are gone for good. */
const isSpoilt = (text: string): boolean =>
  /^\d(?:\.\d+)?E\+?1[4-9]$/i.test(text) || /^\d(?:\.\d+)?E\+?2\d$/i.test(text) || (/^[1-9]\d{14}000$/.test(text) && !isIdentity(text))

const numberForm = (raw: string): string =>
  foldTight(raw)
    .toUpperCase()
    .replace(/^(?:身份证号?码?|证件号码?|统一社会信用代码)[:：]?/, '')
    .replace(/[-‐-―_·.]/g, (mark) => (mark === '.' ? '.' : ''))
    .replace(/[×✕*＊]$/, 'X')

/** A person's number (GB 11643). `key` is the normal form that is tokenised; the value here is never stored in plain. */
export function normaliseIdentity(raw: string): Outcome {
  const folded = foldTight(raw)
  if (isNothing(folded)) return blank
  const text = numberForm(raw)
  if (isIdentity(text))
    return folded === text || folded.toUpperCase() === text ? found('identity', text) : found('identity', text, inform('identity.repaired'))
  if (/^[1-9]\d{14}$/.test(text)) {
    const long = `${text.slice(0, 6)}19${text.slice(6)}`
    if (birthReal(`${long}0`) && provinces.has(text.slice(0, 2)))
      return found('identity', long + identityCheck(long), inform('identity.fifteen'))
  }
  if (isSpoilt(text)) return { value: null, key: null, finding: warn('identity.lost-precision') }
  if (/[*＊#]{2,}/.test(folded) || /X{4,}/.test(text)) return { value: null, key: null, finding: warn('identity.masked') }
  if (/^\d{17}[\dX]$/.test(text)) return found('identity', text, warn(looksLikeIdentity(text) ? 'identity.check' : 'identity.form'))
  if (isCreditCode(text)) return { value: text, key: text, found: 'credit_code', finding: warn('identity.credit-code') }
  // Passports, permits of Hong Kong, Macao and Taiwan residents, foreigners' permanent residence cards.
  if (/^[A-Z]{1,3}\d{6,12}[A-Z0-9()]*$/.test(text) || /^\d{8,10}$/.test(text)) return found('other', text)
  return found('other', text, warn('identity.form'))
}

const found = (kind: NonNullable<Outcome['found']>, key: string, finding?: Outcome['finding']): Outcome => ({
  value: key,
  key,
  found: kind,
  ...(finding && { finding }),
})

/** A unified social credit code (GB 32100), or what else is written in its column. */
export function normaliseCreditCode(raw: string): Outcome {
  const folded = foldTight(raw)
  if (isNothing(folded)) return blank
  const text = numberForm(raw)
  if (isCreditCode(text) && !isPersonsNumber(text))
    return folded.toUpperCase() === text ? found('credit_code', text) : found('credit_code', text, inform('credit-code.repaired'))
  const mended = mendedCreditCode(text)
  if (mended) return found('credit_code', mended, warn('credit-code.repaired'))
  if (looksLikeIdentity(text)) return found('identity', text, warn('credit-code.identity'))
  if (/^[1-9]\d{14}$/.test(text)) {
    const old = `${text.slice(0, 6)}19${text.slice(6)}`
    // Fifteen digits are a registration number, or an identity number of the old kind: both begin with a division code. When the
    // middle reads as a birthday it is taken for a person's, which does less harm than showing one.
    return birthReal(`${old}0`)
      ? found('identity', old + identityCheck(old), warn('credit-code.identity'))
      : { value: null, key: text, found: 'reg_no', finding: warn('credit-code.reg-no') }
  }
  if (/^[0-9A-Z]{8}[0-9X]$/.test(text)) return { value: null, key: text, found: 'org_code', finding: warn('credit-code.org-code') }
  if (isSpoilt(text)) return { value: null, finding: warn('identity.lost-precision') }
  if (/\*{2,}/.test(folded)) return { value: null, finding: warn('identity.masked') }
  return { value: text.slice(0, 32), finding: warn(isUnifiedForm(text) ? 'credit-code.check' : 'credit-code.form') }
}

/** A column that holds persons' numbers and organisations' codes alike. */
export function normalisePartyId(raw: string): Outcome {
  const folded = foldTight(raw)
  if (isNothing(folded)) return blank
  const text = numberForm(raw)
  if (isCreditCode(text) && !isPersonsNumber(text)) return found('credit_code', text)
  const mended = mendedCreditCode(text)
  if (mended && !/^\d{17}/.test(text)) return found('credit_code', mended, warn('credit-code.repaired'))
  if (/^[0-9A-Z]{18}$/.test(text) && /[A-Y]/.test(text.slice(0, 17))) return found('other', text, warn('credit-code.check'))
  if (/^[0-9A-Z]{8}[0-9X]$/.test(text) && isOrganisationCode(text)) return found('org_code', text, inform('credit-code.org-code'))
  return normaliseIdentity(raw)
}

/** An organisation code (GB 11714), its hyphen removed. */
export function normaliseOrganisationCode(raw: string): Outcome {
  if (isNothing(foldTight(raw))) return blank
  const text = numberForm(raw)
  if (isOrganisationCode(text)) return found('org_code', text)
  if (isCreditCode(text)) return found('org_code', text.slice(8, 17), inform('org-code.unified'))
  if (looksLikeIdentity(text)) return found('identity', text, warn('credit-code.identity'))
  return { value: text.slice(0, 32), finding: warn('org-code.check') }
}

/** A telephone number. The key is what is tokenised. */
export function normalisePhone(raw: string): Outcome {
  if (isNothing(foldTight(raw))) return blank
  const digits = foldTight(raw)
    .replace(/^(?:\+?0?0?86)(?=1\d{10}$)/, '')
    .replace(/[-()]/g, '')
  return /^(?:1[3-9]\d{9}|0\d{9,11}|\d{7,8})$/.test(digits) ? found('other', digits) : found('other', digits, warn('phone.form'))
}

/** An administrative division (GB/T 2260): six digits; the longer codes of the statistics bureau are cut. */
export function normaliseDivision(raw: string): Outcome {
  const text = foldTight(raw).replace(/\.0+$/, '')
  if (isNothing(text)) return blank
  if (/^\d{6}(?:\d{3}|\d{6})?$/.test(text)) return { value: text.slice(0, 6) }
  return { value: text.slice(0, 32), finding: warn('division.form') }
}

/**
 * The number of a certificate or an account that may be made out of its holder's identity number: kept as a token, whatever it is.
 * Words without a single digit (支付宝, 见附件) name no certificate and no account: as a token they would make all who wrote them one.
 */
export function normalisePersonalNo(raw: string): Outcome {
  const folded = foldTight(raw)
  if (isNothing(folded)) return blank
  if (isSpoilt(folded)) return { value: null, key: null, finding: warn('identity.lost-precision') }
  if (/[*＊#]{2,}/.test(folded)) return { value: null, key: null, finding: warn('identity.masked') }
  if (!/[0-9@]/.test(folded)) return { value: null, key: null, finding: warn('identity.form') }
  const text = folded.toUpperCase().replace(/^NO[.:]?(?=\d)/, '')
  return found(isIdentity(text) ? 'identity' : 'other', text)
}
