import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { mountSnapshot } from '../../warehouse/snapshot.ts'
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { token } from '../secrecy/token.ts'
import { importFile, type PartImport } from './import-file.ts'

/** What datasets beyond the penalties bring with them, through the real import. */
const { standards } = loadCatalogue()
const keys = scanKeyring()
const person = '52059919710211001X'
const other = '520599197001100015'
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-datasets-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(lines: readonly string[]): Promise<PartImport> {
  count++
  const path = join(folder, `${count}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  const { parts } = await importFile(
    warehouse,
    { path, name: `${count}.csv` },
    { standards, keys, workDir: join(folder, `w${count}`), seq: count },
  )
  return parts[0]!
}

async function rows(dataset: string, parts: readonly PartImport[], columns: string): Promise<readonly Readonly<Record<string, Cell>>[]> {
  const session = await warehouse.session()
  try {
    const files = parts.map((part) => ({ dataset, path: part.table!.path }))
    await mountSnapshot(session, [standards.get(dataset)!], files)
    return await session.rows(`SELECT ${columns} FROM "${dataset}" ORDER BY _rid`)
  } finally {
    session.close()
  }
}

/** As many rows as are typed in sets, and as few as are held: both ways must give one answer. */
const many = (row: (n: number) => string): string[] => Array.from({ length: 3000 }, (_, index) => row(index + 10))

describe('a row without a number of its own', () => {
  const heading = '案件编号,证件号码,姓名,强制措施种类,决定日期,解除日期,解除方式'
  const row = (end: string) => `A5205990000002023010001,${person},张某某,刑拘,2023-01-10,${end}`
  test('takes the place of the one before when it comes again with its end', async () => {
    const first = await bring([heading, row(',')])
    const again = await bring([heading, row('2023-02-09,变更逮捕')])
    expect(first).toMatchObject({ dataset: 'coercive_measure', counts: { taken: 1 } })
    const found = await rows('coercive_measure', [first, again], 'kind, end_date, end_kind, party_key, police_case_key')
    expect(found).toEqual([
      {
        kind: '刑事拘留',
        end_date: '2023-02-09',
        end_kind: '变更逮捕',
        party_key: token(keys, person),
        police_case_key: 'A5205990000002023010001',
      },
    ])
  })
  test('is another where a field that tells it apart is another', async () => {
    const part = await bring([heading, row(','), row(',').replace('刑拘', '取保候审').replace('2023-01-10', '2023-02-09')])
    expect(await rows('coercive_measure', [part], 'kind')).toHaveLength(2)
  })
})

describe('moments', () => {
  const heading = '工单编号,受理时间,诉求内容,承办单位,办理期限,办结时间'
  test.each([
    ['few', 0],
    ['many', 3000],
  ])('come in to the second, whatever the habit: %s rows', async (_, more) => {
    const part = await bring([
      heading,
      'GD1,2023/1/5 9:07,反映某处占道经营，请处理。,云岑县综合行政执法局,2023-01-12 18:00:00,2023年1月11日16时30分',
      'GD2,2023-01-06,反映某处占道经营，请处理。,云岑县综合行政执法局,20230113180000,',
      ...many(
        (n) =>
          `GD${n},2023-02-01 10:00:${String(n % 60).padStart(2, '0')},反映某处占道经营，请处理。,云岑县综合行政执法局,2023-02-08 18:00:00,`,
      ).slice(0, more),
    ])
    expect(part).toMatchObject({ dataset: 'hotline_ticket', counts: { rows: 2 + more, refused: 0 } })
    expect(part.coverage?.from).toBe('2023-01-05')
    const found = await rows(
      'hotline_ticket',
      [part],
      'received_time::VARCHAR AS a, due_time::VARCHAR AS b, close_time::VARCHAR AS c, typeof(received_time) AS t',
    )
    expect(found.slice(0, 2)).toEqual([
      { a: '2023-01-05 09:07:00', b: '2023-01-12 18:00:00', c: '2023-01-11 16:30:00', t: 'TIMESTAMP' },
      { a: '2023-01-06 00:00:00', b: '2023-01-13 18:00:00', c: null, t: 'TIMESTAMP' },
    ])
    expect(part.inspection.findings.map(({ code }) => code)).toContain('date.no-time')
  })
})

test('areas headed in 亩 are kept in square metres', async () => {
  const part = await bring(['图斑编号,当事人,占地面积（亩）,其中耕地（亩）,处罚内容', 'TB1,张某某,3,1.5,责令退还、限期拆除'])
  expect(await rows('land_case', [part], 'area_m2, farmland_m2, penalty_items')).toEqual([
    { area_m2: '2000.00', farmland_m2: '1000.00', penalty_items: ['退还土地', '拆除'] },
  ])
})

describe('numbers of persons', () => {
  const stored = async (part: PartImport, dataset: string): Promise<string> => JSON.stringify(await rows(dataset, [part], '*'))
  test('in a list are tokens with their masks', async () => {
    const part = await bring([
      '公民身份号码,姓名,出生日期,性别,曾用号码,状态,户籍地区划',
      `${person},张某某,1971-02-11,男,${other}；520599710211002,正常,520599`,
    ])
    const [found] = await rows('household', [part], 'former_ids, former_ids_mask, gender')
    expect(found?.former_ids).toEqual([token(keys, other), expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(found?.former_ids_mask).toMatch(/^520599\*{8}0015、520599\*{8}\d{3}[\dX]$/)
    expect(await stored(part, 'household')).not.toContain(other)
  })
  test('that arrive masked have the stars of our own mask, and are no key', async () => {
    const part = await bring([
      '被执行人姓名/名称,身份证号码/组织机构代码,类型,案号,发布时间',
      '张某某,5205991971****001X,失信,（2023）黔9901执1号,2023-05-01',
    ])
    expect(await rows('dishonest_list', [part], 'id_no, id_no_mask, party_key, name_key, case_key')).toEqual([
      { id_no: null, id_no_mask: '520599********001X', party_key: 'name:张某某', name_key: '张某某', case_key: '（2023）黔9901执1号' },
    ])
  })
  test('inside the number of a certificate are never kept in plain', async () => {
    const part = await bring([
      '证书编号,证书种类,姓名,身份证号,作业类别,发证机关,初领日期,有效期至,状态',
      `T${person},特种作业操作证,张某某,${person},低压电工作业,某应急管理局,2020-03-01,2026-02-28,有效`,
    ])
    expect(part.dataset).toBe('qualification_cert')
    expect(await stored(part, 'qualification_cert')).not.toContain('9710211')
  })
})

test('an execution joins the ruling that it rests on', async () => {
  const ruling = await bring([
    '案号,法院,申请执行人,被执行人,行政处罚决定文号,申请日期,裁定日期,裁定结果',
    '(2023)黔9901行审012号,某法院,某局,张某某,云交罚〔2023〕1号,2023-05-01,2023-05-09,准予执行',
  ])
  const execution = await bring([
    '案号,执行依据,申请执行人,被执行人,被执行人证件号码,立案日期,结案方式',
    `（2023）黔9901执7号,（2023）黔9901行审12号,某局,张某某,${person},2023-06-01,终本`,
  ])
  const [a] = await rows('nonlit_case', [ruling], 'case_key')
  const [b] = await rows('court_execution', [execution], 'basis_key, close_kind, debtor_key')
  expect(b).toEqual({ basis_key: a?.case_key, close_kind: '终结本次执行程序', debtor_key: token(keys, person) })
})

test('a licence in the columns of the national template is a licence, not a penalty', async () => {
  const names =
    'XK_XDR_MC,XK_XDR_LB,XK_XDR_SHXYM,XK_XKWS,XK_WSH,XK_XKLB,XK_XKZS,XK_XKBH,XK_NR,XK_JDRQ,XK_YXQZ,XK_YXQZI,XK_XKJG,XK_XKJGDM,XK_ZT,XK_LYDW'
  const values =
    '某公司,法人及非法人组织,91520599MA6XY00039,许可决定书,云交许〔2023〕1号,普通,道路运输经营许可证,520599000123,道路普通货物运输,2023/2/1,2023/2/1,2027/1/31,某局,11520599MA6XY00384,1,某局'
  const part = await bring([names, values])
  expect(part.dataset).toBe('licence')
  expect(await rows('licence', [part], 'doc_key, party_key, party_grade, valid_to, status')).toEqual([
    { doc_key: '云交许(2023)1号', party_key: '91520599MA6XY00039', party_grade: 'A', valid_to: '2027-01-31', status: '有效' },
  ])
})
