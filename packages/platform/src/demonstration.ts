import { createReadStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Message } from '@xiezhi/engine/message'
import { z } from 'zod'
import { type Actor, platformActor } from './access/actor.ts'
import { scope } from './access/scope.ts'
import type { Imports } from './data/imports.ts'
import { removeQuietly, sha256Of } from './data/raw-files.ts'
import { sameBytes } from './data/stored-imports.ts'
import type { Models } from './models/service.ts'
import { isRefusal } from './refusal.ts'
import type { Sources } from './sources/service.ts'
import { sourceByName } from './sources/store.ts'
import type { Db } from './store/database.ts'
import { settingOf } from './store/setting.ts'
import { tell } from './texts.ts'

/**
 * The invented district of a first start. It goes the way that an office's own files go: uploads, imports, runs. What is done
 * is known from the imports and runs themselves, so that a start that was killed is simply continued.
 */
const generator = z.object({
  AS_OF: z.string(),
  DIVISION: z.string(),
  generateDemo: z.custom<(outDir: string) => Promise<unknown>>((value) => typeof value === 'function'),
})

const loadGenerator = async (catalogueDir: string): Promise<z.infer<typeof generator>> =>
  generator.parse(await import(pathToFileURL(join(catalogueDir, 'demo/generate.ts')).href))

export const demoDivision = async (catalogueDir: string): Promise<string> => (await loadGenerator(catalogueDir)).DIVISION

export interface DemonstrationParts {
  readonly db: Db
  readonly organisationId: string
  readonly catalogueDir: string
  readonly workDir: string
  readonly imports: Imports
  readonly sources: Sources
  readonly models: Models
  readonly idle: () => Promise<void>
  readonly say: (message: Message) => void
  readonly stopping: () => boolean
}

export async function demonstrationPending(db: Db, actor: Actor): Promise<boolean> {
  return (await settingOf(db, actor, 'demo', z.object({ state: z.literal('pending') }))) !== undefined
}

export async function bringInDemonstration(parts: DemonstrationParts): Promise<void> {
  const { db, imports, sources, models, idle, say, workDir, stopping } = parts
  const actor = platformActor(parts.organisationId)
  const { AS_OF: asOf, generateDemo } = await loadGenerator(parts.catalogueDir)
  say({ code: 'demo.generating' })
  await removeQuietly(workDir)
  await mkdir(workDir, { recursive: true })
  await generateDemo(workDir)

  /** The unit that hands a file over stands in its name: `04_市场监督管理局_双公示行政处罚.csv`. */
  async function sourceOf(file: string): Promise<string | undefined> {
    const name = file.split('_')[1]
    if (!name) return undefined
    const known = await sourceByName(db, actor, name)
    if (known) return known.id
    const said = { contact: '', legalBasis: tell({ code: 'demo.basis' }), purpose: tell({ code: 'demo.purpose' }) }
    const made = await sources.create(actor, { name, ...said, agencyCode: null, usedFrom: null, usedUntil: null, keepRawDays: null })
    return isRefusal(made) ? undefined : made.id
  }

  const files = (await readdir(workDir)).sort()
  for (const [index, name] of files.entries()) {
    if (stopping()) return
    const path = join(workDir, name)
    const values = { n: index + 1, of: files.length, file: name }
    // An earlier start was killed after this file: it is in, or its import was taken up again just now.
    if (await sameBytes(db, actor, await sha256Of(path))) {
      say({ code: 'demo.file-there', values })
      continue
    }
    const outcome = await imports.upload(
      actor,
      { name, stream: createReadStream(path), cut: () => false },
      { source: await sourceOf(name) },
    )
    await idle()
    if (stopping()) return
    const done = isRefusal(outcome) ? outcome : await imports.get(actor, outcome.id)
    if (isRefusal(done)) say({ code: 'demo.file-refused', values: { file: name, reason: done.message.code } })
    else if (done.state !== 'succeeded') say({ code: 'demo.file-refused', values: { file: name, reason: done.refusal ?? done.state } })
    else {
      const { parts: taken } = done
      const sum = (count: (part: (typeof taken)[number]) => number): number => taken.reduce((total, part) => total + count(part), 0)
      say({ code: 'demo.file', values: { ...values, taken: sum((part) => part.taken), refused: sum((part) => part.refused) } })
    }
  }
  await idle()
  if (stopping()) return
  const actorRuns = await models.runs(actor, { page: 1, size: 200, state: 'succeeded' })
  // The patrols first: they are what arriving data set going, and are done before the quiet that would begin them is over.
  const patrols = (await models.list(actor, { page: 1, size: 200, patrol: 'true' })).items
  for (const model of [...patrols, ...(await models.list(actor, { page: 1, size: 200 })).items]) {
    if (stopping()) return
    if (model.runnableRules === 0 || actorRuns.items.some(({ modelId }) => modelId === model.id)) continue
    const started = await models.start(actor, model.id, { asOf })
    await idle()
    if (stopping()) return
    const run = isRefusal(started) ? started : await models.run(actor, started.id)
    if (isRefusal(run) || run.state !== 'succeeded') say({ code: 'demo.run-failed', values: { model: model.title } })
    else say({ code: 'demo.run', values: { model: model.title, clues: run.counts?.total ?? 0, asOf } })
  }
  await db
    .updateTable('setting')
    .set({ value: JSON.stringify({ state: 'done', asOf }) })
    .where(scope(actor, 'setting'))
    .where('key', '=', 'demo')
    .execute()
  await removeQuietly(workDir)
}
