import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Light and dark have one structure; in the dark only the colours have to be looked at again. */
const rules = (page: Page, scheme: 'light' | 'dark') =>
  (scheme === 'light' ? new AxeBuilder({ page }).withTags(tags) : new AxeBuilder({ page }).withRules(['color-contrast']))
    // Without a page of its own for the findings, which only frames of other origins need: a third less time.
    .setLegacyMode(true)

export const findings = async (page: Page, scheme: 'light' | 'dark'): Promise<readonly string[]> => {
  const { violations } = await rules(page, scheme).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  )
}

export const settle = async (page: Page, address: string): Promise<void> => {
  await page.goto(address)
  await page.locator('h1').first().waitFor()
  await expect(page.locator('.loading, .list-waiting')).toHaveCount(0)
}
