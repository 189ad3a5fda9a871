import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PackageReport, PackageSummary, PackedModel } from '../contract/packages.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'

let maker: Office
let taker: Office
let author: Client
let clerk: Client
let file: string
const place = mkdtempSync(join(tmpdir(), 'xiezhi-shelf-'))

beforeAll(async () => {
  maker = await openOffice()
  taker = await openOffice({ shelf: place })
  author = await maker.signIn(['procurator'])
  clerk = await taker.signIn(['procurator'])
  const draft = (
    await author.send('POST', '/workshop/drafts', {
      title: '公示超期（改）',
      modelId: 'publicity-late-here',
      from: { kind: 'model', model: 'publicity-overdue' },
    })
  ).json()
  const published = await author.send('POST', `/workshop/drafts/${draft.id}/publish`, { edition: draft.edition, alike: true })
  expect(published.json()).toEqual({ model: 'publicity-late-here', version: '0.1.0' })
  file = (await author.get('/packages/file?models=publicity-late-here&licence=MIT')).body
}, 300_000)
afterAll(async () => {
  await maker.close()
  await taker.close()
  rmSync(place, { recursive: true, force: true })
})

const hand = (client: Client, office: Office, text: string, name = '模型包.json') => {
  const boundary = '----xiezhi'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/json\r\n\r\n`
  return office.platform.app.inject({
    method: 'POST',
    url: '/api/packages',
    headers: { cookie: client.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(text), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

describe('a package', () => {
  test('is logged under the number that is signed in it', async () => {
    const content = JSON.parse(JSON.parse(file).content)
    const entry = await maker.platform.store.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'package.make')
      .executeTakeFirstOrThrow()
    expect(content.made.serial).toBe(JSON.parse(entry.detail).serial)
    expect(content).toMatchObject({ format: 1, licence: 'MIT', models: [{ id: 'publicity-late-here', version: '0.1.0' }] })
    expect(content.standards.map(({ id }: { id: string }) => id)).toContain('publicity_record')
    expect(Object.keys(content.models[0].files)).toEqual(expect.arrayContaining(['model.yml', 'README.md']))
  })

  test.each([
    ['no JSON', '不是模型包', 'package.damaged'],
    ['another file', '{"a":1}', 'package.damaged'],
    ['cut short', () => file.slice(0, -200), 'package.damaged'],
    ['changed in one word', () => file.replace('公示超期（改）', '公示超期（假）'), 'package.forged'],
    [
      'without its SM2',
      () => JSON.stringify({ ...JSON.parse(file), signatures: JSON.parse(file).signatures.slice(0, 1) }),
      'package.unsigned',
    ],
    ['with a path out of its folder', () => outside(), 'package.damaged'],
  ])('is refused when it is %s', async (_, text, code) => {
    const answer = await hand(clerk, taker, typeof text === 'string' ? text : text())
    expect(answer.json()).toMatchObject({ code })
    expect((await clerk.get('/packages')).json().total).toBe(0)
  })

  const outside = (): string => {
    const { content, signatures, kind } = JSON.parse(file)
    const inner = JSON.parse(content)
    inner.models[0].files['../../escape.yml'] = 'x'
    return JSON.stringify({ kind, content: JSON.stringify(inner), signatures })
  }
})

describe('at another office', () => {
  let id: string

  test('it shows what is missing and what it would meet, and is here once', async () => {
    const received: PackageSummary = (await hand(clerk, taker, file)).json()
    expect(received).toMatchObject({ name: '模型包.json', signer: { name: null }, installed: [] })
    id = received.id
    expect((await hand(clerk, taker, file)).json()).toMatchObject({ code: 'package.twice' })
    const report: PackageReport = (await clerk.get(`/packages/${id}`)).json()
    expect(report.licence).toBe('MIT')
    const [model] = report.contents
    expect(model).toMatchObject({ state: 'new', sound: true, findings: [], trial: null, standardsFirst: [] })
    expect(model?.mapped).toEqual([])
    expect(model?.alike[0]).toMatchObject({ id: 'publicity-overdue', percent: 100, from: 'product', packageId: null })
    expect(model?.alike[0]?.reasons.join()).toMatch(/同样读取.*步骤相同 (\d+) \/ \1.*规则相同/)
    expect(model?.cases).toBeGreaterThan(1)
    const lacks = model?.rules.flatMap((rule) => rule.lacks) ?? []
    expect(lacks.map(({ dataset }) => dataset)).toContain('publicity_record')
    expect(lacks.every(({ source, unknown }) => source !== '' && !unknown)).toBe(true)
  })

  test('its cases run here before it is installed', async () => {
    const tried: PackedModel = (await clerk.send('POST', `/packages/${id}/trial`, { model: 'publicity-late-here' })).json()
    expect(tried.trial).toMatchObject({ passed: tried.cases, failed: [] })
  })

  test('it is not installed before its signer is accepted, nor beside one much alike unless that is wanted', async () => {
    const install = (alike: boolean) => clerk.send('POST', `/packages/${id}/install`, { model: 'publicity-late-here', alike })
    expect((await install(true)).json()).toMatchObject({ code: 'package.signer-unknown' })
    const own = (await author.get('/signers')).json().own
    const accepted = (await clerk.send('POST', '/signers', { package: id, name: '邻县检察院', note: '电话核对指纹' })).json()
    expect(accepted.fingerprint).toBe(own)
    expect((await clerk.send('POST', '/signers', { package: id, name: '又一次', note: '又一次' })).json()).toMatchObject({
      code: 'package.signer-known',
    })
    expect((await install(false)).json()).toMatchObject({ code: 'workshop.alike' })
    const installed: PackedModel = (await install(true)).json()
    expect(installed).toMatchObject({ state: 'here', hereVersion: '0.1.0' })
    expect((await install(true)).json()).toMatchObject({ code: 'workshop.version-taken' })
  })

  test('then it is a model like any other, with the hash that it had', async () => {
    const hashAt = async ({ platform }: Office) =>
      (
        await platform.store.db
          .selectFrom('model_version')
          .select('hash')
          .where('model_id', '=', 'publicity-late-here')
          .executeTakeFirstOrThrow()
      ).hash
    expect(await hashAt(taker)).toBe(await hashAt(maker))
    expect((await clerk.get('/ledger/publicity-late-here')).statusCode).toBe(200)
    // No data are here: the model is on the list with what it waits for.
    const { lacks, runnableRules } = (await clerk.get('/models/publicity-late-here')).json()
    expect(lacks).toContain('处罚公示')
    expect(runnableRules).toBe(0)
    // Once an agency has sent some, the package says which of its fields are here.
    const shown = 'record_id,decision_no,agency_code,publish_date\nP1,云罚〔2025〕1号,11520599MB0000019Y,2025-01-02\n'
    expect((await clerk.upload('公示.csv', shown)).statusCode).toBe(202)
    await taker.platform.idle()
    const { contents }: PackageReport = (await clerk.get(`/packages/${id}`)).json()
    const [found] = contents[0]?.mapped ?? []
    expect(found).toMatchObject({ dataset: 'publicity_record', title: '处罚公示' })
    expect(found?.fields).toBeGreaterThan(0)
    expect(found?.fields).toBeLessThanOrEqual(found?.needed ?? 0)
  })

  test('who is accepted no more installs nothing more', async () => {
    const { own } = (await author.get('/signers')).json()
    expect((await clerk.send('POST', '/signers/end', { fingerprint: own })).json().endedBy).toBe(clerk.account)
    expect((await clerk.send('POST', '/signers/end', { fingerprint: own })).statusCode).toBe(404)
    expect((await clerk.get(`/packages/${id}`)).json().signer.name).toBeNull()
  })
})

describe('data standards that an office made', () => {
  const field = (id: string, label: string, type: string, required: string, kind: string | null = null) => ({
    column: label,
    id,
    label,
    type,
    kind,
    required,
    sensitivity: 'none',
    event: false,
    aliases: [],
    codes: [],
    dictionary: null,
  })
  const standard = {
    id: 'well_case',
    label: '水井办案',
    purpose: '水井查处经过',
    source: '水利局',
    naturalKey: ['well_no'],
    marks: ['well_no', 'found_on'],
    fields: [
      field('well_no', '水井编号', 'varchar(60)', 'Y'),
      field('bureau', '查处机关', 'varchar(100)', 'Y'),
      field('found_on', '违法终了', 'date', 'Y'),
      field('filed_on', '立案', 'date', 'N'),
      field('closed_on', '作出决定', 'date', 'N'),
    ],
  }
  const rows = (filed: string) => `well_no,bureau,found_on,filed_on,closed_on\n井1,云岭县水利局,2021-03-15,${filed},2023-08-01\n`
  const head = (title: string) => `title: ${title}\nas_of: 2026-06-30\n`
  let packed: string
  let id: string
  const report = async (): Promise<PackageReport> => (await clerk.get(`/packages/${id}`)).json()

  beforeAll(async () => {
    expect((await author.send('POST', '/standards', { draft: standard, version: 0, reason: '水利局报送' })).statusCode).toBe(201)
    const answers = {
      table: 'well_case',
      start: 'found_on',
      limit: 'penalty.limitation',
      begun: 'filed_on',
      decided: 'closed_on',
      agency: 'bureau',
      key: 'well_no',
    }
    const made = await author.send('POST', '/workshop/drafts', {
      title: '水井查处超过时效',
      modelId: 'well-barred',
      from: { kind: 'question', question: 'barred', answers },
    })
    expect(made.statusCode, made.body).toBe(201)
    const draft = made.json()
    const pointed = (point: string) => draft.files['model.yml'].replace(/^version:.*$/m, (line: string) => `${line}\npoint: ${point}`)
    const check = async (point: string) => (await author.send('POST', '/workshop/check', { files: { 'model.yml': pointed(point) } })).json()
    expect((await check('penalty-procedures')).findings).toMatchObject([
      { line: 5, column: 8, message: '没有“penalty-procedures”这个监督点，是否为“penalty-procedure”？' },
    ])
    const files = {
      ...draft.files,
      'model.yml': pointed('penalty-procedure'),
      'cases/late/case.yml': head('超过二年'),
      'cases/late/well_case.csv': rows('2023-03-16'),
      'cases/late/clues.csv': 'rule,bureau,well_no\nR1,云岭县水利局,井1\n',
      'cases/in-time/case.yml': head('没有超过'),
      'cases/in-time/well_case.csv': rows('2022-03-16'),
      'cases/in-time/clues.csv': 'rule,bureau,well_no\n',
    }
    await author.send('PUT', `/workshop/drafts/${draft.id}`, { edition: 1, files })
    const published = await author.send('POST', `/workshop/drafts/${draft.id}/publish`, { edition: 2, alike: true })
    expect(published.json()).toEqual({ model: 'well-barred', version: '0.1.0' })
    packed = (await author.get('/packages/file?models=well-barred')).body
    id = (await hand(clerk, taker, packed, '水井.json')).json().id
    await clerk.send('POST', '/signers', { package: id, name: '邻县检察院', note: '电话核对指纹' })
  })

  test('travel with the models that read them, and only they do', () => {
    const { standards } = JSON.parse(JSON.parse(packed).content)
    expect(standards.map(({ id: name, draft }: { id: string; draft?: object }) => [name, draft !== undefined])).toEqual([
      ['well_case', true],
    ])
    const product = JSON.parse(JSON.parse(file).content).standards
    expect(product.every(({ draft }: { draft?: object }) => draft === undefined)).toBe(true)
  })

  test('let the model be read and its cases run before they are in use, but not be installed', async () => {
    const { standards, contents } = await report()
    expect(standards).toMatchObject([{ id: 'well_case', state: 'new', version: 0, differences: [] }])
    expect(contents[0]).toMatchObject({ findings: [], sound: true, standardsFirst: ['水井办案'] })
    expect(contents[0]?.rules[0]?.lacks[0]).toMatchObject({ dataset: 'well_case', title: '水井办案', source: '水利局', unknown: true })
    const near = contents[0]?.alike.find((one) => one.id === 'late-service')
    expect(near).toMatchObject({ samePoint: true, from: 'product', reasons: expect.arrayContaining(['同一监督点：处罚程序与期限']) })
    expect(contents[0]?.alike.filter(({ percent, samePoint }) => percent < 30 && !samePoint)).toEqual([])
    const tried: PackedModel = (await clerk.send('POST', `/packages/${id}/trial`, { model: 'well-barred' })).json()
    expect(tried.trial).toEqual({ passed: 2, failed: [] })
    const refused = (await clerk.send('POST', `/packages/${id}/install`, { model: 'well-barred', alike: true })).json()
    expect(refused).toMatchObject({ code: 'package.standards-first' })
  })

  test('are put in use with a reason, then the model is installed', async () => {
    const put = (asked: object) => clerk.send('POST', `/packages/${id}/standards`, { version: 0, reason: '准备索取', ...asked })
    expect((await put({ standard: 'other' })).statusCode).toBe(404)
    expect((await put({ standard: 'well_case' })).json()).toMatchObject({
      id: 'well_case',
      version: 1,
      reason: expect.stringContaining('准备索取'),
    })
    expect((await report()).standards).toMatchObject([{ state: 'same', version: 1 }])
    const installed: PackedModel = (await clerk.send('POST', `/packages/${id}/install`, { model: 'well-barred', alike: true })).json()
    expect(installed).toMatchObject({ state: 'here', standardsFirst: [] })
    expect((await clerk.get('/ledger/well-barred')).json().point).toEqual({ id: 'penalty-procedure', title: '处罚程序与期限' })
    // A copy of a model of the product stands under its point too.
    expect((await clerk.get('/ledger?point=fines-and-publicity&q=publicity-late-here')).json().total).toBe(1)
  })

  test('of the same id that differ are shown field by field, and replaced only where somebody says so', async () => {
    const own = { ...standard, fields: [...standard.fields, field('village', '所在村', 'varchar(60)', 'N')] }
    expect((await clerk.send('POST', '/standards', { draft: own, version: 1, reason: '本院多一列' })).json()).toMatchObject({ version: 2 })
    const [one] = (await report()).standards
    expect(one).toMatchObject({ state: 'differs', version: 2, differences: ['删去字段“所在村”'] })
    const late = { standard: 'well_case', version: 1, reason: '用包内的' }
    expect((await clerk.send('POST', `/packages/${id}/standards`, late)).json()).toMatchObject({ code: 'standards.moved' })
    expect((await clerk.send('POST', `/packages/${id}/standards`, { ...late, version: 2 })).json()).toMatchObject({ version: 3, fields: 5 })
  })
})

test('another office in the same store neither sees nor runs them, and puts nothing on the shelf', async () => {
  const { db } = maker.platform.store
  const office = {
    id: 'office_other',
    parent_id: null,
    name: '别处',
    kind: 'procuratorate',
    division_code: '',
    created_at: '2026-11-02T02:00:00Z',
  }
  await db.insertInto('organisation').values(office).execute()
  const stranger = await maker.signIn(['procurator'], 'office_other')
  const own = (await author.get('/models?size=200&q=well-barred')).json()
  expect(own.total).toBe(1)
  expect((await stranger.get('/models?size=200&q=well-barred')).json().total).toBe(0)
  expect((await stranger.get('/models/well-barred')).statusCode).toBe(404)
  expect((await stranger.send('POST', '/models/well-barred/runs', { asOf: '2026-06-30' })).statusCode).toBe(404)
  expect((await stranger.get('/workshop/drafts')).json().total).toBe(0)
  const draft = (
    await stranger.send('POST', '/workshop/drafts', {
      title: '别处的',
      modelId: 'theirs',
      from: { kind: 'model', model: 'publicity-overdue' },
    })
  ).json()
  const published = await stranger.send('POST', `/workshop/drafts/${draft.id}/publish`, { edition: draft.edition, alike: true })
  expect(published.json()).toMatchObject({ status: 403, code: 'workshop.other-office' })
  // Nor do lists that are drawn up of all models: what is published from now on is followed for both offices.
  const from = { kind: 'model', model: 'publicity-overdue' }
  const alone = (await author.send('POST', '/workshop/drafts', { title: '只归本院的', modelId: 'ours-alone', from })).json()
  await author.send('POST', `/workshop/drafts/${alone.id}/publish`, { edition: alone.edition, alike: true })
  const totals = async (who: Client, id: string) => [
    (await who.get(`/ledger?q=${id}`)).json().total,
    (await who.get(`/readiness?q=${id}`)).json().total,
  ]
  for (const id of ['ours-alone', 'well-barred', 'publicity-late-here']) {
    expect([id, await totals(author, id)]).toEqual([id, [1, 1]])
    expect([id, await totals(stranger, id)]).toEqual([id, [0, 0]])
    for (const path of [`/ledger/${id}`, `/models/${id}/parameters`, `/packages/file?models=${id}&licence=MIT`])
      expect([path, (await stranger.get(path)).statusCode]).toEqual([path, 404])
  }
  const taken = (await hand(stranger, maker, file)).json().id
  const [reported] = (await stranger.get(`/packages/${taken}`)).json().contents
  expect(reported).toMatchObject({ id: 'publicity-late-here', state: 'new' })
  expect(JSON.stringify(reported.alike)).not.toMatch(/ours-alone|只归本院的|well-barred/)
  const { draft: standard } = (await author.get('/standards/well_case')).json()
  expect((await stranger.send('POST', '/standards', { draft: standard, version: 0, reason: '也要' })).statusCode).toBe(403)
})

describe('the shelf', () => {
  test('a folder: what is sound is offered, what is not is told, nothing outside is read', async () => {
    writeFileSync(join(place, 'a.json'), file)
    writeFileSync(join(place, 'b.json'), '{}')
    writeFileSync(join(place, 'index.json'), '{}')
    symlinkSync('/etc/hostname', join(place, 'c.json'))
    const shelf = (await clerk.get('/shelf')).json()
    expect(shelf.items.map(({ file: name, problem }: { file: string; problem: string | null }) => [name, problem === null])).toEqual([
      ['a.json', true],
      ['b.json', false],
      ['c.json', false],
    ])
    const turned = (await clerk.get('/shelf?sort=-file&q=JSON')).json()
    expect(turned.items.map(({ file: name }: { file: string }) => name)).toEqual(['c.json', 'b.json', 'a.json'])
    const list = await clerk.get('/shelf.csv?q=a.json')
    expect(list.body).toMatch(/a\.json,公示超期（改） 0\.1\.0,/)
    expect(list.body).not.toContain('b.json')
    expect(shelf.items[0].models).toEqual([{ id: 'publicity-late-here', version: '0.1.0', title: '公示超期（改）', here: '0.1.0' }])
    expect((await clerk.send('POST', '/shelf/take', { file: 'a.json' })).json()).toMatchObject({ code: 'package.twice' })
    expect((await clerk.send('POST', '/shelf/take', { file: '../a.json' })).statusCode).toBe(400)
    expect((await clerk.send('POST', '/shelf/take', { file: 'c.json' })).json()).toMatchObject({ code: 'package.shelf-file' })
  })

  test('a web server: its index is read and a package taken', async () => {
    const { shelfPlace } = await import('./shelf-place.ts')
    const server = createServer((request, answer) => {
      if (request.url === '/m/index.json') answer.end(JSON.stringify({ packages: [{ file: 'a.json' }, { file: '../x.json' }] }))
      else if (request.url === '/m/a.json') answer.end(file)
      else answer.writeHead(404).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const shelf = shelfPlace(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/m`)
    expect(await shelf.list()).toEqual(['a.json'])
    expect(await shelf.read('a.json')).toBe(file)
    await expect(shelf.read('b.json')).rejects.toThrow('404')
    await new Promise((done) => server.close(done))
    await expect(shelf.list()).rejects.toThrow()
  })

  test('without one it says how to set it', async () => {
    expect((await author.get('/shelf')).json()).toMatchObject({ place: null, total: 0, problem: expect.stringContaining('XIEZHI_SHELF') })
  })
})

