import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries } from '../store/database.ts'

/** A published file and the dataset whose rows it holds. */
interface DatasetFile {
  readonly dataset: string
  readonly path: string
}

interface Compaction {
  readonly dataset: string
  readonly batches: readonly string[]
  readonly files: readonly DatasetFile[]
}

const compactionsOf = (db: Queries, actor: Actor): Promise<Compaction[]> =>
  db.selectFrom('compaction').select(['dataset', 'batches', 'files']).where(scope(actor, 'compaction')).execute()

/** The widest file of each dataset that holds nothing but batches which are visible. */
function usable(compactions: readonly Compaction[], visible: ReadonlySet<string>): ReadonlyMap<string, Compaction> {
  const best = new Map<string, Compaction>()
  for (const one of compactions)
    if (one.batches.every((id) => visible.has(id)) && one.batches.length > (best.get(one.dataset)?.batches.length ?? 0))
      best.set(one.dataset, one)
  return best
}

/** The files of a snapshot, those of several batches read from one where there is one. The rows are the same either way. */
export async function shorterFiles(
  db: Queries,
  actor: Actor,
  files: readonly (DatasetFile & { readonly batch: string })[],
): Promise<DatasetFile[]> {
  const chosen = [...usable(await compactionsOf(db, actor), new Set(files.map(({ batch }) => batch))).values()]
  const inside = new Set(chosen.flatMap(({ batches }) => batches))
  return [
    ...files.filter(({ batch }) => !inside.has(batch)).map(({ dataset, path }) => ({ dataset, path })),
    ...chosen.flatMap((one) => one.files),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Where they are: what the sweep of the lake must leave. */
export async function compactedFiles(db: Queries): Promise<string[]> {
  const rows = await db.selectFrom('compaction').select('files').execute()
  return rows.flatMap(({ files }) => files.map(({ path }) => path))
}
