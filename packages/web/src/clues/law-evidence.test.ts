import { expect, test } from 'vitest'
import type { Evidence } from './evidence.ts'
import { articlesByLaw, isArticle } from './law-evidence.ts'

const row = (dataset: string, values: Record<string, string | null>): Evidence => ({
  dataset,
  datasetTitle: '',
  provider: '',
  file: '',
  sheet: null,
  rowNo: 1,
  rowHash: JSON.stringify(values),
  fields: Object.entries(values).map(([name, value]) => ({ name, label: name, value })),
})
const article = (law: string, number: string, from: string, text = '甲\n乙') =>
  row('law_article', {
    law_name: law,
    article: number,
    article_sub: null,
    version_date: from,
    effective_from: from,
    effective_to: null,
    text,
  })

test('articles of one law stand together, the older version first', () => {
  const found = articlesByLaw([
    article('行政处罚法', '57', '2021-07-15'),
    row('penalty_decision', { doc_no: '1' }),
    article('公路法', '76', '2017-11-05'),
    article('行政处罚法', '54', '2018-01-01'),
  ])
  expect(found.map((articles) => articles.map(({ law, text }) => `${law}${text.article}`))).toEqual([
    ['行政处罚法54', '行政处罚法57'],
    ['公路法76'],
  ])
  expect(found[0]![0]).toMatchObject({ versionDate: '2018-01-01', effectiveTo: null })
  expect(found[0]![0]!.text.paragraphs.map(({ text }) => text)).toEqual(['甲', '乙'])
})

test('other evidence is none of law', () => {
  expect(articlesByLaw([row('penalty_decision', {})])).toEqual([])
  expect(isArticle(row('law_instrument', {}))).toBe(false)
})
