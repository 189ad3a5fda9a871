import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Message } from '@xiezhi/engine/message'
import { type Kysely, Migrator, type Transaction } from 'kysely'
import { isDiskFull } from './disk-full.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import * as spine from './migrations/0001-spine.ts'
import * as law from './migrations/0002-law.ts'
import * as limits from './migrations/0003-limits.ts'
import * as runs from './migrations/0004-runs.ts'
import * as ledger from './migrations/0005-ledger.ts'
import * as sources from './migrations/0006-sources.ts'
import * as withdrawals from './migrations/0007-withdrawals.ts'
import * as columns from './migrations/0008-columns.ts'
import * as compaction from './migrations/0009-compaction.ts'
import * as push from './migrations/0011-push.ts'
import * as quality from './migrations/0012-quality.ts'
import * as sightings from './migrations/0013-sightings.ts'
import * as waysIn from './migrations/0014-ways-in.ts'
import * as dictionaries from './migrations/0015-dictionaries.ts'
import * as originals from './migrations/0016-originals.ts'
import * as trials from './migrations/0017-trials.ts'
import * as workshop from './migrations/0018-workshop.ts'
import * as masks from './migrations/0020-masks.ts'
import * as packages from './migrations/0021-packages.ts'
import * as beforeChanges from './migrations/0023-before-changes.ts'
import * as alerts from './migrations/0024-alerts.ts'
import * as statedCoverage from './migrations/0026-stated-coverage.ts'
import * as wholeReadings from './migrations/0028-whole-readings.ts'
import * as coverageAtUpload from './migrations/0029-coverage-at-upload.ts'
import * as unreadInWholeReadings from './migrations/0030-unread-in-whole-readings.ts'
import { openEmbedded } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { Tables } from './tables.ts'

/** The store: accounts, jobs, clues, matters, the log. Agencies' data are in the warehouse, not here. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
/** What a store function reads through: the database, or a transaction that is open. */
export type Queries = Db | Tx

export interface Store {
  readonly db: Db
  readonly embedded: boolean
  close(): Promise<void>
}

export const migrations = {
  '0001-spine': spine,
  '0002-law': law,
  '0003-limits': limits,
  '0004-runs': runs,
  '0005-ledger': ledger,
  '0006-sources': sources,
  '0007-withdrawals': withdrawals,
  '0008-columns': columns,
  '0009-compaction': compaction,
  '0011-push': push,
  '0012-quality': quality,
  '0013-sightings': sightings,
  '0014-ways-in': waysIn,
  '0015-dictionaries': dictionaries,
  '0016-originals': originals,
  '0017-trials': trials,
  '0018-workshop': workshop,
  '0020-masks': masks,
  '0021-packages': packages,
  '0023-before-changes': beforeChanges,
  '0024-alerts': alerts,
  '0026-stated-coverage': statedCoverage,
  '0028-whole-readings': wholeReadings,
  '0029-coverage-at-upload': coverageAtUpload,
  '0030-unread-in-whole-readings': unreadInWholeReadings,
}

export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error))

/**
 * Opens the store of a data folder and takes the folder's lock: the lake, the keys and the raw files in it belong to one
 * process, wherever the tables are.
 */
export async function openStore(dir: string, url: string | undefined): Promise<{ store: Store } | { refusal: Message }> {
  const locked = lockFolder(dir)
  if ('heldBy' in locked) return { refusal: { code: 'store.folder-held', values: { dir, pid: locked.heldBy } } }
  let db: Db | undefined
  try {
    db = url ? await openPostgres(url) : await openEmbedded(join(dir, 'store'))
    await migrate(db)
    return { store: held(db, !url, locked.lock) }
  } catch (error) {
    await db?.destroy().catch(() => undefined)
    locked.lock.release()
    const code = isDiskFull(error) ? 'store.disk-full' : url ? 'store.not-reachable' : 'store.not-openable'
    return { refusal: { code, values: { dir, reason: reasonOf(error) } } }
  }
}

const held = (db: Db, embedded: boolean, lock: FolderLock): Store => ({
  db,
  embedded,
  close: async () => {
    await db.destroy()
    lock.release()
  },
})

/** A new id: a short noun and randomness. Nothing is read out of ids. */
/** Several reads of one moment: work that ends between two of them must not be seen half. */
export const atOnce = <T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').execute(read)

export const newId = (noun: string): string => `${noun}_${randomUUID().replaceAll('-', '')}`
