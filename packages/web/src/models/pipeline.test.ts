import { expect, test } from 'vitest'
import { inOrder, leadingTo, type Node, pipelineOf } from './pipeline.ts'

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
