import type { YearTable } from '@xiezhi/engine/limit/calendar'
import { type LimitRule, type LimitValue, rollovers, units } from '@xiezhi/engine/limit/limit'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'

/** What an office counts otherwise than the catalogue, up to one of its adjustments. */
export interface LawState {
  /** Number of the last adjustment that is in it; 0: the catalogue alone. */
  readonly seq: number
  readonly limits: ReadonlyMap<string, LimitValue>
  readonly years: ReadonlyMap<number, YearTable>
}

export const catalogueAlone: LawState = { seq: 0, limits: new Map(), years: new Map() }

export interface StoredOverride {
  readonly seq: number
  readonly limitId: string
  /** Nothing: as the catalogue has it again. */
  readonly value: LimitValue | null
  readonly reason: string
  readonly by: string
  readonly at: string
}

export interface StoredYear {
  readonly seq: number
  readonly year: number
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
  readonly source: string
  readonly notice: string | null
  readonly reason: string
  readonly by: string
  readonly at: string
}

const oneOf = <T extends string>(known: readonly T[], text: string): T => {
  const found = known.find((one) => one === text)
  if (!found) throw new Error(`the store says ${text}`)
  return found
}

export async function overridesOf(db: Queries, actor: Actor, upTo = Number.MAX_SAFE_INTEGER): Promise<readonly StoredOverride[]> {
  const rows = await db
    .selectFrom('limit_override')
    .selectAll()
    .where(scope(actor, 'limit_override'))
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, limit_id, quantity, unit, rollover, reason, by_name, at }) => ({
    seq,
    limitId: limit_id,
    value:
      quantity === null || unit === null || rollover === null
        ? null
        : { quantity, unit: oneOf<LimitRule['unit']>(units, unit), rollover: oneOf<LimitRule['rollover']>(rollovers, rollover) },
    reason,
    by: by_name,
    at,
  }))
}

export async function yearsOf(db: Queries, actor: Actor, upTo = Number.MAX_SAFE_INTEGER): Promise<readonly StoredYear[]> {
  const rows = await db
    .selectFrom('calendar_year')
    .selectAll()
    .where(scope(actor, 'calendar_year'))
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .execute()
  return rows.map(({ organisation_id: _, by_id: __, by_name, ...row }) => ({ ...row, by: by_name }))
}

/** A table that an office loaded, as the calendar takes it: its last days can change until the next year has its own. */
export const tableOf = ({ year, holidays, workdays, source, notice }: Omit<StoredYear, 'seq' | 'reason' | 'by' | 'at'>): YearTable => ({
  year,
  holidays,
  workdays,
  source,
  complete: false,
  ...(notice && { notice }),
})

export function stateOf(overrides: readonly StoredOverride[], years: readonly StoredYear[]): LawState {
  const limits = new Map<string, LimitValue>()
  for (const { limitId, value } of overrides) {
    if (value) limits.set(limitId, value)
    else limits.delete(limitId)
  }
  const seq = Math.max(0, overrides.at(-1)?.seq ?? 0, years.at(-1)?.seq ?? 0)
  return { seq, limits, years: new Map(years.map((one) => [one.year, tableOf(one)])) }
}

export async function lastSeq(db: Queries, actor: Actor): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select greatest(
    (select coalesce(max(seq), 0) from limit_override where ${scope(actor, 'limit_override')}),
    (select coalesce(max(seq), 0) from calendar_year where ${scope(actor, 'calendar_year')})) as seq`.execute(db)
  return rows[0]?.seq ?? 0
}

/**
 * The number of the next adjustment. Held until the transaction ends: numbers become visible in their order, so a run that has
 * read number n has read all before it.
 */
export async function takeSeq(tx: Tx, actor: Actor): Promise<number> {
  await sql`select pg_advisory_xact_lock(8421)`.execute(tx)
  return (await lastSeq(tx, actor)) + 1
}

export async function insertOverride(
  tx: Tx,
  actor: Actor,
  at: Date,
  { seq, limitId, value, reason }: Pick<StoredOverride, 'seq' | 'limitId' | 'value' | 'reason'>,
): Promise<void> {
  await tx
    .insertInto('limit_override')
    .values({
      organisation_id: actor.organisationId,
      seq,
      limit_id: limitId,
      quantity: value?.quantity ?? null,
      unit: value?.unit ?? null,
      rollover: value?.rollover ?? null,
      reason,
      by_id: actor.id,
      by_name: actor.name,
      at: at.toISOString(),
    })
    .execute()
}

export async function insertYear(tx: Tx, actor: Actor, at: Date, table: Omit<StoredYear, 'by' | 'at'>): Promise<void> {
  await tx
    .insertInto('calendar_year')
    .values({
      ...table,
      organisation_id: actor.organisationId,
      holidays: JSON.stringify(table.holidays),
      workdays: JSON.stringify(table.workdays),
      by_id: actor.id,
      by_name: actor.name,
      at: at.toISOString(),
    })
    .execute()
}
