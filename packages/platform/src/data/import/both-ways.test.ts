import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

let folder: string
let warehouse: Warehouse
let made = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-both-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 2, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

// What children are drawn from is the finished table, the same for both: without them the test is quicker.
const standards = new Map([...loadCatalogue().standards].map(([id, standard]) => [id, { ...standard, children: [] }]))
const keys = scanKeyring()

/** All that an import of a text gives, in a form to be compared. */
async function brought(text: string, rows: number, mostWaiting?: number): Promise<unknown> {
  const base = join(folder, `b${made++}`)
  writeFileSync(`${base}.csv`, text)
  const held = { rows, characters: rows === 0 ? 0 : 4_000_000 }
  const options = { standards, keys, workDir: base, seq: 1, held, mostWaiting }
  const result = await importFile(warehouse, { path: `${base}.csv`, name: 'f.csv' }, options)
  const session = await warehouse.session()
  const table = (path: string | undefined, columns: string, order: string) =>
    path === undefined ? [] : session.rows(`SELECT ${columns} FROM read_parquet(${quoteText(path)}) ORDER BY ${order}`)
  const told = async ({ inspection, counts, findingCounts, coverage, latestEvent, fields, quarantine, ...part }: PartImport) => ({
    inspection,
    counts,
    findingCounts,
    coverage,
    latestEvent,
    fields,
    quarantine: readFileSync(quarantine.path, 'utf8'),
    // The notes beside are columns of the one way only.
    table: await table(part.table?.path, "COLUMNS(c -> NOT starts_with(c, '_note') AND NOT starts_with(c, 'u_'))", '_rid'),
    vault: await table(part.vault.path, 'token, kind', 'token'),
  })
  try {
    return await Promise.all(result.parts.map(told))
  } finally {
    session.close()
  }
}

const heading =
  '行政处罚决定书文号,行政相对人名称,统一社会信用代码,证件号码,处罚内容,罚款金额（元）,处罚决定日期,处罚机关,处罚机关代码,当前状态'
