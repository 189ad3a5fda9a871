import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Another installation: a server of its own on an empty folder, which is gone afterwards. */
export async function openSecondOffice(password: string): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'xiezhi-e2e-second-'))
  const port = await freePort()
  const server = spawn(process.execPath, ['--import', 'tsx', 'packages/platform/src/main.ts'], {
    env: { ...process.env, XIEZHI_DEMO: '0', XIEZHI_DATA: data, XIEZHI_PORT: String(port), XIEZHI_ADMIN_PASSWORD: password },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const address = `http://127.0.0.1:${port}`
  const close = async (): Promise<void> => {
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await expect
      .poll(
        () =>
          fetch(`${address}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 90_000 },
      )
      .toBe(true)
  } catch (error) {
    await close()
    throw error
  }
  return { address, close }
}
