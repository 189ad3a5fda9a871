import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Damaged, readArchive } from './archive.ts'
import { dataFolder, holdsData, type Outcome } from './folder.ts'
import { advanceSequences, backedUp, isEmpty, loadRows } from './tables.ts'

const manifestShape = z.object({ format: z.literal(1), made: z.string(), migration: z.string(), batchSeq: z.number(), clueNo: z.number() })

/**
 * Brings a backup into an empty folder. Everything is unpacked, checked and loaded beside its place, the chain of the log
 * recomputed, and only then moved in: a backup that is damaged leaves the folder as it was.
 */
export async function restore(file: string): Promise<Outcome> {
  const folder = dataFolder()
  if ('refusal' in folder) return { refusal: folder.refusal, exitCode: 1 }
  const { dir, url } = folder
  const source = resolve(file)
  if (!existsSync(source)) return { refusal: { code: 'restore.no-file', values: { file } }, exitCode: 1 }
  if (holdsData(dir)) return { refusal: { code: 'restore.not-empty', values: { dir } }, exitCode: 3 }
  const { lockFolder } = await import('../store/lock.ts')
  const locked = lockFolder(dir)
  if ('heldBy' in locked) return { refusal: { code: 'store.folder-held', values: { dir, pid: locked.heldBy } }, exitCode: 3 }
  const aside = join(dir, 'restoring')
  try {
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true, mode: 0o700 })
    return await restoreInto(dir, aside, source, file, url)
  } catch (error) {
    if (error instanceof Damaged || error instanceof z.ZodError || error instanceof SyntaxError)
      return { refusal: { code: 'restore.damaged', values: { file, reason: error.message.split('\n')[0] ?? '' } }, exitCode: 3 }
    throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
    locked.lock.release()
  }
}

async function restoreInto(dir: string, aside: string, source: string, file: string, url: string | undefined): Promise<Outcome> {
  const unpacked = join(aside, 'unpacked')
  await mkdir(unpacked)
  const names = await readArchive(source, unpacked)
  const manifest = manifestShape.parse(JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8').catch(() => '{}')))
  const { openStore, migrations } = await import('../store/database.ts')
  if (!(manifest.migration in migrations))
    return { refusal: { code: 'restore.newer', values: { file, migration: manifest.migration } }, exitCode: 3 }

  const place = join(aside, 'place')
  await mkdir(place)
  const opened = await openStore(place, url)
  if ('refusal' in opened) return { refusal: opened.refusal, exitCode: 3 }
  const { db } = opened.store
  let rows = 0
  try {
    if (!(await isEmpty(db))) return { refusal: { code: 'restore.store-not-empty' }, exitCode: 3 }
    const { verifyChain } = await import('../audit/verify.ts')
    const { record } = await import('../audit/record.ts')
    const { platformActor } = await import('../access/actor.ts')
    await db.transaction().execute(async (tx) => {
      for (const table of backedUp) {
        const parts = join(unpacked, 'store', table)
        for (const part of existsSync(parts) ? (await readdir(parts)).sort() : []) {
          const lines = (await readFile(join(parts, part), 'utf8')).split('\n').filter(Boolean)
          await loadRows(tx, table, lines)
          rows += lines.length
        }
      }
      await advanceSequences(tx, manifest)
      const report = await verifyChain(tx)
      if (!report.intact) throw new Damaged(`the log is broken at entry ${report.firstBroken}`)
      const office = await tx.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst()
      if (!office) throw new Damaged('there is no office in it')
      await record(tx, platformActor(office.id), new Date(), { action: 'platform.restore', values: { made: manifest.made } })
    })
  } finally {
    await opened.store.close()
  }
  const files = join(unpacked, 'files')
  for (const name of ['keys.json', 'raw', 'lake']) if (existsSync(join(files, name))) await rename(join(files, name), join(dir, name))
  // Last: a folder with its store is one that is in use.
  if (!url) await rename(join(place, 'store'), join(dir, 'store'))
  const count = names.filter((name) => name.startsWith('files/')).length
  return { done: { code: 'restore.done', values: { dir, rows, files: count } } }
}
