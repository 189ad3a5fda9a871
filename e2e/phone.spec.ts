import { expect, test } from './application.ts'
import { everyAddress } from './routes.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('no page is wider than a phone', async ({ signedIn: page }) => {
  test.setTimeout(180_000)
  for (const address of await everyAddress(page.request)) {
    await page.goto(address)
    await page.locator('h1').first().waitFor()
    await expect(page.locator('.loading, .list-waiting')).toHaveCount(0)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(over, address).toBeLessThanOrEqual(0)
  }
})

test('lists are cards, and the menu leads on', async ({ signedIn: page }) => {
  await page.goto('/clues')
  await expect(page.locator('.card').first()).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await expect(page.getByRole('combobox', { name: '程度' })).toBeVisible()
  await page.getByRole('button', { name: '打开菜单' }).click()
  await page.getByRole('dialog').getByRole('link', { name: '数据导入' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '数据导入' })).toBeVisible()
})
