import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseKey, docKey } from '@xiezhi/engine/data/normalise/document'
import { type Clue, scanFiles } from '@xiezhi/platform/local'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AS_OF, type DemoFile, generateDemo, type PlantedClue, planted } from '../catalogue/demo/generate.ts'
import { givesAlerts } from '../packages/engine/src/model/model.ts'
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
    expect(rows).toBeLessThan(26_000)
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
})

const keys = scanKeyring()

/** A planted record names a clue by the columns that it gives, numbers of people in plain, else by the person, the court's case, the decision or the agency's case. */
function names(it: PlantedClue, { model, rule, key }: Clue): boolean {
  if (it.model !== model || it.rule !== rule) return false
  if (it.key) return Object.entries(it.key).every(([column, value]) => key[column] === value || key[column] === token(keys, value))
  if (it.person_id) return key.party_key === token(keys, it.person_id)
  if (key.case_key) return it.case_no !== undefined && caseKey(it.case_no).key === key.case_key
  if (key.doc_key) return it.decision_no !== undefined && it.agency_code === key.agency_code && docKey(it.decision_no) === key.doc_key
  return it.case_id !== undefined && it.case_id === key.case_id
}

/** Rules that have no true clue and no near miss here, and why. A new rule is planted or stands here. */
const UNPLANTED_RULES: Readonly<Record<string, string>> = {
  'law-citation-check superseded-version': 'no statute that the county cites lost articles lately',
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

  test('plants a true violation and a near miss for every rule of every model, but for those listed with a reason', () => {
    const models = [...report.catalogue.models.values()].filter(({ checked }) => !givesAlerts(checked))
    const bare = models.flatMap(({ checked }) => {
      const { id } = checked
      return [...new Set(checked.rules.map((rule) => rule.as))].flatMap((rule) => {
        const seen = new Set(planted.filter((it) => it.model === id && it.rule === rule).map((it) => it.expected))
        return seen.size === 2 || `${id} ${rule}` in UNPLANTED_RULES ? [] : [`${id} ${rule}: ${[...seen].join()}`]
      })
    })
    expect(bare).toEqual([])
    const rules = models.flatMap(({ checked }) => checked.rules.map((rule) => `${checked.id} ${rule.as}`))
    expect(
      Object.keys(UNPLANTED_RULES).filter((rule) => !rules.includes(rule) || planted.some((it) => `${it.model} ${it.rule}` === rule)),
    ).toEqual([])
  })

  test('finds every planted violation, no near miss, and nothing else', () => {
    const single = report.clues.filter((clue) => !clue.rollup)
    const told = planted.map((it) => ({ it, found: single.filter((clue) => names(it, clue)) }))
    expect(told.filter(({ it, found }) => it.expected === 'clue' && found.length === 0).map(({ it }) => it)).toEqual([])
    expect(told.filter(({ it, found }) => it.expected === 'none' && found.length > 0).map(({ it }) => it)).toEqual([])
    const wanted = new Set(told.flatMap(({ it, found }) => (it.expected === 'clue' ? found : [])))
    expect(single.filter((clue) => !wanted.has(clue)).map(({ model, rule, key, reason }) => ({ model, rule, key, reason }))).toEqual([])
  })

  test('is few and believable: no model finds more than an office can look into, and there are class clues', () => {
    const counts = new Map<string, number>()
    for (const { model, rollup } of report.clues) if (!rollup) counts.set(model, (counts.get(model) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > 70)).toEqual([])
    expect(report.clues.filter((clue) => clue.rollup).length).toBeGreaterThan(0)
  })
})
