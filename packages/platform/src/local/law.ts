import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import type { TextOnDay } from '@xiezhi/engine/law/library'
import { articleNumberOf } from '@xiezhi/engine/law/search-words'
import { articleText } from '@xiezhi/engine/law/statute'
import { parseDay } from '@xiezhi/engine/limit/day'
import { type Message, say } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import type { KeySource } from '../config.ts'
import type { Impact } from '../contract/impact.ts'
import type { LoadReport, StoredLoad } from '../law/load-store.ts'
import type { LoadedVersion } from '../law/version-store.ts'
import { isRefusal } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { dataFolder, holdsData, type Outcome } from './folder.ts'
import { lawCommandMessages } from './law-messages.ts'
import { chinaToday } from './today.ts'

type Opened = { readonly dir: string; readonly keys: KeySource; readonly db: Db; readonly actor: Actor; close(): Promise<void> }

/** The store of a data folder that a server has made, under the folder's lock. */
async function openFolder(): Promise<Opened | (Outcome & { readonly exitCode: 1 | 2 | 3 })> {
  const folder = dataFolder()
  if ('refusal' in folder) return { refusal: folder.refusal, exitCode: 1 }
  const { dir, url, keys } = folder
  const none: Outcome & { readonly exitCode: 3 } = { refusal: { code: 'law.no-data', values: { dir } }, exitCode: 3 }
  if (!holdsData(dir)) return none
  // Only these commands need the store; the others start without it.
  const { openStore } = await import('../store/database.ts')
  const opened = await openStore(dir, url)
  if ('refusal' in opened) return { refusal: opened.refusal, exitCode: 3 }
  const { db } = opened.store
  const office = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst()
  if (!office) {
    await opened.store.close()
    return none
  }
  const { platformActor } = await import('../access/actor.ts')
  const actor = { ...platformActor(office.id), name: say(lawCommandMessages, { code: 'law.by-command' }) }
  return { dir, keys, db, actor, close: () => opened.store.close() }
}

export interface LoadProgress {
  readonly stage: string
  readonly done: number
  readonly total: number | null
}

/** What is to be said before a load changes articles that models, limits or clues rest on. */
export type Confirm = (impact: Impact) => Promise<boolean>

/** Loads a folder of statute texts into the data folder, as the server would: whole or not at all, and not before what it touches was told. */
export async function loadLawInto(
  folder: string,
  options: { readonly confirm: Confirm; readonly signal?: AbortSignal; readonly onProgress?: (progress: LoadProgress) => void },
): Promise<Outcome & { readonly report?: LoadReport }> {
  const { lawFolder } = await import('../law/load-folder.ts')
  const found = await lawFolder(folder)
  if ('refusal' in found) return { refusal: found.refusal, exitCode: 1 }
  const opened = await openFolder()
  if (!('db' in opened)) return opened
  const { dir, db, actor } = opened
  const { openLake } = await import('../data/lake.ts')
  const { openKeys } = await import('../data/secrecy/open-keys.ts')
  const ring = await openKeys(db, opened.keys)
  if ('refusal' in ring) {
    await opened.close()
    return { refusal: ring.refusal, exitCode: 3 }
  }
  const { openRawFiles, removeQuietly } = await import('../data/raw-files.ts')
  const { beginLoad, confirmLoad, labelOf, putAwayLoad } = await import('../law/loads.ts')
  const { runLawLoad } = await import('../law/load-job.ts')
  const { loadById } = await import('../law/load-store.ts')
  const { writeParcel } = await import('../law/parcel.ts')
  const { finishJob, takeJob, jobViews } = await import('../jobs/store.ts')
  const { openWarehouse } = await import('../warehouse/duckdb.ts')
  const { loadCatalogue } = await import('../catalogue.ts')
  const { openStatesOf, readProcedures } = await import('../matters/procedures.ts')
  const { openImpacts } = await import('../impact/service.ts')
  const { openCounting } = await import('../limits/counting.ts')
  const { shelveStandards } = await import('../standards/on-shelf.ts')
  const { latestOfficeModels, openShelf } = await import('../workshop/shelf.ts')
  const clock = (): Date => new Date()
  const lake = await openLake(resolve(join(dir, 'lake')))
  const raw = openRawFiles(resolve(join(dir, 'raw')), ring.keys, clock)
  const spill = resolve(join(dir, 'spill'))
  const warehouse = await openWarehouse({ directories: [lake.dir], memory: '1GB', threads: 2, tempDir: spill })
  const signal = options.signal ?? new AbortController().signal
  try {
    const path = join(lake.workDir(`law-command-${process.pid}`), 'parcel')
    const parcel = await writeParcel(path)
    try {
      const top = resolve(folder).split(/[/\\]/).at(-1) ?? ''
      for (const { file, read } of found.files) await parcel.add(`${top}/${file}`, [await read()])
      const { files, ...kept } = await parcel.finish()
      const begun = await beginLoad({ db, clock, raw }, actor, { path, ...kept, label: labelOf(files), files: files.length, hold: true })
      // What the office made itself is touched like the product's.
      const shelf = openShelf(loadCatalogue(), actor.organisationId)
      await shelveStandards(db, shelf, actor.organisationId)
      shelf.load(await latestOfficeModels(db, actor.organisationId))
      const { catalogue } = shelf
      const openStates = openStatesOf(readProcedures(catalogue.folder).procedures, 'clue')
      const progress = options.onProgress ?? (() => undefined)
      const work = async ({ jobId }: { readonly jobId: string }): Promise<StoredLoad | undefined> => {
        const worker = `${hostname()}:${resolve(dir)}`
        const job = await db.transaction().execute((tx) => takeJob(tx, jobId, worker, clock(), 3_600_000))
        try {
          await runLawLoad({ db, clock, catalogue, lake, raw, warehouse, openStates }, job, { signal, progress })
        } catch (error) {
          if (!signal.aborted) throw error
          await finishJob(db, job, clock(), { state: 'cancelled' })
          return undefined
        }
        return loadById(db, actor, begun.id)
      }
      let load = await work(begun)
      if (load?.held === 'waiting') {
        const impacts = openImpacts({ db, counting: openCounting(catalogue, shelf.seenBy), openStates })
        const impact = await impacts.impactOf(actor, { kind: 'texts', load: load.id })
        if (isRefusal(impact)) throw new Error(`load ${load.id} tells nothing`)
        if (!(await options.confirm(impact))) {
          await putAwayLoad({ db, clock }, actor, load)
          return { refusal: { code: 'law.load-unconfirmed' }, exitCode: 1 }
        }
        const confirmed = await confirmLoad({ db, clock }, actor, load.id)
        if (isRefusal(confirmed)) throw new Error(`load ${load.id} waits no more`)
        load = await work(confirmed)
      }
      if (!load) return { refusal: { code: 'law.load-cancelled' }, exitCode: 3 }
      const report = load.report ?? undefined
      const error = (await jobViews(db, actor, [load.jobId])).get(load.jobId)?.error
      if (error) return { refusal: { code: error.code, values: error.values ?? {} }, exitCode: 3, ...(report && { report }) }
      return { done: { code: 'law.load-done', values: { ...report!.counts, reviews: report!.reviews } }, report: report! }
    } finally {
      await parcel.close()
      await removeQuietly(join(path, '..'))
    }
  } finally {
    warehouse.close()
    await removeQuietly(spill)
    await opened.close()
  }
}

