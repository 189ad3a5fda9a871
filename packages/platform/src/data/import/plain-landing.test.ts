import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openFile } from '../../connectors/file.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import type { Row, Session, Warehouse } from '../../warehouse/warehouse.ts'
import { land } from './landing.ts'
import { landPlainly } from './plain-landing.ts'

let folder: string
let warehouse: Warehouse
let session: Session
let made = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-plain-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 2, tempDir: join(folder, 'spill') })
  session = await warehouse.session()
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const standards = [...loadCatalogue().standards.values()]
const heading = '行政处罚决定书文号,行政相对人名称,罚款金额（元）,处罚决定日期,违法事实'

/** The rows of a text by our own reader, and by the engine's where it is taken. */
async function bothWays(text: string | Buffer): Promise<{ ours: readonly Row[]; plain: readonly Row[] | null }> {
  const base = join(folder, `t${made++}`)
  writeFileSync(`${base}.csv`, text)
  const file = await openFile(`${base}.csv`)
  for await (const table of file.tables) {
    const records = { sheet: null, records: table.records, from1904: false }
    const vault = { tokenOf: () => 'NULL', startOver: async () => {} }
    const landed = await land(session, records, standards, {}, base, file.delimiter!, vault)
    const read = (relation: string): Promise<readonly Row[]> => session.rows(`SELECT * FROM ${relation} ORDER BY i`)
    if (!landed || !table.plain) return { ours: landed ? await read(landed.relation) : [], plain: null }
    const plain = await landPlainly(session, { ...table.plain, rowBytes: 100 }, landed.layout, [], `${base}-plain`)
    return { ours: await read(landed.relation), plain: plain && (await read(plain.relation)) }
  }
  return { ours: [], plain: null }
}

const row = (n: number): string => `云交罚〔2023〕${n}号,云岑县某运输公司${n},3000.00,2023-07-05,"未经许可，从事""客运""经营"`

describe('a large plain text is read by the engine itself', () => {
  test('as our own reader reads it, with row numbers and quoted cells', async () => {
    const { ours, plain } = await bothWays(`${heading}\n${[1, 2, 3].map(row).join('\n')}\n`)
    expect(ours).toHaveLength(3)
    expect(plain).toEqual(ours)
  })

  test('below titles, with a mark at its beginning and returns at its line ends', async () => {
    const { ours, plain } = await bothWays(`\ufeff云岑县行政处罚信息\r\n${heading}\r\n${row(1)}\r\n,,,,\u3000x\r\n${row(2)}`)
    expect(plain).toEqual(ours)
  })

  test.each([
    ['a total', '合 计,,6000.00,,'],
    ['a total among names', ',共2条,,,'],
    ['a note', '注：空白表示无,,,,'],
    ['signatures', '制表人：王某,审核人：李某,,,'],
    ['the heading again', heading],
    ['numbers of columns', '1,2,3,4,5'],
    ['needs', '必填,必填,选填,必填,选填'],
    ['a row of blanks', ' ,\u3000,,,'],
    ['a blank line', ''],
    ['a narrow row', '云交罚〔2023〕9号,某人'],
    ['a wide row', `${row(9)},多`],
    ['a stray quote', '云交罚〔2023〕9号,"某"人,3000.00,2023-07-05,无'],
    ['a lone return', '云交罚〔2023〕9号,某\r人,3000.00,2023-07-05,无'],
    ['a NUL', '云交罚〔2023〕9号,某\0人,3000.00,2023-07-05,无'],
  ])('but not where there is %s', async (_, line) => {
    const { plain } = await bothWays(`${heading}\n${row(1)}\n${line}\n${row(2)}\n`)
    expect(plain).toBeNull()
  })

  test('and never otherwise, whatever the cells hold', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '',
        ' ',
        '合计',
        '小 计',
        '1',
        '2',
        '注：x',
        '"',
        '""',
        'a"b',
        '"a"',
        '"a,b"',
        '"a\nb"',
        "'1",
        '必填',
        '云交罚〔2023〕1号',
        '制表：',
        '\u00a0',
        'x\u3000',
      ),
      fc.string({ maxLength: 4 }),
    )
    const line = fc.array(cell, { minLength: 5, maxLength: 5 }).map((cells) => cells.join(','))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
        const { ours, plain } = await bothWays([heading, row(1), ...lines, row(2)].join(end))
        if (plain !== null) expect(plain).toEqual(ours)
      }),
      { numRuns: 150 },
    )
  }, 120_000)
})
