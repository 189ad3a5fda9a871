import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'

export { expect }

export const admin = { account: 'admin', password: process.env.XIEZHI_E2E_PASSWORD ?? '' }

/** Complaints of the page that a test expects: text that the console message must contain. */
interface Fixtures {
  readonly expected: string[]
  readonly signedIn: Page
}

/** Every test fails on whatever the page complains about: console errors, uncaught errors, violations of the content policy. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  expected: async ({}, use) => {
    await use([])
  },
  page: async ({ page, expected }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`)
      })
    })
    await use(page)
    // That nobody is signed in is an answer, which the browser reports as an error all the same.
    const unexpected = complaints.filter((text) => !text.includes('/api/session') && !expected.some((known) => text.includes(known)))
    expect(unexpected).toEqual([])
  },
  signedIn: async ({ page }, use) => {
    await enter(page.request, admin)
    await use(page)
  },
})

export const enter = async (request: APIRequestContext, who: { readonly account: string; readonly password: string }): Promise<void> => {
  const answer = await request.post('/api/session', { data: who })
  expect(answer.status()).toBe(200)
}

/** Signs in through the page, as a person does. */
export const signIn = async (page: Page, who: { readonly account: string; readonly password: string }): Promise<void> => {
  await page.getByLabel('账号').fill(who.account)
  await page.getByLabel('密码', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: '登录' }).click()
}

interface Listed {
  readonly items: readonly { readonly id: string }[]
}
const isListed = (answer: unknown): answer is Listed =>
  typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items)

/** The first thing that a list of the API gives. */
export const firstOf = async (request: APIRequestContext, path: string): Promise<string> => {
  const answer: unknown = await (await request.get(`/api${path}`)).json()
  const id = isListed(answer) ? answer.items[0]?.id : undefined
  expect(id, path).toBeTruthy()
  return id ?? ''
}