/** The loaded versions, those of one instrument together. */
export async function listLaw(): Promise<Outcome & { readonly versions?: readonly LoadedVersion[] }> {
  const opened = await openFolder()
  if (!('db' in opened)) return opened
  try {
    const { loadedVersions } = await import('../law/version-store.ts')
    const versions = await loadedVersions(opened.db, opened.actor)
    if (versions.length === 0) return { refusal: { code: 'law.nothing-loaded' }, exitCode: 3 }
    return { done: { code: 'law.command' }, versions }
  } finally {
    await opened.close()
  }
}

/** An article as it stood on a day, in lines for a terminal. */
export async function lawInForce(law: string, number: string, on = chinaToday()): Promise<Outcome & { readonly text?: string }> {
  const asked = articleNumberOf(number)
  if (!asked) return { refusal: { code: 'law.bad-article', values: { text: number } }, exitCode: 1 }
  if (parseDay(on) === undefined) return { refusal: { code: 'law.day-form', values: { text: on } }, exitCode: 1 }
  const opened = await openFolder()
  if (!('db' in opened)) return opened
  const { db, actor } = opened
  try {
    const { loadCatalogue } = await import('../catalogue.ts')
    const { loadedVersions } = await import('../law/version-store.ts')
    const { lawNames } = await import('../law/names.ts')
    const { textsOn } = await import('../law/library-store.ts')
    const names = lawNames(loadCatalogue().instruments, await loadedVersions(db, actor))
    const name = names(law) ?? law
    const [found] = await textsOn(db, actor, [{ law: name, ...asked, day: on }])
    return answer(found!, name, asked, on)
  } finally {
    await opened.close()
  }
}

function answer(
  found: TextOnDay,
  law: string,
  { article, sub }: { readonly article: number; readonly sub: number },
  day: string,
): Outcome & { readonly text?: string } {
  const place: Message =
    sub === 0 ? { code: 'law.article-name', values: { article } } : { code: 'law.article-sub-name', values: { article, sub } }
  const named = say(lawCommandMessages, place)
  if (found.found === 'unknown-law') return { refusal: { code: 'law.not-loaded', values: { law } }, exitCode: 2 }
  if (found.found === 'not-in-force') return { refusal: { code: 'law.not-then', values: { law, day } }, exitCode: 2 }
  if (found.found === 'no-article') return { refusal: { code: 'law.no-article-then', values: { law, day, article: named } }, exitCode: 2 }
  const { versionDate, effectiveFrom } = found.version
  const unknown = (code: string): string => say(lawCommandMessages, { code })
  const values = {
    law,
    version: versionDate ?? unknown('law.undated'),
    from: effectiveFrom ?? unknown('law.unknown-day'),
    article: named,
  }
  const doubt = found.certain ? '' : `\n${unknown('law.not-certain')}`
  return { done: { code: 'law.found-text', values }, text: `${articleText(found.article)}${doubt}` }
}
