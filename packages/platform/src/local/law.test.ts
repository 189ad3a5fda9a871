import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../audit/verify.ts'
import type { Impact } from '../contract/impact.ts'
import { namedFiles } from '../data/stored-batches.ts'
import { statuteFile } from '../testing/law-form.ts'
import { openOffice } from '../testing/office.ts'
import { freshDataDir } from '../testing/template.ts'
import { backUp } from './backup.ts'
import { lawInForce, listLaw, loadLawInto } from './law.ts'
import { restore } from './restore.ts'

const work = mkdtempSync(join(tmpdir(), 'xiezhi-test-law-command-'))
const laws = join(work, '法规')
const environment = { ...process.env }
let dir: string
const confirm = async (): Promise<boolean> => true

beforeAll(async () => {
  dir = await freshDataDir()
  delete process.env.XIEZHI_DATABASE_URL
  process.env.XIEZHI_DATA = dir
  mkdirSync(laws)
  const files = [
    statuteFile({ name: '云岑县晒谷办法', date: '2010-01-02', effective: '2010-03-01' }, '第一条 旧。', '第一条之一 旧之一。'),
    statuteFile({ name: '云岑县晒谷办法', date: '2020-05-06', effective: '2020-07-01' }, '第一条 新。'),
    { name: '坏.md', content: '# 通知' },
  ]
  for (const { name, content } of files) writeFileSync(join(laws, name), content)
})
afterAll(() => {
  Object.assign(process.env, environment)
  if (environment.XIEZHI_DATA === undefined) delete process.env.XIEZHI_DATA
  for (const folder of [work, dir]) rmSync(folder, { recursive: true, force: true })
})

test('a folder without data, a folder without texts and a folder that a server holds are told', async () => {
  expect(await loadLawInto(join(work, 'nowhere'), { confirm })).toMatchObject({ refusal: { code: 'law.no-folder' }, exitCode: 1 })
  process.env.XIEZHI_DATA = join(work, 'empty')
  expect(await loadLawInto(laws, { confirm })).toMatchObject({ refusal: { code: 'law.no-data' }, exitCode: 3 })
  expect(await listLaw()).toMatchObject({ refusal: { code: 'law.no-data' }, exitCode: 3 })
  process.env.XIEZHI_DATA = dir
  const office = await openOffice({}, dir)
  expect(await loadLawInto(laws, { confirm })).toMatchObject({ refusal: { code: 'store.folder-held' }, exitCode: 3 })
  await office.close()
  expect(await listLaw()).toMatchObject({ refusal: { code: 'law.nothing-loaded' }, exitCode: 3 })
})

test('stopped in the middle nothing is kept', async () => {
  const stopping = new AbortController()
  const stopped = await loadLawInto(laws, { confirm, signal: stopping.signal, onProgress: () => stopping.abort() })
  expect(stopped).toMatchObject({ refusal: { code: 'law.load-cancelled' }, exitCode: 3 })
  expect(await listLaw()).toMatchObject({ refusal: { code: 'law.nothing-loaded' } })
})

test('a folder is loaded as the server would, and an article is told as it stood on a day', async () => {
  const stages = new Set<string>()
  const loaded = await loadLawInto(laws, { confirm, onProgress: ({ stage }) => stages.add(stage) })
  expect(loaded).toMatchObject({ done: { code: 'law.load-done', values: { instruments: 1, versions: 2, articles: 3 } } })
  expect(loaded.report?.refused.map(({ file }) => file)).toEqual(['法规/坏.md'])
  expect([...stages]).toEqual(['读取文本', '写入条文', '入库'])

  expect((await listLaw()).versions?.map(({ law, id, endedOn }) => [law, id, endedOn])).toEqual([
    ['云岑县晒谷办法', '2010-01-02', '2020-07-01'],
    ['云岑县晒谷办法', '2020-05-06', null],
  ])
  expect((await lawInForce('云岑县晒谷办法', '第一条', '2020-06-30')).text).toBe('旧。')
  expect(await lawInForce('云岑县晒谷办法', '1-1', '2020-07-01')).toMatchObject({ refusal: { code: 'law.no-article-then' }, exitCode: 2 })
  expect(await lawInForce('收谷办法', '1')).toMatchObject({ refusal: { code: 'law.not-loaded' }, exitCode: 2 })
  expect(await lawInForce('云岑县晒谷办法', '1', '2023-02-30')).toMatchObject({ refusal: { code: 'law.day-form' }, exitCode: 1 })
  expect(await lawInForce('云岑县晒谷办法', '一')).toMatchObject({ refusal: { code: 'law.bad-article' }, exitCode: 1 })
})

