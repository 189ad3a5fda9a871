import { maskText } from '../../data/secrecy/mask.ts'
import { isCode } from '../../pursuit/target.ts'

const organisation = /^org:/
const named = /^name:/

/**
 * A key as an example: enough to see how it is written (brackets, years, blanks, letter case), too little to say whom it is about.
 * Of a run of digits or letters the first and the last stay, of a name of a person the first character. Codes of organisations are
 * public and stay whole: two digits that changed places are in the middle of them.
 */
export function maskKey(value: string): string {
  if (isCode(value) && maskText(value) === value) return value
  if (organisation.test(value)) return value.replace(organisation, '')
  const text = value.replace(named, '')
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
  if (/^\p{Script=Han}{2,4}$/u.test(shown)) return `${shown.slice(0, 1)}${'*'.repeat(shown.length - 1)}`
  return shown.replace(/[A-Za-z0-9]{6,}|[0-9]{4,}/g, (run) => (/^(19|20)\d\d$/.test(run) ? run : `${run.slice(0, 2)}***${run.slice(-1)}`))
}
