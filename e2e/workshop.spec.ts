import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { parse } from 'yaml'
import { admin, expect, signIn, test } from './application.ts'
import { buildModel, type Fields, isFields, type Value } from './build-model.ts'
import { byKeys, byMouse, focused } from './hand.ts'
import { openSecondOffice } from './second-office.ts'

/** The real model of the catalogue, which is built again from nothing: by mouse, and by keyboard alone. */
const folder = 'catalogue/models/penalty-time-barred'
const wanted: Fields = parse(readFileSync(`${folder}/model.yml`, 'utf8'))
const own = { id: 'barred-by-hand', title: '超追诉时效处罚（自建）' }

/** All that a model says but who it is. */
const said = (text: string): Value => {
  const model: Value = parse(text)
  return isFields(model) ? { ...model, id: '', title: '', version: '' } : model
}
const language = async (page: Page) => (await page.request.get('/api/workshop/language')).json()
const draftId = (page: Page): string => /\/workshop\/([^/?]+)/.exec(page.url())?.[1] ?? ''
const draft = async (page: Page): Promise<{ readonly files: Readonly<Record<string, string>> }> => {
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  return (await page.request.get(`/api/workshop/drafts/${draftId(page)}`)).json()
}
const isWhole = async (page: Page): Promise<void> => {
  await expect(page.getByText('没有发现错误')).toBeVisible()
  expect(said((await draft(page)).files['model.yml'] ?? '')).toEqual(said(readFileSync(`${folder}/model.yml`, 'utf8')))
}

test.describe.configure({ mode: 'serial' })
test.slow()

test('a person builds the time-barred penalty from nothing with the mouse', async ({ signedIn: page }) => {
  await page.goto('/workshop')
  await page.getByRole('button', { name: '新建模型' }).click()
  await page.getByLabel('模型名称').fill('超追诉时效处罚（鼠标）')
  await page.getByLabel('模型标识').fill('barred-by-mouse')
  await page.getByText('从空白开始').click()
  await page.getByRole('button', { name: '开始编写' }).click()
  await page.getByRole('button', { name: '模型和参数' }).waitFor()
  await buildModel(byMouse(page), await language(page), wanted)
  await isWhole(page)
})

test('and again by keyboard alone, tries it, makes cases of rows and publishes it', async ({ signedIn: page, expected }) => {
  // That it is much like a model on the shelf is an answer too.
  expected.push('409')
  const hand = byKeys(page)
  const { keyboard } = page
  const onBox = (id: string) => expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-box'))).toBe(id)
  await page.goto('/workshop')
  await hand.press('新建模型')
  await hand.write('模型名称', own.title)
  await hand.write('模型标识', own.id)
  await hand.reach('从一个问题开始')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: '从空白开始' })).toBeChecked()
  await hand.press('开始编写')
  await page.getByRole('button', { name: '模型和参数' }).waitFor()
  await buildModel(hand, await language(page), wanted)
  await isWhole(page)

  // Copied, moved, taken away: the focus stays with what was done; and undone.
  await hand.copy('loose_barred')
  await expect(page.locator('[data-box="loose_barred_2"]')).toBeVisible()
  await hand.box('loose_barred_2')
  await keyboard.press('Alt+ArrowUp')
  await onBox('loose_barred_2')
  await keyboard.press('Delete')
  await onBox('loose_found')
  await keyboard.press('ControlOrMeta+z')
  await expect(page.locator('[data-box="loose_barred_2"]')).toBeVisible()
  await keyboard.press('ControlOrMeta+y')
  await expect(page.locator('[data-box="loose_barred_2"]')).toHaveCount(0)
  await isWhole(page)

  // A row of a step becomes a case; then a clue of a try.
  await hand.box('barred_general')
  await expect(page.locator('.preview-table tbody tr').first()).toBeVisible()
  await keyboard.press('PageDown')
  await keyboard.press('ArrowDown')
  await expect.poll(() => focused(page)).toBe('把第 2 行做成用例')
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: '由这一行做成用例' })).toBeVisible()
  await hand.press('不应提示')
  await expect(page.getByRole('dialog', { name: '由这一行做成用例' })).toBeHidden()
  await expect.poll(() => focused(page)).toBe('把第 2 行做成用例')
  await keyboard.press('Alt+4')
  await hand.press('试运行')
  await expect(page.getByText(/会提示 \d+ 条/)).toBeVisible()
  await hand.press('把第 1 行做成用例')
  await expect(page.getByRole('dialog', { name: '由这一行做成用例' })).toBeVisible()
  await hand.press('应当提示')
  await expect(page.getByRole('dialog', { name: '由这一行做成用例' })).toBeHidden()
  await keyboard.press('Alt+3')
  await hand.press('运行全部 2 个用例')
  await expect(page.getByText('通过', { exact: true })).toHaveCount(2)

  await hand.press('发布')
  await hand.press('检查并发布')
  // It is the model of the catalogue over again, and the page says so.
  await hand.press('确是另一个模型，发布')
  await expect(page.getByText('0.1.0 版已发布。')).toBeVisible()
})

