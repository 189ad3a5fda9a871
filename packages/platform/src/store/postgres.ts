import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

const whole = (text: string): number | string => {
  const n = Number(text)
  return Number.isSafeInteger(n) ? n : text
}
const moment = (text: string): string => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()

/** The same JavaScript values as the embedded database gives (store/pglite-worker.mjs). */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, whole],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INTERVAL, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, moment],
])

/** A real PostgreSQL (15 or newer): what an office runs in earnest. */
export async function openPostgres(url: string): Promise<Kysely<Tables>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => {
        const parser = format === 'binary' ? undefined : parsers.get(oid)
        return parser ?? pg.types.getTypeParser(oid, format)
      },
    },
  })
  // A connection that breaks while idle must not end the process; the next query reports what is wrong.
  pool.on('error', () => undefined)
  const client = await pool.connect()
  client.release()
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
