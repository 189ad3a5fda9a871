// The embedded PostgreSQL in a thread of its own: it computes synchronously, and a query of three seconds would
// otherwise stop the whole server for three seconds. Plain JavaScript, because a worker thread does not inherit the
// loader that lets the rest run from TypeScript.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'

const whole = (text) => {
  const n = Number(text)
  return Number.isSafeInteger(n) ? n : text
}
const moment = (text) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()

const db = await PGlite.create({
  dataDir: workerData.dataDir,
  // The same JavaScript values as the `pg` driver gives (store/postgres.ts): a day never passes through a time zone.
  parsers: {
    [types.INT8]: whole,
    [types.DATE]: (text) => text,
    [types.INTERVAL]: (text) => text,
    [types.TIMESTAMPTZ]: moment,
  },
})

/** Open transactions by the number the other side gave them. */
const open = new Map()

const begin = (id) =>
  new Promise((resolve, reject) => {
    db.transaction(
      (tx) =>
        new Promise((commit, rollback) => {
          open.set(id, { tx, commit, rollback })
          resolve(undefined)
        }),
    ).then(
      () => open.get(id)?.ended(),
      (error) => {
        const transaction = open.get(id)
        if (transaction?.ended) transaction.ended(transaction.rolledBack ? undefined : error)
        else reject(error)
      },
    )
  })

const end = (id, how) =>
  new Promise((resolve, reject) => {
    const transaction = open.get(id)
    // It went with a database that stopped: there is nothing to take back, and nothing that could be kept.
    if (!transaction) return how === 'rollback' ? resolve(undefined) : reject(new Error(`no transaction ${id}`))
    transaction.rolledBack = how === 'rollback'
    transaction.ended = (error) => {
      open.delete(id)
      if (error) reject(error)
      else resolve(undefined)
    }
    if (how === 'commit') transaction.commit()
    else transaction.rollback(new Error('rolled back'))
  })

const answer = {
  query: async ({ transaction, sql, parameters }) => {
    if (transaction !== undefined && !open.has(transaction)) throw new Error(`no transaction ${transaction}`)
    const result = await (transaction === undefined ? db : open.get(transaction).tx).query(sql, parameters)
    return { rows: result.rows, affected: result.affectedRows ?? 0 }
  },
  begin: ({ transaction }) => begin(transaction),
  commit: ({ transaction }) => end(transaction, 'commit'),
  rollback: ({ transaction }) => end(transaction, 'rollback'),
  close: () => db.close(),
}

parentPort.on('message', async (request) => {
  try {
    const value = await answer[request.call](request)
    parentPort.postMessage({ id: request.id, value })
  } catch (error) {
    const { message, code, detail, constraint } = error ?? {}
    // PostgreSQL ends after these, to begin again from its log; this one can only be ended, since it would compute for ever.
    const stopped = ['PANIC', 'FATAL'].includes(error?.severity) || error instanceof WebAssembly.RuntimeError
    parentPort.postMessage({ id: request.id, stopped, error: { message: message ?? String(error), code, detail, constraint } })
  }
  if (request.call === 'close') parentPort.close()
})
parentPort.postMessage({ ready: true })
