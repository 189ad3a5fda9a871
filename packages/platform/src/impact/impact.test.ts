import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Impact } from '../contract/impact.ts'
import { loadLaw, statuteFile } from '../testing/law-form.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'

let office: Office
let clerk: Client

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  await clerk.upload('处罚.csv', decisions({ no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' }))
  await clerk.upload('过程.csv', processes({ no: '云交罚〔2025〕1号', on: '2025-03-03', served: '2025-05-20' }))
  await office.platform.idle()
  await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })
  await office.platform.idle()
})
afterAll(() => office.close())

const impactOf = async (change: object): Promise<Impact> => (await clerk.send('POST', '/impact', change)).json()
const modelsOf = ({ models }: Impact) => Object.fromEntries(models.map(({ id, through }) => [id, through]))

describe('texts of a law', () => {
  const law = (date: string, effective: string, words: (article: number) => string) =>
    statuteFile(
      { name: '中华人民共和国行政处罚法', date, effective },
      ...Array.from({ length: 86 }, (_, at) => `第${at + 1}条 ${words(at + 1)}`),
    )
  const load = async (...files: Parameters<typeof loadLaw>[2]) => (await loadLaw(office, clerk, files, '')).json().id
  const show = async (id: string) => (await clerk.get(`/law/loads/${id}`)).json()
  const versions = async () => (await clerk.get(`/law/instruments/${encodeURIComponent('行政处罚法')}`)).json().loadedVersions

  test('that only bring what is known already go in without a word', async () => {
    const id = await load(law('2021-01-22', '2021-07-15', (n) => `应当依法办理第${n}项事务，期限照此计算。`))
    expect(await show(id)).toMatchObject({ state: 'succeeded', counts: { versions: 1 } })
    expect(await versions()).toBe(1)
  })

  test('that change an article under models wait, and tell which articles, models and clues', async () => {
    const changed = law('2026-01-01', '2026-06-01', (n) =>
      n === 61 ? '决定书应当在十日内送达当事人，法律另有规定的除外。' : `应当依法办理第${n}项事务，期限照此计算。`,
    )
    const id = await load(changed)
    expect(await show(id)).toMatchObject({ state: 'held', counts: null })
    expect(await versions()).toBe(1)
    const impact = await impactOf({ kind: 'texts', load: id })
    expect(impact.changes).toEqual([expect.stringMatching(/2026-01-01.*2021-01-22）：修改第 61 条$/)])
    expect(impact.openClues).toBe(1)
    expect(modelsOf(impact)['late-service']).toEqual(['《中华人民共和国行政处罚法》61'])
    expect(impact.models.every(({ through }) => through.every((one) => /》61/.test(one)))).toBe(true)

    const [one, other] = await Promise.all([clerk.send('POST', `/law/loads/${id}/publish`), clerk.send('POST', `/law/loads/${id}/publish`)])
    expect([one.statusCode, other.statusCode].sort()).toEqual([200, 409])
    await office.platform.idle()
    expect(await show(id)).toMatchObject({ state: 'succeeded', counts: { newVersions: 1 }, reviews: 1 })
    expect(await versions()).toBe(2)
  })

  test('put away change nothing; without the wish to wait they go in at once', async () => {
    const later = law('2026-02-02', '2027-01-01', (n) => `重新规定第${n}项，适用新的办法。`)
    const id = await load(later)
    expect((await clerk.send('POST', `/law/loads/${id}/cancel`)).json().state).toBe('discarded')
    expect((await clerk.send('POST', `/law/loads/${id}/publish`)).json()).toMatchObject({ code: 'law.not-waiting' })
    expect(await versions()).toBe(2)
    expect((await loadLaw(office, clerk, [later])).statusCode).toBe(202)
    expect(await versions()).toBe(3)
  })
})

test('a newer dictionary touches the models that read its fields, and names the codes that they write', async () => {
  const gender = (entries: object[], mode = 'part') => impactOf({ kind: 'dictionary', dictionary: 'gender', mode, entries })
  const entry = (code: string, name: string) => ({ code, name, from: null, to: null, successor: null, note: null })
  expect(await gender([entry('其他', '其他')])).toMatchObject({ models: [], changes: ['新增 1 个代码'] })
  const renamed = await gender([entry('男', '男子')])
  expect(renamed.changes).toEqual(['代码 男 由“男性”改为“男子”'])
  expect(modelsOf(renamed)['false-marriage-registration']).toEqual(expect.arrayContaining(['“男”']))
  expect(modelsOf(renamed)['false-marriage-registration']).not.toContain('“女”')
  expect(modelsOf(await impactOf({ kind: 'dictionary', dictionary: 'gender' }))['false-marriage-registration']).toContain('“女”')
  expect((await clerk.send('POST', '/impact', { kind: 'dictionary', dictionary: 'none' })).statusCode).toBe(404)
})

test('the next version of a standard says field by field what changes, and nothing where no model reads it', async () => {
  const field = (id: string, label: string) => ({
    column: label,
    id,
    label,
    type: 'varchar(60)',
    kind: null,
    required: 'N',
    sensitivity: 'none',
    event: false,
    aliases: [],
    codes: [],
    dictionary: null,
  })
  const draft = {
    id: 'well_check',
    label: '水井检查',
    purpose: '检查水井',
    source: '水利局',
    naturalKey: ['well_no'],
    marks: ['well_no', 'depth'],
    fields: [field('well_no', '水井编号'), field('depth', '井深情况'), field('keeper', '看井人')],
  }
  expect((await clerk.send('POST', '/standards', { draft, version: 0, reason: '试用' })).statusCode).toBe(201)
  const next = {
    ...draft,
    fields: [field('well_no', '水井编号'), { ...field('depth', '井深情况'), type: 'decimal(10,2)' }, field('village', '所在村')],
  }
  const impact = await impactOf({ kind: 'standard', dataset: 'well_check', draft: next })
  expect(impact).toMatchObject({ models: [], openClues: 0 })
  expect(impact.changes).toEqual(['删去字段“看井人”', expect.stringContaining('井深情况'), '新增字段“所在村”'])
  expect(modelsOf(await impactOf({ kind: 'standard', dataset: 'penalty_process', field: 'service_date' }))['late-service']).toBeDefined()
})
