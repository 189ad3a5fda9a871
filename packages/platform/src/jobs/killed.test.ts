import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../audit/verify.ts'
import { loadKeyring } from '../data/secrecy/keyring.ts'
import { isSealedNow } from '../data/secrecy/seal.ts'
import { namedFiles } from '../data/stored-batches.ts'
import { namedOriginals } from '../originals/store.ts'
import { type Office, openOffice, until } from '../testing/office.ts'
import { articlesOf, day, makeReady, most, nextDay } from '../testing/ready-office.ts'
import { freshDataDir } from '../testing/template.ts'

/**
 * Killed at any moment of an import, a run, a load of law, a compaction, a withdrawal, a change of seals or a destruction: nothing
 * acknowledged is lost, nothing is half visible, the next start cleans up and says so. A folder copied while the process is stopped is what a
 * kill at that moment leaves; the last is a real kill.
 */
const script = fileURLToPath(new URL('../testing/busy-office.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'xiezhi-killed-'))
/** Every folder is opened where it was made: work is taken up again by whoever holds the same folder. */
const place = join(folder, 'office')
/** The acts, and how many moments each has at the least; that of the clock, and what a look for work writes, may come or not. */
const acts: Readonly<Record<string, number>> = {
  import: 10,
  run: 4,
  confirm: 4,
  'second run': 4,
  law: 9,
  compaction: 7,
  withdrawal: 2,
  'giving back': 2,
  rotation: 11,
  destruction: 4,
  'second rotation': 1,
}
/** One of each act, another every time; all of them (twenty minutes) for whoever changes what is shown here. */
const everyMoment = process.env.XIEZHI_EVERY_MOMENT !== undefined
const chosen = new Map(Object.entries(acts).map(([act, least]) => [act, 1 + Math.floor(Math.random() * least)]))
/** How many were met. */
const met = new Map<string, number>()

let cookie = ''
let temporary = ''
let running: ChildProcess | undefined
const copies: { readonly moment: string; readonly dir: string }[] = []

/** Stopped, or at its end already. */
const stands = (pid: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return /^[TZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return true
  }
}

beforeAll(
  async () => {
    renameSync(await freshDataDir(), place)
    ;({ cookie, temporary } = await makeReady(place))
    const child = spawn(process.execPath, ['--import', 'tsx', script, place, cookie], { stdio: ['ignore', 'pipe', 'inherit'] })
    running = child
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const pid = child.pid!
    for await (const line of createInterface({ input: child.stdout })) {
      const { moment, kill } = JSON.parse(line)
      if (kill) setTimeout(() => child.kill('SIGKILL'), Math.random() * 300)
      if (!moment) continue
      await until(
        async () => stands(pid),
        (so) => so,
      )
      const [act = ''] = moment.split(': ')
      const count = (met.get(act) ?? 0) + 1
      met.set(act, count)
      if (everyMoment || chosen.get(act) === count) {
        const dir = join(folder, `${act} ${count}`)
        cpSync(place, dir, { recursive: true })
        copies.push({ moment, dir })
      }
      child.kill('SIGCONT')
    }
    await ended
    const dir = join(folder, 'killed')
    renameSync(place, dir)
    copies.push({ moment: 'second rotation: killed', dir })
  },
  everyMoment ? 7_200_000 : 900_000,
)
afterAll(() => {
  // A process that is stopped would stay for ever.
  running?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Acknowledged {
  readonly what: string
  readonly id: string
}

test('at every moment that was tried, what was acknowledged is there and the rest is whole or absent', {
  timeout: everyMoment ? 14_400_000 : 1_200_000,
}, async () => {
  expect([...met.keys()]).toEqual(Object.keys(acts))
  expect(Object.entries(acts).filter(([act, least]) => (met.get(act) ?? 0) < least)).toEqual([])
  for (const { moment, dir } of copies) {
    if (everyMoment) console.info(moment)
    renameSync(dir, place)
    const office = await openOffice({}, place)
    try {
      await whole(office)
    } catch (error) {
      throw new Error(`killed at ${moment}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    } finally {
      await office.close()
      rmSync(place, { recursive: true })
    }
  }
})

async function whole(office: Office): Promise<void> {
  const { db } = office.platform.store
  const path = join(place, 'acknowledged')
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
  const acknowledged: Acknowledged[] = lines.map((line) => JSON.parse(line))
  const count = (what: string): number => acknowledged.filter((one) => one.what === what).length
  const clerk = office.as(cookie)
  const [begun] = await db.selectFrom('original_end').select('sha256').execute()
  if (begun) office.at(nextDay)
  await office.platform.idle()
  await office.platform.look()
  await office.platform.idle()
  office.at(day)

  // Work that was taken on is done; none is left behind, none has failed.
  const jobs = await db.selectFrom('job').select(['kind', 'state', 'subject_id', 'attempts']).execute()
  expect(jobs.filter(({ state }) => state !== 'succeeded')).toEqual([])
  const told = await db.selectFrom('audit').select('seq').where('action', '=', 'platform.cleaned').execute()
  if (jobs.some(({ attempts }) => attempts > 1)) expect(told).not.toEqual([])
  for (const { what, id } of acknowledged)
    if (['import', 'run', 'law'].includes(what)) expect(jobs.map((job) => job.subject_id)).toContain(id)

  // Rows: all of a file or none of it, and only of batches that are not withdrawn.
  const imported = jobs.filter(({ kind }) => kind === 'import').length === 5
  if (count('import') > 0) expect(imported).toBe(true)
  const spans = await db.selectFrom('batch_withdrawal').select(['reason', 'restored_reason']).execute()
  const done = spans.flatMap(({ reason, restored_reason }) => (restored_reason === null ? [reason] : [reason, restored_reason]))
  expect(done).toEqual(['第1次', '第2次'].slice(0, done.length))
  expect(done.length).toBeGreaterThanOrEqual(count('withdrawal') + count('restoration'))
  const logged = await db.selectFrom('audit').select('seq').where('action', 'in', ['batch.withdraw', 'batch.restore']).execute()
  expect(logged).toHaveLength(done.length)
  // Of the twenty of the batch that is withdrawn ten are seen in an earlier one still.
  const rows = most + 10 + 3 + (imported ? 400 : 0) - (done.length === 1 ? 10 : 0)
  expect((await clerk.get('/datasets/penalty_decision')).json().rows).toBe(rows)
  const listed = (await clerk.get('/datasets/penalty_decision/rows?size=1')).json()
  expect(listed.total).toBe(rows)

  // Clues: of a run all or none, and none without its matter.
  const runs = await db.selectFrom('run').select('held').execute()
  expect(runs.length).toBeGreaterThanOrEqual(count('run'))
  if (count('confirm') > 0) expect(runs.map(({ held }) => held)).not.toContain('held')
  const clues = (await clerk.get('/clues?rule=R1')).json().total
  expect(clues).toBe(runs.some(({ held }) => held !== 'held') ? most : 0)
  const orphans = await db
    .selectFrom('clue')
    .leftJoin('matter', 'matter.subject_id', 'clue.id')
    .select('clue.id')
    .where('matter.id', 'is', null)
    .execute()
  expect(orphans).toEqual([])

  // Law: searched only when published, and in the dataset only then.
  const loaded = jobs.some(({ kind }) => kind === 'law-load')
  if (count('law') > 0) expect(loaded).toBe(true)
  const articles = loaded ? articlesOf.statutes * articlesOf.articles : 0
  expect((await clerk.get('/law/search?q=晒谷&on=2021-01-01')).json().total).toBe(articles)
  expect(await db.selectFrom('law_text').select('id').where('published', '=', false).execute()).toEqual([])

  // Seals: one for everything, and everything opens.
  const keys = loadKeyring(join(place, 'keys.json'))
  expect(keys.older ?? []).toEqual([])
  const sealed = [
    ...(await db.selectFrom('vault').select('sealed').execute()),
    ...(await db.selectFrom('quarantine').select('sealed').execute()),
  ]
  expect(sealed.length).toBeGreaterThan(300)
  expect(sealed.filter((one) => !isSealedNow(keys, one.sealed))).toEqual([])
  const rotated = await db.selectFrom('audit').select('detail').where('action', '=', 'keys.rotated').execute()
  expect(rotated.length).toBeGreaterThanOrEqual(count('rotation'))

  // Originals: destroyed means gone, with an entry in the log; every other is there.
  const ends = await db.selectFrom('original_end').selectAll().execute()
  for (const one of ends) {
    expect(one).toMatchObject({ import_id: temporary, destroyed_at: expect.any(String), rows_kept: 3 })
    expect(existsSync(join(place, 'raw', one.sha256.slice(0, 2), `${one.sha256}.sealed`))).toBe(false)
  }
  const destroyed = await db.selectFrom('audit').select('object').where('action', '=', 'original.destroy').execute()
  expect(destroyed).toEqual(ends.map(() => ({ object: temporary })))
  const gone = ends.map(({ sha256 }) => sha256)
  const kept = [...(await namedOriginals(db))].filter((sha256) => !gone.includes(sha256))
  const raw = readdirSync(join(place, 'raw'), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.sealed'))
  expect(new Set(raw.map((name) => name.slice(3)))).toEqual(new Set(kept.map((sha256) => `${sha256}.sealed`)))

  // The folder holds what the store names and no more; the log is whole, and tells of what was cleared away.
  const lake = join(place, 'lake')
  const files = readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
  expect(new Set(files)).toEqual(await namedFiles(db))
  expect(readdirSync(join(lake, 'tmp'))).toEqual([])
  expect(readdirSync(place).filter((name) => name.includes('.tmp-'))).toEqual([])
  expect(await verifyChain(db)).toMatchObject({ intact: true })
}
