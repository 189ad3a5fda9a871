import type { Owned } from './row.ts'

export interface AuditTable extends Owned {
  seq: number
  at: string
  actor_id: string | null
  actor: string
  action: string
  object: string | null
  /** The values of the entry's sentence, as the text that was hashed. */
  detail: string
  address: string | null
  previous: string
  hash: string
}

export interface AuditHeadTable {
  id: number
  seq: number
  hash: string
}
