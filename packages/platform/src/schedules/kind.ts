import type { Actor } from '../access/actor.ts'
import type { Tx } from '../store/database.ts'
import type { StoredMessage } from '../store/tables.ts'

/** A moment that came: of which schedule, and what it makes up for. */
export interface Moment {
  readonly scheduleId: string
  readonly missed: number
  readonly at: Date
}

export interface Fired {
  /** What was begun: addresses of pages in the application, with what they are called. */
  readonly begun: readonly { readonly title: string; readonly href: string }[]
  readonly skipped: readonly { readonly title: string; readonly reason: StoredMessage }[]
}

/**
 * What can be scheduled: runs of models today. A new kind is one of these in `platform.ts` and its name in the contract.
 * `prepare` looks at whatever it needs; what it answers is then done inside the transaction that moves the schedule on, so that
 * a moment is taken once or not at all.
 */
export interface ScheduleKind {
  /** What a subject is called; undefined when there is no such. */
  titleOf(actor: Actor, subject: string): Promise<string | undefined>
  /** What may be scheduled. */
  subjects(actor: Actor): Promise<readonly { readonly id: string; readonly title: string }[]>
  prepare(actor: Actor, subject: string): Promise<(tx: Tx, moment: Moment) => Promise<Fired>>
}
