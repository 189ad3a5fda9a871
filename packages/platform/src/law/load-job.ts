import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { lawArticleRows } from '@xiezhi/engine/law/article-rows'
import { buildLibrary, type StatuteVersion } from '@xiezhi/engine/law/library'
import { type Actor, platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Lake } from '../data/lake.ts'
import { type RawFiles, removeQuietly } from '../data/raw-files.ts'
import { insertBatch, nextBatchSeq } from '../data/stored-batches.ts'
import { completeJob, type Work } from '../jobs/runner.ts'
import { finishJob, type Job } from '../jobs/store.ts'
import { type Db, newId, type Tx } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'
import { tell } from '../texts.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { lawArticleFields, writeLawArticles } from './article-table.ts'
import { type AssembledVersion, assemble, distinctTexts, givingWay } from './assemble.ts'
import { citedArticles } from './cited-articles.ts'
import type { RefusedFile } from './files.ts'
import { foresee, restingOnForeseen } from './foresee.ts'
import { hasLawBatch, holdLoad, type LoadReport, loadById, replaceBatches, reportLoad, type StoredLoad } from './load-store.ts'
import { lawNames } from './names.ts'
import { openParcel } from './parcel.ts'
import { type LawText, type ReadTexts, readTexts } from './read-texts.ts'
import { raiseReviews } from './review-job.ts'
import { dropUnpublished, publishedTexts, publishTexts, type StoredText, stageText } from './text-store.ts'
import { type LoadedVersion, loadedVersions, replaceVersions, versionIdOf } from './version-store.ts'

export interface LawLoadParts {
  readonly db: Db
  readonly clock: () => Date
  readonly catalogue: Catalogue
  readonly lake: Lake
  readonly raw: RawFiles
  readonly warehouse: Warehouse
  /** States of a clue that somebody still has to judge. */
  readonly openStates: readonly string[]
}

/**
 * The work of a load: read the texts, write them aside, judge all texts that are then here together, and show everything at once: the
 * texts for reading, their versions, and the articles as a batch that models see.
 */
export async function runLawLoad(parts: LawLoadParts, job: Job, work: Work): Promise<void> {
  const { db, catalogue, lake, raw } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const load = await loadById(db, actor, job.subjectId)
  if (!load) throw new Error(`load ${job.subjectId} is gone`)
  const dir = lake.workDir(job.id)
  await removeQuietly(dir)
  await mkdir(dir, { recursive: true })
  const stage = (code: string, done = 0, total: number | null = null): void =>
    work.progress({ stage: tell({ code: `law.stage.${code}` }), done, total })
  try {
    await dropUnpublished(db, actor)
    stage('read', 0, load.files)
    const parcel = join(dir, 'parcel')
    if (!(await raw.restore(load.sha256, parcel))) {
      await refuseLoad(parts, job, actor, load, { code: 'import.raw-damaged' }, emptyReport(0, []))
      return
    }
    const read = await readParcel(parcel, work.signal, (done) => stage('read', done, Math.max(done, load.files)))
    const refused: RefusedFile[] = [...read.refused]
    const coming = distinctTexts(read.texts, catalogue.instruments, refused)
    for (const file of read.withoutArticles) refused.push({ file, reason: { code: 'statute.no-articles' } })
    if (coming.length === 0) {
      await refuseLoad(parts, job, actor, load, { code: 'law.nothing-read' }, emptyReport(read.files, refused))
      return
    }
    const here = await publishedTexts(db, actor)
    const gone = givingWay(here, coming, catalogue.instruments)
    const kept = unchanged(gone, coming)
    const stays = here.filter((text) => !gone.includes(text) || [...kept.values()].includes(text))
    // Where no text is here at all there is none to change; what a newer version means for models is asked by its review.
    if (load.held === 'asked' && here.length > 0) {
      const fresh = new Set(coming.filter((text) => !kept.has(text)))
      const foreseen = foresee(catalogue, here, { after: [...stays, ...fresh], fresh })
      const names = lawNames(catalogue.instruments, await loadedVersions(db, actor))
      // What nothing rests on needs nobody's word.
      if (restingOnForeseen(catalogue, names, foreseen).some(({ models, limits }) => models.length + limits.length > 0)) {
        await db.transaction().execute(async (tx) => {
          await holdLoad(tx, actor, load.id, foreseen)
          await completeJob(tx, job, parts.clock())
        })
        return
      }
    }
    const staged = await stageAll(parts, actor, load, coming, kept, work.signal, stage)
    work.signal.throwIfAborted()
    stage('publish')
    const away = new Set(gone.filter((text) => ![...kept.values()].includes(text)).map(({ id }) => id))
    const added = staged.filter((text) => !here.includes(text))
    await publish(parts, job, actor, load, {
      texts: [...stays, ...added],
      away: [...away],
      coming: new Set(staged.map(({ id }) => id)),
      added: new Set(added.map(({ id }) => id)),
      refused,
      files: read.files,
      dir,
    })
  } catch (error) {
    await dropUnpublished(db, actor).catch(() => undefined)
    throw error
  } finally {
    await removeQuietly(dir)
  }
}

