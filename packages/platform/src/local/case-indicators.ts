import { existsSync, readFileSync } from 'node:fs'
import type { Message } from '@xiezhi/engine/message'
import type { IndicatorTable } from '../indicators/read.ts'
import { readTable } from './case-table.ts'

/**
 * Exactly the rows of `indicators.csv`, by rule and dimensions; a figure is compared where the file gives it. A case without the
 * file says nothing of indicators.
 */
export function compareIndicators(file: string, found: readonly IndicatorTable[]): readonly Message[] {
  if (!existsSync(file)) return []
  const problems: Message[] = []
  const left = new Map(found.flatMap((table) => table.rows.map((row) => [nameOf(table, row.key), { table, row }] as const)))
  for (const wanted of readTable(readFileSync(file, 'utf8'))) {
    const table = found.find(({ rule }) => rule === wanted.rule)
    const name = table && nameOf(table, wanted)
    const row = name === undefined ? undefined : left.get(name)?.row
    if (!table || !name || !row) {
      problems.push({ code: 'model.case-missing', values: { clue: name ?? wanted.rule ?? '' } })
      continue
    }
    left.delete(name)
    for (const { name: figure } of table.figures) {
      const [want, has] = [wanted[figure], row.figures[figure] ?? '']
      if (want === undefined || want === '' || want === has || (has !== '' && Number(want) === Number(has))) continue
      problems.push({ code: 'model.case-differs', values: { clue: name, field: figure, wanted: want, found: has } })
    }
  }
  for (const name of left.keys()) problems.push({ code: 'model.case-surplus', values: { clue: name } })
  return problems
}

const nameOf = ({ rule, dimensions }: IndicatorTable, key: Readonly<Record<string, string | null | undefined>>): string =>
  `${rule} ${dimensions.map(({ name }) => key[name] ?? '').join(' | ')}`
