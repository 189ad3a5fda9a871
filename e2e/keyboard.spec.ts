import { admin, expect, test } from './application.ts'
import { tabTo } from './tab-to.ts'

test('from signing in to a judgement without a mouse', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByLabel('账号')).toBeFocused()
  await page.keyboard.type(admin.account)
  await page.keyboard.press('Tab')
  await page.keyboard.type(admin.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()

  await page.goto('/clues?severity=high')
  await page.locator('tbody tr').first().waitFor()
  await page.evaluate(() => document.body.focus())
  await tabTo(page, /^跳到正文$/)
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()

  const title = ((await page.locator('tbody').getByRole('link').first().textContent()) ?? '').trim()
  await tabTo(page, new RegExp(`^${title}$`))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '为什么是线索' })).toBeVisible()
  await tabTo(page, /^判为属实$/)
  const outline = await page.evaluate(() => (document.activeElement ? getComputedStyle(document.activeElement).outlineStyle : 'none'))
  expect(outline).not.toBe('none')
  await page.keyboard.press('Enter')
  await tabTo(page, /^确认判为属实$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '重新研判' })).toBeVisible()
})
