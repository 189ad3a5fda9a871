import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lawSubjectRows, parseSubjects } from './subject.ts'

const words = parseSubjects(readFileSync(new URL('../../../../catalogue/law/subjects.yml', import.meta.url), 'utf8'))
const about = (kind: 'field' | 'topic', text: string): string[] => [
  ...new Set(words.filter((one) => one.kind === kind && text.includes(one.word)).map(({ subject }) => subject)),
]

test('a conduct and the article that punishes it speak of one field', () => {
  expect(about('field', '未取得道路运输经营许可擅自从事客运经营')).toEqual(['道路运输'])
  expect(about('field', '经营超过保质期的食品')).toEqual(['食品'])
  expect(about('field', '饮酒后驾驶机动车')).toEqual(['道路交通'])
})

test('one conduct has many names', () => {
  expect(about('topic', '黑车非法营运')).toEqual(about('topic', '未经许可从事道路运输'))
  expect(about('topic', '车货总重超过限定标准')).toEqual(['超限超载'])
})

test('laws of procedure speak of no field', () => {
  expect(about('field', '中华人民共和国行政处罚法')).toEqual([])
  expect(about('field', '中华人民共和国行政强制法')).toEqual([])
})

test('a word twice under one subject is a mistake', () => {
  expect(lawSubjectRows(words)).toHaveLength(words.length)
  expect(() => parseSubjects('fields: [{ field: 谷, words: [谷, 谷] }]\ntopics: []')).toThrow('twice')
})
