import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseInstruments } from './registry.ts'
import { lawVersionRows, lawVersionSchema } from './version-rows.ts'

const instruments = parseInstruments(readFileSync(new URL('../../../../catalogue/law/instruments.yml', import.meta.url), 'utf8'))
const rows = [...lawVersionRows(instruments)]

test('one row a version, with the columns that they declare', () => {
  expect(rows).toHaveLength(instruments.reduce((sum, { versions }) => sum + versions.length, 0))
  const columns = lawVersionSchema.columns.map(({ name }) => name).sort()
  for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns)
})

test('what replaced the whole instrument is told, what is not known stays empty', () => {
  const [noise] = rows.filter((row) => row.canonical_name === '中华人民共和国噪声污染防治法')
  expect(noise).toMatchObject({ effective_to: '2026-08-15', superseded_by: '中华人民共和国生态环境法典', level: '法律' })
  const road = rows.filter((row) => row.canonical_name === '中华人民共和国道路运输条例').at(-1)
  expect(road).toMatchObject({ version_date: '2023-07-20', effective_from: null, articles: 82, superseded_by: null })
})
