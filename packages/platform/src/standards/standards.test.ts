import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveMembers } from '../connectors/archive.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
const temporary = mkdtempSync(join(tmpdir(), 'xiezhi-made-'))
beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
})
afterAll(async () => {
  rmSync(temporary, { recursive: true, force: true })
  await office.close()
})

const heading = '救助登记号,受助人,受助人身份证号,救助日期,救助类型,花费（元）'
const table = (from: number, to: number, odd = ''): string => {
  const rows = Array.from({ length: to - from + 1 }, (_, at) => {
    const n = from + at
    return `JZ2025${String(n).padStart(4, '0')},王某${n},${identityNo(n)},2025-03-${String((n % 28) + 1).padStart(2, '0')},${n % 3 === 0 ? '返乡' : '临时安置'},${n}0.50`
  })
  return `救助站登记表\n${heading}\n${rows.join('\n')}\n${odd}`
}

const form = (url: string, content: string, draft?: object, who = clerk) => {
  const boundary = '----xiezhi'
  const said = draft ? `--${boundary}\r\ncontent-disposition: form-data; name="draft"\r\n\r\n${JSON.stringify(draft)}\r\n` : ''
  const head = `${said}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="救助登记.csv"\r\ncontent-type: text/csv\r\n\r\n`
  return office.platform.app.inject({
    method: 'POST',
    url: `/api${url}`,
    headers: { cookie: who.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}
const settled = async (id: string, who = clerk) =>
  until(
    async () => (await who.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )

const drafted = async () => {
  const { draft } = (await form('/standards/propose', table(1, 30))).json()
  return { ...draft, id: 'relief_record', purpose: '救助站登记', source: '民政局' }
}

test('a standard is proposed from a file, tried on it, put in use, and its files are then known by themselves', async () => {
  const before = await settled((await clerk.upload('救助一.csv', table(1, 9))).json().id)
  expect(before.state).toBe('failed')

  const proposed = (await form('/standards/propose', table(1, 30))).json()
  expect(proposed).toMatchObject({ rows: 30, known: null, draft: { label: '救助登记', naturalKey: ['no'] } })
  const identity = proposed.columns[2]
  expect(identity.reasons[0]).toContain('100%')
  // Nobody's number is shown whole, even to whoever holds the file.
  expect(identity.samples.join()).not.toContain(identityNo(1))

  const draft = await drafted()
  expect((await clerk.send('POST', '/standards/check', { draft })).json()).toMatchObject({ problems: [] })
  const tried = (await form('/standards/try', table(1, 30, '合计,,,,,9\n'), draft)).json()
  expect(tried).toMatchObject({ rows: 30, skipped: 2, preview: { taken: 30, refused: 0 } })
  expect(JSON.stringify(tried.preview.rows)).not.toContain(identityNo(1))

  const installed = await clerk.send('POST', '/standards', { draft, version: 0, reason: '民政局按月报送' })
  expect(installed.statusCode).toBe(201)
  expect(installed.json()).toMatchObject({ id: 'relief_record', version: 1, fields: 6, batches: 0 })
  const brought = await settled((await clerk.upload('救助二.csv', table(1, 12))).json().id)
  expect(brought).toMatchObject({ state: 'succeeded', parts: [{ dataset: 'relief_record', datasetTitle: '救助登记', taken: 12 }] })
  const rows = (await clerk.get('/datasets/relief_record/rows')).json()
  expect(rows.total).toBe(12)
  expect(rows.columns.find(({ name }: { name: string }) => name === 'id_no')).toMatchObject({ sealed: true })
  expect((await clerk.get('/standards')).json().items).toMatchObject([{ id: 'relief_record', batches: 1 }])
})

test('another office of the installation sees nothing of it: not among the datasets, nor in imports of its own', async () => {
  const two = { id: 'two', parent_id: null, name: '邻院', kind: 'procuratorate', division_code: '', created_at: '2026-01-01T00:00:00Z' }
  await office.platform.store.db.insertInto('organisation').values(two).execute()
  const stranger = await office.signIn(['procurator'], 'two')
  expect((await clerk.get('/datasets?q=relief_record')).json().total).toBe(1)
  expect((await stranger.get('/datasets?q=relief_record')).json().total).toBe(0)
  expect((await stranger.get('/datasets.csv')).body).not.toContain('relief_record')
  for (const path of ['', '/rows', '/overlaps', '/changes?from=2026-01-01'])
    expect((await stranger.get(`/datasets/relief_record${path}`)).json().code).toBe('data.no-dataset')
  expect((await stranger.get('/data/relief_record/rows/1/pursuit')).json().code).toBe('data.no-dataset')
  expect((await stranger.upload('甲.csv', table(1, 9), '?dataset=relief_record')).json().code).toBe('import.unknown-dataset')
  const { id } = (await stranger.upload('乙.csv', table(1, 9))).json()
  const brought = await settled(id, stranger)
  expect(brought).toMatchObject({ state: 'failed', parts: [{ dataset: null }] })
  const said = { part: null, dataset: 'relief_record', mapping: {} }
  expect((await stranger.send('POST', `/imports/${id}/preview`, said)).json().code).toBe('import.unknown-dataset')
  const proposed = (await form('/standards/propose', table(1, 30), undefined, stranger)).json()
  expect(proposed.known).toBeNull()
})

test('a version that would part old rows from new is refused, another field is not', async () => {
  const { draft, version } = (await clerk.get('/standards/relief_record')).json()
  const put = (changed: object, asked = version) =>
    clerk.send('POST', '/standards', { draft: { ...draft, ...changed }, version: asked, reason: '再改一版' })
  expect((await put({ naturalKey: ['no', 'date'] })).json().detail).toContain('1 个批次')
  const typed = draft.fields.map((field: { id: string }) => (field.id === 'amount' ? { ...field, type: 'varchar(100)' } : field))
  expect((await put({ fields: typed })).statusCode).toBe(422)
  expect((await put({})).json().code).toBe('standards.same')
  expect((await put({}, 0)).statusCode).toBe(409)
  const note = {
    ...draft.fields[1],
    column: '',
    id: 'remark',
    label: '备注',
    kind: null,
    type: 'text',
    required: 'N',
    sensitivity: 'none',
    aliases: [],
  }
  expect((await put({ fields: [...draft.fields, note] })).json()).toMatchObject({ version: 2, fields: 7 })
  expect((await clerk.get('/datasets/relief_record/rows')).json().total).toBe(12)
  expect((await clerk.send('POST', '/standards/relief_record/removal', { reason: '不用了' })).json().code).toBe('standards.in-use')
})

test('what is no standard is told, and the product’s own are not replaced', async () => {
  const draft = await drafted()
  const check = async (changed: object) =>
    (await clerk.send('POST', '/standards/check', { draft: { ...draft, ...changed } })).json().problems
  expect(await check({ id: 'penalty_decision' })).toEqual([expect.stringContaining('系统自带')])
  expect(await check({ marks: ['no'] })).toHaveLength(1)
  expect(await check({ marks: ['no', 'none'] })).toEqual([expect.stringContaining('none')])
  const [first, second, ...rest] = draft.fields
  expect(await check({ fields: [first, { ...second, aliases: ['救助登记号'] }, ...rest] })).toEqual([expect.stringContaining('救助登记号')])
  expect((await clerk.send('POST', '/standards', { draft: { ...draft, id: 'agency' }, version: 0, reason: '试试' })).statusCode).toBe(409)
  expect((await form('/standards/try', 'x')).json().code).toBe('standards.no-draft')
  expect((await form('/standards/propose', '')).statusCode).toBe(422)
  const known = (
    await form(
      '/standards/propose',
      '处罚决定书文号,当事人,处罚内容,决定日期,处罚机关代码\n七交罚〔2023〕1号,张三,警告,2023-07-05,11230500001755309F\n',
    )
  ).json()
  expect(known.known).toMatchObject({ id: 'penalty_decision' })
})

test('the folder of the catalogue is downloaded as a zip, logged', async () => {
  const answer = await clerk.send('POST', '/standards/folder', { draft: await drafted() })
  expect(answer.headers['content-type']).toContain('application/zip')
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(/relief_record \d{8}-\d{6}\.zip/)
  const path = join(temporary, 'folder.zip')
  writeFileSync(path, answer.rawPayload)
  const names: string[] = []
  for await (const { name, broken } of archiveMembers(path, join(temporary, 'member'))) names.push(`${name}${broken ? ' broken' : ''}`)
  expect(names).toEqual(['relief_record/standard.yml', 'relief_record/sample.csv', 'README.md'])
  expect((await clerk.get('/standards.csv')).body).toContain('relief_record')
  const admin = await office.signIn(['administrator'])
  expect((await admin.get('/audit?action=standard.folder')).json().total).toBe(1)
})

test('a standard without batches is taken away, and comes back with its next version; a start finds what is in use', async () => {
  const plain = await drafted()
  // A field of codes that names a list which others share.
  const blank = { column: '', kind: null, required: 'N', sensitivity: 'none', aliases: [] }
  const sex = { ...plain.fields[1], ...blank, id: 'sex', label: '性别', type: 'code', codes: [], dictionary: 'gender' }
  const draft = { ...plain, id: 'relief_two', label: '救助登记二', fields: [...plain.fields, sex] }
  expect((await clerk.send('POST', '/standards', { draft, version: 0, reason: '试用' })).statusCode).toBe(201)
  expect((await clerk.get('/datasets/relief_two')).statusCode).toBe(200)
  expect((await clerk.get('/standards?q=relief_two')).json().items).toMatchObject([{ title: '救助登记二', fields: 7 }])
  expect((await clerk.send('POST', '/standards/relief_two/removal', { reason: '不用了' })).json()).toMatchObject({
    removed: true,
    version: 2,
  })
  expect((await clerk.get('/datasets/relief_two')).statusCode).toBe(404)
  expect((await clerk.send('POST', '/standards', { draft, version: 0, reason: '又要用' })).json()).toMatchObject({
    version: 3,
    removed: false,
  })
})
