import { readFileSync } from 'node:fs'
import { admin, expect, signIn, test } from './application.ts'

/** Four penalties as an agency hands them over; the third has no number and cannot be taken. */
const handedOver = [
  '行政处罚决定书文号,行政相对人名称,行政相对人类别,证件类型,证件号码,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（元）,处罚决定日期,处罚机关,处罚机关统一社会信用代码,记录状态',
  '云岭罚〔2026〕1号,甲岭运输有限公司,法人及非法人组织,,,擅自超限运输,超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款1000元,1000,2026-03-02,云岑县交通运输局,11529999MB1D00119G,有效',
  '云岭罚〔2026〕2号,乙岭运输有限公司,法人及非法人组织,,,擅自超限运输,超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款2000元,2000,2026年3月5日,云岑县交通运输局,11529999MB1D00119G,有效',
  ',丙岭运输有限公司,法人及非法人组织,,,擅自超限运输,超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款3000元,3000,2026-03-09,云岑县交通运输局,11529999MB1D00119G,有效',
  '云岭罚〔2026〕4号,丁岭运输有限公司,法人及非法人组织,,,擅自超限运输,超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款4000元,4000,2026/3/12,云岑县交通运输局,11529999MB1D00119G,有效',
].join('\r\n')

test('from an agency’s file to a judged clue', async ({ page }, { retry }) => {
  await page.goto('/clues')
  await signIn(page, admin)
  await expect(page.getByRole('heading', { level: 1, name: '监督线索' })).toBeVisible()

  await test.step('upload a file and read its report', async () => {
    await page.getByRole('link', { name: '数据导入' }).click()
    // Bytes that came before are noticed: a second try hands in one empty line more.
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '交通局补报.csv', mimeType: 'text/csv', buffer: Buffer.from(handedOver + '\r\n'.repeat(retry)) })
    await expect(page.getByText('收取 3 行，拒收 1 行')).toBeVisible()
    await page.getByRole('link', { name: '查看 交通局补报.csv 的报告' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '交通局补报.csv' })).toBeVisible()
    await expect(page.getByText('这张表识别为')).toContainText('行政处罚决定')
    await expect(page.getByRole('heading', { name: '隔离区：没有收取的行' })).toBeVisible()
    await expect(page.getByRole('definition').filter({ hasText: '丙岭运输有限公司' })).toBeVisible()
  })

  await test.step('see the rows that were taken', async () => {
    await page.getByRole('link', { name: '查看收取的行' }).click()
    await expect(page.getByText('云岭罚〔2026〕4号').first()).toBeVisible()
    await expect(page.getByText('共 3 条')).toBeVisible()
  })

  await test.step('run a model', async () => {
    await page.getByRole('link', { name: '监督模型' }).click()
    await page.getByRole('textbox', { name: '搜索模型名称' }).fill('逾期作出')
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /逾期作出行政处罚决定/ })
      .first()
      .click()
    await page.getByRole('button', { name: '运行', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '开始运行' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /^运行：/ })).toBeVisible()
    await expect(page.getByText('已完成', { exact: true })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('heading', { name: '各规则的结果' })).toBeVisible()
  })

  await test.step('open a clue', async () => {
    await page.getByRole('link', { name: /^线索合计/ }).click()
    await page.locator('tbody').getByRole('link').first().click()
    await expect(page.getByRole('heading', { name: '为什么是线索' })).toBeVisible()
    await expect(page.getByRole('heading', { name: /^证据/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: '法律依据' })).toBeVisible()
  })

  await test.step('judge it', async () => {
    await page.getByRole('button', { name: '判为不属实' }).click()
    await page.getByRole('button', { name: '确认判为不属实' }).click()
    await expect(page.getByText('请填写原因')).toBeVisible()
    await page.getByRole('radio', { name: '数据错误' }).check()
    await page.getByLabel('说明').fill('决定日期录入有误，已核对原件')
    await page.getByRole('button', { name: '确认判为不属实' }).click()
    await expect(page.getByText('决定日期录入有误，已核对原件')).toBeVisible()
    await expect(page.getByRole('button', { name: '重新研判' })).toBeVisible()
  })

  await test.step('export the list', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '监督线索' }).click()
    const arriving = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 XLSX' }).click()
    const file = await arriving
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    const bytes = readFileSync(await file.path())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })

  await test.step('find it all in the log', async () => {
    await page.getByRole('link', { name: '审计日志' }).click()
    await page.getByRole('button', { name: '校验完整性' }).click()
    await expect(page.getByText(/完整：.*条记录的哈希链前后一致/)).toBeVisible()
  })
})

test('a list keeps its state in the address, and a clue knows its neighbours', async ({ signedIn: page }) => {
  await page.goto('/clues?severity=high&sort=-days_overdue')
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  await expect(page.locator('th[aria-sort="descending"]')).toContainText('逾期')
  await page.getByRole('button', { name: '涉及金额' }).click()
  await expect(page).toHaveURL(/sort=-amount/)
  await page.goBack()
  await expect(page).toHaveURL(/sort=-days_overdue/)
  await rows.first().getByRole('link').click()
  await expect(page.getByText(/^第 1 条，共/)).toBeVisible()
  await page.getByRole('link', { name: '下一条' }).click()
  await expect(page.getByText(/^第 2 条，共/)).toBeVisible()
  await page.locator('.page-header').getByRole('link', { name: '监督线索' }).click()
  await expect(page).toHaveURL(/\/clues\?severity=high/)
})

test('the pipeline of a rule is drawn, opened box by box, and told as a list', async ({ signedIn: page }) => {
  await page.goto('/models/transport-nonlit-enforcement')
  const graph = page.getByRole('region', { name: /流程图$/ })
  await expect(graph.getByRole('button', { name: /R1a|逾期未申请强制执行/ }).first()).toBeVisible()
  const folded = graph.getByRole('button', { name: /展开背后的/ })
  const before = await folded.count()
  expect(before).toBeGreaterThan(0)
  await folded.first().click()
  await expect(page.getByRole('button', { name: '收起' })).toBeVisible()
  await page.getByText('列表', { exact: true }).click()
  await expect(page.getByRole('columnheader', { name: '算子' })).toBeVisible()
  await expect(page).toHaveURL(/view=list/)
})

test('the same file twice is noticed', async ({ signedIn: page }) => {
  const file = { name: '重复.csv', mimeType: 'text/csv', buffer: Buffer.from(`${handedOver}\n`) }
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText('收取 3 行，拒收 1 行').first()).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('button', { name: '仍要再导入一次' })).toBeVisible()
})

test('a file that is no table is refused with a reason', async ({ signedIn: page }) => {
  await page.goto('/imports')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '不是表.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 3, 250, 7]) })
  const line = page.getByRole('listitem').filter({ hasText: '不是表.xlsx' })
  await expect(line.locator('.danger')).toBeVisible()
})
