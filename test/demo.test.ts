import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseKey, docKey } from '@xiezhi/engine/data/normalise/document'
import { type Clue, scanFiles } from '@xiezhi/platform/local'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AS_OF, type DemoFile, generateDemo, type PlantedClue, planted } from '../catalogue/demo/generate.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { token } from '../packages/platform/src/data/secrecy/token.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-demo-'))
let files: DemoFile[]

beforeAll(async () => {
  files = await generateDemo(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('the demonstration district', () => {
  test('is about twenty thousand rows', () => {
    const rows = files.reduce((sum, file) => sum + file.rows, 0)
    expect(rows).toBeGreaterThan(18_000)
    expect(rows).toBeLessThan(24_000)
  })

  test('is the same bytes each time', async () => {
    const first = files.map((file) => hash(file.path))
    const again = await generateDemo(join(folder, 'again'))
    expect(again.map((file) => hash(file.path))).toEqual(first)
    rmSync(join(folder, 'again'), { recursive: true })
  })

  test('belongs to nobody: every identity number and code bears a division that was never assigned', () => {
    const text = files
      .filter((file) => file.name.endsWith('.csv'))
      .map((file) => readFileSync(file.path, 'latin1'))
      .join('\n')
    const numbers = text.match(/(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[0-9Xx](?![0-9A-Za-z])/g) ?? []
    expect(numbers.length).toBeGreaterThan(9_000)
    expect(numbers.filter((number) => !number.startsWith('529999'))).toEqual([])
  })

  test('plants true violations and near misses for every rule of the four models', () => {
    const rules = new Map<string, Set<string>>()
    for (const { model, rule, expected } of planted)
      rules.set(`${model} ${rule}`, (rules.get(`${model} ${rule}`) ?? new Set()).add(expected))
    expect([...rules.keys()].sort()).toEqual([
      'late-service R1',
      'penalty-late-decision R1',
      ...['R1', 'R2', 'R3', 'R4'].map((rule) => `pension-after-death ${rule}`),
      ...['R1a', 'R1b', 'R1c', 'R1d', 'R1e', 'R2a', 'R2b', 'R2c', 'R3a', 'R3b', 'R3e'].map(
        (rule) => `transport-nonlit-enforcement ${rule}`,
      ),
    ])
    expect([...rules].filter(([, seen]) => seen.size < 2)).toEqual([])
  })
})

// What a clue and a planted record are both named by: the court's case, the decision of an agency, its case, or the person.
const keyOf = ({ key }: Clue): string =>
  key.case_key ?? (key.doc_key ? `${key.agency_code} ${key.doc_key}` : (key.case_id ?? key.party_key ?? ''))

const keys = scanKeyring()
const nameOf = (it: PlantedClue): string => {
  const key = it.person_id
    ? token(keys, it.person_id)
    : it.rule.startsWith('R2') && it.case_no
      ? caseKey(it.case_no).key
      : it.decision_no
        ? `${it.agency_code} ${docKey(it.decision_no)}`
        : it.case_id
  return `${it.model} ${it.rule} ${key}`
}

describe('a scan of the district', () => {
  let report: Awaited<ReturnType<typeof scanFiles>>
  beforeAll(async () => {
    report = await scanFiles([folder], { today: '2026-11-22' })
  })

  test('reads every file as what it is, and the day from the data', () => {
    const read = report.files.map(({ result }) =>
      [...new Set(result.parts.map((part) => part.dataset).filter((dataset) => dataset !== null))].sort(),
    )
    expect(read).toEqual(files.map((file) => [...file.datasets].sort()))
    expect(report.asOf).toBe(AS_OF)
  })

  test('puts aside the rows without a key, and only those', () => {
    const refused = report.files.map(({ result }, i) => [files[i]!.name, result.parts.reduce((sum, part) => sum + part.counts.refused, 0)])
    expect(Object.fromEntries(refused.filter(([, count]) => count !== 0))).toMatchInlineSnapshot(`
      {
        "02_交通运输局_行政处罚决定台账.xlsx": 3,
        "04_市场监督管理局_双公示行政处罚.csv": 3,
        "05_市场监督管理局_办案过程.csv": 1,
        "06_自然资源局_行政处罚决定.csv": 1,
        "07_自然资源局_办案过程.csv": 1,
        "08_综合行政执法局_处罚台账.csv": 1,
        "09_综合行政执法局_办案过程.csv": 1,
        "10_财政局_罚没缴款明细.csv": 2,
        "17_卫生健康局_死亡医学证明.csv": 1,
        "20_社会保险事业服务中心_养老待遇发放.csv": 2,
        "23_地方海事处_办案过程.csv": 1,
      }
    `)
  })

  test('reads no cell damaged', () => {
    const damaged = report.files.flatMap(({ result }) =>
      result.parts.flatMap(({ inspection }) => inspection.findings.filter(({ value }) => value?.includes('\ufffd'))),
    )
    expect(damaged).toEqual([])
  })

  test("meets every ground for silence about an unpaid fine, but another county's", () => {
    const rule = report.runs.find(({ model }) => model.id === 'transport-nonlit-enforcement')?.outcome.rules.find((it) => it.rule === 'R1a')
    const met = ['E1', 'E12', 'E2', 'E3', 'E3-judged', 'E3-suit', 'E4', 'E5', 'E5-death', 'E6', 'E7', 'own-record']
    expect(rule?.excluded.map(({ id }) => id).sort()).toEqual(met)
    expect(rule?.untestedExclusions).toEqual([])
  })

  test('finds every planted violation, no near miss, and nothing else', () => {
    const found = new Set(report.clues.filter((clue) => !clue.rollup).map((clue) => `${clue.model} ${clue.rule} ${keyOf(clue)}`))
    const must = planted.filter((it) => it.expected === 'clue')
    expect(must.filter((it) => !found.has(nameOf(it)))).toEqual([])
    expect(planted.filter((it) => it.expected === 'none' && found.has(nameOf(it)))).toEqual([])
    const wanted = new Set(must.map(nameOf))
    expect([...found].filter((name) => !wanted.has(name))).toEqual([])
  })

  test('is few and believable: within the hundred or so that an office can look into, with a class clue', () => {
    const single = report.clues.filter((clue) => !clue.rollup)
    expect(single.length).toBeGreaterThan(59)
    expect(single.length).toBeLessThan(161)
    expect(report.clues.filter((clue) => clue.rollup).length).toBeGreaterThan(0)
  })
})
