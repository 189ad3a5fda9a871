import type { Locale } from '@xiezhi/engine/message'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import type { CaseResults, DraftTrial, Language, ModelCheck, makeCase, StepPreview } from '../contract/workshop.ts'
import type { Lake } from '../data/lake.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { clueId } from '../data/secrecy/token.ts'
import type { Counting } from '../limits/counting.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import type { ModelFiles } from '../store/tables.ts'
import { tell } from '../texts.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'
import { attempt } from './attempt.ts'
import { openBench } from './bench.ts'
import { runCasesOf, untestedParts } from './cases.ts'
import { checkFiles } from './check.ts'
import { type Drafts, openDrafts } from './drafts.ts'
import { describeLanguage } from './language.ts'
import { caseOf } from './make-case.ts'
import { previewOf } from './preview.ts'
import { keepOfficeModel, mayPublish } from './publish.ts'
import { readQuestions } from './questions.ts'
import type { Shelf } from './shelf.ts'
import { lockDraft, updateDraft } from './store.ts'
import { asModel, idIn } from './wrong.ts'

type Gone = AbortSignal | undefined

export interface Workshop {
  readonly drafts: Drafts
  language(actor: Actor): Promise<Language>
  check(actor: Actor, files: ModelFiles): Promise<ModelCheck>
  preview(actor: Actor, asked: { files: ModelFiles; step: string; asOf?: string | undefined }, gone: Gone): Promise<StepPreview | Refusal>
  attempt(actor: Actor, asked: { files: ModelFiles; asOf?: string | undefined }, gone: Gone): Promise<DraftTrial | Refusal>
  makeCase(actor: Actor, asked: z.output<typeof makeCase.body>, gone: Gone): Promise<z.output<typeof makeCase.response> | Refusal>
  cases(actor: Actor, files: ModelFiles): Promise<CaseResults | Refusal>
  publish(actor: Actor, id: string, asked: { edition: number; alike: boolean }): Promise<{ model: string; version: string } | Refusal>
  close(): void
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly shelf: Shelf
  readonly counting: Counting
  readonly lake: Lake
  readonly keys: Keyring
  readonly warehouse: Warehouse
  readonly divisionOf: (actor: Actor) => Promise<string>
  /** The ledger learns of a version, and the office's adjustments are read anew. */
  readonly published: () => Promise<void>
}

