import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'
import { mostLoose } from './compaction.ts'

let office: Office
let clerk: Client

/** Each file has a decision of its own, and says one that every file has anew. */
const paper = (serial: number): string =>
  decisions(
    { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03', fine: `0.${100 + serial}` },
    { no: `云交罚〔2025〕${1000 + serial}号`, party: '程远', id: identityNo(2), on: '2025-03-04' },
  )
const rows = async (query = '') =>
  (await clerk.get(`/datasets/penalty_decision/rows?size=100&sort=decision_no${query}`))
    .json()
    .items.map((row: { values: { decision_no: string; fine_amount: string } }) => [row.values.decision_no, row.values.fine_amount])
const filesOf = (dataset: string): string[] => readdirSync(join(office.dir, 'lake', dataset))

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  for (let serial = 0; serial <= mostLoose; serial++) await clerk.upload(`${serial}.csv`, paper(serial))
  await office.platform.idle()
})
afterAll(() => office.close())

test('many files are put into one, and the rows stay what they were', async () => {
  expect(filesOf('penalty_decision').filter((name) => name.startsWith('compacted-'))).toHaveLength(1)
  const { db } = office.platform.store
  const [kept] = await db.selectFrom('compaction').selectAll().execute()
  expect(kept?.batches).toHaveLength(mostLoose + 1)
  const found = await rows()
  expect(found).toHaveLength(mostLoose + 2)
  expect(found.find(([no]: string[]) => no === '云交罚〔2025〕1号')).toEqual(['云交罚〔2025〕1号', `${1000 + 10 * mostLoose}.00`])
  // Without it the same rows are read from the batches' own files.
  await db.deleteFrom('compaction').execute()
  expect(await rows('&at=2026-11-02')).toEqual(found)
  await db
    .insertInto('compaction')
    .values({ ...kept!, batches: JSON.stringify(kept!.batches), files: JSON.stringify(kept!.files) })
    .execute()
})

test('a withdrawn batch is not read out of it', async () => {
  const last = (await clerk.get('/batches?dataset=penalty_decision&size=1')).json().items[0]
  await clerk.send('POST', `/batches/${last.id}/withdrawal`, { reason: '更正' })
  const found = await rows()
  expect(found).toHaveLength(mostLoose + 1)
  expect(found.find(([no]: string[]) => no === '云交罚〔2025〕1号')).toEqual(['云交罚〔2025〕1号', `${1000 + 10 * (mostLoose - 1)}.00`])
  await clerk.send('POST', `/batches/${last.id}/restoration`, { reason: '核实' })
  expect(await rows()).toHaveLength(mostLoose + 2)
})
