import { expect, test } from 'vitest'
import { changesIn, type Pair, stripesOf } from './folding.ts'

const pair = (change: Pair['change']): Pair => ({ old: null, new: null, change, certain: true, differences: [] })
const pairs = (['same', 'same', 'same', 'changed', 'same', 'added', 'same', 'same'] as const).map(pair)

test('runs of equal articles are folded, a single one is not, and changes are numbered', () => {
  const stripes = stripesOf(pairs, new Set())
  expect(stripes.map((stripe) => (stripe.kind === 'fold' ? stripe.pairs.length : (stripe.change ?? 'same')))).toEqual([3, 0, 'same', 1, 2])
  expect(changesIn(pairs)).toBe(2)
})

test('a fold that was opened shows its articles, the others stay folded', () => {
  const first = stripesOf(pairs, new Set())[0]!
  const stripes = stripesOf(pairs, new Set([first.kind === 'fold' ? first.id : '']))
  expect(stripes.filter((stripe) => stripe.kind === 'fold')).toHaveLength(1)
  expect(stripes).toHaveLength(7)
})
