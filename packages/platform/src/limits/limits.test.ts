import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

/** Answers are looked at as a client without types would. */
type Answer = ReturnType<typeof JSON.parse>

let office: Office
let procurator: Client

const asOf = '2027-03-01'
const served = [
  // Seven working days from Monday 28 December 2026, by weekday alone, end on 6 January 2027.
  { no: '云交罚〔2026〕1号', on: '2026-12-28', served: '2027-01-20' },
  { no: '云交罚〔2026〕2号', on: '2026-12-28', served: '2027-01-07' },
  { no: '云交罚〔2026〕3号', on: '2026-03-02', served: '2026-05-20' },
]

const settled = ({ state }: Answer): boolean => !['queued', 'running'].includes(state)
const get = async (url: string, client = procurator): Promise<Answer> => (await client.get(url)).json()
const finished = (id: string) => until(() => get(`/runs/${id}`), settled)
const run = async (more: object = {}): Promise<Answer> => {
  const started = await procurator.send('POST', '/models/late-service/runs', { asOf, ...more })
  expect(started.statusCode).toBe(202)
  return finished(started.json().id)
}
const clueOf = async (no: string): Promise<Answer> => {
  const { items } = await get(`/clues?q=${encodeURIComponent(no)}&rule=R1&state=fresh,persisting,vanished,returned`)
  return items[0] && get(`/clues/${items[0].id}`)
}
const plainDate = (clue: Answer): Answer => clue.calculations.find(({ date }: Answer) => date !== null)
const adjust = (id: string, body: object, client = procurator) => client.send('POST', `/limits/${id}/adjust`, body)

beforeAll(async () => {
  office = await openOffice()
  office.at(`${asOf}T02:00:00Z`)
  procurator = await office.signIn(['procurator'])
  const bringIn = async (name: string, content: string): Promise<void> => {
    const { id } = (await procurator.upload(name, content)).json()
    expect(await until(() => get(`/imports/${id}`), settled)).toMatchObject({ state: 'succeeded' })
  }
  await bringIn('处罚.csv', decisions(...served.map(({ no, on }, n) => ({ no, party: `甲${n}`, id: identityNo(n + 1), on }))))
  await bringIn('过程.csv', processes(...served))
})
afterAll(() => office.close())

describe('the limits of the law', () => {
  test('are listed, searched, sorted and filtered', async () => {
    const all = await get('/limits?size=200')
    expect(all.total).toBe(137)
    expect(all.groups.reduce((sum: number, { count }: Answer) => sum + count, 0)).toBe(137)
    const one = await get('/limits?q=送达 行政处罚法')
    expect(one.items.map(({ id }: Answer) => id)).toContain('penalty.service')
    expect(one.items.find(({ id }: Answer) => id === 'penalty.service')).toMatchObject({
      value: { quantity: 7, unit: 'workday', rollover: 'none' },
      own: { quantity: 7, unit: 'workday', rollover: 'none' },
      adjusted: false,
      verified: true,
      article: '61.1',
      models: expect.arrayContaining([expect.objectContaining({ id: 'late-service' })]),
    })
    const group = encodeURIComponent(all.groups[1].value)
    const ofGroup = await get(`/limits?group=${group}&sort=-quantity`)
    expect(ofGroup.total).toBe(all.groups[1].count)
    expect(ofGroup.groups).toHaveLength(all.groups.length)
    expect((await get('/limits?sort=-quantity')).items[0].value).toMatchObject({ unit: 'year', quantity: 20 })
    expect((await get('/limits?adjusted=true')).total).toBe(0)
    expect((await procurator.get('/limits/none')).statusCode).toBe(404)
  })

  test('go out as a file, and the thresholds and rules stand beside them', async () => {
    const csv = (await procurator.get('/limits.csv?q=送达')).body
    expect(csv.split('\r\n')[0]).toContain('现行计法')
    expect(csv).toContain('penalty.service')
    expect((await procurator.get('/limits.xlsx')).headers['content-type']).toMatch('spreadsheetml')
    const facts = await get('/limits/facts')
    expect([facts.figures.length, facts.rules.length]).toEqual([10, 13])
    expect(facts.figures.find(({ id }: Answer) => id === 'penalty.spot-person').figure).toBe('200元')
  })

  test('answer questions as `xiezhi due` does', async () => {
    const ask = async (body: object) => procurator.send('POST', '/limits/calculate', body)
    const answer = (await ask({ id: 1, rule: 'penalty.pay-fine', start: '2024-04-27' })).json()
    expect(answer).toMatchObject({ date: '2024-05-13', unrolled: '2024-05-12', provisional: false })
    expect(answer.steps.at(-1)).toBe('2024-05-12 为周末休息日，顺延至其后第一个工作日 2024-05-13')
    expect((await ask({ op: 'is_workday', date: '2024-05-11' })).json()).toEqual({ workday: true, provisional: false })
    expect((await ask({ start: '2024-02-30', length: 1, unit: 'day' })).json()).toMatchObject({ status: 422, code: 'limit.bad-day' })
    expect((await ask({})).statusCode).toBe(422)
  })
})

