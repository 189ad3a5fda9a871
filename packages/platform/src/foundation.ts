import { rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import type { Procedure } from '@xiezhi/engine/matter/procedure'
import type { Message } from '@xiezhi/engine/message'
import { platformActor } from './access/actor.ts'
import { type FirstAccount, firstStart } from './access/first-start.ts'
import { record } from './audit/record.ts'
import { loadCatalogue } from './catalogue.ts'
import type { Config, KeySource } from './config.ts'
import { forgetNarrower } from './data/compaction.ts'
import { type Lake, openLake } from './data/lake.ts'
import { openRawFiles, type RawFiles } from './data/raw-files.ts'
import { liveKeyring } from './data/secrecy/keyring.ts'
import { keepCheck, openKeys } from './data/secrecy/open-keys.ts'
import { sweepKeys } from './data/secrecy/rotation.ts'
import { askUnmasking } from './data/secrecy/unmask-job.ts'
import { learnMasks, once, withMasks } from './data/secrecy/vault-masks.ts'
import { namedFiles } from './data/stored-batches.ts'
import { demoDivision } from './demonstration.ts'
import { readProcedures } from './matters/procedures.ts'
import { namedOriginals } from './originals/store.ts'
import { openStore, type Store } from './store/database.ts'
import { tell } from './texts.ts'
import { openParts, type Parts } from './uploads/parts.ts'
import { unfinishedIds } from './uploads/store.ts'
import { openWarehouse } from './warehouse/duckdb.ts'
import { openMasks } from './warehouse/masks.ts'
import type { Warehouse } from './warehouse/warehouse.ts'
import { openShelf } from './workshop/shelf.ts'

/** What every part of the server stands on: the store, the keys, the files, the two engines and the catalogue. */
export interface Foundation {
  readonly clock: () => Date
  /** Today's day in China. */
  readonly today: () => string
  readonly store: Store
  /** The office that the first start made; the catalogue's own things are hers. */
  readonly organisationId: string
  /** Accounts that this start made. */
  readonly accounts: readonly FirstAccount[]
  readonly keySource: KeySource
  readonly ring: ReturnType<typeof liveKeyring>
  readonly shelf: ReturnType<typeof openShelf>
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Mistakes in the catalogue: what has one is left out. */
  readonly mistakes: readonly Message[]
  readonly lake: Lake
  readonly raw: RawFiles
  /** Pieces of uploads that are under way. */
  readonly parts: Parts
  /** Gigabytes that the heavy work may take. */
  readonly memory: number
  /** For imports and runs. */
  readonly working: Warehouse
  /** For pages, which read beside the heavy work with memory of their own, so that a run never makes a page wait. */
  readonly reading: Warehouse
  close(): Promise<void>
}

const gigabyte = 1024 ** 3

/** Opens what is in the data folder, makes it where there is none, and clears away what a killed process left. */
export async function layFoundation(config: Config, clock: () => Date): Promise<Foundation | { refusal: Message }> {
  const { procedures, findings } = readProcedures(config.catalogueDir)
  const mistake = ({ file, line, column, message }: (typeof findings)[number]): Message => ({
    code: 'config.catalogue',
    values: { file, line, column, message: tell(message) },
  })
  // Without its procedure nothing could be handled; a model or standard with a mistake is merely left out, and said.
  const [wrong] = findings.filter(({ level }) => level === 'error')
  if (wrong) return { refusal: mistake(wrong) }
  const opened = await openStore(config.dataDir, config.databaseUrl)
  if ('refusal' in opened) return opened
  const { store } = opened
  const { db } = store
  const place = (name: string): string => resolve(join(config.dataDir, name))

  const keySource = config.keys ?? ({ from: 'file', path: place('keys.json') } as const)
  const opening = await openKeys(db, keySource)
  if ('refusal' in opening) {
    await store.close()
    return opening
  }
  const office = config.demo
    ? { name: tell({ code: 'access.demo-office' }), divisionCode: await demoDivision(config.catalogueDir) }
    : { name: tell({ code: 'access.office' }), divisionCode: '' }
  const { organisationId, accounts } = await firstStart(db, clock(), { office, adminPassword: config.adminPassword, demo: config.demo })
  const shelf = openShelf(loadCatalogue(config.catalogueDir), organisationId)
  const ring = liveKeyring(opening.keys)
  await keepCheck(db, organisationId, ring.keys)
  await askUnmasking(db, clock, organisationId)
  const lake = await openLake(place('lake'))
  const raw = openRawFiles(place('raw'), ring.keys, clock)
  const parts = openParts(place('uploads'), ring.keys)
  await clearAway({ store, organisationId, keySource, lake, raw, parts }, clock)
  await rm(place('spill'), { recursive: true, force: true })

  const memory = config.memoryGigabytes ?? Math.min(8, Math.max(1, Math.floor((totalmem() / gigabyte) * 0.4)))
  const masks = openMasks()
  const known = once(() => learnMasks(db, ring.keys, masks))
  const open = async (name: string, gigabytes: number, threads: number) =>
    withMasks(
      await openWarehouse({ directories: [lake.dir], memory: `${gigabytes}GB`, threads, tempDir: join(place('spill'), name), masks }),
      known,
    )
  const working = await open('work', memory, availableParallelism())
  const reading = await open('read', 1, 2)

  return {
    clock,
    today: () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(clock()),
    store,
    organisationId,
    accounts,
    keySource,
    ring,
    shelf,
    procedures,
    mistakes: shelf.catalogue.findings.filter(({ level }) => level === 'error').map(mistake),
    lake,
    raw,
    parts,
    memory,
    working,
    reading,
    async close() {
      working.close()
      reading.close()
      await store.close()
    },
  }
}

/** Removes what work that was broken off has left, and puts into the log what it was: whoever wonders what became of it finds it there. */
async function clearAway(
  {
    store: { db },
    organisationId,
    keySource,
    lake,
    raw,
    parts,
  }: Pick<Foundation, 'store' | 'organisationId' | 'keySource' | 'lake' | 'raw' | 'parts'>,
  clock: () => Date,
): Promise<void> {
  await forgetNarrower(db)
  const left = {
    files: (await lake.sweep(await namedFiles(db))) + (await sweepKeys(keySource)),
    originals: await raw.sweep(await namedOriginals(db)),
  }
  const interrupted = await db
    .selectFrom('job')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow()
  if (left.files + left.originals + Number(interrupted.n) > 0)
    await db.transaction().execute((tx) =>
      record(tx, platformActor(organisationId), clock(), {
        action: 'platform.cleaned',
        values: { files: left.files, originals: left.originals, jobs: Number(interrupted.n) },
      }),
    )
  await parts.sweep(await unfinishedIds(db))
}
