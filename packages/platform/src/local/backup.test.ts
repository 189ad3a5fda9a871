import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'
import { startPostgres } from '../testing/postgres.ts'
import { freshDataDir } from '../testing/template.ts'
import { verifyFolder } from './audit.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'

const work = mkdtempSync(join(tmpdir(), 'xiezhi-test-backup-'))
const file = join(work, 'backup.tgz')
const environment = { ...process.env }
let dir: string

const on = (folder: string, url?: string): void => {
  process.env.XIEZHI_DATA = folder
  if (url) process.env.XIEZHI_DATABASE_URL = url
  else delete process.env.XIEZHI_DATABASE_URL
}
const bringIn = async (clerk: Client, name: string, content: string): Promise<void> => {
  const { id } = (await clerk.upload(name, content)).json()
  await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => state === 'succeeded',
  )
}
/** What a person would see, apart from what a restored installation does anew. */
const seen = async (clerk: Client) => ({
  clues: (await clerk.get('/clues?size=200')).json().items,
  rows: (await clerk.get(`/datasets/penalty_decision/rows?field=id_no&value=${identityNo(1)}`)).json().items,
  imports: (await clerk.get('/imports')).json().items,
})
let expected: Awaited<ReturnType<typeof seen>>

beforeAll(async () => {
  dir = await freshDataDir()
  const office = await openOffice({}, dir)
  const clerk = await office.signIn(['procurator'])
  await bringIn(clerk, '处罚.csv', decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' }))
  await bringIn(clerk, '过程.csv', processes({ no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-05-20' }))
  await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })
  await office.platform.idle()
  const [clue] = (await clerk.get('/clues?rule=R1')).json().items
  await clerk.send('POST', `/clues/${clue.id}/acts`, { transition: 'find-founded', fields: {}, seq: 0 })
  expected = await seen(clerk)

  on(dir)
  expect(await backUp(file)).toMatchObject({ refusal: { code: 'store.folder-held' }, exitCode: 3 })
  await office.close()
})
afterAll(() => {
  Object.assign(process.env, environment)
  on(environment.XIEZHI_DATA ?? '', environment.XIEZHI_DATABASE_URL)
  for (const folder of [work, dir]) rmSync(folder, { recursive: true, force: true })
})

test('a backup is one file for its owner alone, and never overwrites another', async () => {
  expect(await backUp(file)).toMatchObject({ done: { code: 'backup.done' } })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(work)).toEqual(['backup.tgz'])
  expect(await backUp(file)).toMatchObject({ refusal: { code: 'backup.exists' }, exitCode: 1 })
  on(join(work, 'nothing'))
  expect(await backUp(join(work, 'other.tgz'))).toMatchObject({ refusal: { code: 'backup.no-data' }, exitCode: 3 })
})

test('restored into an empty folder everything is as it was, and numbers go on', async () => {
  const fresh = join(work, 'fresh')
  on(fresh)
  expect(await restore(file)).toMatchObject({ done: { code: 'restore.done' } })
  expect(readdirSync(fresh).sort()).toEqual(['keys.json', 'lake', 'raw', 'store'])
  expect(await verifyFolder()).toMatchObject({ done: { code: 'audit.intact' }, report: { intact: true, acts: 1 } })
  const office = await openOffice({}, fresh)
  const clerk = await office.signIn(['procurator'])
  expect(await seen(clerk)).toEqual(expected)
  await bringIn(clerk, '另一份.csv', decisions({ no: '云交罚〔2025〕9号', party: '程远', id: identityNo(9), on: '2025-04-03' }))
  expect((await clerk.get('/batches')).json().items.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2, 1])
  await office.close()
  expect(await restore(file)).toMatchObject({ refusal: { code: 'restore.not-empty' }, exitCode: 3 })
})

test('restored into a PostgreSQL it is the same', async () => {
  const postgres = await startPostgres()
  if (!postgres) return console.log('left out: restoring into a real PostgreSQL')
  const fresh = join(work, 'on-postgres')
  on(fresh, postgres.url)
  expect(await restore(file)).toMatchObject({ done: { code: 'restore.done' } })
  const office = await openOffice({ databaseUrl: postgres.url }, fresh)
  const clerk = await office.signIn(['procurator'])
  expect(await seen(clerk)).toEqual(expected)
  expect((await clerk.get('/overview')).json().embedded).toBe(false)
  await office.close()
  await postgres.stop()
})

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 2000)],
  [
    'changed in the middle',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 3000), Buffer.from([bytes[3000]! ^ 255]), bytes.subarray(3001)]),
  ],
  ['something else', () => Buffer.from('not a backup')],
])('a backup that is %s leaves the folder untouched', async (name, spoil) => {
  const spoilt = join(work, `${name}.tgz`)
  writeFileSync(spoilt, spoil(readFileSync(file)))
  const fresh = join(work, `from ${name}`)
  on(fresh)
  expect(await restore(spoilt)).toMatchObject({ refusal: { code: 'restore.damaged' }, exitCode: 3 })
  expect(readdirSync(fresh)).toEqual([])
  expect(await restore(join(work, 'none.tgz'))).toMatchObject({ refusal: { code: 'restore.no-file' }, exitCode: 1 })
})
