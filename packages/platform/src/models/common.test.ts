import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { importFile } from '../data/import/import-file.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'
import { availableOf } from './available.ts'
import { workOutCommon } from './common.ts'
import { mountAll } from './mount.ts'
import { type RunInput, runModel } from './run.ts'

const catalogue = loadCatalogue()
const folder = 'catalogue/models/transport-nonlit-enforcement/cases/payments'
const work = mkdtempSync(join(tmpdir(), 'xiezhi-common-'))
let warehouse: Warehouse
let session: Session
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
  await mountAll(
    session,
    catalogue,
    parts.flatMap(({ dataset, table, children }) => (dataset === null || !table ? [] : [{ dataset, path: table.path }, ...children])),
  )
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

test('one model alone, or the same steps over other values, have nothing in common', async () => {
  const [transport] = inputs
  expect((await workOutCommon(session, [transport!])).tables).toEqual([])
  const both = await workOutCommon(session, [transport!, { ...transport!, model: { ...transport!.model, id: 'twin' } }])
  const others = { ...transport!, parameters: { domains: ['城管'] } }
  const apart = await workOutCommon(session, [transport!, others])
  expect(both.tables.length).toBeGreaterThan(0)
  expect(apart.tables.length).toBeLessThan(both.tables.length)
}, 60_000)
