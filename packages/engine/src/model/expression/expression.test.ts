import fc from 'fast-check'
import { expect, test } from 'vitest'
import { say } from '../../message.ts'
import { modelMessages } from '../messages.ts'
import { parseExpression } from './parse.ts'
import { printExpression } from './print.ts'
import type { BinaryOperator, Expression } from './tree.ts'

const at = { line: 1, column: 1 }
const parse = (text: string): Expression => {
  const parsed = parseExpression(text, () => at)
  if ('fault' in parsed) throw new Error(`${parsed.fault.offset}: ${parsed.fault.code}`)
  return parsed.expression
}
const fault = (text: string): string => {
  const parsed = parseExpression(text, (offset) => ({ line: 1, column: offset + 1 }))
  return 'fault' in parsed
    ? `${parsed.fault.offset} ${say(modelMessages, { code: parsed.fault.code, values: parsed.fault.values ?? {} })}`
    : 'fine'
}

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom('a', 'b_1', 'end', 'date').map((name): Expression => ({ kind: 'name', name, at })),
  fc.constantFrom('as_of', 'p').map((name): Expression => ({ kind: 'parameter', name, at })),
  fc.constantFrom("it's", '', '交通运输', 'x"y').map((text): Expression => ({ kind: 'literal', type: 'text', text, at })),
  fc.nat(9999).map((n): Expression => ({ kind: 'literal', type: 'int', text: String(n), at })),
  fc.constantFrom('1.5', '0.75').map((text): Expression => ({ kind: 'literal', type: 'decimal', text, at })),
  fc.constantFrom('2024-02-29', '2023-01-01').map((text): Expression => ({ kind: 'literal', type: 'date', text, at })),
  fc.constantFrom('true', 'false').map((text): Expression => ({ kind: 'literal', type: 'bool', text, at })),
  fc.constant<Expression>({ kind: 'literal', type: 'null', text: 'null', at }),
)
const operators: readonly BinaryOperator[] = ['or', 'and', '=', '<>', '<', '<=', '>', '>=', '||', '+', '-', '*', '/']
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    tie('tree').map((operand): Expression => ({ kind: 'negate', operand, at })),
    tie('tree').map((operand): Expression => ({ kind: 'not', operand, at })),
    fc
      .tuple(fc.constantFrom(...operators), tie('tree'), tie('tree'))
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, at })),
    fc
      .tuple(tie('tree'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([operand, items, negated]): Expression => ({ kind: 'in', operand, items, negated, at })),
    fc.tuple(tie('tree'), fc.boolean()).map(
      ([operand, negated]): Expression => ({
        kind: 'in',
        operand,
        items: { list: { kind: 'parameter', name: 'list', at } },
        negated,
        at,
      }),
    ),
    fc
      .tuple(tie('tree'), tie('tree'), tie('tree'), fc.boolean())
      .map(([operand, low, high, negated]): Expression => ({ kind: 'between', operand, low, high, negated, at })),
    fc
      .tuple(tie('tree'), fc.constantFrom<'null' | 'true' | 'false'>('null', 'true', 'false'), fc.boolean())
      .map(([operand, test, negated]): Expression => ({ kind: 'is', operand, test, negated, at })),
    fc
      .tuple(tie('tree'), tie('tree'), fc.boolean())
      .map(([left, right, negated]): Expression => ({ kind: 'same', left, right, negated, at })),
    fc
      .tuple(tie('tree'), tie('tree'), fc.boolean())
      .map(([operand, pattern, negated]): Expression => ({ kind: 'like', operand, pattern, negated, at })),
    fc
      .tuple(
        fc.option(tie('tree'), { nil: undefined }),
        fc.array(fc.tuple(tie('tree'), tie('tree')), { minLength: 1, maxLength: 2 }),
        fc.option(tie('tree'), { nil: undefined }),
      )
      .map(
        ([subject, branches, otherwise]): Expression => ({
          kind: 'case',
          ...(subject && { subject }),
          branches: branches.map(([when, gives]) => ({ when, gives })),
          ...(otherwise && { otherwise }),
          at,
        }),
      ),
    fc
      .tuple(fc.constantFrom('coalesce', 'sum', 'abs'), fc.array(tie('tree'), { maxLength: 3 }))
      .map(([name, args]): Expression => ({ kind: 'call', name, args, star: false, at })),
    fc.constant<Expression>({ kind: 'call', name: 'count', args: [], star: true, at }),
  ),
}))

test('an expression printed and read again is the same expression', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      expect(parse(printExpression(expression))).toEqual(expression)
    }),
    { numRuns: 1_500 },
  )
})

test.each([
  ['a or b and not c = 1', 'a OR b AND NOT c = 1'],
  ['(a or b) and c', '(a OR b) AND c'],
  ['a - (b - c) - d', 'a - (b - c) - d'],
  ['a - b - c', 'a - b - c'],
  ['-(-a)', '--a'],
  ['not (a in (1, 2))', 'NOT a IN (1, 2)'],
  ['a NOT in $list', 'a NOT IN $list'],
  ['a between 1 and 2 and b', 'a BETWEEN 1 AND 2 AND b'],
  ["x like '%某%' or y is not distinct from z", "x LIKE '%某%' OR y IS NOT DISTINCT FROM z"],
  ['case when a then 1 when b then 2 else 3 end + 1', 'CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END + 1'],
  ['date', 'date'],
  ["DATE '2024-02-29'", "DATE '2024-02-29'"],
  ['a != b', 'a <> b'],
  ['COALESCE(a, 0)', 'coalesce(a, 0)'],
])('%s reads as %s', (text, printed) => {
  expect(printExpression(parse(text))).toBe(printed)
})

test.each([
  ['', '0 表达式是空的'],
  ['a =', '3 表达式没有写完'],
  ['a = = b', '4 此处应为一个值，却是“=”'],
  ['(a = 1', '6 表达式没有写完，还缺 )'],
  ['a = 1 = 2', '6 比较不能连写，请用 AND 连接，或用 BETWEEN'],
  ['a < b < c', '6 比较不能连写，请用 AND 连接，或用 BETWEEN'],
  ['a b', '2 “b”是多余的，前面缺少运算符'],
  ["a = 'x", '4 文字缺少收尾的单引号'],
  ['a ＝ 1', '2 此处是全角的 ＝ ，请改为半角 ='],
  ['a = “罚款”', "4 此处是全角的 “ ，请改为半角 '"],
  ['f（a）', '1 此处是全角的 （ ，请改为半角 ('],
  ['a = 罚款', '4 不认识的符号“罚”；文字请用单引号括起'],
  ["DATE '2023-02-29'", '5 没有“2023-02-29”这一天，日期应写成 2024-05-31'],
  ['case when a then 1', '18 表达式没有写完，还缺 END'],
  ['a between 1', '11 表达式没有写完，还缺 AND'],
  ['3months', '0 “3m…”不是数字；文字请用单引号括起'],
  ['a; drop table b', '1 不认识的符号“;”；文字请用单引号括起'],
  ['a -- b', 'fine'],
  ['a /* b */', '2 表达式中不能写注释；请写在步骤的 note 中'],
  ['a == b', '2 此处不用“==”，请写 ='],
  ['a && b', '2 此处不用“&&”，请写 AND'],
  ['('.repeat(100), '60 表达式嵌套过深，请分几步计算'],
])('%s is told with its place', (text, told) => {
  expect(fault(text)).toBe(told)
})
