import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { quoteText, type Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile, type PartImport } from './import-file.ts'

const { standards, dictionaries } = loadCatalogue()
let folder: string
let warehouse: Warehouse
let count = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-parted-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const [zhang, li, wang] = ['11010519491231002X', '520599199003071233', '520599197102150026'].map((number) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((all, weight, at) => all + weight * Number(number[at]), 0)
  return number.slice(0, 17) + '10X98765432'[sum % 11]
}) as [string, string, string]
const firms = ['91512081MA62K0260E', '91230500MA1B3N1N2M']

const heading =
  '处罚决定书文号,当事人,相对人类别,统一社会信用代码,证件号码,法定代表人,处罚类别,处罚内容,罚款金额,没收金额,决定日期,处罚机关代码'
interface Cells {
  readonly name: string
  readonly kind?: string
  readonly credit?: string
  readonly id?: string
  readonly head?: string
  readonly content?: string
  readonly fine?: string
  readonly taken?: string
  readonly no?: string
}
const row = (
  no: number,
  { name, kind = '', credit = '', id = '', head = '', content = '罚款2000元', fine = '', taken = '', no: own }: Cells,
): string =>
  [own ?? `七交罚〔2023〕${no}号`, name, kind, credit, id, head, '罚款', content, fine, taken, '2023-07-05', '11230500001755309F']
    .map((cell) => `"${cell}"`)
    .join(',')

async function bring(rows: readonly string[], how: { held?: number; mostWaiting?: number } = {}): Promise<PartImport> {
  count++
  const path = join(folder, `${count}.csv`)
  writeFileSync(path, `台账,,,,,,,,,,,\n${heading}\n${rows.join('\n')}\n`)
  const { parts } = await importFile(
    warehouse,
    { path, name: 'in.csv' },
    {
      standards,
      dictionaries,
      keys: scanKeyring(),
      workDir: join(folder, `work-${count}`),
      seq: 1,
      ...(how.held !== undefined && { held: { rows: how.held, characters: how.held === 0 ? 0 : 4_000_000 } }),
      ...(how.mostWaiting !== undefined && { mostWaiting: how.mostWaiting }),
    },
  )
  return parts[0]!
}
async function read(path: string, columns: string, order = '_row_no, _rid'): Promise<unknown[][]> {
  const session = await warehouse.session()
  try {
    const rows = await session.rows(`SELECT ${columns} FROM read_parquet(${quoteText(path)}) ORDER BY ${order}`)
    return rows.map((each) => Object.values(each))
  } finally {
    session.close()
  }
}
const told = (part: PartImport) =>
  part.inspection.findings.filter(({ code }) => code.startsWith('name.')).map(({ row: at, column, code }) => [at, column, code])

const sure: readonly Cells[] = [
  { name: '王建国、李卫东', id: `${zhang}、${li}`, fine: '2000' },
  { name: '赵六', id: wang, fine: '500', content: '罚款500元' },
  { name: '王建国，李卫东,孙小红', id: `${zhang}; ${li}\n${wang}` },
  { name: '王建国\n李卫东' },
  { name: '欧阳明、阿依古丽·买买提等2人', kind: '自然人' },
  { name: '甲运输公司、乙商贸公司', kind: '法人及非法人组织', credit: firms.join('、') },
]

