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

class Engine {
  private readonly worker: Worker
  private readonly pending = new Map<number, Pending>()
  private next = 1

  private constructor(worker: Worker) {
    this.worker = worker
    worker.on('message', ({ id, value, error }: Reply) => {
      if (id === undefined) return
      const waiting = this.pending.get(id)
      this.pending.delete(id)
      if (error) waiting?.reject(new DatabaseError(error.message, error.code, error.constraint))
      else waiting?.resolve(value)
    })
    const fail = (error: Error) => {
      for (const waiting of this.pending.values()) waiting.reject(error)
      this.pending.clear()
    }
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('the embedded database has stopped')))
  }

  static open(dataDir: string | undefined): Promise<Engine> {
    const worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), { workerData: { dataDir }, execArgv: [] })
    return new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.once('message', () => {
        worker.off('error', reject)
        resolve(new Engine(worker))
      })
    })
  }

  call(request: { call: string; transaction?: number | undefined; sql?: string; parameters?: readonly unknown[] }): Promise<unknown> {
    const id = this.next++
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject })
      this.worker.postMessage({ id, ...request })
    })
  }

  ticket(): number {
    return this.next++
  }

  async close(): Promise<void> {
    await this.call({ call: 'close' })
    await this.worker.terminate()
  }
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
