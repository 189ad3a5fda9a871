import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let procurator: Client
let administrator: Client

const numbers = Array.from({ length: 6 }, (_, n) => `云交罚〔2025〕${n + 1}号`)
const paper = decisions(...numbers.map((no, n) => ({ no, party: `许桂${n}`, id: identityNo(n), on: '2025-03-03' })))
const late = processes(...numbers.map((no) => ({ no, on: '2025-03-03', served: '2025-06-20' })))

const isOver = ({ state }: { state: string }): boolean => !['queued', 'running'].includes(state)
const bringIn = async (name: string, content: string): Promise<string> => {
  const { id } = (await procurator.upload(name, content)).json()
  const done = await until(
    async () => (await procurator.get(`/imports/${id}`)).json(),
    (answer) => isOver(answer),
  )
  expect(done).toMatchObject({ state: 'succeeded' })
  return id
}
const ended = (id: string) =>
  until(
    async () => (await procurator.get(`/runs/${id}`)).json(),
    (answer) => isOver(answer),
  )
const run = async (body: object = { asOf: '2026-10-30' }) => {
  const started = await procurator.send('POST', '/models/late-service/runs', body)
  expect(started.statusCode).toBe(202)
  return ended(started.json().id)
}
const clueTotal = async (): Promise<number> => (await procurator.get('/clues?state=fresh,persisting,returned')).json().total
const runsBy = async (cause: string) => (await procurator.get(`/runs?cause=${cause}`)).json()
const audited = async (action: string): Promise<number> => {
  const { n } = await office.platform.store.db
    .selectFrom('audit')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('action', '=', action)
    .executeTakeFirstOrThrow()
  return Number(n)
}
const limits = { arrival: false, quietMinutes: 2, mostClues: 5000, mostTimes: 10, minutes: 60 }

beforeAll(async () => {
  office = await openOffice()
  procurator = await office.signIn(['procurator'])
  administrator = await office.signIn(['administrator'])
})
afterAll(() => office.close())

describe('a run that finds nothing', () => {
  test('says at which step, whether keys meet, and shows how they are written', async () => {
    await bringIn('处罚.csv', paper)
    // Served in time, and numbered otherwise: neither side has a row that meets the other.
    await bringIn(
      '过程.csv',
      processes(...numbers.map((no) => ({ no: no.replace('交罚', '交决'), on: '2025-03-03', served: '2025-03-04' }))).replace(
        /^\d+,/gm,
        (head) => `9${head}`,
      ),
    )
    const done = await run()
    expect(done).toMatchObject({ state: 'succeeded', counts: { total: 0 }, cause: { kind: 'person' } })
    const [first] = done.explained
    expect(first).toMatchObject({ rule: 'R1', kind: 'nothing' })
    const words = first.lines.join('\n')
    expect(words).toContain('没有一条对上')
    expect(words).toContain('“行政处罚决定”')
    expect(words).toMatch(/6 行中 6 行有值/)
    expect(words).toMatch(/例如.*部分字符已遮盖/)
    expect(words).not.toContain(identityNo(1))
  })

  test('is quiet when it finds what it did', async () => {
    await bringIn('过程补.csv', late)
    const done = await run()
    expect(done.counts.total).toBeGreaterThanOrEqual(numbers.length)
    expect(done.explained).toEqual([])
    expect(done.inputRows).toBeGreaterThan(0)
  })
})

test('the list of models is narrowed by what it can run, ordered and taken along as a file', async () => {
  const all = (await procurator.get('/models?runnable=all&sort=-clues&size=200')).json()
  expect(all.items.map(({ id }: { id: string }) => id)).toContain('late-service')
  expect(all.items.every((one: { rules: number; runnableRules: number }) => one.rules === one.runnableRules)).toBe(true)
  expect(all.facets.runnable.find(({ value }: { value: string }) => value === 'all').count).toBe(all.total)
  const { value, count } = all.facets.function[0]
  expect((await procurator.get(`/models?runnable=all&function=${encodeURIComponent(value)}`)).json().total).toBe(count)
  const file = await procurator.get('/models.csv?runnable=all')
  expect(file.statusCode).toBe(200)
  expect(file.body).toContain('late-service')
  expect(file.body).not.toContain('overload-repeat')
})

test('before a run something is known of how long it takes, once it has run', async () => {
  const known = (await procurator.get('/models/late-service/estimate')).json()
  expect(known).toMatchObject({ runs: 2, ahead: 0 })
  expect(known.seconds).toBeGreaterThan(0)
  expect((await procurator.get('/models/overload-repeat/estimate')).json()).toMatchObject({ seconds: null, runs: 0 })
})

