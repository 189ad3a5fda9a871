import { expect, test } from 'vitest'
import { differencesOf, joinRuns, likeness, sideOf } from './text-difference.ts'

const whole = (runs: readonly { text: string }[]) => runs.map((run) => run.text).join('')

test('each side of a comparison is its text, letter for letter', () => {
  const pairs = [
    ['处一千元以上五千元以下罚款', '处两千元以上一万元以下的罚款；情节严重的，吊销许可证'],
    ['', '新增的条文'],
    ['删去的条文', ''],
    ['自2017年9月1日起施行', '自2021年7月15日起施行'],
    ['相同', '相同'],
  ] as const
  for (const [older, newer] of pairs) {
    const runs = differencesOf(older, newer)
    expect(whole(sideOf(runs, 'older'))).toBe(older)
    expect(whole(sideOf(runs, 'newer'))).toBe(newer)
  }
})

test('what is equal is told as equal, and numbers are told whole', () => {
  expect(differencesOf('当事人应当自收到决定之日起15日内缴纳', '当事人应当自收到决定之日起30日内缴纳')).toEqual([
    { kind: 'same', text: '当事人应当自收到决定之日起' },
    { kind: 'removed', text: '15' },
    { kind: 'added', text: '30' },
    { kind: 'same', text: '日内缴纳' },
  ])
  expect(differencesOf('甲', '甲')).toEqual([{ kind: 'same', text: '甲' }])
})

test('a very long pair is told as a whole and does not stall', () => {
  const runs = differencesOf(`头${'甲'.repeat(4000)}尾`, `头${'乙'.repeat(4000)}尾`)
  expect(runs.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
})

test('neighbours of one kind are one run', () => {
  expect(
    joinRuns([
      { kind: 'same', text: '一' },
      { kind: 'added', text: '' },
      { kind: 'same', text: '二' },
    ]),
  ).toEqual([{ kind: 'same', text: '一二' }])
})

test('likeness tells an amended article from another one under the same number', () => {
  expect(likeness(differencesOf('甲乙丙丁', '甲乙丙丁'))).toBe(1)
  expect(likeness(differencesOf('应当自收到决定书之日起十五日内缴纳罚款', '应当自收到决定书之日起三十日内缴纳罚款'))).toBeGreaterThan(0.8)
  expect(likeness(differencesOf('应当自收到决定书之日起十五日内缴纳罚款', '本法所称以上、以下包括本数'))).toBeLessThan(0.3)
  expect(likeness([])).toBe(1)
})
