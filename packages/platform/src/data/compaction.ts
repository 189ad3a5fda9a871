import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Actor, platformActor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { completeJob, type Work } from '../jobs/runner.ts'
import { insertJob, type Job } from '../jobs/store.ts'
import { type Db, newId, type Tx } from '../store/database.ts'
import { quoteText, type Warehouse } from '../warehouse/warehouse.ts'
import type { Lake } from './lake.ts'
import { removeQuietly } from './raw-files.ts'
import { currentSnapshot } from './snapshots.ts'
import type { BatchFile } from './stored-batches.ts'

/** So many files of a dataset are read one beside another before they are put into one. */
export const mostLoose = 16

/** Asks for the files of a dataset to be put into one, when there are many; in the transaction that published one more. */
export async function askCompaction(tx: Tx, actor: Actor, at: Date, dataset: string): Promise<void> {
  const { files } = await currentSnapshot(tx, actor)
  if (files.filter((file) => file.dataset === dataset).length <= mostLoose) return
  const asked = await tx
    .selectFrom('job')
    .select('id')
    .where(scope(actor, 'job'))
    .where('kind', '=', 'compact')
    .where('subject_id', '=', dataset)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (!asked) await insertJob(tx, actor, at, { kind: 'compact', subjectId: dataset, priority: 'low' })
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly lake: Lake
  readonly warehouse: Warehouse
}

/** The work: rows that no later one of these batches replaced, in one file a dataset, named in one transaction. */
export async function runCompaction({ db, clock, lake, warehouse }: Parts, job: Job, work: Work): Promise<void> {
  const actor = platformActor(job.organisationId)
  const dataset = job.subjectId
  const snapshot = await currentSnapshot(db, actor)
  const batches = snapshot.batches.filter((batch) => batch.dataset === dataset).map(({ id }) => id)
  if (batches.length === 0) return
  const named = await db
    .selectFrom('batch_file')
    .select('dataset')
    .distinct()
    .where(scope(actor, 'batch_file'))
    .where('batch_id', 'in', batches)
    .execute()
  const children = named.flatMap((one) => (one.dataset === dataset ? [] : [one.dataset])).sort()
  const read = (of: string): string => {
    const paths = snapshot.files.filter((file) => file.dataset === of).map(({ path }) => quoteText(lake.absolute(path)))
    return `read_parquet([${paths.join(', ')}], union_by_name = true)`
  }
  const dir = lake.workDir(job.id)
  await removeQuietly(dir)
  await mkdir(dir, { recursive: true })
  const moved: string[] = []
  const session = await warehouse.session()
  try {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE "_latest" AS SELECT max(_rid) AS _rid FROM ${read(dataset)} GROUP BY _key`,
      undefined,
      work,
    )
    const files: BatchFile[] = []
    for (const of of [dataset, ...children]) {
      const path = join(dir, `${of}.parquet`)
      const kept = `SELECT * FROM ${read(of)} WHERE ${of === dataset ? '_rid' : '_parent'} IN (SELECT _rid FROM "_latest") ORDER BY _rid`
      await session.run(`COPY (${kept}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`, undefined, work)
      const published = await lake.publish(path, of, `compacted-${job.id}`)
      moved.push(published)
      files.push({ dataset: of, path: published })
    }
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('compaction')
        .values({
          id: newId('compaction'),
          organisation_id: actor.organisationId,
          dataset,
          batches: JSON.stringify(batches),
          files: JSON.stringify(files),
          created_at: clock().toISOString(),
        })
        .execute()
      await completeJob(tx, job, clock())
    })
  } catch (error) {
    await lake.unpublish(moved)
    throw error
  } finally {
    session.close()
    await removeQuietly(dir)
  }
}

/**
 * At a start, when nobody reads: forgets files whose batches a wider one holds too. The sweep of the lake, which follows, removes
 * what is no longer named.
 */
export async function forgetNarrower(db: Db): Promise<void> {
  const all = await db.selectFrom('compaction').select(['id', 'organisation_id', 'dataset', 'batches']).orderBy('created_at').execute()
  const narrower = all.filter((one, at) =>
    all.some(
      (other, place) =>
        other.id !== one.id &&
        other.organisation_id === one.organisation_id &&
        other.dataset === one.dataset &&
        (other.batches.length > one.batches.length || (other.batches.length === one.batches.length && place > at)) &&
        one.batches.every((id) => other.batches.includes(id)),
    ),
  )
  for (const { id } of narrower) await db.deleteFrom('compaction').where('id', '=', id).execute()
}
