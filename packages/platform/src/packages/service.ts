import { createHash } from 'node:crypto'
import type { Available } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { PackageReport, PackageSummary, PackedModel as Report } from '../contract/packages.ts'
import type { OfficeStandard } from '../contract/standards.ts'
import { currentSnapshot } from '../data/snapshots.ts'
import { chinaMoment } from '../export/china-moment.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile } from '../export/table-file.ts'
import { choicesOf, inForce } from '../ledger/choices.ts'
import { fitsParameter } from '../ledger/parameters.ts'
import type { Counting } from '../limits/counting.ts'
import { availableOf } from '../models/available.ts'
import { withOwnWork } from '../models/own-work.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Standards } from '../standards/service.ts'
import { latestStandards } from '../standards/store.ts'
import { type Db, newId } from '../store/database.ts'
import type { PackageTrial } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { runCasesOf } from '../workshop/cases.ts'
import { keepOfficeModel, mayPublish } from '../workshop/publish.ts'
import { officeModel, type Shelf } from '../workshop/shelf.ts'
import { reportStandards, withBrought } from './brought.ts'
import type { Package, PackageContent, PackedModel } from './content.ts'
import { examine, type OtherModel, standardsFirst } from './examine.ts'
import { openText } from './open-text.ts'
import { fingerprintOf } from './signature.ts'
import type { Signers } from './signers.ts'
import {
  allPackages,
  insertPackage,
  keepOutcome,
  lockPackage,
  packageByHash,
  packageById,
  pageOfPackages,
  removePackage,
  type StoredPackage,
  textOf,
} from './store.ts'

type Page<T> = { items: T[]; total: number; page: number; size: number }
type ListOf = { readonly page: number; readonly size: number; readonly q?: string | undefined; readonly sort?: string | undefined }

export interface Packages {
  list(actor: Actor, query: ListOf): Promise<Page<PackageSummary>>
  export(actor: Actor, query: Omit<ListOf, 'page' | 'size'>, format: string): Promise<TableFile>
  get(actor: Actor, id: string): Promise<PackageReport | Refusal>
  receive(actor: Actor, file: { readonly name: string; readonly text: string }): Promise<PackageSummary | Refusal>
  try(actor: Actor, id: string, model: string): Promise<Report | Refusal>
  install(actor: Actor, id: string, asked: { readonly model: string; readonly alike: boolean }): Promise<Report | Refusal>
  installStandard(
    actor: Actor,
    id: string,
    asked: { readonly standard: string; readonly version: number; readonly reason: string },
  ): Promise<OfficeStandard | Refusal>
  remove(actor: Actor, id: string): Promise<null | Refusal>
  /** Every package that is here, opened: what offices could run is asked of them too. */
  opened(actor: Actor): Promise<readonly { readonly id: string; readonly content: PackageContent }[]>
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly signers: Signers
  readonly shelf: Shelf
  readonly standards: Pick<Standards, 'install'>
  readonly counting: Counting
  readonly published: () => Promise<void>
}

const mostExported = 10_000
const none = refuse('not-found', 'package.not-found')

