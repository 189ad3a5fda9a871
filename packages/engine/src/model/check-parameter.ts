import type { ColumnType } from '../data/schema.ts'
import type { CheckedParameter } from './checked.ts'
import { isDay } from './expression/parse.ts'
import { reportUnknown } from './expression/type.ts'
import type { Position, Report } from './finding.ts'
import { isName } from './names.ts'
import type { ParameterSource, Word } from './source.ts'

export const columnTypeNames: readonly ColumnType[] = ['text', 'int', 'decimal', 'date', 'bool', 'text[]']

export function checkParameters(sources: readonly ParameterSource[], report: Report): readonly CheckedParameter[] {
  return sources.flatMap((source): CheckedParameter[] => {
    const name = source.name.text
    if (!isName(name)) report.error(source.name.at, 'model.parameter-name', { name })
    if (name === 'as_of') report.error(source.name.at, 'model.reserved', { name })
    const type = columnTypeNames.find((known) => known === source.type.text)
    if (!type) {
      reportUnknown(report, source.type.at, 'model.unknown-type', source.type.text, columnTypeNames)
      return []
    }
    const given = source.default
    const word = 'text' in given ? given : undefined
    const words: readonly Word[] = 'text' in given ? [given] : given
    if ((type === 'text[]') === (word !== undefined))
      report.error(word?.at ?? source.name.at, type === 'text[]' ? 'model.default-list' : 'model.default-single', { name })
    if (word && type !== 'text[]') checkText(word, type, word.at, report)
    const bounded = type === 'int' || type === 'decimal' || type === 'date'
    for (const bound of [source.min, source.max])
      if (bound && bounded) checkText(bound, type, bound.at, report)
      else if (bound) report.error(bound.at, 'model.bounds-type', { type })
    const problem = word && outside(word.text, type, source.min?.text, source.max?.text)
    if (problem) report.error(word.at, 'model.default-outside', { name })
    return [
      {
        name,
        type,
        label: source.label.text,
        default: word ? word.text : words.map(({ text }) => text),
        ...(source.min && { min: source.min.text }),
        ...(source.max && { max: source.max.text }),
        ...(source.law && { law: source.law.text }),
      },
    ]
  })
}

function checkText(word: Word, type: ColumnType, at: Position, report: Report): void {
  if (!fitsType(word.text, type)) report.error(at, 'model.value-type', { text: word.text, type })
}

/** Is this text a value of the type, as files and forms write it? */
export function fitsType(text: string, type: ColumnType): boolean {
  if (type === 'int') return /^-?\d{1,15}$/.test(text)
  if (type === 'decimal') return /^-?\d{1,15}(\.\d{1,4})?$/.test(text)
  if (type === 'date') return isDay(text)
  if (type === 'bool') return text === 'true' || text === 'false'
  return true
}

/** Does the value lie outside its bounds? Numbers by size, days by time, others are not bounded. */
export function outside(text: string, type: ColumnType, min: string | undefined, max: string | undefined): boolean {
  if (type === 'date') return (min !== undefined && text < min) || (max !== undefined && text > max)
  if (type !== 'int' && type !== 'decimal') return false
  return (min !== undefined && Number(text) < Number(min)) || (max !== undefined && Number(text) > Number(max))
}
