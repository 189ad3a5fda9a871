import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLegalText } from '@xiezhi/engine/citation/reader'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

const { standards } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-children-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '500MB', threads: 2, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const header = '处罚决定书文号,当事人,证件号码,处罚依据,违法事实,处罚内容,决定日期,处罚机关,处罚机关代码'
const row = (no: number, basis: string, fact: string, content: string): string =>
  `七交罚〔2023〕${no}号,张三,11010519491231002X,${basis},${fact},${content},2023-07-05,某县交通运输局,11230500001755309F`

async function bring(rows: readonly string[], mostWaiting?: number): Promise<PartImport> {
  count += 1
  const path = join(folder, `penalties-${count}.csv`)
  writeFileSync(path, `${[header, ...rows].join('\n')}\n`)
  const workDir = join(folder, `work-${count}`)
  const options = { standards, keys: scanKeyring(), workDir, seq: count, mostWaiting }
  const result = await importFile(warehouse, { path, name: 'p.csv' }, options)
  return result.parts[0]!
}

async function child(part: PartImport, dataset: string, columns: string) {
  const path = part.children.find((each) => each.dataset === dataset)?.path
  const session = await warehouse.session()
  try {
    return await session.rows(`SELECT ${columns} FROM read_parquet(${quoteText(path!)}) ORDER BY _rid`)
  } finally {
    session.close()
  }
}

