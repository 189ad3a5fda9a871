import type { Actor } from '../access/actor.ts'
import { organisationOf } from '../access/store.ts'
import { type AuditEvent, record } from '../audit/record.ts'
import { chainHead } from '../audit/store.ts'
import { maskText } from '../data/secrecy/mask.ts'
import type { Tx } from '../store/database.ts'
import { tell, texts } from '../texts.ts'
import { chinaMoment } from './china-moment.ts'

/**
 * What a file that goes out says of itself: who took it, for whom, when, what was asked for, and the number of its entry in the log.
 * There is no other way to one than `recordExport`, so that no file can leave unlogged.
 */
export interface ExportMark {
  readonly serial: string
  readonly office: string
  readonly by: string
  readonly at: string
  readonly asked: string
  /** Rows that there are, where a file takes no more than its first; null: all go out. */
  readonly of: number | null
  /** People's numbers stand in it whole, for this reason; null: all are masked. */
  readonly whole: string | null
  readonly locale: Actor['locale']
}

export interface Export extends AuditEvent {
  /** Rows that go out. */
  readonly count: number
  /** Rows that there are; without a word all go out. */
  readonly of?: number | undefined
  /** The question that was asked, as it came; what is empty is left out, and people's numbers are masked. */
  readonly asked: object
  readonly whole?: string | undefined
}

/** Which page was looked at plays no part in a file of all. */
const unasked = new Set(['page', 'size'])
/** What was typed to find one exactly may be a name or a number: that something was is enough. */
const hidden = new Set(['value'])

const askedText = (asked: Export['asked'], locale: Actor['locale']): string =>
  Object.entries(asked)
    .filter(([name, value]) => !unasked.has(name) && value !== undefined && value !== null && value !== '')
    .map(([name, value]) => {
      const code = `export.asked.${name}`
      const label = code in texts ? tell({ code }, locale) : name
      return `${label}=${hidden.has(name) ? '…' : maskText(String(value))}`
    })
    .join('; ') || tell({ code: 'export.all' }, locale)

/** Logs an export before its first row leaves, in the transaction of whoever reads, and gives the mark that the file has to carry. */
export async function recordExport(tx: Tx, actor: Actor, at: Date, event: Export): Promise<ExportMark> {
  const { count, of = count, asked, whole, ...entry } = event
  // Locked until the entry is written: the number of the export is that of its entry.
  const { seq } = await chainHead(tx, true)
  const day = chinaMoment(at.toISOString()).slice(0, 10).replaceAll('-', '')
  const serial = `${day}-${String(seq + 1).padStart(6, '0')}`
  const office = await organisationOf(tx, actor.organisationId)
  const said = askedText(asked, actor.locale)
  await record(tx, actor, at, { ...entry, values: { ...entry.values, count, serial, asked: said } })
  return {
    serial,
    office: office.name,
    by: actor.name,
    at: at.toISOString(),
    asked: said,
    of: of > count ? of : null,
    whole: whole ?? null,
    locale: actor.locale,
  }
}
