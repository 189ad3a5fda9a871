import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** For tests: a real PostgreSQL, thrown away afterwards. */
export interface TestPostgres {
  readonly url: string
  stop(): Promise<void>
}

/** Debian keeps its binaries out of the path, a folder a version. */
function binaries(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(root, version, 'bin')).find((dir) => existsSync(join(dir, 'initdb')))
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const someone = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/**
 * XIEZHI_TEST_DATABASE_URL, in a database of its own, else a server of Debian's in a temporary folder; undefined where there is
 * neither, and the caller says what it leaves out.
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const given = process.env.XIEZHI_TEST_DATABASE_URL
  if (given) {
    const name = `xiezhi_test_${process.pid}_${Date.now()}`
    const admin = new pg.Client({ connectionString: given })
    await admin.connect()
    await admin.query(`create database ${name}`)
    const url = new URL(given)
    url.pathname = `/${name}`
    return {
      url: url.href,
      stop: async () => {
        await admin.query(`drop database ${name} with (force)`)
        await admin.end()
      },
    }
  }
  const bin = binaries()
  if (!bin) return undefined
  const dir = mkdtempSync(join(tmpdir(), 'xiezhi-test-pg-'))
  if (someone.uid !== undefined) chownSync(dir, someone.uid, someone.gid)
  const cluster = join(dir, 'cluster')
  execFileSync(join(bin, 'initdb'), ['-D', cluster, '-U', 'xiezhi', '--auth=trust', '--encoding=UTF8', '--no-locale'], {
    ...someone,
    stdio: 'ignore',
    cwd: dir,
  })
  const port = await freePort()
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${dir}`, '-c', 'timezone=Asia/Shanghai']
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, '-p', String(port), ...settings], { ...someone, stdio: 'ignore', cwd: dir })
  const url = `postgres://xiezhi@127.0.0.1:${port}/postgres`
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      break
    } catch (error) {
      await client.end().catch(() => undefined)
      if (attempt > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