test('rows of several people, where nothing has to be guessed, become a row for each: few rows, many, and in stretches', async () => {
  const all = await Promise.all([
    bring(sure.map((cells, at) => row(at + 1, cells))),
    bring(
      sure.map((cells, at) => row(at + 1, cells)),
      { held: 0 },
    ),
    bring(
      sure.map((cells, at) => row(at + 1, cells)),
      { held: 0, mostWaiting: 40 },
    ),
  ])
  for (const part of all) {
    // Six rows of the file, all of them taken; six more in the table.
    expect(part.counts).toEqual({ rows: 6, taken: 6, refused: 0, skipped: 1, added: 6 })
    expect(await read(part.table!.path, '_row_no, decision_no, party_name, party_seq, party_grade, fine_amount, _unread')).toEqual([
      [3, '七交罚〔2023〕1号', '王建国', 1, 'A', '2000.00', null],
      [3, '七交罚〔2023〕1号', '李卫东', 2, 'A', null, ',fine_amount,'],
      [4, '七交罚〔2023〕2号', '赵六', null, 'A', '500.00', null],
      [5, '七交罚〔2023〕3号', '王建国', 1, 'A', '2000.00', null],
      [5, '七交罚〔2023〕3号', '李卫东', 2, 'A', null, ',fine_amount,'],
      [5, '七交罚〔2023〕3号', '孙小红', 3, 'A', null, ',fine_amount,'],
      [6, '七交罚〔2023〕4号', '王建国', 1, 'C', '2000.00', null],
      [6, '七交罚〔2023〕4号', '李卫东', 2, 'C', null, ',fine_amount,'],
      [7, '七交罚〔2023〕5号', '欧阳明', 1, 'C', '2000.00', null],
      [7, '七交罚〔2023〕5号', '阿依古丽·买买提', 2, 'C', null, ',fine_amount,'],
      [8, '七交罚〔2023〕6号', '甲运输公司', 1, 'A', '2000.00', null],
      [8, '七交罚〔2023〕6号', '乙商贸公司', 2, 'A', null, ',fine_amount,'],
    ])
    // Told at the row of the file, and a sum of nobody's alone is not told as one that the text gave.
    expect(told(part)).toEqual([1, 3, 4, 5, 6].map((at) => [at, '当事人', 'name.parted-once']))
    expect(part.findingCounts.filter(({ code }) => code.startsWith('name.'))).toEqual([{ code: 'name.parted-once', level: 'I', count: 5 }])
    expect(part.inspection.findings.filter(({ code }) => code === 'amount.from-text').map(({ row: at }) => at)).toEqual([3, 4, 5, 6])
    // Who is known by a name alone: once for the row.
    expect(part.inspection.findings.filter(({ code }) => code === 'party.unidentified').map(({ row: at }) => at)).toEqual([4, 5])
    // The number of each is sealed by itself.
    expect(await read(part.vault.path, 'count(*)', '1')).toEqual([[3]])
    // What came is kept as it came.
    expect(await read(part.raw!.path, 'row_no, c1', 'row_no')).toEqual(sure.map(({ name }, at) => [at + 3, name]))
    const amounts = part.children.find(({ dataset }) => dataset === 'penalty_amount')!
    expect(await read(amounts.path, 'count(DISTINCT party_key), count(DISTINCT _rid), count(*)', '1')).toEqual([[9, 12, 12]])
  }
}, 60_000)

const doubtful: readonly (Cells & { readonly tells?: boolean })[] = [
  { name: '王建国等3人', tells: true },
  { name: '王建国、李卫东等3人', tells: true },
  // Numbers and names differ in count, one is not valid, masked, or the same twice.
  { name: '王建国、李卫东', id: zhang, tells: true },
  { name: '王建国、李卫东', id: `${zhang}、${li.slice(0, 17)}${li.endsWith('X') ? '1' : 'X'}`, tells: true },
  { name: '王建国、李卫东', id: `${zhang}、520599********1234`, tells: true },
  { name: '王建国、李卫东', id: `${zhang}、${zhang}`, tells: true },
  // A code that might be of either, a head that might.
  { name: '王建国、李卫东', credit: firms[0], tells: true },
  { name: '王建国、李卫东', head: '赵六', tells: true },
  // Called like firms, or said to be one.
  { name: '贵州交通、水利工程有限公司' },
  { name: '贵州交通、水利工程有限公司', id: `${zhang}、${li}` },
  { name: '云岑县甲和乙有限公司' },
  { name: '黄金、白银', kind: '法人及非法人组织', tells: true },
  { name: '好又多、佳佳乐', tells: true },
  { name: '贵州某某\n有限公司' },
  // The same name twice would be one key.
  { name: '王建国、王建国', tells: true },
]

