import { expect, test } from 'vitest'
import { alikeOnce, type ToldRule } from './alike-rules.ts'

const part: ToldRule = {
  rule: 'R1',
  title: '超过治安处罚时效仍予处罚',
  state: 'ran',
  lacks: [],
  clues: 2,
  listed: 1,
  excluded: [{ id: 'E11', title: '不属本院辖区', count: 3 }],
  untestedExclusions: [{ title: '已经发现', lacks: ['办案过程·发现日期'] }],
  notTested: 4,
  byNameOnly: 0,
  unread: [{ what: '办案过程·决定日期', rows: 5 }],
  later: 0,
}

test('parts with one number and one title are added up; cells that both looked at are counted once', () => {
  expect(alikeOnce([part, { ...part, clues: 1, excluded: [] }])).toEqual([{ ...part, clues: 3, listed: 2, notTested: 8 }])
})

test('parts that differ in title, in lot or in what they lack stay apart', () => {
  const apart: ToldRule[] = [part, { ...part, title: '超过时效仍予处罚' }, { ...part, state: 'skipped', lacks: ['机关名录'] }]
  expect(alikeOnce(apart)).toEqual(apart)
})
