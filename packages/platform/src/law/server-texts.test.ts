import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FormFile, loadLaw, statuteFile } from '../testing/law-form.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'
import { folderFiles } from './files.ts'

const article = (count: number, mark: string) => Array.from({ length: count }, (_, index) => `第${index + 1}条 ${mark}${index + 1}。`)
const named = (name: string): string => `/law/instruments/${encodeURIComponent(name)}`

describe('models see what is loaded', () => {
  let office: Office
  let clerk: Client
  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.signIn(['procurator'])
  })
  afterAll(() => office.close())

  const statute = (count: number): FormFile =>
    statuteFile({ name: '公路安全保护条例', date: '2011-03-07', effective: '2011-07-01' }, ...article(count, '甲'))
  const run = async (): Promise<string> => {
    const { id } = (await clerk.send('POST', '/models/transport-nonlit-enforcement/runs', { asOf: '2026-10-30' })).json()
    await office.platform.idle()
    expect((await clerk.get(`/runs/${id}`)).json().state).toBe('succeeded')
    return id
  }

  test('a run names the batch that it saw; a later load changes what the next one sees', async () => {
    await clerk.upload('处罚.csv', decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' }))
    await clerk.upload('过程.csv', processes({ no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-03-05' }))
    await office.platform.idle()
    await loadLaw(office, clerk, [statute(77)])
    const first = await run()
    await loadLaw(office, clerk, [statute(60)])
    const second = await run()
    const { db } = office.platform.store
    const batches = await db
      .selectFrom('batch')
      .select(['id', 'rows', 'replaced_by'])
      .where('dataset', '=', 'law_article')
      .orderBy('seq')
      .execute()
    expect(batches.map(({ rows, replaced_by }) => [rows, replaced_by])).toEqual([
      [77, batches[1]!.id],
      [60, null],
    ])
    const seen = async (id: string) => {
      const { snapshot_id } = await db.selectFrom('run').select('snapshot_id').where('id', '=', id).executeTakeFirstOrThrow()
      const kept = await db.selectFrom('snapshot').select('batches').where('id', '=', snapshot_id).executeTakeFirstOrThrow()
      return batches.map((batch) => kept.batches.includes(batch.id))
    }
    expect(await seen(first)).toEqual([true, false])
    expect(await seen(second)).toEqual([false, true])
  })
})

const shared = fileURLToPath(new URL('../../../../../shared/laws', import.meta.url))
if (!existsSync(shared)) console.log('left out: the collected statute texts in the server (../shared/laws is not here)')

describe.skipIf(!existsSync(shared))('the collected texts in the server', () => {
  let office: Office
  let clerk: Client
  beforeAll(async () => {
    office = await openOffice({ uploadBytes: 200_000_000 })
    clerk = await office.signIn(['procurator'])
    const files: FormFile[] = []
    for (const { file, read } of await folderFiles(shared)) files.push({ name: `laws/${file}`, content: await read() })
    await loadLaw(office, clerk, files)
  }, 180_000)
  afterAll(() => office.close())

  test('all are loaded, and what could not be is told', async () => {
    const [load] = (await clerk.get('/law/loads')).json().items
    expect(load).toMatchObject({ state: 'succeeded', label: 'laws', reviews: 1 })
    // Models cite the criminal law, and the folder has it as amended in 2023, which the registry does not know yet: somebody must look.
    const { items } = (await clerk.get('/law/reviews')).json()
    expect(items).toMatchObject([{ law: '中华人民共和国刑法', version: { id: '2023-12-29' }, previous: { id: '1997-03-14' } }])
    expect(load.counts.instruments).toBeGreaterThanOrEqual(437)
    expect(load.counts.articles).toBeGreaterThanOrEqual(34_352)
    expect(load.refused.filter(({ file }: { file: string }) => !/罪名|修正案|国有资产产权/.test(file))).toEqual([])
    expect((await clerk.get('/datasets/law_article')).json().rows).toBeGreaterThan(20_000)
    expect((await clerk.get('/law/instruments?loaded=true')).json().total).toBe(load.counts.instruments)
  })

  test('an article on both sides of a new version, and who cites it', async () => {
    const on = async (day: string) => (await clerk.get(`${named('治安管理处罚法')}/articles/118?on=${day}`)).json()
    expect((await on('2025-12-31')).current.version.id).toBe('2012-10-26')
    expect((await on('2026-01-01')).current.version.id).toBe('2025-06-27')
    expect((await on('2026-01-01')).renumbered.map(({ old }: { old: string }) => old)).toContain('99')
    const citing = new Set<string>()
    for (const number of [119, 153, 171, 215]) {
      const { citedBy } = (await clerk.get(`${named('民事诉讼法')}/articles/${number}?on=2023-01-01`)).json()
      for (const { law } of citedBy.articles) citing.add(law)
    }
    expect(citing).toContain('最高人民法院关于适用《中华人民共和国民事诉讼法》的解释')
  })

  test('the renumbering made by hand is what the comparison goes by', async () => {
    const { pairs } = (await clerk.get(`${named('治安管理处罚法')}/compare?from=2012-10-26&to=2025-06-27`)).json()
    const moved = new Map(
      pairs.flatMap(({ old, new: now, certain }: { old: { article: number }; new: { article: number }; certain: boolean }) =>
        old && now ? [[old.article, [now.article, certain]] as const] : [],
      ),
    )
    expect([97, 98, 99, 104].map((number) => moved.get(number))).toEqual([
      [116, true],
      [117, true],
      [118, true],
      [123, true],
    ])
  })

  test('a phrase is found in every law that has it', async () => {
    const { items, total } = (await clerk.get('/law/search?q=“加处罚款”&on=2023-01-01&size=200')).json()
    expect(total).toBe(items.length)
    const places = items.map(({ law, article: number }: { law: string; article: number }) => `${law}${number}`)
    expect(places).toContain('中华人民共和国行政处罚法72')
    expect(places).toContain('中华人民共和国行政强制法45')
    for (const { excerpt } of items)
      expect(excerpt.some(({ hit, text }: { hit: boolean; text: string }) => hit && text === '加处罚款')).toBe(true)
  })

  test('the longest name is an address too', async () => {
    const all = (await clerk.get('/law/instruments?size=200&page=1&q=解释')).json().items as { name: string }[]
    const longest = all.map(({ name }) => name).sort((a, b) => b.length - a.length)[0]!
    expect((await clerk.get(named(longest))).json().name).toBe(longest)
  })
})
