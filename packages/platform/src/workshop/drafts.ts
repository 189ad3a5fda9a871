import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pointOf } from '@xiezhi/engine/ledger/systems'
import { type Actor, isRole, permissionsFor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import { type Draft, type DraftSummary, modelFiles } from '../contract/workshop.ts'
import { chinaMoment } from '../export/china-moment.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile } from '../export/table-file.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Db, newId, type Queries } from '../store/database.ts'
import type { ModelFiles } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { answer, type Question } from './questions.ts'
import {
  type DraftQuery,
  draftById,
  editionOf,
  insertDraft,
  keepEdition,
  lockDraft,
  pageOfDrafts,
  pageOfEditions,
  people,
  removeDraft,
  type StoredDraft,
  updateDraft,
} from './store.ts'
import { idIn, titleIn, versionIn } from './wrong.ts'

type ListOf = DraftQuery & { readonly page: number; readonly size: number }
type Page<T> = { items: T[]; total: number; page: number; size: number }

interface Asked {
  readonly title: string
  readonly modelId: string
  readonly from:
    | { readonly kind: 'nothing' }
    | { readonly kind: 'question'; readonly question: string; readonly answers: Readonly<Record<string, string>> }
    | { readonly kind: 'model'; readonly model: string }
}

export interface Drafts {
  list(actor: Actor, query: ListOf): Promise<Page<DraftSummary>>
  export(actor: Actor, query: DraftQuery, format: string): Promise<TableFile>
  get(actor: Actor, id: string): Promise<Draft | Refusal>
  create(actor: Actor, asked: Asked): Promise<Draft | Refusal>
  save(
    actor: Actor,
    id: string,
    asked: { readonly edition: number; readonly files: ModelFiles; readonly restoredFrom?: number | undefined },
  ): Promise<DraftSummary | Refusal>
  share(actor: Actor, id: string, users: readonly string[]): Promise<DraftSummary | Refusal>
  remove(actor: Actor, id: string): Promise<null | Refusal>
  editions(actor: Actor, id: string, query: { page: number; size: number }): Promise<Awaited<ReturnType<typeof pageOfEditions>> | Refusal>
  edition(actor: Actor, id: string, edition: number): Promise<{ edition: number; files: ModelFiles } | Refusal>
  colleagues(actor: Actor): Promise<{ id: string; name: string }[]>
}

const mostExported = 10_000

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly catalogue: Catalogue
  readonly questions: ReadonlyMap<string, Question>
  readonly officeFiles: (actor: Actor, id: string) => Promise<ModelFiles | undefined>
}

