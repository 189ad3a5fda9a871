import { isTokenised, maskColumn } from '@xiezhi/engine/data/schema'
import type { Standard } from '@xiezhi/engine/data/standard'
import { isToken } from '../../pursuit/target.ts'
import { quoteName, type Session } from '../../warehouse/warehouse.ts'

/** How people know the numbers behind tokens: as the data show them, masked. A token says nothing to anybody who holds the files. */
export async function numberMasks(
  session: Session,
  standards: readonly Standard[],
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const tokens = [...new Set(keys.filter(isToken))]
  const parts = standards.flatMap((standard) =>
    masked(standard).map(
      ({ key, mask }) =>
        `SELECT ${quoteName(key)}::VARCHAR AS token, ${quoteName(mask)}::VARCHAR AS mask FROM ${quoteName(standard.id)} WHERE ${quoteName(key)}::VARCHAR IN (SELECT unnest($tokens))`,
    ),
  )
  if (tokens.length === 0 || parts.length === 0) return new Map()
  const sql = `SELECT token, min(mask) AS mask FROM (${parts.join('\nUNION ALL\n')}) WHERE mask IS NOT NULL GROUP BY token`
  const rows = await session.rows(sql, { tokens }, { signal })
  return new Map(rows.map((row) => [String(row.token), String(row.mask)]))
}

/** Party keys with the field whose number they may be, and the fields that are tokens themselves. */
function masked({ fields, keys }: Standard): readonly { readonly key: string; readonly mask: string }[] {
  const ofKeys = keys.flatMap((key) => {
    if (key.kind !== 'party') return []
    const from = key.from.identity ?? key.from.any
    const field = fields.find(({ id }) => id === from)
    return field && isTokenised(field) && field.columnType === 'text' ? [{ key: key.id, mask: maskColumn(field.id) }] : []
  })
  const own = fields
    .filter((field) => isTokenised(field) && field.columnType === 'text')
    .map(({ id }) => ({ key: id, mask: maskColumn(id) }))
  return [...ofKeys, ...own]
}
