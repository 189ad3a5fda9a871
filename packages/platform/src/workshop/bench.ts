import type { Available } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Lake } from '../data/lake.ts'
import { currentSnapshot, type Snapshot } from '../data/snapshots.ts'
import { availableOf } from '../models/available.ts'
import { mountAll } from '../models/mount.ts'
import { withOwnWork } from '../models/own-work.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'

/** Nobody waits longer than this for a look at data. */
export const mostSeconds = 30

export interface Ground {
  readonly snapshot: Snapshot
  readonly available: Available
}

/** Where models in the making look at data: the snapshot of now, mounted once and kept until there is another. */
export interface Bench {
  ground(actor: Actor): Promise<Ground>
  /** Work on the mounted data; stopped when the person goes away or after some time. */
  within<T>(
    ground: Ground,
    catalogue: Catalogue,
    gone: AbortSignal | undefined,
    work: (session: Session, signal: AbortSignal) => Promise<T>,
  ): Promise<T | Refusal>
  close(): void
}

export function openBench({
  db,
  lake,
  warehouse,
  catalogue: own,
}: {
  readonly db: Db
  readonly lake: Lake
  readonly warehouse: Warehouse
  readonly catalogue: Catalogue
}): Bench {
  let mounted: { readonly snapshot: string; readonly catalogue: Catalogue; readonly session: Session } | undefined
  /** One look after another: a session is one connection. */
  let last: Promise<unknown> = Promise.resolve()

  const mount = async (snapshot: Snapshot, catalogue: Catalogue, signal: AbortSignal): Promise<Session> => {
    if (mounted?.snapshot === snapshot.id && mounted.catalogue === catalogue) return mounted.session
    mounted?.session.close()
    mounted = undefined
    const session = await warehouse.session()
    try {
      const files = snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) }))
      await mountAll(session, catalogue, files, { signal })
    } catch (error) {
      session.close()
      throw error
    }
    mounted = { snapshot: snapshot.id, catalogue, session }
    return session
  }

  return {
    async ground(actor) {
      const snapshot = await currentSnapshot(db, actor)
      return { snapshot, available: withOwnWork(availableOf(own, snapshot.batches)) }
    },
    async within({ snapshot }, catalogue, gone, work) {
      const before = last
      let next = (): void => {}
      last = new Promise<void>((resolve) => {
        next = resolve
      })
      await before
      const limit = AbortSignal.timeout(mostSeconds * 1000)
      const signal = gone ? AbortSignal.any([gone, limit]) : limit
      try {
        return await work(await mount(snapshot, catalogue, signal), signal)
      } catch (error) {
        if (gone?.aborted) return refuse('unavailable', 'workshop.gone')
        if (limit.aborted) return refuse('unavailable', 'workshop.too-long', { seconds: mostSeconds })
        throw error
      } finally {
        next()
      }
    },
    close: () => mounted?.session.close(),
  }
}
