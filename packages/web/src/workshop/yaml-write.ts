import type { Plain } from './yaml-read.ts'

/** A value on one line, as it stands inside of `{ }` or `[ ]` too. */
export function flow(value: Plain): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return word(value)
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  const entries = Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [`${word(name)}: ${flow(one)}`]))
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Written bare where nothing can be misread; else in double quotes. Numbers and dates of the model language are words as well. */
export const word = (text: string): string =>
  /^[\p{L}\p{N}_$][\p{L}\p{N}_.$/#·（）“”《》〔〕、，。；-]*(?: [\p{L}\p{N}_.$-]+)*$/u.test(text) &&
  !/^(?:null|true|false|~|yes|no|on|off)$/i.test(text) &&
  !/ #/.test(text)
    ? text
    : JSON.stringify(text)