describe('more clues than may be published unseen', () => {
  test('wait: none of them is among the clues, the figures and examples are shown', async () => {
    const before = await clueTotal()
    expect((await procurator.send('PUT', '/run-settings', { ...limits, mostClues: 1 })).json().office).toMatchObject({ mostClues: 1 })
    const more = Array.from({ length: 4 }, (_, n) => `云交罚〔2024〕${n + 1}号`)
    await bringIn('处罚三.csv', decisions(...more.map((no, n) => ({ no, party: `程远${n}`, id: identityNo(n + 50), on: '2025-02-03' }))))
    await bringIn('过程三.csv', processes(...more.map((no) => ({ no, on: '2025-02-03', served: '2025-06-20' }))))
    const held = await run()
    expect(held).toMatchObject({ state: 'held', counts: null, flood: { decided: null } })
    expect(held.flood.appearing).toBe(4)
    expect(held.flood.examples.length).toBeGreaterThan(0)
    expect(held.flood.why).toContain('超过一次最多发布的 1 条')
    expect(await clueTotal()).toBe(before)
    expect(await audited('run.examples')).toBeGreaterThan(0)
    expect((await procurator.get('/runs?state=held')).json()).toMatchObject({ total: 1, items: [{ flood: { examples: [] } }] })
    const model = (await procurator.get('/models/late-service')).json()
    expect(model.lastRun.id).not.toBe(held.id)
    expect(await audited('run.hold')).toBe(1)
  })

  test('are published as they were shown once somebody who may has confirmed them, with a reason', async () => {
    const before = await clueTotal()
    const { id } = (await procurator.get('/runs?state=held')).json().items[0]
    expect((await administrator.send('POST', `/runs/${id}/confirm`, { reason: '已核对' })).statusCode).toBe(403)
    expect((await procurator.send('POST', `/runs/${id}/confirm`, { reason: ' ' })).statusCode).toBe(400)
    const confirmed = await procurator.send('POST', `/runs/${id}/confirm`, { reason: '已抽查十件' })
    expect(confirmed.statusCode).toBe(202)
    expect(await ended(id)).toMatchObject({
      state: 'succeeded',
      counts: { fresh: 4 },
      flood: { examples: [], decided: { by: procurator.account, reason: '已抽查十件' } },
    })
    expect(await clueTotal()).toBe(before + 4)
    expect((await procurator.send('POST', `/runs/${id}/discard`, { reason: '再想想' })).json()).toMatchObject({ code: 'run.not-held' })
    expect(await audited('run.confirm')).toBe(1)
  })

  test('are not published when what they rest on gives something else by then', async () => {
    const more = ['云交罚〔2023〕1号', '云交罚〔2023〕2号']
    await bringIn('过程四.csv', processes(...more.map((no) => ({ no, on: '2025-02-03', served: '2025-06-20' }))))
    const held = await run()
    expect(held.state).toBe('held')
    const before = await clueTotal()
    await sql`update run set flood = jsonb_set(flood, '{digest}', '"other"') where id = ${held.id}`.execute(office.platform.store.db)
    await procurator.send('POST', `/runs/${held.id}/confirm`, { reason: '已抽查' })
    const failed = await ended(held.id)
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed.error).toContain('与确认时看到的不同')
    expect(await clueTotal()).toBe(before)
  })

  test('are dropped when somebody discards them, and cannot be published after a later run was', async () => {
    const dropped = await run()
    expect((await procurator.send('POST', `/runs/${dropped.id}/discard`, { reason: '数据有误' })).json()).toMatchObject({
      state: 'discarded',
    })
    const waiting = await run()
    expect(waiting.state).toBe('held')
    await procurator.send('PUT', '/run-settings', limits)
    expect((await run()).state).toBe('succeeded')
    expect((await procurator.send('POST', `/runs/${waiting.id}/confirm`, { reason: '可以' })).json()).toMatchObject({
      code: 'run.overtaken',
    })
    expect((await procurator.send('POST', `/runs/${waiting.id}/discard`, { reason: '已有新的' })).statusCode).toBe(200)
  })
})

