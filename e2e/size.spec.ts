import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const dist = fileURLToPath(new URL('../packages/web/dist/', import.meta.url))

test('what a first visit loads stays within 260 KB', () => {
  const page = readFileSync(`${dist}index.html`, 'utf8')
  const files = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => `${dist}${file}`)
  expect(files.length).toBeGreaterThan(1)
  const bytes = files.reduce((sum, file) => sum + statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size, 0)
  expect(bytes).toBeLessThan(260 * 1024)
})
