import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mysql, { type Connection } from 'mysql2/promise'

/** For tests: a real MariaDB, thrown away afterwards. */
export interface TestMariadb {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** As the one who may do everything. */
  run(...statements: readonly string[]): Promise<void>
  stop(): Promise<void>
}

const daemon = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/libexec/mariadbd'].find((path) => existsSync(path))
const installer = ['/usr/bin/mariadb-install-db', '/usr/bin/mysql_install_db'].find((path) => existsSync(path))

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** MariaDB refuses to run as root; then it runs as nobody. */
const someone = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const user = 'reader'
const password = '读取用 p@ss"\'\\'
const database = 'agency'

/** Debian's server in a temporary folder; undefined where it is not installed, and the caller says what it leaves out. */
export async function startMariadb(): Promise<TestMariadb | undefined> {
  if (!daemon || !installer) return undefined
  const dir = mkdtempSync(join(tmpdir(), 'xiezhi-test-maria-'))
  if (someone.uid !== undefined) chownSync(dir, someone.uid, someone.gid)
  const data = join(dir, 'data')
  const options = { ...someone, stdio: 'ignore', cwd: dir } as const
  execFileSync(
    installer,
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--innodb-log-file-size=8M'],
    options,
  )
  const port = await freePort()
  const server = spawn(
    daemon,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(dir, 'socket')}`,
      `--pid-file=${join(dir, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--innodb-buffer-pool-size=32M',
      '--innodb-log-file-size=8M',
      '--innodb-flush-log-at-trx-commit=0',
      '--skip-name-resolve',
      '--performance-schema=off',
    ],
    options,
  )
  const connect = async (): Promise<Connection> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await mysql.createConnection({ host: '127.0.0.1', port, user: 'root', charset: 'utf8mb4' })
      } catch (error) {
        if (attempt > 150) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }
  const run = async (...statements: readonly string[]): Promise<void> => {
    const root = await connect()
    for (const statement of statements) await root.query(statement)
    await root.end()
  }
  await run(
    `create database ${database} character set utf8mb4`,
    `create user ${user}@'127.0.0.1' identified by ${mysql.escape(password)}`,
    // More than a reading account should have: what is tried against it must be refused by us, not by want of rights.
    `grant all on ${database}.* to ${user}@'127.0.0.1'`,
    `use ${database}`,
  )
  return {
    port,
    user,
    password,
    database,
    run: (...statements) => run(`use ${database}`, ...statements),
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGKILL')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