describe('an adjusted limit', () => {
  test('is counted by wherever the limit is, and says so', async () => {
    const before = await run()
    expect(before.lawState).toBe(0)
    expect((await clueOf(served[2]!.no)).dueDate).toBe('2026-03-11')

    const changed = await adjust('penalty.service', {
      value: { quantity: 30, unit: 'day', rollover: 'next_workday' },
      reason: '上级院口径',
      seq: 0,
    })
    expect(changed.json()).toMatchObject({
      adjusted: true,
      value: { quantity: 30, unit: 'day', rollover: 'next_workday' },
      own: { quantity: 7, unit: 'workday' },
      history: [{ by: procurator.account, reason: '上级院口径' }],
    })
    const asked = { rule: 'penalty.service', start: '2026-03-02' }
    const { date, steps } = (await procurator.send('POST', '/limits/calculate', asked)).json()
    expect(date).toBe('2026-04-01')
    expect(steps.slice(1, 4)).toEqual(['期限目录所载为7个工作日', '本院调整为30日', '本院调整为末日遇休息日顺延'])

    const after = await run()
    expect(after).toMatchObject({ state: 'succeeded', lawState: changed.json().history[0].seq })
    const clue = await clueOf(served[2]!.no)
    expect(clue.dueDate).toBe('2026-04-01')
    expect(plainDate(clue).steps).toContain('本院调整为30日')
    expect((await get('/models/late-service')).sql).not.toBe(undefined)
    expect((await get('/limits?adjusted=true')).items.map(({ id }: Answer) => id)).toEqual(['penalty.service'])
  })

  test('is refused when somebody else was faster, when it changes nothing, and when a model could not count so', async () => {
    const seq = (await get('/limits/penalty.service')).history.at(-1).seq
    const value = { quantity: 9, unit: 'workday', rollover: 'none' }
    expect((await adjust('penalty.service', { value, reason: '口径', seq: 0 })).json()).toMatchObject({
      status: 409,
      code: 'limits.conflict',
    })
    const same = { quantity: 30, unit: 'day', rollover: 'next_workday' }
    expect((await adjust('penalty.service', { value: same, reason: '口径', seq })).json()).toMatchObject({
      status: 422,
      code: 'limits.same',
    })
    expect((await adjust('penalty.service', { value: { ...same, unit: 'year', quantity: 500 }, reason: '口径', seq })).json().code).toBe(
      'limits.too-long',
    )
    const hours = await adjust('penalty.service', { value: { quantity: 24, unit: 'hour', rollover: 'none' }, reason: '口径', seq })
    expect(hours.json()).toMatchObject({ status: 422, code: 'limits.breaks-model' })
    expect(hours.json().detail).toContain('送达')
    expect((await adjust('lit.sue-6m', { value: null, reason: '口径', seq: 0 })).json().code).toBe('limits.not-adjusted')
    expect((await adjust('none', { value: null, reason: '口径', seq: 0 })).statusCode).toBe(404)
    expect((await adjust('penalty.service', { value: null, reason: '', seq })).statusCode).toBe(400)
    expect((await adjust('penalty.service', { value: { ...value, quantity: 0 }, reason: '口径', seq })).statusCode).toBe(400)
    expect((await get('/limits/penalty.service')).history).toHaveLength(1)
  })

  test('can be given back to the catalogue, and its history stays', async () => {
    const seq = (await get('/limits/penalty.service')).history.at(-1).seq
    const back = (await adjust('penalty.service', { value: null, reason: '口径取消', seq })).json()
    expect(back).toMatchObject({ adjusted: false, value: { quantity: 7, unit: 'workday' } })
    expect(back.history.map(({ value }: Answer) => value?.quantity ?? null)).toEqual([30, null])
    await run()
    const clue = await clueOf(served[2]!.no)
    expect(clue.dueDate).toBe('2026-03-11')
    expect(plainDate(clue).steps.join()).not.toContain('本院')
    const log = await get('/audit?size=200', await office.signIn(['administrator']))
    const actions = log.items.map(({ action }: Answer) => action)
    expect(JSON.stringify(actions)).toMatch(/limit.adjust|调整期限/)
    expect(JSON.stringify(actions)).toMatch(/limit.restore|恢复期限/)
  })

  test('is the business of one organisation', async () => {
    await office.platform.store.db
      .insertInto('organisation')
      .values({
        id: 'other',
        parent_id: null,
        name: '别院',
        kind: 'procuratorate',
        division_code: '529998',
        created_at: '2026-01-01T00:00:00Z',
      })
      .execute()
      .catch(() => undefined)
    const stranger = await office.signIn(['procurator'], 'other')
    expect((await get('/limits/penalty.service', stranger)).history).toEqual([])
    const value = { quantity: 9, unit: 'workday', rollover: 'none' }
    expect((await adjust('penalty.service', { value, reason: '别院口径', seq: 0 }, stranger)).statusCode).toBe(200)
    expect((await get('/limits/penalty.service')).value.quantity).toBe(7)
  })
})

