import { expect, type Locator, type Page } from '@playwright/test'

/** What a person does at the workshop's picture: by mouse, and again by keyboard alone. */
export interface Hand {
  /** To what is said of the model as a whole. */
  model(): Promise<void>
  /** Adds a part by what it is called; a step goes behind the box that is named. */
  add(part: string, behind?: string): Promise<void>
  /** Chooses a box, with its form. */
  open(box: string): Promise<void>
  /** The same box once more. */
  copy(box: string): Promise<void>
  press(button: string): Promise<void>
  /** Words in a field. */
  write(field: string, text: string): Promise<void>
  /** A name that others refer to: taken over with Enter. */
  name(field: string, text: string): Promise<void>
  /** An expression or a sentence. */
  code(field: string, text: string): Promise<void>
  /** One of a list. */
  choose(field: string, value: string): Promise<void>
  /** These in a field of several, in place of what stands there. */
  fill(field: string, values: readonly string[]): Promise<void>
}

const form = (page: Page): Locator => page.locator('.picture-form')
const box = (page: Page, id: string): Locator => page.locator(`[data-box="${id}"]`)
const option = (page: Page, value: string): Locator =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: value })

export function byMouse(page: Page): Hand {
  const palette = page.getByRole('region', { name: '可用的部件' })
  const field = (name: string): Locator => form(page).getByRole('textbox', { name, exact: true })
  const list = (name: string): Locator => form(page).getByRole('combobox', { name, exact: true })
  const replace = async (at: Locator, text: string): Promise<void> => {
    await at.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
  }
  return {
    async model() {
      await page.getByRole('button', { name: '模型和参数' }).click()
    },
    async add(part, behind) {
      // Found first, so that it stands beside the picture.
      await palette.getByRole('textbox').fill(part)
      await palette.getByRole('button', { name: part, exact: true }).dragTo(behind ? box(page, behind) : page.locator('.board'))
    },
    async open(id) {
      await box(page, id).click()
    },
    async copy(id) {
      await box(page, id).click()
      await form(page).getByRole('button', { name: '复制' }).click()
    },
    async press(button) {
      await form(page).getByRole('button', { name: button, exact: true }).click()
    },
    async write(name, text) {
      await replace(field(name), text)
    },
    async name(name, text) {
      await replace(field(name), text)
      await page.keyboard.press('Enter')
    },
    async code(name, text) {
      await replace(field(name), text)
    },
    async choose(name, value) {
      await list(name).click()
      await page.keyboard.insertText(value)
      await option(page, value).first().click()
    },
    async fill(name, values) {
      const field = form(page)
        .locator('.ant-select')
        .filter({ has: page.getByRole('combobox', { name, exact: true }) })
      const tags = await field.locator('.ant-select-selection-item').count()
      await list(name).click()
      for (let left = tags; left > 0; left--) await page.keyboard.press('Backspace')
      await page.keyboard.insertText(values.map((one) => `${one},`).join(''))
      await page.keyboard.press('Escape')
    },
  }
}

/** What has the focus is called so. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0]?.textContent : undefined
    return (at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '').replace('（可不填）', '').trim()
  })

/** By keyboard there are also the ways to a field and to a box. */
export interface Keys extends Hand {
  reach(field: string): Promise<void>
  box(id: string): Promise<void>
}

export function byKeys(page: Page): Keys {
  const { keyboard } = page
  /** Tab until the field has the focus; a person would not press it more often. */
  const reach = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 120; presses++) {
      if ((await focused(page)) === name) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab never reached ${name}`)
  }
  const onBox = (): Promise<boolean> => page.evaluate(() => document.activeElement?.hasAttribute('data-box') ?? false)
  /** Out of a field, back to the picture: a list that is open closes first. */
  const leave = async (): Promise<void> => {
    for (let presses = 0; presses < 4; presses++) {
      if (await onBox()) return
      await keyboard.press('Escape')
      await page
        .waitForFunction(() => document.activeElement?.hasAttribute('data-box'), undefined, { timeout: 2000 })
        .catch(() => undefined)
    }
    expect(await onBox()).toBe(true)
  }
  const toBox = async (id: string): Promise<void> => {
    await leave()
    const ids = await page.locator('[data-box]').evaluateAll((boxes) => boxes.map((one) => one.getAttribute('data-box')))
    for (let presses = 0; presses <= ids.length; presses++) {
      const at = await page.evaluate(() => document.activeElement?.getAttribute('data-box') ?? '')
      if (at === id) return
      await keyboard.press(ids.indexOf(at) < ids.indexOf(id) ? 'ArrowDown' : 'ArrowUp')
    }
    throw new Error(`no way to box ${id}`)
  }
  const search = async (): Promise<void> => {
    if ((await focused(page)) === '查找部件，回车加入') return
    if ((await page.locator('[data-box]').count()) === 0) return reach('查找部件，回车加入')
    await leave()
    await keyboard.press('+')
    expect(await focused(page)).toBe('查找部件，回车加入')
  }
  const replace = async (name: string, text: string): Promise<void> => {
    await reach(name)
    await keyboard.press('ControlOrMeta+a')
    await keyboard.insertText(text)
  }
  return {
    reach,
    box: toBox,
    async model(): Promise<void> {
      const boxes = await page.locator('[data-box]').count()
      if (boxes === 0) {
        await reach('模型和参数')
        return keyboard.press('Enter')
      }
      await toBox((await page.locator('[data-box]').first().getAttribute('data-box')) ?? '')
      await keyboard.press('Escape')
    },
    async add(part, behind) {
      if (behind) await toBox(behind)
      await search()
      await keyboard.insertText(part)
      await keyboard.press('Enter')
    },
    async open(id) {
      await toBox(id)
      await keyboard.press('Enter')
    },
    async copy(id) {
      await toBox(id)
      await keyboard.press('Enter')
      // The button stands before the first field.
      for (let presses = 0; presses < 6 && (await focused(page)) !== '复制'; presses++) await keyboard.press('Shift+Tab')
      await keyboard.press('Enter')
    },
    async press(button) {
      await reach(button)
      await keyboard.press('Enter')
    },
    write: replace,
    async name(name, text) {
      await replace(name, text)
      await keyboard.press('Enter')
    },
    code: replace,
    async choose(name, value) {
      await reach(name)
      await keyboard.insertText(value)
      await expect(option(page, value).first()).toBeVisible()
      await keyboard.press('Enter')
    },
    async fill(name, values) {
      await reach(name)
      const tags = await page.evaluate(
        () => document.activeElement?.closest('.ant-select')?.querySelectorAll('.ant-select-selection-item').length ?? 0,
      )
      for (let left = tags; left > 0; left--) await keyboard.press('Backspace')
      await keyboard.insertText(values.map((one) => `${one},`).join(''))
    },
  }
}
