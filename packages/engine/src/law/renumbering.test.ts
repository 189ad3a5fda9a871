import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { instrumentsByName, parseInstruments } from './registry.ts'
import {
  lawRenumberingRows,
  lawRenumberingSchema,
  lawRenumberingWordRows,
  lawRenumberingWordSchema,
  parseRenumbering,
  placeText,
  renumberedOf,
} from './renumbering.ts'

const read = (name: string): string => readFileSync(new URL(`../../../../catalogue/law/${name}.yml`, import.meta.url), 'utf8')
const list = parseRenumbering(read('renumbering'))
const shown = (law: string, article: number): string[] =>
  renumberedOf(list, law, { article }).map((one) => `${placeText(one.old)}>${one.new ? placeText(one.new) : ''} ${one.certain}`)

test('what was made by hand is certain where it was verified, and only there', () => {
  expect(shown('中华人民共和国行政处罚法', 72)).toEqual(['51>72 true'])
  // Article 51 is an old number and a new one.
  expect(shown('中华人民共和国行政处罚法', 51)).toEqual(['51>72 true', '33>51 false'])
  expect(shown('中华人民共和国行政处罚法', 42)).toEqual(['42>63 true', '42>64 true', '37>42 false'])
  expect(shown('中华人民共和国行政处罚法', 27)).toEqual(['22>27 true', '27(1)>32 true', '27(2)>33 true'])
  expect(shown('中华人民共和国行政处罚法', 86)).toEqual([])
})

test('what was found by likeness is a lead', () => {
  expect(shown('中华人民共和国道路运输条例', 70)).toEqual(['70>69 false', '71>70 false'])
  expect(list.filter(({ topic }) => topic === null).every(({ certain }) => !certain)).toBe(true)
})

test('an article that the later version dropped has no new number', () => {
  const [dropped] = renumberedOf(list, '中华人民共和国道路运输条例', { article: 68 }).filter((one) => one.new === null)
  expect(dropped).toMatchObject({ certain: true, procedural: false, newEffective: '2023-07-20' })
})

test('every law is one of the registry, by its official name, and rows have the columns that they declare', () => {
  const names = instrumentsByName(parseInstruments(read('instruments')))
  for (const { law } of list) expect([law, names.get(law)?.name]).toEqual([law, law])
  const columns = (schema: { readonly columns: readonly { readonly name: string }[] }) => schema.columns.map(({ name }) => name).sort()
  for (const row of lawRenumberingRows(list)) expect(Object.keys(row).sort()).toEqual(columns(lawRenumberingSchema))
  const words = [...lawRenumberingWordRows(list)]
  for (const row of words) expect(Object.keys(row).sort()).toEqual(columns(lawRenumberingWordSchema))
  // Once, though the old article was parted in two.
  expect(words.filter((row) => row.old_article === 42).map(({ word }) => word)).toEqual(['听证'])
})

test('a mistake in the file is a defect, told at once', () => {
  expect(() => parseRenumbering('versions:\n  - { law: 谷法, from: a, to: b, effective: 2020-01-01, by: auto, pairs: 20-22 }')).toThrow()
})