export function openDrafts({ db, clock, catalogue, questions, officeFiles }: Parts): Drafts {
  const colleagues = async (queries: Queries, actor: Actor) =>
    (await people(queries, actor)).filter(({ roles }) => permissionsFor(roles.filter(isRole)).includes('model.write'))

  const shown = async (queries: Queries, actor: Actor, drafts: readonly StoredDraft[]): Promise<DraftSummary[]> => {
    const names = new Map((await people(queries, actor)).map(({ id, name }) => [id, name]))
    return drafts.map((draft) => ({
      id: draft.id,
      title: draft.title,
      modelId: idIn(draft.files) ?? '',
      version: versionIn(draft.files),
      edition: draft.edition,
      owner: draft.owner,
      mine: draft.ownerId === actor.id,
      shared: draft.shared.map((id) => ({ id, name: names.get(id) ?? id })),
      madeFrom: draft.madeFrom,
      published: draft.published,
      createdAt: draft.createdAt,
      changedAt: draft.changedAt,
      changedBy: draft.changedBy,
    }))
  }
  const one = async (queries: Queries, actor: Actor, draft: StoredDraft): Promise<DraftSummary> =>
    (await shown(queries, actor, [draft]))[0]!
  const whole = async (queries: Queries, actor: Actor, draft: StoredDraft): Promise<Draft> => ({
    ...(await one(queries, actor, draft)),
    files: modelFiles.parse(draft.files),
  })
  const none = refuse('not-found', 'workshop.not-found')

  const beginning = async (actor: Actor, { title, modelId, from }: Asked): Promise<ModelFiles | Refusal> => {
    if (from.kind === 'nothing') return { 'model.yml': emptyModel(modelId, title), 'README.md': `# ${title}\n` }
    if (from.kind === 'question') {
      const question = questions.get(from.question)
      if (!question) return refuse('not-found', 'workshop.no-question')
      const made = answer(question, from.answers, { id: modelId, title }, catalogue)
      return isRefusal(made) ? made : { 'model.yml': made.model, 'README.md': made.readme }
    }
    const model = catalogue.models.get(from.model)
    if (!model) return refuse('not-found', 'workshop.no-model', { id: from.model })
    const files = model.folder === '' ? await officeFiles(actor, model.id) : folderFiles(model.folder)
    return {
      ...files,
      'model.yml': renamed(files?.['model.yml'] ?? model.source, { id: modelId, title, point: pointOf(catalogue.systems, model)?.id }),
    }
  }

  return {
    async list(actor, query) {
      const { drafts, total } = await pageOfDrafts(db, actor, query, query)
      return { items: await shown(db, actor, drafts), total, page: query.page, size: query.size }
    },

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const { drafts } = await pageOfDrafts(tx, actor, query, { page: 1, size: mostExported })
        const all = await shown(tx, actor, drafts)
        const mark = await recordExport(tx, actor, clock(), { action: 'draft.export', values: { format }, count: all.length, asked: query })
        const word = (code: string): string => tell({ code: `workshop.${code}` }, actor.locale)
        const columns = ['title', 'model', 'version', 'owner', 'shared', 'from', 'published', 'edition', 'changed', 'by']
        return {
          mark,
          title: word('title'),
          columns: columns.map((column) => ({ label: word(`column.${column}`), width: column === 'title' ? 40 : 20 })),
          rows: all.map((draft) => [
            draft.title,
            draft.modelId,
            draft.version,
            draft.owner,
            draft.shared.map(({ name }) => name).join('、'),
            draft.madeFrom,
            draft.published,
            draft.edition,
            chinaMoment(draft.changedAt),
            draft.changedBy,
          ]),
        }
      }),

    async get(actor, id) {
      const draft = await draftById(db, actor, id)
      return draft ? whole(db, actor, draft) : none
    },

    async create(actor, asked) {
      const files = await beginning(actor, asked)
      if (isRefusal(files)) return files
      const at = clock()
      const draft: StoredDraft = {
        id: newId('draft'),
        title: asked.title,
        files,
        edition: 1,
        ownerId: actor.id,
        owner: actor.name,
        shared: [],
        madeFrom: asked.from.kind === 'model' ? asked.from.model : null,
        published: null,
        createdAt: at.toISOString(),
        changedAt: at.toISOString(),
        changedBy: actor.name,
      }
      return db.transaction().execute(async (tx) => {
        await insertDraft(tx, actor, draft)
        await record(tx, actor, at, { action: 'draft.create', object: draft.id, values: { title: draft.title } })
        return whole(tx, actor, draft)
      })
    },

    save: (actor, id, { edition, files, restoredFrom }) =>
      db.transaction().execute(async (tx) => {
        const before = await lockDraft(tx, actor, id)
        if (!before) return none
        if (before.edition !== edition) return refuse('conflict', 'workshop.changed', { by: before.changedBy, edition: before.edition })
        if (JSON.stringify(sorted(before.files)) === JSON.stringify(sorted(files))) return one(tx, actor, before)
        const at = clock()
        const draft = {
          ...before,
          title: titleIn(files) || before.title,
          files,
          edition: edition + 1,
          changedAt: at.toISOString(),
          changedBy: actor.name,
        }
        await updateDraft(tx, actor, draft)
        await keepEdition(tx, actor, draft, restoredFrom ?? null)
        await record(tx, actor, at, { action: 'draft.save', object: id, values: { title: draft.title, edition: draft.edition } })
        return one(tx, actor, draft)
      }),

    share: (actor, id, users) =>
      db.transaction().execute(async (tx) => {
        const draft = await lockDraft(tx, actor, id)
        if (!draft) return none
        if (draft.ownerId !== actor.id) return refuse('forbidden', 'workshop.not-owner', { owner: draft.owner })
        const known = new Map((await colleagues(tx, actor)).map((one) => [one.id, one.name]))
        if (users.some((user) => !known.has(user))) return refuse('invalid', 'workshop.no-colleague')
        const shared = [...new Set(users)].filter((user) => user !== actor.id)
        await updateDraft(tx, actor, { ...draft, shared })
        const values = { title: draft.title, people: shared.map((user) => known.get(user) ?? user).join('、') }
        await record(tx, actor, clock(), { action: 'draft.share', object: id, values })
        return one(tx, actor, { ...draft, shared })
      }),

    remove: (actor, id) =>
      db.transaction().execute(async (tx) => {
        const draft = await lockDraft(tx, actor, id)
        if (!draft) return none
        if (draft.ownerId !== actor.id) return refuse('forbidden', 'workshop.not-owner', { owner: draft.owner })
        await removeDraft(tx, actor, id)
        await record(tx, actor, clock(), { action: 'draft.delete', object: id, values: { title: draft.title } })
        return null
      }),

    async editions(actor, id, query) {
      return (await draftById(db, actor, id)) ? pageOfEditions(db, actor, id, query) : none
    },

    async edition(actor, id, edition) {
      if (!(await draftById(db, actor, id))) return none
      return (await editionOf(db, actor, id, edition)) ?? refuse('not-found', 'workshop.no-edition')
    },

    async colleagues(actor) {
      const all = await colleagues(db, actor)
      return all.filter(({ id }) => id !== actor.id).map(({ id, name }) => ({ id, name }))
    },
  }
}

const sorted = (files: ModelFiles) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))

const emptyModel = (id: string, title: string): string => `id: ${id}
title: ${JSON.stringify(title)}
version: 0.1.0
question: ""
function: []
origin: []
basis: []

inputs: { required: [], optional: [] }

parameters: {}

steps: []

exclusions: []

rules: []
`

/** The text under another id and title, to the letter otherwise; a copy begins its own count of versions. */
function renamed(
  source: string,
  { id, title, point }: { readonly id: string; readonly title: string; readonly point: string | undefined },
): string {
  const text = source
    .replace(/^id:.*$/m, `id: ${id}`)
    .replace(/^title:.*$/m, () => `title: ${JSON.stringify(title)}`)
    .replace(/^version:.*$/m, 'version: 0.1.0')
  // It watches what its model watches, which for a model of the product stands elsewhere.
  return point === undefined || /^point:/m.test(text) ? text : text.replace(/^version:.*$/m, (line) => `${line}\npoint: ${point}`)
}

/** The texts of a model's folder that a draft or a package holds. */
export function folderFiles(folder: string): ModelFiles {
  const files: Record<string, string> = {}
  const read = (path: string): void => {
    if (existsSync(join(folder, path))) files[path] = readFileSync(join(folder, path), 'utf8')
  }
  read('model.yml')
  read('README.md')
  const cases = join(folder, 'cases')
  for (const name of existsSync(cases) ? readdirSync(cases).sort() : [])
    if (statSync(join(cases, name)).isDirectory()) for (const file of readdirSync(join(cases, name)).sort()) read(`cases/${name}/${file}`)
  return modelFiles.parse(files)
}
