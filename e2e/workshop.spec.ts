import type { Page } from '@playwright/test'
import { expect, test } from './application.ts'

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

test('a person builds the time-barred penalty from nothing by keyboard alone, and undoes what went wrong', async ({ signedIn: page }) => {
  await bring(page)
  const keys = page.keyboard
  const reach = (name: string): Promise<void> => tabToField(page, name)
  const fill = async (name: string, text: string): Promise<void> => {
    await reach(name)
    await keys.press('ControlOrMeta+a')
    await keys.insertText(text)
  }
  const formula = async (name: string, text: string): Promise<void> => {
    await fill(name, text)
    await keys.press('Escape')
  }
  const pick = async (name: string, ...values: readonly string[]): Promise<void> => {
    await reach(name)
    for (const value of values) {
      await keys.type(value)
      await keys.press('Enter')
    }
    await keys.press('Escape')
  }
  const press = async (name: string): Promise<void> => {
    await reach(name)
    await keys.press('Enter')
  }
  const add = async (name: string): Promise<void> => {
    await fill('查找数据或步骤', name)
    await keys.press('Enter')
  }
  await page.goto('/workshop')
  await press('新建模型')
  await expect(page.getByRole('dialog', { name: '新建模型' })).toBeVisible()
  await fill('模型名称', '超追诉时效处罚（坊，键盘）')
  await fill('模型标识', 'time-barred-by-keys')
  await reach('从一个问题开始')
  await keys.press('ArrowDown')
  await keys.press('ArrowDown')
  await press('开始编写')
  await expect(page.getByRole('heading', { level: 1, name: '超追诉时效处罚（坊，键盘）' })).toBeVisible()

  await add('penalty_decision')
  await add('penalty_process')
  await add('碰撞·并列')
  await pick('主表', 'penalty_decision')
  await pick('对照的表', 'penalty_process')
  await press('按哪些列对上：加一项')
  await reachBack(page, '按哪些列对上：本表的列')
  await keys.type('agency_code')
  await keys.press('Enter')
  await press('按哪些列对上：加一项')
  await reachBack(page, '按哪些列对上：本表的列')
  await keys.type('doc_key')
  await keys.press('Enter')
  await pick('从对照的表带来的列', 'act_end_date', 'found_date', 'filing_date')
  await add('计算列')
  await press('新的列：加一项')
  await reachBack(page, '新的列：第 1 项的名字')
  await keys.press('ControlOrMeta+a')
  await keys.type('found_on')
  await formula('found_on 的算法', 'least(found_date, filing_date)')
  await add('法定期限')
  await press('期限：加一项')
  await reachBack(page, '期限：第 1 项的名字')
  await keys.press('ControlOrMeta+a')
  await keys.type('bar_end')
  await formula('bar_end 从哪一天起算', 'act_end_date')
  await pick('bar_end 的法定期限', 'penalty.limitation')
  await press('规则（产生线索）')
  await formula('满足什么条件才提示', 'bar_end < found_on')
  await formula('哪些行可以判断', 'bar_end IS NOT NULL AND found_on IS NOT NULL')
  await formula('线索的说明', reason)
  await expect(page.getByText('没有发现错误')).toBeVisible()

  // The arrows go from box to box, Delete takes one away, and that is undone.
  await reach('规则，新规则')
  await keys.press('ArrowUp')
  await keys.press('Delete')
  await expect(page.locator('[data-box="deadline_1"]')).toHaveCount(0)
  await keys.press('ControlOrMeta+z')
  await expect(page.locator('[data-box="deadline_1"]')).toBeVisible()
})

/** What has the focus is called: by its label, by its own words, or by those that stand for it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document
    const labels =
      activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement ? [...(activeElement.labels ?? [])] : []
    const own =
      activeElement?.getAttribute('aria-label') ??
      (labels.length > 0 ? labels.map((one) => one.textContent).join(' ') : activeElement?.textContent)
    return (own ?? '').trim()
  })

const goTo = async (page: Page, name: string, key: string): Promise<void> => {
  for (let presses = 0; presses < 150; presses += 1) {
    if ((await focused(page)).startsWith(name)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never reached ${name}`)
}
const tabToField = (page: Page, name: string): Promise<void> => goTo(page, name, 'Tab')
const reachBack = (page: Page, name: string): Promise<void> => goTo(page, name, 'Shift+Tab')
