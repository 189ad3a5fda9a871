import { expect, test } from './application.ts'
import { findings, settle } from './axe.ts'
import { everyAddress } from './routes.ts'

test('every page is free of what axe finds, in light and in dark', async ({ signedIn: page }) => {
  test.setTimeout(900_000)
  for (const address of await everyAddress(page.request)) {
    await test.step(address, async () => {
      // One visit for both: the page follows the system's colours while it is open.
      await page.emulateMedia({ colorScheme: 'light' })
      await settle(page, address)
      expect.soft(await findings(page, 'light'), address).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark')
      expect.soft(await findings(page, 'dark'), `${address} in dark`).toEqual([])
    })
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('signing in is free of what axe finds', async ({ page }) => {
      await settle(page, '/sign-in')
      expect(await findings(page, colorScheme)).toEqual([])
    })

    test('dialogs and forms are free of what axe finds', async ({ signedIn: page }) => {
      await settle(page, '/models/late-service')
      await page.getByRole('button', { name: '运行', exact: true }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect.soft(await findings(page, colorScheme), 'run dialog').toEqual([])
      await settle(page, '/users')
      await page.getByRole('button', { name: '新建账号' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect.soft(await findings(page, colorScheme), 'account form').toEqual([])
      await settle(page, '/clues?severity=high')
      // Not the first ones: other walks judge those meanwhile.
      await page.locator('tbody tr').last().getByRole('link').first().click()
      await page.getByRole('button', { name: '判为不属实' }).click()
      expect.soft(await findings(page, colorScheme), 'judgement').toEqual([])
    })
  })
}

test('in English every page is free of what axe finds and shows no Chinese of ours in its navigation', async ({ signedIn: page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await expect(page.getByRole('link', { name: 'Models' })).toBeVisible()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.getByRole('navigation', { name: 'Main' }).textContent()).not.toMatch(/[一-鿿]/)
  expect(await findings(page, 'light')).toEqual([])
})
