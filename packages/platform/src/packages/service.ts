import { createHash } from 'node:crypto'
import { pointOf } from '@xiezhi/engine/ledger/systems'
import type { Available } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { PackageReport, PackageSummary, PackedModel as Report, ShelfEntry, SignerRow } from '../contract/packages.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { currentSnapshot } from '../data/snapshots.ts'
import { chinaMoment } from '../export/china-moment.ts'
import { type ExportMark, recordExport } from '../export/mark.ts'
import type { TableFile } from '../export/table-file.ts'
import { choicesOf, inForce } from '../ledger/choices.ts'
import { fitsParameter } from '../ledger/parameters.ts'
import type { Counting } from '../limits/counting.ts'
import { availableOf } from '../models/available.ts'
import { withOwnWork } from '../models/own-work.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Db, newId } from '../store/database.ts'
import type { ModelFiles, PackageTrial } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { runCasesOf } from '../workshop/cases.ts'
import { folderFiles } from '../workshop/drafts.ts'
import { keepOfficeModel, mayPublish } from '../workshop/publish.ts'
import { type Shelf, withPieces } from '../workshop/shelf.ts'
import { largestPackage, type Package, type PackageContent, type PackedModel, parsePackage, writePackage } from './content.ts'
import { examine } from './examine.ts'
import { packStandards } from './needs.ts'
import { shelfPlace, TooLarge } from './shelf-place.ts'
import { fingerprintOf, type Signer, signerOf, signingKeys } from './signature.ts'
import {
  allPackages,
  allSigners,
  endSignerRow,
  insertPackage,
  insertSigner,
  keepOutcome,
  lockPackage,
  packageByHash,
  packageById,
  pageOfPackages,
  removePackage,
  type StoredPackage,
  type StoredSigner,
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
  remove(actor: Actor, id: string): Promise<null | Refusal>
  download(
    actor: Actor,
    asked: { readonly models: string; readonly licence: string; readonly note: string },
  ): Promise<{ readonly name: string; readonly text: string; readonly mark: ExportMark } | Refusal>
  signers(actor: Actor): Promise<{ own: string; items: SignerRow[] }>
  accept(actor: Actor, asked: { readonly package: string; readonly name: string; readonly note: string }): Promise<SignerRow | Refusal>
  endSigner(actor: Actor, fingerprint: string): Promise<SignerRow | Refusal>
  shelf(actor: Actor, query: ListOf): Promise<Page<ShelfEntry> & { place: string | null; problem: string | null }>
  take(actor: Actor, file: string): Promise<PackageSummary | Refusal>
  /** Every package that is here, opened: what offices could run is asked of them too. */
  opened(actor: Actor): Promise<readonly { readonly id: string; readonly content: PackageContent }[]>
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly today: () => string
  readonly keys: Keyring
  readonly shelf: Shelf
  readonly counting: Counting
  readonly product: string
  readonly officeOf: (actor: Actor) => Promise<string>
  /** `XIEZHI_SHELF`. */
  readonly place: string | undefined
  readonly published: () => Promise<void>
}

const mostExported = 10_000
const megabyte = 1024 * 1024
const none = refuse('not-found', 'package.not-found')

