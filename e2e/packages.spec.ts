import { readFileSync } from 'node:fs'
import { expect, test } from './application.ts'

test('a model becomes a signed file, which is known again when it is handed in, and a changed one is refused', async ({
  signedIn: page,
  expected,
}) => {
  expected.push('422')
  await page.goto('/packages')
  await page.getByRole('button', { name: '制作模型包' }).click()
  const form = page.getByRole('dialog', { name: '制作模型包' })
  await form.getByRole('combobox', { name: '模型' }).fill('处罚决定书送达超期')
  await page
    .getByText(/^处罚决定书送达超期监督模型 \d/)
    .last()
    .click()
  await form.locator('.ant-modal-title').click()
  const [file] = await Promise.all([page.waitForEvent('download'), form.getByRole('button', { name: '制作并下载' }).click()])
  expect(file.suggestedFilename()).toMatch(/^late-service-\d+\.\d+\.\d+ \d{8}-\d{6}\.json$/)
  const text = readFileSync(await file.path(), 'utf8')

  const hand = (name: string, content: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
  await hand('被改过.json', text.replace('late-service', 'late-servise'))
  await expect(page.getByText('与签名不符')).toBeVisible()
  await hand('送达.json', text)
  await expect(page.getByRole('heading', { level: 1, name: /处罚决定书送达超期/ })).toBeVisible()
  await expect(page.getByText('已在本院')).toBeVisible()
  await page.getByRole('button', { name: '运行用例' }).click()
  await expect(page.getByText(/^全部通过/)).toBeVisible()
  await page.getByRole('button', { name: '移除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
  await expect(page.getByText('还没有收到模型包')).toBeVisible()
})

test('what a model lacks is found by the agency that has it', async ({ signedIn: page }) => {
  await page.goto('/readiness?state=none')
  await expect(page.getByRole('heading', { level: 1, name: '能不能运行' })).toBeVisible()
  await page.getByPlaceholder('按模型、数据或者字段查找').fill('超期')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=/)
})
