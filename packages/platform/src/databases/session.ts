import type { Engine, Wanted } from './select.ts'

/** Where a database is and who reads it. */
export interface Address {
  readonly engine: Engine
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** `off`: in the clear; `on`: sealed, whoever answers; `verify`: sealed, and the certificate is that of the host. */
  readonly tls: 'off' | 'on' | 'verify'
  /** Who signs the database's certificate (PEM), where the machine does not know. */
  readonly authority: string | null
}

/** How values of a column grow, if they do: what a mark can be kept of. */
export type MarkKind = 'number' | 'day' | 'moment' | 'text'

export interface DatabaseColumn {
  readonly name: string
  /** As the database calls it. */
  readonly type: string
  readonly mark: MarkKind | null
  /** Bytes that are no text: they cannot be taken. */
  readonly binary: boolean
}

/** From where to where a reading goes by its column: above `after` (or from the beginning) up to and with `upTo`. */
export interface Range {
  readonly column: DatabaseColumn
  readonly after: string | null
  readonly upTo: string | null
  /** So many units below `after` are read once more: what was committed late. Days, minutes or numbers, as the column is. */
  readonly lookBack: number
}

export type Cells = readonly (string | null)[]

/** A connection that can do nothing but read; every value comes as the database writes it. */
export interface DatabaseSession {
  readonly version: string
  columns(wanted: Wanted): Promise<readonly DatabaseColumn[]>
  /** The highest value above the range's `after`; null where there is none. */
  highest(wanted: Wanted, range: Omit<Range, 'upTo'>): Promise<string | null>
  /** Rows in chunks of a bounded size, in no order. All that is asked in one session is of one moment. */
  rows(wanted: Wanted, columns: readonly DatabaseColumn[], range: Range | undefined, most?: number): AsyncIterable<readonly Cells[]>
  /** Ends it, also in the middle of a reading. */
  close(): Promise<void>
}

/** The database did not answer in time. */
export class Silent extends Error {}

export interface Patience {
  readonly connectMs: number
  /** How long one answer, or the next rows, may take. */
  readonly answerMs: number
}

/** Ends the waiting, not what is waited for: who gives up closes the connection. */
export async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent()), ms)
  })
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
    answer.catch(() => undefined)
  }
}

export const tlsOf = ({ tls, authority }: Address): { rejectUnauthorized: boolean; ca?: string } | undefined =>
  tls === 'off' ? undefined : { rejectUnauthorized: tls === 'verify', ...(authority && tls === 'verify' ? { ca: authority } : {}) }

/** As much as a chunk should hold, in characters. */
export const chunkSize = 1_000_000
