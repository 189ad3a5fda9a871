import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'

/** Refused rows as the store keeps them, sealed. */

export interface QuarantinedRow {
  readonly ordinal: number
  readonly part: string | null
  readonly rowNo: number
  readonly reasons: readonly StoredMessage[]
  readonly sealed: string
}

export async function insertQuarantine(tx: Tx, actor: Actor, importId: string, rows: readonly QuarantinedRow[]): Promise<void> {
  const values = rows.map((row) => ({ ...row, row_no: row.rowNo }))
  await sql`insert into quarantine (import_id, organisation_id, ordinal, part, row_no, reasons, sealed)
    select ${importId}, ${actor.organisationId}, ordinal, part, row_no, reasons, sealed
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row (ordinal int, part text, row_no bigint, reasons jsonb, sealed text)`.execute(
    tx,
  )
}

export async function pageOfQuarantine(
  db: Queries,
  actor: Actor,
  importId: string,
  page: { page: number; size: number },
): Promise<{ rows: QuarantinedRow[]; total: number }> {
  const base = db.selectFrom('quarantine').where(scope(actor, 'quarantine')).where('import_id', '=', importId)
  const rows = await base
    .select(['ordinal', 'part', 'row_no', 'reasons', 'sealed'])
    .orderBy('ordinal')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute()
  const { total } = await base.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map(({ row_no, ...row }) => ({ ...row, rowNo: row_no })), total }
}

/** The refused rows of an import that follow one of them, in their order. */
export async function quarantineAfter(
  db: Queries,
  actor: Actor,
  importId: string,
  ordinal: number,
  most: number,
): Promise<QuarantinedRow[]> {
  const rows = await db
    .selectFrom('quarantine')
    .where(scope(actor, 'quarantine'))
    .where('import_id', '=', importId)
    .where('ordinal', '>', ordinal)
    .select(['ordinal', 'part', 'row_no', 'reasons', 'sealed'])
    .orderBy('ordinal')
    .limit(most)
    .execute()
  return rows.map(({ row_no, ...row }) => ({ ...row, rowNo: row_no }))
}

export async function quarantinedCount(db: Queries, actor: Actor): Promise<number> {
  const { total } = await db
    .selectFrom('quarantine')
    .where(scope(actor, 'quarantine'))
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
