import type { Message } from '../message.ts'
import { fitsType, outside } from './check-parameter.ts'
import type { CheckedModel } from './checked.ts'
import { isDay } from './expression/parse.ts'

export interface ParameterProblem {
  readonly parameter: string
  readonly message: Message
}

/**
 * What to bind to a compiled statement: `as_of` and one `p_<name>` for each parameter, all as text (a list as a JSON array).
 * Parameters not given take their defaults. A value that does not fit is told, not cut to fit.
 */
export function parameterValues(
  checked: Pick<CheckedModel, 'parameters'>,
  asOf: string,
  given: Readonly<Record<string, string | readonly string[]>> = {},
): { readonly values?: Readonly<Record<string, string>>; readonly problems: readonly ParameterProblem[] } {
  const problems: ParameterProblem[] = []
  const refuse = (parameter: string, code: string, values: Record<string, string> = {}) =>
    problems.push({ parameter, message: { code, values: { name: parameter, ...values } } })
  if (!isDay(asOf)) refuse('as_of', 'model.value-type', { text: asOf, type: 'date' })
  for (const name of Object.keys(given))
    if (!checked.parameters.some((known) => known.name === name)) refuse(name, 'model.parameter-unknown')
  const values: Record<string, string> = { as_of: asOf }
  for (const { name, label, type, default: standard, min, max } of checked.parameters) {
    const value = Object.hasOwn(given, name) ? given[name]! : standard
    if (type === 'text[]') {
      values[`p_${name}`] = JSON.stringify(typeof value === 'string' ? [value] : value)
      continue
    }
    if (typeof value !== 'string') refuse(name, 'model.default-single')
    else if (!fitsType(value, type)) refuse(name, `model.parameter-${type}`, { name: label || name, text: value })
    else if (outside(value, type, min, max)) {
      const code = min === undefined ? 'model.value-above' : max === undefined ? 'model.value-below' : 'model.value-outside'
      refuse(name, code, { name: label || name, text: value, min: min ?? '', max: max ?? '' })
    } else values[`p_${name}`] = value
  }
  return problems.length > 0 ? { problems } : { values, problems }
}