describe('the queue', () => {
  test('lets a person’s run go before a schedule’s, and can be turned round', async () => {
    const { db } = office.platform.store
    const { id: organisation } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
    const busy = { id: 'job_busy', organisation_id: organisation, kind: 'run', subject_id: 'none', requested_by: 'elsewhere' }
    // Work of another server: while it lasts nothing else begins.
    await db
      .insertInto('job')
      .values({
        ...busy,
        state: 'running',
        progress: null,
        attempts: 1,
        leased_by: 'elsewhere',
        leased_until: '2027-01-01T00:00:00Z',
        cancel_requested: false,
        error: null,
        priority: 1,
        queued_at: '2026-11-02T02:00:00Z',
        started_at: '2026-11-02T02:00:00Z',
        ended_at: null,
      })
      .execute()
    const made = await procurator.send('POST', '/schedules', { kind: 'model', subject: 'late-service', cron: '0 2 * * *' })
    const fired = (await procurator.send('POST', `/schedules/${made.json().id}/fire`)).json()
    const scheduled = fired.begun[0].href.slice('/runs/'.length)
    const mine = (await procurator.send('POST', '/models/late-service/runs', { asOf: '2026-10-29' })).json()
    const show = async (id: string) => (await procurator.get(`/runs/${id}`)).json()
    expect(await show(mine.id)).toMatchObject({ state: 'queued', priority: 'normal', progress: { stage: '排队中（前面还有 1 项）' } })
    expect(await show(scheduled)).toMatchObject({
      priority: 'low',
      cause: { kind: 'schedule' },
      progress: { stage: '排队中（前面还有 2 项）' },
    })
    expect((await procurator.get('/models/late-service/estimate')).json().ahead).toBe(2)
    expect((await procurator.send('PUT', `/runs/${scheduled}/priority`, { priority: 'high' })).json().progress.stage).toContain('1 项')
    expect((await show(mine.id)).progress.stage).toContain('2 项')
    // The same once more would answer nothing else.
    const again = (await procurator.send('POST', `/schedules/${made.json().id}/fire`)).json()
    expect(again).toMatchObject({ begun: [], skipped: [{ reason: '同样的运行已在排队' }] })
    await db.deleteFrom('job').where('id', '=', 'job_busy').execute()
    await procurator.send('POST', `/runs/${mine.id}/cancel`)
    expect(await ended(scheduled)).toMatchObject({ state: 'succeeded' })
    expect((await procurator.send('PUT', `/runs/${scheduled}/priority`, { priority: 'low' })).statusCode).toBe(409)
    await procurator.send('DELETE', `/schedules/${made.json().id}`)
  })
})

describe('a schedule', () => {
  test('fires at its moment, once; what a server that was down missed is told and made up once', async () => {
    const wrong = await procurator.send('POST', '/schedules', { kind: 'model', subject: 'late-service', cron: '0 2 * *' })
    expect(wrong.json()).toMatchObject({ status: 422, code: 'schedule.cron-form' })
    expect((await administrator.send('POST', '/schedules', { kind: 'model', subject: '*', cron: '0 2 * * *' })).statusCode).toBe(403)
    const { id, nextAt } = (
      await procurator.send('POST', '/schedules', { kind: 'model', subject: 'late-service', cron: '0 2 * * *' })
    ).json()
    expect(nextAt).toBe('2026-11-02T18:00:00.000Z')
    for (const cron of ['0 2 * * *', ' 00  02 * * *'])
      expect((await procurator.send('POST', '/schedules', { kind: 'model', subject: 'late-service', cron })).json()).toMatchObject({
        status: 409,
        code: 'schedule.same',
        detail: expect.stringContaining(procurator.account),
      })
    const other = (await procurator.send('POST', '/schedules', { kind: 'model', subject: 'late-service', cron: '0 4 * * 7' })).json()
    expect((await procurator.send('PUT', `/schedules/${other.id}`, { cron: '0 2 * * *' })).json().code).toBe('schedule.same')
    expect((await procurator.send('PUT', `/schedules/${other.id}`, { cron: '0 4 * * 0' })).statusCode).toBe(200)
    await procurator.send('PUT', `/schedules/${other.id}`, { paused: true })
    expect((await procurator.send('POST', '/schedules', { kind: 'model', subject: 'late-service', cron: '0 4 * * 0' })).json().code).toBe(
      'schedule.same-paused',
    )
    expect((await procurator.send('DELETE', `/schedules/${other.id}`)).statusCode).toBe(204)
    const before = (await runsBy('schedule')).total
    await office.platform.look()
    expect((await runsBy('schedule')).total).toBe(before)
    office.at('2026-11-02T18:00:10Z')
    procurator = await office.signIn(['procurator'])
    await office.platform.look()
    await office.platform.look()
    const [first] = (await runsBy('schedule')).items
    expect((await runsBy('schedule')).total).toBe(before + 1)
    // The day in China is the next one already.
    expect(first).toMatchObject({ asOf: '2026-11-03', cause: { kind: 'schedule', scheduleId: id, missed: 0 } })
    await ended(first.id)
    office.at('2026-11-06T01:00:00Z')
    procurator = await office.signIn(['procurator'])
    await office.platform.look()
    const [made] = (await runsBy('schedule')).items
    expect(made).toMatchObject({ asOf: '2026-11-06', cause: { missed: 3 } })
    const shown = (await procurator.get('/schedules')).json().items.find((one: { id: string }) => one.id === id)
    expect(shown).toMatchObject({ title: expect.stringContaining('送达'), nextAt: '2026-11-06T18:00:00.000Z', missed: { count: 3 } })
    expect((await runsBy('schedule')).total).toBe(before + 2)
    await ended(made.id)
    expect(await audited('schedule.fire')).toBeGreaterThanOrEqual(2)
  })

  test('paused it is silent, and what passed then is not made up; it is a list and a file; taken off it is gone', async () => {
    const [{ id }] = (await procurator.get('/schedules')).json().items
    expect((await procurator.send('PUT', `/schedules/${id}`, { paused: true })).json()).toMatchObject({ paused: true, nextAt: null })
    const before = (await runsBy('schedule')).total
    office.at('2026-11-09T01:00:00Z')
    procurator = await office.signIn(['procurator'])
    await office.platform.look()
    expect((await procurator.send('PUT', `/schedules/${id}`, { paused: false, cron: '0 3 * * 1' })).json()).toMatchObject({
      paused: false,
      nextAt: '2026-11-15T19:00:00.000Z',
    })
    expect((await runsBy('schedule')).total).toBe(before)
    expect((await procurator.get('/schedules.csv?q=送达')).body).toContain('0 3 * * 1')
    expect((await procurator.get('/runs.csv?cause=schedule')).body).toContain('定时')
    expect((await procurator.send('DELETE', `/schedules/${id}`)).statusCode).toBe(204)
    expect((await procurator.get('/schedules')).json().total).toBe(0)
  })
})

