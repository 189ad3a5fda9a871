import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineDifference } from './line-difference.ts'
import { precisionOf, wilson } from './precision.ts'
import { reviewModel, type Thresholds } from './review.ts'
import { parseSystems, plainFunction, pointOf, systemsOf } from './systems.ts'
import { compareVersions } from './version.ts'

const counted = fc.integer({ min: 1, max: 5000 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))

describe('Wilson’s interval', () => {
  // Figures of Newcombe 1998, table I: method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [29, 29, 0.883, 1],
  ])('%i of %i', (hits, of, low, high) => {
    const found = wilson(hits, of)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  test('holds the share, lies between 0 and 1, and turns over with it', () => {
    fc.assert(
      fc.property(counted, ([hits, of]) => {
        const { low, high } = wilson(hits, of)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / of)
        expect(high).toBeGreaterThanOrEqual(hits / of)
        const turned = wilson(of - hits, of)
        expect(turned.low).toBeCloseTo(1 - high, 10)
        expect(turned.high).toBeCloseTo(1 - low, 10)
      }),
    )
  })

  test('is narrower the more was judged at the same share, and moves up with every hit', () => {
    fc.assert(
      fc.property(counted, fc.integer({ min: 2, max: 20 }), ([hits, of], times) => {
        const [few, many] = [wilson(hits, of), wilson(hits * times, of * times)]
        expect(many.high - many.low).toBeLessThan(few.high - few.low)
        if (hits < of) expect(wilson(hits + 1, of).low).toBeGreaterThan(few.low)
      }),
    )
  })

  test('covers the truth about as often as it says', () => {
    for (const truth of [0.05, 0.2, 0.5, 0.9]) {
      const of = 60
      let chance = Math.exp(of * Math.log(1 - truth))
      let covered = 0
      for (let hits = 0; hits <= of; hits++) {
        const { low, high } = wilson(hits, of)
        if (low <= truth && truth <= high) covered += chance
        chance *= ((of - hits) / (hits + 1)) * (truth / (1 - truth))
      }
      expect(covered).toBeGreaterThan(0.92)
      expect(covered).toBeLessThan(0.99)
    }
  })

  test('says nothing where nothing was judged', () => {
    expect(precisionOf({ founded: 0, unfounded: 0 })).toBeNull()
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  })
})

const thresholds: Thresholds = { leastJudged: 10, weakBelow: 30, declineBy: 30, weakQuarters: 2 }
const period = (name: string, founded: number, unfounded: number) => ({ name, founded, unfounded })

describe('the review of a model', () => {
  test('two weak quarters that are surely weak propose retirement; one does not, nor few judgements', () => {
    const weak = (...quarters: ReturnType<typeof period>[]) => reviewModel([], '1.0.0', quarters, thresholds).weak
    expect(weak(period('2026Q1', 1, 14), period('2026Q2', 2, 18))).toEqual(['2026Q1', '2026Q2'])
    expect(weak(period('2026Q2', 0, 40))).toEqual([])
    expect(weak(period('2026Q1', 0, 4), period('2026Q2', 0, 4))).toEqual([])
    expect(weak(period('2026Q1', 0, 40), period('2026Q2', 6, 10))).toEqual([])
    // 28 % of 25 is below the mark, and 50 judgements cannot tell it from above.
    expect(weak(period('2026Q1', 7, 18), period('2026Q2', 7, 18))).toEqual([])
    // A quarter in which nothing was judged is passed over, an old good one forgotten.
    expect(weak(period('2025Q3', 30, 0), period('2025Q4', 0, 15), period('2026Q1', 0, 0), period('2026Q2', 1, 14))).toHaveLength(2)
  })

  test('a version that is worse than the one before is told, with both shares', () => {
    const { declines, precision } = reviewModel([period('1.0.0', 40, 10), period('1.1.0', 12, 28)], '1.1.0', [], thresholds)
    expect(declines).toEqual([{ kind: 'version', from: '1.0.0', to: '1.1.0', before: 0.8, after: 0.3 }])
    expect(precision?.judged).toBe(40)
    expect(reviewModel([period('1.0.0', 40, 10), period('1.1.0', 31, 9)], '1.1.0', [], thresholds).declines).toEqual([])
    expect(reviewModel([period('1.0.0', 40, 10), period('1.1.0', 1, 3)], '1.1.0', [], thresholds).declines).toEqual([])
    // Of versions with too few judgements none is a measure; the one before is.
    expect(
      reviewModel([period('1.0.0', 40, 10), period('1.1.0', 0, 2), period('1.2.0', 3, 27)], '1.2.0', [], thresholds).declines[0]?.from,
    ).toBe('1.0.0')
  })

  test('what is proposed or flagged never rests on fewer judgements than asked for, and better never reads as worse', () => {
    const count = fc.integer({ min: 0, max: 60 })
    const quarters = fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 40 }), (counts, leastJudged) => {
        const periods = counts.map(([founded, unfounded], at) => period(`q${at}`, founded, unfounded))
        const { weak, declines } = reviewModel(periods, `q${periods.length - 1}`, periods, { ...thresholds, leastJudged })
        const judged = periods.filter(({ name }) => weak.includes(name)).reduce((sum, one) => sum + one.founded + one.unfounded, 0)
        if (weak.length > 0) expect(judged).toBeGreaterThanOrEqual(leastJudged)
        for (const { before, after } of declines) expect(after).toBeLessThan(before)
        for (const { to } of declines) {
          const one = periods.find(({ name }) => name === to)!
          expect(one.founded + one.unfounded).toBeGreaterThanOrEqual(leastJudged)
        }
      }),
    )
  })
})

