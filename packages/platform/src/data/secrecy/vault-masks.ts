import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { Masks } from '../../warehouse/masks.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import type { Keyring } from './keyring.ts'
import { mask } from './mask.ts'
import { unseal } from './seal.ts'

const chunk = 20_000

interface Kept {
  readonly organisation_id: string
  readonly token: string
  readonly sealed: string
  readonly mask: string | null
}

/**
 * Learns the masks of all numbers in the vault. One process has a data folder, and imports tell theirs as they meet them: the vault is read once. Rows
 * from before masks were kept there are opened for it, and keep their mask from then on.
 */
export async function learnMasks(db: Db, keys: Keyring, masks: Masks): Promise<void> {
  let last: Kept | undefined
  do {
    const { rows } = await sql<Kept>`select organisation_id, token, sealed, mask from vault
      ${last ? sql`where (organisation_id, token) > (${last.organisation_id}, ${last.token})` : sql``}
      order by organisation_id, token limit ${sql.lit(chunk)}`.execute(db)
    const anew: { a: string; b: string; mask: string }[] = []
    for (const row of rows) {
      const number = row.mask === null ? unseal(keys, row.sealed) : null
      const shown = row.mask ?? (number === null ? null : mask(number))
      if (shown === null) continue
      masks.learn(row.token, shown)
      if (row.mask === null) anew.push({ a: row.organisation_id, b: row.token, mask: shown })
    }
    if (anew.length > 0)
      await sql`update vault set mask = anew.mask from jsonb_to_recordset(${JSON.stringify(anew)}::jsonb) as anew (a text, b text, mask text)
        where vault.organisation_id = anew.a and vault.token = anew.b`.execute(db)
    last = rows.length < chunk ? undefined : rows.at(-1)
  } while (last)
}

/** The warehouse, whose first session waits until the masks are known. */
export function withMasks(warehouse: Warehouse, known: () => Promise<void>): Warehouse {
  return {
    ...warehouse,
    async session() {
      await known()
      return warehouse.session()
    },
  }
}

/** Once, whoever asks; again where it failed. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let under: Promise<void> | undefined
  return () => {
    under ??= work().catch((error: unknown) => {
      under = undefined
      throw error
    })
    return under
  }
}
