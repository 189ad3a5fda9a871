import { createHash } from 'node:crypto'
import { quoteName, type Session } from '../../warehouse/warehouse.ts'
import type { HeldRow } from './landing.ts'
import { rawColumn } from './raw-column.ts'
import { amountsOf, saysAmount, textColumn } from './text-amounts.ts'
import { type AnswerPart, answerParts, cellReader, type Kept, type OddCell, type Source, type Typing } from './typing.ts'

/** Columns of the table of answered cells, as the assembly names them. */
const letters: Readonly<Record<AnswerPart, string>> = { value: 'v', key: 'k', found: 'f', masked: 'm', born: 'b', unread: 'u', code: 'c' }
export const partColumn = (part: AnswerPart, id: string): string => `${letters[part]}_${id}`

export interface HeldCells {
  /** Table of i, row_no, flaw, _row_hash and the answered cells; what is null in all rows has no column. */
  readonly table: string
  readonly columns: ReadonlySet<string>
  readonly sources: readonly Source[]
}

/** Of the cells of the file: what was put behind them is not the row's. */
const hashOf = ({ cells, extra }: HeldRow, width: number): string => {
  const own = cells.length > width ? cells.slice(0, width) : cells
  const text = own.map((cell) => cell ?? '').join('\u001f') + (extra === null ? '' : `\u001f${extra}`)
  return createHash('sha256').update(text).digest('hex')
}

/**
 * The cells of a few rows, all through the normalisers: the same answers as those of sets, without asking the engine for each
 * column.
 */
export async function typeHeld(
  session: Session,
  rows: readonly HeldRow[],
  typing: Typing,
  width: number,
  signal?: AbortSignal,
): Promise<HeldCells> {
  const sources: Source[] = []
  const columns = new Map<string, readonly (string | null)[]>()
  for (const [index, use] of typing.uses.entries()) {
    const field = typing.standard.fields.find((each) => each.id === use.field)
    if (!field) continue
    const values = rows.map((row) => row.cells[index] ?? null)
    const distinct = new Set(values.filter((value) => value !== null))
    const read = cellReader(typing, field, use, distinct)
    const answers = new Map<string, Kept>()
    for (const value of distinct) answers.set(value, read(value))
    const has = new Set<AnswerPart>()
    for (const part of answerParts) {
      const column = values.map((value) => (value === null ? null : answers.get(value)![part]))
      if (column.every((each) => each === null)) continue
      has.add(part)
      columns.set(partColumn(part, field.id), column)
    }
    const odd: OddCell[] = []
    values.forEach((value, at) => {
      const kept = value === null ? undefined : answers.get(value)
      if (value !== null && kept?.code) odd.push({ row: rows[at]!.i, value, code: kept.code, level: kept.level ?? 'W' })
    })
    sources.push({ field, use, raw: rawColumn(index), answers: null, tokens: null, odd, has })
  }
  const text = typing.uses.findIndex((use) => use.field === 'penalty_content')
  if (text >= 0) {
    const amounts = rows.map(({ cells }) => {
      const content = cells[text]
      return content && saysAmount.test(content) ? amountsOf(content) : null
    })
    for (const id of ['fine_amount', 'confiscated_amount'] as const)
      columns.set(
        `t_${id}`,
        amounts.map((each) => each?.[textColumn(id)] ?? null),
      )
  }
  const names = ['i', 'row_no', 'flaw', '_row_hash', ...columns.keys()]
  const types = names.map((_, index) => (index < 2 ? ('bigint' as const) : ('text' as const)))
  await session.run(
    `CREATE OR REPLACE TEMP TABLE held_cells (${names.map((name, index) => `${quoteName(name)} ${index < 2 ? 'BIGINT' : 'VARCHAR'}`).join(', ')})`,
  )
  if (rows.length > 0) {
    const fixed = [
      rows.map((row) => row.i),
      rows.map((row) => row.rowNo),
      rows.map((row) => row.flaw),
      rows.map((row) => hashOf(row, width)),
    ]
    await session.append('held_cells', [{ types, columns: [...fixed, ...columns.values()] }], { signal })
  }
  return { table: 'held_cells', columns: new Set(columns.keys()), sources }
}
