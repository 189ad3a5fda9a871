import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupsOf, stretchesOf } from './marks.ts'

const text = '依据《公路法》第七十六条第五项，于2024年5月1日罚款2000元'

test('a citation is one stretch, and marks inside and outside keep their place', () => {
  const groups = groupsOf([{ start: 2, end: 15 }])
  const stretches = stretchesOf(text, groups, [
    { start: 17, end: 26, kind: 'date' },
    { start: 28, end: 33, kind: 'amount' },
    { start: 3, end: 6, kind: 'date' },
  ])
  expect(stretches.map(({ group }) => group)).toEqual([undefined, 0, undefined])
  expect(stretches[1]!.pieces.map((piece) => [piece.text, piece.kinds])).toEqual([
    ['《', []],
    ['公路法', ['date']],
    ['》第七十六条第五项', []],
  ])
  expect(stretches[2]!.pieces.filter(({ kinds }) => kinds.length > 0).map((piece) => [piece.text, piece.kinds[0]])).toEqual([
    ['2024年5月1日', 'date'],
    ['2000元', 'amount'],
  ])
})

test('citations that share letters are one group, those that only touch are two', () => {
  expect(
    groupsOf([
      { start: 10, end: 20 },
      { start: 0, end: 5 },
      { start: 10, end: 20 },
      { start: 18, end: 25 },
      { start: 25, end: 30 },
      { start: 40, end: 40 },
    ]),
  ).toEqual([
    { start: 0, end: 5, members: [1] },
    { start: 10, end: 25, members: [0, 2, 3] },
    { start: 25, end: 30, members: [4] },
  ])
})

test('two kinds on the same letters are both told', () => {
  const [one] = stretchesOf(
    '甲乙丙',
    [],
    [
      { start: 0, end: 2, kind: 'date' },
      { start: 1, end: 3, kind: 'amount' },
    ],
  )
  expect(one!.pieces.map(({ text: words, kinds }) => [words, kinds])).toEqual([
    ['甲', ['date']],
    ['乙', ['date', 'amount']],
    ['丙', ['amount']],
  ])
})

test('whatever the marks are, the text comes out as it went in and every mark lies where it was said', () => {
  const span = fc
    .tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: 0, max: 12 }))
    .map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(
      fc.string({ minLength: 0, maxLength: 30 }),
      fc.array(span, { maxLength: 6 }),
      fc.array(span, { maxLength: 6 }),
      (words, spans, dates) => {
        const groups = groupsOf(spans.map((one) => ({ start: Math.max(0, one.start), end: one.end })))
        const stretches = stretchesOf(
          words,
          groups,
          dates.map((one) => ({ ...one, kind: 'date' as const })),
        )
        expect(stretches.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('')).toBe(words)
        for (const { pieces } of stretches)
          for (const piece of pieces)
            for (let at = piece.start; at < piece.start + piece.text.length; at++)
              expect(piece.kinds.includes('date')).toBe(dates.some((one) => one.start <= at && at < one.end))
      },
    ),
  )
})
