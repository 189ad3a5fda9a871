import { expect, test } from 'vitest'
import { exclusionsOf, inOrder, leadingTo, mainLine, type Node, pipelineOf } from './pipeline.ts'

const node = (id: string, ...reads: string[]): Node => ({
  id,
  kind: 'step',
  operator: null,
  operatorLabel: null,
  title: id,
  detail: '',
  reads,
  missing: false,
  columns: [],
})
const nodes = [node('R1', 'late'), node('late', 'fines', 'court'), node('R2', 'court'), node('fines'), node('court'), node('unused')]

test('a rule stands on its own steps and inputs only', () => {
  expect([...leadingTo(nodes, 'R1')].sort()).toEqual(['R1', 'court', 'fines', 'late'])
  expect(pipelineOf(nodes, 'R2').map((one) => one.id)).toEqual(['R2', 'court'])
  expect(pipelineOf(nodes, undefined)).toHaveLength(6)
  expect(pipelineOf(nodes, 'gone')).toHaveLength(6)
})

test('a step is told after what it reads', () => {
  const order = inOrder(nodes).map((one) => one.id)
  expect(order.indexOf('late')).toBeGreaterThan(order.indexOf('court'))
  expect(order.indexOf('R1')).toBeGreaterThan(order.indexOf('late'))
  expect(order).toHaveLength(6)
})

test('the main line of a rule draws its sides and exclusions as boxes until they are opened', () => {
  const model = [
    { ...node('penalty'), kind: 'input' as const },
    node('own', 'penalty'),
    node('paid_all', 'penalty'),
    node('paid', 'paid_all'),
    node('unpaid', 'own', 'paid'),
    node('deferred', 'penalty'),
    { ...node('R1', 'unpaid', 'deferred'), kind: 'rule' as const },
  ]
  const boxes = (...opened: string[]) =>
    new Map(mainLine(model, 'R1', new Set(opened), 'exclusions').map((drawn) => [drawn.id, drawn.folded]))
  expect(boxes()).toEqual(
    new Map([
      ['R1', 0],
      [exclusionsOf('R1'), 1],
      ['unpaid', 0],
      ['own', 0],
      ['penalty', 0],
      ['paid', 1],
    ]),
  )
  expect(boxes('paid', exclusionsOf('R1'))).toEqual(
    new Map([
      ['R1', 0],
      [exclusionsOf('R1'), 0],
      ['unpaid', 0],
      ['own', 0],
      ['penalty', 0],
      ['paid', 0],
      ['paid_all', 0],
      ['deferred', 0],
    ]),
  )
})
