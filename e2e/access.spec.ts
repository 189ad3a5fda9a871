import { admin, expect, signIn, test } from './application.ts'

test('a wrong password is refused in words, and the address that was wanted is reached after the right one', async ({ page, expected }) => {
  expected.push('401')
  await page.goto('/runs?state=succeeded')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, { ...admin, password: 'not-the-password' })
  await expect(page.getByRole('alert')).toBeVisible()
  await signIn(page, admin)
  await expect(page).toHaveURL(/\/runs\?state=succeeded/)
  await page.getByRole('button', { name: /^账号菜单/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a new account must change its password first and sees no page that is not its own', async ({ signedIn: page, browser, baseURL }) => {
  await page.goto('/users')
  await page.getByRole('button', { name: '新建账号' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('账号').fill('e2e.procurator')
  await form.getByLabel('姓名').fill('测试检察官')
  await form.getByRole('button', { name: '保存' }).click()
  const first = (await page.locator('.password-once code').textContent()) ?? ''
  await page.getByRole('button', { name: '已记下' }).click()
  await expect(page.getByRole('cell', { name: 'e2e.procurator' })).toBeVisible()

  const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  const theirs = await other.newPage()
  await theirs.goto('/')
  await signIn(theirs, { account: 'e2e.procurator', password: first })
  await expect(theirs.getByRole('heading', { name: '请先设置新密码' })).toBeVisible()
  await theirs.goto('/clues')
  await expect(theirs.getByRole('heading', { name: '请先设置新密码' })).toBeVisible()
  await theirs.getByLabel('当前密码').fill(first)
  await theirs.getByLabel('新密码', { exact: true }).fill('a-new-long-password')
  await theirs.getByLabel('再输一次新密码').fill('a-new-long-password')
  await theirs.getByRole('button', { name: '修改密码' }).click()
  await expect(theirs.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  await expect(theirs.getByRole('link', { name: '账号管理' })).toHaveCount(0)
  await theirs.goto('/users')
  await expect(theirs.getByRole('heading', { level: 1, name: '没有权限' })).toBeVisible()

  const { items } = await (await page.request.get('/api/users?q=e2e.procurator')).json()
  const put = { data: { roles: ['administrator'] }, headers: { origin: baseURL ?? '' } }
  expect((await page.request.put(`/api/users/${items[0].id}`, put)).ok()).toBe(true)
  await theirs.goto('/')
  await expect(theirs.getByText('这个账号管理系统')).toBeVisible()
  await expect(theirs.getByText('还没有数据')).toHaveCount(0)
  await other.close()
})

test('what is not there is said', async ({ signedIn: page, expected }) => {
  expected.push('404')
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible()
  await page.goto('/clues/no-such-clue')
  await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible()
})
