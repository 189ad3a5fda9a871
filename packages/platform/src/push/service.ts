import { type Readable, Transform } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { FileImport } from '../contract/imports.ts'
import type { Receipt } from '../contract/push.ts'
import type { Imports } from '../data/imports.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { sourceById } from '../sources/store.ts'
import type { Db } from '../store/database.ts'
import { insertReceipt, receiptOf, receiptOfImport, type StoredReceipt } from './store.ts'

export interface Delivery {
  readonly dataset: string
  /** The agency's own name of the delivery, from `Idempotency-Key`. */
  readonly name: string | undefined
  /** From which day to which it is complete, where its sender says so. */
  readonly stated: { readonly from?: string | undefined; readonly to?: string | undefined }
  readonly form: 'ndjson' | 'csv'
  readonly stream: Readable
}

export interface Push {
  receive(actor: Actor, delivery: Delivery): Promise<Receipt | Refusal>
  receipt(actor: Actor, id: string): Promise<Receipt | Refusal>
}

interface Parts {
  readonly db: Db
  readonly imports: Imports
  readonly today: () => string
  readonly uploadBytes: number
}

/** Another request with the same delivery was quicker: this one is undone. */
class Overtaken extends Error {}

/** Passes on no more than so many bytes; what comes after is read and dropped, so that the answer can still be given. */
function limited(stream: Readable, most: number): { readonly stream: Readable; readonly cut: () => boolean } {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(null, bytes > most ? undefined : chunk)
    },
  })
  stream.on('error', (error) => limit.destroy(error))
  return { stream: stream.pipe(limit), cut: () => bytes > most }
}

const sum = (file: FileImport, of: 'rows' | 'taken' | 'refused' | 'skipped'): number =>
  file.parts.reduce((total, part) => total + part[of], 0)

/** Batches that agencies' own systems send: each a file like any other, brought in by the one import, and answered by a receipt. */
export function openPush({ db, imports, today, uploadBytes }: Parts): Push {
  const show = (kept: StoredReceipt, file: FileImport): Receipt => ({
    id: file.id,
    dataset: kept.dataset,
    delivery: kept.delivery,
    sha256: file.sha256,
    bytes: file.bytes,
    state: file.state,
    receivedAt: kept.receivedAt,
    endedAt: file.endedAt,
    counts:
      file.parts.length === 0
        ? null
        : { rows: sum(file, 'rows'), taken: sum(file, 'taken'), refused: sum(file, 'refused'), skipped: sum(file, 'skipped') },
    refusal: file.refusal,
    findings: file.parts.flatMap((part) => part.findingCounts),
  })
  const answer = async (actor: Actor, kept: StoredReceipt): Promise<Receipt | Refusal> => {
    const file = await imports.get(actor, kept.importId)
    return isRefusal(file) ? file : show(kept, file)
  }

  return {
    async receive(actor, { dataset, name, stated, form, stream }) {
      const drop = (refusal: Refusal): Refusal => {
        stream.resume()
        return refusal
      }
      const delivery = name?.trim() ?? ''
      if (!/^[\x21-\x7e\u4e00-\u9fff]{1,200}$/.test(delivery)) return drop(refuse('invalid', 'push.delivery-missing'))
      const source = await sourceById(db, actor, actor.source ?? '')
      if (!source) return drop(refuse('not-found', 'source.not-found'))
      const day = today()
      if ((source.usedFrom !== null && day < source.usedFrom) || (source.usedUntil !== null && day > source.usedUntil))
        return drop(refuse('forbidden', 'push.out-of-term', { name: source.name }))
      const known = await receiptOf(db, actor, source.id, delivery)
      let kept: StoredReceipt | undefined
      try {
        const { stream: some, cut } = limited(stream, uploadBytes)
        const file = await imports.upload(
          actor,
          { name: `${delivery.replace(/[^\w\u4e00-\u9fff.-]/g, '_').slice(0, 80)}.${form}`, stream: some, cut },
          {
            source: source.id,
            dataset,
            again: true,
            ...stated,
            also: async (tx, one) => {
              const mine = { sourceId: source.id, delivery, sha256: one.sha256, dataset, importId: one.id, receivedAt: one.startedAt }
              if (known || !(await insertReceipt(tx, actor, mine))) throw new Overtaken(one.sha256)
              kept = mine
            },
          },
        )
        if (isRefusal(file)) return file
        return kept ? show(kept, file) : refuse('not-found', 'push.no-receipt')
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error
        const first = known ?? (await receiptOf(db, actor, source.id, delivery))
        if (!first) throw error
        return first.sha256 === error.message && first.dataset === dataset
          ? answer(actor, first)
          : refuse('conflict', 'push.delivery-differs', { delivery })
      }
    },

    async receipt(actor, id) {
      const kept = await receiptOfImport(db, actor, actor.source ?? '', id)
      return kept ? answer(actor, kept) : refuse('not-found', 'push.no-receipt')
    },
  }
}
