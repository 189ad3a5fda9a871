import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../audit/verify.ts'
import { openPlatform } from '../platform.ts'
import { type Client, type Office, officeConfig, openOffice } from '../testing/office.ts'
import { decisions, identityNo, manyDecisions } from '../testing/papers.ts'
import { freshDataDir } from '../testing/template.ts'
import { namedFiles } from './stored-batches.ts'

let dir: string
let office: Office
let clerk: Client

/** A disk of its own for a folder, where the machine lets us have one. */
const small = (path: string, megabytes: number): boolean => {
  mkdirSync(path, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const resize = (path: string, megabytes: number): void => {
  execFileSync('mount', ['-o', `remount,size=${megabytes}m`, path])
}

beforeAll(async () => {
  dir = await freshDataDir()
})
afterAll(async () => {
  await office.close()
})

test('what a killed process left is removed at the next start, and the log says so', { timeout: 400_000 }, async () => {
  office = await openOffice({}, dir)
  clerk = await office.signIn(['procurator', 'administrator'])
  await clerk.upload('处罚.csv', decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' }))
  await office.platform.idle()
  const { cookie } = clerk
  await office.close()
  const stray = 'ab'.repeat(32)
  mkdirSync(join(dir, 'raw', 'ab'), { recursive: true })
  writeFileSync(join(dir, 'raw', 'ab', `${stray}.sealed`), 'acknowledged to nobody')
  mkdirSync(join(dir, 'lake', 'tmp', 'job_gone'), { recursive: true })
  writeFileSync(join(dir, 'lake', 'penalty_decision', '99999999-1.parquet'), 'named by nobody')

  office = await openOffice({}, dir)
  clerk = office.as(cookie)
  expect(existsSync(join(dir, 'raw', 'ab', `${stray}.sealed`))).toBe(false)
  const [said] = (await clerk.get('/audit?action=platform.cleaned')).json().items
  expect(said.detail).toContain('清除未完成的文件 2 个、无主的原件 1 份')
  expect((await clerk.get('/datasets/penalty_decision')).json().rows).toBe(1)
})

test('the same file from one source twice at once comes in once; two different ones both do', { timeout: 400_000 }, async () => {
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  const source = (await clerk.send('POST', '/sources', { name: '县交通局', ...facts })).json()
  const [first, second] = [manyDecisions(100, 50), manyDecisions(200, 50)]
  const answers = await Promise.all(
    [first, second, first, second, first].map((text) => clerk.upload('同时.csv', text, `?source=${source.id}`)),
  )
  const uploads = answers.map((answer) => answer.json())
  expect(uploads.filter(({ sameAs }: { sameAs: string | null }) => sameAs === null)).toHaveLength(2)
  await office.platform.idle()
  const states = (await clerk.get(`/imports?source=${source.id}`)).json().items.map(({ state }: { state: string }) => state)
  expect(states.sort()).toEqual(['failed', 'failed', 'failed', 'succeeded', 'succeeded'])
  expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 101, batches: 3 })
})

test('a disk that is full refuses with that reason, shows nothing half-done, and goes on when there is room', {
  timeout: 400_000,
}, async (context) => {
  await office.close()
  const lake = join(dir, 'lake')
  const before = join(dir, 'lake-before')
  execFileSync('mv', [lake, before])
  if (!small(lake, 64)) {
    execFileSync('rmdir', [lake])
    execFileSync('mv', [before, lake])
    office = await openOffice({}, dir)
    return context.skip('this machine gives no small disk')
  }
  try {
    execFileSync('cp', ['-a', `${before}/.`, lake])
    office = await openOffice({}, dir)
    clerk = await office.signIn(['procurator'])
    const { db } = office.platform.store
    resize(lake, 1)
    writeFileSync(join(lake, 'tmp', 'ballast'), Buffer.alloc(400_000))

    // There is not even room for the file itself.
    const large = await clerk.upload('大.csv', manyDecisions(300, 5000))
    expect(large.statusCode).toBe(507)
    expect(large.json()).toMatchObject({ code: 'http.disk-full' })
    // There is for the file, not for what is made of it.
    const { id } = (await clerk.upload('中.csv', manyDecisions(300, 1200))).json()
    await office.platform.idle()
    const failed = (await clerk.get(`/imports/${id}`)).json()
    expect(failed).toMatchObject({ state: 'failed', refusal: expect.stringContaining('磁盘空间不足') })
    expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 101, batches: 3 })
    expect(readdirSync(join(lake, 'tmp'))).toEqual(['ballast'])

    resize(lake, 64)
    const again = (await clerk.upload('中.csv', manyDecisions(300, 1200))).json()
    await office.platform.idle()
    expect((await clerk.get(`/imports/${again.id}`)).json()).toMatchObject({ state: 'succeeded' })
    expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ rows: 1301, batches: 4 })
    const files = readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
    expect(new Set(files)).toEqual(await namedFiles(db))
    expect(await verifyChain(db)).toMatchObject({ intact: true })
  } finally {
    await office.close()
    execFileSync('umount', [lake])
    execFileSync('rmdir', [lake])
    execFileSync('mv', [before, lake])
    office = await openOffice({}, await freshDataDir())
  }
})

