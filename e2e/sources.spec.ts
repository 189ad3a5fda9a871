import { expect, test } from './application.ts'

/** Headings that nobody could know for days stand in two columns; no other file of the demonstration has these numbers. */
const register = [
  '行政处罚决定书文号,行政相对人名称,行政相对人类别,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（元）,某甲,处罚机关,处罚机关统一社会信用代码',
  ...[1, 2, 3].map(
    (n) =>
      `云源罚〔2026〕${n}号,己岭${n}运输有限公司,法人及非法人组织,擅自超限运输,超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款1000元,1000,2026-02-0${n},云岑县交通运输局,11529999MB1D00119G`,
  ),
].join('\r\n')

test('a source is registered, its file brought in, a column corrected, the batch withdrawn and given back', async ({ signedIn: page }) => {
  await page.goto('/sources')
  await page.getByRole('button', { name: '登记来源' }).click()
  const form = page.getByRole('dialog', { name: '登记来源' })
  await form.getByLabel('名称').fill('县交通运输局·法制股')
  await form.getByLabel('法律依据').fill('双方数据共享协议')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { name: '县交通运输局·法制股' })).toBeVisible()

  await page.getByRole('link', { name: '导入数据' }).click()
  await page.locator('input[type=file]').setInputFiles({ name: '源头台账.csv', mimeType: 'text/csv', buffer: Buffer.from(register) })
  await page.getByRole('link', { name: '查看 源头台账.csv 的报告' }).click()
  await page.getByRole('link', { name: '更正列的对应' }).click()

  await expect(page.getByRole('status').filter({ hasText: '可收取 3 行' })).toBeVisible()
  await page.getByLabel('“某甲”列对应的字段').fill('处罚决定日期')
  // The fields of the standard may still be on their way.
  await page.getByTitle(/^处罚决定日期 /).click()
  await expect(page.getByRole('group', { name: '结果预览' }).getByText('2026年2月1日')).toBeVisible()
  await page.getByRole('button', { name: '按此重新导入' }).click()
  await expect(page.getByText('这是更正列的对应以后的重新导入')).toBeVisible()
  await expect(
    page
      .getByText('收取 3 行')
      .or(page.getByRole('link', { name: '查看这些数据' }))
      .first(),
  ).toBeVisible()

  await page.goto('/sources')
  await page.getByRole('link', { name: '县交通运输局·法制股' }).click()
  await expect(page.getByRole('group', { name: '记住的列' }).getByText('某甲')).toBeVisible()
  await page.getByRole('button', { name: '发放密钥' }).click()
  const key = page.getByRole('dialog', { name: '发放密钥' })
  await key.getByLabel('系统名称').fill('执法办案系统')
  await key.getByRole('button', { name: '发放密钥' }).click()
  await expect(page.getByRole('dialog', { name: '请记下密钥' }).getByText(/^xzk_/)).toBeVisible()
  await page.getByRole('button', { name: '已经记下' }).click()

  await page.goto('/batches')
  await page
    .getByRole('link', { name: /：第 \d+ 批/ })
    .first()
    .click()
  await page.getByRole('button', { name: '撤回批次' }).click()
  const withdraw = page.getByRole('dialog', { name: '撤回这个批次？' })
  await withdraw.getByRole('button', { name: '撤回批次' }).click()
  await expect(withdraw.getByText('请写明理由')).toBeVisible()
  await withdraw.getByLabel('理由').fill('单位来函更正')
  await withdraw.getByRole('button', { name: '撤回批次' }).click()
  await expect(page.getByText('撤回了这个批次')).toBeVisible()
  await page.getByRole('button', { name: '恢复批次' }).click()
  const restore = page.getByRole('dialog', { name: '恢复这个批次？' })
  await restore.getByLabel('理由').fill('核实无误')
  await restore.getByRole('button', { name: '恢复批次' }).click()
  await expect(page.getByRole('button', { name: '撤回批次' })).toBeVisible()
})
