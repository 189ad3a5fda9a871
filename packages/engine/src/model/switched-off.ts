import type { CheckedRule } from './checked.ts'
import type { Value } from './value.ts'

/** Of a rule's exclusions those that ask nothing as its parameters stand: `$division <> '全部' AND …` where no division is set. */
export function switchedOff(rule: Pick<CheckedRule, 'exclusions'>, parameters: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(rule.exclusions.flatMap(({ id, test }) => (test.kind === 'where' && known(test.where, parameters) === false ? [id] : [])))
}

/** What a condition is whatever the row says; undefined where the row decides. */
function known(value: Value, parameters: Readonly<Record<string, string>>): boolean | undefined {
  if (value.kind === 'parameter' && value.type === 'bool') return parameters[value.name] === 'true'
  if (value.kind === 'literal' && value.type === 'bool') return value.text === 'true'
  if (value.kind !== 'apply') return undefined
  const [left, right] = value.args
  if (value.name === 'and' || value.name === 'or') {
    const settles = value.name === 'or'
    const sides = value.args.map((arg) => known(arg, parameters))
    if (sides.includes(settles)) return settles
    return sides.includes(undefined) ? undefined : !settles
  }
  if (value.name === 'not' && left) {
    const inner = known(left, parameters)
    return inner === undefined ? undefined : !inner
  }
  if ((value.name === '<>' || value.name === '=') && left && right) {
    const [one, other] = [said(left, parameters), said(right, parameters)]
    return one === undefined || other === undefined ? undefined : (one === other) === (value.name === '=')
  }
  return undefined
}

const said = (value: Value, parameters: Readonly<Record<string, string>>): string | undefined => {
  if (value.type !== 'text' || value.kind === 'column' || value.kind === 'apply') return undefined
  return value.kind === 'parameter' ? parameters[value.name] : value.text
}
