import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice } from '../../testing/office.ts'
import { decisions, identityNo } from '../../testing/papers.ts'
import { freshDataDir } from '../../testing/template.ts'

let dir: string
let office: Office
let clerk: Client

const known = '529999********0015'
const paper = decisions(
  { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
  { no: '云交罚〔2025〕2号', party: '程远', id: known, on: '2025-03-04' },
  { no: '云交罚〔2025〕3号', party: '许桂', id: identityNo(1), on: '2025-03-05' },
)
const shown = ['529999********001X', known, '529999********001X'].map((mask, at) => [`云交罚〔2025〕${at + 1}号`, mask])

async function open(): Promise<void> {
  office = await openOffice({}, dir)
  clerk = await office.signIn(['procurator'])
}
beforeAll(async () => {
  dir = await freshDataDir()
  await open()
  await clerk.upload('处罚.csv', paper)
  await office.platform.idle()
})
afterAll(async () => {
  await office.close()
  rmSync(dir, { recursive: true, force: true })
})

const rows = async (query = ''): Promise<unknown> =>
  (await clerk.get(`/datasets/penalty_decision/rows?sort=decision_no${query}`))
    .json()
    .items.map((row: { values: { decision_no: string; id_no: string } }) => [row.values.decision_no, row.values.id_no])

/** Every value of every file of the lake, and the names of their columns. */
async function lake(change?: (path: string) => string): Promise<string> {
  const db = await (await DuckDBInstance.create(':memory:')).connect()
  let all = ''
  const files = readdirSync(join(dir, 'lake'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
  for (const name of files) {
    const path = join(dir, 'lake', name)
    if (change) {
      await db.run(`COPY (${change(path)}) TO '${path}.old' (FORMAT parquet)`)
      renameSync(`${path}.old`, path)
    }
    const result = await db.runAndReadAll(`SELECT * FROM '${path}'`)
    all += `${JSON.stringify(result.getRowObjectsJson())}\n`
  }
  db.closeSync()
  return all
}

test('the lake holds no mask, and pages show them out of the vault', async () => {
  expect(await rows()).toEqual(shown)
  expect(await rows('&q=********001')).toEqual(shown)
  expect(await rows(`&field=id_no&value=${encodeURIComponent(known)}`)).toEqual([shown[1]])
  const held = await lake()
  expect(held).toContain('云交罚〔2025〕1号')
  expect(held).not.toContain('_mask"')
  expect(held).not.toContain('529999****')
  const kept = await office.platform.store.db.selectFrom('vault').select(['kind', 'mask']).orderBy('kind').execute()
  expect(kept).toContainEqual({ kind: 'identity', mask: '529999********001X' })
  expect(kept).toContainEqual({ kind: 'masked', mask: known })
})

test('after a restart the vault is asked again', async () => {
  await office.close()
  await open()
  expect(await rows()).toEqual(shown)
})

test('a folder from before is read as it is, and its files are written anew without masks', async () => {
  const { db } = office.platform.store
  await db.deleteFrom('setting').where('key', '=', 'masks-left-the-lake').execute()
  await db.deleteFrom('vault').where('kind', '=', 'masked').execute()
  await db.updateTable('vault').set({ mask: null }).execute()
  await office.close()
  const of = (path: string): string =>
    path.includes('penalty_decision')
      ? `SELECT * EXCLUDE (id_no_masked, legal_rep_id_masked), CASE WHEN id_no IS NULL THEN '${known}' ELSE '529999********001X' END AS id_no_mask, NULL::VARCHAR AS legal_rep_id_mask FROM '${path}' ORDER BY _rid`
      : `SELECT * FROM '${path}'`
  expect(await lake(of)).toContain('"id_no_mask":"529999********001X"')

  office = await openOffice({}, dir)
  clerk = await office.signIn(['procurator'])
  // Whether the work has been done by now or not, the same is seen.
  expect(await rows()).toEqual(shown)
  await office.platform.idle()
  const [entry] = await office.platform.store.db.selectFrom('audit').select('detail').where('action', '=', 'keys.masks-left').execute()
  expect(entry?.detail).toContain('"files":1')
  const kept = await office.platform.store.db.selectFrom('vault').select(['kind', 'mask']).execute()
  expect(kept).toContainEqual({ kind: 'identity', mask: '529999********001X' })
  expect(kept).toContainEqual({ kind: 'masked', mask: known })
  // The next start sweeps away what no batch names any more.
  await office.close()
  await open()
  expect(await rows()).toEqual(shown)
  expect(await rows(`&field=id_no&value=${encodeURIComponent(known)}`)).toEqual([shown[1]])
  const held = await lake()
  expect(held).toContain('云交罚〔2025〕1号')
  expect(held).not.toContain('529999****')
})
