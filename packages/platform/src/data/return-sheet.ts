import type { Standard } from '@xiezhi/engine/data/standard'
import { z } from 'zod'
import { type Actor, may } from '../access/actor.ts'
import { maskValue } from '../access/masking.ts'
import { recordExport } from '../export/mark.ts'
import type { NotedFile, NotedRow } from '../export/noted-workbook.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { sourceNames } from '../sources/store.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { ImportParts } from './import-job.ts'
import { pageOfQuarantine, type QuarantinedRow, quarantineAfter } from './quarantine.ts'
import { inTenThousands, shownParts } from './report.ts'
import { maskText } from './secrecy/mask.ts'
import { unseal } from './secrecy/seal.ts'
import { importById } from './stored-imports.ts'

/**
 * The rows of an import that were not taken, as they go back to the agency that sent them: its own columns in its own order with
 * its own text, the reason as a note at the cell it speaks of and in a last column. Mended, the sheet comes back by the ordinary upload.
 */
export interface ReturnSheets {
  sheet(actor: Actor, importId: string, asked: { readonly open: boolean; readonly reason: string }): Promise<NotedFile | Refusal>
}

const cells = z.array(z.object({ column: z.string(), text: z.string() }))
const chunk = 1000

type Part = ReturnType<typeof shownParts>[number]

/** Where in the row a reason speaks of: its column, else the columns of the fields that the key lacks; none: the reason's own cell. */
function placesOf(
  reason: QuarantinedRow['reasons'][number],
  part: Part | undefined,
  standard: Standard | undefined,
  columns: readonly string[],
) {
  const named = reason.values?.column
  if (typeof named === 'string') return [columns.indexOf(named)].filter((place) => place >= 0)
  const names = reason.code === 'key.missing' ? String(reason.values?.names ?? '').split('、') : []
  return names.flatMap((name) => {
    const field = standard?.fields.find((one) => one.label === name)?.id
    const column = part?.inspection.mapping.find((one) => one.field === field && field !== undefined)?.column
    const place = column === undefined ? -1 : columns.indexOf(column)
    return place < 0 ? [] : [place]
  })
}

export function openReturnSheets({
  db,
  clock,
  seenBy,
  keys,
}: Pick<ImportParts, 'clock' | 'seenBy' | 'keys'> & { readonly db: Db }): ReturnSheets {
  async function* rowsOf(
    actor: Actor,
    importId: string,
    parts: readonly Part[],
    counted: ReturnType<typeof inTenThousands>,
    open: boolean,
  ): AsyncIterable<NotedRow> {
    // The line that says 单位：万元 stays behind: its word goes to the headings, or the sheet that comes back is read in 元.
    const headed = (part: string | null, column: string): string =>
      counted.get(part)?.has(column) ? tell({ code: 'return.ten-thousands', values: { column } }, actor.locale) : column
    const byPart = new Map(parts.map((part) => [part.part ?? null, part]))
    const heading = tell({ code: 'return.reason' }, actor.locale)
    const clear = (text: string): string => (open ? text : maskText(text))
    const toRow = (row: QuarantinedRow): NotedRow => {
      const part = byPart.get(row.part)
      const standard = part?.dataset ? seenBy(actor).standards.get(part.dataset) : undefined
      const columns = part?.inspection.columns ?? []
      const fieldOf = new Map(part?.inspection.mapping.map(({ column, field }) => [column, field]))
      const text = unseal(keys, row.sealed)
      const parsed = cells.safeParse(text === null ? [] : JSON.parse(text))
      const shown = (parsed.success ? parsed.data : []).map(({ column, text: said }) => {
        if (open || said === '') return said
        return String(maskValue(standard, fieldOf.get(column) ?? '', said) ?? '')
      })
      const own = columns.map((_, place) => shown[place] ?? '')
      const reasons = row.reasons.map((reason) => ({
        places: placesOf(reason, part, standard, columns),
        words: clear(tell({ code: reason.code, values: reason.values ?? {} }, actor.locale)),
      }))
      const notes = new Map<number, string>()
      for (const { places, words } of reasons)
        for (const place of places) notes.set(place, [notes.get(place), words].filter(Boolean).join('\n'))
      const where = tell({ code: 'return.row', values: { row: row.rowNo } }, actor.locale)
      // Cells beyond the heading stand behind the reason: in front of it they would move it away from its heading.
      const beyond = shown.slice(columns.length)
      const last = `${where}${reasons.map(({ words }) => words).join('；')}`
      if (beyond.length > 0) notes.set(columns.length, tell({ code: 'return.beyond', values: { count: beyond.length } }, actor.locale))
      return {
        sheet: row.part ?? standard?.label ?? tell({ code: 'return.title' }, actor.locale),
        headings: [...columns.map((column) => headed(row.part, column)), heading],
        cells: [...own, beyond.length > 0 ? `${last}（${beyond.join(' | ')}）` : last],
        notes,
      }
    }
    for (let after = 0; ; ) {
      const rows = await quarantineAfter(db, actor, importId, after, chunk)
      for (const row of rows) yield toRow(row)
      const last = rows.at(-1)
      if (!last || rows.length < chunk) return
      after = last.ordinal
    }
  }

  return {
    async sheet(actor, importId, { open, reason }) {
      if (open && !may(actor, 'person.reveal')) return refuse('forbidden', 'return.may-not-open')
      if (open && reason === '') return refuse('invalid', 'return.reason-missing')
      const one = await importById(db, actor, importId)
      if (!one) return refuse('not-found', 'import.not-found')
      const source = (await sourceNames(db, actor, [one.sourceId])).get(one.sourceId ?? '')
      const { total } = await pageOfQuarantine(db, actor, importId, { page: 1, size: 1 })
      if (total === 0) return refuse('conflict', 'return.no-rows')
      // Written before the first row leaves.
      const mark = await db.transaction().execute((tx) =>
        recordExport(tx, actor, clock(), {
          action: open ? 'quarantine.return-open' : 'quarantine.return',
          object: importId,
          values: { file: one.file, reason: reason === '' ? '—' : reason },
          count: total,
          asked: {},
          ...(open ? { whole: reason } : {}),
        }),
      )
      const title = tell({ code: 'return.title' }, actor.locale)
      const name = [title, source?.name, one.file.replace(/\.[^.]{1,8}$/, '')].filter(Boolean).join(' ')
      return { title: name, mark, rows: rowsOf(actor, importId, shownParts(one.parts, seenBy(actor)), inTenThousands(one.parts), open) }
    },
  }
}