describe('what import draws out of texts', () => {
  test('the same of more texts than fit into the memory, which are read a stretch of rows at a time', async () => {
    const rows = Array.from({ length: 40 }, (_, n) =>
      row(
        n,
        `《公路法》第${1 + n}条`,
        n % 3 === 0 ? '' : `2023年3月${1 + (n % 28)}日当事人超限运输`,
        `罚款${1000 + n}元，违反《公路法》第五十条`,
      ),
    )
    const [whole, stretches] = [await bring(rows), await bring(rows, 30)]
    for (const { dataset } of whole.children) {
      const of = async (part: PartImport) =>
        await child(part, dataset, 'COLUMNS(* EXCLUDE (_rid, _parent, _file)), _rid % 1000000000 AS at, _parent % 1000000000 AS parent')
      const expected = await of(whole)
      expect(expected.length).toBeGreaterThan(25)
      expect(await of(stretches)).toEqual(expected)
    }
  })

  test('citations of several fields, each with its field, number and place', async () => {
    const fact = '2023年3月5日当事人超限运输，违反《公路法》第五十条'
    const part = await bring([row(1, '《公路法》第七十六条、《行政强制法》', fact, '罚款2000元')])
    const rows = await child(part, 'penalty_citation', 'doc_key, field, ordinal, law, law_raw, article, raw, "start", "end"')
    expect(rows).toEqual([
      {
        doc_key: '七交罚(2023)1号',
        field: 'legal_basis',
        ordinal: 1,
        law: '中华人民共和国公路法',
        law_raw: '公路法',
        article: 76,
        raw: '《公路法》第七十六条',
        start: 0,
        end: 10,
      },
      {
        doc_key: '七交罚(2023)1号',
        field: 'legal_basis',
        ordinal: 2,
        law: '中华人民共和国行政强制法',
        law_raw: '中华人民共和国行政强制法',
        article: null,
        raw: '《行政强制法》',
        start: 11,
        end: 18,
      },
      {
        doc_key: '七交罚(2023)1号',
        field: 'violation_fact',
        ordinal: 3,
        law: '中华人民共和国公路法',
        law_raw: '公路法',
        article: 50,
        raw: '《公路法》第五十条',
        start: fact.indexOf('《'),
        end: fact.length,
      },
    ])
  })

  test('sums with what they are for, and days with how exact they are', async () => {
    const part = await bring([row(1, '《公路法》第七十六条', '2023年3月至2023年5月6日收取运费3万余元', '没收违法所得1200元，罚款2000元')])
    expect(await child(part, 'penalty_amount', 'agency_code, field, ordinal, yuan, kind, subtype, approx, raw')).toEqual([
      {
        agency_code: '11230500001755309F',
        field: 'penalty_content',
        ordinal: 1,
        yuan: '1200.00',
        kind: 'confiscation',
        subtype: null,
        approx: false,
        raw: '1200元',
      },
      {
        agency_code: '11230500001755309F',
        field: 'penalty_content',
        ordinal: 2,
        yuan: '2000.00',
        kind: 'fine',
        subtype: null,
        approx: false,
        raw: '2000元',
      },
      {
        agency_code: '11230500001755309F',
        field: 'violation_fact',
        ordinal: 3,
        yuan: '30000.00',
        kind: 'other',
        subtype: null,
        approx: true,
        raw: '3万余元',
      },
    ])
    expect(await child(part, 'penalty_date', 'field, iso, "precision", raw')).toEqual([
      { field: 'violation_fact', iso: '2023-03-01', precision: 'month', raw: '2023年3月' },
      { field: 'violation_fact', iso: '2023-05-06', precision: 'day', raw: '2023年5月6日' },
    ])
  })

  test('the same text in many rows and fields is in every one of them, and nothing is where nothing is said', async () => {
    const part = await bring([
      row(1, '《公路法》第七十六条', '罚款500元', '罚款500元'),
      row(2, '《公路法》第七十六条', '罚款500元', '警告'),
      row(3, '无', '超限运输', '警告'),
    ])
    expect(await child(part, 'penalty_amount', 'doc_key, field, ordinal, yuan')).toEqual([
      { doc_key: '七交罚(2023)1号', field: 'penalty_content', ordinal: 1, yuan: '500.00' },
      { doc_key: '七交罚(2023)1号', field: 'violation_fact', ordinal: 2, yuan: '500.00' },
      { doc_key: '七交罚(2023)2号', field: 'violation_fact', ordinal: 1, yuan: '500.00' },
    ])
    expect((await child(part, 'penalty_citation', 'doc_key')).map((each) => each.doc_key)).toEqual(['七交罚(2023)1号', '七交罚(2023)2号'])
    expect(await child(part, 'penalty_date', 'raw')).toEqual([])
  })

  test('numbers are one row of numbers for each parent, whatever the fields', async () => {
    const part = await bring(
      Array.from({ length: 40 }, (_, k) =>
        row(k + 1, '《公路法》第七十六条、第七十七条', `违反《公路法》第${k + 1}条`, '罚款1元，罚款2元'),
      ),
    )
    expect(
      await child(part, 'penalty_citation', 'doc_key, ordinal, count(*) OVER (PARTITION BY doc_key, ordinal) AS same, _rid'),
    ).toSatisfy((rows: readonly { same: unknown }[]) => rows.every(({ same }) => same === 1))
    for (const dataset of ['penalty_citation', 'penalty_amount']) {
      const rows = await child(part, dataset, '_rid, _parent')
      expect(new Set(rows.map((each) => each._rid)).size).toBe(rows.length)
      for (const each of rows) expect(Math.floor(Number(each._rid) / 1000)).toBe(Number(each._parent))
    }
    expect(await child(part, 'penalty_citation', 'count(*) AS n, min(_rid) AS _rid')).toMatchObject([{ n: 120 }])
  })

  test('more texts than are read at once are all read, as the reader reads them', async () => {
    const facts = Array.from({ length: 20_500 }, (_, k) => `${2000 + (k % 20)}年${1 + (k % 12)}月${1 + (k % 28)}日收费${k + 1}元`)
    const part = await bring(facts.map((fact, k) => row(k + 1, '《公路法》第七十六条', fact, '警告')))
    const rows = await child(
      part,
      'penalty_amount',
      'count(*) AS n, sum(yuan)::VARCHAR AS total, count(DISTINCT yuan) AS different, 1 AS _rid',
    )
    expect(rows).toMatchObject([{ n: facts.length, total: `${(facts.length * (facts.length + 1)) / 2}.00`, different: facts.length }])
    const days = await child(part, 'penalty_date', 'count(*) AS n, count(DISTINCT iso) AS different, 1 AS _rid')
    const read = facts.flatMap((fact) => readLegalText(fact).dates.map((each) => each.iso))
    expect(days).toMatchObject([{ n: read.length, different: new Set(read).size }])
  })

  test('a sum too long for a column of money is left out', async () => {
    const part = await bring([row(1, '《公路法》第七十六条', `收费${'9'.repeat(28)}元，又收费5元`, '警告')])
    expect((await child(part, 'penalty_amount', 'yuan, ordinal')).map((each) => each.yuan)).toEqual(['5.00'])
  })
})
