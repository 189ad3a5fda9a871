import { aggregateFunctions, windowFunctions } from './functions/aggregate.ts'
import { anyFunctions } from './functions/any.ts'
import { dateFunctions } from './functions/date.ts'
import { listFunctions } from './functions/list.ts'
import { numberFunctions } from './functions/number.ts'
import type { FunctionRule } from './functions/rule.ts'
import { textFunctions } from './functions/text.ts'

export type { ArgumentKind, FunctionRule, ResultKind } from './functions/rule.ts'

/** The functions in the groups of the handbook. */
export const functionGroups: Readonly<Record<string, Readonly<Record<string, FunctionRule>>>> = {
  any: anyFunctions,
  number: numberFunctions,
  text: textFunctions,
  date: dateFunctions,
  list: listFunctions,
  aggregate: aggregateFunctions,
  window: windowFunctions,
}

export const functions: Readonly<Record<string, FunctionRule>> = Object.assign({}, ...Object.values(functionGroups))
