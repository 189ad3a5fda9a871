import { parse } from 'yaml'
import { expect, test } from './application.ts'
import { buildModel, type Fields, type Value } from './build-model.ts'
import { byMouse } from './hand.ts'

/** Forms within forms, which the model that is built from nothing has no use for: ways, with days near each other. */
const wanted: Fields = {
  steps: [
    {
      id: 'linked',
      title: '逐级对上的',
      match: {
        left: 'penalty_decision',
        right: 'penalty_process',
        ways: [
          { grade: 'A', on: ['agency_code', 'case_id'] },
          {
            grade: 'B',
            on: ['agency_code'],
            when: 'other.filing_dat <= decision_date',
            within: [{ own: 'decision_date', theirs: 'decision_date', size: '3', unit: 'days' }],
          },
        ],
        take: ['service_date'],
      },
    },
  ],
}
const begun = `inputs: { required: [penalty_decision, penalty_process], optional: [] }

parameters: {}

steps: []

exclusions: []

rules:
  - id: R1
    title: 没有送达日期
    from: linked
    about: penalty_decision
    where: service_date IS NULL
    key: [agency_code, doc_key, party_key]
    subject: { kind: agency, name: agency_name, code: agency_code }
    score: "50"
    basis: [行政处罚法#61]
    reason: "{agency_name}的{decision_no}没有送达日期。"
`

test('ways, days near each other, evidence and figures have forms; a slip is told at its place and mended; a line is drawn', async ({
  signedIn: page,
}) => {
  const made = await page.request.post('/api/workshop/drafts', {
    data: { title: '表单里的表单', modelId: 'forms-within', from: { kind: 'nothing' } },
  })
  const { id, edition, files } = await made.json()
  const head = files['model.yml'].replace(/^inputs:[\s\S]*/m, '')
  await page.request.put(`/api/workshop/drafts/${id}`, { data: { edition, files: { ...files, 'model.yml': `${head}${begun}` } } })
  const language = await (await page.request.get('/api/workshop/language')).json()
  const text = async (): Promise<Record<string, Value>> => {
    await expect(page.getByText('已保存', { exact: true })).toBeVisible()
    return parse((await (await page.request.get(`/api/workshop/drafts/${id}`)).json()).files['model.yml'])
  }
  const form = page.locator('.picture-form')
  const hand = byMouse(page)
  await page.goto(`/workshop/${id}`)
  await page.locator('[data-box="R1"]').waitFor()
  await buildModel(hand, language, wanted)

  await test.step('a slip in an expression', async () => {
    await hand.open('linked')
    const told = form.locator('.field-problem', { hasText: '没有“filing_dat”' })
    await expect(told).toContainText('是否为“filing_date”？')
    const ways = language.operators.find(({ name }: Fields) => name === 'match').params.find(({ name }: Fields) => name === 'ways')
    const when = ways.fields.find(({ name }: Fields) => name === 'when').label
    await hand.code(`${ways.label}第 2 项：${when}`, 'other.filing_date <= decision_date')
    await expect(told).toHaveCount(0)
  })

  await test.step('evidence of a rule', async () => {
    await hand.open('R1')
    await hand.press('随线索附上的其他行：加一项')
    await hand.choose('随线索附上的其他行第 1 项：附上哪张表的行', 'penalty_process')
    await hand.press('随线索附上的其他行第 1 项：凭哪些列找到：加一项')
    await hand.choose('随线索附上的其他行第 1 项：凭哪些列找到：本表的列', 'agency_code')
  })

  await test.step('figures, of the step to which a line is drawn', async () => {
    await hand.add('规则（产生线索）')
    await hand.name('规则编号', 'I1')
    await hand.write('名称', '各件的罚款')
    await hand.choose('产生什么', '指标')
    const handle = (box: string, side: string) => page.locator(`.react-flow__node[data-id="${box}"] .react-flow__handle.${side}`)
    await handle('linked', 'source').dragTo(handle('I1', 'target'))
    const [key, figures] = ['key', 'figures'].map((name) => language.parts.indicator.find((one: Fields) => one.name === name).label)
    await hand.choose(key, 'doc_key')
    await page.keyboard.press('Escape')
    await hand.press(`${figures}：加一项`)
    await hand.name(`${figures}：第 1 项的名字`, 'fine')
    await hand.code('fine 的算法', 'fine_amount')
  })

  const { steps, rules } = await text()
  expect(steps).toMatchObject([
    {
      match: {
        ways: [
          { grade: 'A', on: ['agency_code', 'case_id'] },
          {
            grade: 'B',
            on: ['agency_code'],
            when: 'other.filing_date <= decision_date',
            within: [{ decision_date: 'decision_date', days: '3' }],
          },
        ],
      },
    },
  ])
  expect(rules).toEqual([
    expect.objectContaining({ id: 'R1', evidence: [{ from: 'penalty_process', on: ['agency_code'] }] }),
    { id: 'I1', title: '各件的罚款', output: 'indicator', from: 'linked', key: ['doc_key'], figures: { fine: 'fine_amount' } },
  ])
  await page.getByRole('tab', { name: '文本' }).click()
  await expect(page.getByText('没有发现错误')).toBeVisible()
})
