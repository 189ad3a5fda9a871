import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

// This file is read again by every worker; what was chosen the first time is handed on through the environment.
process.env.XIEZHI_E2E_PORT ??= String(await freePort())
process.env.XIEZHI_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'xiezhi-e2e-'))
process.env.XIEZHI_E2E_PASSWORD ??= 'e2e-only-password'
const address = `http://127.0.0.1:${process.env.XIEZHI_E2E_PORT}`

const looking = /(accessible|phone|size)\.spec\.ts$/

/** The real server with the demonstration district in a fresh folder, the real pages, a real browser. */
export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  // What changes the office goes one after the other; what only looks at its pages does so beside that.
  projects: [
    { name: 'changing', testIgnore: looking, workers: 1 },
    { name: 'looking', testMatch: looking, workers: 1 },
  ],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may stall a page once; twice is a fault.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  outputDir: 'test-results',
  globalTeardown: './e2e/remove-data.ts',
  use: {
    baseURL: address,
    // What cannot be clicked for so long never can: the second try is worth more than the wait.
    actionTimeout: 60_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every act costs more than the act; `npx playwright test NAME --trace on` makes one where it is wanted.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.XIEZHI_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node --import tsx packages/platform/src/main.ts',
    url: `${address}/readyz`,
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      XIEZHI_PORT: process.env.XIEZHI_E2E_PORT,
      XIEZHI_DATA: process.env.XIEZHI_E2E_DATA,
      XIEZHI_ADMIN_PASSWORD: process.env.XIEZHI_E2E_PASSWORD,
      // Runs that no spec asked for would come in between.
      XIEZHI_PATROLS: '0',
      // Nobody answers there: what a page says of it is what is looked at.
      XIEZHI_DATABASES: '127.0.0.1:1',
    },
  },
})
