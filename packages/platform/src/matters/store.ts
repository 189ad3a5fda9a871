import { type Selectable, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { sm3 } from '../audit/chain.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'

export interface StoredMatter {
  readonly id: string
  readonly procedure: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly state: string
  readonly seq: number
  readonly head: string
}

export interface StoredAct {
  readonly seq: number
  readonly transition: string
  readonly from: string
  readonly to: string
  readonly actorId: string
  readonly actor: string
  readonly occurredOn: string
  readonly recordedAt: string
  readonly procedureVersion: string
  readonly fields: Readonly<Record<string, string>>
  readonly previous: string
  readonly hash: string
}

/** Each act's SM3 covers its own words and the act before it: what was done to a matter can't be rewritten unseen. */
export const hashAct = (matterId: string, act: Omit<StoredAct, 'hash'>): string =>
  sm3(
    JSON.stringify([
      act.previous,
      matterId,
      act.seq,
      act.transition,
      act.from,
      act.to,
      act.actorId,
      act.actor,
      act.occurredOn,
      act.recordedAt,
      act.procedureVersion,
      act.fields,
    ]),
  )

export async function insertMatters(
  tx: Tx,
  actor: Actor,
  matters: readonly { id: string; subjectId: string }[],
  of: { procedure: string; version: string; subjectKind: string; state: string; at: string },
): Promise<void> {
  await sql`insert into matter (id, organisation_id, procedure, procedure_version, subject_kind, subject_id, state, seq, head, created_at)
    select id, ${actor.organisationId}, ${of.procedure}, ${of.version}, ${of.subjectKind}, subject_id, ${of.state}, 0, '', ${of.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(matters.map(({ id, subjectId }) => ({ id, subject_id: subjectId })))}::jsonb)
      as row (id text, subject_id text)
    on conflict do nothing`.execute(tx)
}

/** The matter, held until the transaction ends, so that two people can't act on the same state. */
export async function lockMatter(tx: Tx, actor: Actor, subjectKind: string, subjectId: string): Promise<StoredMatter | undefined> {
  const row = await tx
    .selectFrom('matter')
    .selectAll()
    .where(scope(actor, 'matter'))
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .forUpdate()
    .executeTakeFirst()
  return row && toMatter(row)
}

export async function findMatter(db: Queries, actor: Actor, subjectKind: string, subjectId: string): Promise<StoredMatter | undefined> {
  const row = await db
    .selectFrom('matter')
    .selectAll()
    .where(scope(actor, 'matter'))
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  return row && toMatter(row)
}

const toMatter = (row: {
  id: string
  procedure: string
  subject_kind: string
  subject_id: string
  state: string
  seq: number
  head: string
}): StoredMatter => ({
  id: row.id,
  procedure: row.procedure,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  state: row.state,
  seq: row.seq,
  head: row.head,
})

export async function actsOf(db: Queries, actor: Actor, matterId: string): Promise<StoredAct[]> {
  const rows = await db.selectFrom('act').selectAll().where(scope(actor, 'act')).where('matter_id', '=', matterId).orderBy('seq').execute()
  return rows.map(readAct)
}

export const readAct = (row: Selectable<Tables['act']>): StoredAct => ({
  seq: row.seq,
  transition: row.transition,
  from: row.from_state,
  to: row.to_state,
  actorId: row.actor_id,
  actor: row.actor,
  occurredOn: row.occurred_on,
  recordedAt: row.recorded_at,
  procedureVersion: row.procedure_version,
  fields: readFields(row.fields),
  previous: row.previous,
  hash: row.hash,
})

function readFields(text: string): Record<string, string> {
  const fields: unknown = JSON.parse(text)
  return typeof fields === 'object' && fields !== null ? Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, String(v)])) : {}
}

export async function appendAct(tx: Tx, actor: Actor, matter: StoredMatter, act: StoredAct): Promise<void> {
  await tx
    .insertInto('act')
    .values({
      matter_id: matter.id,
      organisation_id: actor.organisationId,
      seq: act.seq,
      transition: act.transition,
      from_state: act.from,
      to_state: act.to,
      actor_id: act.actorId,
      actor: act.actor,
      occurred_on: act.occurredOn,
      recorded_at: act.recordedAt,
      procedure_version: act.procedureVersion,
      fields: JSON.stringify(act.fields),
      previous: act.previous,
      hash: act.hash,
    })
    .execute()
  await tx
    .updateTable('matter')
    .set({ state: act.to, seq: act.seq, head: act.hash })
    .where(scope(actor, 'matter'))
    .where('id', '=', matter.id)
    .where('seq', '=', matter.seq)
    .execute()
}
