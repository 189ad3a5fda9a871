import type { ScheduleKind } from '../schedules/kind.ts'
import { sourceById, sourceNames } from '../sources/store.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { beginPull } from './begin.ts'
import { mayPull } from './may-pull.ts'
import { allLinks, isPulling, linkById } from './store.ts'

/** Databases on a schedule: each moment is one reading. */
export function databaseSchedules({
  db,
  today,
  whole,
}: {
  readonly db: Db
  readonly today: () => string
  /** All rows each time, and those that no longer appear leave. */
  readonly whole: boolean
}): ScheduleKind {
  const titled = (source: string | undefined, link: string): string =>
    whole ? tell({ code: 'database.whole-of', values: { name: `${source ?? ''} · ${link}` } }) : `${source ?? ''} · ${link}`
  return {
    async titleOf(actor, subject) {
      const link = await linkById(db, actor, subject)
      if (!link) return undefined
      const source = await sourceById(db, actor, link.sourceId)
      return titled(source?.name, link.name)
    },
    async subjects(actor) {
      const links = await allLinks(db, actor)
      const names = await sourceNames(
        db,
        actor,
        links.map(({ sourceId }) => sourceId),
      )
      return links.map(({ id, name, sourceId }) => ({ id, title: titled(names.get(sourceId)?.name, name) }))
    },
    async prepare(actor, subject) {
      const link = await linkById(db, actor, subject)
      const source = link && (await sourceById(db, actor, link.sourceId))
      const refused = source && mayPull(source, today())
      return async (tx, { scheduleId, missed, at }) => {
        if (!link || !source) return { begun: [], skipped: [{ title: subject, reason: { code: 'database.removed' } }] }
        const title = titled(source.name, link.name)
        const skip = (reason: { code: string; values?: Record<string, string | number | boolean | null> }) => ({
          begun: [],
          skipped: [{ title, reason }],
        })
        if (refused) return skip({ code: refused.message.code, values: { ...refused.message.values } })
        if (await isPulling(tx, actor, link.id)) return skip({ code: 'database.under-way', values: { name: link.name } })
        await beginPull(tx, actor, at, link, { scheduleId, missed, whole })
        return { begun: [{ title, href: `/sources/${source.id}` }], skipped: [] }
      }
    },
  }
}