export function openPackages({ db, clock, today, keys, shelf, counting, product, officeOf, place, published }: Parts): Packages {
  const { catalogue } = shelf
  // The keys are the same for as long as the process lives, but they cost something to make, and few offices ever make a package.
  let made: ReturnType<typeof signingKeys> | undefined
  const own = (): ReturnType<typeof signingKeys> => {
    made ??= signingKeys(keys)
    return made
  }
  const ownPrint = (): string => fingerprintOf(own())
  const shelfHere = place === undefined ? undefined : shelfPlace(place)

  const nameOf = (signers: readonly StoredSigner[], fingerprint: string, actor: Actor): string | null =>
    fingerprint === ownPrint()
      ? tell({ code: 'package.own-name' }, actor.locale)
      : (signers.find((one) => one.fingerprint === fingerprint && one.endedAt === null)?.name ?? null)

  const summaryOf = (one: StoredPackage, signers: readonly StoredSigner[], actor: Actor): PackageSummary => {
    const fingerprint = fingerprintOf(one)
    return {
      id: one.id,
      name: one.name,
      sha256: one.sha256,
      office: one.summary.office,
      madeAt: one.summary.madeAt,
      serial: one.summary.serial,
      signer: { fingerprint, name: nameOf(signers, fingerprint, actor) },
      models: [...one.summary.models],
      receivedBy: one.receivedBy,
      receivedAt: one.receivedAt,
      installed: [...one.installed],
    }
  }

  const here = async (actor: Actor) => {
    const snapshot = await currentSnapshot(db, actor)
    const choices = await choicesOf(db, actor)
    const available: Available = withOwnWork(availableOf(catalogue, snapshot.batches))
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
    return { catalogue: counted, available, ownParameters, isOwn: shelf.isOwn, locale: actor.locale }
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

  const reportOf = async (actor: Actor, found: Package & { readonly stored: StoredPackage }, packed: PackedModel): Promise<Report> =>
    examine(packed, found.content, await here(actor), found.stored.trials[packed.id])

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
      return summaryOf(one, await allSigners(tx, actor), actor)
    })
  }

  const files = async (actor: Actor, model: CatalogueModel): Promise<ModelFiles> => {
    if (model.folder !== '') return folderFiles(model.folder)
    const kept = await db
      .selectFrom('office_model')
      .where(scope(actor, 'office_model'))
      .where('id', '=', model.id)
      .where('version', '=', model.checked.version)
      .select('files')
      .executeTakeFirst()
    return kept?.files ?? { 'model.yml': model.source, 'README.md': model.readme }
  }

  const signerRow = ({ fingerprint, name, note, acceptedBy, acceptedAt, endedAt, endedBy }: StoredSigner): SignerRow => ({
    fingerprint,
    name,
    note,
    acceptedBy,
    acceptedAt,
    endedAt,
    endedBy,
  })

  return {
    receive,

    async list(actor, query) {
      const signers = await allSigners(db, actor)
      const { packages, total } = await pageOfPackages(db, actor, query, query)
      return { items: packages.map((one) => summaryOf(one, signers, actor)), total, page: query.page, size: query.size }
    },

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const { packages } = await pageOfPackages(tx, actor, query, { page: 1, size: mostExported })
        const signers = await allSigners(tx, actor)
        const event = { action: 'package.list-export', values: { format }, count: packages.length, asked: query } as const
        const mark = await recordExport(tx, actor, clock(), event)
        const word = (code: string): string => tell({ code: `package.${code}` }, actor.locale)
        const columns = ['name', 'office', 'madeAt', 'serial', 'signer', 'models', 'installed', 'receivedBy', 'receivedAt']
        return {
          mark,
          title: word('title'),
          columns: columns.map((column) => ({ label: word(`column.${column}`), width: column === 'models' ? 50 : 22 })),
          rows: packages
            .map((one) => summaryOf(one, signers, actor))
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
      const ground = await here(actor)
      const { content, stored } = found
      return {
        ...summaryOf(stored, await allSigners(db, actor), actor),
        licence: content.licence,
        note: content.note,
        contents: content.models.map((packed) => examine(packed, content, ground, stored.trials[packed.id])),
      }
    },

    async try(actor, id, model) {
      const found = await open(actor, id)
      if (isRefusal(found)) return found
      const packed = modelIn(found, model)
      if (isRefusal(packed)) return packed
      const results = await runCasesOf(packed.files, catalogue, undefined, actor.locale)
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
      const fingerprint = fingerprintOf(stored)
      if (nameOf(await allSigners(db, actor), fingerprint, actor) === null)
        return refuse('conflict', 'package.signer-unknown', { fingerprint })
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

    remove: (actor, id) =>
      db.transaction().execute(async (tx) => {
        const stored = await lockPackage(tx, actor, id)
        if (!stored) return none
        await removePackage(tx, actor, id)
        await record(tx, actor, clock(), { action: 'package.remove', object: id, values: { name: stored.name } })
        return null
      }),

    async download(actor, { models, licence, note }) {
      const wanted = [...new Set(models.split(','))]
      const chosen: CatalogueModel[] = []
      for (const id of wanted) {
        const model = catalogue.models.get(id)
        if (!model) return refuse('not-found', 'run.no-model', { id })
        chosen.push(model)
      }
      const office = await officeOf(actor)
      const packed: PackedModel[] = []
      for (const model of chosen)
        packed.push({
          id: model.id,
          version: model.checked.version,
          title: model.checked.title,
          hash: model.hash,
          point: pointOf(catalogue.systems, model.id)?.id ?? null,
          files: withPieces(await files(actor, model), model),
        })
      const at = clock()
      const [first] = chosen
      const name = chosen.length === 1 && first ? `${first.id}-${first.checked.version}` : `${chosen.length}-models`
      return db.transaction().execute(async (tx) => {
        const event = {
          action: 'package.make',
          values: { models: packed.map(({ title, version }) => `${title} ${version}`).join('、') },
          count: packed.length,
          asked: {},
        } as const
        const mark = await recordExport(tx, actor, at, event)
        const content: PackageContent = {
          format: 1,
          made: { office, at: at.toISOString(), serial: mark.serial, product },
          licence,
          note,
          models: packed,
          standards: packStandards(
            catalogue,
            chosen.flatMap(({ checked }) => checked.inputs.map(({ dataset }) => dataset)),
          ),
        }
        const text = JSON.stringify(content)
        return { name: `${name} ${mark.serial}.json`, text: writePackage(text, own().sign(text)), mark }
      })
    },

    async signers(actor) {
      return { own: ownPrint(), items: (await allSigners(db, actor)).map(signerRow) }
    },

    accept: (actor, { package: id, name, note }) =>
      db.transaction().execute(async (tx) => {
        const stored = await packageById(tx, actor, id)
        if (!stored) return none
        const fingerprint = fingerprintOf(stored)
        if (fingerprint === ownPrint()) return refuse('conflict', 'package.signer-own')
        const known = (await allSigners(tx, actor)).find((one) => one.fingerprint === fingerprint && one.endedAt === null)
        if (known) return refuse('conflict', 'package.signer-known', { name: known.name })
        const at = clock()
        const one: StoredSigner = {
          id: newId('signer'),
          fingerprint,
          ed25519: stored.ed25519,
          sm2: stored.sm2,
          name,
          note,
          acceptedBy: actor.name,
          acceptedAt: at.toISOString(),
          endedBy: null,
          endedAt: null,
        }
        await insertSigner(tx, actor, one)
        await record(tx, actor, at, { action: 'package.accept-signer', object: one.id, values: { name, fingerprint, note } })
        return signerRow(one)
      }),

    endSigner: (actor, fingerprint) =>
      db.transaction().execute(async (tx) => {
        const known = (await allSigners(tx, actor)).find((one) => one.fingerprint === fingerprint && one.endedAt === null)
        if (!known) return refuse('not-found', 'package.signer-none')
        const at = clock()
        await endSignerRow(tx, actor, known.id, actor.name, at.toISOString())
        const values = { name: known.name, fingerprint }
        await record(tx, actor, at, { action: 'package.end-signer', object: known.id, values })
        return signerRow({ ...known, endedBy: actor.name, endedAt: at.toISOString() })
      }),

    async shelf(actor, { page, size, q }) {
      const nothing = { items: [], total: 0, page, size }
      if (!shelfHere) return { ...nothing, place: null, problem: tell({ code: 'package.shelf-none' }, actor.locale) }
      const names = await reach(() => shelfHere.list())
      if ('failed' in names)
        return { ...nothing, place: shelfHere.name, problem: tell(shelfOut(shelfHere.name, names.failed).message, actor.locale) }
      const signers = await allSigners(db, actor)
      const all: ShelfEntry[] = []
      for (const file of names.value) all.push(await entryOf(file, signers, actor))
      const wanted = (q ?? '').toLowerCase()
      const found = all.filter((one) => JSON.stringify([one.file, one.office, one.models]).toLowerCase().includes(wanted))
      return {
        items: found.slice((page - 1) * size, page * size),
        total: found.length,
        page,
        size,
        place: shelfHere.name,
        problem: null,
      }
    },

    async take(actor, file) {
      if (!shelfHere) return refuse('conflict', 'package.shelf-none')
      const read = await reach(() => shelfHere.read(file))
      if ('failed' in read) return refuse('unavailable', 'package.shelf-file', { file, reason: read.failed })
      return receive(actor, { name: file, text: read.value })
    },

    async opened(actor) {
      const all: { id: string; content: PackageContent }[] = []
      for (const { id } of await allPackages(db, actor)) {
        const found = await open(actor, id)
        if (!isRefusal(found)) all.push({ id, content: found.content })
      }
      return all
    },
  }

  /** A package of the shelf, read and checked as if it came in, but not kept. */
  async function entryOf(file: string, signers: readonly StoredSigner[], actor: Actor): Promise<ShelfEntry> {
    const empty = { file, bytes: null, office: '', madeAt: '', signer: null, models: [] }
    if (!shelfHere) return { ...empty, problem: null }
    const read = await reach(() => shelfHere.read(file))
    if ('failed' in read)
      return { ...empty, problem: tell({ code: 'package.shelf-file', values: { file, reason: read.failed } }, actor.locale) }
    const bytes = Buffer.byteLength(read.value)
    const opened = openText(read.value)
    if (isRefusal(opened)) return { ...empty, bytes, problem: tell(opened.message, actor.locale) }
    const { content } = opened.found
    const { fingerprint } = opened.signer
    return {
      file,
      bytes,
      problem: null,
      office: content.made.office,
      madeAt: content.made.at,
      signer: { fingerprint, name: nameOf(signers, fingerprint, actor) },
      models: content.models.map(({ id, version, title }) => ({
        id,
        version,
        title,
        here: catalogue.models.get(id)?.checked.version ?? null,
      })),
    }
  }
}

/** A package whose form and signatures are right, and who signed it. */
export function openText(text: string): { readonly found: Package; readonly signer: Signer } | Refusal {
  if (text.length > largestPackage) return refuse('too-large', 'package.too-large', { mb: largestPackage / megabyte })
  const found = parsePackage(text)
  if ('wrong' in found) return refuse('invalid', 'package.damaged', { at: found.wrong })
  const signer = signerOf(found.text, found.signatures)
  if ('bad' in signer) return refuse('invalid', signer.bad === 'missing' ? 'package.unsigned' : 'package.forged')
  return { found, signer }
}

const shelfOut = (place: string, reason: string): Refusal => refuse('unavailable', 'package.shelf-out', { place, reason })

/** What lies outside may fail in any way; why is told, by the code of the system where there is one. */
async function reach<T>(work: () => Promise<T>): Promise<{ readonly value: T } | { readonly failed: string }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof TooLarge) return { failed: `> ${largestPackage / megabyte} MB` }
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : cause instanceof Error ? cause.message : String(cause)
    return { failed: code.slice(0, 200) }
  }
}
