import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatNumeral } from '@xiezhi/engine/citation/numeral'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scanFiles } from '../local/scan.ts'

// The decisions of the model's own case of citations, with texts in the place of its table of articles.
const decisions = fileURLToPath(new URL('../../../../catalogue/models/transport-nonlit-enforcement/cases/citations', import.meta.url))
const model = 'transport-nonlit-enforcement'
const folder = mkdtempSync(join(tmpdir(), 'xiezhi-law-scan-'))
const [data, law] = [join(folder, 'data'), join(folder, 'law')]

const text = (articles: number, effective: string): string =>
  [
    '# 云岭市道路运输管理办法',
    '<!-- INFO END -->',
    ...Array.from({ length: articles - 1 }, (_, index) => `第${formatNumeral(index + 1)}条 内容${index + 1}。`),
    `第${formatNumeral(articles)}条 本办法自${effective}起施行。`,
  ].join('\n')

beforeAll(() => {
  cpSync(decisions, data, { recursive: true })
  for (const file of ['law_article.csv', 'clues.csv', 'case.yml']) rmSync(join(data, file))
  mkdirSync(law)
  // Article 31 is there since 2023, article 32 since 2024.
  writeFileSync(join(law, '云岭市道路运输管理办法(2010-01-01).md'), text(30, '2010年1月1日'))
  writeFileSync(join(law, '云岭市道路运输管理办法(2022-12-01).md'), text(31, '2023年1月1日'))
  writeFileSync(join(law, '云岭市道路运输管理办法(2023-12-01).md'), text(32, '2024年1月1日'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scan = async (more: { readonly law?: string } = {}) => {
  const report = await scanFiles([data], { today: '2024-03-01', asOf: '2024-03-01', models: [model], ...more })
  const found = report.clues.filter(({ rule, rollup }) => /^R3/.test(rule) && !rollup)
  return { report, found: found.map(({ rule, key, score }) => `${rule} ${key.doc_key} ${score}`).sort() }
}

test('cited articles are checked against the texts of a folder', async () => {
  const { report, found } = await scan({ law })
  expect(report.law?.counts).toEqual({ instruments: 1, versions: 3, articles: 93, usedVersions: 3, usedArticles: 93 })
  expect(found).toEqual([
    'R3a 云交罚(2023)11号 65', // article 99
    'R3a 云交罚(2023)12号 45', // by a name that no text bears
    'R3a 云交罚(2023)13号 45', // an instrument for trial implementation that is nowhere
    'R3a 云交罚(2023)2号 65', // article 99
    'R3a 云交罚(2023)7号 45', // an instrument that is nowhere
    'R3a 云交罚(2023)9号 65', // article 99
    'R3b 云交罚(2023)5号 65', // article 32, in force from 2024
    'R3e 云交罚(2023)6号 45', // no number
  ])
})

test('without them they are not known at all', async () => {
  const { report, found } = await scan()
  expect(report.law).toBeUndefined()
  expect(found.filter((clue) => clue.startsWith('R3b'))).toEqual([])
  expect(found.filter((clue) => clue.startsWith('R3a')).every((clue) => clue.endsWith(' 45'))).toBe(true)
})

test('a row that somebody sends for the same article and version takes its place', async () => {
  writeFileSync(
    join(data, 'law_article.csv'),
    'law_name,aliases,article,text,version_date,effective_from,effective_to\n云岭市道路运输管理办法,云岭运管办法,32,……,2023-12-01,2023-03-01,\n',
  )
  const { found } = await scan({ law })
  rmSync(join(data, 'law_article.csv'))
  expect(found.filter((clue) => /2023\)(?:5|12)号/.test(clue))).toEqual([])
})

test('a folder that is not there is a mistake, told before anything is read', async () => {
  const { report } = await scan({ law: join(folder, 'nowhere') })
  expect(report.mistakes.map(({ code }) => code)).toEqual(['law.no-folder'])
  expect(report.files).toEqual([])
})
