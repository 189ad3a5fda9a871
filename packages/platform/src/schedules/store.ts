import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { scheduleKind } from '../contract/schedules.ts'
import type { Queries, Tx } from '../store/database.ts'

const message = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
const begun = z.array(z.object({ title: z.string(), href: z.string() }))
const skipped = z.array(z.object({ title: z.string(), reason: message }))
const missed = z.object({ count: z.number(), first: z.string(), last: z.string(), madeUpAt: z.string() }).nullable()

export interface StoredSchedule {
  readonly id: string
  readonly organisationId: string
  readonly kind: z.infer<typeof scheduleKind>
  readonly subject: string
  readonly cron: string
  readonly paused: boolean
  readonly nextAt: string | null
  readonly lastAt: string | null
  readonly begun: z.infer<typeof begun>
  readonly skipped: z.infer<typeof skipped>
  readonly missed: z.infer<typeof missed>
  readonly by: string
  readonly at: string
}

interface Row {
  id: string
  organisation_id: string
  kind: string
  subject: string
  cron: string
  paused: boolean
  next_at: string | null
  last_at: string | null
  last_begun: readonly unknown[]
  last_skipped: readonly unknown[]
  missed: unknown
  by_name: string
  at: string
}

const toSchedule = (row: Row): StoredSchedule => ({
  id: row.id,
  organisationId: row.organisation_id,
  kind: scheduleKind.parse(row.kind),
  subject: row.subject,
  cron: row.cron,
  paused: row.paused,
  nextAt: row.next_at,
  lastAt: row.last_at,
  begun: begun.parse(row.last_begun),
  skipped: skipped.parse(row.last_skipped),
  missed: missed.parse(row.missed),
  by: row.by_name,
  at: row.at,
})

export async function insertSchedule(tx: Tx, actor: Actor, one: StoredSchedule): Promise<void> {
  await tx
    .insertInto('schedule')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      kind: one.kind,
      subject: one.subject,
      cron: one.cron,
      paused: one.paused,
      next_at: one.nextAt,
      last_at: null,
      last_begun: '[]',
      last_skipped: '[]',
      missed: null,
      by_name: one.by,
      at: one.at,
    })
    .execute()
}

export async function scheduleById(db: Queries, actor: Actor, id: string): Promise<StoredSchedule | undefined> {
  const row = await db.selectFrom('schedule').selectAll().where(scope(actor, 'schedule')).where('id', '=', id).executeTakeFirst()
  return row && toSchedule(row)
}

export async function allSchedules(db: Queries, actor: Actor): Promise<readonly StoredSchedule[]> {
  const rows = await db.selectFrom('schedule').selectAll().where(scope(actor, 'schedule')).orderBy('seq').execute()
  return rows.map(toSchedule)
}

export async function planSchedule(
  tx: Tx,
  actor: Actor,
  id: string,
  plan: Pick<StoredSchedule, 'cron' | 'paused' | 'nextAt' | 'by' | 'at'>,
): Promise<void> {
  await tx
    .updateTable('schedule')
    .set({ cron: plan.cron, paused: plan.paused, next_at: plan.nextAt, by_name: plan.by, at: plan.at })
    .where(scope(actor, 'schedule'))
    .where('id', '=', id)
    .execute()
}

export async function deleteSchedule(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.deleteFrom('schedule').where(scope(actor, 'schedule')).where('id', '=', id).execute()
}

/** Schedules of every office whose moment has come: the platform's own hand looks for them, as it does for waiting work. */
export async function dueSchedules(db: Queries, now: Date): Promise<readonly StoredSchedule[]> {
  const rows = await db
    .selectFrom('schedule')
    .selectAll()
    .where('paused', '=', false)
    .where('next_at', '<=', now.toISOString())
    .orderBy('next_at')
    .orderBy('seq')
    .execute()
  return rows.map(toSchedule)
}

/** Moves a schedule on from the moment that it was seen at; false when somebody else has taken that moment. */
export async function takeMoment(tx: Tx, one: StoredSchedule, next: string | null): Promise<boolean> {
  const taken = await tx
    .updateTable('schedule')
    .set({ next_at: next })
    .where('id', '=', one.id)
    .where('paused', '=', false)
    .where(sql<boolean>`next_at = ${one.nextAt}`)
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

export async function noteFired(
  tx: Tx,
  id: string,
  fired: Pick<StoredSchedule, 'lastAt' | 'begun' | 'skipped'> & { readonly missed?: StoredSchedule['missed'] },
): Promise<void> {
  await tx
    .updateTable('schedule')
    .set({
      last_at: fired.lastAt,
      last_begun: JSON.stringify(fired.begun),
      last_skipped: JSON.stringify(fired.skipped),
      ...(fired.missed === undefined ? {} : { missed: fired.missed && JSON.stringify(fired.missed) }),
    })
    .where('id', '=', id)
    .execute()
}
