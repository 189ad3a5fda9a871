import type { Readable } from 'node:stream'
import mysql from 'mysql2'
import { fromOf, quoteName } from './select.ts'
import {
  type Address,
  type Cells,
  chunkSize,
  type DatabaseColumn,
  type DatabaseSession,
  type MarkKind,
  type Patience,
  type Range,
  Silent,
  tlsOf,
  within,
} from './session.ts'

/** Types of the protocol by their number, with their names. */
const types = new Map<number, string>([
  [0, 'decimal'],
  [1, 'tinyint'],
  [2, 'smallint'],
  [3, 'int'],
  [4, 'float'],
  [5, 'double'],
  [7, 'timestamp'],
  [8, 'bigint'],
  [9, 'mediumint'],
  [10, 'date'],
  [11, 'time'],
  [12, 'datetime'],
  [13, 'year'],
  [16, 'bit'],
  [245, 'json'],
  [246, 'decimal'],
  [247, 'enum'],
  [248, 'set'],
  [249, 'tinytext'],
  [250, 'mediumtext'],
  [251, 'longtext'],
  [252, 'text'],
  [253, 'varchar'],
  [254, 'char'],
  [255, 'geometry'],
])
const numbers = new Set([0, 1, 2, 3, 8, 9, 246])
const texts = new Set([249, 250, 251, 252, 253, 254])
/** The character set of bytes that are no text. */
const binarySet = 63

const markOf = (type: number): MarkKind | null =>
  numbers.has(type) ? 'number' : type === 10 ? 'day' : type === 7 || type === 12 ? 'moment' : texts.has(type) ? 'text' : null

interface Field {
  readonly name: string
  readonly columnType: number
  readonly characterSet: number
}
const isField = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && 'name' in value && 'columnType' in value && 'characterSet' in value
const isRow = (value: unknown): value is Cells => Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Every value as the server writes it: no number is rounded, no day is moved; single bits are a number. */
const asWritten: mysql.TypeCast = (field) => {
  if (field.type !== 'BIT') return field.string()
  const bytes = field.buffer()
  return bytes === null ? null : BigInt(`0x${bytes.toString('hex') || '0'}`).toString()
}

