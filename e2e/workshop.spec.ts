import type { Locator, Page } from '@playwright/test'
import { expect, test } from './application.ts'
import { findings } from './axe.ts'

/** Names that no other file of the demonstration has: the first case was filed too late, the second in time, the third is a building that stands still. */
const agency = '11529999MB1D00119G'
const decided = [
  '行政处罚决定书文号,行政相对人名称,行政相对人类别,违法行为类型,违法事实,处罚类别,罚款金额（元）,处罚决定日期,处罚机关,处罚机关统一社会信用代码,记录状态,案件编号',
  ...['擅自超限运输', '擅自超限运输', '违法建设'].map(
    (kind, at) =>
      `云坊罚〔2025〕${at + 1}号,己岭${at + 1}运输有限公司,法人及非法人组织,${kind},${kind},罚款,1000,2025-03-05,云岑县交通运输局,${agency},有效,坊${at + 1}`,
  ),
].join('\r\n')
const handled = [
  '案件编号,处罚决定书文号,办案机关代码,违法行为终了日期,立案日期,决定日期',
  ...['2022-01-10', '2024-12-10', '2022-01-10'].map(
    (end, at) => `坊${at + 1},云坊罚〔2025〕${at + 1}号,${agency},${end},2025-01-20,2025-03-05`,
  ),
].join('\r\n')

const bring = async (page: Page): Promise<void> => {
  const list = async () => (await page.request.get('/api/imports?q=坊&size=50')).json()
  if ((await list()).total === 0)
    for (const [name, text] of [
      ['坊处罚.csv', decided],
      ['坊过程.csv', handled],
    ] as const) {
      const sent = await page.request.post('/api/imports', {
        multipart: { file: { name, mimeType: 'text/csv', buffer: Buffer.from(text) } },
      })
      expect(sent.status()).toBe(202)
    }
  await expect
    .poll(async () => (await list()).items.every((one: { state: string }) => one.state === 'succeeded'), { timeout: 60_000 })
    .toBe(true)
}

const reason =
  '{party_name}的违法行为{act_end_date|date}终了，时效{bar_end|date}届满；{agency_name}{found_on|date}才立案，仍作出{decision_no}。'

/** Chooses in the list of a field what these letters find. */
const choose = async (page: Page, field: Locator, typed: string): Promise<void> => {
  await field.click()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}
const write = async (page: Page, field: Locator, text: string): Promise<void> => {
  await field.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
  await page.keyboard.press('Escape')
}

