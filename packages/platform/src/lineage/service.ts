import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { Lineage, LineageStep } from '../contract/lineage.ts'
import { shownParts } from '../data/report.ts'
import { importById } from '../data/stored-imports.ts'
import { withdrawalsOf } from '../data/withdrawals.ts'
import type { Originals } from '../originals/service.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { sourceById } from '../sources/store.ts'
import type { Db, Queries } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'

/** From a clue back to the file, the column and the row that it stands on, and to who brought them. */
export interface Lineages {
  of(actor: Actor, clueId: string): Promise<Lineage | Refusal>
}

interface Row {
  readonly dataset: string
  readonly file: string
  readonly sheet: string | null
  readonly row_no: number
  readonly row_hash: string
  readonly batch_seq: number | null
}

export function openLineages({
  db,
  clock,
  seenBy,
  originals,
}: {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly originals: Originals
}): Lineages {
  /** Rows of an import carry one number whatever sheet and dataset they are of; the batch is the one of their sheet. */
  const batchOf = async (queries: Queries, actor: Actor, row: Row) => {
    if (row.batch_seq === null) return undefined
    const found = await queries
      .selectFrom('batch')
      .innerJoin('batch_file', 'batch_file.batch_id', 'batch.id')
      .where(scope(actor, 'batch'))
      .where('batch.seq', '=', row.batch_seq)
      .where('batch_file.dataset', '=', row.dataset)
      .selectAll('batch')
      .orderBy('batch.id')
      .execute()
    return found.find(({ part }) => part === row.sheet) ?? found[0]
  }

  const columnsOf = (actor: Actor, parts: readonly unknown[], batchId: string, dataset: string): LineageStep['columns'] => {
    const catalogue = seenBy(actor)
    const part = shownParts(parts, catalogue).find((one) => one.batchId === batchId)
    const standard = part?.dataset ? catalogue.standards.get(part.dataset) : undefined
    if (!part || !standard) return []
    // A dataset that is drawn out of another stands in the columns that it is drawn from.
    const child = standard.children.find(({ id }) => id === dataset)
    return part.inspection.mapping.flatMap(({ column, field, by }) =>
      field === null || (child && !child.from.includes(field))
        ? []
        : [{ field, label: standard.fields.find(({ id }) => id === field)?.label ?? field, column, by }],
    )
  }

  const step = async (queries: Queries, actor: Actor, rows: readonly Row[]): Promise<LineageStep | undefined> => {
    const [first] = rows
    if (!first) return undefined
    const batch = await batchOf(queries, actor, first)
    const one = batch?.import_id ? await importById(queries, actor, batch.import_id) : undefined
    const source = batch?.source_id ? await sourceById(queries, actor, batch.source_id) : undefined
    const withdrawn = batch && (await withdrawalsOf(queries, actor, [batch.id])).get(batch.id)?.find(({ restored }) => restored === null)
    const load = batch?.law_load_id
      ? await queries
          .selectFrom('law_load')
          .where(scope(actor, 'law_load'))
          .where('id', '=', batch.law_load_id)
          .select(['id', 'label'])
          .executeTakeFirst()
      : undefined
    const original = one && (await originals.get(actor, one.id))
    return {
      dataset: first.dataset,
      datasetTitle: seenBy(actor).schemas.get(first.dataset)?.label ?? first.dataset,
      file: first.file,
      rows: rows.map(({ sheet, row_no, row_hash }) => ({ sheet, rowNo: row_no, rowHash: row_hash })),
      batch: batch
        ? {
            id: batch.id,
            seq: batch.seq,
            publishedAt: batch.published_at,
            publishedBy: batch.published_by,
            replaced: batch.replaced_by !== null,
            withdrawn: withdrawn ? { reason: withdrawn.reason, by: withdrawn.by, at: withdrawn.at } : null,
          }
        : null,
      import: one ? { id: one.id, bytes: one.bytes, sha256: one.sha256, by: one.importedBy, at: one.startedAt } : null,
      lawLoad: load ?? null,
      source: source
        ? {
            id: source.id,
            name: source.name,
            legalBasis: source.legalBasis,
            purpose: source.purpose,
            usedFrom: source.usedFrom,
            usedUntil: source.usedUntil,
          }
        : null,
      original: !original || isRefusal(original) ? null : original,
      columns: one && batch ? columnsOf(actor, one.parts, batch.id, first.dataset) : [],
    }
  }

  return {
    of: async (actor, clueId) => {
      const clue = await db.selectFrom('clue').where(scope(actor, 'clue')).where('id', '=', clueId).selectAll().executeTakeFirst()
      if (!clue) return refuse('not-found', 'clue.not-found')
      await db
        .transaction()
        .execute((tx) => record(tx, actor, clock(), { action: 'clue.lineage', object: clueId, values: { no: clue.no, title: clue.title } }))
      const run = await db.selectFrom('run').where(scope(actor, 'run')).where('id', '=', clue.last_run_id).selectAll().executeTakeFirst()
      const rows: readonly Row[] = await db
        .selectFrom('evidence')
        .where(scope(actor, 'evidence'))
        .where('clue_id', '=', clue.id)
        .where('hash', '=', clue.evidence_hash)
        .select(['dataset', 'file', 'sheet', 'row_no', 'row_hash', 'batch_seq'])
        .orderBy('ordinal')
        .execute()
      const places = new Map<string, Row[]>()
      for (const row of rows) {
        const place = JSON.stringify([row.dataset, row.batch_seq, row.sheet, row.file])
        places.set(place, [...(places.get(place) ?? []), row])
      }
      const steps: LineageStep[] = []
      for (const together of places.values()) {
        const one = await step(db, actor, together)
        if (one) steps.push(one)
      }
      return {
        id: clue.id,
        no: clue.no,
        title: clue.title,
        model: { id: clue.model_id, title: clue.model_title, version: clue.version },
        rule: { id: clue.rule_id, title: clue.rule_title },
        evidenceHash: clue.evidence_hash,
        run: { id: clue.last_run_id, asOf: clue.as_of, at: run?.started_at ?? clue.last_seen_at },
        steps,
      }
    },
  }
}