export function openPackages({ db, clock, today, signers, shelf, standards, counting, published }: Parts): Packages {
  const summaryOf = (one: StoredPackage, nameOf: (fingerprint: string) => string | null): PackageSummary => {
    const fingerprint = fingerprintOf(one)
    return {
      id: one.id,
      name: one.name,
      sha256: one.sha256,
      office: one.summary.office,
      madeAt: one.summary.madeAt,
      serial: one.summary.serial,
      signer: { fingerprint, name: nameOf(fingerprint) },
      models: [...one.summary.models],
      receivedBy: one.receivedBy,
      receivedAt: one.receivedAt,
      installed: [...one.installed],
    }
  }

  const here = async (actor: Actor, but: string) => {
    const snapshot = await currentSnapshot(db, actor)
    const choices = await choicesOf(db, actor)
    const available: Available = withOwnWork(availableOf(shelf.seenBy(actor), snapshot.batches))
    const { catalogue: counted } = await counting.now(db, actor)
    const ownParameters = (model: CatalogueModel): Report['parameters'] =>
      Object.entries(inForce(choices, model.id, 'parameter')).map(([name, value]) => {
        const parameter = model.checked.parameters.find((one) => one.name === name)
        return {
          name,
          label: parameter?.label ?? name,
          own: value,
          fits: parameter !== undefined && fitsParameter(model, name, value, today()),
        }
      })
    return { catalogue: counted, available, ownParameters, isOwn: shelf.isOwn, others: await others(actor, but), locale: actor.locale }
  }

  /** Opens a kept package anew: it was sound when it came, and a store that somebody wrote to is found out. */
  const open = async (actor: Actor, id: string): Promise<(Package & { readonly stored: StoredPackage }) | Refusal> => {
    const stored = await packageById(db, actor, id)
    const text = stored && (await textOf(db, actor, id))
    if (!stored || text === undefined) return none
    const opened = openText(text)
    return isRefusal(opened) ? opened : { ...opened.found, stored }
  }
  const modelIn = ({ content }: Package, id: string): PackedModel | Refusal =>
    content.models.find((one) => one.id === id) ?? refuse('not-found', 'package.no-model', { id })

  const others = async (actor: Actor, but: string): Promise<OtherModel[]> => {
    const catalogue = shelf.seenBy(actor)
    const seen = new Set(catalogue.models.keys())
    const found: OtherModel[] = []
    for (const { id } of await allPackages(db, actor)) {
      const one = id === but ? none : await open(actor, id)
      if (isRefusal(one)) continue
      for (const { id: modelId, files, point } of one.content.models) {
        if (seen.has(modelId)) continue
        seen.add(modelId)
        const { model } = officeModel({ id: modelId, files }, withBrought(catalogue, one.content))
        if (model) found.push({ packageId: id, point, model })
      }
    }
    return found
  }

  const reportOf = async (actor: Actor, found: Package & { readonly stored: StoredPackage }, packed: PackedModel): Promise<Report> =>
    examine(packed, found.content, await here(actor, found.stored.id), found.stored.trials[packed.id])

  const receive: Packages['receive'] = async (actor, { name, text }) => {
    const opened = openText(text)
    if (isRefusal(opened)) return opened
    const { found, signer } = opened
    const sha256 = createHash('sha256').update(text).digest('hex')
    const at = clock()
    const { content } = found
    const one: StoredPackage = {
      id: newId('package'),
      name: name.slice(-200),
      sha256,
      summary: {
        office: content.made.office,
        madeAt: content.made.at,
        serial: content.made.serial,
        models: content.models.map(({ id, version, title }) => ({ id, version, title })),
      },
      ed25519: signer.ed25519,
      sm2: signer.sm2,
      trials: {},
      installed: [],
      receivedBy: actor.name,
      receivedAt: at.toISOString(),
    }
    return db.transaction().execute(async (tx) => {
      const before = await packageByHash(tx, actor, sha256)
      if (before) return refuse('conflict', 'package.twice', { at: chinaMoment(before.receivedAt) })
      await insertPackage(tx, actor, one, text)
      const values = { name: one.name, office: content.made.office, count: content.models.length, fingerprint: signer.fingerprint }
      await record(tx, actor, at, { action: 'package.receive', object: one.id, values })
      return summaryOf(one, await signers.names(tx, actor))
    })
  }

  return {
    receive,

    async list(actor, query) {
      const nameOf = await signers.names(db, actor)
      const { packages, total } = await pageOfPackages(db, actor, query, query)
      return { items: packages.map((one) => summaryOf(one, nameOf)), total, page: query.page, size: query.size }
    },

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const { packages } = await pageOfPackages(tx, actor, query, { page: 1, size: mostExported })
        const nameOf = await signers.names(tx, actor)
        const event = { action: 'package.list-export', values: { format }, count: packages.length, asked: query } as const
        const mark = await recordExport(tx, actor, clock(), event)
        const word = (code: string): string => tell({ code: `package.${code}` }, actor.locale)
        const columns = ['name', 'office', 'madeAt', 'serial', 'signer', 'models', 'installed', 'receivedBy', 'receivedAt']
        return {
          mark,
          title: word('title'),
          columns: columns.map((column) => ({ label: word(`column.${column}`), width: column === 'models' ? 50 : 22 })),
          rows: packages
            .map((one) => summaryOf(one, nameOf))
            .map((one) => [
              one.name,
              one.office,
              chinaMoment(one.madeAt),
              one.serial,
              one.signer.name ?? one.signer.fingerprint,
              one.models.map(({ title, version }) => `${title} ${version}`).join('、'),
              one.installed.join('、'),
              one.receivedBy,
              chinaMoment(one.receivedAt),
            ]),
        }
      }),

    async get(actor, id) {
      const found = await open(actor, id)
      if (isRefusal(found)) return found
      const ground = await here(actor, id)
      const versions = new Map((await latestStandards(db, actor)).flatMap((one) => (one.files ? [[one.id, one.version] as const] : [])))
      const { content, stored } = found
      return {
        ...summaryOf(stored, await signers.names(db, actor)),
        licence: content.licence,
        note: content.note,
        standards: reportStandards(content, { ...ground, isOwnStandard: shelf.isOwnStandard, versions }),
        contents: content.models.map((packed) => examine(packed, content, ground, stored.trials[packed.id])),
      }
    },

    async try(actor, id, model) {
      const found = await open(actor, id)
      if (isRefusal(found)) return found
      const packed = modelIn(found, model)
      if (isRefusal(packed)) return packed
      const results = await runCasesOf(packed.files, withBrought(shelf.seenBy(actor), found.content), undefined, actor.locale)
      const trial: PackageTrial = {
        passed: results.filter(({ problems }) => problems.length === 0).length,
        failed: results.flatMap(({ title, problems }) => (problems[0] ? [{ title, problem: tell(problems[0], actor.locale) }] : [])),
      }
      const kept = await db.transaction().execute(async (tx) => {
        const stored = await lockPackage(tx, actor, id)
        if (!stored) return none
        const now = { ...stored, trials: { ...stored.trials, [model]: trial } }
        await keepOutcome(tx, actor, now)
        const values = { title: packed.title, passed: trial.passed, failed: trial.failed.length }
        await record(tx, actor, clock(), { action: 'package.try', object: id, values })
        return now
      })
      return isRefusal(kept) ? kept : reportOf(actor, { ...found, stored: kept }, packed)
    },

    async install(actor, id, { model: wanted, alike }) {
      const found = await open(actor, id)
      if (isRefusal(found)) return found
      const packed = modelIn(found, wanted)
      if (isRefusal(packed)) return packed
      const { content, stored } = found
      const catalogue = shelf.seenBy(actor)
      const fingerprint = fingerprintOf(stored)
      if ((await signers.names(db, actor))(fingerprint) === null) return refuse('conflict', 'package.signer-unknown', { fingerprint })
      const { model: read } = officeModel({ id: packed.id, files: packed.files }, withBrought(catalogue, content))
      const first = read ? standardsFirst(read, content, catalogue) : []
      if (first.length > 0) return refuse('conflict', 'package.standards-first', { title: packed.title, standards: first.join('、') })
      const model = await mayPublish(db, actor, shelf, packed.files, { alike })
      if (isRefusal(model)) return model
      if (model.id !== packed.id || model.hash !== packed.hash || model.checked.version !== packed.version)
        return refuse('conflict', 'package.unsound', { title: packed.title })
      const outcome = await db.transaction().execute(async (tx) => {
        const now = await lockPackage(tx, actor, id)
        if (!now) return none
        const at = clock()
        const origin = tell({ code: 'package.origin', values: { office: content.made.office, serial: content.made.serial } })
        await keepOfficeModel(tx, actor, at, { model, files: packed.files, origin })
        const kept = { ...now, installed: [...now.installed, `${model.id} ${model.checked.version}`] }
        await keepOutcome(tx, actor, kept)
        const values = { title: packed.title, version: packed.version, office: content.made.office }
        await record(tx, actor, at, { action: 'package.install', object: id, values })
        return kept
      })
      if (isRefusal(outcome)) return outcome
      shelf.put(model)
      counting.forget()
      await published()
      return reportOf(actor, { ...found, stored: outcome }, packed)
    },

    async installStandard(actor, id, { standard, version, reason }) {
      const found = await open(actor, id)
      if (isRefusal(found)) return found
      const { content, stored } = found
      const draft = content.standards.find((one) => one.id === standard)?.draft
      if (!draft || draft.id !== standard) return refuse('not-found', 'package.no-standard', { id: standard })
      const fingerprint = fingerprintOf(stored)
      if ((await signers.names(db, actor))(fingerprint) === null) return refuse('conflict', 'package.signer-unknown', { fingerprint })
      const { office, serial } = content.made
      return standards.install(actor, {
        draft,
        version,
        reason: tell({ code: 'package.standard-reason', values: { office, serial, reason } }),
      })
    },

    remove: (actor, id) =>
      db.transaction().execute(async (tx) => {
        const stored = await lockPackage(tx, actor, id)
        if (!stored) return none
        await removePackage(tx, actor, id)
        await record(tx, actor, clock(), { action: 'package.remove', object: id, values: { name: stored.name } })
        return null
      }),

    async opened(actor) {
      const all: { id: string; content: PackageContent }[] = []
      for (const { id } of await allPackages(db, actor)) {
        const found = await open(actor, id)
        if (!isRefusal(found)) all.push({ id, content: found.content })
      }
      return all
    },
  }
}
