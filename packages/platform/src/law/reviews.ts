import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import type { LawReview, LawVersion } from '../contract/law.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db } from '../store/database.ts'
import { type Statutes, showVersion, statutesNow } from './instruments.ts'
import { closeStoredReview, pageOfReviews, reviewById, type StoredReview } from './review-store.ts'

export interface LawReviews {
  list(
    actor: Actor,
    query: { page: number; size: number; q?: string | undefined; sort?: string | undefined; open?: 'true' | 'false' | undefined },
  ): Promise<{ items: LawReview[]; total: number; page: number; size: number }>
  close(actor: Actor, id: string, note: string): Promise<LawReview | Refusal>
}

export function openLawReviews(db: Db, clock: () => Date, catalogue: Catalogue, today: () => string): LawReviews {
  const show = (one: StoredReview, statutes: Statutes, actor: Actor): LawReview => {
    const instrument = statutes.byName.get(one.law)
    const version = (id: string | null): LawVersion | undefined => {
      const known = instrument?.versions.find((other) => other.id === id)
      return instrument && known && showVersion(instrument, known, today(), actor)
    }
    return {
      id: one.id,
      law: one.law,
      version: version(one.versionId) ?? forgotten(one.versionId),
      previous: version(one.previousId) ?? null,
      raisedAt: one.raisedAt,
      ...one.touched,
      reviewed: one.reviewed,
    }
  }

  return {
    list: (actor, query) =>
      atOnce(db, async (tx) => {
        const { reviews, total } = await pageOfReviews(tx, actor, query)
        const statutes = await statutesNow(tx, actor, catalogue)
        return { items: reviews.map((one) => show(one, statutes, actor)), total, page: query.page, size: query.size }
      }),

    async close(actor, id, note) {
      const closed = await db.transaction().execute(async (tx) => {
        const one = await reviewById(tx, actor, id)
        if (!one) return refuse('not-found', 'law.no-review')
        const reviewed = { by: actor.name, at: clock().toISOString(), note }
        if (!(await closeStoredReview(tx, actor, id, reviewed))) return refuse('conflict', 'law.review-closed')
        await record(tx, actor, clock(), { action: 'law.review', object: id, values: { law: one.law, version: one.versionId, note } })
        return { ...one, reviewed }
      })
      return isRefusal(closed) ? closed : show(closed, await statutesNow(db, actor, catalogue), actor)
    },
  }
}

/** A review outlives its version, should a later registry or text call it otherwise. */
const forgotten = (id: string): LawVersion => ({
  id,
  versionDate: /^\d{4}-\d{2}-\d{2}$/.test(id) ? id : null,
  number: null,
  effectiveFrom: null,
  endedOn: null,
  source: null,
  articles: null,
  loaded: false,
  aside: null,
  state: 'unknown',
})
