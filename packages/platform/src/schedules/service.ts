import type { Locale } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Schedule, ScheduleKindName } from '../contract/schedules.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type Table, type TableFile, type TableFormat } from '../export/table-file.ts'
import { pageOf } from '../lists/drawn-list.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Db, newId } from '../store/database.ts'
import { tell } from '../texts.ts'
import { checkCron, nextMoment, plainCron } from './cron.ts'
import type { ScheduleKind } from './kind.ts'
import { allSchedules, deleteSchedule, insertSchedule, noteFired, planSchedule, type StoredSchedule, scheduleById } from './store.ts'

type Asked = {
  readonly page: number
  readonly size: number
  readonly sort?: string | undefined
  readonly q?: string | undefined
  readonly kind?: ScheduleKindName | undefined
  readonly paused?: 'true' | 'false' | undefined
}

export interface Schedules {
  list(actor: Actor, query: Asked): Promise<{ items: Schedule[]; total: number; page: number; size: number }>
  export(actor: Actor, query: Asked, format: TableFormat): Promise<TableFile>
  subjects(actor: Actor): Promise<{ items: { kind: ScheduleKindName; id: string; title: string }[] }>
  create(actor: Actor, asked: { kind: ScheduleKindName; subject: string; cron: string }): Promise<Schedule | Refusal>
  change(actor: Actor, id: string, asked: { cron?: string | undefined; paused?: boolean | undefined }): Promise<Schedule | Refusal>
  fire(actor: Actor, id: string): Promise<Schedule | Refusal>
  remove(actor: Actor, id: string): Promise<null | Refusal>
}

export interface ScheduleParts {
  readonly db: Db
  readonly clock: () => Date
  readonly kinds: ReadonlyMap<ScheduleKindName, ScheduleKind>
  readonly wake: () => void
}

