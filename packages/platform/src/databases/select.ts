import { type Refusal, refuse } from '../refusal.ts'

/**
 * What may be read: a table by its name, or one SELECT. The SELECT becomes a table of another SELECT, where a database takes no statement that
 * writes; the check here keeps it inside its parentheses. It understands so little on purpose (no comments, no backslashes, no dollar quotes) that
 * PostgreSQL and MySQL read the same in it as the check does.
 */
export type Wanted = { readonly table: string } | { readonly query: string }

export type Engine = 'postgres' | 'mysql'

const longest = 20_000
const quotes = ["'", '"', '`']
/** Words that have no place in a SELECT that is only read: writing files, locking rows, leaving the statement. */
const forbidden = /\b(into|for\s+(update|share|no\s+key|key\s+share)|lock\s+in|procedure\s+analyse)\b/i

export function checkQuery(text: string): Refusal | undefined {
  const no = (reason: string): Refusal => refuse('invalid', `database.query-${reason}`)
  const query = text.trim()
  if (query.length > longest) return no('long')
  if (!/^(select|with)\b/i.test(query)) return no('select')
  if (/[\\$]|--|\/\*|\*\/|#/.test(query)) return no('signs')
  let depth = 0
  let bare = ''
  for (let at = 0; at < query.length; at++) {
    const sign = query.charAt(at)
    if (quotes.includes(sign)) {
      // A doubled quote inside is two texts beside each other to this reader, which comes to the same.
      const end = query.indexOf(sign, at + 1)
      if (end < 0) return no('unbalanced')
      at = end
      bare += ' '
      continue
    }
    if (sign === ';') return no('one')
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth < 0) return no('unbalanced')
    bare += sign
  }
  if (depth !== 0) return no('unbalanced')
  return forbidden.test(bare) ? no('writes') : undefined
}

/** `schema.table` or `table`: letters of any script, digits, and what names have; a dot divides. */
export const isTableName = (name: string): boolean => /^[^\s.`"'\\;\p{Cc}]{1,128}(\.[^\s.`"'\\;\p{Cc}]{1,128})?$/u.test(name)

export const quoteName = (engine: Engine, name: string): string =>
  engine === 'postgres' ? `"${name.replaceAll('"', '""')}"` : `\`${name.replaceAll('`', '``')}\``

/** What stands behind FROM. */
export const fromOf = (engine: Engine, wanted: Wanted): string =>
  'table' in wanted
    ? `${wanted.table
        .split('.')
        .map((part) => quoteName(engine, part))
        .join('.')} as pulled`
    : `(${wanted.query.trim()}) as pulled`
