import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { SignerRow } from '../contract/packages.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Db, newId, type Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { fingerprintOf, type SigningKeys, signingKeys } from './signature.ts'
import { allSigners, endSignerRow, insertSigner, packageById, type StoredSigner } from './store.ts'

/** Whose packages an office accepts, and with which keys it signs its own. */
export interface Signers {
  list(actor: Actor): Promise<{ own: string; items: SignerRow[] }>
  accept(actor: Actor, asked: { readonly package: string; readonly name: string; readonly note: string }): Promise<SignerRow | Refusal>
  end(actor: Actor, fingerprint: string): Promise<SignerRow | Refusal>
  /** Under which name a fingerprint is accepted; null: it is not. */
  names(queries: Queries, actor: Actor): Promise<(fingerprint: string) => string | null>
  own(): SigningKeys
}

export function openSigners({ db, clock, keys }: { readonly db: Db; readonly clock: () => Date; readonly keys: Keyring }): Signers {
  // The keys are the same for as long as the process lives, but they cost something to make, and few offices ever make a package.
  let made: SigningKeys | undefined
  const own = (): SigningKeys => {
    made ??= signingKeys(keys)
    return made
  }
  const ownPrint = (): string => fingerprintOf(own())

  return {
    own,

    async names(queries, actor) {
      const signers = await allSigners(queries, actor)
      return (fingerprint) =>
        fingerprint === ownPrint()
          ? tell({ code: 'package.own-name' }, actor.locale)
          : (signers.find((one) => one.fingerprint === fingerprint && one.endedAt === null)?.name ?? null)
    },

    async list(actor) {
      return { own: ownPrint(), items: (await allSigners(db, actor)).map(signerRow) }
    },

    accept: (actor, { package: id, name, note }) =>
      db.transaction().execute(async (tx) => {
        const stored = await packageById(tx, actor, id)
        if (!stored) return refuse('not-found', 'package.not-found')
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

    end: (actor, fingerprint) =>
      db.transaction().execute(async (tx) => {
        const known = (await allSigners(tx, actor)).find((one) => one.fingerprint === fingerprint && one.endedAt === null)
        if (!known) return refuse('not-found', 'package.signer-none')
        const at = clock()
        await endSignerRow(tx, actor, known.id, actor.name, at.toISOString())
        const values = { name: known.name, fingerprint }
        await record(tx, actor, at, { action: 'package.end-signer', object: known.id, values })
        return signerRow({ ...known, endedBy: actor.name, endedAt: at.toISOString() })
      }),
  }
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
