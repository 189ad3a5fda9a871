import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { batchCoverage, SourceCoverage, StatedSpan } from '../contract/coverage.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { currentSnapshot } from '../data/snapshots.ts'
import { batchById } from '../data/stored-batches.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { sourceById } from '../sources/store.ts'
import { atOnce, type Db, type Queries } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { spanAsked } from './span.ts'
import { insertStatement, lastWords, type Statement, spanOf, statementsOf, wordOn } from './store.ts'

type BatchCoverage = z.infer<typeof batchCoverage>
interface Asked {
  readonly from: string | null
  readonly to: string | null
  readonly note: string
}

export interface Coverages {
  ofSource(actor: Actor, id: string): Promise<SourceCoverage | Refusal>
  stateSource(actor: Actor, id: string, asked: Asked & { readonly dataset: string }): Promise<SourceCoverage | Refusal>
  ofBatch(actor: Actor, id: string): Promise<BatchCoverage | Refusal>
  stateBatch(actor: Actor, id: string, asked: Asked): Promise<BatchCoverage | Refusal>
}

const said = (one: Statement | undefined): StatedSpan | null => (one?.span ? { ...one.span, note: one.note, by: one.by, at: one.at } : null)

export function openCoverages({ db, clock, seenBy }: { readonly db: Db; readonly clock: () => Date; readonly seenBy: SeenBy }): Coverages {
  const titleOf = (actor: Actor, dataset: string): string => seenBy(actor).standards.get(dataset)?.label ?? dataset

  const ofSource = async (queries: Queries, actor: Actor, id: string): Promise<SourceCoverage> => {
    const { batches } = await currentSnapshot(queries, actor)
    const words = lastWords(await statementsOf(queries, actor))
    const own = batches.filter(({ sourceId }) => sourceId === id)
    const stated = [...words.values()].filter(({ sourceId, span }) => sourceId === id && span).map(({ dataset }) => dataset)
    return {
      items: [...new Set([...own.map(({ dataset }) => dataset), ...stated])].sort().map((dataset) => {
        const of = own.filter((batch) => batch.dataset === dataset)
        const spans = of.flatMap(({ coverage }) => (coverage ? [coverage] : []))
        const from = spans.map((one) => one.from).sort()[0]
        const to = spans
          .map((one) => one.to)
          .sort()
          .at(-1)
        return {
          dataset,
          title: titleOf(actor, dataset),
          batches: of.length,
          found: from !== undefined && to !== undefined ? { from, to } : null,
          stated: said(wordOn(words, id, dataset)),
        }
      }),
    }
  }

  const ofBatch = async (queries: Queries, actor: Actor, id: string): Promise<BatchCoverage | Refusal> => {
    const batch = await batchById(queries, actor, id)
    if (!batch) return refuse('not-found', 'coverage.no-batch')
    const one = spanOf(lastWords(await statementsOf(queries, actor)), batch)
    const stated = said(one)
    return { found: batch.coverage, stated: stated && { ...stated, of: one?.batchId === null ? 'source' : 'batch' } }
  }

  return {
    ofSource: (actor, id) =>
      atOnce(db, async (tx) => ((await sourceById(tx, actor, id)) ? ofSource(tx, actor, id) : refuse('not-found', 'source.not-found'))),

    stateSource: (actor, id, asked) =>
      db.transaction().execute(async (tx) => {
        const source = await sourceById(tx, actor, id)
        if (!source) return refuse('not-found', 'source.not-found')
        const { dataset } = asked
        if (!seenBy(actor).standards.has(dataset)) return refuse('invalid', 'coverage.no-dataset', { dataset })
        const span = spanAsked(asked)
        if (span && 'refused' in span) return span
        const note = maskText(asked.note)
        await insertStatement(tx, actor, clock(), { sourceId: id, batchId: null, dataset, span, note })
        const values = { name: source.name, title: titleOf(actor, dataset), from: span?.from ?? '', to: span?.to ?? '', note }
        await record(tx, actor, clock(), { action: span ? 'coverage.state' : 'coverage.take-back', object: id, values })
        return ofSource(tx, actor, id)
      }),

    ofBatch: (actor, id) => atOnce(db, (tx) => ofBatch(tx, actor, id)),

    stateBatch: (actor, id, asked) =>
      db.transaction().execute(async (tx) => {
        const batch = await batchById(tx, actor, id)
        if (!batch) return refuse('not-found', 'coverage.no-batch')
        const span = spanAsked(asked)
        if (span && 'refused' in span) return span
        const note = maskText(asked.note)
        await insertStatement(tx, actor, clock(), { sourceId: null, batchId: id, dataset: batch.dataset, span, note })
        const values = { name: batch.file, title: titleOf(actor, batch.dataset), from: span?.from ?? '', to: span?.to ?? '', note }
        await record(tx, actor, clock(), { action: span ? 'coverage.state' : 'coverage.take-back', object: id, values })
        return ofBatch(tx, actor, id)
      }),
  }
}
