import { binding, type Expression } from './tree.ts'

/** Writes an expression in the model language with no more brackets than it needs; reading it again gives the same tree. */
export function printExpression(expression: Expression): string {
  return print(expression, 0)
}

function print(e: Expression, least: number): string {
  const wrap = (strength: number, text: string): string => (strength < least ? `(${text})` : text)
  const test = (operand: Expression, rest: string): string => wrap(binding.test, `${print(operand, binding.test + 1)} ${rest}`)
  const not = (negated: boolean): string => (negated ? 'NOT ' : '')
  switch (e.kind) {
    case 'literal':
      if (e.type === 'text') return quote(e.text)
      if (e.type === 'date') return `DATE ${quote(e.text)}`
      if (e.type === 'datetime') return `DATETIME ${quote(e.text)}`
      return e.type === 'bool' || e.type === 'null' ? e.text.toUpperCase() : e.text
    case 'name':
      return e.name
    case 'parameter':
      return `$${e.name}`
    case 'negate':
      return wrap(binding.negate, `-${print(e.operand, binding.negate)}`)
    case 'not':
      return wrap(binding.not, `NOT ${print(e.operand, binding.not)}`)
    case 'binary': {
      const strength = binding[e.operator]
      // Comparisons do not chain: a = b = c is refused by the parser, so both sides must bind tighter.
      const left = strength === binding.test ? strength + 1 : strength
      return wrap(strength, `${print(e.left, left)} ${e.operator.toUpperCase()} ${print(e.right, strength + 1)}`)
    }
    case 'in':
      return test(
        e.operand,
        `${not(e.negated)}IN ${'list' in e.items ? print(e.items.list, 9) : `(${e.items.map((item) => print(item, 0)).join(', ')})`}`,
      )
    case 'between':
      return test(e.operand, `${not(e.negated)}BETWEEN ${print(e.low, binding.test + 1)} AND ${print(e.high, binding.test + 1)}`)
    case 'is':
      return test(e.operand, `IS ${not(e.negated)}${e.test.toUpperCase()}`)
    case 'same':
      return test(e.left, `IS ${not(!e.negated)}DISTINCT FROM ${print(e.right, binding.test + 1)}`)
    case 'like':
      return test(e.operand, `${not(e.negated)}LIKE ${print(e.pattern, binding.test + 1)}`)
    case 'case': {
      const branches = e.branches.map((b) => ` WHEN ${print(b.when, 0)} THEN ${print(b.gives, 0)}`).join('')
      return `CASE${e.subject ? ` ${print(e.subject, 0)}` : ''}${branches}${e.otherwise ? ` ELSE ${print(e.otherwise, 0)}` : ''} END`
    }
    case 'call':
      return `${e.name}(${e.star ? '*' : e.args.map((arg) => print(arg, 0)).join(', ')})`
    // Queries are shown as they were written, by whoever has their text.
    case 'exists':
      return 'EXISTS (…)'
    case 'in-query':
      return test(e.operand, `${not(e.negated)}IN (…)`)
    case 'over': {
      const partition = e.partition.length === 0 ? [] : [`PARTITION BY ${e.partition.map((one) => print(one, 0)).join(', ')}`]
      const order = e.order.map(({ by, descending }) => `${print(by, 0)}${descending ? ' DESC' : ''}`)
      return `${print(e.call, 9)} OVER (${[...partition, ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`])].join(' ')})`
    }
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