test('the server shows what the command has loaded', async () => {
  const office = await openOffice({}, dir)
  const clerk = await office.signIn(['procurator'])
  const { items } = (await clerk.get('/law/loads')).json()
  expect(items.map(({ label, by, state }: Record<string, string>) => [label, by, state])).toEqual([
    ['法规', '命令行', 'succeeded'],
    ['法规', '命令行', 'cancelled'],
  ])
  expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 3, batches: 1 })
  expect(await verifyChain(office.platform.store.db)).toMatchObject({ intact: true })
  const lake = join(dir, 'lake')
  const files = readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
  expect(new Set(files)).toEqual(await namedFiles(office.platform.store.db))
  await office.close()
})

test('loaded again its batch takes the place of the first, and a backup holds all of it', async () => {
  expect(await loadLawInto(laws, { confirm })).toMatchObject({ done: { code: 'law.load-done', values: { newVersions: 0 } } })
  const file = join(work, 'backup.tgz')
  expect(await backUp(file)).toMatchObject({ done: { code: 'backup.done' } })
  process.env.XIEZHI_DATA = join(work, 'restored')
  expect(await restore(file)).toMatchObject({ done: { code: 'restore.done' } })
  const office = await openOffice({}, join(work, 'restored'))
  const clerk = await office.signIn(['procurator'])
  expect((await clerk.get('/law/search?q=旧&all=true')).json().total).toBe(2)
  expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 3, batches: 1 })
  const batches = (await clerk.get('/batches')).json().items
  expect(batches.map(({ replaced }: { replaced: boolean }) => replaced)).toEqual([false, true])
  await office.close()
  process.env.XIEZHI_DATA = dir
})

test('what models and limits rest on is changed after a word alone, which is asked with all that it touches', async () => {
  const folder = join(work, '新法')
  mkdirSync(folder)
  const put = (date: string, effective: string, words: string) => {
    const { name, content } = statuteFile({ name: '中华人民共和国行政处罚法', date, effective }, `第六十一条 ${words}`)
    writeFileSync(join(folder, name), content)
  }
  put('2026-01-01', '2026-06-01', '十日内送达。')
  const impacts: Impact[] = []
  const answer = (yes: boolean) => async (impact: Impact) => {
    impacts.push(impact)
    return yes
  }
  expect(await loadLawInto(folder, { confirm: answer(false) })).toMatchObject({ refusal: { code: 'law.load-unconfirmed' }, exitCode: 1 })
  expect(impacts[0]?.models.find(({ id }) => id === 'late-service')).toMatchObject({ openClues: 0, through: expect.anything() })
  expect(impacts[0]?.limits.length).toBeGreaterThan(0)
  const loaded = async () => (await listLaw()).versions?.map(({ law }) => law)
  expect(await loaded()).not.toContain('中华人民共和国行政处罚法')
  expect(await loadLawInto(folder, { confirm: answer(true) })).toMatchObject({
    done: { code: 'law.load-done', values: { newVersions: 1, reviews: 1 } },
  })
  expect(impacts).toHaveLength(2)
  expect(await loaded()).toContain('中华人民共和国行政处罚法')
})
