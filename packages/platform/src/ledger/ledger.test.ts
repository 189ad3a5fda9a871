import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { platformActor } from '../access/actor.ts'
import { type Catalogue, type CatalogueModel, loadCatalogue } from '../catalogue.ts'
import { readProcedures } from '../matters/procedures.ts'
import { openMatters } from '../matters/service.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'
import { ledgerGround } from './ground.ts'
import { followVersions, storedVersions } from './versions.ts'

const model = 'late-service'
const agency = '11529999MB1D00119G'
let office: Office
let clerk: Client
let administrator: Client
/** Six penalties whose decisions were served months late, so that there are clues to judge. */
const late = Array.from({ length: 6 }, (_, n) => ({ no: `云交罚〔2025〕${n + 1}号`, party: `某${n}`, id: identityNo(n), on: '2025-03-03' }))
const published = fileURLToPath(new URL('../../../../catalogue/models/publicity-overdue/cases/published-late/', import.meta.url))

const json = async (url: string) => (await clerk.get(url)).json()
const run = async (id: string, asOf: string, parameters?: Record<string, string>) => {
  const answer = await clerk.send('POST', `/models/${id}/runs`, { asOf, ...(parameters && { parameters }) })
  await office.platform.idle()
  return answer
}

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  administrator = await office.signIn(['administrator'])
  await clerk.upload('处罚.csv', decisions(...late))
  await clerk.upload('过程.csv', processes(...late.map(({ no }) => ({ no, on: '2025-03-03', served: '2025-06-20' }))))
  await clerk.upload('公示处罚.csv', readFileSync(`${published}penalty_decision.csv`), '?dataset=penalty_decision')
  await clerk.upload('公示记录.csv', readFileSync(`${published}publicity_record.csv`), '?dataset=publicity_record')
  await office.platform.idle()
  await run(model, '2026-10-30')
}, 300_000)
afterAll(() => office.close())

const clues = async (): Promise<{ id: string; no: string }[]> => (await json(`/clues?model=${model}&rollup=false&size=50&sort=no`)).items
const judge = (id: string, transition: string, fields: Record<string, string> = {}) =>
  clerk.send('POST', `/clues/${id}/acts`, { transition, fields, seq: 0 })

test('the ledger tells what became of the clues of each version, with the interval', async () => {
  const found = await clues()
  expect(found.length).toBeGreaterThanOrEqual(6)
  await judge(found[0]!.id, 'find-founded')
  await judge(found[1]!.id, 'find-founded')
  await judge(found[2]!.id, 'find-unfounded', { cause: 'data-error' })
  const listed = await json(`/ledger?q=${model}`)
  expect(listed.total).toBe(1)
  expect(listed.items[0]).toMatchObject({
    id: model,
    state: { id: 'trial', label: '试用' },
    byItself: true,
    problem: null,
    point: { title: '处罚程序与期限' },
    clues: found.length,
    founded: 2,
    unfounded: 1,
    runs: 1,
    proposed: false,
  })
  const { precision } = listed.items[0]
  expect(precision).toMatchObject({ judged: 3 })
  // Wilson at 95 % for two of three.
  expect([precision.low, precision.share, precision.high].map((share: number) => share.toFixed(3))).toEqual(['0.208', '0.667', '0.939'])
  const detail = await json(`/ledger/${model}`)
  expect(detail.versionList).toHaveLength(1)
  expect(detail.versionList[0]).toMatchObject({
    current: true,
    changed: false,
    founded: 2,
    causes: [{ cause: 'data-error', label: '数据错误', count: 1 }],
  })
  expect(detail.quarters).toMatchObject([{ name: '2026Q4', founded: 2, unfounded: 1 }])
})

