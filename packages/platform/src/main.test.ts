import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDataDir } from './testing/template.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
let dir: string

interface Started {
  readonly child: ChildProcess
  said(): string
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
  /** Resolves when the text has been said, or the process has ended. */
  says(text: RegExp): Promise<void>
}

function start(environment: Record<string, string>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, XIEZHI_DEMO: '0', XIEZHI_PORT: '0', XIEZHI_DATA: dir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      for (const listener of listeners) listener()
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const says = (text: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (text.test(said)) resolve()
      }
      listeners.add(look)
      look()
      void ended.then(() => resolve())
    })
  return { child, said: () => said, ended, says }
}

beforeAll(async () => {
  dir = await freshDataDir()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const slow = 180_000

test(
  'a first start tells its accounts once, refuses a second one beside it, ends at Ctrl-C, and a later start keeps all',
  async () => {
    const first = start({})
    await first.says(/http:\/\/127\.0\.0\.1:\d+/)
    expect(first.said()).toMatch(/账号 admin {2}密码 \S+-\S+-\S+-\S+ /)
    expect(first.said()).toMatch('不保证断电不丢')
    const address = /http:\/\/\S+/.exec(first.said())?.[0]
    expect((await fetch(`${address}/readyz`)).status).toBe(200)

    const second = start({})
    expect(await second.ended).toBe(3)
    expect(second.said()).toMatch(`进程号 ${first.child.pid}`)

    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(first.said()).toMatch('已结束')
    expect(readdirSync(dir)).not.toContain('lock')

    const later = start({ XIEZHI_ADMIN_PASSWORD: 'is not used any more' })
    await later.says(/http:/)
    expect(later.said()).not.toMatch('密码')
    later.child.kill('SIGTERM')
    expect(await later.ended).toBe(0)
  },
  slow,
)

test(
  'a port in use, a port that is none: each is told in plain words, and nothing is made',
  async () => {
    const nowhere = join(dir, 'nowhere')
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const blocked = start({ XIEZHI_PORT: String(port), XIEZHI_DATA: nowhere })
    expect(await blocked.ended).toBe(3)
    expect(blocked.said()).toMatch(`XIEZHI_PORT=${port + 1} npm start`)
    taken.close()
    const wrong = start({ XIEZHI_PORT: 'eighty', XIEZHI_DATA: nowhere })
    expect(await wrong.ended).toBe(3)
    expect(wrong.said()).toMatch('eighty')
    expect(existsSync(nowhere)).toBe(false)
  },
  slow,
)
