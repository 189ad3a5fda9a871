import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStatesOf, readProcedures } from '../matters/procedures.ts'
import { type Client, type Office, officeConfig, openOffice } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let clerk: Client
let source = ''
let other = ''

const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null }
const bringIn = async (name: string, content: string, from: string, more = ''): Promise<string> => {
  const { id } = (await clerk.upload(name, content, `?source=${from}${more}`)).json()
  await office.platform.idle()
  return id
}
const standing = async (id: string) => (await clerk.get(`/imports/${id}/original`)).json()
const kept = (sha256: string): boolean => existsSync(join(office.dir, 'raw', sha256.slice(0, 2), `${sha256}.sealed`))
const on = async (day: string): Promise<void> => {
  office.at(`${day}T02:00:00Z`)
  // Sessions end with the days that pass.
  clerk = await office.signIn(['procurator'])
  await office.platform.look()
  await office.platform.idle()
}
const late = { no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-06-20' }
const paper = (party: string, no = '云交罚〔2025〕8号') =>
  decisions({ no, party, id: identityNo(1), on: '2025-03-03' }, { no: '', party, id: identityNo(2), on: '2025-03-04' })

beforeAll(async () => {
  office = await openOffice()
  await on('2026-11-02')
  source = (await clerk.send('POST', '/sources', { name: '县交通局', ...facts, keepRawDays: 30 })).json().id
  other = (await clerk.send('POST', '/sources', { name: '县法院', ...facts, keepRawDays: 60 })).json().id
})
afterAll(() => office.close())

test('an original is kept to the last day of its term and destroyed the day after; its rows stay, its refused rows go', async () => {
  const id = await bringIn('处罚.csv', paper('许桂'), source)
  const { sha256, ...before } = await standing(id)
  expect(before).toMatchObject({ state: 'term', days: 30, until: '2026-12-02', rows: 1, refused: 1, destroyedAt: null })
  await on('2026-12-02')
  expect(kept(sha256)).toBe(true)
  await on('2026-12-03')
  expect(kept(sha256)).toBe(false)
  expect(await standing(id)).toMatchObject({ state: 'destroyed', rows: 1, refused: 1, destroyedAt: expect.stringMatching(/^2026-12-03/) })
  expect((await clerk.get('/datasets/penalty_decision')).json().rows).toBe(1)
  expect((await clerk.get(`/imports/${id}/quarantine`)).json().total).toBe(0)
  const administrator = await office.signIn(['administrator'])
  const log = (await administrator.get(`/audit?q=${sha256}`)).json()
  expect(log.items).toMatchObject([{ action: 'original.destroy', object: id, actor: '按期限销毁' }])
  expect(log.items[0].detail).toContain('约定保存 30 日，2026-12-02 期满；数据湖保留 1 行，隔离的 1 行一并销毁')
  expect((await clerk.get(`/originals?source=${source}&state=destroyed`)).json()).toMatchObject({ total: 1, items: [{ importId: id }] })
  // Nothing can be read from it any more, and whoever tries is told why.
  const said = { part: null, dataset: 'penalty_decision', mapping: {}, remember: false }
  expect((await clerk.send('POST', `/imports/${id}/correction`, said)).json()).toMatchObject({ code: 'original.gone' })
})

test('bytes that serve two deliveries stay until the later term is over, and for ever where one has none', async () => {
  const first = await bringIn('一.csv', paper('甲'), source)
  const second = await bringIn('二.csv', paper('甲'), other, '&again=true')
  const { sha256 } = await standing(first)
  await on('2027-01-10')
  expect(await standing(first)).toMatchObject({ state: 'shared' })
  expect(kept(sha256)).toBe(true)
  await on('2027-02-10')
  expect([(await standing(first)).state, (await standing(second)).state]).toEqual(['destroyed', 'destroyed'])
  expect(kept(sha256)).toBe(false)
  const third = (await clerk.upload('三.csv', paper('乙'))).json().id
  await office.platform.idle()
  const fourth = await bringIn('四.csv', paper('乙'), source, '&again=true')
  await on('2028-01-01')
  expect([(await standing(third)).state, (await standing(fourth)).state]).toEqual(['no-term', 'shared'])
})

test('a file that a clue not yet judged stands on is held, and goes when the matter is at its end', async () => {
  const id = await bringIn('过程.csv', processes(late), source)
  await bringIn('决定.csv', decisions({ no: late.no, party: '许桂', id: identityNo(1), on: late.on }), other)
  await clerk.send('POST', '/models/late-service/runs', { asOf: '2028-01-01' })
  await office.platform.idle()
  const clues = (await clerk.get('/clues?rollup=false&model=late-service')).json()
  expect(clues.total).toBe(1)
  await on('2028-03-10')
  const held = await standing(id)
  expect(held).toMatchObject({ state: 'held', openClues: 1 })
  expect(kept(held.sha256)).toBe(true)
  await clerk.send('POST', `/clues/${clues.items[0].id}/acts`, { transition: 'find-founded', fields: {}, seq: 0 })
  expect(await standing(id)).toMatchObject({ state: 'due', openClues: 0 })
  await on('2028-03-11')
  expect(await standing(id)).toMatchObject({ state: 'destroyed' })
  expect(kept(held.sha256)).toBe(false)
})

test('killed between the word and the deed, the work goes on; a file that came in again meanwhile stays', async () => {
  const { db } = office.platform.store
  const gone = await bringIn('五.csv', paper('丙', '云交罚〔2025〕21号'), source)
  const back = await bringIn('六.csv', paper('丁', '云交罚〔2025〕22号'), source)
  office.at('2028-06-01T02:00:00Z')
  clerk = await office.signIn(['procurator'])
  for (const id of [gone, back]) {
    const { sha256, days, until } = await standing(id)
    const { organisation_id } = await db.selectFrom('import_file').select('organisation_id').where('id', '=', id).executeTakeFirstOrThrow()
    const begun = { begun_at: '2028-05-31T02:00:00Z', destroyed_at: null, rows_kept: null, rows_gone: null }
    await db
      .insertInto('original_end')
      .values({ import_id: id, organisation_id, sha256, days, due_on: until, ...begun })
      .execute()
    expect(await standing(id)).toMatchObject({ state: 'destroying' })
  }
  const again = await bringIn('七.csv', paper('丁', '云交罚〔2025〕22号'), other, '&again=true')
  await on('2028-06-02')
  expect(await standing(gone)).toMatchObject({ state: 'destroyed' })
  expect(await standing(back)).toMatchObject({ state: 'shared', destroyedAt: null })
  expect(kept((await standing(again)).sha256)).toBe(true)
  expect(kept((await standing(gone)).sha256)).toBe(false)
})

test('another organisation sees none of it', async () => {
  const { db } = office.platform.store
  const two = { id: 'two', parent_id: null, name: '邻院', kind: 'procuratorate', division_code: '', created_at: '2026-01-01T00:00:00Z' }
  await db.insertInto('organisation').values(two).execute()
  const stranger = await office.signIn(['procurator'], 'two')
  expect((await stranger.get('/originals')).json().total).toBe(0)
  const [one] = (await clerk.get('/originals')).json().items
  expect((await stranger.get(`/imports/${one.importId}/original`)).statusCode).toBe(404)
})

test('a matter at its end is what the procedure calls final', () => {
  expect(openStatesOf(readProcedures(officeConfig('').catalogueDir).procedures, 'clue')).toEqual(['pending'])
})
