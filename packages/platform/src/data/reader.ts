import { maskColumn } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { maskValue, type Outgoing, shownColumn } from '../access/masking.ts'
import type { Catalogue } from '../catalogue.ts'
import { mountSnapshot } from '../warehouse/snapshot.ts'
import { quoteName, type Session, type Values, type Warehouse } from '../warehouse/warehouse.ts'
import type { Lake } from './lake.ts'
import type { Keyring } from './secrecy/keyring.ts'
import { token } from './secrecy/token.ts'
import type { Snapshot } from './snapshots.ts'

/** Rows of a dataset as a person asks for them. */
export interface RowQuery {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  /** Batch number. */
  readonly seq?: number | undefined
  readonly filter?: { readonly field: string; readonly value: string } | undefined
}

export interface ReadRow {
  readonly rid: string
  readonly file: string
  readonly sheet: string | null
  readonly rowNo: number
  readonly values: Readonly<Record<string, Outgoing>>
}

/** Reads rows of a snapshot for pages and exports. A snapshot is mounted once and kept until another one is asked for. */
export interface Reader {
  counts(snapshot: Snapshot): Promise<ReadonlyMap<string, number>>
  page(
    snapshot: Snapshot,
    standard: Standard,
    fields: readonly StandardField[],
    query: RowQuery & { readonly limit: number; readonly offset: number },
  ): Promise<{ rows: ReadRow[]; total: number }>
  /** For files: on a session of its own, so that a long download holds up no page. */
  stream(
    snapshot: Snapshot,
    standard: Standard,
    fields: readonly StandardField[],
    query: RowQuery,
    limit: number,
  ): AsyncIterable<readonly ReadRow[]>
  /** For reads of another kind on the mounted snapshot: every dataset by its name, the latest row of each key. */
  within<T>(snapshot: Snapshot, read: (session: Session) => Promise<T>): Promise<T>
  close(): void
}

interface Mounted {
  readonly id: string
  /** As what its datasets were mounted: an office may have changed one of its own since. */
  readonly standards: readonly Standard[]
  readonly session: Promise<Session>
  readonly counts: Map<string, number>
  users: number
  retired: boolean
}

const sameStandards = (a: readonly Standard[], b: readonly Standard[]): boolean =>
  a.length === b.length && a.every((standard, index) => standard === b[index])

/** A batch's rows are numbered from its sequence number times this. */
const batchSpan = 1_000_000_000

