import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { importFile } from '../data/import/import-file.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import { mountSnapshot } from '../warehouse/snapshot.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'
import { mountCoverage } from './coverage.ts'

/** From when to when the batches of a snapshot reach, and for which agency. */

const catalogue = loadCatalogue()
const dir = mkdtempSync(join(tmpdir(), 'xiezhi-coverage-'))
let warehouse: Warehouse
let session: Session

const header = 'case_id,decision_no,agency_code,filing_date,decision_date,close_date'
const batches = [
  // One agency alone, and a day after its decisions on which something happened.
  [
    'a1,云交罚〔2025〕1号,11520599MB0000019Y,2025-01-02,2025-02-03,2025-05-06',
    'a2,云交罚〔2025〕2号,11520599MB0000019Y,2025-01-09,2025-03-03,',
  ],
  // Two agencies in one batch.
  ['b1,云市监罚〔2025〕1号,115205990000000023,2025-04-01,2025-04-20,', 'c1,云环罚〔2025〕1号,115205990000000036,2025-04-02,2025-06-30,'],
]

beforeAll(async () => {
  warehouse = await openWarehouse({ directories: [dir], memory: '200MB', threads: 1, tempDir: join(dir, 'spill') })
  session = await warehouse.session()
  const parts = []
  for (const [index, rows] of batches.entries()) {
    const path = join(dir, `${index}.csv`)
    writeFileSync(path, [header, ...rows].join('\n'))
    const options = { standards: catalogue.standards, keys: scanKeyring(), workDir: join(dir, `${index}`), seq: index + 1 }
    const result = await importFile(warehouse, { path, name: `${index}.csv` }, { ...options, dataset: 'penalty_process' })
    parts.push(...result.parts.flatMap((part) => (part.dataset ? [{ ...part, dataset: part.dataset, seq: index + 1 }] : [])))
  }
  const files = parts.flatMap(({ dataset, table }) => (table ? [{ dataset, path: table.path }] : []))
  await mountSnapshot(session, [catalogue.standards.get('penalty_process')!], files)
  await mountCoverage(session, catalogue, new Set(['coverage', 'penalty_process']), parts)
})
afterAll(() => {
  warehouse.close()
  rmSync(dir, { recursive: true, force: true })
})

test('a batch of one agency speaks for it, any other for everybody; the end is the last day on which anything happened', async () => {
  expect(
    await session.rows(
      'SELECT dataset, agency_code, covered_from::VARCHAR AS "from", covered_to::VARCHAR AS "to" FROM coverage ORDER BY covered_from',
    ),
  ).toEqual([
    { dataset: 'penalty_process', agency_code: '11520599MB0000019Y', from: '2025-01-02', to: '2025-05-06' },
    { dataset: 'penalty_process', agency_code: null, from: '2025-04-01', to: '2025-06-30' },
  ])
})

test('only for a model that asks, and only of the datasets that it reads', async () => {
  const other = await warehouse.session()
  await mountCoverage(other, catalogue, new Set(['penalty_process']), [])
  await expect(other.rows('SELECT 1 FROM coverage')).rejects.toThrow()
  await mountCoverage(other, catalogue, new Set(['coverage', 'fine_payment']), [
    { dataset: 'penalty_process', seq: 1, coverage: { from: '2025-01-01', to: '2025-02-01' }, latestEvent: null },
  ])
  expect(await other.rows('SELECT 1 FROM coverage')).toEqual([])
  other.close()
})
