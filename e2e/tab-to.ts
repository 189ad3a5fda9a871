import type { Page } from '@playwright/test'

/** Presses Tab until what has the focus says this, and fails when it never does. */
export const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 120; presses += 1) {
    const at = await page.evaluate(() => {
      const { activeElement } = document
      return `${activeElement?.getAttribute('aria-label') ?? ''} ${activeElement?.textContent ?? ''}`.trim()
    })
    if (name.test(at)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${name}`)
}
