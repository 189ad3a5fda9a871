import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, migrations, openStore } from '../store/database.ts'
import { openEmbedded } from '../store/pglite.ts'

/** For tests: a data folder whose store is made already. Making one takes seconds, copying it a fraction of one. */
export async function freshDataDir(): Promise<string> {
  const folder = new URL('../store/migrations/', import.meta.url)
  const source = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .concat(Object.keys(migrations))
    .join('')
  const template = join(tmpdir(), `xiezhi-test-store-${createHash('sha256').update(source).digest('hex').slice(0, 12)}`)
  if (!existsSync(template)) {
    const making = mkdtempSync(`${template}-making-`)
    const db = await openEmbedded(join(making, 'store'))
    await migrate(db)
    await db.destroy()
    try {
      renameSync(making, template)
    } catch {
      // Another test file was faster.
      rmSync(making, { recursive: true, force: true })
    }
  }
  const dir = mkdtempSync(join(tmpdir(), 'xiezhi-test-'))
  cpSync(template, dir, { recursive: true })
  return dir
}

export async function openTestStore(dir: string, url?: string) {
  const opened = await openStore(dir, url)
  if ('refusal' in opened) throw new Error(JSON.stringify(opened.refusal))
  return opened.store
}