test('the list is filtered by function and by the systems that models serve, sorted, exported', async () => {
  const all = await json('/ledger?size=200')
  expect(all.total).toBe(loadCatalogue().models.size)
  const served = await json('/ledger?system=22&size=200')
  expect(served.items.map(({ id }: { id: string }) => id)).toEqual(['transport-nonlit-enforcement'])
  const patrol = all.facets.system.find(({ value }: { value: string }) => value === '21')
  expect((await json('/ledger?system=21')).total).toBe(patrol.count)
  const functions = await json(`/ledger?size=200&function=${encodeURIComponent('行政检察·行政非诉执行监督')}`)
  expect(functions.total).toBeGreaterThan(2)
  expect(functions.total).toBeLessThan(all.total)
  const sorted = await json('/ledger?sort=-precision&size=200')
  expect(sorted.items[0].id).toBe(model)
  expect((await json('/ledger?flag=unjudged')).total).toBe(all.total - 1)
  const file = await clerk.get(`/ledger.csv?q=${model}`)
  expect(file.body.split('\r\n')[1]).toMatch(/^late-service,.*,66\.7,20\.8,93\.9,/)
  expect((await clerk.get(`/ledger/${model}/versions.xlsx`)).rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect((await administrator.get('/ledger')).statusCode).toBe(403)
})

test('a model is moved by acts with a reason, and once retired it is not run', async () => {
  const retire = (fields: Record<string, string>, seq = 0) =>
    clerk.send('POST', `/ledger/${model}/acts`, { transition: 'retire', fields, seq })
  expect((await retire({ cause: 'few-cases' })).json().detail).toContain('说明')
  expect((await retire({ cause: 'few-cases', reason: '一年未成案' }, 3)).statusCode).toBe(409)
  const retired = await retire({ cause: 'few-cases', reason: '一年未成案' })
  expect(retired.json()).toMatchObject({ state: { label: '停用' }, byItself: false, acts: [{ seq: 1, by: clerk.account }] })
  expect(retired.json().acts[0].fields).toContainEqual({ label: '原因', value: '线索成案量少' })
  const refused = await run(model, '2026-10-30')
  expect(refused.statusCode).toBe(409)
  expect(refused.json().code).toBe('ledger.over')
  const back = await clerk.send('POST', `/ledger/${model}/acts`, { transition: 'restore', fields: { reason: '改进后再试' }, seq: 1 })
  expect(back.json().state.label).toBe('试用')
  expect((await run(model, '2026-10-30')).statusCode).toBe(202)
  const log = await (await office.signIn(['administrator'])).get('/audit?action=model.act')
  expect(log.json().items[0].detail).toContain('重新试用')
})

test('somebody keeps a model, and who did before is not forgotten', async () => {
  const owner = (name: string | null) => clerk.send('POST', `/ledger/${model}/owner`, { owner: name, reason: '岗位调整' })
  expect((await owner('第七检察部')).json().owner).toBe('第七检察部')
  expect((await owner('第七检察部')).statusCode).toBe(422)
  expect((await owner(null)).json()).toMatchObject({ owner: null, owners: [{ owner: null }, { owner: '第七检察部', reason: '岗位调整' }] })
})

test('thresholds are the office’s own', async () => {
  const set = await clerk.send('PUT', '/ledger-thresholds', { leastJudged: 3, weakBelow: 99, declineBy: 30, weakQuarters: 1 })
  expect(set.statusCode).toBe(200)
  expect((await json(`/ledger/${model}`)).weak).toEqual(['2026Q4'])
  expect((await json('/ledger?flag=proposed')).items.map(({ id }: { id: string }) => id)).toEqual([model])
  await clerk.send('PUT', '/ledger-thresholds', { leastJudged: 10, weakBelow: 30, declineBy: 30, weakQuarters: 2 })
  expect((await json('/ledger?flag=proposed')).total).toBe(0)
})

test('an office’s own value of a parameter holds for its runs, is refused beyond its range, and is given back', async () => {
  const [parameter] = (await json('/models/publicity-overdue/parameters')).items.filter(
    ({ name }: { name: string }) => name === 'publish_workdays',
  )
  expect(parameter).toMatchObject({ value: '7', own: null, min: '1', max: '60' })
  const set = (value: string | null, seq: number) =>
    clerk.send('POST', '/models/publicity-overdue/parameters/publish_workdays', { value, reason: '本省规定', seq })
  expect((await set('61', 0)).statusCode).toBe(422)
  for (const wrong of ['七', '7.5', '７', ' ']) expect((await set(wrong, 0)).json().detail, wrong).not.toMatch(/int|类型/)
  expect((await set('7', 0)).json().code).toBe('ledger.same-value')
  // A list made empty would silence its rule, and its clues would be told as gone.
  const emptied = await clerk.send('POST', '/models/publicity-overdue/parameters/ending_changes', { value: '、', reason: '试试', seq: 0 })
  expect(emptied.json()).toMatchObject({ status: 422, code: 'ledger.empty-value', detail: expect.stringContaining('至少要写一项') })
  const once = await clerk.send('POST', '/models/publicity-overdue/runs', { parameters: { ending_changes: ' ' } })
  expect(once.json()).toMatchObject({ status: 422, code: 'run.empty-list' })
  const now = (await set('40', 0)).json().items.find(({ name }: { name: string }) => name === 'publish_workdays')
  expect(now).toMatchObject({ own: '40', fits: true, history: [{ value: '40', reason: '本省规定', by: clerk.account }] })
  expect((await set('30', 0)).statusCode).toBe(409)
  const own = (await run('publicity-overdue', '2026-10-30')).json()
  expect(own.parameters).toMatchObject({ publish_workdays: '40' })
  // The clue says that it was counted with another value than the catalogue's.
  await run('publicity-overdue', '2026-10-30', { publish_workdays: '1' })
  const [found] = (await json('/clues?model=publicity-overdue&state=fresh,persisting,returned')).items
  expect((await json(`/clues/${found.id}`)).ownParameters).toMatchObject([{ name: 'publish_workdays', value: '1', catalogue: '7' }])
  // What a run is given counts before what the office usually takes.
  expect((await run('publicity-overdue', '2026-10-30', { publish_workdays: '7' })).json().parameters).toMatchObject({
    publish_workdays: '7',
  })
  expect((await json('/ledger?q=publicity-overdue')).items[0].adjusted).toBe(1)
  const back = (await set(null, now.history[0].seq)).json().items.find(({ name }: { name: string }) => name === 'publish_workdays')
  expect(back).toMatchObject({ own: null, history: [{ value: '40' }, { value: null }] })
  const given = (await run('publicity-overdue', '2026-10-31')).json()
  expect(given.parameters.publish_workdays).toBeUndefined()
  // A run that finds less since it was asked otherwise says so: nothing has stopped.
  const most = (await run('publicity-overdue', '2026-10-31', { publish_workdays: '1' })).json()
  expect((await json(`/runs/${most.id}`)).counts.total).toBeGreaterThan(0)
  const less = await json(`/runs/${(await run('publicity-overdue', '2026-10-31', { publish_workdays: '60' })).json().id}`)
  expect(less.explained[0].lines.join()).toMatch(/参数与上次不同.*上次 1，这次 60/)
  await run('publicity-overdue', '2026-10-31')
})

test('the figures of an indicator are kept with the run, beside those of the runs before', async () => {
  const last = await json('/models/publicity-overdue/indicators')
  expect(last.items).toMatchObject([{ rule: 'I1', rows: 4 }])
  const rows = await json(`/runs/${last.run.id}/indicators/I1?sort=-late_share&q=2023-09`)
  expect(rows.total).toBe(2)
  expect(rows.items[0]).toMatchObject({
    key: { agency: '云岭县市场监督管理局', month: '2023-09' },
    figures: { published: '2', late: '2', late_share: '100' },
  })
  expect(rows.items[1].trend.map(({ figures }: { figures: { late: string } }) => figures.late)).toEqual(['0', '3', '1', '1', '3', '0', '1'])
  expect((await json(`/runs/${last.run.id}/indicators`)).items).toHaveLength(1)
  expect((await clerk.get(`/runs/${last.run.id}/indicators/I9`)).statusCode).toBe(404)
  const file = await clerk.get(`/runs/${last.run.id}/indicators/I1/rows.csv?sort=month`)
  expect(file.body).toContain('云岭县交通运输局,2023-09,3,1,33.333333,8,2026-10-31')
})

test('what is known by a name alone is no clue: it stands on a check list of the run, masked, searched and taken along', async () => {
  const head = '案件编号,处罚决定书文号,办案机关代码,立案日期,决定日期,送达日期,送达方式,违法行为终了日期'
  const again = [901, 902].map((no) => ({ no: `云交罚〔2025〕${no}号`, party: '无证某', id: '', on: '2025-03-03' }))
  await clerk.upload('无证处罚.csv', decisions(...again))
  await clerk.upload(
    '无证过程.csv',
    [head, ...again.map(({ no, on }) => `${no.slice(-4, -1)},${no},${agency},${on},${on},${on},直接送达,${on}`)].join('\n'),
  )
  await office.platform.idle()
  const { id } = (await run('double-fine', '2025-06-01')).json()
  const done = await json(`/runs/${id}`)
  expect(done.rules[0]).toMatchObject({ clues: 0, byNameOnly: 1 })
  const [list] = (await json(`/runs/${id}/indicators`)).items
  expect(list).toMatchObject({ rule: 'R1', title: '核对清单：同一违法行为罚款两次（只凭名称，不是线索）', figures: [], rows: 1 })
  const { items } = await json(`/runs/${id}/indicators/R1?q=${encodeURIComponent('无证某')}`)
  expect(items[0].key).toMatchObject({ subject: '云岑县交通运输局', party: '无证某' })
  expect(items[0].key.reason).toContain('云交罚〔2025〕901号')
  expect((await clerk.get(`/runs/${id}/indicators/R1/rows.csv`)).body).toContain('无证某')
  expect((await json('/clues?model=double-fine')).total).toBe(0)
})

test('a version whose text changed without a new number is told on start and never runs under the old one', async () => {
  const { db } = office.platform.store
  const home = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  const actor = platformActor(home.id)
  const catalogue = loadCatalogue()
  const matters = openMatters(readProcedures(catalogue.folder).procedures, () => new Date('2026-11-02T02:00:00Z'))
  const as = (change: Partial<CatalogueModel>): CatalogueModel => ({ ...catalogue.models.get(model)!, ...change })
  const having = (changed: CatalogueModel): Catalogue => ({ ...catalogue, models: new Map([...catalogue.models, [model, changed]]) })
  const follow = (changed: CatalogueModel) =>
    followVersions(
      db,
      () => new Date('2026-11-03T02:00:00Z'),
      () => having(changed),
      matters,
    )
  const edited = as({ source: '改过的', hash: 'f'.repeat(64) })
  expect((await follow(edited)).map(({ code }) => code)).toEqual(['ledger.changed'])
  const ground = await ledgerGround(db, actor, matters)
  expect(ground.refusal(edited)?.message.code).toBe('ledger.changed')
  expect(ground.byItself(edited)).toBe(false)
  expect(ground.refusal(as({}))).toBeUndefined()
  // With a number of its own it is a version like any other.
  const numbered = as({ ...edited, checked: { ...edited.checked, version: '9.9.9' } })
  expect(await follow(numbered)).toEqual([])
  expect((await storedVersions(db, actor, model)).map(({ version }) => version)).toContain('9.9.9')
  const compared = await json(`/ledger/${model}/compare?from=${as({}).checked.version}&to=9.9.9`)
  expect(compared.texts[0].runs).toContainEqual({ kind: 'added', lines: ['改过的'] })
  await expect(db.updateTable('model_version').set({ source: 'x' }).execute()).rejects.toThrow('only added to')
})

const pursue = (query: string) => json(`/pursuit?${query}`)
const resolve = async (text: string) => (await clerk.send('POST', '/pursuit/resolve', { text })).json().items

test('a person’s number becomes a token at once, and everything about the person stands on one line of time', async () => {
  const [target] = await resolve(` ${identityNo(1)} `)
  expect(target.kind).toBe('party')
  expect(target.key).toMatch(/^[0-9a-f]{32}$/)
  expect(target.label).not.toContain(identityNo(1))
  const line = await pursue(`kind=party&key=${target.key}&size=100`)
  expect(line.called[0]).toBe('某1')
  expect(line.items.map(({ source }: { source: { id: string } }) => source.id)).toEqual(
    expect.arrayContaining(['penalty_decision', 'clue', 'act']),
  )
  expect(JSON.stringify(line)).not.toContain(identityNo(1))
  const days = line.items.map(({ day }: { day: string | null }) => day)
  expect(days).toEqual([...days].sort().reverse())
  const { detail } = (await (await office.signIn(['administrator'])).get('/audit?action=pursuit.read')).json().items[0]
  expect(detail).toContain(target.key)
  expect(detail).not.toContain(identityNo(1))
})

test('a document’s number meets decision, process and clue; an agency’s code all that it did, by dataset and year, in pages', async () => {
  const [number] = await resolve('云交罚[2025] 2 号')
  const line = await pursue(`kind=number&key=${encodeURIComponent(number.key)}&size=100`)
  const sources = new Set(line.items.map(({ source }: { source: { id: string } }) => source.id))
  for (const source of ['penalty_decision', 'penalty_process', 'clue']) expect(sources).toContain(source)
  const whole = await pursue(`kind=party&key=${agency}&size=200`)
  expect(whole.items).toHaveLength(whole.total)
  const counts = Object.fromEntries(whole.facets.source.map(({ value, count }: { value: string; count: number }) => [value, count]))
  const only = await pursue(`kind=party&key=${agency}&source=penalty_process&year=2025&sort=day&size=5`)
  expect(only.total).toBeLessThan(counts.penalty_process)
  expect(only.items).toHaveLength(5)
  expect(
    only.items.every(
      ({ source, day }: { source: { id: string }; day: string }) => source.id === 'penalty_process' && day.startsWith('2025'),
    ),
  ).toBe(true)
  const seen = []
  for (let page = 1; (page - 1) * 7 < whole.total; page++)
    seen.push(...(await pursue(`kind=party&key=${agency}&size=7&page=${page}`)).items)
  expect(seen.map(({ id }) => id).sort()).toEqual(whole.items.map(({ id }: { id: string }) => id).sort())
  const file = await clerk.get(`/pursuit.csv?kind=party&key=${agency}`)
  expect(file.body.split('\r\n').filter(Boolean)).toHaveLength(whole.total + 2)
})

test('nobody is found who is not there, and whoever may not see data may not pursue', async () => {
  expect((await pursue('kind=number&key=不存在(2020)1号')).total).toBe(0)
  expect((await clerk.get(`/pursuit?kind=party&key=${agency}&page=60&size=200`)).json().code).toBe('pursuit.too-deep')
  expect((await administrator.get(`/pursuit?kind=party&key=${agency}`)).statusCode).toBe(403)
  // Who goes by the name in the data, by number or code; all that is written of them by name alone comes last.
  const [person, ...rest] = await resolve(' 某1 ')
  expect(person.key).toBe((await resolve(identityNo(1)))[0].key)
  expect(person.label).toMatch(/^某1 \d{6}\*+\d{3}[\dX]/)
  expect(rest.at(-1)).toEqual({ kind: 'name', key: '某1', label: '某1' })
  const [named, alone] = await resolve('云岑县交通运输局')
  expect(named).toEqual({ kind: 'party', key: agency, label: `云岑县交通运输局 ${agency}` })
  expect(alone.kind).toBe('name')
  const { detail } = (await administrator.get('/audit?action=pursuit.name')).json().items[0]
  expect(detail).toContain('云岑县交通运输局')
  expect(await resolve('张三')).toEqual([{ kind: 'name', key: '张三', label: '张三' }])
})

test('what is said of an agency by a name that is its alone stands on the line of its code, and is marked as such', async () => {
  const before = await pursue(`kind=party&key=${agency}&size=1`)
  await clerk.upload(
    '机关.csv',
    `机关统一社会信用代码,机关名称,别名/曾用名,机关类型,执法领域,是否有行政强制执行权,行政区划代码
${agency},云岑县交通运输局,云岑县交通局、云岑县运管所,admin,交通运输,否,529999
11529999MB1D00127B,云岑县公路局,云岑县运管所,admin,交通运输,否,529999
`,
  )
  await clerk.upload(
    '行政诉讼.csv',
    `案号,原告,原告证件号,被告机关,案由,被诉决定文号,立案日期
（2025）黔9999行初1号,许桂,,云岑县交通局,行政处罚,,2025-06-15
（2025）黔9999行初2号,许桂,,云岑县运管所,行政处罚,,2025-06-16
`,
  )
  await office.platform.idle()
  const [named, ...rest] = await resolve('云岑县交通局')
  expect([named.key, rest]).toEqual([agency, []])
  const sued = await pursue(`kind=party&key=${agency}&source=admin_litigation`)
  // The name that two agencies bear is nobody’s.
  expect(sued.items.map(({ title, as }: { title: string; as: string }) => [title, as])).toEqual([
    ['（2025）黔9999行初1号', '被告机关（按名称）'],
  ])
  expect(sued.called[0]).toBe('云岑县交通运输局')
  expect((await pursue(`kind=party&key=${agency}&size=1`)).total).toBeGreaterThan(before.total)
})