test('a full disk under the store itself is said, nothing acknowledged is lost, and it goes on when there is room', {
  timeout: 400_000,
}, async (context) => {
  const own = await freshDataDir()
  const store = join(own, 'store')
  const before = join(own, 'store-before')
  execFileSync('mv', [store, before])
  if (!small(store, 150)) {
    rmSync(own, { recursive: true })
    return context.skip('this machine gives no small disk')
  }
  let here: Office | undefined
  try {
    execFileSync('cp', ['-a', `${before}/.`, store])
    here = await openOffice({}, own)
    const user = await here.signIn(['procurator'])
    const { db } = here.platform.store
    const rows = async () => (await user.get('/datasets/penalty_decision')).json().rows
    const full = (left: number) => {
      const { bavail, bsize } = statfsSync(store)
      writeFileSync(join(store, 'ballast'), Buffer.alloc(bavail * bsize - left))
    }
    await user.upload('一.csv', manyDecisions(0, 50))
    await here.platform.idle()

    // No room for tables: the one import fails with the reason, and everything else goes on.
    full(4096)
    await user.upload('二.csv', manyDecisions(100, 3000))
    await here.platform.idle()
    const [failed] = (await user.get('/imports')).json().items
    expect(failed).toMatchObject({ file: '二.csv', state: 'failed', refusal: expect.stringContaining('磁盘空间不足') })
    expect(await rows()).toBe(50)

    // Nor for the log of changes, without which the database stops.
    const note = sql`select pg_logical_emit_message(true, 'ballast', repeat('x', 4000000))`
    await expect(
      (async () => {
        for (let n = 0; n < 8; n++) await note.execute(db)
      })(),
    ).rejects.toThrow('No space left on device')
    const refused = await user.upload('三.csv', manyDecisions(5000, 20))
    expect([refused.statusCode, refused.json().code]).toEqual([507, 'http.disk-full'])

    rmSync(join(store, 'ballast'))
    expect(await rows()).toBe(50)
    await user.upload('三.csv', manyDecisions(5000, 20))
    await here.platform.idle()
    expect(await rows()).toBe(70)
    expect(await verifyChain(db)).toMatchObject({ intact: true })
    await here.close()
    here = undefined

    full(4096)
    const start = await openPlatform(officeConfig(own), () => new Date())
    expect(start).toMatchObject({ refusal: { code: 'store.disk-full' } })
  } finally {
    await here?.close().catch(() => undefined)
    execFileSync('umount', ['-l', store])
    rmSync(own, { recursive: true, force: true })
  }
})