export function openSchedules({ db, clock, kinds, wake }: ScheduleParts): Schedules {
  const titleOf = async (actor: Actor, one: StoredSchedule): Promise<string> =>
    (await kinds.get(one.kind)?.titleOf(actor, one.subject)) ?? one.subject
  const show = async (actor: Actor, one: StoredSchedule): Promise<Schedule> => ({
    id: one.id,
    kind: one.kind,
    subject: one.subject,
    title: await titleOf(actor, one),
    cron: one.cron,
    paused: one.paused,
    nextAt: one.nextAt,
    lastAt: one.lastAt,
    begun: one.begun,
    skipped: one.skipped.map(({ title, reason }) => ({
      title,
      reason: tell({ code: reason.code, values: reason.values ?? {} }, actor.locale),
    })),
    missed: one.missed,
    by: one.by,
    at: one.at,
  })
  const showAgain = async (actor: Actor, id: string): Promise<Schedule | Refusal> => {
    const one = await scheduleById(db, actor, id)
    return one ? show(actor, one) : refuse('not-found', 'schedule.not-found')
  }

  /** Another schedule that does the same at the same moments: two would only begin the work twice. */
  const sameAs = async (actor: Actor, wanted: Pick<StoredSchedule, 'kind' | 'subject' | 'cron'> & { readonly id?: string }) =>
    (await allSchedules(db, actor)).find(
      ({ id, kind, subject, cron }) =>
        id !== wanted.id && kind === wanted.kind && subject === wanted.subject && plainCron(cron) === plainCron(wanted.cron),
    )

  const found = async (actor: Actor, query: Asked): Promise<Schedule[]> => {
    const all = await Promise.all((await allSchedules(db, actor)).map((one) => show(actor, one)))
    const wanted = (query.q ?? '').toLowerCase()
    const kept = all.filter(
      (one) =>
        one.title.toLowerCase().includes(wanted) &&
        (query.kind === undefined || one.kind === query.kind) &&
        (query.paused === undefined || one.paused === (query.paused === 'true')),
    )
    const [name, turn] = query.sort?.startsWith('-') ? [query.sort.slice(1), -1] : [query.sort ?? 'next', 1]
    const by = {
      next: (one: Schedule) => one.nextAt ?? '9',
      last: (one: Schedule) => one.lastAt ?? '',
      title: (one: Schedule) => one.title,
    }
    const key = name === 'last' ? by.last : name === 'title' ? by.title : by.next
    return kept.sort((a, b) => turn * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  }

  return {
    async list(actor, query) {
      const all = await found(actor, query)
      return pageOf(all, query)
    },

    async export(actor, query, format) {
      const all = await found(actor, query)
      const event = { action: 'schedule.export', values: { format }, count: all.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...scheduleTable(all, actor.locale), mark }
    },

    async subjects(actor) {
      const items = []
      for (const [kind, one] of kinds) items.push(...(await one.subjects(actor)).map((subject) => ({ kind, ...subject })))
      return { items }
    },

    async create(actor, { kind, subject, cron }) {
      const at = clock()
      const title = await kinds.get(kind)?.titleOf(actor, subject)
      if (title === undefined) return refuse('invalid', 'schedule.no-subject', { subject })
      const wrong = checkCron(cron, at)
      if (wrong) return wrong
      const same = await sameAs(actor, { kind, subject, cron })
      if (same) return refuse('conflict', same.paused ? 'schedule.same-paused' : 'schedule.same', { title, by: same.by })
      const one: StoredSchedule = {
        id: newId('schedule'),
        organisationId: actor.organisationId,
        kind,
        subject,
        cron: cron.trim(),
        paused: false,
        nextAt: nextMoment(cron, at)?.toISOString() ?? null,
        lastAt: null,
        begun: [],
        skipped: [],
        missed: null,
        by: actor.name,
        at: at.toISOString(),
      }
      await db.transaction().execute(async (tx) => {
        await insertSchedule(tx, actor, one)
        await record(tx, actor, at, { action: 'schedule.create', object: one.id, values: { title, cron: one.cron } })
      })
      return show(actor, one)
    },

    async change(actor, id, asked) {
      const at = clock()
      const one = await scheduleById(db, actor, id)
      if (!one) return refuse('not-found', 'schedule.not-found')
      const cron = asked.cron?.trim() ?? one.cron
      const paused = asked.paused ?? one.paused
      const wrong = checkCron(cron, at)
      if (wrong) return wrong
      const title = await titleOf(actor, one)
      const same = asked.cron === undefined ? undefined : await sameAs(actor, { ...one, cron })
      if (same) return refuse('conflict', same.paused ? 'schedule.same-paused' : 'schedule.same', { title, by: same.by })
      await db.transaction().execute(async (tx) => {
        const nextAt = paused ? null : (nextMoment(cron, at)?.toISOString() ?? null)
        await planSchedule(tx, actor, id, { cron, paused, nextAt, by: actor.name, at: at.toISOString() })
        const action = paused === one.paused ? 'schedule.change' : paused ? 'schedule.pause' : 'schedule.resume'
        await record(tx, actor, at, { action, object: id, values: { title, cron } })
      })
      return showAgain(actor, id)
    },

    async fire(actor, id) {
      const at = clock()
      const one = await scheduleById(db, actor, id)
      const kind = one && kinds.get(one.kind)
      if (!one || !kind) return refuse('not-found', 'schedule.not-found')
      const title = await titleOf(actor, one)
      const begin = await kind.prepare(actor, one.subject)
      await db.transaction().execute(async (tx) => {
        const { begun, skipped } = await begin(tx, { scheduleId: id, missed: 0, at })
        await noteFired(tx, id, { lastAt: at.toISOString(), begun: [...begun], skipped: [...skipped] })
        await record(tx, actor, at, { action: 'schedule.fire', object: id, values: { title, begun: begun.length, missed: 0 } })
      })
      wake()
      return showAgain(actor, id)
    },

    async remove(actor, id) {
      const one = await scheduleById(db, actor, id)
      if (!one) return refuse('not-found', 'schedule.not-found')
      const title = await titleOf(actor, one)
      await db.transaction().execute(async (tx) => {
        await deleteSchedule(tx, actor, id)
        await record(tx, actor, clock(), { action: 'schedule.remove', object: id, values: { title, cron: one.cron } })
      })
      return null
    },
  }
}

const widths = { title: 34, cron: 16, state: 10, next: 20, last: 20, begun: 40, skipped: 50, missed: 10, by: 14 } as const

function scheduleTable(rows: readonly Schedule[], locale: Locale): Table {
  const word = (code: string): string => tell({ code: `schedule.${code}` }, locale)
  return {
    title: word('title'),
    columns: Object.entries(widths).map(([column, width]) => ({ label: word(`column.${column}`), width })),
    rows: rows.map((row) => [
      row.title,
      row.cron,
      word(row.paused ? 'paused' : 'active'),
      row.nextAt && chinaMoment(row.nextAt),
      row.lastAt && chinaMoment(row.lastAt),
      row.begun.map(({ title }) => title).join('；'),
      row.skipped.map(({ title, reason }) => `${title}：${reason}`).join('；'),
      row.missed?.count ?? null,
      row.by,
    ]),
  }
}
