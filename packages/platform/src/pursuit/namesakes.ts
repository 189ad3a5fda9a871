import { isTokenised, maskColumn } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { quoteName, quoteText, type Values } from '../warehouse/warehouse.ts'

/** A number or code, the field that says it to people, and the field with the name beside it. */
interface Named {
  readonly key: string
  readonly shown: string
  readonly name: StandardField
}

/** More who go by one name are not told apart by a list: the number is to be known. */
export const mostNamesakes = 20

/** Numbers of the one whom the row is about bear no prefix; `driver_id` has `driver_name` beside it, `id_a` has `name_a`. */
const bare: readonly string[] = ['id_no', 'usc_code']
const isPlainName = (field: StandardField): boolean => field.kind === 'name' && field.columnType === 'text'

function besideOf({ fields }: Standard, number: StandardField): StandardField | undefined {
  if (bare.includes(number.id)) return fields.find(isPlainName)
  const beside = [number.id.replace(/_(?:code|id)$/, '_name'), number.id.replace(/^id_/, 'name_')]
  return fields.find((field) => isPlainName(field) && beside.includes(field.id))
}

const isAbout = ({ keys }: Standard, id: string): boolean =>
  keys.some((key) => key.id === id && key.kind === 'party' && Object.values(key.from).some((from) => bare.includes(from)))

/** Where a dataset says a name beside a number or code. */
export function namedIn(standard: Standard): readonly Named[] {
  const fieldOf = (id: string | undefined): StandardField | undefined => standard.fields.find((field) => field.id === id)
  const parties = standard.keys.flatMap((key): Named[] => {
    if (key.kind !== 'party') return []
    const person = fieldOf(key.from.identity) ?? fieldOf(key.from.any)
    const number = person ?? fieldOf(key.from.credit_code)
    const name = fieldOf(key.from.name) ?? (number && besideOf(standard, number))
    if (!name) return []
    return [{ key: key.id, shown: person && isTokenised(person) ? maskColumn(person.id) : key.id, name }]
  })
  const bodies = standard.fields.flatMap((field): Named[] => {
    // `agency_code` has `agency_name` beside it.
    const name = field.kind === 'credit_code' ? fieldOf(field.id.replace(/_(code|usc)$/, '_name')) : undefined
    return name && name !== field ? [{ key: field.id, shown: field.id, name }] : []
  })
  const aliases = standard.fields.filter((field) => field.kind === 'name' && field.columnType === 'text[]')
  const others = [...bodies, ...parties.filter(({ key }) => isAbout(standard, key))].flatMap((body) =>
    aliases.map((name): Named => ({ ...body, name })),
  )
  return [...parties, ...bodies, ...others]
}

/** Who goes by a name in the data, by number or code, the most often named first; nothing where no dataset could say. */
export function namesakeStatement(
  standards: readonly Standard[],
  name: string,
  folded: string,
): { readonly sql: string; readonly values: Values } | undefined {
  const parts = standards.flatMap((standard) =>
    namedIn(standard).map(({ key, shown, name: field }) => {
      const column = quoteName(field.id)
      const test = field.columnType === 'text[]' ? `list_has_any(${column}, [$name, $folded])` : `${column} IN ($name, $folded)`
      return `SELECT ${quoteName(key)}::VARCHAR AS key, CASE WHEN ${quoteName(key)}::VARCHAR = ${quoteName(shown)}::VARCHAR THEN NULL ELSE ${quoteName(shown)}::VARCHAR END AS mask, ${quoteText(standard.id)} AS dataset FROM ${quoteName(standard.id)} WHERE ${test}`
    }),
  )
  if (parts.length === 0) return undefined
  const sql = `SELECT key, min(mask) AS mask, count(*) AS n FROM (${parts.join('\nUNION ALL\n')})
    WHERE key IS NOT NULL AND key <> '' AND NOT starts_with(key, 'name:') GROUP BY key ORDER BY n DESC, key LIMIT ${mostNamesakes + 1}`
  return { sql, values: { name, folded } }
}
