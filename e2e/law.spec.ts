import { expect, test } from './application.ts'
import { findings, settle } from './axe.ts'
import { law, lawFolder } from './law-folder.ts'
import { tabTo } from './tab-to.ts'

const page1 = `/law/instruments/${law}`

test.describe.configure({ mode: 'serial' })

test('a folder of statutes is loaded, and what could not be read is told', async ({ signedIn: page }) => {
  const [folder, remove] = lawFolder()
  await page.goto('/law/loads')
  await page.locator('input[data-choose=folder]').setInputFiles(folder)
  await expect(page.getByText('将载入 4 个文件')).toBeVisible()
  await expect(page.getByText('另有 1 个文件不是法规文本')).toBeVisible()
  await page.getByRole('button', { name: '开始载入' }).click()
  await expect(page).toHaveURL(/\/law\/loads\/.+/)
  await expect(page.getByText('已完成', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('cell', { name: /会议纪要\.md/ })).toBeVisible()
  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出未读取和存疑的清单' }).click()
  expect((await arriving).suggestedFilename()).toMatch(/\.csv$/)
  await page.getByRole('link', { name: '查看法规' }).click()
  await page.getByRole('textbox', { name: '搜索法规名称、简称' }).fill('云岑县')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: law }).click()
  await expect(page.getByRole('heading', { level: 1, name: law })).toBeVisible()
  remove()
})

test('an instrument shows its versions and contents, and an article can be linked to', async ({ signedIn: page }) => {
  await page.goto(`${page1}?on=2024-01-01`)
  const versions = page.getByRole('listitem').filter({ hasText: '2023年6月15日版本' })
  await expect(versions.getByText('施行中').first()).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '2019年3月1日版本' }).getByText('已失效')).toBeVisible()
  await page
    .getByRole('navigation', { name: '目录' })
    .getByRole('link', { name: /第二章/ })
    .click()
  await expect(page).toHaveURL(/#h\d+$/)
  await page.getByRole('searchbox', { name: '跳到某一条' }).fill('6')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#a6$/)
  await expect(page.locator('#a6.law-target')).toContainText('专款专用')
  await page.getByRole('searchbox', { name: '跳到某一条' }).fill('60')
  await page.keyboard.press('Enter')
  await expect(page.getByText('没有这一条')).toBeVisible()
  await page.goto(`${page1}?version=2019-03-01#a5`)
  await expect(page.locator('#a5.law-target')).toBeInViewport()
})

test('two versions stand side by side with what was removed and added', async ({ signedIn: page }) => {
  await page.goto(page1)
  await page.getByRole('link', { name: '版本对照' }).click()
  const changed = page.getByRole('article', { name: '第五条' })
  await expect(changed.getByRole('deletion').first()).toContainText('五百')
  await expect(changed.getByRole('insertion').first()).toContainText('一千')
  await expect(page.getByRole('article', { name: '第一条' })).toHaveCount(0)
  await page.getByRole('button', { name: /第一条至第三条未变/ }).click()
  await expect(page.getByRole('article', { name: '第一条' })).toBeVisible()
  await page.getByRole('button', { name: '下一处不同' }).click()
  await expect(page.getByText(/^第 1 处，共 \d+ 处$/)).toBeVisible()
  await expect(page.getByRole('article', { name: '第四条' })).toBeFocused()
})

test('an article is read as it stood on a day, and the day can be changed', async ({ signedIn: page }) => {
  await page.goto(`${page1}/articles/5?on=2020-01-01`)
  await expect(page.getByRole('heading', { name: '2020年1月1日施行的条文' })).toBeVisible()
  await expect(page.locator('.law-text')).toContainText('五百元以上二千元以下')
  await page.getByRole('textbox', { name: '看哪一天' }).fill('2024年3月4日')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/on=2024-03-04/)
  await expect(page.locator('.law-text')).toContainText('一千元以上五千元以下')
  await page.goto(`${page1}/articles/7?on=2020-01-01`)
  await expect(page.getByText('2020年1月1日施行的版本里没有这一条')).toBeVisible()
})

test('articles are found by words with the keyboard alone', async ({ signedIn: page }) => {
  await page.goto('/law/search')
  await expect(page.getByRole('heading', { level: 1, name: '法条检索' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('searchbox', { name: '检索词' })).toBeFocused()
  await page.keyboard.type('擅自占用 农村公路')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=/)
  await expect(page.locator('mark').first()).toBeVisible()
  await tabTo(page, new RegExp(`^《${law}》第五条$`))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `《${law}》第五条` })).toBeVisible()
  await page.goBack()
  await page.getByText('所有版本', { exact: true }).click()
  await expect(page.locator('.hit')).toHaveCount(2)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('pages with texts are free of what axe finds', async ({ signedIn: page }) => {
      test.setTimeout(300_000)
      for (const address of [
        page1,
        `${page1}/compare`,
        `${page1}/compare?view=inline`,
        `${page1}/articles/5?on=2024-01-01`,
        '/law/search?q=农村公路',
      ]) {
        await test.step(address, async () => {
          await settle(page, address)
          expect.soft(await findings(page, colorScheme), address).toEqual([])
        })
      }
    })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  test('two versions are one column, and nothing is wider than the screen', async ({ signedIn: page }) => {
    for (const address of [page1, `${page1}/compare`, `${page1}/articles/5`, '/law/search?q=农村公路']) {
      await settle(page, address)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect.soft(over, address).toBeLessThanOrEqual(0)
    }
    await page.goto(`${page1}/compare`)
    const changed = page.getByRole('article', { name: '第五条' })
    await expect(changed.getByRole('deletion').first()).toBeVisible()
    await expect(changed.locator('.compare-row')).toHaveCount(0)
  })
})
