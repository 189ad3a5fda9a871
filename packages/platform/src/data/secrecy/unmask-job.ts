import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { maskColumn, maskedColumn } from '@xiezhi/engine/data/schema'
import { platformActor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import { completeJob, type Work } from '../../jobs/runner.ts'
import { insertJob, type Job } from '../../jobs/store.ts'
import type { Db } from '../../store/database.ts'
import { tell } from '../../texts.ts'
import { quoteName, quoteText, type Session, type Warehouse } from '../../warehouse/warehouse.ts'
import { parquet } from '../import/children-part.ts'
import { maskedKind } from '../import/typing.ts'
import type { Lake } from '../lake.ts'
import { removeQuietly } from '../raw-files.ts'
import type { Keyring } from './keyring.ts'
import { seal } from './seal.ts'
import { maskedToken } from './token.ts'
import { insertVault } from './vault.ts'

/**
 * Batches of before have masks as columns of their own; beside a day of birth a mask gives the number away. This writes their files anew
 * without them, once for a data folder, and puts what came masked already, of which no number is known, into the vault.
 */
const setting = 'masks-left-the-lake'

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly lake: Lake
  readonly warehouse: Warehouse
  readonly keys: Keyring
}

/** At a start: asks for the work where it was not done, or notes that a new folder needs none. */
export async function askUnmasking(db: Db, clock: () => Date, organisationId: string): Promise<void> {
  const done = await db
    .selectFrom('setting')
    .select('key')
    .where('organisation_id', '=', organisationId)
    .where('key', '=', setting)
    .executeTakeFirst()
  if (done) return
  if (!(await db.selectFrom('batch_file').select('path').limit(1).executeTakeFirst())) return noteDone(db, organisationId, 0)
  const waiting = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', 'unmask')
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  if (!waiting)
    await db
      .transaction()
      .execute((tx) =>
        insertJob(tx, platformActor(organisationId), clock(), { kind: 'unmask', subjectId: organisationId, priority: 'low' }),
      )
}

async function noteDone(db: Pick<Db, 'insertInto'>, organisationId: string, files: number): Promise<void> {
  await db
    .insertInto('setting')
    .values({ organisation_id: organisationId, key: setting, value: JSON.stringify({ files }) })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .execute()
}

/**
 * File by file, each exchanged by a transaction that names the new one in the old one's place: whoever reads the old one goes on, and a
 * process that is killed leaves either. The sweep at the next start removes what nobody names.
 */
export async function runUnmasking(parts: Parts, job: Job, work: Work): Promise<void> {
  const { db, clock, lake, warehouse, keys } = parts
  const dir = lake.workDir(job.id)
  await removeQuietly(dir)
  await mkdir(dir, { recursive: true })
  const session = await warehouse.session()
  let written = 0
  try {
    const batches = await db.selectFrom('batch_file').select(['organisation_id', 'dataset', 'path']).orderBy('path').execute()
    // A file for several batches is but a shorter way to read them: those with masks are let go, and made again when they are wanted.
    for (const { id, files } of await db.selectFrom('compaction').select(['id', 'files']).execute()) {
      const masked = await Promise.all(files.map(async ({ path }) => (await masksIn(session, lake.absolute(path))).length > 0))
      if (masked.includes(true)) await db.deleteFrom('compaction').where('id', '=', id).execute()
    }
    for (const [at, file] of batches.entries()) {
      work.signal.throwIfAborted()
      work.progress({ stage: tell({ code: 'keys.stage.lake' }), done: at, total: batches.length })
      const masks = await masksIn(session, lake.absolute(file.path))
      if (masks.length === 0) continue
      const came = await cameMasked(session, lake.absolute(file.path), masks)
      const shown = [...new Set(came)]
      const sealed = seal(keys, shown)
      const rows = shown.map((mask, index) => ({ token: maskedToken(keys, mask), kind: maskedKind, sealed: sealed[index]!, mask }))
      for (const row of rows) session.masks.learn(row.token, row.mask)
      await session.run('CREATE OR REPLACE TEMP TABLE came_masked (mask VARCHAR, token VARCHAR)')
      if (rows.length > 0)
        await session.append('came_masked', [
          { types: ['text', 'text'], columns: [rows.map((row) => row.mask), rows.map((row) => row.token)] },
        ])
      const aside = join(dir, basename(file.path))
      const tokens = masks.map(
        ({ mask, number, masked }) =>
          `CASE WHEN ${quoteName(number)} IS NULL THEN (SELECT token FROM came_masked c WHERE c.mask = f.${quoteName(mask)}) END AS ${quoteName(masked)}`,
      )
      await session.run(
        `COPY (SELECT f.* EXCLUDE (${masks.map(({ mask }) => quoteName(mask)).join(', ')}), ${tokens.join(', ')} FROM read_parquet(${quoteText(lake.absolute(file.path))}) f ORDER BY _rid) TO ${quoteText(aside)} ${parquet}`,
        undefined,
        work,
      )
      const path = await lake.publish(aside, file.dataset, `${basename(file.path, '.parquet')}-m`)
      try {
        await db.transaction().execute(async (tx) => {
          for (let from = 0; from < rows.length; from += 2000)
            await insertVault(tx, platformActor(file.organisation_id), rows.slice(from, from + 2000))
          await tx.updateTable('batch_file').set({ path }).where('path', '=', file.path).execute()
        })
      } catch (error) {
        await lake.unpublish([path])
        throw error
      }
      written += 1
    }
    await db.transaction().execute(async (tx) => {
      await noteDone(tx, job.organisationId, written)
      await record(tx, { ...platformActor(job.organisationId), name: job.requestedBy }, clock(), {
        action: 'keys.masks-left',
        values: { files: written },
      })
      await completeJob(tx, job, clock())
    })
  } finally {
    session.close()
    await removeQuietly(dir)
  }
}

interface MaskColumn {
  readonly mask: string
  readonly number: string
  readonly masked: string
}

async function masksIn(session: Session, path: string): Promise<MaskColumn[]> {
  const rows = await session.rows(`SELECT name FROM parquet_schema(${quoteText(path)}) WHERE ends_with(name, ${quoteText(maskColumn(''))})`)
  return rows.map(({ name }) => {
    const number = String(name).slice(0, -maskColumn('').length)
    return { mask: String(name), number, masked: maskedColumn(number) }
  })
}

/** What stands masked where there is no token: it came so. */
async function cameMasked(session: Session, path: string, masks: readonly MaskColumn[]): Promise<string[]> {
  const each = masks.map(
    ({ mask, number }) =>
      `SELECT ${quoteName(mask)} AS mask FROM read_parquet(${quoteText(path)}) WHERE ${quoteName(number)} IS NULL AND ${quoteName(mask)} IS NOT NULL`,
  )
  const rows = await session.rows(`SELECT DISTINCT mask FROM (${each.join(' UNION ALL ')})`)
  return rows.map((row) => String(row.mask))
}