async function readParcel(path: string, signal: AbortSignal, onFile: (done: number) => void): Promise<ReadTexts> {
  const { files, close } = await openParcel(path)
  try {
    return await readTexts(files, { signal, onFile })
  } finally {
    await close()
  }
}

/** Texts that come again as they are here already, by the text that comes. */
function unchanged(gone: readonly StoredText[], coming: readonly LawText[]): ReadonlyMap<LawText, StoredText> {
  const form = ({ days, statute }: LawText): string =>
    JSON.stringify([days.version, days.effective, days.ended, days.source, statute.name, statute.part, statute.history, statute.articles])
  const byForm = new Map(gone.map((text) => [form(text), text]))
  return new Map(
    coming.flatMap((text) => {
      const same = byForm.get(form(text))
      return same ? [[text, same] as const] : []
    }),
  )
}

async function stageAll(
  { db, catalogue }: LawLoadParts,
  actor: Actor,
  load: StoredLoad,
  coming: readonly LawText[],
  kept: ReadonlyMap<LawText, StoredText>,
  signal: AbortSignal,
  stage: (code: string, done: number, total: number) => void,
): Promise<readonly StoredText[]> {
  const loaded = (await loadedVersions(db, actor)).map(({ law, aliases }) => ({ law, aliases }))
  const titles = coming.map(({ statute }) => ({ law: statute.name, aliases: [] }))
  const cite = citedArticles(catalogue.instruments, lawNames(catalogue.instruments, [...loaded, ...titles]))
  const staged: StoredText[] = []
  for (const text of coming) {
    signal.throwIfAborted()
    staged.push(kept.get(text) ?? (await stageText(db, actor, load.id, text, cite(text))))
    stage('write', staged.length, coming.length)
  }
  return staged
}

interface Publication {
  /** All that are here from now on. */
  readonly texts: readonly StoredText[]
  readonly away: readonly string[]
  /** Ids of those that this load has brought, again or anew. */
  readonly coming: ReadonlySet<string>
  readonly added: ReadonlySet<string>
  readonly refused: readonly RefusedFile[]
  readonly files: number
  readonly dir: string
}

