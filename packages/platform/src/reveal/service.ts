import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { RevealPlace } from '../contract/reveal.ts'
import type { Reader } from '../data/reader.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { mask, maskText } from '../data/secrecy/mask.ts'
import { unseal } from '../data/secrecy/seal.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { findToken } from './find-token.ts'
import { keepRevealsPerDay, revealsOn, revealsPerDay } from './limit.ts'

export interface Reveals {
  show(
    actor: Actor,
    asked: { readonly place: RevealPlace; readonly reason: string; readonly matter?: string | undefined },
  ): Promise<{ value: string; left: number } | Refusal>
  limit(actor: Actor): Promise<{ perDay: number; used: number }>
  changeLimit(actor: Actor, asked: { readonly perDay: number; readonly reason: string }): Promise<{ perDay: number; used: number }>
}

export interface RevealParts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly seenBy: SeenBy
  readonly reader: Reader
  readonly keys: Keyring
}

/** The one door through which a person's whole number leaves the vault: one number, for a reason, into the log first. */
export function openReveals(parts: RevealParts): Reveals {
  const { db, clock, today, keys } = parts
  const limit = async (actor: Actor): Promise<{ perDay: number; used: number }> => ({
    perDay: await revealsPerDay(db, actor),
    used: await revealsOn(db, actor, today()),
  })
  return {
    limit,

    async show(actor, { place, reason, matter }) {
      const found = await findToken(parts, actor, place)
      if (isRefusal(found)) return found
      // The answer is given only after the entry is on the disk.
      return db.transaction().execute(async (tx) => {
        // One at a time, so that two requests at once do not both take the last of the day.
        await tx.selectFrom('audit_head').select('seq').where('id', '=', 1).forUpdate().executeTakeFirstOrThrow()
        const perDay = await revealsPerDay(tx, actor)
        const used = await revealsOn(tx, actor, today())
        const values = { where: found.called, reason: maskText(reason), matter: matter ? maskText(matter) : '—' }
        if (used >= perDay) {
          await record(tx, actor, clock(), { action: 'person.reveal-refused', object: found.object, values: { ...values, limit: perDay } })
          return refuse('too-many', 'reveal.used-up', { limit: perDay })
        }
        const sealed =
          found.tokens.length === 0
            ? []
            : await tx.selectFrom('vault').select('sealed').where(scope(actor, 'vault')).where('token', 'in', found.tokens).execute()
        const opened = sealed.map((one) => unseal(keys, one.sealed))
        const fitting = opened.flatMap((value) => (value !== null && (found.mask === null || mask(value) === found.mask) ? [value] : []))
        const [value, other] = fitting
        if (value === undefined || other !== undefined)
          return refuse('not-found', opened.includes(null) ? 'reveal.damaged' : 'reveal.no-number')
        await record(tx, actor, clock(), { action: 'person.reveal', object: found.object, values: { ...values, shown: mask(value) } })
        return { value, left: perDay - used - 1 }
      })
    },

    async changeLimit(actor, { perDay, reason }) {
      await db.transaction().execute(async (tx) => {
        const before = await revealsPerDay(tx, actor)
        await keepRevealsPerDay(tx, actor, perDay)
        await record(tx, actor, clock(), { action: 'person.reveal-limit', values: { from: before, to: perDay, reason: maskText(reason) } })
      })
      return limit(actor)
    },
  }
}
