import { type Clue, keyText } from '@xiezhi/engine/clue/clue'
import { reconcile, type Standing } from '@xiezhi/engine/clue/reconcile'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Matters } from '../matters/service.ts'
import type { Tx } from '../store/database.ts'
import { alertProcedure } from './alert.ts'
import { bodyOf, evidenceHash } from './stored.ts'

export interface Publishing {
  readonly runId: string
  readonly model: { readonly id: string; readonly title: string; readonly version: string }
  readonly asOf: string
  readonly at: string
  /** Titles of the model's rules, class rules included. */
  readonly rules: ReadonlyMap<string, string>
  /** Rules of a patrol: what they find is an alert, to be looked at by the day. */
  readonly alerts: ReadonlySet<string>
  readonly alertBy: string | null
  /** Rules that were tested whole: only these can make a clue vanish. */
  readonly complete: ReadonlySet<string>
  readonly clues: readonly Clue[]
  /** The batch that a file of evidence came with, where that is certain. */
  readonly batchOf: (dataset: string, file: string) => number | null
}

/** How every clue handed to a procuratorate is handled at first. */
const procedure = 'clue-assessment'
const chunk = 500

/**
 * Brings a run's clues in: found again, new, or gone, each with the evidence frozen as it was. All in the transaction of the
 * run, so that a run is seen whole or not at all.
 */
export async function publishClues(tx: Tx, actor: Actor, matters: Matters, run: Publishing): Promise<Readonly<Record<Standing, number>>> {
  const found = new Set(run.clues.map(({ clueId }) => clueId))
  const known = (
    await tx
      .selectFrom('clue')
      .select(['id', 'state', 'rule_id'])
      .where(scope(actor, 'clue'))
      .where('model_id', '=', run.model.id)
      .execute()
  ).filter(({ id, rule_id }) => found.has(id) || run.complete.has(rule_id))
  const { standings, counts } = reconcile(
    known.map(({ id, state }) => ({ clueId: id, standing: standingOf(state) })),
    [...found],
  )
  const hashes = new Map(run.clues.map((clue) => [clue.clueId, evidenceHash(clue.evidence)]))
  const fresh = run.clues.filter(({ clueId }) => standings.get(clueId) === 'fresh')
  const numbers = await nextNumbers(tx, fresh.length, run.at)
  const numberOf = new Map(fresh.map(({ clueId, rule }, index) => [clueId, `${run.alerts.has(rule) ? 'YJ' : 'XS'}${numbers[index] ?? ''}`]))

  const start = matters.procedures.get(procedure)?.start ?? ''
  const alertStart = matters.procedures.get(alertProcedure)?.start ?? ''
  for (const part of inChunks(run.clues)) {
    await upsert(tx, actor, run, part, { standings, hashes, numberOf }, { start, alertStart })
    await keepEvidence(tx, actor, run, part, hashes)
  }
  const vanished = [...standings].filter(([, standing]) => standing === 'vanished').map(([id]) => id)
  for (const ids of inChunks(vanished))
    await tx
      .updateTable('clue')
      .set({ state: 'vanished' })
      .where(scope(actor, 'clue'))
      .where('id', 'in', [...ids])
      .execute()
  const said = new Map(run.clues.map((clue) => [clue.clueId, clue]))
  for (const part of inChunks([...standings])) await keepSightings(tx, actor, run, part, hashes, said)
  const idsOf = (alerts: boolean): string[] => fresh.filter(({ rule }) => run.alerts.has(rule) === alerts).map(({ clueId }) => clueId)
  await matters.open(tx, actor, procedure, idsOf(false))
  await matters.open(tx, actor, alertProcedure, idsOf(true))
  return counts
}

const standings: readonly string[] = ['fresh', 'persisting', 'vanished', 'returned']
const isStanding = (text: string): text is Standing => standings.includes(text)
function standingOf(text: string): Standing {
  if (isStanding(text)) return text
  throw new Error(`no standing ${text}`)
}

function* inChunks<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < all.length; start += chunk) yield all.slice(start, start + chunk)
}

/** Numbers that people say to each other: the year and a running number, never used twice. */
async function nextNumbers(tx: Tx, count: number, at: string): Promise<string[]> {
  if (count === 0) return []
  const { rows } = await sql<{ n: number }>`select nextval('clue_no') as n from generate_series(1, ${count}::int)`.execute(tx)
  return rows.map(({ n }) => `${at.slice(0, 4)}-${String(n).padStart(6, '0')}`)
}

