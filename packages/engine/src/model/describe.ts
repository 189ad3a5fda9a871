import { printExpression } from './expression/print.ts'
import type { Expression } from './expression/tree.ts'
import type { Operator } from './operator.ts'
import type { Param, ParamValue, ParamValues } from './params.ts'
import type { DueSource, Named, Order, Pair, QuerySource, Renamed, WaySource, WithinSource, Word } from './source.ts'

/** One line that says what a step does: its parameters in the language's own words. The tables it reads are shown elsewhere. */
export function describeStep(operator: Operator, given: ParamValues): string {
  return Object.entries(operator.params)
    .flatMap(([name, param]) => {
      const value = given[name]
      const shown = value === undefined ? '' : describe(param, value)
      return shown === '' ? [] : [`${name}: ${shown}`]
    })
    .join('; ')
}

/** The reader filled each parameter by its kind, so the value has that kind's type. */
function describe(param: Param, value: ParamValue): string {
  switch (param.kind) {
    case 'table':
    case 'tables':
      return ''
    case 'choice':
    case 'name':
      return (value as Word).text
    case 'names':
      return (value as readonly Word[]).map(({ text }) => text).join(', ')
    case 'pairs':
      return describePairs(value as readonly Pair[])
    case 'within':
      return describeWithin(value as readonly WithinSource[])
    case 'ways':
      return (value as readonly WaySource[])
        .map(({ grade, on, when, within }) => {
          const rest = [...(within ? [describeWithin(within)] : []), ...(when ? [printExpression(when)] : [])]
          return `${grade.text}: ${[describePairs(on), ...rest].join(', ')}`
        })
        .join(' | ')
    case 'takes':
      return (value as readonly Renamed[])
        .map(({ name, as }) => (name.text === as.text ? name.text : `${name.text} as ${as.text}`))
        .join(', ')
    case 'picks':
    case 'formulas':
      return (value as readonly Named[])
        .map(({ as, expression }) =>
          expression.kind === 'name' && expression.name === as.text ? as.text : `${as.text} = ${printExpression(expression)}`,
        )
        .join(', ')
    case 'formula':
      return printExpression(value as Expression)
    case 'orders':
      return (value as readonly Order[]).map(({ name, descending }) => `${name.text}${descending ? ' desc' : ''}`).join(', ')
    case 'query':
      return (value as QuerySource).written.text.replaceAll(/\s+/g, ' ').trim()
    case 'dues':
      return (value as readonly DueSource[])
        .map(({ as, start, limits, extend }) => {
          const extra = extend ? ` + ${printExpression(extend)}` : ''
          return `${as.text} = ${printExpression(start)} → ${limits.map(({ text }) => text).join(' → ')}${extra}`
        })
        .join(', ')
  }
}

const describePairs = (pairs: readonly Pair[]): string =>
  pairs.map(({ left, right }) => (left.text === right.text ? left.text : `${left.text} = ${right.text}`)).join(', ')

const describeWithin = (within: readonly WithinSource[]): string =>
  within.map(({ pair, unit, size }) => `|${pair.left.text} - ${pair.right.text}| <= ${printExpression(size)} ${unit}`).join(', ')