test('what was built finds what the catalogue’s model finds, and runs in an installation that had nothing', async ({
  signedIn: page,
  browser,
}) => {
  await test.step('a back-test of the draft, clue by clue beside the model of the catalogue', async () => {
    const drafts = await (await page.request.get(`/api/workshop/drafts?q=${encodeURIComponent(own.title)}&sort=-changedAt&size=1`)).json()
    const { today } = await (await page.request.get('/api/trial-grounds/penalty-time-barred')).json()
    const kept = await page.request.post('/api/trials', { data: { model: { id: 'penalty-time-barred' }, days: [today] } })
    expect(kept.status()).toBe(202)
    await page.goto(`/workshop/${drafts.items[0].id}?tab=try`)
    await page.getByRole('link', { name: '换一天' }).click()
    const against = page.getByRole('combobox', { name: '与哪个模型的线索对照' })
    await against.click()
    await against.fill('超追诉时效处罚监督模型')
    // The models may still be on their way: Enter would choose nothing then.
    await page.locator('.ant-select-item-option').filter({ hasText: '超追诉时效处罚监督模型' }).click()
    await page.getByText('过去某一天').click()
    await page.getByRole('button', { name: '开始试运行' }).click()
    await expect(page.getByText('已完成', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
    await page.getByRole('combobox', { name: '以哪一次为准' }).click()
    await page.locator('.ant-select-item-option').first().click()
    await page.getByRole('button', { name: '比较', exact: true }).click()
    await expect(page.getByText('两边相同')).toBeVisible()
    const id = /trial-differences\/([^/?]+)/.exec(page.url())?.[1] ?? ''
    const { counts } = await (await page.request.get(`/api/trial-differences/${id}`)).json()
    expect(counts).toEqual({ new: 0, gone: 0, changed: 0, same: expect.any(Number) })
    expect(counts.same).toBeGreaterThan(0)
  })

  const text = await test.step('a package of it', async () => {
    await page.goto('/packages')
    await page.getByRole('button', { name: '制作模型包' }).click()
    const form = page.getByRole('dialog', { name: '制作模型包' })
    await form.getByRole('combobox', { name: '模型' }).fill(own.title)
    await page.getByText(`${own.title} 0.1.0`).last().click()
    await form.locator('.ant-modal-title').click()
    const [file] = await Promise.all([page.waitForEvent('download'), form.getByRole('button', { name: '制作并下载' }).click()])
    return readFileSync(await file.path(), 'utf8')
  })

  const second = await openSecondOffice(admin.password)
  const there = await browser.newContext({ baseURL: second.address, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  try {
    const away = await there.newPage()
    await test.step('taken in elsewhere', async () => {
      await away.goto('/packages')
      await signIn(away, admin)
      await away.locator('input[type=file]').setInputFiles({ name: '时效.json', mimeType: 'application/json', buffer: Buffer.from(text) })
      await away.getByRole('button', { name: '接受签名人' }).click()
      const accept = away.getByRole('dialog', { name: '接受签名人' })
      await accept.getByLabel('怎样核对的').fill('电话核对')
      await accept.getByRole('button', { name: '接受签名人' }).click()
      await away.getByRole('button', { name: '运行用例' }).click()
      await expect(away.getByText('全部通过（2 个）')).toBeVisible()
      await away.getByRole('button', { name: '安装', exact: true }).click()
      await away.getByRole('checkbox', { name: /相同，仍然安装/ }).check()
      await away.getByRole('dialog').getByRole('button', { name: '安装', exact: true }).click()
      await expect(away.getByText('已在本院')).toBeVisible()
    })
    await test.step('an agency’s files, and the model on them', async () => {
      await away.goto('/imports')
      for (const [name, rows] of Object.entries(agencyFiles))
        await away.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(rows) })
      await expect(away.getByText(/^收取 3 行/)).toHaveCount(2)
      await away.goto(`/models/${own.id}`)
      await away.getByRole('button', { name: '运行', exact: true }).click()
      await away.getByRole('dialog').getByRole('button', { name: '开始运行' }).click()
      await expect(away.getByText('已完成', { exact: true })).toBeVisible({ timeout: 60_000 })
      await away.getByRole('link', { name: /^线索合计/ }).click()
      await expect(away.locator('tbody tr')).toHaveCount(1)
      await away.locator('tbody').getByRole('link').first().click()
      await expect(away.getByText('己岭1运输有限公司').first()).toBeVisible()
    })
  } finally {
    await there.close()
    await second.close()
  }
})

/** The first case was filed too late, the second in time, the third is a building that stands still. */
const agency = '11529999MB1D00119G'
const agencyFiles = {
  '处罚.csv': [
    '行政处罚决定书文号,行政相对人名称,行政相对人类别,违法行为类型,违法事实,处罚类别,罚款金额（元）,处罚决定日期,处罚机关,处罚机关统一社会信用代码,记录状态,案件编号',
    ...['擅自超限运输', '擅自超限运输', '违法建设'].map(
      (kind, at) =>
        `云坊罚〔2025〕${at + 1}号,己岭${at + 1}运输有限公司,法人及非法人组织,${kind},${kind},罚款,1000,2025-03-05,云岑县交通运输局,${agency},有效,坊${at + 1}`,
    ),
  ].join('\r\n'),
  '过程.csv': [
    '案件编号,处罚决定书文号,办案机关代码,违法行为终了日期,立案日期,决定日期',
    ...['2022-01-10', '2024-12-10', '2022-01-10'].map(
      (end, at) => `坊${at + 1},云坊罚〔2025〕${at + 1}号,${agency},${end},2025-01-20,2025-03-05`,
    ),
  ].join('\r\n'),
}
