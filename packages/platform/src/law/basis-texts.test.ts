import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadLaw, statuteFile } from '../testing/law-form.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'
import { actDay } from './basis-texts.ts'

let office: Office
let clerk: Client
let clueId: string

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  await clerk.upload('处罚.csv', decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' }))
  await clerk.upload('过程.csv', processes({ no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-05-20' }))
  await office.platform.idle()
  await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })
  await office.platform.idle()
  clueId = (await clerk.get('/clues?rule=R1')).json().items[0].id
})
afterAll(() => office.close())

const basis = async () => (await clerk.get(`/clues/${clueId}`)).json().basis
const articles = (count: number, mark: string) => Array.from({ length: count }, (_, index) => `第${index + 1}条 ${mark}${index + 1}。`)
const law = (date: string, effective: string, count: number, mark: string) =>
  statuteFile({ name: '中华人民共和国行政处罚法', date, effective }, ...articles(count, mark))

test('without texts a clue names its articles alone', async () => {
  const found = await basis()
  expect(found[0]).toEqual({
    law: '行政处罚法',
    article: '61',
    on: '2025-03-03',
    text: null,
    instrument: '中华人民共和国行政处罚法',
    version: null,
    certain: false,
  })
})

test('with texts it gives the article as it stood on the day of the decision, not today', async () => {
  await loadLaw(office, clerk, [law('2021-01-22', '2021-07-15', 86, '新'), law('2026-01-01', '2026-06-01', 86, '更新')])
  expect((await basis())[0]).toMatchObject({
    text: '新61。',
    version: { id: '2021-01-22', effectiveFrom: '2021-07-15' },
    certain: true,
  })
  expect((await basis()).map(({ text }: { text: string | null }) => text)).toEqual(['新61。', '新85。'])
})

test('and the article’s page leads back to the clue', async () => {
  const { citedBy } = (await clerk.get(`/law/instruments/${encodeURIComponent('行政处罚法')}/articles/61`)).json()
  expect(citedBy.clues).toMatchObject({ total: 1, items: [{ id: clueId, asOf: '2026-10-30' }] })
  const other = (await clerk.get(`/law/instruments/${encodeURIComponent('行政处罚法')}/articles/60`)).json()
  expect(other.citedBy.clues).toEqual({ total: 0, items: [] })
})

test('a basis of 之一 leads to that article and not to the one before it', async () => {
  await loadLaw(office, clerk, [
    statuteFile({ name: '中华人民共和国刑法', date: '2023-12-29' }, '第三十七条 判处。', '第三十七条之一 禁止从业。'),
  ])
  const models = async (article: string): Promise<{ id: string; rules: string[] }[]> =>
    (await clerk.get(`/law/instruments/${encodeURIComponent('刑法')}/articles/${article}`)).json().citedBy.models
  expect(await models('37-1')).toContainEqual(expect.objectContaining({ id: 'food-practice-ban', rules: ['R4'] }))
  expect((await models('37')).map(({ id }) => id)).not.toContain('food-practice-ban')
})

test('a new version counts the clues that are still to be judged', async () => {
  await loadLaw(office, clerk, [law('2026-10-20', '2027-01-01', 90, '再新')])
  const [review] = (await clerk.get('/law/reviews')).json().items
  expect(review).toMatchObject({ openClues: 1, previous: { id: '2026-01-01' } })
})

test('the day of the act is that of the first decision in the evidence, else the day judged by', () => {
  expect(actDay([{ fields: {} }, { fields: { decision_date: '2025-03-03' } }], '2026-01-01')).toBe('2025-03-03')
  expect(actDay([{ fields: { decision_date: null } }], '2026-01-01')).toBe('2026-01-01')
  expect(actDay([], '2026-01-01')).toBe('2026-01-01')
})
