import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { normaliserOf } from '@xiezhi/engine/data/normalise/field'
import type { StandardField } from '@xiezhi/engine/data/standard'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import type { Session, Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { fastPath } from './fast-path.ts'
import { protect } from './typing.ts'

let folder: string
let warehouse: Warehouse
let session: Session
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-fast-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
  session = await warehouse.session()
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Text that comes close to every field: what agencies write, and the same with characters changed, doubled and left out. */
const seeds = [
  '2023-07-05',
  '2023-02-30',
  '1899-01-01',
  '2099-12-31',
  '1910-01-01',
  '20230705',
  '2023-07-05 08:30:00',
  '2023-02-30 08:30:00',
  '2023-07-05 23:59:60',
  '2023-07-05 24:00:00',
  '2023-07-05T08:30:00',
  '2000',
  '0.20',
  '12.345',
  '007',
  '1e5',
  '30天',
  '999999999999.99',
  '-5',
  '+5',
  '七交罚〔2023〕12号',
  '七交罚〔2023〕012号',
  '七交罚字〔2023〕第12号',
  '文号〔2023〕1号',
  '城管12罚〔2023〕12号',
  '第3所罚〔2023〕12号',
  '某县交通运输局',
  '张三',
  '某县第3中学',
  '当事人13812345678',
  '户110105194912310021',
  '李四等3人',
  '测试7',
  '无',
  '暂无',
  '测试',
  '王五等三人',
  '贵州（七星）公司',
  '买买提·艾力',
  '91512081MA62K0260E',
  '915205022147000014',
  '115205022147000014',
  '11010519491231002X',
  '110105194912310021',
  'AJ000123',
  'a5205990000002023010001',
  'A_1-02',
  'null',
  'NULL',
  '1E123',
  '5E+10',
  '1E10',
  '2E15',
  '00000',
  'A-1',
  '520502199001011234567',
  '驾驶号牌贵F12345的车辆从事道路运输经营活动，经检查超过核定载质量。',
  '联系电话13812345678，超限运输行为属实',
  '《中华人民共和国公路法》第七十六条第五项',
  "'2023-07-05",
  '="0123"',
  '　全角　空格',
  '１２３',
]
const cell = fc.oneof(
  fc.constantFrom(...seeds),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.nat(40),
      fc.constantFrom('', '0', '1', '号', ' ', '〔', 'X', '.', '-', '等', '１', '　', '\u200b', '\n', "'"),
    )
    .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
  fc
    .tuple(fc.constantFrom(...seeds), fc.nat(40), fc.constantFrom('', '0', 'E', '测试', ' ', '\t'))
    .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at)),
)

const fields = new Map<string, StandardField>()
for (const standard of loadCatalogue().standards.values())
  for (const field of standard.fields)
    if (fastPath(field, undefined, 'c')) fields.set(`${field.kind}/${field.columnType}/${field.type}`, field)

test.each([...fields])('%s: what the engine accepts, the normaliser reads alike', async (_, field) => {
  const values = [...new Set([...seeds, ...fc.sample(cell, { numRuns: 3000, seed: 7 })])].filter((value) => !value.includes('\0'))
  await session.run('CREATE OR REPLACE TEMP TABLE given (c VARCHAR)')
  await session.append('given', [{ types: ['text'], columns: [values] }])
  const fast = fastPath(field, undefined, 'c')!
  const sql = `SELECT c, (${fast.known})::VARCHAR AS value, ${fast.key?.(fast.known) ?? 'NULL'} AS key FROM given WHERE ${fast.test}`
  const rows = await session.rows(sql)
  expect(rows.length).toBeGreaterThan(0)
  const normalise = normaliserOf(field)
  const vault = new Map()
  for (const row of rows) {
    const outcome = normalise(String(row.c))
    expect(outcome.finding, `${field.id}: ${JSON.stringify(row.c)}`).toBeUndefined()
    const answer = protect(field, outcome, String(row.c), scanKeyring(), vault)
    expect(row.value, JSON.stringify(row.c)).toBe(answer.value)
    if (fast.key) expect(row.key, JSON.stringify(row.c)).toBe(answer.key)
    if (fast.found) expect(fast.found).toBe(answer.found)
  }
  expect(vault.size).toBe(0)
})
