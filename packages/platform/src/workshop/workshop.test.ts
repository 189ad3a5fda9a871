import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import type { Language } from '../contract/workshop.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { alike, featuresOf } from './alike.ts'
import { readQuestions } from './questions.ts'

let office: Office
let client: Client

const process = [
  '案件编号,处罚决定书文号,办案机关代码,违法行为终了日期,发现日期,立案日期,决定日期',
  '时1,云时罚〔2023〕1号,11529999MB1D00119G,2020-01-10,,2022-03-01,2022-05-01',
  '时2,云时罚〔2023〕2号,11529999MB1D00119G,2021-12-10,,2022-03-01,2022-05-01',
  '时3,云时罚〔2023〕3号,11529999MB1D00119G,,,2022-03-01,2022-05-01',
  '时4,云时罚〔2023〕4号,11529999MB1D00119G,2019-12-10,,2022-03-01,',
].join('\r\n')

beforeAll(async () => {
  office = await openOffice()
  client = await office.signIn(['procurator'])
  const sent = await client.upload('过程.csv', process)
  await office.platform.idle()
  expect(sent.statusCode).toBe(202)
})
afterAll(() => office.close())

const barred = {
  title: '超过时效仍予处罚（试）',
  modelId: 'barred-try',
  from: {
    kind: 'question',
    question: 'barred',
    answers: {
      table: 'penalty_process',
      start: 'act_end_date',
      limit: 'penalty.limitation',
      begun: 'filing_date',
      decided: 'decision_date',
      agency: 'agency_code',
      key: 'case_id',
    },
  },
}
const begin = async (body: object = barred, who = client) => (await who.send('POST', '/workshop/drafts', body)).json()

test('every question makes a model without mistakes from the values that it proposes', async () => {
  for (const question of readQuestions(`${import.meta.dirname}/../../../../catalogue`).values()) {
    const answers = Object.fromEntries(question.asks.map(({ name, value }) => [name, value]))
    const made = await begin({
      title: question.title,
      modelId: `q-${question.id}`,
      from: { kind: 'question', question: question.id, answers },
    })
    const { findings } = (await client.send('POST', '/workshop/check', { files: made.files })).json()
    expect([question.id, findings]).toEqual([question.id, []])
  }
  const wrong = await client.send('POST', '/workshop/drafts', {
    ...barred,
    from: { ...barred.from, answers: { ...barred.from.answers, start: "x'; DROP" } },
  })
  expect(wrong.statusCode).toBe(422)
})

describe('a draft', () => {
  test('is kept edition by edition, and nobody overwrites what came meanwhile', async () => {
    const made = await begin()
    const files = { ...made.files, 'README.md': '# 另一稿\n' }
    expect((await client.send('PUT', `/workshop/drafts/${made.id}`, { edition: 1, files })).json()).toMatchObject({ edition: 2 })
    const late = await client.send('PUT', `/workshop/drafts/${made.id}`, { edition: 1, files: made.files })
    expect([late.statusCode, late.json().code]).toEqual([409, 'workshop.changed'])
    const editions = (await client.get(`/workshop/drafts/${made.id}/editions`)).json()
    expect(editions.items.map((one: { edition: number }) => one.edition)).toEqual([2, 1])
    const first = (await client.get(`/workshop/drafts/${made.id}/editions/1`)).json()
    expect(first.files).toEqual(made.files)
  })

  test('is seen by nobody else until it is shared', async () => {
    const [made, colleague] = [await begin(), await office.signIn(['procurator'])]
    expect((await colleague.get(`/workshop/drafts/${made.id}`)).statusCode).toBe(404)
    await client.send('PUT', `/workshop/drafts/${made.id}/shared`, { users: [colleague.userId] })
    expect((await colleague.get(`/workshop/drafts/${made.id}`)).json()).toMatchObject({ mine: false })
    expect((await colleague.get('/workshop/drafts?whose=shared')).json().total).toBe(1)
    expect((await colleague.send('DELETE', `/workshop/drafts/${made.id}`)).statusCode).toBe(403)
    expect((await client.send('DELETE', `/workshop/drafts/${made.id}`)).statusCode).toBe(204)
  })

  test('may be a copy of a model with its cases, under a name of its own', async () => {
    const made = await begin({ title: '送达超期之二', modelId: 'late-service-two', from: { kind: 'model', model: 'late-service' } })
    expect(made.files['model.yml']).toMatch(/^id: late-service-two$/m)
    expect(made.files['model.yml']).toMatch(/#/)
    expect(Object.keys(made.files).filter((path) => path.endsWith('/clues.csv')).length).toBeGreaterThan(1)
    expect(made.madeFrom).toBe('late-service')
  })
})

test('a model with mistakes says where, and shows what is known of the steps before', async () => {
  const { files } = await begin()
  const broken = files['model.yml']
    .replace('rules:\n', 'rules:\n  - { id: R9 }\n')
    .replace('decision_date IS NOT NULL', 'decison_date IS NOT NULL')
  const found = (await client.send('POST', '/workshop/check', { files: { ...files, 'model.yml': broken } })).json()
  expect(found.findings.length).toBeGreaterThan(0)
  expect(found.findings[0]).toMatchObject({ file: 'model.yml', level: 'error' })
  const short = files['model.yml'].replace('start: act_end_date', 'start: act_end')
  const said = (await client.send('POST', '/workshop/check', { files: { ...files, 'model.yml': short } })).json()
  expect(said.findings[0].message).toContain('act_end_date')
  const decided = said.tables.find((one: { id: string }) => one.id === 'decided')
  expect(decided.columns.find((one: { name: string }) => one.name === 'act_end_date')).toMatchObject({
    type: 'date',
    label: '违法行为终了日期',
  })
  const noRules = files['model.yml'].replace(/rules:[\s\S]*/, 'rules: []\n').replace('decision_date IS', 'decison_date IS')
  const both = (await client.send('POST', '/workshop/check', { files: { 'model.yml': noRules } })).json()
  expect(both.findings.map((one: { message: string }) => one.message).join()).toMatch(/没有规则.*decision_date/)
  expect(both.tables.map((one: { id: string; sound: boolean }) => [one.id, one.sound])).toEqual([
    ['penalty_process', true],
    ['decided', false],
    ['dated', false],
  ])
  const refused = await client.send('POST', '/workshop/preview', { files: { ...files, 'model.yml': short }, step: 'dated' })
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'workshop.no-step'])
})