export function openWorkshop({ db, clock, today, shelf, counting, lake, keys, warehouse, divisionOf, published }: Parts): Workshop {
  const { catalogue } = shelf
  const questions = readQuestions(catalogue.folder)
  const bench = openBench({ db, lake, warehouse, catalogue })
  const officeFiles = async (actor: Actor, id: string): Promise<ModelFiles | undefined> => {
    const own = db.selectFrom('office_model').where(scope(actor, 'office_model')).where('id', '=', id)
    return (await own.orderBy('published_at', 'desc').select('files').executeTakeFirst())?.files
  }
  const drafts = openDrafts({ db, clock, catalogue, questions, officeFiles })

  const counted = async (actor: Actor): Promise<Catalogue> => (await counting.now(db, actor)).catalogue
  const note = (actor: Actor, action: 'draft.preview' | 'draft.try' | 'draft.case', values: Readonly<Record<string, string | number>>) =>
    db.transaction().execute((tx) => record(tx, actor, clock(), { action, values }))

  /** On the data, or why not: what a model in the making does wrong on real data is no defect of ours. */
  const within = async <T>(
    actor: Actor,
    gone: Gone,
    work: (session: Session, signal: AbortSignal, now: Catalogue) => Promise<T | Refusal>,
  ): Promise<T | Refusal> => {
    const now = await counted(actor)
    try {
      return await bench.within(await bench.ground(actor), now, gone, (session, signal) => work(session, signal, now))
    } catch (error) {
      if (isOfEngine(error)) return refuse('conflict', 'workshop.failed')
      throw error
    }
  }

  return {
    drafts,

    async language(actor) {
      const { available } = await bench.ground(actor)
      return describeLanguage(catalogue, questions.values(), new Set(available.keys()), actor.locale)
    },

    async check(actor, files) {
      const { available } = await bench.ground(actor)
      return checkFiles(files, await counted(actor), available, actor.locale)
    },

    async preview(actor, { files, step, asOf = today() }, gone) {
      const ground = await bench.ground(actor)
      const found = await within(actor, gone, (session, signal, now) =>
        previewOf(session, { actor, catalogue: now, ground, files, step, asOf }, signal),
      )
      if (!isRefusal(found)) await note(actor, 'draft.preview', { model: idIn(files) ?? '', step, count: found.kept.rows.length })
      return found
    },

    async attempt(actor, { files, asOf = today() }, gone) {
      const now = await counted(actor)
      const model = asModel(files, now, 'try', actor.locale)
      if (isRefusal(model)) return model
      const ground = await bench.ground(actor)
      const division = await divisionOf(actor)
      const idOf = (...identity: [string, string, string]): string => clueId(keys, ...identity)
      const at = clock().toISOString()
      const found = await within(actor, gone, (session, signal) =>
        attempt(session, { db, actor, catalogue: now, ground, model, asOf, now: at, division, idOf }, signal),
      )
      if (!isRefusal(found)) await note(actor, 'draft.try', { model: model.id, count: found.total })
      return found
    },

    async makeCase(actor, asked, gone) {
      const ground = await bench.ground(actor)
      const made = await within(actor, gone, (session, signal, now) =>
        caseOf(session, { actor, catalogue: now, ground }, { ...asked, asOf: asked.asOf ?? today() }, signal),
      )
      if (!isRefusal(made)) await note(actor, 'draft.case', { model: idIn(asked.files) ?? '', name: asked.name, count: made.rows })
      return made
    },

    async cases(actor, files) {
      // Cases are judged by the catalogue's own limits: an office's adjustments are no part of a model.
      const results = await runCasesOf(files, catalogue, undefined, actor.locale)
      const untested = untestedParts(files, catalogue, results, actor.locale)
      if (isRefusal(untested)) return untested
      return { cases: results.map((one) => shownCase(one, actor.locale)), untested: [...untested] }
    },

    async publish(actor, id, { edition, alike }) {
      const draft = await drafts.get(actor, id)
      if (isRefusal(draft)) return draft
      const { files } = draft
      if (draft.edition !== edition) return refuse('conflict', 'workshop.changed', { by: draft.changedBy, edition: draft.edition })
      const model = await mayPublish(db, actor, shelf, files, { alike })
      if (isRefusal(model)) return model
      const { version } = model.checked
      const kept = await db.transaction().execute(async (tx) => {
        const now = await lockDraft(tx, actor, id)
        if (now?.edition !== edition)
          return refuse('conflict', 'workshop.changed', { by: now?.changedBy ?? '', edition: now?.edition ?? 0 })
        await keepOfficeModel(tx, actor, clock(), { model, files, origin: model.checked.origin.join('、') })
        await updateDraft(tx, actor, { ...now, published: `${model.id} ${version}` })
        return undefined
      })
      if (kept) return kept
      shelf.put(model)
      counting.forget()
      await published()
      return { model: model.id, version }
    },

    close: () => bench.close(),
  }
}

const shownCase = (one: Awaited<ReturnType<typeof runCasesOf>>[number], locale: Locale) => ({
  name: one.name,
  title: one.title,
  passed: one.problems.length === 0,
  problems: one.problems.map((problem) => tell(problem, locale)),
})

/** Errors of the engine begin with their kind: `Conversion Error: …`; others are ours. */
const isOfEngine = (error: unknown): boolean => error instanceof Error && /^(?:[A-Z][A-Za-z]+ )+Error:/.test(error.message)