const of = <T>(...values: T[]) => fc.constantFrom(...values)
const row = fc
  .tuple(
    of('云交罚〔2023〕1号', '云交罚〔2023〕2号', '云交罚[2023]第3号', '云交罚（2022）04号', '', '罚5', '文号'),
    of('云岑县运输公司', '张三', '李四等3人', '测试', '户110105194912310021', '', '王 五', '公司（七星）'),
    of('91512081MA62K0260E', '915205022147000014', '11010519491231002X', '9151208IMA62K026OE', '', '221470001', '无'),
    of('11010519491231002X', '110105491231002', '1.10105E+17', '110105********002X', '', '110105194912310000', "'11010519491231002x"),
    of('罚款2000元', '罚款0.2万元', '没收违法所得100元，罚款500元', '警告', '', '罚款贰仟元整'),
    of('2000', '0.2', '', '500.00', '二千', '-1', '2，000', '1e3'),
    of('2023-07-05', '2023/7/5', '20230705', '45112', '2023年7月5日', '', '2023-02-30', '05/07/2023'),
    of('云岑县交通运输局', '云岑县城管局', ''),
    of('11230500001755309F', '', '11230500001755309X'),
    of('0', '1', '作废', ''),
  )
  .map((cells) => cells.map((cell) => (/[,"]/.test(cell) ? `"${cell}"` : cell)).join(','))
const odd = of(
  '合计,,,,,,,,,',
  '注：以上均为测试',
  heading,
  '云交罚〔2023〕9号,某人',
  '云交罚〔2023〕8号,某人,,,,,,,,,多一列',
  '云交罚〔2023〕7号,"某"人,,,,,,,,',
  '',
)

test('few rows, read without the engine, and many, read in sets or in stretches, come out alike, whatever the dirt', async () => {
  const lines = fc.array(fc.oneof({ arbitrary: row, weight: 8 }, odd), { minLength: 1, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(lines, of(undefined, undefined, undefined, 25), async (some, mostWaiting) => {
      const text = `${heading}\n${some.join('\n')}\n`
      expect(await brought(text, 0, mostWaiting)).toEqual(await brought(text, 2000))
    }),
    { numRuns: 24, seed: 11 },
  )
}, 120_000)

test('what only the whole file tells is known in every stretch of it', async () => {
  // Day first, as the last row shows; the agency's code stands in one row alone; each text and each name is odd.
  const line = (n: number): string =>
    `云交罚〔2023〕${n}号,张 三（${n}）,,5205${n},罚款${n}元,,${n === 60 ? '25/07/2023' : '05/07/2023'},云岑县交通运输局,${n === 30 ? '11230500001755309F' : ''},0`
  const text = `${[heading, ...Array.from({ length: 60 }, (_, at) => line(at + 1))].join('\n')}\n`
  const whole = await brought(text, 0)
  expect(await brought(text, 0, 80)).toEqual(whole)
  const rows = z
    .array(z.object({ table: z.array(z.object({ decision_date: z.string(), agency_code: z.string() })) }))
    .parse(whole)[0]!.table
  expect(new Set(rows.map((one) => `${one.decision_date} ${one.agency_code}`))).toEqual(
    new Set(['2023-07-05 11230500001755309F', '2023-07-25 11230500001755309F']),
  )
})

test('numbers of persons get one token and one seal, whoever reads the large file', async () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const numberOf = (n: number): string => {
    const front = `52050219${String(50 + (n % 40))}0${1 + (n % 9)}${10 + (n % 18)}${String(n % 1000).padStart(3, '0')}`
    return front + '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(front[at]), 0) % 11]
  }
  // Every third comes again; some have another check digit, some are written otherwise, some are day 29 of a February.
  const cell = (n: number): string =>
    n % 50 === 0
      ? `52050219800512123${n % 10}`
      : n % 50 === 1
        ? ` ${numberOf(n)}`
        : n % 50 === 2
          ? '52050219800229123X'
          : numberOf(n - (n % 3))
  const long = `罚款2000元，${'并责令其改正违法行为'.repeat(20)}`
  const line = (n: number): string =>
    `云交罚〔2023〕${n}号,张三${n},,${cell(n)},${long},2000,2023-07-05,云岑县交通运输局,11230500001755309F,0`
  const lines = [heading, ...Array.from({ length: 6000 }, (_, at) => line(at + 1))]
  const engine = await brought(`${lines.join('\n')}\n`, 2000)
  // A line end of another kind, and the engine is not asked.
  const ours = await brought(`${lines.join('\n')}\r\n`, 2000)
  expect(engine).toEqual(ours)
  // A last row that is too short: the engine has begun by then.
  const short = '云交罚〔2023〕9号,某人'
  expect(await brought(`${lines.join('\n')}\n${short}\n`, 2000)).toEqual(await brought(`${lines.join('\r\n')}\n${short}\r\n`, 2000))
  const [part] = z.array(z.object({ vault: z.array(z.object({ token: z.string(), kind: z.string() })) })).parse(engine)
  expect(part!.vault.length).toBeGreaterThan(1500)
  expect(new Set(part!.vault.map(({ token }) => token)).size).toBe(part!.vault.length)
})

test('long texts weigh more than short ones: their rows are typed in shorter stretches, and come out the same', async () => {
  const texts = Array.from({ length: 12 }, (_, at) => `罚款${at + 1}元；${'经查，当事人未经许可从事道路运输。'.repeat(90)}${at}`)
  const lines = texts.map((text, at) => `云交罚〔2023〕${at + 1}号,张三,,,${text},,2023-07-05,云岑县交通运输局,11230500001755309F,0`)
  const text = `${[heading, ...lines].join('\n')}\n`
  // Twelve texts weigh some four hundred short ones.
  expect(await brought(text, 0, 100)).toEqual(await brought(text, 0))
  expect(await brought(text, 0, 100)).toEqual(await brought(text, 2000))
})

test('of what is wrong with more rows than are listed, all are counted and the first listed', async () => {
  // All known by name alone; the text gives the amount of the first 2,100, and the column says another of the rest; the last ten come twice.
  const line = (n: number): string =>
    `云交罚〔2023〕${n}号,张三,,,罚款${n}元,${n <= 2100 ? '' : n + 1},2023-07-05,云岑县交通运输局,11230500001755309F,0`
  const numbers = [...Array.from({ length: 2600 }, (_, at) => at + 1), ...Array.from({ length: 10 }, (_, at) => at + 2591)]
  const path = join(folder, 'many.csv')
  writeFileSync(path, `${[heading, ...numbers.map(line)].join('\n')}\n`)
  const held = { rows: 0, characters: 0 }
  const options = { standards, keys, workDir: join(folder, 'm'), seq: 1, held }
  const { parts } = await importFile(warehouse, { path, name: 'm.csv' }, options)
  const { counts, findingCounts, inspection } = parts[0]!
  const again = await importFile(warehouse, { path, name: 'm.csv' }, { ...options, workDir: join(folder, 'n'), mostWaiting: 700 })
  expect(again.parts[0]).toMatchObject({ counts, findingCounts, inspection })
  expect(counts).toMatchObject({ rows: 2610, taken: 2610, refused: 0 })
  const tally = new Map(findingCounts.map(({ code, level, count }) => [code, `${level} ${count}`]))
  expect(tally.get('party.unidentified')).toBe('W 2610')
  expect(tally.get('amount.from-text')).toBe('I 2100')
  expect(tally.get('amount.differs')).toBe('W 510')
  expect(tally.get('key.duplicate')).toBe('I 10')
  const listed = (code: string): readonly (number | null)[] =>
    inspection.findings.filter((finding) => finding.code === code).map(({ row }) => row)
  expect(listed('party.unidentified')).toEqual(Array.from({ length: 2000 }, (_, at) => at + 1))
  expect(listed('amount.from-text')).toEqual(Array.from({ length: 2000 }, (_, at) => at + 1))
  expect(listed('amount.differs')).toEqual([])
  expect(listed('key.duplicate')).toEqual(Array.from({ length: 10 }, (_, at) => at + 2591))
})
