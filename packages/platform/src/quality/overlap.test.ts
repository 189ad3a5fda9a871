import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let clerk: Client

const bringIn = async (name: string, content: string): Promise<void> => {
  const { id } = (await clerk.upload(name, content)).json()
  await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => !['queued', 'running'].includes(state),
  )
}

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  const row = (n: number) => ({ no: `云交罚〔2025〕${n}号`, party: `某${n}`, id: identityNo(n), on: '2025-03-03' })
  await bringIn('处罚.csv', decisions(row(1), row(2)))
  const process = (no: string) => ({ no, on: '2025-03-03', served: '2025-03-10' })
  const [head = '', ...lines] = processes(
    process('云交罚〔2025〕1号'),
    process('云交罚〔2025〕2号'),
    process('云交罚〔2025〕77号'),
    process('云交罚〔2025〕78号'),
  ).split('\n')
  // The second is another agency's; the last one says no number.
  const others = lines.map((line, place) =>
    place === 1 ? line.replace('11529999MB1D00119G', '11529999MB1D00127B') : place === 3 ? line.replace('云交罚〔2025〕78号', '') : line,
  )
  await bringIn('过程.csv', [head, ...others].join('\n'))
})
afterAll(() => office.close())

const asked = async (query = '') => (await clerk.get(`/datasets/penalty_process/overlaps${query}`)).json()

test('tells what share of the keys is found in another dataset, and why the others are not', async () => {
  const { items, leftOut } = await asked()
  const one = items.find(({ key, to }: { key: string; to: string }) => key === 'doc_key' && to === 'penalty_decision')
  expect(one).toMatchObject({ rows: 4, found: 1, share: 0.25, toTitle: '行政处罚决定' })
  expect(one.reasons).toEqual([
    { state: 'missing', rows: 1, examples: [] },
    { state: 'other-agency', rows: 1, examples: ['云交罚〔2025〕2号'] },
    { state: 'absent', rows: 1, examples: ['云交罚〔2025〕77号'] },
  ])
  expect(leftOut).toBe(0)
  // What the standard refers to is told first; other keys that both have come after it.
  expect(items[0]).toMatchObject({ declared: true })
  expect(items.map(({ declared }: { declared: boolean }) => declared)).toEqual(
    [...items]
      .map(({ declared }) => declared)
      .sort()
      .reverse(),
  )
  // The other way round each penalty is looked for among the processes.
  const back = (await clerk.get('/datasets/penalty_decision/overlaps')).json().items
  expect(back.find(({ key }: { key: string }) => key === 'doc_key')).toMatchObject({ to: 'penalty_process', rows: 2, found: 1 })
})

test('can be searched and exported, and an unknown dataset is not found', async () => {
  expect((await asked('?q=nothing')).total).toBe(0)
  const csv = (await clerk.get('/datasets/penalty_process/overlaps.csv')).body
  expect(csv).toContain('云交罚〔2025〕77号')
  expect((await clerk.get('/datasets/none/overlaps')).statusCode).toBe(404)
  // A dataset without rows has nothing to be found.
  expect((await clerk.get('/datasets/vehicle/overlaps')).json()).toMatchObject({ total: 0 })
})