describe('can my office run it?', () => {
  test('an empty office runs nothing that reads agencies’ data, and gets a list by agency', async () => {
    const { items, counts, total, sources } = (await author.get('/readiness?size=200')).json()
    expect(total).toBe(counts.all + counts.part + counts.none)
    expect(counts.none).toBeGreaterThan(50)
    expect(
      items.every(
        ({ lacks, rules, runnable }: { lacks: unknown[]; rules: number; runnable: number }) => lacks.length > 0 || runnable === rules,
      ),
    ).toBe(true)
    const [source] = sources
    const of = (await author.get(`/readiness?size=200&source=${encodeURIComponent(source)}`)).json()
    expect(of.total).toBeGreaterThan(0)
    expect(of.total).toBeLessThan(total)
    const list = (await author.get(`/readiness.csv?source=${encodeURIComponent(source)}`)).body.split('\r\n')
    expect(list[0]).toContain('来源单位或系统,数据,需要的字段')
    expect(list[1]?.startsWith(source) || list[1]?.startsWith(`"${source}`)).toBe(true)
  })
})

test('a shelf is indexed by the command, without what is not whole', async () => {
  const { indexFolder, verifyPackage } = await import('../local/packages.ts')
  const folder = mkdtempSync(join(tmpdir(), 'xiezhi-index-'))
  try {
    writeFileSync(join(folder, 'whole.json'), file)
    writeFileSync(join(folder, 'broken.json'), file.slice(0, 100))
    expect(await indexFolder(folder)).toMatchObject({ listed: ['whole.json'], left: [expect.stringContaining('broken.json')] })
    expect(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))).toEqual({ packages: [{ file: 'whole.json' }] })
    expect(await verifyPackage(join(folder, 'whole.json'))).toMatchObject({ models: ['publicity-late-here 0.1.0 公示超期（改）'] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
