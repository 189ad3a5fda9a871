import pg from 'pg'
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
  tlsOf,
  within,
} from './session.ts'

/** Built-in types by their number (pg_type), which never changes; a mark is compared as its own type. */
const marks = new Map<number, { readonly kind: MarkKind; readonly type: string }>([
  [20, { kind: 'number', type: 'bigint' }],
  [21, { kind: 'number', type: 'smallint' }],
  [23, { kind: 'number', type: 'integer' }],
  [1700, { kind: 'number', type: 'numeric' }],
  [1082, { kind: 'day', type: 'date' }],
  [1114, { kind: 'moment', type: 'timestamp' }],
  [1184, { kind: 'moment', type: 'timestamptz' }],
  [25, { kind: 'text', type: 'text' }],
  [1042, { kind: 'text', type: 'text' }],
  [1043, { kind: 'text', type: 'text' }],
])
const bytea = 17
const boolean = 16
const timestamptz = 1184

interface PostgresColumn extends DatabaseColumn {
  readonly oid: number
}
const isOurs = (column: DatabaseColumn): column is PostgresColumn => 'oid' in column

/** Every value as the server writes it: no number is rounded, no day is moved. */
const asWritten: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text }

/** Days and times are written as ISO, moments in China’s civil time (UTC+8 all the year). */
const setUp = `set session characteristics as transaction read only; set datestyle to 'ISO, YMD'; set time zone interval '+08:00' hour to minute;
  set bytea_output to hex; set intervalstyle to iso_8601`

export async function openPostgresSession(address: Address, { connectMs, answerMs }: Patience): Promise<DatabaseSession> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.user,
    password: address.password,
    ssl: tlsOf(address) ?? false,
    connectionTimeoutMillis: connectMs,
    application_name: 'xiezhi',
    keepAlive: true,
  })
  let lost: Error | undefined
  client.on('error', (error) => {
    lost = error
  })
  const ask = async (text: string, values: readonly string[] = []): Promise<pg.QueryArrayResult<(string | null)[]>> => {
    if (lost) throw lost
    return within(client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array', types: asWritten }), answerMs)
  }
  try {
    await within(client.connect(), connectMs)
    await within(client.query(setUp), answerMs)
    await ask(`set statement_timeout to ${Math.trunc(answerMs)}`)
    await ask('begin isolation level repeatable read read only')
    const { rows } = await ask('show server_version')
    return sessionOf(`PostgreSQL ${rows[0]?.[0] ?? ''}`)
  } catch (error) {
    await close()
    throw error
  }

  async function close(): Promise<void> {
    // The stream is ended rather than the session asked to end: a server that hangs would keep us waiting.
    client.connection.stream.destroy()
    await Promise.race([client.end().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 500))])
  }

  function sessionOf(version: string): DatabaseSession {
    return {
      version,
      close,
      async columns(wanted) {
        const { fields } = await ask(`select * from ${fromOf('postgres', wanted)} limit 0`)
        const oids = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))]
        const { rows } = await ask('select oid, format_type(oid, null) from pg_type where oid = any ($1::oid[])', [`{${oids.join(',')}}`])
        const names = new Map(rows.map(([oid, name]) => [Number(oid), name ?? '']))
        return fields.map(({ name, dataTypeID }): PostgresColumn => {
          const mark = marks.get(dataTypeID)?.kind ?? null
          return { name, oid: dataTypeID, type: names.get(dataTypeID) ?? '', mark, binary: dataTypeID === bytea }
        })
      },

      async highest(wanted, range) {
        const { text, values } = whereOf({ ...range, upTo: null })
        const { name } = range.column
        const { rows } = await ask(`select max(${quoteName('postgres', name)})::text from ${fromOf('postgres', wanted)} ${text}`, values)
        return rows[0]?.[0] ?? null
      },

      async *rows(wanted, columns, range, most) {
        const { text, values } = range ? whereOf(range) : { text: '', values: [] }
        const limit = most === undefined ? '' : ` limit ${Math.trunc(most)}`
        await ask(`declare pulled no scroll cursor for select * from ${fromOf('postgres', wanted)} ${text}${limit}`, values)
        const oids = columns.map((column) => (isOurs(column) ? column.oid : 0))
        let count = 100
        for (;;) {
          const { rows } = await ask(`fetch ${count} from pulled`)
          if (rows.length === 0) break
          let size = 0
          const chunk = rows.map(
            (row): Cells =>
              row.map((cell, at) => {
                size += cell?.length ?? 0
                return cell === null ? null : plain(oids[at] ?? 0, cell)
              }),
          )
          yield chunk
          count = Math.max(1, Math.min(5000, Math.floor(chunkSize / Math.max(1, size / rows.length))))
        }
        await ask('close pulled')
      },
    }
  }
}

const plain = (oid: number, text: string): string => {
  // As PostgreSQL writes it in words; what a file says is read as the same value.
  if (oid === boolean) return text === 't' ? 'true' : 'false'
  return oid === timestamptz ? text.replace(/\+08$/, '') : text
}

function whereOf({ column, after, upTo, lookBack }: Range): { text: string; values: string[] } {
  const known = marks.get(isOurs(column) ? column.oid : 0)
  const type = known?.type ?? 'text'
  const name = quoteName('postgres', column.name)
  const values: string[] = []
  const place = (value: string): string => `$${values.push(value)}::${type}`
  const back =
    lookBack === 0 || known?.kind === 'text'
      ? ''
      : known?.kind === 'moment'
        ? ` - ${Math.trunc(lookBack)} * interval '1 minute'`
        : ` - ${Math.trunc(lookBack)}`
  const above = after === null ? undefined : `${name} > ${place(after)}${back}`
  // From the beginning on rows without a value come too; later they would never be seen again.
  const below = upTo === null ? undefined : `(${name} <= ${place(upTo)}${after === null ? ` or ${name} is null` : ''})`
  const conditions = [above, below].filter((one) => one !== undefined)
  return { text: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`, values }
}