const notice = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期安排通知如下。
一、元旦：1月1日（星期五）至3日（星期日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月14日（星期日）、2月20日（星期六）上班。
三、清明节：4月5日（星期一）放假，与周末连休。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（星期六）上班。
五、端午节：6月9日（星期三）放假。
六、中秋节：9月15日（星期三）放假。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。
国务院办公厅
2026年11月4日`

describe('a year without a table', () => {
  test('is shown as missing, and what rests on it is provisional', async () => {
    const { years, seq } = await get('/calendar')
    expect(seq).toBe(0)
    expect(years.map(({ year }: Answer) => year)).toEqual(Array.from({ length: 15 }, (_, i) => 2015 + i))
    expect(years.find(({ year }: Answer) => year === 2026)).toMatchObject({ state: 'catalogue', settled: false, inCatalogue: true })
    expect(years.find(({ year }: Answer) => year === 2025)).toMatchObject({ state: 'catalogue', settled: true })
    expect(years.find(({ year }: Answer) => year === 2027)).toMatchObject({ state: 'missing', holidays: [], settled: false })
    const late = await clueOf(served[0]!.no)
    expect(plainDate(late)).toMatchObject({ date: '2027-01-06', provisional: true })
    expect(await clueOf(served[1]!.no)).toMatchObject({ dueDate: '2027-01-06', daysOverdue: 1 })
  })

  test('is read from the words of the notice, with what does not agree', async () => {
    const read = async (text: string, year?: number) => (await procurator.send('POST', '/calendar/read', { text, year })).json()
    const { table, problems } = await read(notice)
    expect(problems).toEqual([])
    expect(table).toMatchObject({ year: 2027, notice: '国办发明电〔2026〕9号', source: '国务院办公厅关于2027年部分节假日安排的通知' })
    expect([table.holidays.length, table.workdays.length]).toEqual([25, 5])
    expect((await read(notice.replace('1月1日（星期五）', '1月1日（星期四）'))).problems).toEqual(['2027-01-01 是星期五，通知写作星期四'])
    expect(await read('请遵照执行')).toMatchObject({ table: null, problems: [expect.stringContaining('年份')] })
    expect((await read('year: 2027\nholidays: [2027-01-01]')).problems[0]).toContain('法定节日')
    const flood = Array.from({ length: 9 }, (_, i) => `${i + 1}月1日至28日放假。`).join('')
    expect(await read(flood, 2027)).toMatchObject({ table: null, problems: expect.arrayContaining([expect.stringContaining('不成其为')]) })
    expect((await get('/calendar')).seq).toBe(0)
  })

  test('a notice that moves one holiday is read into the table of its year', async () => {
    const text = '关于调整2024年劳动节假期安排的通知\n2024年5月1日至6日放假调休，共6天。4月28日（星期日）、5月12日（星期日）上班。'
    const { table, problems } = (await procurator.send('POST', '/calendar/read', { text })).json()
    const own = (await get('/calendar')).years.find(({ year }: Answer) => year === 2024)
    expect(table.holidays).toEqual([...own.holidays, '2024-05-06'].sort())
    expect(table.workdays).toEqual([...own.workdays, '2024-05-12'].sort())
    expect(problems).toEqual(['通知只说到部分节日，已并入 2024 年现行的安排；被取消的放假或上班请人工删去'])
  })
})

describe('a year’s table put in force', () => {
  let table: Answer
  const load = (body: object, client = procurator) => client.send('POST', '/calendar', body)
  const bodies = async () =>
    (await office.platform.store.db.selectFrom('clue').select(['id', 'state', 'body']).orderBy('id').execute()).filter(
      ({ state }) => state !== 'vanished',
    )

  beforeAll(async () => {
    table = (await procurator.send('POST', '/calendar/read', { text: notice })).json().table
  })

  test('is refused with a mistake, without a reason, or when another came between', async () => {
    const wrong = await load({ ...table, workdays: [...table.workdays, '2027-01-04'], reason: '国务院通知', seq: 0 })
    expect(wrong.json()).toMatchObject({ status: 422, code: 'calendar.work-weekday' })
    const without = table.holidays.filter((day: string) => day !== '2027-10-02')
    expect((await load({ ...table, holidays: without, reason: '国务院通知', seq: 0 })).json().code).toBe('calendar.fixed-missing')
    expect((await load({ ...table, seq: 0 })).statusCode).toBe(400)
    expect((await load({ ...table, reason: '国务院通知', seq: 5 })).json()).toMatchObject({ status: 409, code: 'limits.calendar-conflict' })
    expect((await get('/calendar')).seq).toBe(0)
  })

  test('computes again what rested on it, on the same data and day', async () => {
    const old = (await get('/runs?model=late-service&size=1')).items[0]
    const loaded = (await load({ ...table, reason: '国务院通知', seq: 0 })).json()
    expect(loaded).toMatchObject({
      year: { year: 2027, state: 'loaded', by: procurator.account, reason: '国务院通知', settled: false },
      skipped: [],
      provisionalClues: 2,
    })
    expect(loaded.runs.map(({ model }: Answer) => model.id)).toEqual(['late-service'])
    const again = await finished(loaded.runs[0].id)
    expect(again).toMatchObject({ state: 'succeeded', asOf, snapshotId: old.snapshotId, parameters: old.parameters, lawState: loaded.seq })

    const late = await clueOf(served[0]!.no)
    expect(late.state).toBe('persisting')
    expect(plainDate(late)).toMatchObject({ date: '2027-01-07', provisional: false })
    expect(plainDate(late).steps.join()).not.toContain('暂定')
    // One day more, and this one was served in time.
    expect(await clueOf(served[1]!.no)).toMatchObject({ state: 'vanished' })
    expect(JSON.stringify(await bodies())).not.toContain('"provisional":true')
    const years = (await get('/calendar')).years
    expect(years.find(({ year }: Answer) => year === 2026)).toMatchObject({ state: 'catalogue', settled: true })
    expect(years.at(-1)).toMatchObject({ year: 2029, state: 'missing' })
    expect((await load({ ...table, reason: '又一次', seq: loaded.seq })).json().code).toBe('limits.calendar-same')
  })

  test('a run is the same again by the adjustments it recorded, whatever came later', async () => {
    const first = await run()
    const before = await bodies()
    await adjust('penalty.service', {
      value: { quantity: 20, unit: 'workday', rollover: 'none' },
      reason: '口径',
      seq: (await get('/limits/penalty.service')).history.at(-1).seq,
    })
    const { db } = office.platform.store
    // The work of the first run once more, as after a crash: it still counts by what it was begun with.
    await db.updateTable('job').set({ state: 'queued', ended_at: null, attempts: 0 }).where('subject_id', '=', first.id).execute()
    await db.deleteFrom('clue_sighting').where('run_id', '=', first.id).execute()
    const done = await (async () => {
      await run()
      return finished(first.id)
    })()
    expect(done).toMatchObject({ state: 'succeeded', lawState: first.lawState })
    const sql = (await get('/models/late-service')).sql
    expect(sql).toContain('20')
    const last = (await get('/runs?model=late-service&size=1')).items[0]
    expect(last.lawState).toBeGreaterThan(first.lawState)
    const seq = (await get('/limits/penalty.service')).history.at(-1).seq
    await adjust('penalty.service', { value: null, reason: '口径取消', seq })
    await run()
    expect((await bodies()).map(({ body }) => body)).toEqual(before.map(({ body }) => body))
  })

  test('corrects a year that has one, and computes again what lies in it', async () => {
    const { years, seq } = await get('/calendar')
    const year = years.find((one: Answer) => one.year === 2026)
    const corrected = {
      year: 2026,
      holidays: [...year.holidays, '2026-03-09'],
      workdays: year.workdays,
      source: '更正',
      reason: '临时放假一天',
      seq,
    }
    const loaded = (await load(corrected)).json()
    expect(loaded.year).toMatchObject({ state: 'loaded', inCatalogue: true, settled: true, history: [{ reason: '临时放假一天' }] })
    expect(loaded.provisionalClues).toBe(0)
    await finished(loaded.runs[0].id)
    expect((await clueOf(served[2]!.no)).dueDate).toBe('2026-03-12')
    const old = await load({ ...year, source: year.source, notice: undefined, reason: '撤回更正', seq: loaded.seq })
    await finished(old.json().runs[0].id)
    expect((await clueOf(served[2]!.no)).dueDate).toBe('2026-03-11')
    expect(old.json().year.history).toHaveLength(2)
  })

  test('begins nothing where no clue and no day looked at is concerned', async () => {
    const { seq } = await get('/calendar')
    const far = { ...table, year: 2029, source: '提前录入', reason: '提前录入', seq }
    const moved = (days: string[]) =>
      days.map((day) => day.replace('2027-', '2029-')).filter((day) => day.endsWith('-01') || day.includes('-10-0'))
    const loaded = (await load({ ...far, holidays: moved(table.holidays), workdays: [] })).json()
    expect(loaded).toMatchObject({ year: { year: 2029, state: 'loaded' }, runs: [], provisionalClues: 0 })
    expect((await get('/calendar')).years.find(({ year }: Answer) => year === 2028)).toMatchObject({ state: 'missing' })
  })
})
