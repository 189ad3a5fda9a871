import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Kysely over the embedded PostgreSQL. Transactions run inside PGlite's own `transaction`, which holds everybody else
 * back: a plain `begin` would let any other query slip into the open transaction and vanish with its rollback.
 */

/** What the thread answers (store/pglite-worker.mjs, the other half of this file). */
interface Reply {
  readonly id?: number
  readonly value?: unknown
  /** The database is at its end. */
  readonly stopped?: boolean
  readonly error?: { readonly message: string; readonly code?: string; readonly constraint?: string }
}
interface ResultSet {
  readonly rows: readonly unknown[]
  readonly affected: number
}

/** An error of the database with its SQLSTATE, as the `pg` driver throws it. */
class DatabaseError extends Error {
  readonly code: string | undefined
  readonly constraint: string | undefined
  constructor(message: string, code: string | undefined, constraint: string | undefined) {
    super(message)
    this.code = code
    this.constraint = constraint
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Two segments of the log of changes (16 MB each): with less the database would stop in the middle of its start. */
const leastFree = 33 * 1024 ** 2

async function needRoom(dataDir: string | undefined): Promise<void> {
  if (dataDir === undefined) return
  const { bavail, bsize } = await statfs(dirname(dataDir))
  const inside = existsSync(dataDir) ? await statfs(dataDir) : { bavail, bsize }
  if (Math.min(bavail * bsize, inside.bavail * inside.bsize) < leastFree)
    throw new DatabaseError('no room for the log of the embedded database: No space left on device', '53100', undefined)
}

/**
 * The thread with the database in it. Where the database stops (its log of changes can't be written, most of all on a full disk) the thread is
 * ended, whoever waits is told why, and the next call opens it anew: it begins from its log, with all that was acknowledged.
 */
class Engine {
  private readonly dataDir: string | undefined
  private worker: Promise<Worker>
  private stopped = false
  private closed = false
  private readonly pending = new Map<number, Pending>()
  private next = 1

  private constructor(dataDir: string | undefined, worker: Worker) {
    this.dataDir = dataDir
    this.worker = Promise.resolve(worker)
    this.listen(worker)
  }

  static async open(dataDir: string | undefined): Promise<Engine> {
    return new Engine(dataDir, await begin(dataDir))
  }

  private listen(worker: Worker): void {
    let over = false
    const end = (error: Error): void => {
      if (over) return
      over = true
      this.stopped = true
      for (const waiting of this.pending.values()) waiting.reject(error)
      this.pending.clear()
      void worker.terminate()
    }
    worker.on('message', ({ id, value, error, stopped }: Reply) => {
      if (id === undefined) return
      const waiting = this.pending.get(id)
      this.pending.delete(id)
      const failure = error && new DatabaseError(error.message, error.code, error.constraint)
      if (failure) waiting?.reject(failure)
      else waiting?.resolve(value)
      if (failure && stopped) end(failure)
    })
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the embedded database has stopped')))
  }

  /** The thread as it is, or a new one after the last has stopped. While there is no room, each call asks again. */
  private async running(): Promise<Worker> {
    if (this.stopped && !this.closed) {
      this.stopped = false
      this.worker = this.worker.then(
        async (last) => {
          await last.terminate()
          return begin(this.dataDir)
        },
        () => begin(this.dataDir),
      )
      this.worker.then(
        (worker) => this.listen(worker),
        () => {
          this.stopped = true
        },
      )
    }
    return this.worker
  }

  async call(request: { call: string; transaction?: number | undefined; sql?: string; parameters?: readonly unknown[] }): Promise<unknown> {
    const worker = await this.running()
    const id = this.next++
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject })
      worker.postMessage({ id, ...request })
    })
  }

  ticket(): number {
    return this.next++
  }

  async close(): Promise<void> {
    this.closed = true
    // One that has stopped has nothing left to write.
    if (this.stopped) return
    await this.call({ call: 'close' })
    await (await this.worker).terminate()
  }
}

async function begin(dataDir: string | undefined): Promise<Worker> {
  await needRoom(dataDir)
  const worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), { workerData: { dataDir }, execArgv: [] })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      resolve(worker)
    })
  })
}

class Connection implements DatabaseConnection {
  private readonly engine: Engine
  private transaction: number | undefined

  constructor(engine: Engine) {
    this.engine = engine
  }

  async begin(): Promise<void> {
    const ticket = this.engine.ticket()
    await this.engine.call({ call: 'begin', transaction: ticket })
    this.transaction = ticket
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const ticket = this.transaction
    this.transaction = undefined
    await this.engine.call({ call: how, transaction: ticket })
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answer = await this.engine.call({
      call: 'query',
      transaction: this.transaction,
      sql: query.sql,
      parameters: query.parameters,
    })
    // Kysely's own drivers state the row type here too: the database is the authority on what a statement returns.
    const { rows, affected } = answer as ResultSet
    return { rows: rows as R[], numAffectedRows: BigInt(affected) }
  }

  // biome-ignore lint/correctness/useYield: PGlite has no cursors; long results are paged by their callers
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the embedded database does not stream')
  }
}

class PGliteDriver implements Driver {
  private readonly engine: Engine
  constructor(engine: Engine) {
    this.engine = engine
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<Connection> {
    return new Connection(this.engine)
  }
  beginTransaction(connection: Connection): Promise<void> {
    return connection.begin()
  }
  commitTransaction(connection: Connection): Promise<void> {
    return connection.end('commit')
  }
  rollbackTransaction(connection: Connection): Promise<void> {
    return connection.end('rollback')
  }
  async releaseConnection(): Promise<void> {}
  destroy(): Promise<void> {
    return this.engine.close()
  }
}

/** Opens (or makes) the embedded database in a folder; without a folder it lives in memory. The caller holds the folder's lock. */
export async function openEmbedded(dataDir: string | undefined): Promise<Kysely<Tables>> {
  const engine = await Engine.open(dataDir)
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PGliteDriver(engine),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<Tables>({ dialect })
}
