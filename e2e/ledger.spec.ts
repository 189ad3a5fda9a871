import { readFileSync } from 'node:fs'
import { expect, firstOf, test } from './application.ts'

test('the ledger: filtered by a system, a model moved with a reason, its parameter made the office’s own', async ({
  signedIn: page,
  expected,
}) => {
  // A value beyond the parameter's range is refused.
  expected.push('/parameters/')
  await page.goto('/ledger')
  await page.getByRole('combobox', { name: '服务的系统' }).click()
  await page.getByTitle(/^22 交通运输非诉执行监督/).click()
  await expect(page).toHaveURL(/system=22/)
  await expect(page.getByText('共 1 条')).toBeVisible()
  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 XLSX' }).click()
  expect(
    readFileSync(await (await arriving).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  await page.getByRole('link', { name: '交通运输领域非诉执行案件法律监督模型' }).click()
  await expect(page.getByRole('heading', { name: '版本台账' })).toBeVisible()
  const state = page.getByRole('region', { name: '状态' })
  await state.getByRole('button', { name: '暂停' }).click()
  await state.getByRole('button', { name: '确认暂停' }).click()
  await expect(page.getByText('请填写说明')).toBeVisible()
  await state.getByRole('radio', { name: '数据来源中断' }).check()
  await state.getByLabel('说明').fill('交通局停止报送')
  await state.getByRole('button', { name: '确认暂停' }).click()
  await expect(state.locator('.timeline').getByText('交通局停止报送')).toBeVisible()
  await expect(state.getByText('不自动运行。')).toBeVisible()
  await state.getByRole('button', { name: '恢复' }).click()
  await state.getByLabel('理由').fill('已恢复报送')
  await state.getByRole('button', { name: '确认恢复' }).click()
  await expect(state.locator('.timeline').getByText('已恢复报送')).toBeVisible()

  await page.getByRole('link', { name: '查看模型' }).click()
  await page.getByRole('tab', { name: '参数' }).click()
  const first = page.locator('.office-parameter').filter({ hasText: 'score_' }).first()
  await first.getByRole('button', { name: /^修改/ }).click()
  await first.getByLabel('本院的值').fill('1000')
  await first.getByLabel('理由').fill('本院试定')
  await first.getByRole('button', { name: '保存' }).click()
  await expect(first.getByText(/1000 超出范围/)).toBeVisible()
  await first.getByLabel('本院的值').fill('七十七')
  await first.getByRole('button', { name: '保存' }).click()
  await expect(first.getByText(/应填整数/)).toBeVisible()
  await first.getByLabel('本院的值').fill('77')
  await first.getByRole('button', { name: '保存' }).click()
  await expect(first.getByText('本院', { exact: true })).toBeVisible()
  await first.getByRole('button', { name: /^修改/ }).click()
  await first.getByLabel('理由').fill('照目录')
  await first.getByRole('button', { name: '恢复目录的值' }).click()
  await expect(first.getByText('改动记录（2）')).toBeVisible()
})

test('an indicator is a table with what earlier runs said', async ({ signedIn: page }) => {
  await page.goto('/models/publicity-overdue?tab=indicators')
  await expect(page.getByRole('heading', { name: /各机关每月处罚公示逾期率/ })).toBeVisible()
  await page.getByRole('button', { name: '逾期率（%）' }).click()
  await expect(page).toHaveURL(/I1\.sort=-late_share/)
  await expect(page.locator('th[aria-sort="descending"]')).toContainText('逾期率')
})

test('from a clue to everything known about its party, and from a number typed in', async ({ signedIn: page }) => {
  const clue = await firstOf(page.request, '/clues?rule=R1a&size=1')
  await page.goto(`/clues/${clue}`)
  const links = page.getByRole('region', { name: '追查' }).getByRole('link')
  await links.nth(1).click()
  await expect(page).toHaveURL(/\/pursuit\?kind=/)
  const line = page.getByRole('region', { name: /的时间线$/ })
  await expect(line.getByText('行政处罚决定', { exact: true }).first()).toBeVisible()
  await expect(line.getByText('监督线索', { exact: true }).first()).toBeVisible()
  await page.getByText('旧的在前', { exact: true }).click()
  await expect(page).toHaveURL(/sort=day/)
  await page.getByRole('combobox', { name: '来源' }).click()
  await page.getByTitle(/^监督线索/).click()
  await expect(page).toHaveURL(/source=clue/)
  await expect(line.getByText('行政处罚决定', { exact: true })).toHaveCount(0)

  await page.getByRole('textbox', { name: /身份证件号码/ }).fill('11010519491231002X')
  await page.getByRole('button', { name: '追查' }).click()
  await expect(page).toHaveURL(/kind=party&key=[0-9a-f]{32}/)
  await expect(page.getByText('没有查到')).toBeVisible()
  expect(page.url()).not.toContain('19491231')
})