async function publish(parts: LawLoadParts, job: Job, actor: Actor, load: StoredLoad, what: Publication): Promise<void> {
  const { db, clock, catalogue, lake, warehouse } = parts
  const versions = assemble(what.texts, catalogue.instruments)
  const { rows, aside } = lawArticleRows(buildLibrary(versions), catalogue.instruments)
  const reasons = new Map<StatuteVersion, StoredMessage>(aside.map(({ version, reason }) => [version, reason]))
  const before = await loadedVersions(db, actor)
  const now = versions.map((version) => loadedOf(version, reasons.get(version), what, load.id, before))
  const brought = versions.filter(({ files }) => files.some(({ id }) => what.coming.has(id)))
  const known = new Set(before.map(({ law, id }) => `${law}\u001f${id}`))
  const isNew = ({ name, versionDate }: StatuteVersion): boolean => !known.has(`${name}\u001f${versionIdOf(versionDate)}`)
  const seq = await nextBatchSeq(db)
  const session = await warehouse.session()
  const moved: string[] = []
  try {
    // Nothing to judge by is no batch, unless it takes the place of something.
    const wanted = rows.length > 0 || (await hasLawBatch(db, actor))
    const schema = catalogue.schemas.get('law_article')!
    if (wanted) {
      const { path } = await writeLawArticles(session, schema, rows, join(what.dir, 'law_article.parquet'), seq)
      moved.push(await lake.publish(path, schema.id, `${String(seq).padStart(8, '0')}-1`))
    }
    await db.transaction().execute(async (tx) => {
      await publishTexts(
        tx,
        actor,
        what.away,
        versions.flatMap(({ name, versionDate, files }) =>
          files.map(({ id }) => ({ id, law: name, version_id: versionIdOf(versionDate) })),
        ),
      )
      await replaceVersions(tx, actor, now)
      if (wanted) await insertLawBatch(tx, actor, load, { seq, rows: rows.length, path: moved[0]!, dataset: schema.id, at: clock() })
      const newOnes = brought.filter(isNew).map(({ name, versionDate }) => ({ law: name, id: versionIdOf(versionDate) }))
      const reviews = await raiseReviews(tx, actor, parts, load.id, { before, now, brought: newOnes })
      const report: LoadReport = {
        counts: {
          files: what.files,
          instruments: new Set(brought.map(({ name }) => name)).size,
          versions: brought.length,
          articles: brought.reduce((sum, { files }) => sum + articlesIn(files), 0),
          newVersions: newOnes.length,
          usedVersions: brought.filter((version) => !reasons.has(version)).length,
        },
        refused: what.refused.map(({ file, reason }) => ({ file, reason: { ...reason } })),
        aside: brought.flatMap((version) => {
          const reason = reasons.get(version)
          return reason ? [{ law: version.name, versionDate: version.versionDate, reason: { ...reason } }] : []
        }),
        reviews,
      }
      await reportLoad(tx, actor, load.id, report)
      const { versions: count, articles } = report.counts
      const values = { label: load.label, versions: count, articles, refused: report.refused.length }
      await record(tx, actor, clock(), { action: 'law.publish', object: load.id, values })
      await completeJob(tx, job, clock())
    })
  } catch (error) {
    await lake.unpublish(moved)
    throw error
  } finally {
    session.close()
  }
}

const articlesIn = (files: AssembledVersion['files']): number => files.reduce((sum, { statute }) => sum + statute.articles.length, 0)

function loadedOf(
  version: AssembledVersion<StoredText>,
  reason: StoredMessage | undefined,
  what: Publication,
  loadId: string,
  before: readonly LoadedVersion[],
): LoadedVersion {
  const id = versionIdOf(version.versionDate)
  const added = version.files.some((text) => what.added.has(text.id))
  const known = before.find((one) => one.law === version.name && one.id === id)
  return {
    law: version.name,
    id,
    aliases: version.aliases,
    versionDate: version.versionDate,
    effectiveFrom: version.effectiveFrom,
    endedOn: version.endedOn,
    source: version.source,
    articles: Math.max(...version.files.flatMap(({ statute }) => statute.articles.map(({ article }) => article))),
    complete: version.complete,
    aside: reason?.code ?? null,
    loadId: added || !known ? loadId : known.loadId,
  }
}

async function insertLawBatch(
  tx: Tx,
  actor: Actor,
  load: StoredLoad,
  { seq, rows, path, dataset, at }: { seq: number; rows: number; path: string; dataset: string; at: Date },
): Promise<void> {
  const id = newId('batch')
  const batch = {
    id,
    seq,
    dataset,
    file: load.label,
    part: null,
    importId: null,
    lawLoadId: load.id,
    sourceId: null,
    replacedBy: null,
    rows,
    refused: 0,
    coverage: null,
    latestEvent: null,
    fields: rows > 0 ? lawArticleFields : [],
    publishedAt: at.toISOString(),
    publishedBy: load.loadedBy,
  }
  await insertBatch(tx, actor, batch, [{ dataset, path }])
  await replaceBatches(tx, actor, id)
}

const emptyReport = (files: number, refused: readonly RefusedFile[]): LoadReport => ({
  counts: { files, instruments: 0, versions: 0, articles: 0, newVersions: 0, usedVersions: 0 },
  refused: refused.map(({ file, reason }) => ({ file, reason: { ...reason } })),
  aside: [],
  reviews: 0,
})

async function refuseLoad(
  { db, clock }: LawLoadParts,
  job: Job,
  actor: Actor,
  load: StoredLoad,
  error: StoredMessage,
  report: LoadReport,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await reportLoad(tx, actor, load.id, report)
    await record(tx, actor, clock(), { action: 'law.refuse', object: load.id, values: { label: load.label } })
    await finishJob(tx, job, clock(), { state: 'failed', error })
  })
}
