import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../../testing/office.ts'
import { decisions, identityNo } from '../../testing/papers.ts'
import { loadKeyring } from './keyring.ts'
import { isSealedNow } from './seal.ts'

const paper = decisions(
  { no: '云交罚〔2025〕1号', party: '许桂', id: identityNo(1), on: '2025-03-03' },
  { no: '云交罚〔2025〕2号', party: '程远', id: identityNo(2), on: '2025-03-04' },
  // Refused for its day, and so sealed as a row.
  { no: '云交罚〔2025〕3号', party: '程远', id: identityNo(3), on: '不详' },
)

/** Everything that is sealed opens with the keys of the file alone, and they hold one seal. */
async function allSealedNow({ platform, dir }: Office): Promise<number> {
  const keys = loadKeyring(join(dir, 'keys.json'))
  expect(keys.older ?? []).toEqual([])
  const { db } = platform.store
  const vault = await db.selectFrom('vault').select('sealed').execute()
  const quarantine = await db.selectFrom('quarantine').select('sealed').execute()
  const all = [...vault, ...quarantine]
  expect(all.filter(({ sealed }) => !isSealedNow(keys, sealed))).toEqual([])
  return all.length
}
const shown = async (clerk: Client) => {
  const { items } = (await clerk.get('/datasets/penalty_decision/rows')).json()
  const place = { kind: 'row', dataset: 'penalty_decision', rid: items[0].rid, field: 'id_no' }
  return (await clerk.send('POST', '/reveals', { place, reason: '核对身份' })).json().value
}

test('the seal changes while the server goes on; numbers, rows and originals open afterwards', async () => {
  const office = await openOffice()
  const clerk = await office.signIn(['procurator'])
  const admin = await office.signIn(['administrator'])
  const { id } = (await clerk.upload('处罚.csv', paper)).json()
  await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => state === 'succeeded',
  )
  const path = join(office.dir, 'keys.json')
  const before = loadKeyring(path)

  expect((await clerk.send('POST', '/keys/rotation', { reason: '定期更换' })).statusCode).toBe(403)
  const [first, second] = await Promise.all([1, 2].map(() => admin.send('POST', '/keys/rotation', { reason: '定期更换' })))
  expect([first?.statusCode, second?.statusCode].sort()).toEqual([202, 409])
  await office.platform.idle()
  await until(
    async () => loadKeyring(path).older ?? [],
    (older) => older.length === 0,
  )
  const after = loadKeyring(path)
  expect(after.token).toEqual(before.token)
  expect(after.sealMac).not.toEqual(before.sealMac)
  expect(await allSealedNow(office)).toBeGreaterThan(2)
  expect((await admin.get('/keys')).json()).toEqual({ from: 'file', work: null })
  expect(await shown(clerk)).toBe(identityNo(1))
  const [entry] = (await admin.get('/audit?action=keys.rotated')).json().items
  expect(entry.detail).toMatch(/原件 1 份；打不开 0 项/)
  // The original can be read again from its new seal.
  const again = (await clerk.upload('处罚.csv', paper, '?again=true')).json()
  expect(
    await until(
      async () => (await clerk.get(`/imports/${again.id}`)).json(),
      ({ state }) => !['queued', 'running'].includes(state),
    ),
  ).toMatchObject({ state: 'succeeded' })
  expect(readFileSync(path, 'utf8')).toContain('"version": 1')
  await office.close()
})