async function upsert(
  tx: Tx,
  actor: Actor,
  run: Publishing,
  clues: readonly Clue[],
  found: { standings: ReadonlyMap<string, Standing>; hashes: ReadonlyMap<string, string>; numberOf: ReadonlyMap<string, string> },
  { start, alertStart }: { readonly start: string; readonly alertStart: string },
): Promise<void> {
  const rows = clues.map((clue) => ({
    organisation_id: actor.organisationId,
    id: clue.clueId,
    no: found.numberOf.get(clue.clueId) ?? '',
    model_id: run.model.id,
    model_title: run.model.title,
    version: clue.version,
    rule_id: clue.rule,
    rule_title: run.rules.get(clue.rule) ?? clue.rule,
    title: clue.title,
    subject_kind: clue.subject.kind,
    subject_name: clue.subject.name,
    subject_code: clue.subject.code,
    party_name: clue.party?.name ?? null,
    party_id: clue.party?.id ?? null,
    party_key: clue.key.party_key ?? (clue.party ? `${clue.party.name}\u001f${clue.party.id ?? ''}` : null),
    due_date: clue.dueDate,
    days_overdue: clue.daysOverdue,
    amount: clue.amount,
    grade: clue.grade,
    score: clue.score,
    severity: clue.severity,
    state: found.standings.get(clue.clueId) ?? 'fresh',
    rollup: clue.rollup,
    handling: start,
    ...(run.alerts.has(clue.rule)
      ? { kind: 'alert' as const, alert_state: alertStart, alert_by: run.alertBy }
      : { kind: 'clue' as const, alert_state: null, alert_by: null }),
    body: bodyOf(clue),
    evidence_hash: found.hashes.get(clue.clueId) ?? '',
    first_seen_at: run.at,
    last_seen_at: run.at,
    as_of: clue.asOf,
    last_run_id: run.runId,
    search: [clue.title, clue.reason, clue.party?.name ?? '', keyText(clue.key)].join(' ').toLowerCase(),
  }))
  await tx
    .insertInto('clue')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'id']).doUpdateSet((row) => ({
        // Number, first sight and handling stay: the clue is the same one, and an alert that was made a clue is one.
        model_title: row.ref('excluded.model_title'),
        version: row.ref('excluded.version'),
        rule_title: row.ref('excluded.rule_title'),
        title: row.ref('excluded.title'),
        subject_kind: row.ref('excluded.subject_kind'),
        subject_name: row.ref('excluded.subject_name'),
        subject_code: row.ref('excluded.subject_code'),
        party_name: row.ref('excluded.party_name'),
        party_id: row.ref('excluded.party_id'),
        party_key: row.ref('excluded.party_key'),
        due_date: row.ref('excluded.due_date'),
        days_overdue: row.ref('excluded.days_overdue'),
        amount: row.ref('excluded.amount'),
        grade: row.ref('excluded.grade'),
        score: row.ref('excluded.score'),
        severity: row.ref('excluded.severity'),
        state: row.ref('excluded.state'),
        body: row.ref('excluded.body'),
        evidence_hash: row.ref('excluded.evidence_hash'),
        last_seen_at: row.ref('excluded.last_seen_at'),
        as_of: row.ref('excluded.as_of'),
        last_run_id: row.ref('excluded.last_run_id'),
        search: row.ref('excluded.search'),
      })),
    )
    .execute()
}

async function keepEvidence(
  tx: Tx,
  actor: Actor,
  run: Publishing,
  clues: readonly Clue[],
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = clues.flatMap((clue) =>
    clue.evidence.map((row, ordinal) => ({
      clue_id: clue.clueId,
      hash: hashes.get(clue.clueId) ?? '',
      ordinal,
      batch_seq: run.batchOf(row.dataset, row.file),
      dataset: row.dataset,
      file: row.file,
      sheet: row.sheet,
      row_no: row.rowNo,
      row_hash: row.rowHash,
      fields: row.fields,
    })),
  )
  await sql`insert into evidence (organisation_id, clue_id, hash, ordinal, batch_seq, dataset, file, sheet, row_no, row_hash, fields)
    select ${actor.organisationId}, clue_id, hash, ordinal, batch_seq, dataset, file, sheet, row_no, row_hash, fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row
      (clue_id text, hash text, ordinal int, batch_seq bigint, dataset text, file text, sheet text, row_no bigint, row_hash text, fields jsonb)
    on conflict do nothing`.execute(tx)
}

async function keepSightings(
  tx: Tx,
  actor: Actor,
  run: Publishing,
  found: readonly (readonly [string, Standing])[],
  hashes: ReadonlyMap<string, string>,
  said: ReadonlyMap<string, Clue>,
): Promise<void> {
  await tx
    .insertInto('clue_sighting')
    .values(
      found.map(([id, state]) => ({
        run_id: run.runId,
        organisation_id: actor.organisationId,
        clue_id: id,
        state,
        as_of: run.asOf,
        at: run.at,
        evidence_hash: hashes.get(id) ?? null,
        due_date: said.get(id)?.dueDate ?? null,
        days_overdue: said.get(id)?.daysOverdue ?? null,
        amount: said.get(id)?.amount ?? null,
        grade: said.get(id)?.grade ?? null,
        score: said.get(id)?.score ?? null,
        severity: said.get(id)?.severity ?? null,
      })),
    )
    .execute()
}