test('versions are put in their order', () => {
  expect(['1.10.0', '1.9.2', '2.0.0', '1.9.10', '1.9'].sort(compareVersions)).toEqual(['1.9', '1.9.2', '1.9.10', '1.10.0', '2.0.0'])
  const version = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      expect(compareVersions(a, b) === 0).toBe(a === b)
    }),
  )
})

test('a difference of lines gives both texts back, and says nothing of what is the same', () => {
  const text = fc.array(fc.constantFrom('甲', '乙', '丙', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const runs = lineDifference(older, newer)
      const side = (left: 'removed' | 'added') =>
        runs.flatMap(({ kind, lines }) => (kind === 'same' || kind === left ? lines : [])).join('\n')
      expect([side('removed'), side('added')]).toEqual([older, newer])
      if (older === newer) expect(runs.every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
  expect(lineDifference('a\nb\nc', 'a\nx\nc').map(({ kind, lines }) => `${kind} ${lines.join()}`)).toEqual([
    'same a',
    'removed b',
    'added x',
    'same c',
  ])
})

describe('the file of systems', () => {
  const file = parseSystems(readFileSync(new URL('../../../../catalogue/systems.yml', import.meta.url), 'utf8'))

  test('names the twenty-four systems, and each model under one point', () => {
    expect(file.systems.map(({ no }) => no)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
    expect(pointOf(file, { id: 'late-service' })?.title).toBe('处罚程序与期限')
    const named = new Set(file.points.flatMap(({ models }) => models))
    for (const { models } of file.systems) for (const model of models) expect([...named]).toContain(model)
  })

  test('every model of the catalogue stands under a point', () => {
    const folder = new URL('../../../../catalogue/models/', import.meta.url)
    const models = readdirSync(folder).filter((id) => existsSync(new URL(`${id}/model.yml`, folder)))
    expect(models.filter((id) => pointOf(file, { id }) === undefined)).toEqual([])
  })

  test('a function serves a system whatever its brackets say', () => {
    expect(plainFunction('行政检察·行政违法行为监督（检察护企）')).toBe('行政检察·行政违法行为监督')
    const of = (model: string, ...functions: string[]) => systemsOf(file, model, functions).map(({ no }) => no)
    expect(of('some-new-model', '行政检察·行政违法行为监督（营商环境）')).toEqual([2, 8])
    expect(of('some-new-model', '刑事检察')).toEqual([])
    expect(of('transport-nonlit-enforcement', '行政检察·行政非诉执行监督')).toEqual([2, 22])
  })

  test.each([
    ['points: []\nsystems: [{ no: 1, title: 甲 }, { no: 1, title: 乙 }]', /system 1 stands twice/],
    ['points: [{ id: a, title: 甲, models: [x] }, { id: b, title: 乙, models: [x] }]\nsystems: []', /model x stands twice/],
    ['points: []\nsystems: [{ no: 1, title: 甲, model: [] }]', /model/],
  ])('refuses %s', (text, problem) => {
    expect(() => parseSystems(text)).toThrow(problem)
  })
})