export function openReader(warehouse: Warehouse, catalogue: Catalogue, lake: Lake, keys: Keyring): Reader {
  let mounted: Mounted | undefined

  const mount = async (snapshot: Snapshot, standards: Iterable<Standard>): Promise<Session> => {
    const session = await warehouse.session()
    const files = snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) }))
    await mountSnapshot(session, standards, files)
    return session
  }

  const release = (one: Mounted): void => {
    one.users -= 1
    if (one.retired && one.users === 0)
      one.session.then(
        (session) => session.close(),
        () => undefined,
      )
  }

  async function use<T>(snapshot: Snapshot, read: (session: Session, kept: Mounted) => Promise<T>): Promise<T> {
    const standards = [...catalogue.standards.values()]
    if (mounted?.id !== snapshot.id || !sameStandards(mounted.standards, standards)) {
      const before = mounted
      mounted = {
        id: snapshot.id,
        standards,
        session: mount(snapshot, standards),
        counts: new Map(),
        users: 0,
        retired: false,
      }
      if (before) {
        before.retired = true
        before.users += 1
        release(before)
      }
    }
    const kept = mounted
    kept.users += 1
    try {
      return await read(await kept.session, kept)
    } catch (error) {
      // A mount that failed must not be handed to the next reader.
      if (mounted === kept) {
        mounted = undefined
        kept.retired = true
      }
      throw error
    } finally {
      release(kept)
    }
  }

  const statement = (
    standard: Standard,
    fields: readonly StandardField[],
    query: RowQuery,
  ): { from: string; columns: string; order: string; values: Values } => {
    const values: Record<string, string | number> = {}
    const shown = fields.map(({ id }) => shownColumn(standard, id))
    const where: string[] = []
    if (query.seq !== undefined) {
      where.push('_rid BETWEEN $low AND $high')
      values.low = query.seq * batchSpan
      values.high = (query.seq + 1) * batchSpan - 1
    }
    if (query.q) {
      const texts = shown.map((column) => `${quoteName(column)}::VARCHAR`)
      where.push(`contains(lower(concat_ws(' ', ${texts.join(', ')})), lower($q))`)
      values.q = query.q
    }
    if (query.filter) {
      const { field, value } = query.filter
      const column = quoteName(field)
      const known = standard.fields.find(({ id }) => id === field)
      values.value = value
      if (known && shownColumn(standard, field) !== field) {
        // A person's whole number may be asked for: it is compared as its token and never shown.
        values.token = token(keys, value.trim().toUpperCase())
        where.push(
          known.columnType === 'text[]'
            ? `list_has_any(${column}, [$value, $token])`
            : `(${column} IN ($value, $token) OR ${quoteName(maskColumn(field))} = $value)`,
        )
      } else where.push(`${column}::VARCHAR = $value`)
    }
    const descending = query.sort?.startsWith('-') ?? false
    const sorted = fields.find(({ id }) => id === query.sort?.replace(/^-/, ''))
    const order = sorted ? `${quoteName(shownColumn(standard, sorted.id))} ${descending ? 'DESC' : 'ASC'} NULLS LAST, _rid` : '_rid'
    const aliases = fields.map(({ id }, index) => `${quoteName(shown[index] ?? id)} AS ${quoteName(id)}`)
    return {
      from: `${quoteName(standard.id)}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`,
      columns: ['_rid', '_file', '_sheet', '_row_no', ...aliases].join(', '),
      order,
      values,
    }
  }

  const toRow =
    (standard: Standard, fields: readonly StandardField[]) =>
    (row: Readonly<Record<string, unknown>>): ReadRow => ({
      rid: String(row._rid),
      file: String(row._file ?? ''),
      sheet: row._sheet === null || row._sheet === undefined ? null : String(row._sheet),
      rowNo: Number(row._row_no),
      values: Object.fromEntries(fields.map(({ id }) => [id, maskValue(standard, id, row[id])])),
    })

  return {
    counts: (snapshot) =>
      use(snapshot, async (session, kept) => {
        if (kept.counts.size === 0)
          for (const id of catalogue.standards.keys()) {
            const [row] = await session.rows(`SELECT count(*) AS n FROM ${quoteName(id)}`)
            kept.counts.set(id, Number(row?.n ?? 0))
          }
        return kept.counts
      }),

    page: (snapshot, standard, fields, query) =>
      use(snapshot, async (session) => {
        const { from, columns, order, values } = statement(standard, fields, query)
        const rows = await session.rows(
          `SELECT ${columns} FROM ${from} ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`,
          values,
        )
        const [count] = await session.rows(`SELECT count(*) AS n FROM ${from}`, values)
        return { rows: rows.map(toRow(standard, fields)), total: Number(count?.n ?? 0) }
      }),

    async *stream(snapshot, standard, fields, query, limit) {
      const session = await mount(snapshot, [standard])
      try {
        const { from, columns, order, values } = statement(standard, fields, query)
        for await (const rows of session.stream(`SELECT ${columns} FROM ${from} ORDER BY ${order} LIMIT ${limit}`, values))
          yield rows.map(toRow(standard, fields))
      } finally {
        session.close()
      }
    },

    within: (snapshot, read) => use(snapshot, read),

    close: () => {
      mounted?.session.then(
        (session) => session.close(),
        () => undefined,
      )
    },
  }
}
