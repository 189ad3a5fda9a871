import type { APIRequestContext } from '@playwright/test'
import { expect, firstOf, test } from './application.ts'

const limit = 'nonlit.apply-window'

const dueOf = async (request: APIRequestContext, clue: string): Promise<string> => {
  const answer: unknown = await (await request.get(`/api/clues/${clue}`)).json()
  const due = typeof answer === 'object' && answer !== null && 'dueDate' in answer ? answer.dueDate : undefined
  expect(typeof due).toBe('string')
  return String(due)
}

test('a limit is adjusted with a reason, a run follows it, and the catalogue’s own is given back', async ({ signedIn: page }) => {
  test.setTimeout(300_000)
  const clue = await firstOf(page.request, '/clues?model=transport-nonlit-enforcement&rule=R1a&rollup=false&sort=-days_overdue&size=1')
  const before = await dueOf(page.request, clue)
  const run = async () => {
    await page.getByRole('link', { name: '交通运输领域非诉执行案件法律监督模型' }).first().click()
    await page.getByRole('button', { name: '运行', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: '截至日' }).fill('2026-10-30')
    await page.getByRole('dialog').getByRole('button', { name: '开始运行' }).click()
    await expect(page.getByText('已完成', { exact: true })).toBeVisible({ timeout: 120_000 })
  }

  await page.goto(`/limits/${limit}`)
  await page.getByRole('button', { name: '调整', exact: true }).click()
  await expect(page.getByRole('button', { name: '确认' })).toBeDisabled()
  await page.getByRole('spinbutton', { name: '数量' }).fill('6')
  await page.getByRole('button', { name: '确认' }).click()
  await expect(page.getByText('请写明理由')).toBeVisible()
  await page.getByLabel('理由').fill('测试：本地口径为六个月')
  await page.getByRole('button', { name: '确认' }).click()
  await expect(page.getByText('已记下，现在按6个月计算。')).toBeVisible()
  await expect(page.getByText('测试：本地口径为六个月')).toBeVisible()
  await run()
  await page.goto(`/clues/${clue}`)
  expect((await dueOf(page.request, clue)) > before).toBe(true)

  await page.goto('/limits?adjusted=true')
  await page.getByRole('link', { name: '申请法院强制执行的期限' }).click()
  await page.getByRole('button', { name: '恢复目录规定' }).click()
  await page.getByLabel('理由').fill('测试完毕')
  await page.getByRole('button', { name: '确认' }).click()
  await expect(page.getByText('已记下，现在按3个月计算。')).toBeVisible()
  await run()
  expect(await dueOf(page.request, clue)).toBe(before)
})

test('who adjusts a limit that somebody else has just adjusted is told so', async ({ signedIn: page, expected }) => {
  expected.push('409')
  await page.goto('/limits/penalty.pay-fine')
  await page.getByRole('button', { name: '调整', exact: true }).click()
  await page.getByRole('spinbutton', { name: '数量' }).fill('20')
  await page.getByLabel('理由').fill('后到的人')
  const value = { quantity: 16, unit: 'day', rollover: 'next_workday' }
  const first = await page.request.post('/api/limits/penalty.pay-fine/adjust', { data: { value, reason: '先到的人', seq: 0 } })
  expect(first.status()).toBe(200)
  await page.getByRole('button', { name: '确认' }).click()
  await expect(page.getByText(/现在是16日/)).toBeVisible()
  await expect(page.getByText('先到的人')).toBeVisible()
})

test('a question of time is an address, and its answer has steps', async ({ signedIn: page }) => {
  await page.goto('/calculator?rule=nonlit.apply-window&start=2026-01-05')
  await expect(page.locator('.calc-answer')).toContainText('2026年4月7日')
  await expect(page.locator('.counting')).toContainText('顺延')
  await page.goto('/calculator')
  await expect(page.getByRole('heading', { name: '等待填写' })).toBeVisible()
  await page.getByText('相隔工作日', { exact: true }).click()
  await page.getByRole('textbox', { name: '起日' }).fill('2026年9月30日')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: '止日' }).fill('2026年10月10日')
  await page.keyboard.press('Enter')
  await expect(page.locator('.calc-answer')).toContainText('3 个工作日')
  await expect(page).toHaveURL(/op=workdays_between/)
})

const notice = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月30日（周六）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`

test('the notice of a year is read, looked over and put in force', async ({ signedIn: page }) => {
  await page.goto('/calendar?year=2027')
  await expect(page.getByText('2027年的放假安排尚未收录')).toBeVisible()
  await page.getByLabel('粘贴国务院办公厅通知的正文').fill('一份与放假无关的通知')
  await page.getByRole('button', { name: '识别' }).click()
  await expect(page.getByText('没有读懂这份通知')).toBeVisible()
  await page.getByLabel('粘贴国务院办公厅通知的正文').fill(notice)
  await page.getByRole('button', { name: '识别' }).click()
  await expect(page.getByRole('heading', { name: /识别为2027年的安排/ })).toBeVisible()
  await expect(page.getByText('10月1日至7日（7天）')).toBeVisible()
  await page.getByLabel('出处').fill('测试用的通知')
  await page.getByLabel('说明').fill('试载入')
  await page.getByRole('button', { name: '核对无误，开始使用' }).click()
  await expect(page.getByText('2027年的安排已开始使用')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('2027年的放假安排尚未收录')).toHaveCount(0)
  await expect(page.getByTitle('2027年10月1日 放假')).toBeVisible()
  await expect(page.getByTitle('2027年10月9日 调休上班')).toBeVisible()
})
