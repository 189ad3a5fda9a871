import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clue, compareClues } from '@xiezhi/engine/clue/clue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AS_OF } from '../catalogue/demo/days.ts'
import { buildDistrict } from '../catalogue/demo/district.ts'
import { bytesOf, type Row, type Sheet } from '../catalogue/demo/files.ts'
import { moneyPapers } from '../catalogue/demo/papers-money.ts'
import { penaltyPapers } from '../catalogue/demo/papers-penalties.ts'
import { processPapers } from '../catalogue/demo/papers-process.ts'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { clueId } from '../packages/platform/src/data/secrecy/token.ts'
import { clueJson } from '../packages/platform/src/local/clue-json.ts'
import { scanFiles } from '../packages/platform/src/local/scan.ts'
import { availableOf, type Brought } from '../packages/platform/src/models/available.ts'
import { mountAll } from '../packages/platform/src/models/mount.ts'
import { runModel } from '../packages/platform/src/models/run.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import type { SnapshotFile } from '../packages/platform/src/warehouse/snapshot.ts'
import type { Session } from '../packages/platform/src/warehouse/warehouse.ts'

// Same snapshot, model version, parameters and day: the same clues, byte for byte (contract; invariant 1).
const cases = 'catalogue/models/transport-nonlit-enforcement/cases'
const files = (name: string): string[] =>
  readdirSync(join(cases, name))
    .filter((file) => file.endsWith('.csv') && file !== 'clues.csv')
    .map((file) => join(cases, name, file))

const scan = async (name: string, asOf: string): Promise<string> =>
  (await scanFiles(files(name), { asOf, today: '2026-11-02' })).clues.map((clue) => JSON.stringify(clueJson(clue))).join('\n')

test.each([
  ['payments', '2023-12-20'],
  ['citations', '2024-06-30'],
])('%s scanned twice gives the same bytes', async (name, asOf) => {
  const first = await scan(name, asOf)
  expect(first.length).toBeGreaterThan(0)
  expect(await scan(name, asOf)).toBe(first)
})

test('another day is another answer', async () => {
  expect(await scan('payments', '2023-10-10')).not.toBe(await scan('payments', '2023-12-20'))
})

/**
 * The same facts give the same clues however many threads work on them, in whatever order their rows stand, and in however many
 * files they come. Each key stands once: of two rows with one key the later wins, so there the order is a fact itself.
 */
