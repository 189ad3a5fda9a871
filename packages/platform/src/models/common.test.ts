import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { importFile } from '../data/import/import-file.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import type { SnapshotFile } from '../warehouse/snapshot.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'
import { availableOf } from './available.ts'
import { workOutCommon } from './common.ts'
import { mountAll } from './mount.ts'
import { type RunInput, runModel } from './run.ts'
import { SharedGround } from './shared-ground.ts'

const catalogue = loadCatalogue()
const folder = 'catalogue/models/transport-nonlit-enforcement/cases/payments'
const work = mkdtempSync(join(tmpdir(), 'xiezhi-common-'))
let warehouse: Warehouse
let session: Session
let files: readonly SnapshotFile[]
let inputs: readonly RunInput[]

beforeAll(async () => {
  warehouse = await openWarehouse({ directories: [work, folder], memory: '1GB', threads: 2, tempDir: join(work, 'spill') })
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== 'clues.csv')
  const parts = []
  for (const [index, name] of names.entries()) {
    const options = { standards: catalogue.standards, keys: scanKeyring(), workDir: join(work, name), seq: index + 1 }
    parts.push(...(await importFile(warehouse, { path: join(folder, name), name }, options)).parts)
  }
  session = await warehouse.session()
  files = parts.flatMap(({ dataset, table, children }) => (dataset === null || !table ? [] : [{ dataset, path: table.path }, ...children]))
  await mountAll(session, catalogue, files)
  const available = availableOf(
    catalogue,
    parts.flatMap(({ dataset, fields }) => (dataset === null ? [] : [{ dataset, fields }])),
  )
  inputs = ['transport-nonlit-enforcement', 'nonlit-enforcement-general', 'law-citation-check'].map((id) => ({
    catalogue,
    model: catalogue.models.get(id)!,
    available,
    parameters: {},
    asOf: '2023-12-20',
    idOf: (...identity) => identity.join('|'),
  }))
}, 60_000)

afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(work, { recursive: true, force: true })
})

test('what several models have in common is worked out once, and their clues are the same, byte for byte', async () => {
  const alone = []
  for (const input of inputs) alone.push(JSON.stringify(await runModel(session, input)))
  const common = await workOutCommon(session, inputs)
  expect(common.tables.length).toBeGreaterThan(0)
  for (const { models } of common.tables) expect(new Set(models).size).toBeGreaterThan(1)
  const together = []
  for (const input of inputs) together.push(JSON.stringify(await runModel(session, { ...input, common: common.plans.get(input.model.id) })))
  expect(together).toEqual(alone)
  expect(alone[0]).toContain('"rule":"R1a"')
}, 60_000)

test('all models together: each common step can be made, whatever else models mean by the names of its columns', async () => {
  const all = [...catalogue.models.values()].map((model) => ({ ...inputs[0]!, model }))
  expect((await workOutCommon(session, all)).plans.size).toBe(all.length)
}, 60_000)

test('one model alone, or the same steps over other values, have nothing in common', async () => {
  const [transport] = inputs
  expect((await workOutCommon(session, [transport!])).tables).toEqual([])
  const both = await workOutCommon(session, [transport!, { ...transport!, model: { ...transport!.model, id: 'twin' } }])
  const others = { ...transport!, parameters: { domains: ['城管'] } }
  const apart = await workOutCommon(session, [transport!, others])
  expect(both.tables.length).toBeGreaterThan(0)
  expect(apart.tables.length).toBeLessThan(both.tables.length)
}, 60_000)

test('runs that wait for the same data share a session and their steps; one that fails leaves nothing behind', async () => {
  const ground = new SharedGround(warehouse)
  const mounted: number[] = []
  const mount = async (to: Session, runs: readonly unknown[]) => {
    mounted.push(runs.length)
    await mountAll(to, catalogue, files)
  }
  const waiting = inputs.map((input) => ({ id: `run-${input.model.id}`, input }))
  const sessions = new Set<Session>()
  const tables: number[] = []
  for (const [at, run] of waiting.entries()) {
    const { session: own, common } = await ground.take(run, waiting.slice(at + 1), 'ground', mount)
    sessions.add(own)
    expect(common?.model).toBe(run.input.model.id)
    const [made] = await own.rows(`SELECT count(*) AS n FROM duckdb_tables() WHERE table_name LIKE '\\_same%' ESCAPE '\\'`)
    tables.push(Number(made?.n))
    const alone = JSON.stringify(await runModel(session, inputs[at]!))
    expect(JSON.stringify(await runModel(own, { ...inputs[at]!, common }))).toBe(alone)
    ground.done(run.id, { failed: false })
  }
  expect(mounted).toEqual([3])
  expect(sessions.size).toBe(1)
  // Each is made when the first that needs it comes.
  expect(tables[0]).toBeGreaterThan(0)
  expect(tables[1]).toBeGreaterThanOrEqual(tables[0]!)

  // From here on it matters only who is mounted with whom.
  const [first, second, third] = waiting.map(({ id, input }) => ({ id, input: { ...input, available: new Map() } }))
  const noted = async (_: Session, runs: readonly unknown[]) => {
    mounted.push(runs.length)
  }
  await ground.take(first!, [second!, third!], 'ground', noted)
  ground.done(first!.id, { failed: true })
  expect((await ground.take(second!, [third!], 'ground', noted)).session).not.toBe([...sessions][0])
  // Other files stand for the same data now.
  await ground.take(third!, [], 'another ground', noted)
  ground.done(third!.id, { failed: false })
  expect(mounted).toEqual([3, 3, 2, 1])
  const broken = async (_: Session, runs: readonly unknown[]) => {
    if (runs.length > 1) throw new Error('a file of another one is gone')
    mounted.push(runs.length)
  }
  await ground.take(first!, [second!], 'ground', broken)
  expect(mounted).toEqual([3, 3, 2, 1, 1])
  ground.close()
  const { common } = await ground.take(first!, [], 'ground', noted)
  expect(common).toBeUndefined()
  ground.close()
}, 60_000)
