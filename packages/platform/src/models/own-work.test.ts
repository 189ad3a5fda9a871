import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { platformActor } from '../access/actor.ts'
import { loadCatalogue } from '../catalogue.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import { cluesBefore, mattersBefore, mountOwnWork } from './own-work.ts'

/** What an office has found and judged, as it stood before a moment, whenever that is asked for. */

let office: Office
let procurator: Client

const numbers = ['云交罚〔2025〕1号', '云交罚〔2025〕2号']
const settled = async (url: string) =>
  until(
    async () => (await procurator.get(url)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
const bringIn = async (name: string, content: string) =>
  expect(await settled(`/imports/${(await procurator.upload(name, content)).json().id}`)).toMatchObject({ state: 'succeeded' })
const run = async (asOf: string) =>
  expect(await settled(`/runs/${(await procurator.send('POST', '/models/late-service/runs', { asOf })).json().id}`)).toMatchObject({
    state: 'succeeded',
  })
const actor = async () => {
  const { db } = office.platform.store
  const { id } = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirstOrThrow()
  return platformActor(id)
}
const clues = async (before: string) => cluesBefore(office.platform.store.db, await actor(), before)
const matters = async (before: string) => mattersBefore(office.platform.store.db, await actor(), before)

/** Another day, on which people sign in again. */
const dawn = async (moment: string) => {
  office.at(moment)
  procurator = await office.signIn(['procurator'])
}

const [morning, noon, evening, night] = [
  '2026-11-02T02:00:00Z',
  '2026-11-03T02:00:00Z',
  '2026-11-04T02:00:00Z',
  '2026-11-05T02:00:00Z',
] as const

beforeAll(async () => {
  office = await openOffice()
  await dawn(morning)
  await bringIn('处罚.csv', decisions(...numbers.map((no, n) => ({ no, party: `许桂${n}`, id: identityNo(n), on: '2025-03-03' }))))
  await bringIn('过程.csv', processes(...numbers.map((no) => ({ no, on: '2025-03-03', served: '2025-06-20' }))))
  await run('2026-10-30')
  await dawn(noon)
  const { items } = (await procurator.get('/clues?rule=R1')).json()
  const judged = await procurator.send('POST', `/clues/${items[0].id}/acts`, {
    transition: 'find-unfounded',
    seq: 0,
    occurredOn: '2026-11-03',
    fields: { cause: 'data-error' },
  })
  expect([200, 201, 204]).toContain(judged.statusCode)
  await dawn(evening)
  await bringIn('过程补.csv', processes({ no: numbers[1]!, on: '2025-03-03', served: '2025-03-04' }))
  await run('2026-11-04')
})
afterAll(() => office.close())

test('before anything was found there is nothing', async () => {
  expect(await clues(morning)).toEqual([])
  expect(await matters(morning)).toEqual([])
})

test('what was found, and what people made of it, is told as it stood', async () => {
  const first = await clues(noon)
  expect(first.length).toBeGreaterThanOrEqual(2)
  expect(
    first
      .filter(({ rule_id }) => rule_id === 'R1')
      .map(({ state, judgement, times_seen, first_seen }) => [state, judgement, times_seen, first_seen]),
  ).toEqual([
    ['fresh', null, 1, '2026-10-30'],
    ['fresh', null, 1, '2026-10-30'],
  ])
  // Seen on 30 October: the figures of that day, whatever a later run says.
  expect(first.map(({ amount, grade }) => [amount, grade]).every(([amount, grade]) => amount === null && grade === 'A')).toBe(true)
  expect(
    new Set(
      first
        .filter(({ rule_id, class_clue }) => rule_id === 'R1' && !class_clue)
        .map(({ due_date, days_overdue }) => `${due_date} ${days_overdue}`),
    ),
  ).toEqual(new Set(['2025-03-12 100']))
  expect(first.every(({ score, severity, subject_kind }) => Number(score) > 0 && severity && subject_kind === 'agency')).toBe(true)
  const judged = (await clues(evening)).filter(({ judgement }) => judgement !== null)
  expect(judged).toMatchObject([{ judgement: 'unfounded', judged_on: '2026-11-03', cause: 'data-error', state: 'fresh' }])
  const last = (await clues(night)).filter(({ rule_id }) => rule_id === 'R1')
  expect(last.map(({ state }) => state).sort()).toEqual(['persisting', 'vanished'])
  expect(last.find(({ state }) => state === 'vanished')).toMatchObject({ last_seen: '2026-10-30', times_seen: 1 })
  // A later run and a judgement have not changed what was known before them.
  expect(await clues(noon)).toEqual(first)
  expect((await matters(noon)).map(({ matter_state, acts, opened_on }) => `${matter_state} ${acts} ${opened_on}`)).toContain(
    'pending 0 2026-11-02',
  )
  expect((await matters(noon)).every(({ acts }) => acts === 0)).toBe(true)
  expect((await matters(evening)).filter(({ acts }) => acts === 1)).toMatchObject([
    { matter_state: 'unfounded', last_act: 'find-unfounded', last_act_on: '2026-11-03', subject_kind: 'clue' },
  ])
})

test('only of the own organisation', async () => {
  expect(await cluesBefore(office.platform.store.db, platformActor('org_other'), night)).toEqual([])
  expect(await mattersBefore(office.platform.store.db, platformActor('org_other'), night)).toEqual([])
})

test('a model that asks for them has them in its session, and no other', async () => {
  const [model] = [...loadCatalogue().models.values()]
  const asking = {
    ...model!,
    checked: { ...model!.checked, inputs: ['clue', 'matter'].map((dataset) => ({ ...model!.checked.inputs[0]!, dataset })) },
  }
  const warehouse = await openWarehouse({ directories: [office.dir], memory: '200MB', threads: 1, tempDir: join(office.dir, 'spill') })
  const session = await warehouse.session()
  try {
    const rows = async (table: string) => Number((await session.rows(`SELECT count(*) AS n FROM "${table}" WHERE _rid > 0`))[0]!.n)
    await mountOwnWork(session, office.platform.store.db, await actor(), model!, night)
    await expect(rows('clue')).rejects.toThrow()
    await mountOwnWork(session, office.platform.store.db, await actor(), asking, night)
    expect([await rows('clue'), await rows('matter')]).toEqual([(await clues(night)).length, (await matters(night)).length])
    expect(
      await session.rows(
        'SELECT DISTINCT typeof(first_seen) AS t, typeof(class_clue) AS b, typeof(amount) AS a, typeof(due_date) AS d FROM clue',
      ),
    ).toEqual([{ t: 'DATE', b: 'BOOLEAN', a: 'DECIMAL(18,2)', d: 'DATE' }])
  } finally {
    warehouse.close()
  }
})
