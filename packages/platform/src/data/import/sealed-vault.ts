import { quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { mask } from '../secrecy/mask.ts'
import { seal } from '../secrecy/seal.ts'
import { parquet } from './children-part.ts'
import { maskedKind, type Vault } from './typing.ts'

/** Where the numbers of persons that an import meets are sealed, one row for each, before too many of them wait in the memory. */
export interface SealedVault {
  readonly waiting: Vault
  /** Seals what waits, if it is many. */
  readonly drain: () => Promise<void>
  readonly write: (path: string) => Promise<void>
}

/** So many are sealed at a time: enough for the batch to be worth it, not so many that they fill the memory. */
const mostSealed = 25_000
/** Of so many it is remembered that they are sealed. Of more, some may be sealed again, and the first of each is kept. */
const mostRemembered = 1_000_000

export async function openVault(session: Session, keys: Keyring): Promise<SealedVault> {
  const waiting: Vault = new Map()
  const remembered = new Set<string>()
  let forgotten = false
  await session.run('CREATE OR REPLACE TEMP TABLE vault (token VARCHAR, kind VARCHAR, sealed VARCHAR, mask VARCHAR)')

  async function sealAll(): Promise<void> {
    const fresh = [...waiting].filter(([token]) => !remembered.has(token))
    waiting.clear()
    for (let start = 0; start < fresh.length; start += mostSealed) {
      const some = fresh.slice(start, start + mostSealed)
      const tokens = some.map(([token]) => token)
      const sealed = seal(
        keys,
        some.map(([, { normal }]) => normal),
      )
      const shown = some.map(([, { kind, normal }]) => (kind === maskedKind ? normal : mask(normal)))
      tokens.forEach((token, at) => {
        session.masks.learn(token, shown[at]!)
      })
      const columns = [tokens, some.map(([, { kind }]) => kind), sealed, shown]
      await session.append('vault', [{ types: ['text', 'text', 'text', 'text'], columns }])
      for (const token of tokens)
        if (remembered.size < mostRemembered) remembered.add(token)
        else forgotten = true
    }
  }

  return {
    waiting,
    drain: async () => {
      if (waiting.size >= mostSealed) await sealAll()
    },
    write: async (path) => {
      await sealAll()
      const first = forgotten ? ' WHERE rowid IN (SELECT min(rowid) FROM vault GROUP BY token)' : ''
      await session.run(`COPY (SELECT * FROM vault${first}) TO ${quoteText(path)} ${parquet}`)
      await session.run('DROP TABLE vault')
    },
  }
}