describe('on the data that are here', () => {
  test('a step shows its rows, how many there are after each, and what fell out', async () => {
    const { files } = await begin()
    const shown = (await client.send('POST', '/workshop/preview', { files, step: 'decided' })).json()
    expect(shown.counts).toEqual([
      { step: 'penalty_process', title: expect.any(String), rows: 4 },
      { step: 'decided', title: '已经作出决定的', rows: 3 },
    ])
    expect(shown.kept.rows).toHaveLength(3)
    expect(shown.fallen).toMatchObject({ count: 1 })
    const at = shown.fallen.columns.findIndex((one: { name: string }) => one.name === 'case_id')
    expect(shown.fallen.rows[0].cells[at]).toBe('时4')
    expect(shown.why[0]).toContain('4 行，留下 3 行')
    const none = await client.send('POST', '/workshop/preview', { files, step: 'nowhere' })
    expect([none.statusCode, none.json().code]).toEqual([409, 'workshop.no-step'])
    expect((await client.get('/clues')).json().total).toBe(0)
  })

  test('the whole is tried without making a clue, and becomes a model once its cases pass', async () => {
    const made = await begin()
    const tried = (await client.send('POST', '/workshop/try', { files: made.files, asOf: '2026-06-30' })).json()
    expect(tried).toMatchObject({ total: 1, rules: [{ rule: 'R1', clues: 1, notTested: 1 }] })
    expect((await client.get('/clues')).json().total).toBe(0)
    const publish = (edition: number) => client.send('POST', `/workshop/drafts/${made.id}/publish`, { edition })
    expect((await publish(1)).json().code).toBe('workshop.no-cases')

    const ask = (expect: 'clue' | 'none', rid: string, name: string, files: Record<string, string>) =>
      client.send('POST', '/workshop/case', { files, table: 'penalty_process', rid, expect, title: name, name })
    const fires = (await ask('clue', tried.clues[0].rid, 'fires', made.files)).json()
    expect(fires.files['cases/fires/clues.csv']).toContain('R1,11529999MB1D00119G,')
    expect(fires.notes).toEqual([])
    let files = { ...made.files, ...fires.files }
    const preview = (await client.send('POST', '/workshop/preview', { files, step: 'dated' })).json()
    const column = preview.kept.columns.findIndex((one: { name: string }) => one.name === 'case_id')
    const early = preview.kept.rows.find((row: { cells: string[] }) => row.cells[column] === '时2')
    const silent = (await ask('none', early.rid, 'silent', files)).json()
    files = { ...files, ...silent.files }
    const cases = (await client.send('POST', '/workshop/cases', { files })).json()
    expect(cases).toEqual({
      cases: [
        { name: 'fires', title: 'fires', passed: true, problems: [] },
        { name: 'silent', title: 'silent', passed: true, problems: [] },
      ],
      untested: [],
    })
    const forgotten = { ...files, 'cases/fires/clues.csv': `${files['cases/fires/clues.csv']!.split('\n')[0]}\n` }
    const told = (await client.send('POST', '/workshop/cases', { files: forgotten })).json().cases[0]
    expect(told.problems).toEqual([expect.stringMatching(/^不应有而有：R1/)])
    await client.send('PUT', `/workshop/drafts/${made.id}`, { edition: 1, files })
    expect((await publish(2)).json()).toEqual({ model: 'barred-try', version: '0.1.0' })
    expect((await publish(2)).json().code).toBe('workshop.version-taken')
    expect((await client.get('/models/barred-try')).json()).toMatchObject({ title: barred.title, version: '0.1.0' })
    expect((await client.get('/ledger?q=barred-try')).json().total).toBe(1)
    const run = (await client.send('POST', '/models/barred-try/runs', { asOf: '2026-06-30' })).json()
    const done = await until(
      async () => (await client.get(`/runs/${run.id}`)).json(),
      (one) => one.state !== 'queued' && one.state !== 'running',
    )
    expect(done).toMatchObject({ state: 'succeeded', counts: { fresh: 1 } })
    const twin = await begin({ ...barred, title: '另一个名称', modelId: 'barred-twin' })
    await client.send('PUT', `/workshop/drafts/${twin.id}`, { edition: 1, files: { ...files, 'model.yml': twin.files['model.yml'] } })
    const refused = (await client.send('POST', `/workshop/drafts/${twin.id}/publish`, { edition: 2 })).json()
    expect(refused.code).toBe('workshop.alike')
    expect(refused.detail).toContain('100%')
  })
})

