import { writeSync } from 'node:fs'
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Worker } from 'node:worker_threads'

/**
 * For tests: stops this process before everything that changes what stays of it (a file moved or removed, a statement or a transaction of the
 * store), and says which it is. What the folder holds then is what a kill at that moment would leave: whoever watches copies it, and lets the
 * process go on. Of what has the same name within an act only the first two are met.
 */
export function stopAtMoments(): { act(name: string): void; moment(what: string): void } {
  let act: string | undefined
  const met = new Map<string, number>()
  const moment = (what: string): void => {
    const name = `${act}: ${what}`
    const times = (met.get(name) ?? 0) + 1
    if (act === undefined || times > 2) return
    met.set(name, times)
    writeSync(1, `${JSON.stringify({ moment: name })}\n`)
    process.kill(process.pid, 'SIGSTOP')
  }

  const place = (path: unknown): string => {
    const parts = String(path).split('/').slice(-2).join('/')
    return parts.replace(/^[0-9a-f]{2}\/|[0-9a-f-]{6,}/g, '#')
  }
  const { rename, rm } = files
  files.rename = (from, to) => {
    moment(`move to ${place(to)}`)
    return rename(from, to)
  }
  files.rm = (path, options) => {
    moment(`remove ${place(path)}`)
    return rm(path, options)
  }
  syncBuiltinESMExports()

  const written = new Map<number, Set<string>>()
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...rest) {
    const { call, transaction, sql } = message ?? {}
    if (typeof sql === 'string') {
      const [, table] = /^\s*(?:insert into|update|delete from)\s+"?(\w+)/i.exec(sql) ?? []
      if (table && transaction === undefined) moment(`write ${table}`)
      else if (table) written.set(transaction, (written.get(transaction) ?? new Set()).add(table))
    } else if (call === 'commit') {
      const tables = written.get(transaction)
      if (tables) moment(`commit ${[...tables].sort().join(', ')}`)
    }
    return post.call(this, message, ...rest)
  }

  return {
    moment,
    act: (name) => {
      act = name
      // And at any time at all: a file may be half written then.
      setTimeout(() => moment('some time after its beginning'), Math.random() * 400)
    },
  }
}