test('what cannot be paired surely stays one row, and is told', async () => {
  for (const held of [undefined, 0]) {
    const part = await bring(
      doubtful.map((cells, at) => row(at + 1, cells)),
      held === undefined ? {} : { held },
    )
    const rows = doubtful.length
    expect(part.counts).toEqual({ rows, taken: rows, refused: 0, skipped: 1, added: 0 })
    expect(await read(part.table!.path, 'DISTINCT party_seq, fine_amount', '1')).toEqual([[null, '2000.00']])
    expect(told(part)).toEqual(doubtful.flatMap(({ tells }, at) => (tells ? [[at + 1, '当事人', 'name.several']] : [])))
  }
}, 60_000)

test('a row of several people that is refused is refused once, as it came; the others keep their numbers', async () => {
  const people = { name: '王建国、李卫东', id: `${zhang}、${li}` }
  for (const held of [undefined, 0]) {
    const part = await bring([row(1, { ...people, no: '' }), row(2, people)], held === undefined ? {} : { held })
    expect(part.counts).toEqual({ rows: 2, taken: 1, refused: 1, skipped: 1, added: 1 })
    expect(await read(part.table!.path, '_row_no, party_name, party_seq')).toEqual([
      [4, '王建国', 1],
      [4, '李卫东', 2],
    ])
    const refused = readFileSync(part.quarantine.path, 'utf8').trim().split('\n')
    expect(refused).toHaveLength(1)
    expect(JSON.parse(refused[0]!)).toMatchObject({ row_no: 3, cells: expect.arrayContaining([{ column: '当事人', text: people.name }]) })
    expect(part.findingCounts).toContainEqual({ code: 'key.missing', level: 'E', count: 1 })
  }
}, 60_000)

test('a file that numbers its people itself, and a dataset without a row for each, are left as they are', async () => {
  const two = `王建国、李卫东`
  const numbered = join(folder, 'numbered.csv')
  writeFileSync(numbered, `${heading},当事人序号\n${row(1, { name: two })},1\n`)
  const empty = join(folder, 'empty.csv')
  writeFileSync(empty, `${heading},当事人序号\n${row(1, { name: two })},\n`)
  const filled = { standards, dictionaries, keys: scanKeyring(), workDir: `${empty}.work`, seq: 1 }
  expect((await importFile(warehouse, { path: empty, name: 'in.csv' }, filled)).parts[0]?.counts).toMatchObject({
    rows: 1,
    taken: 1,
    added: 1,
  })
  const court = join(folder, 'court.csv')
  writeFileSync(
    court,
    `案号,法院,申请执行人,被执行人,行政决定文号,申请日期,裁定日期\n（2023）黔9901行审1号,云岑县法院,云岑县交通运输局,"${two}",七交罚〔2023〕1号,2023-08-01,2023-08-20\n`,
  )
  for (const path of [numbered, court]) {
    const options = { standards, dictionaries, keys: scanKeyring(), workDir: `${path}.work`, seq: 1 }
    const [part] = (await importFile(warehouse, { path, name: 'in.csv' }, options)).parts
    expect(part?.counts).toEqual({ rows: 1, taken: 1, refused: 0, skipped: 0, added: 0 })
    expect(part?.findingCounts.map(({ code }) => code)).toContain('name.several')
  }
})

test('owners of one home are each an owner, and its price stands once', async () => {
  const path = join(folder, 'homes.csv')
  const homes = [
    '不动产权证号,权利人,权利人证件号,登记日期,成交价,坐落',
    `黔（2023）云岑不动产权第0001号,"王建国、李卫东","${zhang}、${li}",2023-05-01,500000,云岑县一号`,
  ]
  writeFileSync(path, `${homes.join('\n')}\n`)
  const options = { standards, dictionaries, keys: scanKeyring(), workDir: `${path}.work`, seq: 1 }
  const [part] = (await importFile(warehouse, { path, name: 'in.csv' }, options)).parts
  expect(part?.dataset).toBe('property_title')
  expect(await read(part!.table!.path, 'owner_name, owner_seq, deal_price, address')).toEqual([
    ['王建国', 1, '500000.00', '云岑县一号'],
    ['李卫东', 2, null, '云岑县一号'],
  ])
})
