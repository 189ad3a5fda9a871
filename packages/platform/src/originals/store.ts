import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { OriginalState } from '../contract/originals.ts'
import { likeOf } from '../lists/stored-list.ts'
import type { Queries } from '../store/database.ts'

export interface StoredOriginal {
  readonly importId: string
  readonly organisationId: string
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly arrivedAt: string
  readonly sourceId: string | null
  readonly sourceName: string | null
  readonly days: number | null
  readonly until: string | null
  readonly state: OriginalState
  readonly openClues: number
  readonly rows: number
  readonly refused: number
  readonly destroyedAt: string | null
}

/** What the state of an original is told by. */
export interface Terms {
  readonly today: string
  /** States in which the matter of a clue or of an alert is not at its end. */
  readonly openStates: readonly string[]
}

/**
 * Every original with what is to become of it. Bytes are of the whole installation, so all organisations' terms are looked at; what is
 * shown of it is the caller's to narrow. The term runs from the day (China's) on which the bytes came in; their columns said anew give
 * them no longer one.
 */
const originals = ({ today, openStates }: Terms): RawBuilder<unknown> => sql`with recursive arrival as (
    select id, started_at from import_file where corrects is null
    union all
    select one.id, arrival.started_at from import_file as one join arrival on one.corrects = arrival.id
  ), term as (
    select one.id, one.organisation_id, one.seq, one.file, one.sha256, one.bytes, one.source_id, source.name as source_name,
      arrival.started_at as arrived_at, coalesce(gone.days, source.keep_raw_days) as days,
      coalesce(gone.due_on, (arrival.started_at at time zone 'Asia/Shanghai')::date + source.keep_raw_days) as until,
      job.state in ('queued', 'running') as busy, gone.begun_at, gone.destroyed_at, gone.rows_gone
    from import_file as one
      join arrival on arrival.id = one.id
      join job on job.id = one.job_id
      left join source on source.id = one.source_id
      left join original_end as gone on gone.import_id = one.id
  ), standing as (
    select term.*, case
      when destroyed_at is not null then 'destroyed'
      when days is null then 'no-term'
      when busy or until >= ${today}::date then 'term'
      when ${openClues(openStates)} > 0 then 'held'
      else 'over' end as own
    from term
  ), original as (
    select standing.*, case
      when own <> 'over' then own
      when exists (select 1 from standing as other where other.sha256 = standing.sha256 and other.own not in ('over', 'destroyed'))
        or exists (select 1 from law_load where law_load.sha256 = standing.sha256) then 'shared'
      when begun_at is not null then 'destroying'
      else 'due' end as state
    from standing
  )`

/** A file's rows carry the number of its import, whatever dataset they are of. */
const openClues = (openStates: readonly string[]): RawBuilder<number> => sql<number>`(select count(distinct evidence.clue_id)
  from batch
    join evidence on evidence.organisation_id = batch.organisation_id and evidence.batch_seq = batch.seq
    join matter on matter.organisation_id = evidence.organisation_id and matter.subject_kind in ('clue', 'alert') and matter.subject_id = evidence.clue_id
  where batch.import_id = term.id and matter.state = any(select jsonb_array_elements_text(${JSON.stringify(openStates)}::jsonb)))`

export interface OriginalQuery {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly source?: string | undefined
  readonly state?: OriginalState | undefined
  /** Of one import. */
  readonly import?: string | undefined
}
const sorted: Readonly<Record<string, string>> = { file: 'file', until: 'until', arrivedAt: 'seq', destroyedAt: 'destroyed_at' }

export async function pageOfOriginals(
  db: Queries,
  actor: Actor,
  terms: Terms,
  query: OriginalQuery,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ originals: StoredOriginal[]; total: number }> {
  const like = likeOf(query.q)
  const wanted = sql`from original as import_file where ${scope(actor, 'import_file')} and (file ilike ${like} or sha256 ilike ${like})
    and (${query.source ?? null}::text is null or source_id = ${query.source ?? null}::text)
    and (${query.state ?? null}::text is null or state = ${query.state ?? null}::text)
    and (${query.import ?? null}::text is null or id = ${query.import ?? null}::text)`
  const asked = (query.sort ?? '').replace(/^-/, '')
  const backwards = query.sort ? query.sort.startsWith('-') : true
  const order = sql`order by ${sql.ref(sorted[asked] ?? 'seq')} ${backwards ? sql`desc` : sql`asc`} nulls last, seq desc`
  const { rows } = await sql<StoredOriginal>`${originals(terms)}
    select id as "importId", organisation_id as "organisationId", file, sha256, bytes, arrived_at as "arrivedAt", source_id as "sourceId",
      source_name as "sourceName", days, until, state, destroyed_at as "destroyedAt",
      (select coalesce(sum(batch.rows), 0)::bigint from batch where batch.import_id = import_file.id) as rows,
      case when destroyed_at is null then (select count(*) from quarantine where quarantine.import_id = import_file.id) else coalesce(rows_gone, 0) end as refused,
      (select count(distinct evidence.clue_id) from batch
        join evidence on evidence.organisation_id = batch.organisation_id and evidence.batch_seq = batch.seq
        join matter on matter.organisation_id = evidence.organisation_id and matter.subject_kind in ('clue', 'alert') and matter.subject_id = evidence.clue_id
        where batch.import_id = import_file.id and matter.state = any(select jsonb_array_elements_text(${JSON.stringify(terms.openStates)}::jsonb))) as "openClues"
    ${wanted} ${order} limit ${size} offset ${(page - 1) * size}`.execute(db)
  const { rows: counted } = await sql<{ n: number }>`${originals(terms)} select count(*) as n ${wanted}`.execute(db)
  return { originals: rows.map(plain), total: Number(counted[0]?.n ?? 0) }
}

/** Counts come as texts from some drivers. */
const plain = (row: StoredOriginal): StoredOriginal => ({
  ...row,
  bytes: Number(row.bytes),
  rows: Number(row.rows),
  refused: Number(row.refused),
  openClues: Number(row.openClues),
})

/** Files of which every use is over, and ends that were begun: what the daily work has to look at. */
export async function dueHashes(db: Queries, terms: Terms): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`${originals(terms)}
    select distinct sha256 from original where state in ('due', 'destroying')
    union select sha256 from original_end where destroyed_at is null order by 1`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

/** The uses of a file that is to go, or none where something keeps it. */
export async function overUses(db: Queries, terms: Terms, sha256: string): Promise<StoredOriginal[]> {
  const { rows } = await sql<StoredOriginal>`${originals(terms)}
    select id as "importId", organisation_id as "organisationId", file, sha256, bytes, arrived_at as "arrivedAt", source_id as "sourceId",
      source_name as "sourceName", days, until, state, destroyed_at as "destroyedAt", 0 as rows, 0 as refused, 0 as "openClues"
    from original where sha256 = ${sha256} and state in ('due', 'destroying')
      and not exists (select 1 from original as other where other.sha256 = ${sha256} and other.state not in ('due', 'destroying', 'destroyed'))
    order by seq`.execute(db)
  return rows.map(plain)
}

/** Bytes that something names: what the sweep of originals leaves. */
export async function namedOriginals(db: Queries): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from import_file union select sha256 from law_load`.execute(db)
  return new Set(rows.map(({ sha256 }) => sha256))
}