export async function openMysqlSession(address: Address, { connectMs, answerMs }: Patience): Promise<DatabaseSession> {
  const tls = tlsOf(address)
  const connection = mysql.createConnection({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.user,
    password: address.password,
    charset: 'utf8mb4',
    connectTimeout: connectMs,
    multipleStatements: false,
    // The server may not ask for files of this machine.
    flags: ['-LOCAL_FILES'],
    // No code is made from what a server says of its columns.
    disableEval: true,
    // By itself this client asks only who signed the certificate, not whose it is.
    ...(tls ? { ssl: { ...tls, verifyIdentity: tls.rejectUnauthorized } } : {}),
  })
  let lost: Error | undefined
  let reading: Readable | undefined
  connection.on('error', (error) => {
    lost = error
    // A stream of rows is not told by itself that its line has broken.
    reading?.destroy(error)
  })
  const ask = (sql: string, values: readonly string[] = []): Promise<{ rows: readonly Cells[]; fields: readonly Field[] }> =>
    within(
      new Promise((resolve, reject) => {
        if (lost) return reject(lost)
        connection.query({ sql, values: [...values], rowsAsArray: true, typeCast: asWritten }, (error, rows, fields) =>
          error ? reject(error) : resolve({ rows: listOf(rows).filter(isRow), fields: listOf(fields).filter(isField) }),
        )
      }),
      answerMs,
    )
  try {
    await within(
      new Promise<void>((resolve, reject) => {
        connection.connect((error) => (error ? reject(error) : resolve()))
      }),
      connectMs + 1000,
    )
    const version = (await ask('select version()')).rows[0]?.[0] ?? ''
    const maria = version.includes('MariaDB')
    await ask("set session time_zone = '+08:00', session net_write_timeout = 600")
    // A statement that is still at work when nobody listens any more ends by itself.
    await ask(maria ? 'set session max_statement_time = 7200' : 'set session max_execution_time = 7200000')
    await ask('set session transaction read only')
    await ask('start transaction with consistent snapshot, read only')
    return sessionOf(maria ? `MariaDB ${version.replace(/-MariaDB.*$/, '')}` : `MySQL ${version}`)
  } catch (error) {
    connection.destroy()
    throw error
  }

  function sessionOf(version: string): DatabaseSession {
    return {
      version,
      close: async () => connection.destroy(),

      async columns(wanted) {
        const { fields } = await ask(`select * from ${fromOf('mysql', wanted)} limit 0`)
        return fields.map(({ name, columnType, characterSet }): DatabaseColumn => {
          const bytes = characterSet === binarySet && texts.has(columnType)
          return {
            name,
            type: bytes ? 'binary' : (types.get(columnType) ?? String(columnType)),
            mark: bytes ? null : markOf(columnType),
            binary: bytes || columnType === 255,
          }
        })
      },

      async highest(wanted, range) {
        const { text, values } = whereOf({ ...range, upTo: null })
        const { rows } = await ask(`select max(${nameOf(range.column)}) from ${fromOf('mysql', wanted)} ${text}`, values)
        return rows[0]?.[0] ?? null
      },

      async *rows(wanted, _columns, range, most) {
        const { text, values } = range ? whereOf(range) : { text: '', values: [] }
        const limit = most === undefined ? '' : ` limit ${Math.trunc(most)}`
        if (lost) throw lost
        const sql = `select * from ${fromOf('mysql', wanted)} ${text}${limit}`
        // Rows wait in the server, not here: the stream stops reading from the line when nobody takes them.
        const stream = connection.query({ sql, values, rowsAsArray: true, typeCast: asWritten }).stream({ highWaterMark: 500 })
        reading = stream
        if (lost) stream.destroy(lost)
        const watch = setInterval(() => {
          if (Date.now() - heard > answerMs && !idle) stream.destroy(new Silent())
        }, 1000)
        let heard = Date.now()
        let idle = false
        let chunk: Cells[] = []
        let size = 0
        try {
          for await (const row of stream) {
            heard = Date.now()
            if (!isRow(row)) continue
            chunk.push(row)
            for (const cell of row) size += cell?.length ?? 0
            if (size < chunkSize && chunk.length < 5000) continue
            // Whoever takes the rows may be slow; that is not the database's silence.
            idle = true
            yield chunk
            idle = false
            heard = Date.now()
            chunk = []
            size = 0
          }
          if (lost) throw lost
          if (chunk.length > 0) yield chunk
        } finally {
          clearInterval(watch)
          stream.destroy()
        }
      },
    }
  }
}

const nameOf = ({ name }: DatabaseColumn): string => quoteName('mysql', name)

function whereOf({ column, after, upTo, lookBack }: Range): { text: string; values: string[] } {
  const name = nameOf(column)
  const values: string[] = []
  const place = (value: string): string => {
    values.push(value)
    // A number given as a text would be compared as a float, which rounds long numbers.
    if (column.mark === 'number') return /^-?\d+$/.test(value) ? 'cast(? as decimal(65,0))' : 'cast(? as decimal(65,20))'
    if (column.mark === 'moment') return 'cast(? as datetime(6))'
    return column.mark === 'day' ? 'cast(? as date)' : '?'
  }
  const units = Math.trunc(lookBack)
  const back =
    units === 0 || column.mark === 'text'
      ? ''
      : column.mark === 'number'
        ? ` - ${units}`
        : ` - interval ${units} ${column.mark === 'day' ? 'day' : 'minute'}`
  const above = after === null ? undefined : `${name} > ${place(after)}${back}`
  const below = upTo === null ? undefined : `(${name} <= ${place(upTo)}${after === null ? ` or ${name} is null` : ''})`
  const conditions = [above, below].filter((one) => one !== undefined)
  return { text: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`, values }
}
