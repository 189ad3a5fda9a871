import { expect, test } from './application.ts'
import { findings, settle } from './axe.ts'
import { law, lawFolder } from './law-folder.ts'
import { tabTo } from './tab-to.ts'

const page1 = `/law/instruments/${law}`

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
  await page.getByRole('link', { name: '版本对照', exact: true }).click()
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

const decision = `云岑县交通运输局行政处罚决定书
云交罚〔2024〕18号
当事人云岑县远途运输有限公司于2024年3月5日擅自占用农村公路。依据《${law}》第五条、《${law}》第九条的规定，决定处以罚款人民币贰仟元整（2000元）。
云岑县交通运输局
2024年5月8日`

test('a pasted decision is marked, its faults are explained, and nothing of it is in the address', async ({ signedIn: page }) => {
  await page.goto('/law/check')
  await page.locator('input[type=file]').setInputFiles({ name: '决定书.txt', mimeType: 'text/plain', buffer: Buffer.from(decision) })
  await expect(page.getByText('已读入“决定书.txt”的文字')).toBeVisible()
  await expect(page.getByLabel('文书全文')).toHaveValue(/擅自占用农村公路/)
  await page.getByRole('button', { name: '开始体检' }).click()
  await expect(page.getByText(/^发现 \d+ 处问题/)).toBeVisible()
  await expect(page.getByLabel('决定日期')).toHaveValue('2024年5月8日')
  const panel = page.getByRole('region', { name: '所选引用' })
  await expect(panel).toContainText('没有这一条')
  await expect(page.locator('.marked-text .found-amount').first()).toContainText('贰仟元')
  await page.getByRole('button', { name: '上一处引用' }).click()
  await expect(panel).toContainText('没有发现问题')
  await expect(panel).toContainText('一千元以上五千元以下')
  await page.keyboard.press('ArrowRight')
  await expect(panel).toContainText('没有这一条')
  await expect(page.getByRole('region', { name: '由此起算的期限' })).toContainText('缴纳罚款期限')
  expect(page.url()).toMatch(/\/law\/check$/)
  expect(await findings(page, 'light')).toEqual([])
  await panel.getByRole('link', { name: /第九条/ }).click()
  await expect(page.getByText(/施行的版本里没有这一条/)).toBeVisible()
})

test('a document that is no document is refused with a reason', async ({ signedIn: page, expected }) => {
  expected.push('400', '415', '422')
  await page.goto('/law/check')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '坏.docx', mimeType: 'application/octet-stream', buffer: Buffer.from([80, 75, 3, 4, 9, 9]) })
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('button', { name: '开始体检' })).toBeDisabled()
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
