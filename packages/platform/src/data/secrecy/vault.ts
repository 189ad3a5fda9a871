import { sql } from 'kysely'
import type { Actor } from '../../access/actor.ts'
import type { Tx } from '../../store/database.ts'

/** Sealed values by their tokens, as the store keeps them. */

export async function insertVault(
  tx: Tx,
  actor: Actor,
  values: readonly { token: string; kind: string; sealed: string; mask: string }[],
): Promise<void> {
  await sql`insert into vault (organisation_id, token, kind, sealed, mask)
    select ${actor.organisationId}, token, kind, sealed, mask
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row (token text, kind text, sealed text, mask text)
    on conflict do nothing`.execute(tx)
}
