import type { Actor } from '../access/actor.ts'
import type { PackageSummary, ShelfEntry } from '../contract/packages.ts'
import { type DrawnList, narrowed, pageOf, turned } from '../lists/drawn-list.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { largestPackage } from './content.ts'
import { openText } from './open-text.ts'
import type { Packages } from './service.ts'
import { shelfPlace, TooLarge } from './shelf-place.ts'
import type { Signers } from './signers.ts'

/** Packages that lie ready for every office: a folder, or a plain web server. */
export interface PackageShelf {
  list(
    actor: Actor,
    query: { readonly page: number; readonly size: number; readonly q?: string | undefined; readonly sort?: string | undefined },
  ): Promise<{ items: ShelfEntry[]; total: number; page: number; size: number; place: string | null; problem: string | null }>
  take(actor: Actor, file: string): Promise<PackageSummary | Refusal>
}

interface Parts {
  readonly db: Db
  readonly seenBy: SeenBy
  readonly packages: Pick<Packages, 'receive'>
  readonly signers: Signers
  /** `XIEZHI_SHELF`. */
  readonly place: string | undefined
}

const megabyte = 1024 * 1024

const by = (value: (one: ShelfEntry) => string) => turned<ShelfEntry>((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0))
const entries: DrawnList<ShelfEntry, never> = {
  rowKey: ({ file }) => file,
  text: ({ file, office, models }) => [file, office, ...models.flatMap(({ id, title }) => [id, title])].join(' '),
  facets: {},
  orders: { file: by(({ file }) => file), office: by(({ office }) => office), madeAt: by(({ madeAt }) => madeAt) },
}

export function openPackageShelf({ db, seenBy, packages, signers, place }: Parts): PackageShelf {
  const shelfHere = place === undefined ? undefined : shelfPlace(place)

  return {
    async list(actor, query) {
      const nothing = pageOf<ShelfEntry>([], query)
      if (!shelfHere) return { ...nothing, place: null, problem: tell({ code: 'package.shelf-none' }, actor.locale) }
      const names = await reach(() => shelfHere.list())
      if ('failed' in names)
        return { ...nothing, place: shelfHere.name, problem: tell(shelfOut(shelfHere.name, names.failed).message, actor.locale) }
      const nameOf = await signers.names(db, actor)
      const all: ShelfEntry[] = []
      for (const file of names.value) all.push(await entryOf(file, nameOf, actor))
      return { ...pageOf(narrowed(entries, all, query), query), place: shelfHere.name, problem: null }
    },

    async take(actor, file) {
      if (!shelfHere) return refuse('conflict', 'package.shelf-none')
      const read = await reach(() => shelfHere.read(file))
      if ('failed' in read) return refuse('unavailable', 'package.shelf-file', { file, reason: read.failed })
      return packages.receive(actor, { name: file, text: read.value })
    },
  }

  /** A package of the shelf, read and checked as if it came in, but not kept. */
  async function entryOf(file: string, nameOf: (fingerprint: string) => string | null, actor: Actor): Promise<ShelfEntry> {
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
      signer: { fingerprint, name: nameOf(fingerprint) },
      models: content.models.map(({ id, version, title }) => ({
        id,
        version,
        title,
        here: seenBy(actor).models.get(id)?.checked.version ?? null,
      })),
    }
  }
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
