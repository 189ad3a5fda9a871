import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docxOf } from '../connectors/docx.fixture.ts'
import { writeZip } from '../connectors/zip.fixture.ts'
import { namedFiles } from '../data/stored-batches.ts'
import { type FormFile, loadLaw, sendLaw, statuteFile } from '../testing/law-form.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { startPostgres } from '../testing/postgres.ts'

const postgres = await startPostgres()
if (!postgres) console.log('left out: statutes on a real PostgreSQL (no /usr/lib/postgresql, no XIEZHI_TEST_DATABASE_URL)')
afterAll(() => postgres?.stop())

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-test-law-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const zipped = (name: string, files: readonly FormFile[]): FormFile => {
  const entries = files.map((file) => ({ name: file.name, data: file.content }))
  return { name, content: readFileSync(writeZip(join(folder, name), entries)) }
}

const first = statuteFile(
  { name: '云岑县晒谷办法', date: '2010-01-02', effective: '2010-03-01', folder: '法规/' },
  '第一条 为了晒谷，制定本办法。',
  '第二条 晒谷应当在晴天进行，不得占用道路。',
  '（一）乡道；',
  '（二）县道。',
  '第三条 违反本办法第二条规定的，处五十元罚款。',
)
const second = statuteFile(
  { name: '云岑县晒谷办法', date: '2020-05-06', effective: '2020-07-01', folder: '法规/' },
  '第一条 为了晒谷，制定本办法。',
  '第二条 晒谷应当避开雨天，备有苫布。',
  '第三条 晒谷应当在晴天进行，不得占用道路和桥梁。',
  '第四条 违反本办法第三条规定的，处一百元以上五百元以下罚款。',
)
const other = statuteFile(
  { name: '云岑县收谷条例', date: '2015-01-01', effective: '2015-02-01' },
  '第一条 收谷占用道路的，依照《云岑县晒谷办法》第三条处理。',
  '第二条 收谷应当出具收据。',
)
const law = (name: string) => `/law/instruments/${encodeURIComponent(name)}`
const shown = (list: { id: string; state: string; loaded: boolean }[]) => list.map(({ id, state, loaded }) => [id, state, loaded])

