import { createHash } from 'node:crypto'

/**
 * Each entry's SM3 covers its own fields and the hash of the entry before it, so that a changed, inserted or removed
 * entry breaks every later one. Fields are joined as a JSON array: no two entries give the same text.
 */
export interface ChainedEntry {
  readonly seq: number
  readonly organisation_id: string
  readonly at: string
  readonly actor_id: string | null
  readonly actor: string
  readonly action: string
  readonly object: string | null
  readonly detail: string
  readonly address: string | null
  readonly previous: string
}

export const sm3 = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex')

export const hashEntry = (e: ChainedEntry): string =>
  sm3(JSON.stringify([e.previous, e.seq, e.organisation_id, e.at, e.actor_id, e.actor, e.action, e.object, e.detail, e.address]))
