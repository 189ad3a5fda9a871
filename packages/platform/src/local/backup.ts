import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { type Entry, writeArchive } from './archive.ts'
import { dataFolder, holdsData, type Outcome } from './folder.ts'
import { backedUp, dumpTable, readCounters } from './tables.ts'

async function* filesBelow(dir: string): AsyncIterable<string> {
  if (!existsSync(dir)) return
  for (const entry of (await readdir(dir, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile() && !entry.name.includes('.tmp-')) yield path
  }
}

/** Writes everything that makes up an installation into one file, whole or not at all. The server must not be running: the folder's lock says so. */
export async function backUp(file: string): Promise<Outcome> {
  const folder = dataFolder()
  if ('refusal' in folder) return { refusal: folder.refusal, exitCode: 1 }
  const { dir, url } = folder
  const target = resolve(file)
  if (existsSync(target)) return { refusal: { code: 'backup.exists', values: { file } }, exitCode: 1 }
  if (!holdsData(dir)) return { refusal: { code: 'backup.no-data', values: { dir } }, exitCode: 3 }
  // Only these commands need the store; the others start without it.
  const { openStore, migrations } = await import('../store/database.ts')
  const opened = await openStore(dir, url)
  if ('refusal' in opened) return { refusal: opened.refusal, exitCode: 3 }
  const { store } = opened
  const counted = { rows: 0, files: 0 }
  const temporary = `${target}.tmp-${process.pid}`
  try {
    await store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        async function* entries(): AsyncIterable<Entry> {
          const counters = await readCounters(tx)
          const manifest = { format: 1, made: new Date().toISOString(), migration: Object.keys(migrations).at(-1), ...counters }
          yield { name: 'manifest.json', content: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }
          for (const table of backedUp) {
            let part = 0
            for await (const rows of dumpTable(tx, table)) {
              part += 1
              counted.rows += rows.length
              yield { name: `store/${table}/${String(part).padStart(6, '0')}.jsonl`, content: Buffer.from(`${rows.join('\n')}\n`) }
            }
          }
          for (const name of ['keys.json', 'raw', 'lake']) {
            const root = join(dir, name)
            const paths = name === 'keys.json' ? [root] : filesBelow(root)
            for await (const path of paths) {
              const inside = relative(dir, path).split(sep).join('/')
              if (inside.startsWith('lake/tmp/') || !existsSync(path)) continue
              counted.files += 1
              yield { name: `files/${inside}`, path }
            }
          }
        }
        await writeArchive(temporary, entries())
      })
    await rename(temporary, target)
    return { done: { code: 'backup.done', values: { file, ...counted } } }
  } finally {
    await rm(temporary, { force: true })
    await store.close()
  }
}
