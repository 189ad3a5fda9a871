import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'

/** A loaded version: what follows for it from all texts together. */
export interface LoadedVersion {
  readonly law: string
  /** The day of the version, else `undated-1`. */
  readonly id: string
  readonly aliases: readonly string[]
  readonly versionDate: string | null
  readonly effectiveFrom: string | null
  readonly endedOn: string | null
  readonly source: string | null
  /** The highest article number. */
  readonly articles: number
  readonly complete: boolean
  /** Code of the message why models do not judge by it. */
  readonly aside: string | null
  readonly loadId: string
}

export const versionIdOf = (versionDate: string | null): string => versionDate ?? 'undated-1'

/** Loaded versions of all instruments, or of some; the oldest first. */
export async function loadedVersions(db: Queries, actor: Actor, laws?: readonly string[]): Promise<LoadedVersion[]> {
  if (laws?.length === 0) return []
  let query = db.selectFrom('law_version').selectAll().where(scope(actor, 'law_version'))
  if (laws) query = query.where('law', 'in', [...laws])
  const rows = await query.orderBy('law').orderBy(sql`version_date nulls first`).execute()
  return rows.map((row) => ({
    law: row.law,
    id: row.id,
    aliases: row.aliases,
    versionDate: row.version_date,
    effectiveFrom: row.effective_from,
    endedOn: row.ended_on,
    source: row.source,
    articles: row.articles,
    complete: row.complete,
    aside: row.aside,
    loadId: row.load_id,
  }))
}

export async function replaceVersions(tx: Tx, actor: Actor, versions: readonly LoadedVersion[]): Promise<void> {
  await tx.deleteFrom('law_version').where(scope(actor, 'law_version')).execute()
  const rows = versions.map((one) => ({
    law: one.law,
    id: one.id,
    aliases: one.aliases,
    version_date: one.versionDate,
    effective_from: one.effectiveFrom,
    ended_on: one.endedOn,
    source: one.source,
    articles: one.articles,
    complete: one.complete,
    aside: one.aside,
    load_id: one.loadId,
  }))
  await sql`insert into law_version
      (organisation_id, law, id, aliases, version_date, effective_from, ended_on, source, articles, complete, aside, load_id)
    select ${actor.organisationId}, law, id, aliases, version_date, effective_from, ended_on, source, articles, complete, aside, load_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (law text, id text, aliases jsonb, version_date date,
      effective_from date, ended_on date, source text, articles int, complete boolean, aside text, load_id text)`.execute(tx)
}
