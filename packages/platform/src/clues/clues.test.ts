import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyActs } from '../matters/verify.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let procurator: Client

const paper = decisions(
  { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
  { no: '云交罚〔2025〕2号', party: '程远', id: identityNo(2), on: '2025-03-04' },
  { no: '云交罚〔2025〕3号', party: '许桂', id: identityNo(1), on: '2025-03-05' },
)
const onTime = { no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-03-05' }
const late = { ...onTime, served: '2025-05-20' }
const others = [
  { no: '云交罚〔2025〕2号', on: '2025-03-04', served: '2025-05-25' },
  { no: '云交罚〔2025〕3号', on: '2025-03-05', served: '2025-06-20' },
]

const bringIn = async (name: string, content: string): Promise<void> => {
  const { id } = (await procurator.upload(name, content)).json()
  const done = await until(
    async () => (await procurator.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
  expect(done).toMatchObject({ state: 'succeeded' })
}
const run = async (body: object = { asOf: '2026-10-30' }) => {
  const started = await procurator.send('POST', '/models/late-service/runs', body)
  expect(started.statusCode).toBe(202)
  return until(
    async () => (await procurator.get(`/runs/${started.json().id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
}
const clues = async (query = '') => (await procurator.get(`/clues${query}`)).json()
const clueOf = async (no: string) => (await clues(`?q=${no}&rule=R1&state=fresh,persisting,vanished,returned`)).items[0]

beforeAll(async () => {
  office = await openOffice()
  procurator = await office.signIn(['procurator'])
})
afterAll(() => office.close())

describe('a model', () => {
  test('says what it lacks, and does not run on nothing', async () => {
    expect((await procurator.get('/models')).json().items.find(({ id }: { id: string }) => id === 'late-service')).toMatchObject({
      runnableRules: 0,
      lastRun: null,
      lacks: expect.arrayContaining(['行政处罚办案过程']),
    })
    const refused = await procurator.send('POST', '/models/late-service/runs', {})
    expect(refused.json()).toMatchObject({ status: 422, code: 'run.nothing-runnable' })
    expect((await procurator.send('POST', '/models/none/runs', {})).statusCode).toBe(404)
  })

  test('runs on the current snapshot, and tells what it found, step by step', async () => {
    await bringIn('处罚.csv', paper)
    await bringIn('过程.csv', processes(late, ...others))
    const done = await run()
    expect(done).toMatchObject({
      state: 'succeeded',
      asOf: '2026-10-30',
      counts: { persisting: 0, vanished: 0, returned: 0 },
      startedBy: procurator.account,
    })
    expect(done.counts.fresh).toBe(done.counts.total)
    const model = (await procurator.get('/models/late-service')).json()
    expect(model.lastRun).toMatchObject({ id: done.id, state: 'succeeded' })
    expect(model.lastCounts).toMatchObject({ penalty_process: 3, R1: 3 })
    expect(model.nodes.map(({ id }: { id: string }) => id)).toEqual([...new Set(model.nodes.map(({ id }: { id: string }) => id))])
    expect(model.ruleList[0].words).toMatch(/〔.+〕/)
    expect(model.sql).toMatch(/^WITH/i)
  })

  test('refuses a parameter that does not fit', async () => {
    const wrong = await procurator.send('POST', '/models/late-service/runs', { parameters: { unserved_days: 'many' } })
    expect(wrong.json()).toMatchObject({ status: 422, code: 'model.parameter-int' })
    expect(wrong.json().detail).toMatch(/[\u4e00-\u9fff]/)
    const outside = await procurator.send('POST', '/models/late-service/runs', { parameters: { unserved_days: '3' } })
    expect(outside.json()).toMatchObject({ status: 422, code: 'model.value-outside' })
    expect(outside.json().detail).toContain('仍没有送达记录')
  })

  test('refuses a day that is yet to come: what is not due would be called overdue', async () => {
    const early = await procurator.send('POST', '/models/late-service/runs', { asOf: '2099-01-01' })
    expect(early.json()).toMatchObject({ status: 422, code: 'run.future' })
  })
})

describe('a clue', () => {
  test('is listed with what could be chosen next', async () => {
    const page = await clues('?rule=R1&sort=-days_overdue')
    expect(page.total).toBe(3)
    expect(page.items.map((one: { party: { name: string } }) => one.party.name)).toEqual(['许桂', '程远', '许桂'])
    expect(page.items[0]).toMatchObject({
      state: 'fresh',
      handling: { state: 'pending', label: '待研判' },
      subject: { name: '云岑县交通运输局' },
    })
    expect(page.items[0].no).toMatch(/^XS2026-\d{6}$/)
    expect(page.facets.handling).toEqual([{ value: 'pending', label: '待研判', count: 3 }])
    expect((await clues('?rule=R1&q=程远')).total).toBe(1)
    expect((await clues('?handling=founded')).total).toBe(0)
  })

  test('shows the rows that prove it, why the date, and others of the same party', async () => {
    const { id } = await clueOf('云交罚〔2025〕1号')
    const clue = (await procurator.get(`/clues/${id}`)).json()
    expect(clue.evidence.map((row: { dataset: string }) => row.dataset)).toEqual(['penalty_decision', 'penalty_process'])
    expect(clue.evidence[0]).toMatchObject({ file: '处罚.csv', rowNo: 2, datasetTitle: '行政处罚决定' })
    expect(JSON.stringify(clue)).not.toContain(identityNo(1))
    const [calculation] = clue.calculations.filter(({ date }: { date: string | null }) => date !== null)
    expect(calculation).toMatchObject({ date: '2025-03-12', limits: [{ id: 'penalty.service', law: expect.any(String) }] })
    expect(calculation.steps.join()).toMatch(/工作日/)
    expect(clue.sameParty).toHaveLength(1)
    expect(clue.sameSubject.total).toBeGreaterThanOrEqual(2)
    expect(clue.transitions.map((one: { id: string }) => one.id)).toEqual(['find-founded', 'find-unfounded'])
  })

  test('is judged with its cause, once at a time, and can be judged again', async () => {
    const { id } = await clueOf('云交罚〔2025〕2号')
    const act = (body: object) => procurator.send('POST', `/clues/${id}/acts`, body)
    expect((await act({ transition: 'find-unfounded', fields: {}, seq: 0 })).json()).toMatchObject({
      status: 422,
      code: 'matter.field-missing',
    })
    expect((await act({ transition: 'find-founded', fields: {}, occurredOn: '2026-12-01', seq: 0 })).json().code).toBe(
      'matter.day-in-future',
    )
    const judged = (await act({ transition: 'find-unfounded', fields: { cause: 'performed', note: '已履行' }, seq: 0 })).json()
    expect(judged).toMatchObject({
      handling: { state: 'unfounded', label: '不属实' },
      acts: [
        {
          seq: 1,
          label: '判为不属实',
          by: procurator.account,
          fields: [
            { label: '原因', value: '已履行' },
            { label: '说明', value: '已履行' },
          ],
        },
      ],
    })
    expect((await act({ transition: 'find-founded', fields: {}, seq: 0 })).json()).toMatchObject({ status: 409, code: 'matter.newer-act' })
    expect((await act({ transition: 'find-founded', fields: {}, seq: 1 })).json()).toMatchObject({
      status: 409,
      code: 'matter.wrong-state',
    })
    expect((await act({ transition: 'reopen', fields: { note: '新证据' }, seq: 1 })).json().handling.state).toBe('pending')
    expect((await act({ transition: 'find-founded', fields: {}, seq: 2 })).json().handling).toEqual({ state: 'founded', label: '属实' })
    expect((await clues('?handling=founded')).total).toBe(1)
    expect(await verifyActs(office.platform.store.db)).toEqual({ acts: 3, broken: [] })
  })

  test('whose acts were rewritten is found out', async () => {
    const { db } = office.platform.store
    await sql`update act set fields = '{"note":"别的"}' where seq = 2`.execute(db)
    expect((await verifyActs(db)).broken).toHaveLength(1)
    await sql`update act set fields = '{"note":"新证据"}' where seq = 2`.execute(db)
    expect((await verifyActs(db)).broken).toEqual([])
  })
})

describe('run again', () => {
  test('on the same data and day finds the very same', async () => {
    const before = await clues('?size=200')
    const again = await run()
    expect(again.counts).toMatchObject({ fresh: 0, vanished: 0, returned: 0, persisting: before.total })
    const strip = ({ items }: { items: { state: string; lastSeenAt: string }[] }) =>
      items.map(({ state: _, lastSeenAt: __, ...rest }) => rest)
    expect(strip(await clues('?size=200'))).toEqual(strip(before))
  })

  test('a clue vanishes when the data say that it stopped, keeps its history, and returns', async () => {
    const { id, no } = await clueOf('云交罚〔2025〕1号')
    await bringIn('更正.csv', processes(onTime))
    expect((await run()).counts).toMatchObject({ fresh: 0, vanished: expect.any(Number) })
    expect((await clues('?rule=R1')).total).toBe(2)
    expect((await clues('?rule=R1&state=vanished')).items).toMatchObject([{ id, no }])
    await bringIn('再更正.csv', `${processes(late)}\n`)
    await run()
    const clue = (await procurator.get(`/clues/${id}`)).json()
    expect(clue).toMatchObject({ id, no, state: 'returned' })
    expect(clue.runs.map(({ state }: { state: string }) => state)).toEqual(['returned', 'vanished', 'persisting', 'fresh'])
    // The rows are those of the last batch that told it.
    expect(clue.evidence.at(-1).file).toBe('再更正.csv')
    const sets = await sql<{ n: number }>`select count(distinct hash) as n from evidence where clue_id = ${id}`.execute(
      office.platform.store.db,
    )
    expect(sets.rows[0]?.n).toBe(2)
  })

  test('keeps what a person judged', async () => {
    expect((await clueOf('云交罚〔2025〕2号')).handling.state).toBe('founded')
  })
})

test('the list goes out as a workbook and as text', async () => {
  const csv = (await procurator.get('/clues.csv?rule=R1')).body.trim().split('\r\n')
  expect(csv).toHaveLength(5)
  expect(csv[0]).toMatch('被监督单位')
  expect((await procurator.get('/clues.xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect((await procurator.get('/clues.doc')).statusCode).toBe(400)
})

test('the home page says what came in, what was found, what to do next', async () => {
  const home = (await procurator.get('/overview')).json()
  expect(home).toMatchObject({
    asOf: '2026-10-30',
    demo: false,
    embedded: true,
    data: { batches: 4, rows: 6 },
    clues: { founded: 1, unfounded: 0 },
  })
  expect(home.clues.toJudge).toBe(home.clues.total - 1)
  expect(home.bySubject[0]).toMatchObject({ name: '云岑县交通运输局' })
  expect(home.next.map((one: { code: string }) => one.code)).toContain('judge-high')
  const administrator = await office.signIn(['administrator'])
  expect((await administrator.get('/overview')).json()).toMatchObject({
    data: { rows: 0 },
    clues: { total: 0, top: [] },
    bySubject: [],
    runs: [],
  })
})

test('another organisation sees no clue and no run of ours', async () => {
  await office.platform.store.db
    .insertInto('organisation')
    .values({
      id: 'office_two',
      parent_id: null,
      name: '邻院',
      kind: 'procuratorate',
      division_code: '',
      created_at: '2027-01-01T00:00:00Z',
    })
    .execute()
  const stranger = await office.signIn(['procurator'], 'office_two')
  const { id } = await clueOf('云交罚〔2025〕2号')
  const [ours] = (await procurator.get('/runs')).json().items
  expect((await stranger.get('/clues')).json()).toMatchObject({ total: 0, items: [] })
  expect((await stranger.get(`/clues/${id}`)).statusCode).toBe(404)
  expect((await stranger.send('POST', `/clues/${id}/acts`, { transition: 'reopen', fields: { note: 'x' }, seq: 3 })).statusCode).toBe(404)
  expect((await stranger.get(`/runs/${ours.id}`)).statusCode).toBe(404)
  expect((await stranger.get('/overview')).json().clues.total).toBe(0)
})

test('a day that lies back shows what stood then, and lets nothing vanish that was found since', async () => {
  const unserved = { no: '云交罚〔2025〕9号', on: '2025-04-01', served: '' }
  await bringIn('处罚九.csv', decisions({ no: unserved.no, party: '甲九', id: identityNo(9), on: unserved.on }))
  await bringIn('过程九.csv', processes(unserved))
  expect((await run()).counts).toMatchObject({ fresh: 1 })
  const back = await run({ asOf: '2025-04-02' })
  expect(back.rules.find(({ rule }: { rule: string }) => rule === 'R1')).toMatchObject({ state: 'ran' })
  expect(back.counts).toMatchObject({ vanished: 0 })
  expect(await clueOf(unserved.no)).toMatchObject({ state: 'fresh' })
  // A later day between the two is still before the last.
  expect((await run({ asOf: '2025-04-03' })).counts).toMatchObject({ vanished: 0 })
})

test('a run is never seen half: whoever sees that it succeeded sees its figures', async () => {
  const { id } = (await procurator.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })).json()
  // Asked without a pause, so that some answer falls between the last two writes.
  for (let state = 'queued'; ['queued', 'running'].includes(state); ) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => procurator.get(`/runs/${id}`)))
    for (const run of answers.map((answer) => answer.json())) {
      state = run.state
      if (state === 'succeeded') expect(run.counts).not.toBeNull()
    }
  }
})

test('for want of which data an exclusion could not be tested is said with the clue, its run and its model', async () => {
  const done = await run({ asOf: '2026-10-30', parameters: { division: '520502' } })
  const lacks = ['机关名录·行政区划代码']
  expect(done.rules[0].untestedExclusions).toContainEqual({ title: '不属本院辖区', lacks })
  const listed = await clueOf('云交罚〔2025〕2号')
  expect((await procurator.get(`/clues/${listed.id}`)).json().exclusions[0]).toMatchObject({ id: 'E11', result: 'untested', lacks })
  const model = (await procurator.get('/models/late-service')).json()
  expect(model.ruleList[0].exclusions).toContainEqual({ id: 'E11', title: '不属本院辖区', needs: lacks, lacks })
})
