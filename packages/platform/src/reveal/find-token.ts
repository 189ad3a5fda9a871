import { isTokenised } from '@xiezhi/engine/data/schema'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { clueById } from '../clues/store.ts'
import { clueBody } from '../clues/stored.ts'
import type { RevealPlace } from '../contract/reveal.ts'
import type { Reader } from '../data/reader.ts'
import { endOfDay, snapshotAt } from '../data/snapshots.ts'
import { isToken } from '../pursuit/target.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { quoteName } from '../warehouse/warehouse.ts'
import type { SeenBy } from '../workshop/shelf.ts'

/** A place with the tokens that it may mean, and how the log calls it. */
export interface Found {
  readonly object: string
  readonly called: string
  readonly tokens: readonly string[]
  /** What is seen there now: the number must have this mask. */
  readonly mask: string | null
}

const cells = z.object({ token: z.string().nullable() })

export async function findToken(
  { db, seenBy, reader }: { readonly db: Db; readonly seenBy: SeenBy; readonly reader: Reader },
  actor: Actor,
  place: RevealPlace,
): Promise<Found | Refusal> {
  if (place.kind === 'clue') {
    const clue = (await clueById(db, actor, 'clue', place.id)) ?? (await clueById(db, actor, 'alert', place.id))
    if (!clue) return refuse('not-found', 'clue.not-found')
    const keys = [clue.party_key, clue.party_id, clue.subject_code, ...Object.values(clueBody.parse(clue.body).key)]
    return {
      object: clue.id,
      called: clue.no,
      tokens: [...new Set(keys.filter((key) => key !== null))].filter(isToken),
      mask: clue.party_id?.includes('*') ? clue.party_id : null,
    }
  }
  const standard = seenBy(actor).standards.get(place.dataset)
  if (!standard) return refuse('not-found', 'data.no-dataset', { dataset: place.dataset })
  const field = standard.fields.find(({ id }) => id === place.field)
  if (!field || !isTokenised(field)) return refuse('invalid', 'reveal.no-number')
  const snapshot = await snapshotAt(db, actor, place.at && endOfDay(place.at))
  const rows = await reader.within(snapshot, (session) =>
    session.rows(`SELECT ${quoteName(field.id)}::VARCHAR AS token FROM ${quoteName(standard.id)} WHERE _rid = $rid::BIGINT`, {
      rid: place.rid,
    }),
  )
  const [row] = rows.map((one) => cells.parse(one))
  if (!row) return refuse('not-found', 'pursuit.no-row')
  return {
    object: `${standard.id} ${place.rid}`,
    called: `${standard.label}·${field.label}`,
    tokens: row.token !== null && isToken(row.token) ? [row.token] : [],
    mask: null,
  }
}
