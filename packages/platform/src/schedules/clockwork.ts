import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { decideDue } from './due.ts'
import type { ScheduleKind } from './kind.ts'
import { dueSchedules, noteFired, type StoredSchedule, takeMoment } from './store.ts'

/** What looks, again and again, whether something is due. */
export interface Clockwork {
  start(): void
  /** Looks now rather than at the next look. */
  look(): Promise<void>
  stop(): Promise<void>
}

export interface ClockworkParts {
  readonly db: Db
  readonly clock: () => Date
  readonly kinds: ReadonlyMap<string, ScheduleKind>
  /** What else is looked for each time: data that arrived, say. */
  readonly also: readonly (() => Promise<void>)[]
  readonly wake: () => void
  readonly onDefect: (reference: string, error: unknown) => void
  readonly pollMs?: number
}

export function openClockwork({ db, clock, kinds, also, wake, onDefect, pollMs = 10_000 }: ClockworkParts): Clockwork {
  let looking: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  async function fire(one: StoredSchedule): Promise<void> {
    const now = clock()
    const due = one.nextAt === null ? undefined : decideDue(one.cron, new Date(one.nextAt), now)
    const kind = kinds.get(one.kind)
    if (!due || !kind) return
    const actor = { ...platformActor(one.organisationId), name: tell({ code: 'schedule.platform' }) }
    const title = (await kind.titleOf(actor, one.subject)) ?? one.subject
    const begin = await kind.prepare(actor, one.subject)
    await db.transaction().execute(async (tx) => {
      if (!(await takeMoment(tx, one, due.next))) return
      const missed = due.missed?.count ?? 0
      const { begun, skipped } = await begin(tx, { scheduleId: one.id, missed, at: now })
      const at = now.toISOString()
      await noteFired(tx, one.id, {
        lastAt: at,
        begun: [...begun],
        skipped: [...skipped],
        ...(due.missed ? { missed: { ...due.missed, madeUpAt: at } } : {}),
      })
      await record(tx, actor, now, { action: 'schedule.fire', object: one.id, values: { title, begun: begun.length, missed } })
    })
    wake()
  }

  async function lookOnce(): Promise<void> {
    for (const one of await dueSchedules(db, clock())) await fire(one).catch((error: unknown) => onDefect(`schedule ${one.id}`, error))
    for (const look of also) await look().catch((error: unknown) => onDefect('schedules', error))
  }
  const look = (): Promise<void> => {
    looking = looking.then(lookOnce).catch((error: unknown) => onDefect('schedules', error))
    return looking
  }

  return {
    start() {
      const again = (): void => {
        timer = setTimeout(() => void look().then(() => timer && again()), pollMs)
      }
      again()
    },
    look,
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await looking
    },
  }
}
