import { nameKey } from '@xiezhi/engine/data/normalise/text'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { quoteName, type Session } from '../warehouse/warehouse.ts'
import { namedIn } from './namesakes.ts'

/** A register says of each code once how the body is called, now and before. */
interface Register {
  readonly dataset: string
  readonly code: string
  readonly names: readonly StandardField[]
}

const registerOf = (standard: Standard): readonly Register[] => {
  const [code, ...more] = standard.naturalKey
  const field = standard.fields.find(({ id }) => id === code)
  if (!field || more.length > 0 || field.kind !== 'credit_code') return []
  const names = namedIn(standard).flatMap(({ shown, key, name }) => (shown === key ? [name] : []))
  const own = names.filter(({ sensitivity }) => sensitivity !== 'personal')
  return own.length > 0 ? [{ dataset: standard.id, code: field.id, names: [...new Set(own)] }] : []
}

/** More names than these no body has. */
const most = 20

/**
 * The names that belong to one code and to no other in the registers: rows that say the name without a code are about it. A name that
 * two codes bear is nobody's.
 */
export async function namesOf(session: Session, standards: readonly Standard[], code: string): Promise<readonly string[]> {
  const registers = standards.flatMap(registerOf)
  if (registers.length === 0) return []
  const each = (condition: (code: string, column: string, several: boolean) => string): string =>
    registers
      .flatMap(({ dataset, code: by, names }) =>
        names.map(({ id, columnType }) => {
          const several = columnType === 'text[]'
          const column = quoteName(id)
          return `SELECT ${quoteName(by)}::VARCHAR AS code, ${several ? `unnest(${column})` : `${column}::VARCHAR`} AS name FROM ${quoteName(dataset)} WHERE ${condition(quoteName(by), column, several)}`
        }),
      )
      .join('\nUNION ALL\n')
  const own = await session.rows(
    `SELECT DISTINCT name FROM (${each((by) => `${by} = $code`)}) WHERE name <> '' ORDER BY name LIMIT ${most}`,
    { code },
  )
  const names = own.map(({ name }) => String(name))
  if (names.length === 0) return []
  const wanted = '(SELECT unnest($names))'
  const borne = await session.rows(
    `SELECT name FROM (${each((_, column, several) => (several ? `list_has_any(${column}, $names::VARCHAR[])` : `${column} IN ${wanted}`))})
      WHERE name IN ${wanted} GROUP BY name HAVING count(DISTINCT code) = 1 ORDER BY name`,
    { names },
  )
  return [...new Set(borne.map(({ name }) => nameKey(String(name))))]
}
