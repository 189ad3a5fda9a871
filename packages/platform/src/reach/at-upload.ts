import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { Span } from './span.ts'
import { insertStatement } from './store.ts'

/** What was said with a file holds for each batch that came of it; it can be said otherwise, or taken back, on the batch's page. */
export async function stateAtUpload(
  tx: Tx,
  actor: Actor,
  at: Date,
  batch: { readonly id: string; readonly dataset: string; readonly file: string; readonly title: string },
  span: Span,
): Promise<void> {
  const note = tell({ code: 'coverage.at-upload' })
  await insertStatement(tx, actor, at, { sourceId: null, batchId: batch.id, dataset: batch.dataset, span, note })
  const values = { name: batch.file, title: batch.title, from: span.from, to: span.to, note }
  await record(tx, actor, at, { action: 'coverage.state', object: batch.id, values })
}