describe.each(postgres ? (['embedded', 'postgres'] as const) : (['embedded'] as const))('statutes: %s', (kind) => {
  let office: Office
  let clerk: Client
  const load = (...files: readonly FormFile[]) => loadLaw(office, clerk, files)
  const report = async (id: string) => (await clerk.get(`/law/loads/${id}`)).json()

  beforeAll(async () => {
    if (kind === 'embedded') office = await openOffice()
    else office = await openOffice({ databaseUrl: postgres!.url }, mkdtempSync(join(tmpdir(), 'xiezhi-test-')))
    clerk = await office.signIn(['procurator'])
  })
  afterAll(() => office.close())

  test('without texts the registry is there, and says that there are none', async () => {
    const listed = (await clerk.get('/law/instruments?size=5&loaded=false')).json()
    expect(listed.total).toBeGreaterThan(400)
    expect((await clerk.get('/law/instruments?loaded=true')).json().total).toBe(0)
    const [found] = (await clerk.get(`/law/instruments?q=${encodeURIComponent('国务院令第406号')}`)).json().items
    expect([found.name, found.issuer]).toEqual(['中华人民共和国道路运输条例', '国务院'])
    const one = (await clerk.get(`${law('行政处罚法')}?on=2022-01-01`)).json()
    expect(one).toMatchObject({
      name: '中华人民共和国行政处罚法',
      level: '法律',
      loadedVersions: 0,
      current: { loaded: false, state: 'in-force' },
    })
    const article = (await clerk.get(`${law('行政处罚法')}/articles/61?on=2022-01-01`)).json()
    expect(article).toMatchObject({ found: 'no-texts', current: null, versions: [] })
    expect(article.citedBy.models.map(({ id }: { id: string }) => id)).toContain('late-service')
    expect(article.renumbered.length).toBeGreaterThan(0)
    expect((await clerk.get('/law/search?q=罚款')).json()).toMatchObject({ items: [], total: 0, words: ['罚款'] })
    expect((await clerk.get(law('无此法'))).json()).toMatchObject({ status: 404, code: 'law.no-instrument' })
    expect((await clerk.get(`${law('行政处罚法')}/versions/2021-01-22`)).json().code).toBe('law.no-text')
  })

  test('a load of nothing readable changes nothing and says why', async () => {
    const none = await load({ name: '照片.jpg', content: 'x' })
    expect(none.json()).toMatchObject({ status: 422, code: 'law.no-files' })
    const large = (name: string, megabytes: number): FormFile => ({ name, content: Buffer.alloc(megabytes * 1024 ** 2, 32) })
    for (const files of [[large('a.md', 11)], [large('a.zip', 6), large('b.zip', 6), first]])
      expect((await load(...files)).statusCode).toBe(413)
    expect((await clerk.get('/law/loads')).json().total).toBe(0)
    const { id, state } = (await load({ name: '旧/公告.doc', content: 'x' }, { name: '旧/空.md', content: '# 通知\n明日放假。' })).json()
    expect(state).toMatch(/queued|running/)
    const done = await report(id)
    expect(done).toMatchObject({ state: 'failed', label: '旧', counts: { files: 2, versions: 0 }, progress: null })
    expect(done.error).toMatch('没有一件文本可以读取')
    expect(done.refused.map(({ file }: { file: string }) => file)).toEqual(['旧/公告.doc', '旧/空.md'])
    expect((await clerk.get('/batches')).json().total).toBe(0)
  })

  test('texts of a form, an archive and Word documents are there at once', async () => {
    const docx = writeZip(
      join(folder, 'x.docx'),
      docxOf(
        '云岑县碾谷规定',
        '（2018年2月3日云岑县人民政府公布，自2018年3月1日起施行）',
        '第一条　碾谷适用本规定。',
        '第二条　费用由谷主负担。',
      ),
    )
    const { id } = (
      await load(
        first,
        zipped('更多.zip', [other]),
        { name: '法规/坏.md', content: Buffer.from([255, 255, 255]) },
        { name: '碾谷.docx', content: readFileSync(docx) },
      )
    ).json()
    const done = await report(id)
    expect(done).toMatchObject({
      state: 'succeeded',
      counts: { files: 4, instruments: 3, versions: 3, articles: 7, newVersions: 3, usedVersions: 3 },
      aside: [],
      reviews: 0,
      by: clerk.account,
    })
    expect(done.refused).toEqual([{ file: '法规/坏.md', reason: '不是 UTF-8 或 GB18030 文本' }])
    expect(
      (await clerk.get('/law/instruments?loaded=true&sort=name'))
        .json()
        .items.map(({ name }: { name: string }) => name)
        .sort(),
    ).toEqual(['云岑县收谷条例', '云岑县晒谷办法', '云岑县碾谷规定'])
    const text = (await clerk.get(`${law('云岑县晒谷办法')}/versions/2010-01-02`)).json()
    expect(text.tree[0]).toEqual({ kind: 'heading', depth: 0, text: '第一章 总则' })
    expect(text.tree[2].article).toEqual({
      article: 2,
      sub: 0,
      paragraphs: [
        {
          text: '晒谷应当在晴天进行，不得占用道路。',
          items: [
            { item: 1, text: '（一）乡道；' },
            { item: 2, text: '（二）县道。' },
          ],
        },
      ],
    })
    expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 7, batches: 1 })
  })

  test('a later version ends the earlier one, and models see both in a batch that took the place of the first', async () => {
    const before = (await clerk.get(`${law('云岑县晒谷办法')}?on=2020-07-01`)).json()
    expect(shown(before.list)).toEqual([['2010-01-02', 'in-force', true]])
    const { id } = (await load(second)).json()
    expect(await report(id)).toMatchObject({ state: 'succeeded', counts: { versions: 1, articles: 4, newVersions: 1 } })
    const after = async (on: string) => shown((await clerk.get(`${law('云岑县晒谷办法')}?on=${on}`)).json().list)
    expect(await after('2020-07-01')).toEqual([
      ['2020-05-06', 'in-force', true],
      ['2010-01-02', 'ended', true],
    ])
    expect(await after('2020-06-30')).toEqual([
      ['2020-05-06', 'not-yet', true],
      ['2010-01-02', 'in-force', true],
    ])
    expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 11, batches: 1 })
    const batches = (await clerk.get('/batches?dataset=law_article')).json().items
    expect(batches.map(({ replaced, importId }: { replaced: boolean; importId: null }) => [replaced, importId])).toEqual([
      [false, null],
      [true, null],
    ])
    const rows = (await clerk.get('/datasets/law_article/rows?field=law_name&value=云岑县晒谷办法&size=50')).json().items
    expect(new Set(rows.map(({ values }: { values: { effective_to: string } }) => values.effective_to))).toEqual(
      new Set(['2020-06-30', null]),
    )
  })

  test('an article as it stood on a day, in all versions, and what cites it', async () => {
    const on = async (number: string, day: string) => (await clerk.get(`${law('云岑县晒谷办法')}/articles/${number}?on=${day}`)).json()
    expect(await on('3', '2020-06-30')).toMatchObject({ found: 'text', certain: true, current: { version: { id: '2010-01-02' } } })
    const now = await on('3', '2020-07-01')
    expect(now.current.text.paragraphs[0].text).toBe('晒谷应当在晴天进行，不得占用道路和桥梁。')
    expect(now.versions.map(({ version, text }: { version: { id: string }; text: object }) => [version.id, text !== null])).toEqual([
      ['2020-05-06', true],
      ['2010-01-02', true],
    ])
    expect(now.citedBy.articles).toEqual([
      { law: '云岑县晒谷办法', article: 4, sub: 0 },
      { law: '云岑县收谷条例', article: 1, sub: 0 },
    ])
    expect((await on('4', '2020-06-30')).found).toBe('no-article')
    expect((await on('4', '2009-12-31')).found).toBe('not-in-force')
    expect((await on('4-1', '2020-07-01')).found).toBe('no-article')
    expect((await clerk.get(`${law('云岑县晒谷办法')}/articles/3.1`)).statusCode).toBe(400)
  })

  test('two versions side by side', async () => {
    const compared = (await clerk.get(`${law('云岑县晒谷办法')}/compare?from=2010-01-02&to=2020-05-06`)).json()
    expect(compared.counts).toEqual({ same: 1, changed: 2, renumbered: 2, added: 1, removed: 0 })
    expect(compared.pairs.map((pair: { change: string; certain: boolean }) => [pair.change, pair.certain])).toEqual([
      ['same', true],
      ['added', true],
      ['renumbered-changed', false],
      ['renumbered-changed', false],
    ])
    expect(compared.pairs[2].differences.find(({ kind }: { kind: string }) => kind === 'added').text).toMatch(/^和桥梁/)
    expect((await clerk.get(`${law('云岑县晒谷办法')}/compare?from=2010-01-02&to=2011-01-01`)).json().code).toBe('law.no-version')
  })

  test('search: words, phrases, numbers, names; in force on a day or in all versions', async () => {
    const search = async (q: string, more = '&on=2021-01-01') => {
      const { items, total } = (await clerk.get(`/law/search?q=${encodeURIComponent(q)}${more}`)).json()
      expect(total).toBe(items.length)
      return items.map(
        ({ law, version, article }: { law: string; version: { id: string }; article: number }) => `${law} ${version.id} ${article}`,
      )
    }
    expect(await search('晒谷 道路')).toEqual(['云岑县晒谷办法 2020-05-06 3', '云岑县收谷条例 2015-01-01 1'])
    expect(await search('晒谷 道路', '&on=2019-01-01')).toEqual(['云岑县晒谷办法 2010-01-02 2', '云岑县收谷条例 2015-01-01 1'])
    expect(await search('晴天', '&all=true')).toEqual(['云岑县晒谷办法 2020-05-06 3', '云岑县晒谷办法 2010-01-02 2'])
    expect(await search('“道路 桥梁”')).toEqual([])
    expect(await search('“道路和桥梁”')).toEqual(['云岑县晒谷办法 2020-05-06 3'])
    expect(await search('第２条')).toEqual(['云岑县碾谷规定 2018-02-03 2', '云岑县晒谷办法 2020-05-06 2', '云岑县收谷条例 2015-01-01 2'])
    expect(await search('《云岑县收谷条例》第二条')).toEqual(['云岑县收谷条例 2015-01-01 2'])
    expect(await search('100%')).toEqual([])
    expect(await search('')).toEqual([])
    const { items } = (await clerk.get('/law/search?q=桥梁&on=2021-01-01')).json()
    expect(items[0].excerpt.filter(({ hit }: { hit: boolean }) => hit)).toEqual([{ text: '桥梁', hit: true }])
    expect(items[0].under).toEqual(['第一章 总则'])
    const page = (await clerk.get('/law/search?q=谷&on=2021-01-01&size=2&page=9')).json()
    expect([page.items.length, page.total]).toEqual([0, 7])
  })

  test('the same version again, in other words, takes its place; loaded unchanged it stays', async () => {
    const { db } = office.platform.store
    const texts = () => db.selectFrom('law_text').select(['id', 'file']).where('published', '=', true).orderBy('file').execute()
    const before = await texts()
    const { id } = (await load(first, other)).json()
    expect(await report(id)).toMatchObject({ state: 'succeeded', counts: { versions: 2, newVersions: 0 } })
    expect(await texts()).toEqual(before)
    const changed = { ...second, content: String(second.content).replace('备有苫布', '备有油布') }
    await load(changed)
    expect((await clerk.get('/law/search?q=苫布&all=true')).json().total).toBe(0)
    expect((await clerk.get('/law/search?q=油布&all=true')).json().total).toBe(1)
    expect((await texts()).length).toBe(before.length)
    expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 11, batches: 1 })
    expect(
      await db
        .selectFrom('law_article')
        .leftJoin('law_text', 'law_text.id', 'text_id')
        .where('law_text.id', 'is', null)
        .select('text_id')
        .execute(),
    ).toEqual([])
  })

  test('a version whose day is not known sets its neighbours aside for models, and pages say so', async () => {
    const { id } = (await load(statuteFile({ name: '云岑县晒谷办法', date: '2022-01-01' }, '第一条 晒谷。'))).json()
    const done = await report(id)
    expect(done.aside).toEqual([{ law: '云岑县晒谷办法', versionDate: '2022-01-01', reason: '施行日不明' }])
    expect((await clerk.get('/datasets/law_article')).json()).toMatchObject({ rows: 4 })
    const { list } = (await clerk.get(`${law('云岑县晒谷办法')}?on=2023-01-01`)).json()
    expect(list.map(({ id, state, aside }: { id: string; state: string; aside: string | null }) => [id, state, aside !== null])).toEqual([
      ['2022-01-01', 'unknown', true],
      ['2020-05-06', 'unknown', true],
      ['2010-01-02', 'ended', true],
    ])
    const article = (await clerk.get(`${law('云岑县晒谷办法')}/articles/3?on=2023-01-01`)).json()
    expect(article).toMatchObject({ found: 'text', certain: false, current: { version: { id: '2020-05-06' } } })
  })

  test('a new version of what models and limits rest on asks for a review, which is closed with a note', async () => {
    const old = statuteFile({ name: '中华人民共和国行政处罚法', date: '2017-09-01', effective: '2018-01-01' }, '第一条 甲。')
    expect(await report((await load(old)).json().id)).toMatchObject({ state: 'succeeded', reviews: 0 })
    const next = statuteFile({ name: '行政处罚法', date: '2026-10-10', effective: '2027-01-01' }, '第一条 甲。', '第二条 乙。')
    expect(
      await report((await load(next, statuteFile({ name: '云岑县晒谷办法', date: '2026-01-01' }, '第一条 丙。'))).json().id),
    ).toMatchObject({ reviews: 1 })
    const { items } = (await clerk.get('/law/reviews?open=true')).json()
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      law: '中华人民共和国行政处罚法',
      version: { id: '2026-10-10', state: 'not-yet' },
      previous: { id: '2021-01-22' },
      openClues: 0,
      reviewed: null,
    })
    expect(items[0].models.map(({ id }: { id: string }) => id)).toContain('late-service')
    expect(items[0].limits.map(({ id }: { id: string }) => id)).toContain('penalty.pay-fine')
    const close = (note: string) => clerk.send('POST', `/law/reviews/${items[0].id}/close`, { note })
    expect((await close('')).statusCode).toBe(400)
    expect((await close('条号未变。')).json().reviewed).toMatchObject({ by: clerk.account, note: '条号未变。' })
    expect((await close('再来')).json()).toMatchObject({ status: 409, code: 'law.review-closed' })
    expect((await clerk.get('/law/reviews?open=true')).json().total).toBe(0)
    expect((await clerk.get('/law/reviews')).json().total).toBe(1)
    const auditor = await office.signIn(['administrator'])
    expect((await auditor.get('/audit?action=law.review')).json().items[0].detail).toBe(
      '中华人民共和国行政处罚法（2026-10-10）：条号未变。',
    )
    expect((await auditor.get('/audit?action=law.publish')).json().total).toBeGreaterThan(4)
  })

  test('a load that is cancelled leaves nothing', async () => {
    const { db } = office.platform.store
    const before = (await clerk.get('/law/instruments?loaded=true')).json().total
    const many = Array.from({ length: 300 }, (_, n) => statuteFile({ name: `云岑县第${n + 1}号规定`, date: '2020-01-01' }, '第一条 甲。'))
    const { id } = (await sendLaw(office, clerk, many)).json()
    await until(
      () => db.selectFrom('law_text').select('id').where('load_id', '=', id).limit(1).execute(),
      (texts) => texts.length > 0,
    )
    expect((await clerk.send('POST', `/law/loads/${id}/cancel`)).statusCode).toBe(200)
    await office.platform.idle()
    expect(await report(id)).toMatchObject({ state: 'cancelled', counts: null })
    expect((await clerk.get('/law/instruments?loaded=true')).json().total).toBe(before)
    expect(await db.selectFrom('law_text').select('id').where('load_id', '=', id).execute()).toEqual([])
  })

  test('another organisation sees none of it', async () => {
    const { db } = office.platform.store
    await db
      .insertInto('organisation')
      .values({
        id: `office_${kind}`,
        parent_id: (await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()).id,
        name: '',
        kind: 'procuratorate',
        division_code: '',
        created_at: new Date().toISOString(),
      })
      .execute()
    const stranger = await office.signIn(['procurator'], `office_${kind}`)
    expect((await stranger.get('/law/instruments?loaded=true')).json().total).toBe(0)
    expect((await stranger.get('/law/search?q=谷&all=true')).json().total).toBe(0)
    expect((await stranger.get('/law/loads')).json().total).toBe(0)
    expect((await stranger.get('/law/reviews')).json().total).toBe(0)
    const [{ id }] = (await clerk.get('/law/loads')).json().items
    expect((await stranger.get(`/law/loads/${id}`)).statusCode).toBe(404)
    expect((await stranger.send('POST', `/law/loads/${id}/cancel`)).statusCode).toBe(404)
    expect((await clerk.send('POST', `/law/loads/${id}/cancel`)).json().code).toBe('law.load-over')
  })

  test('the lake holds what batches name and nothing else', async () => {
    const lake = join(office.dir, 'lake')
    const files = readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
    expect(new Set(files)).toEqual(await namedFiles(office.platform.store.db))
    expect(readdirSync(join(lake, 'tmp'))).toEqual([])
  })
})
