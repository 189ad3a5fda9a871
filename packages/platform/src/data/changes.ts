import { allSchemas } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import { maskValue, type Outgoing, shownColumn } from '../access/masking.ts'
import type { Catalogue } from '../catalogue.ts'
import { mountSnapshot } from '../warehouse/snapshot.ts'
import { quoteName, type Session, type Warehouse } from '../warehouse/warehouse.ts'
import type { Lake } from './lake.ts'
import type { Snapshot } from './snapshots.ts'

export const changeKinds = ['added', 'changed', 'gone'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** A row that one of two views of a dataset has and the other has not, or has otherwise. */
export interface RowChange {
  readonly kind: ChangeKind
  /** Null: an added row. */
  readonly before: Readonly<Record<string, Outgoing>> | null
  /** Null: a row that is gone. */
  readonly after: Readonly<Record<string, Outgoing>> | null
  /** Fields whose values differ. */
  readonly fields: readonly string[]
}

export interface Changes {
  readonly counts: Readonly<Record<ChangeKind, number>>
  readonly rows: readonly RowChange[]
}

interface Asked {
  readonly kind?: ChangeKind | undefined
  readonly limit: number
  readonly offset: number
}

const isKind = (text: unknown): text is ChangeKind => changeKinds.some((kind) => kind === text)

/**
 * Two views of one dataset, row against row by their natural key. The earlier view is put aside as a table, since a session has
 * one snapshot mounted at a time; both are told apart in the engine.
 */
export async function compareViews(
  { warehouse, catalogue, lake }: { readonly warehouse: Warehouse; readonly catalogue: Catalogue; readonly lake: Lake },
  standard: Standard,
  fields: readonly StandardField[],
  views: { readonly before: Snapshot; readonly after: Snapshot },
  asked: Asked,
): Promise<Changes> {
  const session = await warehouse.session()
  try {
    const register = catalogue.standards.get('agency')
    const mounted = register && register.id !== standard.id ? [register, standard] : [standard]
    const mount = (snapshot: Snapshot): Promise<void> =>
      mountSnapshot(
        session,
        mounted,
        snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) })),
      )
    // What a column holds, and what is shown of it: a token and its mask.
    const held =
      allSchemas([standard])
        .get(standard.id)
        ?.columns.map(({ name }) => quoteName(name)) ?? []
    const view = quoteName(standard.id)
    await mount(views.before)
    await session.run(`CREATE OR REPLACE TEMP TABLE "_before" AS SELECT _key, ${held.join(', ')} FROM ${view}`)
    await mount(views.after)
    await session.run(
      `CREATE OR REPLACE TEMP TABLE "_changes" AS
       SELECT coalesce(b._key, a._key) AS _key, CASE WHEN b._key IS NULL THEN 'added' WHEN a._key IS NULL THEN 'gone' ELSE 'changed' END AS kind
       FROM "_before" AS b FULL JOIN ${view} AS a ON a._key = b._key
       WHERE b._key IS NULL OR a._key IS NULL OR row(${held.map((name) => `b.${name}`).join(', ')}) IS DISTINCT FROM row(${held.map((name) => `a.${name}`).join(', ')})`,
    )
    return { counts: await countsOf(session), rows: await rowsOf(session, standard, fields, asked) }
  } finally {
    session.close()
  }
}

async function countsOf(session: Session): Promise<Record<ChangeKind, number>> {
  const counts = { added: 0, changed: 0, gone: 0 }
  for (const { kind, n } of await session.rows(`SELECT kind, count(*) AS n FROM "_changes" GROUP BY kind`))
    if (isKind(kind)) counts[kind] = Number(n)
  return counts
}

async function rowsOf(session: Session, standard: Standard, fields: readonly StandardField[], asked: Asked): Promise<RowChange[]> {
  const values = (from: string, prefix: string): string[] =>
    fields.map(({ id }) => `${from}.${quoteName(shownColumn(standard, id))} AS ${quoteName(`${prefix}${id}`)}`)
  const differs = fields.map(({ id }) => `(b.${quoteName(id)} IS DISTINCT FROM a.${quoteName(id)}) AS ${quoteName(`~${id}`)}`)
  const rows = await session.rows(
    `SELECT c.kind, ${[...values('b', '<'), ...values('a', '>'), ...differs].join(', ')}
     FROM "_changes" AS c LEFT JOIN "_before" AS b ON b._key = c._key LEFT JOIN ${quoteName(standard.id)} AS a ON a._key = c._key
     WHERE $kind IS NULL OR c.kind = $kind
     ORDER BY c.kind, c._key LIMIT ${asked.limit} OFFSET ${asked.offset}`,
    { kind: asked.kind ?? null },
  )
  const side = (row: Readonly<Record<string, unknown>>, prefix: string): Record<string, Outgoing> =>
    Object.fromEntries(fields.map(({ id }) => [id, maskValue(standard, id, row[`${prefix}${id}`])]))
  return rows.map((row) => {
    const kind = isKind(row.kind) ? row.kind : 'changed'
    return {
      kind,
      before: kind === 'added' ? null : side(row, '<'),
      after: kind === 'gone' ? null : side(row, '>'),
      fields: kind === 'changed' ? fields.flatMap(({ id }) => (row[`~${id}`] === true ? [id] : [])) : [],
    }
  })
}
