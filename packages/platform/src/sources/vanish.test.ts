import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type ClientRequest, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Imports } from '../data/imports.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'
import { openInbox } from './inbox.ts'

/** Whoever sends goes away half-way: nothing is acknowledged, nothing is seen, nothing is left, and the same can be sent again. */
let office: Office
let clerk: Client
let source: string
let secret: string
let port = 0
const paper = decisions(
  ...Array.from({ length: 2000 }, (_, n) => ({ no: `云交罚〔2025〕${n}号`, party: `许桂${n}`, id: identityNo(n), on: '2025-03-03' })),
)

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  source = (await clerk.send('POST', '/sources', { name: '县交通运输局', ...facts })).json().id
  secret = (await clerk.send('POST', `/sources/${source}/keys`, { name: '执法系统' })).json().secret
  await office.platform.app.listen({ host: '127.0.0.1', port: 0 })
  const address = office.platform.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => office.close())

const temporary = (): string[] => readdirSync(join(office.dir, 'lake', 'tmp'))
const nothingLeft = async (): Promise<void> => {
  await until(
    async () => temporary(),
    (left) => left.length === 0,
  )
  expect((await clerk.get('/imports')).json().total).toBe(0)
  expect((await office.platform.store.db.selectFrom('job').select('id').execute()).length).toBe(0)
}

/** Sends the beginning of a request, waits until the server is at it, and goes away. */
async function sendHalf(path: string, headers: Record<string, string>, bytes: Buffer): Promise<void> {
  const half = await new Promise<ClientRequest>((resolve) => {
    const sent = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (answer) => void answer.resume())
    sent.on('error', () => undefined)
    sent.write(bytes, () => resolve(sent))
  })
  await until(
    async () => temporary(),
    (under) => under.length > 0,
  )
  half.destroy()
}

test('an upload that breaks off in the middle of its file', async () => {
  const boundary = '----xiezhi'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="断.csv"\r\ncontent-type: text/csv\r\n\r\n`
  const whole = Buffer.from(`${head}${paper}\r\n--${boundary}--\r\n`)
  const headers = { cookie: clerk.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` }
  await sendHalf('/api/imports', { ...headers, 'content-length': String(whole.length) }, whole.subarray(0, whole.length / 2))
  await nothingLeft()
  await sendHalf('/api/imports', { ...headers, 'transfer-encoding': 'chunked' }, whole.subarray(0, whole.length / 2))
  await nothingLeft()
})

test('a delivery that breaks off, with its length told and without, can be sent again under its name', async () => {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'text/csv', 'idempotency-key': 'k-1' }
  const bytes = Buffer.from(paper)
  await sendHalf('/api/push/penalty_decision', { ...headers, 'content-length': String(bytes.length) }, bytes.subarray(0, 100_000))
  await nothingLeft()
  await sendHalf('/api/push/penalty_decision', { ...headers, 'transfer-encoding': 'chunked' }, bytes.subarray(0, 100_000))
  await nothingLeft()
  const again = await office.platform.app.inject({ method: 'POST', url: '/api/push/penalty_decision', headers, payload: bytes })
  expect(again.statusCode).toBe(202)
  expect(again.json().bytes).toBe(bytes.length)
  await office.platform.idle()
})

test('a file of the watched folder that is written to or taken away while it is read is not acknowledged; the others are', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xiezhi-inbox-'))
  const folder = join(dir, '县交通运输局')
  mkdirSync(folder)
  for (const name of ['a写.csv', 'b走.csv', 'c好.csv', 'd坏.csv']) writeFileSync(join(folder, name), paper)
  const acknowledged: string[] = []
  const defects: string[] = []
  const upload: Imports['upload'] = async (_actor, file, asked) => {
    if (!file) throw new Error('no file')
    for await (const _ of file.stream);
    if (file.name === 'a写.csv') appendFileSync(join(folder, file.name), 'x')
    if (file.name === 'b走.csv') rmSync(join(folder, file.name))
    if (file.name === 'd坏.csv') throw new Error('the disk')
    const nothing = { id: '', jobId: '', file: '', bytes: 0, sha256: '', dataset: null, sameAs: null, sourceId: null, corrections: [] }
    const { db } = office.platform.store
    const stored = { ...nothing, stated: null, corrects: null, importedBy: '', startedAt: '', refusal: null, parts: [] }
    await db.transaction().execute(async (tx) => asked.also?.(tx, stored))
    acknowledged.push(file.name)
    return { refused: 'invalid', message: { code: 'import.empty', values: { file: file.name } } }
  }
  const look = openInbox({
    db: office.platform.store.db,
    dir,
    imports: { upload, get: async () => ({ refused: 'not-found', message: { code: 'import.not-found' } }) },
    onDefect: (at) => void defects.push(at),
  })
  await look()
  await look()
  expect(acknowledged).toEqual(['c好.csv'])
  expect(defects).toEqual(['inbox d坏.csv'])
  expect(readdirSync(folder).sort()).toEqual(['a写.csv', 'd坏.csv', '未收取'])
  rmSync(dir, { recursive: true, force: true })
})
