import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import { mountSnapshot } from '../warehouse/snapshot.ts'
import { quoteName, type Session, type Warehouse } from '../warehouse/warehouse.ts'
import { pursuitStatement } from './statement.ts'
import type { Target } from './target.ts'

const dir = mkdtempSync(join(tmpdir(), 'xiezhi-pursuit-'))
const standards = [...loadCatalogue().standards.values()]
let warehouse: Warehouse
let session: Session

beforeAll(async () => {
  warehouse = await openWarehouse({ directories: [dir], memory: '500MB', threads: 1, tempDir: join(dir, 'spill') })
  session = await warehouse.session()
  await mountSnapshot(session, standards, [])
  // One row that says nothing, so that every condition is worked out.
  for (const { id } of standards) {
    await session.run(`CREATE TEMP TABLE ${quoteName(`one_${id}`)} AS SELECT * FROM ${quoteName(id)}`)
    await session.run(`INSERT INTO ${quoteName(`one_${id}`)} DEFAULT VALUES`)
    await session.run(`CREATE OR REPLACE TEMP VIEW ${quoteName(id)} AS SELECT * FROM ${quoteName(`one_${id}`)}`)
  }
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(dir, { recursive: true, force: true })
})

const targets: readonly Target[] = [
  { kind: 'party', key: 'e8a7411094d968373e348012923a29f8' },
  { kind: 'party', key: '91529999MA4HKPBFXE' },
  { kind: 'party', key: 'name:许桂' },
  { kind: 'party', key: 'org:MA4HKPBFX' },
  { kind: 'number', key: '云交罚(2025)1号' },
  { kind: 'name', key: '许桂' },
]

test.each(targets)('every dataset of the catalogue can be asked for $kind $key', async (target) => {
  for (const standard of standards) {
    const statement = pursuitStatement([standard], target, { oldestFirst: false, most: 10 })
    const rows = statement ? await session.rows(statement.sql, statement.values) : []
    expect([standard.id, rows]).toEqual([standard.id, []])
  }
})
