import { type ReadNotice, readNotice } from '@xiezhi/engine/limit/notice'
import { looksWritten, readYearTable, yearProblems } from '@xiezhi/engine/limit/year-table'
import type { Message } from '@xiezhi/engine/message'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { type YearRow, yearTable } from '../contract/limits.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { chinaMoment } from '../export/table-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { runAgain } from './again.ts'
import type { Counting } from './counting.ts'
import { effectiveCatalogue } from './effective.ts'
import { insertYear, overridesOf, type StoredYear, stateOf, takeSeq, yearsOf } from './state.ts'

type YearTable = z.output<typeof yearTable>
type Named = { id: string; title: string }

export interface LoadedYear {
  year: YearRow
  seq: number
  runs: { id: string; model: Named; asOf: string }[]
  skipped: { model: Named; reason: string }[]
  provisionalClues: number
}

export interface CalendarYears {
  list(actor: Actor): Promise<{ years: YearRow[]; seq: number }>
  read(actor: Actor, asked: { text: string; year?: number | undefined }): Promise<{ table: YearTable | null; problems: string[] }>
  load(actor: Actor, asked: YearTable & { reason: string; seq: number }): Promise<LoadedYear | Refusal>
}

export interface CalendarParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  readonly today: () => string
  readonly wake: () => void
}

export function openCalendarYears({ db, clock, counting, today, wake }: CalendarParts): CalendarYears {
  const own = counting.catalogue.calendar

  const rows = async (queries: Queries, actor: Actor): Promise<{ years: YearRow[]; seq: number }> => {
    const loaded = await yearsOf(queries, actor)
    const known = [...own.tables.keys(), ...loaded.map(({ year }) => year)]
    const last = Math.max(Number(today().slice(0, 4)) + 2, ...known)
    const first = Math.min(...known, last)
    return {
      years: Array.from({ length: last - first + 1 }, (_, i) => showYear(first + i, loaded)),
      seq: loaded.at(-1)?.seq ?? 0,
    }
  }

  const showYear = (year: number, loaded: readonly StoredYear[]): YearRow => {
    const history = loaded.filter((one) => one.year === year)
    const mine = history.at(-1)
    const table = mine ?? own.tables.get(year)
    const next = own.tables.has(year + 1) || loaded.some((one) => one.year === year + 1)
    return {
      year,
      state: mine ? 'loaded' : table ? 'catalogue' : 'missing',
      holidays: [...(table?.holidays ?? [])],
      workdays: [...(table?.workdays ?? [])],
      source: table?.source ?? null,
      notice: table?.notice ?? null,
      inCatalogue: own.tables.has(year),
      settled: table !== undefined && (next || (!mine && own.tables.get(year)?.complete !== false)),
      by: mine?.by ?? null,
      at: mine?.at ?? null,
      reason: mine?.reason ?? null,
      history: history.map(({ seq, by, at, reason, holidays, workdays, source, notice }) => ({
        seq,
        by,
        at,
        reason,
        holidays: [...holidays],
        workdays: [...workdays],
        source,
        notice,
      })),
    }
  }

  return {
    list: (actor) => rows(db, actor),

    async read(actor, { text, year }) {
      const written = looksWritten(text)
      const found = written ? readYearTable(text) : merged(readNotice(text, year), (await rows(db, actor)).years)
      const say = (problems: readonly Message[]): string[] => [...new Set(problems.map((problem) => tell(problem, actor.locale)))]
      if (!found.table) return { table: null, problems: say(found.problems) }
      const source = tell({ code: 'calendar.source', values: { year: found.table.year } }, actor.locale)
      const parsed = yearTable.safeParse({ source, ...found.table })
      // What a person would have to mend anyway is said now, not only when the table is put in force.
      const problems = say([...found.problems, ...(written ? [] : yearProblems(found.table))])
      if (parsed.success) return { table: parsed.data, problems }
      const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；')
      return { table: null, problems: [...problems, tell({ code: 'limits.not-a-table', values: { reason } }, actor.locale)] }
    },

    async load(actor, { reason, seq: seen, ...given }) {
      const table = { ...given, holidays: [...given.holidays].sort(), workdays: [...given.workdays].sort() }
      const [problem] = yearProblems(table)
      if (problem) return { refused: 'invalid', message: problem }
      const outcome = await db.transaction().execute(async (tx): Promise<LoadedYear | Refusal> => {
        const seq = await takeSeq(tx, actor)
        const [overrides, years] = [await overridesOf(tx, actor), await yearsOf(tx, actor)]
        const last = years.at(-1)
        if ((last?.seq ?? 0) !== seen)
          return refuse('conflict', 'limits.calendar-conflict', {
            by: last?.by ?? '',
            at: last ? chinaMoment(last.at) : '',
            year: last?.year ?? '',
          })
        const current = showYear(table.year, years)
        if (current.state !== 'missing' && same(current, table)) return refuse('invalid', 'limits.calendar-same', { year: table.year })
        const at = clock()
        const next: StoredYear = { ...table, notice: table.notice ?? null, seq, reason, by: actor.name, at: at.toISOString() }
        await insertYear(tx, actor, at, { ...table, notice: table.notice ?? null, seq, reason })
        const before = effectiveCatalogue(counting.catalogue, stateOf(overrides, years))
        const again = await runAgain(tx, actor, at, before, {
          seq,
          catalogue: effectiveCatalogue(counting.catalogue, stateOf(overrides, [...years, next])),
        })
        const values = {
          year: table.year,
          holidays: table.holidays.length,
          workdays: table.workdays.length,
          runs: again.runs.length,
          reason: maskText(reason),
        }
        await record(tx, actor, at, { action: 'calendar.load', object: String(table.year), values })
        return {
          year: showYear(table.year, [...years, next]),
          seq,
          runs: again.runs.map((run) => ({ id: run.id, model: { id: run.modelId, title: run.modelTitle }, asOf: run.asOf })),
          skipped: again.skipped.map((one) => ({ model: { ...one.model }, reason: tell(one.reason, actor.locale) })),
          provisionalClues: again.provisionalClues,
        }
      })
      wake()
      return outcome
    },
  }
}

const about = (problem: Message): boolean => problem.code === 'calendar.notice-missing'

/** A notice that moves one holiday of a year in force (劳动节 2019) says nothing of the others: they stay as they are. */
function merged(read: ReadNotice, years: readonly YearRow[]): ReadNotice {
  const { table } = read
  const current = years.find((one) => one.year === table?.year && one.state !== 'missing')
  if (!table || !current || !read.problems.some(about)) return read
  const [off, on] = [new Set(table.holidays), new Set(table.workdays)]
  const holidays = [...new Set([...current.holidays.filter((day) => !on.has(day)), ...off])].sort()
  const workdays = [...new Set([...current.workdays.filter((day) => !off.has(day)), ...on])].sort()
  const problems = read.problems.filter((one) => !about(one))
  const note: Message = { code: 'calendar.notice-merged', values: { year: table.year } }
  return { table: { ...table, holidays, workdays }, problems: [...problems, note] }
}

const same = (current: YearRow, table: Pick<YearTable, 'holidays' | 'workdays' | 'source' | 'notice'>): boolean =>
  JSON.stringify([[...current.holidays].sort(), [...current.workdays].sort(), current.source, current.notice]) ===
  JSON.stringify([table.holidays, table.workdays, table.source, table.notice ?? null])