test('data that arrive give one run of a model that asks for it, once they have stopped coming', async () => {
  const own = { arrival: true, mostClues: null, mostTimes: null, minutes: null }
  const changed = (await procurator.send('PUT', '/run-settings/models/late-service', own)).json()
  expect(changed.models).toMatchObject([{ id: 'late-service', arrival: true }])
  office.at('2026-11-09T02:00:00Z')
  procurator = await office.signIn(['procurator'])
  for (const n of [1, 2, 3])
    await bringIn(`到达${n}.csv`, processes({ no: `云交罚〔2022〕${n}号`, on: '2025-02-03', served: '2025-02-04' }))
  await office.platform.look()
  expect((await runsBy('arrival')).total).toBe(0)
  office.at('2026-11-09T02:02:01Z')
  await office.platform.look()
  await office.platform.look()
  const arrived = await runsBy('arrival')
  expect(arrived).toMatchObject({ total: 1, items: [{ modelId: 'late-service', priority: 'low' }] })
  await ended(arrived.items[0].id)
  // Data that the model does not read.
  await bringIn('机关.csv', '机关名称,统一社会信用代码\n云岑县交通运输局,11529999MB1D00119G').catch(() => undefined)
  office.at('2026-11-09T03:00:00Z')
  await office.platform.look()
  const none = { arrival: null, mostClues: null, mostTimes: null, minutes: null }
  expect((await procurator.send('PUT', '/run-settings/models/late-service', none)).json().models).toEqual([])
})

test('what fails is told in words: which model, at what, and what to do', async () => {
  const paths = await office.platform.store.db.selectFrom('batch_file').select('path').where('dataset', '=', 'penalty_process').execute()
  rmSync(join(office.dir, 'lake', paths[0]?.path ?? ''))
  const failed = await run()
  expect(failed.state).toBe('failed')
  expect(failed.error).toMatch(/^模型“处罚决定书送达超期监督模型”在“.+”时读不到快照里的数据文件.*编号 \w{8}）$/)
  expect(failed.error).not.toMatch(/parquet|IO Error|at .*\.ts/)
})

test('another organisation sees neither runs nor schedules nor settings of ours', async () => {
  const { db } = office.platform.store
  await db
    .insertInto('organisation')
    .values({
      id: 'office_other',
      parent_id: null,
      name: '别处',
      kind: 'procuratorate',
      division_code: '',
      created_at: '2026-11-02T02:00:00Z',
    })
    .execute()
  const stranger = await office.signIn(['procurator'], 'office_other')
  const { id } = (await procurator.get('/runs')).json().items[0]
  await procurator.send('PUT', '/run-settings', { ...limits, mostClues: 77 })
  expect((await stranger.get('/runs')).json().total).toBe(0)
  expect((await stranger.get(`/runs/${id}`)).statusCode).toBe(404)
  expect((await stranger.send('POST', `/runs/${id}/confirm`, { reason: '可以' })).statusCode).toBe(404)
  expect((await stranger.send('PUT', `/runs/${id}/priority`, { priority: 'low' })).statusCode).toBe(404)
  expect((await stranger.get('/schedules')).json().total).toBe(0)
  expect((await stranger.get('/run-settings')).json().office.mostClues).toBe(5000)
})