describe('the demonstration district', () => {
  const home = mkdtempSync(join(tmpdir(), 'xiezhi-again-'))
  const catalogue = loadCatalogue()
  const keys = scanKeyring()
  let sheets: Sheet[] = []
  let first: Delivered
  let told: string

  interface Delivered {
    readonly files: readonly SnapshotFile[]
    readonly brought: readonly Brought[]
  }

  const inSession = async <T>(
    threads: number,
    work: (session: Session, open: Awaited<ReturnType<typeof openWarehouse>>) => Promise<T>,
  ): Promise<T> => {
    const warehouse = await openWarehouse({ directories: [home], memory: '1GB', threads, tempDir: join(home, 'spill') })
    try {
      return await work(await warehouse.session(), warehouse)
    } finally {
      warehouse.close()
    }
  }

  /** Hands the sheets over as files, each parted as told. */
  const deliver = async (
    name: string,
    part: (rows: readonly Row[]) => readonly (readonly Row[])[],
    backwards = false,
  ): Promise<Delivered> =>
    inSession(2, async (_, warehouse) => {
      mkdirSync(join(home, name), { recursive: true })
      const files: SnapshotFile[] = []
      const brought: Brought[] = []
      const papers = sheets.flatMap((sheet, i) =>
        part(sheet.rows).map((rows, nth) => ({ sheet: { name: '', header: sheet.header, rows }, file: `${i}-${nth}.csv` })),
      )
      for (const [i, { sheet, file }] of (backwards ? papers.reverse() : papers).entries()) {
        const path = join(home, name, file)
        writeFileSync(path, await bytesOf({ name: file, provider: '', datasets: [], sheets: [sheet], encoding: 'utf8' }))
        const result = await importFile(
          warehouse,
          { path, name: file },
          { standards: catalogue.standards, keys, workDir: join(home, name, `${i}`), seq: i + 1 },
        )
        for (const { dataset, table, children, fields } of result.parts) {
          if (dataset === null || !table) continue
          files.push({ dataset, path: table.path }, ...children)
          brought.push({ dataset, fields })
        }
      }
      return { files, brought }
    })

  /** All clues, with the rows that prove them but not where in which file those stand. */
  const found = async ({ files, brought }: Delivered, threads: number): Promise<string> =>
    inSession(threads, async (session) => {
      await mountAll(session, catalogue, files)
      const clues: Clue[] = []
      const here = new Set(brought.map(({ dataset }) => dataset))
      const able = [...catalogue.models.values()].filter(({ checked }) =>
        checked.inputs.every(({ required, dataset }) => !required || here.has(dataset)),
      )
      for (const model of able)
        clues.push(
          ...(
            await runModel(session, {
              countSteps: false,
              catalogue,
              model,
              available: availableOf(catalogue, brought),
              parameters: {},
              asOf: AS_OF,
              idOf: (...identity) => clueId(keys, ...identity),
            })
          ).clues,
        )
      return clues
        .sort(compareClues)
        .map((clue) => {
          const evidence = clue.evidence.map(({ dataset, rowHash, fields }) => JSON.stringify([dataset, rowHash, fields])).sort()
          return JSON.stringify({ ...clueJson(clue), evidence })
        })
        .join('\n')
    })

  beforeAll(async () => {
    const district = buildDistrict()
    sheets = [penaltyPapers, processPapers, moneyPapers]
      .flatMap((papers) => papers(district))
      .flatMap((paper) => paper.sheets)
      .filter(({ header, rows }) => header.length > 2 && rows.length > 3 && rows.length < 1300)
    const whole = await deliver('whole', (rows) => [rows])
    // Rows of keys that stand more than once are left out.
    const twice = await inSession(2, async (session) => {
      const gone = new Map<string, Set<number>>()
      for (const dataset of new Set(whole.brought.map((one) => one.dataset))) {
        const paths = whole.files.filter((one) => one.dataset === dataset).map(({ path }) => `'${path}'`)
        const rows = await session.rows(
          `SELECT _file, _row_no FROM read_parquet([${paths.join(', ')}], union_by_name = true) QUALIFY count(*) OVER (PARTITION BY _key) > 1`,
        )
        for (const { _file, _row_no } of rows) gone.set(String(_file), (gone.get(String(_file)) ?? new Set()).add(Number(_row_no)))
      }
      return gone
    })
    sheets = sheets.map((sheet, i) => ({ ...sheet, rows: sheet.rows.filter((_, at) => !twice.get(`${i}-0.csv`)?.has(at + 2)) }))
    first = await deliver('first', (rows) => [rows])
    told = await found(first, 1)
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('shows clues of many models', () => {
    const models = new Set(told.split('\n').map((line) => (JSON.parse(line) as { model: string }).model))
    expect(models.size).toBeGreaterThan(5)
  })

  test.each([2, 4])('gives the same on %i threads', async (threads) => {
    expect(await found(first, threads)).toBe(told)
  })

  test('gives the same with its rows in another order, in three files for one, the last first', async () => {
    const mixed = (rows: readonly Row[]): Row[] =>
      rows
        .map((row, i) => ({ row, place: (i * 7919) % 10_007 }))
        .sort((a, b) => a.place - b.place)
        .map(({ row }) => row)
    const thirds = (rows: readonly Row[]) => [0, 1, 2].map((nth) => mixed(rows).filter((_, i) => i % 3 === nth))
    expect(await found(await deliver('thirds', thirds, true), 2)).toBe(told)
  })
})
