import { tokenBytes, tokenIndex } from '../../warehouse/token-index.ts'
import { quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { mask } from '../secrecy/mask.ts'
import { seal } from '../secrecy/seal.ts'
import { hmacSm3 } from '../secrecy/sm3.ts'
import { parquet } from './children-part.ts'
import { addLines, readLines, separator, written } from './lines-file.ts'
import { countOf, numberLength, startOf } from './plain-numbers.ts'
import { maskedKind, type Vault } from './typing.ts'

/** Where the numbers of persons that an import meets are sealed, one row for each, before too many of them wait in the memory. */
export interface SealedVault {
  readonly waiting: Vault
  /** Seals what waits, if it is many. */
  readonly drain: () => Promise<void>
  /** Seals identity numbers that are listed with commas between them; gives lines of each with its token. */
  readonly numbers: (listed: string) => Promise<string>
  /** Into a file of token, kind, sealed, mask. */
  readonly write: () => Promise<void>
}

/** So many are sealed at a time: enough for the batch to be worth it, not so many that they fill the memory. */
const mostSealed = 25_000
/** Of so many it is remembered that they are sealed. Of more, some may be sealed again, and the first of each is kept. */
const mostRemembered = 2_000_000

/** What is sealed anew: its tokens, its numbers in their normal form, and as what they are shown. */
interface Fresh {
  readonly tokens: readonly string[]
  readonly kinds: readonly string[]
  readonly normals: readonly string[]
  readonly shown: readonly string[]
}

export async function openVault(session: Session, keys: Keyring, path: string): Promise<SealedVault> {
  const lines = `${path}.tmp`
  await addLines(lines, '')
  const waiting: Vault = new Map()
  const remembered = tokenIndex()
  let forgotten = false

  /** Whether the token in `bytes` is met for the first time, as far as is remembered. */
  const isFresh = (bytes: Buffer, at: number): boolean => {
    if (remembered.of(bytes, at) >= 0) return false
    if (remembered.size < mostRemembered) remembered.add(bytes, at)
    else forgotten = true
    return true
  }

  async function sealAll({ tokens, kinds, normals, shown }: Fresh): Promise<void> {
    for (let start = 0; start < tokens.length; start += mostSealed) {
      const some = (list: readonly string[]): readonly string[] => list.slice(start, start + mostSealed)
      const sealed = seal(keys, some(normals))
      some(tokens).forEach((token, at) => {
        session.masks.learn(token, shown[start + at]!)
      })
      let rows = ''
      for (const [at, one] of sealed.entries()) {
        const row = start + at
        rows += `${tokens[row]}${separator}${kinds[row]}${separator}${one}${separator}${written(shown[row]!)}\n`
      }
      await addLines(lines, rows)
    }
  }

  async function sealWaiting(): Promise<void> {
    const bytes = Buffer.alloc(tokenBytes)
    const fresh = [...waiting].filter(([token]) => bytes.write(token, 'hex') > 0 && isFresh(bytes, 0))
    waiting.clear()
    await sealAll({
      tokens: fresh.map(([token]) => token),
      kinds: fresh.map(([, { kind }]) => kind),
      normals: fresh.map(([, { normal }]) => normal),
      shown: fresh.map(([, { kind, normal }]) => (kind === maskedKind ? normal : mask(normal))),
    })
  }

  return {
    waiting,
    drain: async () => {
      if (waiting.size >= mostSealed) await sealWaiting()
    },
    numbers: async (listed) => {
      if (listed === '') return ''
      const count = countOf(listed)
      const bytes = Buffer.from(listed, 'latin1')
      const made = Buffer.alloc(count * tokenBytes)
      const hmac = hmacSm3(keys.token)
      const fresh: number[] = []
      for (let index = 0; index < count; index++) {
        const at = startOf(index)
        hmac.into(bytes, at, at + numberLength, made, index * tokenBytes)
        if (isFresh(made, index * tokenBytes)) fresh.push(index)
      }
      const hex = made.toString('hex')
      const tokenAt = (index: number): string => hex.slice(index * tokenBytes * 2, (index + 1) * tokenBytes * 2)
      const normals = fresh.map((index) => listed.slice(startOf(index), startOf(index) + numberLength))
      const kinds = fresh.map(() => 'identity')
      await sealAll({ tokens: fresh.map(tokenAt), kinds, normals, shown: normals.map(mask) })
      let rows = ''
      for (let index = 0; index < count; index++)
        rows += `${listed.slice(startOf(index), startOf(index) + numberLength)}${separator}${tokenAt(index)}\n`
      return rows
    },
    write: async () => {
      await sealWaiting()
      const all = `SELECT token, kind, sealed, coalesce(mask, '') AS mask FROM ${readLines(lines, columns)}`
      const rows = forgotten ? `SELECT DISTINCT ON (token) * FROM (${all})` : all
      await session.run(`COPY (${rows}) TO ${quoteText(path)} ${parquet}`)
    },
  }
}

const columns = ['token', 'kind', 'sealed', 'mask'].map((name) => [name, 'VARCHAR'] as const)
