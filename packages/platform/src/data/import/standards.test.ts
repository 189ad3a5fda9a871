import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstDay, lastDay } from '@xiezhi/engine/data/dictionary'
import { knownNames, lookUp } from '@xiezhi/engine/data/header'
import { foldTight } from '@xiezhi/engine/data/normalise/text'
import { childSchemas, tableSchema } from '@xiezhi/engine/data/schema'
import { parseStandard } from '@xiezhi/engine/data/standard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogueFolder, loadCatalogue } from '../../catalogue.ts'
import { openWarehouse } from '../../warehouse/duckdb.ts'
import { mountSnapshot } from '../../warehouse/snapshot.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import { scanKeyring } from '../secrecy/keyring.ts'
import { importFile } from './import-file.ts'

const { standards, dictionaries } = loadCatalogue()
let folder: string
let warehouse: Warehouse
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-standards-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '300MB', threads: 1, tempDir: join(folder, 'spill') })
})
afterAll(() => {
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each([...standards.values()].map((standard) => [standard.id, standard] as const))('%s', (id, standard) => {
  test('its sample comes in whole, and makes the tables that a model is told of', async () => {
    const path = join(catalogueFolder(), 'standards', id, 'sample.csv')
    expect(existsSync(path)).toBe(true)
    const { parts } = await importFile(
      warehouse,
      { path, name: 'sample.csv' },
      { standards, keys: scanKeyring(), workDir: join(folder, id), seq: 1 },
    )
    const [part] = parts
    expect(part?.inspection.findings.filter(({ level }) => level !== 'I')).toEqual([])
    expect(part).toMatchObject({ dataset: id, counts: { rows: 2, taken: 2, refused: 0 } })
    const session = await warehouse.session()
    await mountSnapshot(session, [standard], [{ dataset: id, path: part!.table!.path }, ...part!.children])
    for (const schema of [tableSchema(standard), ...childSchemas(standard)]) {
      const rows = await session.rows(`SELECT * FROM "${schema.id}"`)
      expect(rows.length).toBeGreaterThan(0)
      expect(Object.keys(rows[0]!).filter((name) => !name.startsWith('_'))).toEqual(schema.columns.map((column) => column.name))
    }
    session.close()
  })
  test('no word stands for two codes of one list', () => {
    for (const { codes } of standard.fields) {
      const words = (codes ?? []).flatMap(({ code, label, also }) => [
        ...new Set([code, label, ...also].map((word) => foldTight(word).toUpperCase())),
      ])
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
    }
  })
  test('no name stands for two of its fields', () => {
    const names = knownNames(standard)
    for (const field of standard.fields) for (const name of [field.id, field.label]) expect(lookUp(names, name)?.field.id).toBe(field.id)
  })
})

test('what a field refers to is a column of another dataset', () => {
  const lost = [...standards.values()].flatMap((standard) =>
    standard.fields.flatMap(({ id, references }) =>
      references
        .filter(({ dataset, column }) => {
          const other = standards.get(dataset)
          return !other || dataset === standard.id || !tableSchema(other).columns.some(({ name }) => name === column)
        })
        .map(({ dataset, column }) => `${standard.id}.${id} → ${dataset}.${column}`),
    ),
  )
  expect(lost).toEqual([])
  expect([...standards.values()].filter(({ rowsAMonth }) => rowsAMonth === null).map(({ id }) => id)).toEqual([])
})

test('every list of codes of the catalogue is a dictionary that says whose words it has, and every dictionary is named by a field', () => {
  const fields = [...standards.values()].flatMap((standard) => standard.fields)
  expect(fields.filter(({ type, codes }) => type.startsWith('code') && (codes ?? []).length === 0)).toEqual([])
  expect([...standards.values()].flatMap((standard) => standard.dictionaries)).toEqual([])
  const named = new Set(fields.flatMap(({ dictionary }) => dictionary ?? []))
  expect([...dictionaries.keys()].filter((id) => !named.has(id))).toEqual([])
  for (const { id, source, entries, verified, asOf } of dictionaries.values()) {
    expect([id, source.length > 3, entries.length > 0]).toEqual([id, true, true])
    const codes = new Set(entries.map(({ code }) => code))
    expect(entries.filter(({ from, to }) => from !== null && to !== null && firstDay(from) > lastDay(to))).toEqual([])
    // A district that was split has several after it.
    expect(entries.filter(({ successor }) => successor?.split('、').some((one) => !codes.has(one)))).toEqual([])
    // What says that it was held against its source has no day from memory, and says until when its source reaches.
    if (verified) expect([id, asOf !== null, entries.filter(({ note }) => note?.includes('凭记忆'))]).toEqual([id, true, []])
  }
})

test('a standard that points nowhere says where', () => {
  const text =
    'id: thing\nlabel: 物\npurpose: 试\nsource: 试\nnatural_key: [no]\nmarks: [nothing]\nfields:\n  - { id: no, label: 号, type: varchar(9) }\n  - { id: no, label: 号, type: code }\n'
  const { standard, findings } = parseStandard(text, 'thing.yml')
  expect(standard).toBeUndefined()
  expect(findings.map(({ line, message }) => [line, message.code])).toEqual([
    [9, 'standard.duplicate'],
    [9, 'standard.no-codes'],
    [6, 'standard.unknown-field'],
  ])
  const odd = `id: thing\nlabel: 物\npurpose: 试\nsource: 试\nnatural_key: [no]\nfields:\n  - { id: no, label: 号, type: varchar(9), bounds: { from: 1 } }\n  - { id: day, label: 日, type: date, bounds: { to: 9 } }\n`
  expect(parseStandard(odd, 'thing.yml').findings.map(({ line, message }) => [line, message.code])).toEqual([
    [7, 'standard.bound'],
    [8, 'standard.bound'],
  ])
  expect(parseStandard('id: thing\nfields: 3\n', 'x.yml').findings.length).toBeGreaterThan(1)
  expect(parseStandard('id: [', 'x.yml').findings[0]?.message.code).toBe('standard.yaml')
})
