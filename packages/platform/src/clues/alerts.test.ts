import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platformActor } from '../access/actor.ts'
import { verifyActs } from '../matters/verify.ts'
import { cluesBefore } from '../models/own-work.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let procurator: Client

const paper = decisions(
  { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
  { no: '云交罚〔2025〕2号', party: '程远', id: identityNo(2), on: '2025-03-04' },
  { no: '云交罚〔2025〕3号', party: '许桂', id: identityNo(1), on: '2025-03-05' },
)
const late = [
  { no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-05-20' },
  { no: '云交罚〔2025〕2号', on: '2025-03-04', served: '2025-05-25' },
]
const inTime = { no: '云交罚〔2025〕3号', on: '2025-03-05', served: '2025-03-07' }

const json = async (url: string) => (await procurator.get(url)).json()
const bringIn = async (name: string, content: string): Promise<void> => {
  const { id } = (await procurator.upload(name, content)).json()
  const done = await until(
    () => json(`/imports/${id}`),
    ({ state }) => !['queued', 'running'].includes(state),
  )
  expect(done).toMatchObject({ state: 'succeeded' })
}
/** A session does not outlive the day. */
const at = async (moment: string): Promise<void> => {
  office.at(moment)
  procurator = await office.signIn(['procurator'])
}
const arrive = async (moment: string): Promise<void> => {
  await at(moment)
  await office.platform.look()
  await office.platform.idle()
}
const alertOf = async (no: string) => (await json(`/alerts?q=${encodeURIComponent(no)}&state=fresh,persisting,vanished,returned`)).items[0]
const act = async (id: string, transition: string, fields: object, seq: number) =>
  procurator.send('POST', `/alerts/${id}/acts`, { transition, fields, seq })

beforeAll(async () => {
  office = await openOffice({ patrols: true })
  procurator = await office.signIn(['procurator'])
  await bringIn('处罚.csv', paper)
  await bringIn('过程.csv', processes(...late, inTime))
})
afterAll(() => office.close())

describe('a patrol', () => {
  test('runs by itself when data have arrived and it is quiet, and gives alerts that are no clues', async () => {
    expect((await json('/alerts')).total).toBe(0)
    await arrive('2026-11-02T02:03:00Z')
    const alerts = await json('/alerts?rule=served-late')
    expect(alerts.total).toBe(2)
    expect(alerts.items[0]).toMatchObject({
      no: expect.stringMatching(/^YJ2026-/),
      model: { id: 'patrol-time-limits' },
      handling: { state: 'unseen', label: '待看' },
      // Monday the 2nd: one working day later.
      alert: { state: 'unseen', by: '2026-11-03', late: false },
      isClue: false,
    })
    expect(alerts.facets.handling).toEqual([{ value: 'unseen', label: '待看', count: 2 }])
    expect((await json('/clues')).total).toBe(0)
    const { id } = alerts.items[0]
    expect((await procurator.get(`/clues/${id}`)).statusCode).toBe(404)
    const one = await json(`/alerts/${id}`)
    expect(one.evidence.map(({ dataset }: { dataset: string }) => dataset)).toEqual(['penalty_decision', 'penalty_process'])
    expect(one.calculations[0]).toMatchObject({ name: 'serve_plain', limits: [{ id: 'penalty.service' }] })
    const [run] = (await json('/runs?model=patrol-time-limits')).items
    expect(run).toMatchObject({ cause: { kind: 'arrival' }, patrol: true, state: 'succeeded' })
  })

  test('stands apart from the models, and is told of where the next steps are', async () => {
    const models = (await json('/models?size=200')).items
    const patrols = (await json('/models?patrol=true&size=200')).items
    expect(models.filter(({ id }: { id: string }) => id.startsWith('patrol-'))).toEqual([])
    expect(patrols.map(({ id }: { id: string }) => id)).toContain('patrol-time-limits')
    const { next, clues } = await json('/overview')
    expect(clues).toMatchObject({ total: 0, toJudge: 0 })
    expect(next).toContainEqual({
      code: 'alerts',
      text: '查看巡查预警',
      href: '/alerts?handling=unseen',
      count: (await json('/alerts')).total,
    })
  })

  test('is not seen by who may not, nor by another office', async () => {
    const administrator = await office.signIn(['administrator'])
    expect((await administrator.get('/alerts')).statusCode).toBe(403)
    const { id } = await alertOf('云交罚〔2025〕1号')
    const { db } = office.platform.store
    await db
      .insertInto('organisation')
      .values({
        id: 'org_other',
        parent_id: null,
        name: '别的院',
        kind: 'procuratorate',
        division_code: '',
        created_at: '2026-11-02T00:00:00Z',
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const stranger = await office.signIn(['procurator'], 'org_other')
    expect((await stranger.get('/alerts')).json()).toMatchObject({ total: 0 })
    expect((await stranger.get(`/alerts/${id}`)).statusCode).toBe(404)
    expect((await stranger.send('POST', `/alerts/${id}/acts`, { transition: 'look', fields: {}, seq: 0 })).statusCode).toBe(404)
  })

  test('is late when nobody looked within a working day', async () => {
    expect((await json('/alerts?late=true')).total).toBe(0)
    await at('2026-11-04T02:00:00Z')
    expect((await json('/alerts?late=true&rule=served-late')).total).toBe(2)
    expect((await json('/overview')).next.map(({ code }: { code: string }) => code)).toContain('alerts-late')
  })

  test('is followed through: seen, asked until a day, explained, dismissed with its reason', async () => {
    const { id } = await alertOf('云交罚〔2025〕1号')
    const seen = (await act(id, 'look', {}, 0)).json()
    expect(seen).toMatchObject({ handling: { label: '已看' }, alert: { by: null, late: false } })
    expect((await act(id, 'look', {}, 1)).statusCode).toBe(409)
    const question = { contact: '交通运输局 李联络员', question: '为何迟送？', reply_by: '2026-11-10' }
    expect((await act(id, 'ask', { contact: '交通运输局' }, 1)).statusCode).toBe(422)
    expect((await act(id, 'ask', question, 1)).json()).toMatchObject({ handling: { label: '询问单位' }, alert: { by: '2026-11-10' } })
    expect((await act(id, 'explain', { explanation: '邮件退回' }, 2)).json()).toMatchObject({
      handling: { label: '已说明' },
      alert: { by: null },
    })
    expect((await act(id, 'dismiss', { cause: 'normal' }, 3)).statusCode).toBe(422)
    const dismissed = (await act(id, 'dismiss', { cause: 'normal', reason: '邮寄退回后又公告' }, 3)).json()
    expect(dismissed).toMatchObject({ handling: { label: '已排除' }, isClue: false })
    expect(dismissed.acts.map(({ label }: { label: string }) => label)).toEqual([
      '看过，待进一步核对',
      '询问单位',
      '登记单位的说明',
      '排除',
    ])
    expect((await json('/clues')).total).toBe(0)
  })

  test('becomes a clue in one act: the same rows and number, its own procedure from then on, and the way back', async () => {
    const { id, no } = await alertOf('云交罚〔2025〕2号')
    const before = await json(`/alerts/${id}`)
    const { db } = office.platform.store
    const actor = platformActor((await db.selectFrom('clue').select('organisation_id').executeTakeFirstOrThrow()).organisation_id)
    expect(await cluesBefore(db, actor, '2026-11-04T02:00:01Z')).toEqual([])
    await at('2026-11-04T03:00:00Z')
    expect((await act(id, 'to-clue', {}, 0)).statusCode).toBe(422)
    const done = (await act(id, 'to-clue', { reason: '迟送两月余' }, 0)).json()
    expect(done).toMatchObject({ handling: { state: 'clue' }, isClue: true, transitions: [] })
    const clue = await json(`/clues/${id}`)
    expect(clue).toMatchObject({ no, isClue: true, handling: { label: '待研判' }, alert: { label: '已转线索' }, acts: [] })
    expect(clue.evidence).toEqual(before.evidence)
    expect((await json('/clues')).items.map((one: { id: string }) => one.id)).toEqual([id])
    expect((await json('/alerts')).items.map((one: { id: string }) => one.id)).toContain(id)
    const judged = await procurator.send('POST', `/clues/${id}/acts`, { transition: 'find-founded', fields: {}, seq: 0 })
    expect(judged.json()).toMatchObject({ handling: { label: '属实' } })
    // A model that reads clues sees it from the moment on, and a run that was begun before still does not.
    expect((await cluesBefore(db, actor, '2026-11-04T03:00:01Z')).map((row) => row.clue_id)).toEqual([id])
    expect(await cluesBefore(db, actor, '2026-11-04T02:59:59Z')).toEqual([])
    const auditor = await office.signIn(['administrator'])
    const log = (await auditor.get('/audit?size=200')).json().items
    expect(log).toContainEqual(expect.objectContaining({ action: 'alert.act', detail: `${no}：转为线索`, object: id }))
    expect(await verifyActs(db)).toMatchObject({ broken: [] })
  })

  test('leaves what was done alone when it runs again; what was put right vanishes', async () => {
    await bringIn('过程改.csv', processes({ ...late[1]!, served: '2025-03-07' }, late[0]!))
    await arrive('2026-11-05T02:00:00Z')
    expect(await alertOf('云交罚〔2025〕1号')).toMatchObject({ state: 'persisting', handling: { label: '已排除' } })
    expect(await alertOf('云交罚〔2025〕2号')).toMatchObject({ state: 'vanished', handling: { label: '已转线索' }, isClue: true })
  })

  test('goes out as a marked file, and can be put on a schedule with all the others', async () => {
    const file = await procurator.get('/alerts.csv?rule=served-late')
    expect(file.body).toContain('下一步期限')
    expect(file.body).toMatch(/YJ2026-\d{6}/)
    const subjects = await json('/schedules/subjects')
    expect(JSON.stringify(subjects)).toContain('全部能运行的巡查规则')
    const every = { kind: 'model', subject: '*patrol', cron: '0 6 * * *' }
    expect((await procurator.send('POST', '/schedules', every)).statusCode).toBe(201)
    await arrive('2026-11-06T22:30:00Z')
    const runs = (await json('/runs?cause=schedule&size=50')).items
    expect(runs.length).toBeGreaterThan(0)
    expect(runs.filter(({ patrol }: { patrol: boolean }) => !patrol)).toEqual([])
  })
})
