import { spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { verifyChain } from '../audit/verify.ts'
import { namedFiles } from '../data/store.ts'
import { openOffice } from '../testing/office.ts'
import { freshDataDir } from '../testing/template.ts'

const script = fileURLToPath(new URL('../testing/busy-office.ts', import.meta.url))

type Heavy = 'import' | 'run' | 'confirm' | 'law'

/** Starts a server in a process of its own and kills it some time after its heavy work has begun. */
async function killWhileBusy(dir: string, heavy: Heavy, afterMs: number): Promise<{ imported: string[]; accepted: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, heavy], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = { imported: [] as string[], accepted: '' }
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    const { imported, accepted, running } = JSON.parse(line)
    if (imported) said.imported.push(imported)
    if (accepted) said.accepted = accepted
    if (running) setTimeout(() => child.kill('SIGKILL'), afterMs)
  }
  child.kill('SIGKILL')
  await ended
  return said
}

const cases: readonly [Heavy, number][] = [
  ['import', 0],
  ['import', 500],
  ['run', 0],
  ['run', 700],
  ['confirm', 700],
  ['law', 0],
  ['law', 700],
]

test.each(cases)(
  'a server killed in the middle of an %s, %d ms in, loses nothing and shows nothing half-done',
  async (heavy, afterMs) => {
    const dir = await freshDataDir()
    const { imported, accepted } = await killWhileBusy(dir, heavy, afterMs)
    expect(accepted).not.toBe('')

    const office = await openOffice({}, dir)
    const { db } = office.platform.store
    const before = await db.selectFrom('batch').select('import_id').execute()
    for (const id of imported) expect(before.map((row) => row.import_id)).toContain(id)
    await office.platform.idle()

    const job = await db
      .selectFrom('job')
      .select(['state', 'attempts'])
      .where('subject_id', '=', accepted)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(job.state).toBe('succeeded')
    const clerk = await office.signIn(['procurator'])
    if (heavy === 'run' || heavy === 'confirm') {
      const clues = (await clerk.get('/clues?rule=R1')).json()
      expect(clues.total).toBe(3000)
      const orphans = await db
        .selectFrom('clue')
        .leftJoin('matter', 'matter.subject_id', 'clue.id')
        .select('clue.id')
        .where('matter.id', 'is', null)
        .execute()
      expect(orphans).toEqual([])
    } else if (heavy === 'law') {
      expect((await clerk.get('/law/search?q=晒谷&on=2021-01-01')).json().total).toBe(7200)
      expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 7200, batches: 1 })
      const unpublished = await db.selectFrom('law_text').select('id').where('published', '=', false).execute()
      expect(unpublished).toEqual([])
    } else expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 3000, batches: 1 })

    expect(await verifyChain(db)).toMatchObject({ intact: true })
    const lake = join(dir, 'lake')
    const files = readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
    expect(new Set(files)).toEqual(await namedFiles(db))
    expect(readdirSync(join(lake, 'tmp'))).toEqual([])
    await office.close()
    rmSync(dir, { recursive: true, force: true })
  },
  180_000,
)
