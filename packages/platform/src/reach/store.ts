import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { Span } from './span.ts'

/** What somebody said of a source's dataset, or of one batch; without days it was taken back. */
export interface Statement {
  readonly seq: number
  readonly sourceId: string | null
  readonly batchId: string | null
  readonly dataset: string
  readonly span: Span | null
  readonly note: string
  readonly by: string
  readonly at: string
}

/** All that was said before a moment, or so far, in the order in which it was said. */
export async function statementsOf(db: Queries, actor: Actor, before?: string): Promise<readonly Statement[]> {
  const rows = await db
    .selectFrom('stated_coverage')
    .selectAll()
    .where(scope(actor, 'stated_coverage'))
    .where(sql<boolean>`(${before ?? null}::timestamptz is null or at < ${before ?? null}::timestamptz)`)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: Number(row.seq),
    sourceId: row.source_id,
    batchId: row.batch_id,
    dataset: row.dataset,
    span: row.from_day !== null && row.to_day !== null ? { from: row.from_day, to: row.to_day } : null,
    note: row.note,
    by: row.by_name,
    at: row.at,
  }))
}

export async function insertStatement(
  tx: Tx,
  actor: Actor,
  at: Date,
  one: Pick<Statement, 'sourceId' | 'batchId' | 'dataset' | 'span' | 'note'>,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(8417)`.execute(tx)
  const last = await tx
    .selectFrom('stated_coverage')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where(scope(actor, 'stated_coverage'))
    .executeTakeFirst()
  await tx
    .insertInto('stated_coverage')
    .values({
      organisation_id: actor.organisationId,
      seq: Number(last?.last ?? 0) + 1,
      source_id: one.sourceId,
      batch_id: one.batchId,
      dataset: one.dataset,
      from_day: one.span?.from ?? null,
      to_day: one.span?.to ?? null,
      note: one.note,
      by_id: actor.id,
      by_name: actor.name,
      at: at.toISOString(),
    })
    .execute()
}

interface Stated {
  readonly id: string
  readonly dataset: string
  readonly sourceId: string | null
}

const placeOf = ({ sourceId, batchId, dataset }: Pick<Statement, 'sourceId' | 'batchId' | 'dataset'>): string =>
  batchId === null ? `source ${sourceId} ${dataset}` : `batch ${batchId}`

/** The last word on each source's dataset and each batch. */
export const lastWords = (statements: readonly Statement[]): ReadonlyMap<string, Statement> =>
  new Map(statements.map((one) => [placeOf(one), one]))

/** What holds for a batch: what was said last of it or of its source's dataset, and not taken back. */
export function spanOf(words: ReadonlyMap<string, Statement>, batch: Stated): Statement | undefined {
  const said = [
    words.get(placeOf({ batchId: batch.id, sourceId: null, dataset: batch.dataset })),
    ...(batch.sourceId === null ? [] : [words.get(placeOf({ batchId: null, sourceId: batch.sourceId, dataset: batch.dataset }))]),
  ]
  return said.filter((one) => one?.span).sort((a, b) => (b?.seq ?? 0) - (a?.seq ?? 0))[0]
}

export const wordOn = (words: ReadonlyMap<string, Statement>, sourceId: string, dataset: string): Statement | undefined =>
  words.get(placeOf({ batchId: null, sourceId, dataset }))

/** Batches with the days that were stated for them before a moment, or so far. */
export async function withStated<B extends Stated>(
  db: Queries,
  actor: Actor,
  batches: readonly B[],
  before?: string,
): Promise<(B & { readonly stated: Span | null })[]> {
  const words = lastWords(await statementsOf(db, actor, before))
  return batches.map((batch) => ({ ...batch, stated: spanOf(words, batch)?.span ?? null }))
}