test('the forms of the editor come from the definitions of the operators, each with its words', async () => {
  const language = (await client.get('/workshop/language')).json()
  const having = language.operators.find((one: { name: string }) => one.name === 'having')
  expect(having.params.map((one: { name: string; of: string; other: string | null }) => [one.name, one.of, one.other]).slice(2, 5)).toEqual(
    [
      ['on', 'from', 'in'],
      ['where', 'in', null],
      ['when', 'from', 'in'],
    ],
  )
  const parts = Object.entries(language.parts).map(([name, params]) => ({ name, params }))
  for (const { name, params } of [...language.operators, ...parts])
    for (const param of params)
      expect([name, param.label, param.choices.map((one: { label: string }) => one.label)].join()).not.toMatch(/param\./)
  expect(language.functions.length).toBeGreaterThan(50)
  expect(language.datasets.find((one: { id: string }) => one.id === 'penalty_process')).toMatchObject({ here: true })
})

test('likeness does not see names, and sees steps', () => {
  const { models } = loadCatalogue()
  const [one, other] = [models.get('late-service')!, models.get('penalty-time-barred')!]
  expect(alike(featuresOf(one), featuresOf(one))).toBe(1)
  expect(alike(featuresOf(one), featuresOf(other))).toBeLessThan(0.4)
})

describe('what the editor is told', () => {
  const find = <T extends { name: string }>(params: readonly T[], name: string): T => {
    const found = params.find((param) => param.name === name)
    if (!found) throw new Error(name)
    return found
  }

  test('of shared parts: tables, lists with the table that they speak of, further tables, exclusions', async () => {
    const { pieces }: Language = (await client.get('/workshop/language')).json()
    const process = pieces.find(({ id }) => id === 'process-of-penalty')
    expect(process?.params.map(({ name, kind, of, optional }) => [name, kind, of, optional])).toEqual([
      ['penalty', 'table', null, true],
      ['penalty_decision', 'table', null, true],
      ['penalty_process', 'table', null, true],
      ['columns', 'takes', 'penalty_process', false],
      ['order', 'orders', 'penalty_process', false],
    ])
    expect(process?.adds).toBe('steps')
    expect(process?.steps.map(({ id }) => id)).toContain('loose')
    const jurisdiction = pieces.find(({ id }) => id === 'jurisdiction')
    expect([jurisdiction?.adds, jurisdiction?.params.map(({ name, kind, of }) => [name, kind, of])]).toEqual([
      'exclusions',
      [
        ['place', 'formula', '*'],
        ['needs', 'names', '*'],
        ['division', 'parameter', null],
      ],
    ])
  })

  test('of lists whose things have forms: a form inside speaks of the tables around it', async () => {
    const { operators, parts }: Language = (await client.get('/workshop/language')).json()
    const ways = find(find(operators, 'match').params, 'ways')
    expect(ways.fields?.map(({ name, of, other }) => [name, of, other])).toEqual([
      ['grade', null, null],
      ['on', '^left', '^right'],
      ['when', '^left', '^right'],
      ['within', '^left', '^right'],
    ])
    expect(find(ways.fields ?? [], 'within').fields?.map(({ name, of }) => [name, of])).toEqual([
      ['own', '^^left'],
      ['theirs', '^^right'],
      ['size', '^^left'],
      ['unit', null],
    ])
    expect(find(parts.rule, 'evidence').fields?.map(({ name, of, other }) => [name, of, other])).toEqual([
      ['from', null, null],
      ['on', '^from', 'from'],
    ])
    expect(parts.indicator.map(({ kind }) => kind)).toContain('formulas')
    for (const { params } of operators)
      for (const { label } of params.flatMap(({ fields = [] }) => fields)) expect(label).toMatch(/\p{Script=Han}/u)
  })

  test('of a draft that is to be tried: its parameters, and whose clues it is measured against', async () => {
    const made = await begin()
    const ground = (await client.send('POST', '/trial-grounds', { files: made.files, from: 'penalty-time-barred' })).json()
    expect([ground.id, ground.title, ground.versions]).toEqual(['penalty-time-barred', barred.title, []])
    expect((await client.send('POST', '/trial-grounds', { files: { 'model.yml': 'id: x' } })).statusCode).toBe(422)
  })
})