test('a person builds the time-barred penalty from nothing with the mouse, tests it, tries it and publishes it', async ({
  signedIn: page,
}) => {
  await bring(page)
  await page.goto('/workshop')
  await page.getByRole('button', { name: '新建模型' }).click()
  await page.getByLabel('模型名称').fill('超追诉时效处罚（坊）')
  await page.getByLabel('模型标识').fill('time-barred-by-hand')
  await page.getByText('从空白开始').click()
  await page.getByRole('button', { name: '开始编写' }).click()

  const palette = page.getByRole('region', { name: '可用的部件' })
  const board = page.locator('.board')
  const box = (id: string): Locator => page.locator(`[data-box="${id}"]`)
  const field = (name: string | RegExp): Locator => page.locator('.inspector').getByRole('textbox', { name })
  const list = (name: string): Locator => page.locator('.inspector').getByRole('combobox', { name, exact: true })
  const button = (name: string): Locator => page.locator('.inspector').getByRole('button', { name })
  const drop = async (name: string, onto: Locator): Promise<void> => {
    await palette.getByRole('button', { name, exact: true }).dragTo(onto)
  }
  await drop('行政处罚决定', board)
  await expect(box('penalty_decision')).toBeVisible()
  await drop('行政处罚办案过程', board)
  await expect(box('penalty_process')).toBeVisible()

  // Side by side: dropped on one table, a line drawn from the other.
  await drop('碰撞·并列', box('penalty_decision'))
  await page
    .locator('[data-id="penalty_process"] .react-flow__handle-bottom')
    .dragTo(page.locator('[data-id="join_1"] .react-flow__handle-top'))
  await expect(box('join_1')).toBeVisible()
  await button('按哪些列对上：加一项').click()
  await choose(page, list('按哪些列对上：本表的列'), 'agency_code')
  await button('按哪些列对上：加一项').click()
  await choose(page, list('按哪些列对上：本表的列').nth(1), 'doc_key')
  await list('从对照的表带来的列').click()
  for (const name of ['act_end_date', 'found_date', 'filing_date']) {
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  await expect(box('join_1')).toContainText('行')

  await drop('计算列', box('join_1'))
  await button('新的列：加一项').click()
  await field('新的列：第 1 项的名字').fill('found_on')
  await page.keyboard.press('Enter')
  await write(page, field('found_on 的算法'), 'least(found_date, filing_dat)')
  await expect(page.locator('.inspector .field-problem')).toContainText('是否为“filing_date”')
  await write(page, field('found_on 的算法'), 'least(found_date, filing_date)')
  await expect(page.locator('.inspector .field-problem')).toHaveCount(0)

  await drop('法定期限', box('derive_1'))
  await button('期限：加一项').click()
  await field('期限：第 1 项的名字').fill('bar_end')
  await page.keyboard.press('Enter')
  await write(page, field('bar_end：从哪一天起算'), 'act_end_date')
  await choose(page, list('bar_end：法定期限'), 'penalty.limitation')
  await expect(page.getByText('没有发现错误')).toHaveCount(0)

  await palette.getByRole('button', { name: '排除情形', exact: true }).click()
  await write(page, field('什么情形下排除'), "contains(violation_type, '违法建设')")
  await box('deadline_1').click()
  await palette.getByRole('button', { name: '规则（产生线索）' }).click()
  await write(page, field('满足什么条件才提示'), 'bar_end < found_on')
  await write(page, field('哪些行可以判断'), 'bar_end IS NOT NULL AND found_on IS NOT NULL')
  await choose(page, list('届满日'), 'bar_end')
  await choose(page, list('实际办理日（空则到运行的那一天）'), 'found_on')
  await choose(page, list('线索里说明怎么算出来的日期'), 'bar_end')
  await write(page, field('线索的说明'), reason)
  await choose(page, list('排除情形'), 'E1')
  await expect(page.getByText('没有发现错误')).toBeVisible()

  // What is seen: rows after each step, and what fell out at one.
  await box('join_1').click()
  await page.getByText(/^去掉的 .* 行$/).click()
  await expect(page.locator('.preview-why')).toContainText('对上')
  expect.soft(await findings(page, 'light')).toEqual([])

  // Undone and done again, in the text as in the picture.
  await page.getByRole('tab', { name: '文本' }).click()
  const text = page.getByRole('textbox', { name: '模型的文本' })
  await expect(text).toContainText('filing_date')
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('button', { name: '重做' }).click()
  expect.soft(await findings(page, 'light')).toEqual([])

  await page.getByRole('tab', { name: '试运行' }).click()
  await page.getByRole('button', { name: '试运行' }).click()
  const clue = page.getByRole('row').filter({ hasText: '云坊罚〔2025〕1号' })
  await expect(clue).toContainText('己岭1运输有限公司')
  await expect(page.getByRole('row').filter({ hasText: '云坊罚〔2025〕3号' })).toHaveCount(0)
  await clue.getByRole('button', { name: /做成用例/ }).click()
  await page.getByRole('button', { name: '应当提示' }).click()
  await expect(page.getByText('已加入用例')).toBeVisible()
  await page.getByRole('tab', { name: '图' }).click()
  await box('deadline_1').click()
  // Rows of the district come before those of this walk: the first is of a penalty in time.
  await page
    .locator('.preview-table')
    .getByRole('button', { name: /做成用例/ })
    .first()
    .click()
  await page.getByRole('button', { name: '不应提示' }).click()
  await page.getByRole('tab', { name: '用例' }).click()
  await page.getByRole('button', { name: '运行全部 2 个用例' }).click()
  await expect(page.getByText('通过', { exact: true })).toHaveCount(2)

  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('button', { name: '检查并发布' }).click()
  await page.getByRole('link', { name: '查看模型' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '超追诉时效处罚（坊）' })).toBeVisible()
})
