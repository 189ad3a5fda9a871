import fc from 'fast-check'
import { expect, test } from 'vitest'
import { datumOf, normaliseCoordinate } from './coordinate.ts'

const read = (raw: string) => normaliseCoordinate(raw, 6)

test.each([
  ['105.2843', '105.284300'],
  ['１０５.2843', '105.284300'],
  ['东经105.2843°', '105.284300'],
  ['N27.3021', '27.302100'],
  ['105°17′3.48″', '105.284300'],
  ['105度17分3.48秒', '105.284300'],
  ['北纬27°18′', '27.300000'],
  [' 105°17\'3.48" ', '105.284300'],
])('%s is read as degrees', (raw, value) => {
  expect(read(raw)).toEqual({ value })
})

test('what is no place on a globe is told, and nothing is no place', () => {
  for (const raw of ['105°77′', '某路口', '105.28,27.30'])
    expect(read(raw)).toMatchObject({ value: null, finding: { code: 'coordinate.unreadable' } })
  expect(read('—')).toEqual({ value: null })
})

test('degrees, minutes and seconds are the number they stand for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 179 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 59 }),
      (degrees, minutes, seconds) => {
        expect(Number(read(`${degrees}°${minutes}′${seconds}″`).value)).toBeCloseTo(degrees + minutes / 60 + seconds / 3600, 6)
      },
    ),
  )
})

test('a heading may state the system', () => {
  expect(['经度（GCJ-02）', '高德经度', '百度坐标纬度', '经度(BD09)', 'WGS84经度', '经度(CGCS2000)', '经度'].map(datumOf)).toEqual([
    'GCJ-02',
    'GCJ-02',
    'BD-09',
    'BD-09',
    'CGCS2000',
    'CGCS2000',
    undefined,
  ])
})
