import { writeFileSync } from 'node:fs'
import { expect, test } from './application.ts'

test('a large file goes on after a broken line and a closed page', async ({ signedIn: page, expected }, info) => {
  expected.push('net::ERR_FAILED')
  // A file of the disk: it is known again by when it was changed.
  const file = info.outputPath('大文件.csv')
  writeFileSync(file, Buffer.alloc(9 * 1024 * 1024, '某,'))
  const offsets: string[] = []
  page.on('request', (request) => {
    const offset = new URL(request.url()).searchParams.get('offset')
    if (offset) offsets.push(offset)
  })
  await page.goto('/imports')
  // The first part arrives, the second finds no line.
  await page.route('**/api/uploads/*/content*', (route) => (route.request().url().endsWith('offset=0') ? route.continue() : route.abort()))
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText('连接中断，自动重试')).toBeVisible()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto('/imports?page=1')
  const left = page.getByRole('region', { name: '未完成的上传' })
  await expect(left.getByText('大文件.csv')).toBeVisible()
  await page.unroute('**/api/uploads/*/content*')
  offsets.length = 0
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('link', { name: '查看 大文件.csv 的报告' })).toBeVisible()
  expect(offsets).toEqual([String(8 * 1024 * 1024)])
  await expect(left).toBeHidden()
})

test('a database is tried on the page of its source, and what is wrong is said', async ({ signedIn: page, expected }) => {
  expected.push('503')
  await page.goto('/sources')
  await page.getByRole('button', { name: '登记来源' }).click()
  const form = page.getByRole('dialog', { name: '登记来源' })
  await form.getByLabel('名称').fill('县水利局·执法系统')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '添加数据库' }).click()
  const database = page.getByRole('dialog', { name: '添加数据库' })
  await database.getByLabel('名称', { exact: true }).fill('处罚决定书表')
  await database.getByLabel('主机').fill('127.0.0.1')
  await database.getByLabel('端口').fill('1')
  await database.getByLabel('数据库名').fill('agency')
  await database.getByLabel('用户名').fill('reader')
  await database.getByLabel('密码', { exact: true }).fill('a secret of tests')
  await database.getByLabel('表名').fill('cf.jds')
  await database.getByRole('button', { name: '试连并预览' }).click()
  await expect(database.getByText('对方拒绝了连接')).toBeVisible()
  await database.getByRole('button', { name: '保存' }).click()
  const table = page.getByRole('region', { name: '数据库对接' })
  await expect(table.getByText('127.0.0.1:1/agency')).toBeVisible()
  await table.getByRole('button', { name: '立即读取' }).click()
  await expect(table.getByText('对方拒绝了连接')).toBeVisible()
  await table.getByRole('button', { name: '为“处罚决定书表”设置定时' }).click()
  await page.getByRole('dialog', { name: '新建定时任务' }).getByRole('button', { name: '保存' }).click()
  await expect(table.getByText('每天 02:00')).toBeVisible()
})
