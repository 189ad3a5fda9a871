/**
 * The one way in which a number of a person is shown. Identity numbers keep the first six (the place) and the last four digits,
 * telephones the first three and last four, anything else the first and last two, never more than half of it.
 */
export function mask(value: string): string {
  const text = value.trim()
  if (text === '') return ''
  if (/^\d{17}[\dX]$/i.test(text) || /^\d{15}$/.test(text)) return `${text.slice(0, 6)}${'*'.repeat(text.length - 10)}${text.slice(-4)}`
  if (/^1\d{10}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`
  const kept = Math.min(2, Math.floor(text.length / 4))
  return `${text.slice(0, kept)}${'*'.repeat(text.length - 2 * kept)}${kept > 0 ? text.slice(-kept) : ''}`
}

/**
 * Identity numbers (18 digits, and 15 of the old kind) and mobile numbers inside free text. The characters around are looked at,
 * so that a longer number (a receipt, an account) or a credit code is not cut into.
 */
const identityInText = /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g
const oldIdentityInText = /(?<![0-9A-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])/g
const mobileInText = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g

export const maskText = (text: string): string =>
  text.replace(identityInText, mask).replace(oldIdentityInText, mask).replace(mobileInText, mask)
