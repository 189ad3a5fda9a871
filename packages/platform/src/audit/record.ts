import type { MessageValue } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../store/database.ts'
import { hashEntry } from './chain.ts'
import type { AuditAction } from './messages.ts'

export interface AuditEvent {
  readonly action: AuditAction
  /** What it was done to: an id of ours. */
  readonly object?: string | undefined
  /** Values of the entry's sentence. Never an identity number, never a password. */
  readonly values?: Readonly<Record<string, MessageValue>> | undefined
}

/** Who an entry is about: an actor, or somebody at the door who is not one yet. */
export type Recorded = Pick<Actor, 'name' | 'organisationId' | 'address'> & { readonly id: string | null }

/**
 * Writes an act into the log, in the transaction of the act itself: neither can be there without the other. The row of the
 * head is locked, so that entries of several connections form one chain.
 */
export async function record(tx: Tx, who: Recorded, at: Date, event: AuditEvent): Promise<void> {
  const head = await tx.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).forUpdate().executeTakeFirstOrThrow()
  const entry = {
    seq: head.seq + 1,
    organisation_id: who.organisationId,
    at: at.toISOString(),
    actor_id: who.id,
    actor: who.name,
    action: event.action,
    object: event.object ?? null,
    detail: JSON.stringify(event.values ?? {}),
    address: who.address,
    previous: head.hash,
  }
  const hash = hashEntry(entry)
  await tx
    .insertInto('audit')
    .values({ ...entry, hash })
    .execute()
  await tx.updateTable('audit_head').set({ seq: entry.seq, hash }).where('id', '=', 1).where('seq', '=', head.seq).execute()
}
