import { appendFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { grown, tokenPlace } from '../../warehouse/token-index.ts'
import { quoteText, type Session } from '../../warehouse/warehouse.ts'
import type { Keyring } from '../secrecy/keyring.ts'
import { mask } from '../secrecy/mask.ts'
import { seal } from '../secrecy/seal.ts'
import { hmacSm3 } from '../secrecy/sm3.ts'
import { parquet } from './children-part.ts'
import { readLines, separator, written } from './lines-file.ts'
import { hasNumberForm, numberLength, numberParts, readNumber } from './plain-numbers.ts'
import { maskedKind, type Vault } from './typing.ts'

/** Where the numbers of persons that an import meets are sealed, one row for each, before too many of them wait in the memory. */
export interface SealedVault {
  readonly waiting: Vault
  /** Seals what waits, if it is many. */
  readonly drain: () => void
  /** The token of a cell that holds an identity number plainly written, for statements to ask: what they ask of is sealed. */
  readonly tokenOf: (column: string) => string
  /** Forgets what was sealed: the rows are read anew. */
  readonly startOver: () => Promise<void>
  /** Into a file of token, kind, sealed, mask. */
  readonly write: () => Promise<void>
}

/** So many are sealed at a time: enough for the batch to be worth it, not so many that they fill the memory. */
const mostSealed = 4000

/** What waits for its seal: tokens, numbers in their normal form, and as what they are shown. */
interface Fresh {
  readonly tokens: string[]
  readonly kinds: string[]
  readonly normals: string[]
  readonly shown: string[]
}
const nothing = (): Fresh => ({ tokens: [], kinds: [], normals: [], shown: [] })

export function openVault(session: Session, keys: Keyring, path: string): SealedVault {
  const lines = `${path}.tmp`
  const waiting: Vault = new Map()
  /** A bit for each token that is known here, by its number among the masks: whether it is sealed. */
  let done: Buffer = Buffer.alloc(1024)
  const isDone = (known: number): boolean => ((done[known >> 3] ?? 0) & (1 << (known & 7))) !== 0
  let fresh = nothing()
  const take = (known: number, token: string, kind: string, normal: string, shown: string): void => {
    done = grown(done, (known >> 3) + 1)
    done[known >> 3]! |= 1 << (known & 7)
    fresh.tokens.push(token)
    fresh.kinds.push(kind)
    fresh.normals.push(normal)
    fresh.shown.push(shown)
    if (fresh.tokens.length >= mostSealed) sealFresh()
  }
  function sealFresh(): void {
    const { tokens, kinds, normals, shown } = fresh
    fresh = nothing()
    let rows = ''
    for (const [at, sealed] of (tokens.length > 0 ? seal(keys, normals) : []).entries())
      rows += `${tokens[at]}${separator}${kinds[at]}${separator}${sealed}${separator}${written(shown[at]!)}\n`
    appendFileSync(lines, rows)
  }
  function takeWaiting(): void {
    for (const [token, { kind, normal }] of waiting) {
      made.bytes.write(token, 'hex')
      const shown = kind === maskedKind ? normal : mask(normal)
      const known = session.masks.meet(made.token, () => shown)
      if (!isDone(known)) take(known, token, kind, normal, shown)
    }
    waiting.clear()
  }

  const hmac = hmacSm3(keys.token)
  const number = Buffer.alloc(numberLength)
  const made = tokenPlace()
  const shownNumber = (): string => mask(number.toString('latin1'))
  const numbers = session.lend((front, back) => {
    if (!readNumber(front, back, number)) return null
    hmac.into(number, 0, numberLength, made.bytes, 0)
    const token = made.bytes.toString('hex')
    const known = session.masks.meet(made.token, shownNumber)
    if (!isDone(known)) take(known, token, 'identity', number.toString('latin1'), shownNumber())
    return token
  })

  return {
    waiting,
    drain: () => {
      if (waiting.size >= mostSealed) takeWaiting()
    },
    tokenOf: (column) => `CASE WHEN ${hasNumberForm(column)} THEN ${numbers.ask(...numberParts(column))} END`,
    startOver: async () => {
      waiting.clear()
      fresh = nothing()
      done = Buffer.alloc(1024)
      await rm(lines, { force: true })
    },
    write: async () => {
      numbers.end()
      takeWaiting()
      sealFresh()
      const all = `SELECT token, kind, sealed, coalesce(mask, '') AS mask FROM ${readLines(lines, columns)}`
      await session.run(`COPY (${all}) TO ${quoteText(path)} ${parquet}`)
    },
  }
}

const columns = ['token', 'kind', 'sealed', 'mask'].map((name) => [name, 'VARCHAR'] as const)
