import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'

let office: Office
let clerk: Client
beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
})
afterAll(() => office.close())

const sent = (content: string | Buffer, mode: 'whole' | 'part', id = 'division') => {
  const boundary = '----xiezhi'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="codes.csv"\r\ncontent-type: text/csv\r\n\r\n`
  return office.platform.app.inject({
    method: 'POST',
    url: `/api/dictionaries/${id}/read?mode=${mode}`,
    headers: { cookie: clerk.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

const agencies = (name: string, ...rows: readonly (readonly [code: string, unit: string, division: string])[]) =>
  clerk.upload(
    name,
    `机关统一社会信用代码,机关名称,机关类型,执法领域,是否有行政强制执行权,行政区划代码\n${rows.map(([code, unit, division]) => `${code},${unit},行政机关,综合,否,${division}`).join('\n')}\n`,
  )
const findings = async (id: string): Promise<{ code: string; row: number; value: string; message: string }[]> => {
  const done = await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
  return done.parts[0].inspection.findings.filter(({ code }: { code: string }) => code.startsWith('dictionary.'))
}

test('lists the dictionaries with the fields that name them, and their codes by the day', async () => {
  const list = (await clerk.get('/dictionaries')).json()
  expect(list.items[0]).toMatchObject({ id: 'division', loaded: null, complete: false })
  expect(list.items[0].usedBy.map(({ dataset }: { dataset: string }) => dataset)).toContain('agency')
  expect((await clerk.get('/dictionaries?q=处罚种类')).json()).toMatchObject({ total: 1 })
  const codes = async (query: string) => (await clerk.get(`/dictionaries/division/codes${query}`)).json()
  expect((await codes('?q=七星关')).items).toEqual([
    { id: '520502 2011-10-22', code: '520502', name: '七星关区', from: '2011-10-22', to: null, successor: null, also: [], note: null },
  ])
  expect((await codes('?q=522401&on=2011-10-21')).total).toBe(1)
  expect((await codes('?q=522401&on=2011-10-22')).total).toBe(0)
  expect((await codes('?q=522401&state=ended')).items[0]).toMatchObject({ successor: '520502' })
  expect((await codes('?q=132121')).items).toMatchObject([{ name: '大名县', from: null, to: '1993', successor: '130425' }])
  expect([(await codes('?q=132121&on=1993-12-31')).total, (await codes('?q=132121&on=1994-01-01')).total]).toEqual([1, 0])
  expect((await clerk.get('/dictionaries/division/codes.csv?q=七星关')).body).toContain('520502,七星关区,2011-10-22')
  expect((await clerk.get('/dictionaries.csv')).body).toContain('行政区划代码')
  expect((await clerk.get('/dictionaries/none')).statusCode).toBe(404)
})

test('a newer table is previewed, put in force with a reason, held against what comes in, and taken back', async () => {
  const before = await findings((await agencies('名录.csv', ['11529999MB1D00119G', '甲局', '529999'])).json().id)
  expect(before).toMatchObject([{ code: 'dictionary.unknown', row: 1, value: '529999' }])

  const table = '代码,名称,启用日期,停用日期,新代码\n529999,云岑县,2000年,,\n520103,云岩区,,,\n'
  const read = (await sent(table, 'part')).json()
  expect(read).toMatchObject({ problems: [], difference: { added: 1, changed: 0, gone: 0 } })
  expect(read.difference.examples[0]).toMatchObject({ what: 'added', after: { code: '529999', name: '云岑县', from: '2000' } })
  expect((await sent(table, 'whole')).json().difference.gone).toBeGreaterThan(4000)
  expect((await sent('甲,乙\n1,2\n', 'part')).json().problems).toEqual([expect.stringContaining('没有找到表头')])

  const body = { mode: 'part', entries: read.entries, source: '县民政局通知', reason: '补录本县代码', seq: 0 }
  const refused = await clerk.send('POST', '/dictionaries/division/load', { ...body, seq: 7 })
  expect(refused.statusCode).toBe(409)
  const turned = [{ ...read.entries[0], from: '2020-01-01', to: '2019-01-01' }]
  expect((await clerk.send('POST', '/dictionaries/division/load', { ...body, entries: turned })).statusCode).toBe(422)
  const loaded = (await clerk.send('POST', '/dictionaries/division/load', body)).json()
  expect(loaded).toMatchObject({ seq: 1, source: '县民政局通知', loaded: { by: clerk.account }, history: [{ seq: 1, inForce: true }] })
  expect((await clerk.send('POST', '/dictionaries/division/load', { ...body, seq: 1 })).statusCode).toBe(422)

  expect(await findings((await agencies('名录2.csv', ['11529999MB1D00127B', '乙局', '529999'])).json().id)).toEqual([])

  const undone = (await clerk.send('POST', '/dictionaries/division/undo', { reason: '装错了', seq: 1 })).json()
  expect(undone).toMatchObject({
    seq: 2,
    loaded: null,
    history: [
      { seq: 2, undoes: 1, inForce: true },
      { seq: 1, inForce: false },
    ],
  })
  expect((await clerk.get('/dictionaries/division/codes?q=529999')).json().total).toBe(0)
  expect((await clerk.send('POST', '/dictionaries/division/undo', { reason: '再撤', seq: 2 })).statusCode).toBe(422)
  const log = (await clerk.get('/dictionaries/division')).json()
  expect(log.history).toHaveLength(2)
})

test('a code that was abolished on the day of its row says what came after it', async () => {
  const row = (no: number, on: string, division: string): string => `9152059900000000${no},某公司${no},公司,张某某,${on},${division},存续`
  const { id } = (
    await clerk.upload(
      '登记.csv',
      `统一社会信用代码,名称,主体类型,法定代表人,成立日期,登记地区划,登记状态\n${row(10, '2011-10-21', '522401')}\n${row(11, '2015-03-01', '522401')}\n${row(12, '2015-03-01', '520502')}\n${row(13, '2010-03-01', '520502')}\n${row(14, '2015-03-01', '410307')}\n`,
    )
  ).json()
  expect((await findings(id)).map(({ code, row: at, message }) => [code, at, /520502/.test(message)])).toEqual([
    // Where a firm is registered now is a code of today, and may be younger than the firm.
    ['dictionary.ended-for', 2, true],
  ])
})

test('a code whose year alone is known is held against the days outside that year', async () => {
  const days = ['1996-01-02', '1996-12-31', '1997-01-02', '2010-03-01']
  // 410307 was 洛龙区 until 2007 (then 410311), and is 偃师区 since 2021.
  const rows = [
    ...days.map((on) => [on, '133001']),
    ...['2007-06-01', '2015-06-01', '2021-02-01'].map((on) => [on, '410307']),
    ...['2017-12-31', '2018-01-02'].map((on) => [on, '440311']),
    // Codes straight under a province, of the corps' cities, of 东莞, and of identity numbers.
    ...['429004', '469025', '659001', '441900', '460400', '810000', '820000', '830000', '710000'].map((code) => ['2020-06-01', code]),
  ]
  const lines = rows.map(([on, division], no) => `（2020）黔9901民初${no + 1}号,赵某,律师,某公司,原告,${division},${on}`)
  const { id } = (
    await clerk.upload('代理.csv', `案号,代理人姓名,代理身份,被代理人,诉讼地位,受理法院区划,立案日期\n${lines.join('\n')}\n`)
  ).json()
  expect(
    (await findings(id)).map(({ code, row: at, message }) => [code, at, /1996-12-31.*131102|2007-12-31.*410311|2018-01-01/.test(message)]),
  ).toEqual([
    ['dictionary.ended-for', 3, true],
    ['dictionary.ended-for', 4, true],
    ['dictionary.ended-for', 6, true],
    ['dictionary.not-yet', 8, true],
  ])
})

test('a list of codes is a dictionary like any other: an office adds a way of writing, and files are read by it', async () => {
  const of = async (word: string, serial: number) => {
    const { id } = (
      await clerk.upload(
        `变更${serial}.csv`,
        `编号,处罚决定书文号,机关代码,变更类型,日期\nB${serial},云城管罚字〔2025〕${serial}号,11520502MB1D00119G,${word},2025-03-04\n`,
      )
    ).json()
    const done = await until(
      async () => (await clerk.get(`/imports/${id}`)).json(),
      ({ state }) => !['queued', 'running'].includes(state),
    )
    return done.parts[0].inspection.findings.filter(({ code }: { code: string }) => code === 'code.unknown').length
  }
  expect(await of('自查自纠了', 1)).toBe(1)
  const dictionary = (await clerk.get('/dictionaries/penalty_change_change_kind')).json()
  expect(dictionary.usedBy).toMatchObject([{ dataset: 'penalty_change', field: 'change_kind' }])
  const read = (await sent('代码,名称,其他写法\n自行纠正,自行纠正,自查自纠了；自纠\n', 'part', dictionary.id)).json()
  expect(read.difference).toMatchObject({ added: 0, changed: 1, gone: 0 })
  const body = { mode: 'part', entries: read.entries, source: '县司法局', reason: '本县的写法', seq: 0 }
  expect((await clerk.send('POST', `/dictionaries/${dictionary.id}/load`, body)).statusCode).toBe(200)
  expect(await of('自查自纠了', 2)).toBe(0)
  const csv = (await clerk.get(`/dictionaries/${dictionary.id}/codes.csv`)).body
  expect(csv).toContain('自查自纠了；自纠')
  const fields = (await clerk.get('/datasets/penalty_change')).json().fields
  expect(fields.find(({ name }: { name: string }) => name === 'change_kind').dictionary).toMatchObject({ id: dictionary.id })
})
