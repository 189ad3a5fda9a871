import { expect, test } from './application.ts'

/** Names that no other file of the demonstration has, so that the figures are this test's own. */
const decided = [
  '行政处罚决定书文号,行政相对人名称,行政相对人类别,证件类型,证件号码,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（元）,处罚决定日期,处罚机关,处罚机关统一社会信用代码,记录状态,案件编号',
  ...[1, 2, 3].map(
    (n) =>
      `云定罚〔2026〕${n}号,戊岭${n}运输有限公司,法人及非法人组织,,,擅自超限运输,超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款1000元,1000,2026-01-05,云岑县交通运输局,11529999MB1D00119G,有效,定${n}`,
  ),
].join('\r\n')
const served = [
  '案件编号,处罚决定书文号,办案机关代码,立案日期,决定日期,送达日期,送达方式',
  ...[1, 2, 3].map((n) => `定${n},云定罚〔2026〕${n}号,11529999MB1D00119G,2025-12-02,2026-01-05,2026-06-20,直接送达`),
].join('\r\n')

test('a schedule is made, run now, paused and taken off', async ({ signedIn: page }) => {
  await page.goto('/schedules')
  await page.getByRole('button', { name: '新建定时任务' }).first().click()
  const form = page.getByRole('dialog', { name: '新建定时任务' })
  await form.getByRole('combobox', { name: '对象' }).fill('送达超期')
  await page.keyboard.press('Enter')
  await form.getByText('每周', { exact: true }).click()
  await form.getByLabel('时刻').fill('08:30')
  await form.getByRole('button', { name: '保存' }).click()
  const row = page.getByRole('row').filter({ hasText: '处罚决定书送达超期' })
  await expect(row).toContainText('每周一 08:30')
  await row.getByRole('button', { name: /^立即运行/ }).click()
  await expect(row).toContainText('启动 1 项')
  await row.getByRole('button', { name: /^暂停/ }).click()
  await expect(row).toContainText('已暂停')
  await page.goto('/runs?cause=schedule')
  await expect(page.locator('tbody tr').first()).toContainText('已完成', { timeout: 60_000 })
  await page.goto('/schedules')
  await row.getByRole('button', { name: /^删除/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await expect(page.getByText('还没有定时任务')).toBeVisible()
})

test('more clues than are published unseen wait, with examples, until a person confirms them', async ({ signedIn: page }) => {
  await page.goto('/imports')
  for (const [name, text] of [
    ['定时处罚.csv', decided],
    ['定时过程.csv', served],
  ] as const) {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await expect(page.getByRole('link', { name: `查看 ${name} 的报告` })).toBeVisible()
  }
  await page.goto('/run-settings')
  await page.getByLabel('一次最多新出现的线索').fill('1')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存')).toBeVisible()

  await page.goto('/models/late-service')
  await page.getByRole('button', { name: '运行', exact: true }).click()
  await expect(page.getByRole('dialog').getByText(/^约需/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: '开始运行' }).click()
  await expect(page.getByRole('heading', { name: '等待确认：线索过多，没有发布' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/戊岭1运输有限公司/).first()).toBeVisible()
  await page.goto('/clues?q=戊岭1运输')
  await expect(page.getByText('没有符合条件的记录')).toBeVisible()

  await page.goto('/runs?state=held')
  await page.locator('tbody').getByRole('link').first().click()
  await page.getByRole('button', { name: '确认发布' }).click()
  await page.getByRole('button', { name: '确认并发布' }).click()
  await expect(page.getByText('请写明理由')).toBeVisible()
  await page.getByLabel('理由').fill('已抽查三件，属实')
  await page.getByRole('button', { name: '确认并发布' }).click()
  await expect(page.getByText('已完成', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/理由：已抽查三件，属实/)).toBeVisible()
  await page.goto('/clues?q=戊岭1运输')
  await expect(page.locator('tbody tr').first()).toBeVisible()

  await page.goto('/run-settings')
  await page.getByLabel('一次最多新出现的线索').fill('5000')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
})
