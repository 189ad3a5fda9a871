import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type ClientRequest, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'
import { freshDataDir } from '../testing/template.ts'

let dir: string
let office: Office
let clerk: Client
const paper = Buffer.from(
  decisions(
    ...Array.from({ length: 400 }, (_, n) => ({ no: `云交罚〔2025〕${n}号`, party: `许桂${n}`, id: identityNo(n), on: '2025-03-03' })),
  ),
)
const file = { name: '处罚.csv', folder: '县交通局/三月', bytes: paper.length, modifiedAt: '1740960000000' }

const begin = async (more: object = {}, by = clerk) => (await by.send('POST', '/uploads', { ...file, ...more })).json()
const put = (id: string, offset: number, bytes: Buffer, by = clerk) =>
  office.platform.app.inject({
    method: 'PUT',
    url: `/api/uploads/${id}/content?offset=${offset}`,
    headers: { cookie: by.cookie, 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
const parts = (): string[] => (existsSync(join(dir, 'uploads')) ? readdirSync(join(dir, 'uploads')) : [])
const open = async (): Promise<void> => {
  office = await openOffice({}, dir)
  clerk = await office.signIn(['procurator'])
}

beforeAll(async () => {
  dir = await freshDataDir()
  await open()
})
afterAll(async () => {
  await office.close()
  rmSync(dir, { recursive: true, force: true })
})

test('a file in parts is the file: what is wrong with a part is said, and finishing twice is one import', async () => {
  const { id } = await begin()
  expect((await put(id, 0, paper.subarray(0, 1001))).json()).toMatchObject({ received: 1001, bytes: paper.length })
  expect((await put(id, 0, paper.subarray(0, 10))).json().code).toBe('upload.offset')
  expect((await put(id, 2000, paper.subarray(2000))).json().code).toBe('upload.offset')
  expect((await clerk.send('POST', `/uploads/${id}/finish`)).json().code).toBe('upload.not-all')
  // The same file chosen again goes on where it was; another person's is another.
  expect(await begin()).toMatchObject({ id, received: 1001 })
  const other = await office.signIn(['procurator'])
  expect((await other.get(`/uploads/${id}`)).statusCode).toBe(404)
  expect((await begin({}, other)).id).not.toBe(id)
  expect((await other.get('/uploads')).json()).toMatchObject({ total: 1 })
  // More than was said is not taken.
  await put(id, 1001, Buffer.concat([paper.subarray(1001), Buffer.from('mehr')]))
  expect((await clerk.get(`/uploads/${id}`)).json().received).toBe(paper.length)
  expect(readFileSync(join(dir, 'uploads', id)).includes('许桂')).toBe(false)
  const done = await clerk.send('POST', `/uploads/${id}/finish`)
  expect(done.statusCode).toBe(202)
  expect(done.json()).toMatchObject({ file: '处罚.csv', bytes: paper.length })
  expect((await clerk.send('POST', `/uploads/${id}/finish`)).json().id).toBe(done.json().id)
  await office.platform.idle()
  expect((await clerk.get(`/imports/${done.json().id}`)).json()).toMatchObject({ state: 'succeeded', parts: [{ rows: 400 }] })
  expect(parts()).toEqual([])
  expect((await clerk.get('/uploads')).json().total).toBe(0)
})

test('a line that breaks in the middle of a part costs nothing of what arrived, and a restart of the server neither', async () => {
  await office.platform.app.listen({ host: '127.0.0.1', port: 0 })
  const address = office.platform.app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const bytes = Buffer.concat([paper, Buffer.from('\n'), paper])
  const { id } = await begin({ bytes: bytes.length, name: '断.csv' })
  const cut = await new Promise<ClientRequest>((resolve) => {
    const sent = request(
      { port, method: 'PUT', path: `/api/uploads/${id}/content?offset=0`, host: '127.0.0.1' },
      (answer) => void answer.resume(),
    )
    sent.on('error', () => undefined)
    sent.setHeader('cookie', clerk.cookie)
    sent.setHeader('content-type', 'application/octet-stream')
    sent.setHeader('content-length', bytes.length)
    sent.write(bytes.subarray(0, 40_000), () => resolve(sent))
  })
  await until(
    async () => (await clerk.get(`/uploads/${id}`)).json(),
    ({ received }) => received > 0,
  )
  cut.destroy()
  const imports = (await clerk.get('/imports')).json().total
  const { received } = await until(
    async () => (await clerk.get(`/uploads/${id}`)).json(),
    (answer) => answer.received === 40_000,
  )
  expect((await clerk.get('/imports')).json().total).toBe(imports)

  await office.close()
  // What no upload is unfinished for goes at the next start.
  writeFileSync(join(dir, 'uploads', 'upload_left'), 'x')
  await open()
  expect(parts()).not.toContain('upload_left')
  await office.platform.store.db.updateTable('upload').set({ user_id: clerk.userId }).where('id', '=', id).execute()
  expect((await clerk.get(`/uploads/${id}`)).json()).toMatchObject({ received })
  await put(id, received, bytes.subarray(received))
  const done = (await clerk.send('POST', `/uploads/${id}/finish`)).json()
  await office.platform.idle()
  const { sha256 } = (await clerk.get(`/imports/${done.id}`)).json()
  const whole = await clerk.upload('整.csv', bytes)
  expect(whole.json()).toMatchObject({ sha256, sameAs: done.id })
})

test('given up it is gone, forgotten it is cleared after its term, and the log tells', async () => {
  const { id } = await begin({ name: '弃.csv' })
  await put(id, 0, paper.subarray(0, 100))
  expect((await clerk.send('DELETE', `/uploads/${id}`)).statusCode).toBe(204)
  expect((await put(id, 100, paper.subarray(100))).statusCode).toBe(404)
  const left = await begin({ name: '忘.csv' })
  await put(left.id, 0, paper.subarray(0, 100))
  office.at(new Date(Date.parse(left.keptUntil) + 60_000).toISOString())
  await office.platform.look()
  expect(parts()).toEqual([])
  const told = await office.platform.store.db.selectFrom('audit').select('action').where('action', 'like', 'upload.%').execute()
  expect(told.map(({ action }) => action)).toEqual(expect.arrayContaining(['upload.begin', 'upload.drop', 'upload.expire']))
})

test('what is too large or for nobody is refused before a byte is sent', async () => {
  clerk = await office.signIn(['procurator'])
  expect((await begin({ bytes: 11 * 1024 * 1024 })).code).toBe('import.too-large')
  expect((await begin({ source: 'source_none' })).code).toBe('source.not-found')
  expect((await begin({ dataset: 'nothing' })).code).toBe('import.unknown-dataset')
  const admin = await office.signIn(['administrator'])
  expect((await admin.get('/uploads')).statusCode).toBe(403)
})
