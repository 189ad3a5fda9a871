import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

const inbox = mkdtempSync(join(tmpdir(), 'xiezhi-inbox-'))
const folder = join(inbox, '县交通局_执法队')
let office: Office
let clerk: Client

const paper = decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' })
const looks = async (): Promise<void> => {
  // A file is taken when two looks find it the same.
  await office.platform.look()
  await office.platform.look()
  await office.platform.idle()
}

beforeAll(async () => {
  office = await openOffice({ inboxDir: inbox })
  clerk = await office.signIn(['procurator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  await clerk.send('POST', '/sources', { name: '县交通局/执法队', ...facts })
})
afterAll(async () => {
  await office.close()
  rmSync(inbox, { recursive: true })
})

test('what is put into a source’s folder comes in, and is moved aside', async () => {
  await office.platform.look()
  expect(existsSync(folder)).toBe(true)
  writeFileSync(join(folder, '处罚.csv'), paper)
  await looks()
  expect((await clerk.get('/imports')).json().items).toMatchObject([
    { file: '处罚.csv', state: 'succeeded', source: { name: '县交通局/执法队' }, importedBy: '文件夹接收' },
  ])
  expect(readdirSync(folder)).toEqual(['已收取'])
})

test('a file that is still growing, a hidden one and a link are let be', async () => {
  writeFileSync(join(folder, '在写.csv'), 'x')
  await office.platform.look()
  writeFileSync(join(folder, '在写.csv'), `${paper}\n`)
  await office.platform.look()
  writeFileSync(join(folder, '.隐藏.csv'), paper)
  const outside = join(inbox, 'outside.csv')
  writeFileSync(outside, paper)
  symlinkSync(outside, join(folder, '链接.csv'))
  await looks()
  expect(readdirSync(folder).sort()).toEqual(['.隐藏.csv', '已收取', '链接.csv'].sort())
  expect((await clerk.get('/imports')).json().total).toBe(2)
})

test('the same bytes again are put aside with a word, an empty file is refused with its reason', async () => {
  writeFileSync(join(folder, '又一份.csv'), paper)
  writeFileSync(join(folder, '空.csv'), '')
  await looks()
  expect(readdirSync(join(folder, '已收取')).filter((name) => name.endsWith('又一份.csv.txt'))).toHaveLength(1)
  expect(readdirSync(join(folder, '未收取')).filter((name) => name.endsWith('空.csv.txt'))).toHaveLength(1)
})

test('of a file of which nothing came the reason is put beside it', async () => {
  writeFileSync(join(folder, '乱.xlsx'), Buffer.from([1, 2, 3, 0, 255, 254, 7, 0, 9]))
  await looks()
  await office.platform.look()
  const told = readdirSync(join(folder, '已收取')).filter((name) => name.endsWith('乱.xlsx.txt'))
  expect(told).toHaveLength(1)
  expect(readFileSync(join(folder, '已收取', told[0]!), 'utf8')).toContain('无法读取')
  // What came in has nothing beside it.
  expect(readdirSync(join(folder, '已收取')).filter((name) => name.endsWith('_处罚.csv.txt'))).toEqual([])
})

test('folders of a stopped source are not looked into', async () => {
  const source = (await clerk.get('/sources')).json().items[0]
  const { name, agencyCode, contact, legalBasis, purpose, usedFrom, usedUntil, keepRawDays } = source
  const body = { name, agencyCode, contact, legalBasis, purpose, usedFrom, usedUntil, keepRawDays, stopped: true }
  await clerk.send('PUT', `/sources/${source.id}`, body)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '晚.csv'), `${paper}\n\n`)
  await looks()
  expect(existsSync(join(folder, '晚.csv'))).toBe(true)
})
