import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { exportMarker } from '@xiezhi/engine/data/body'
import ExcelJS from 'exceljs'
import type { Response } from 'light-my-request'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../contract/endpoint.ts'
import { contractEndpoints } from '../http/operations.ts'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { decisions, identityNo } from '../testing/papers.ts'

let office: Office
let clerk: Client
let administrator: Client
const published = fileURLToPath(new URL('../../../../catalogue/models/publicity-overdue/cases/published-late/', import.meta.url))
// A package of models carries its number in what is signed: packages.test.ts; a standard's folder is a zip: standards.test.ts.
const otherwise: ReadonlySet<string> = new Set(['downloadPackage', 'standardFolder'])
const producing = [...contractEndpoints].filter(([name, endpoint]) => endpoint.produces !== undefined && !otherwise.has(name))
/** What stands in the addresses, by the beginning of the address. */
const ids: [string, string][] = []
let importId = ''

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
  administrator = await office.signIn(['administrator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  const source = (await clerk.send('POST', '/sources', { name: '=县交通局', ...facts })).json()
  const paper = decisions(
    { no: '云交罚〔2025〕1号', party: '=cmd|1', id: identityNo(1), on: '2025-03-03' },
    { no: '', party: '＝1+1', id: identityNo(2), on: '2025-03-04' },
  )
  importId = (await clerk.upload('处罚.csv', paper, `?source=${source.id}`)).json().id
  await clerk.upload('公示处罚.csv', readFileSync(`${published}penalty_decision.csv`), '?dataset=penalty_decision')
  await clerk.upload('公示记录.csv', readFileSync(`${published}publicity_record.csv`), '?dataset=publicity_record')
  await office.platform.idle()
  const run = (await clerk.send('POST', '/models/publicity-overdue/runs', { asOf: '2026-10-31' })).json()
  await office.platform.idle()
  ids.push(['/sources/', source.id], ['/imports/', importId], ['/runs/', run.id], ['/ledger/', 'publicity-overdue'])
  const trial = () => clerk.send('POST', '/trials', { model: { id: 'publicity-overdue' }, days: [], note: '', keepDays: 90 })
  const [first, second] = [(await trial()).json(), (await trial()).json()]
  await office.platform.idle()
  const pair = { before: first.items[0].id, after: second.items[0].id }
  const difference = (await clerk.send('POST', '/trial-differences', pair)).json()
  await office.platform.idle()
  ids.push(['/trials/', first.items[0].id], ['/trial-differences/', difference.id])
  ids.push(['/models/', 'publicity-overdue'], ['/datasets/', 'penalty_decision'], ['/dictionaries/', 'division'])
}, 300_000)
afterAll(() => office.close())

async function ask(endpoint: Endpoint, format: 'xlsx' | 'csv'): Promise<Response> {
  const id = ids.find(([start]) => endpoint.path.startsWith(start))?.[1] ?? 'none'
  const path = endpoint.path.replace(':format', format).replace(':rule', 'I1').replace(':id', id)
  const queries: Readonly<Record<string, string>> = {
    '/pursuit.': `?kind=name&key=${encodeURIComponent('=cmd|1')}`,
    '/datasets/:id/changes': '?from=2026-11-01&to=2026-11-02',
  }
  const query = Object.entries(queries).find(([start]) => endpoint.path.startsWith(start))?.[1] ?? ''
  const who = ['audit.read', 'user.manage'].includes(endpoint.permission) ? administrator : clerk
  return endpoint.method === 'GET' ? who.get(`${path}${query}`) : who.send(endpoint.method, path, { open: false })
}

const lastEntry = async () => {
  const row = await office.platform.store.db
    .selectFrom('audit')
    .select(['seq', 'action', 'detail', 'actor'])
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return { ...row, values: JSON.parse(row.detail) }
}
const opened = async (body: Buffer): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Uint8Array.from(body).buffer)
  return workbook
}

describe('every file that goes out is in the log under the number that it carries', () => {
  test.each(producing)('%s', async (_, endpoint) => {
    for (const format of endpoint.path.includes(':format') ? (['csv', 'xlsx'] as const) : (['xlsx'] as const)) {
      const answer = await ask(endpoint, format)
      expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
      const entry = await lastEntry()
      const { serial, count } = entry.values
      expect(serial).toBe(`20261102-${String(entry.seq).padStart(6, '0')}`)
      expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(serial)
      if (format === 'csv') {
        const lines = answer.body.trimEnd().split('\r\n')
        expect(lines.at(-1)).toContain(`${exportMarker}：导出编号 ${serial}`)
        expect(lines.at(-1)).toContain(`行数 ${count}`)
        expect(lines.at(-1)).toContain(entry.actor)
        // No cell begins as a formula does.
        expect(answer.body).not.toMatch(/(?:^|,|")\s*[=＝]/m)
      } else {
        const workbook = await opened(answer.rawPayload)
        const note = workbook.worksheets.at(-1)!
        expect(note.getCell('A1').text).toBe(exportMarker)
        expect(note.getCell('B2').text).toBe(serial)
        expect(note.getCell('B5').text).toBe(entry.actor)
        expect(note.getCell('B8').text).toBe(String(count))
        expect(workbook.worksheets[0]?.headerFooter.oddHeader).toContain(serial)
        workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula))))
      }
    }
  })
})

test('the log says of an export what was asked for, without the number that somebody typed, and is found by its number', async () => {
  await clerk.get(`/datasets/penalty_decision/rows.csv?q=${encodeURIComponent('许桂 ')}${identityNo(1)}&field=id_no&value=${identityNo(1)}`)
  const { serial } = (await lastEntry()).values
  const found = (await administrator.get(`/audit?q=${serial}`)).json()
  expect(found.items).toMatchObject([{ action: 'rows.export' }])
  expect(found.items[0].detail).toContain(`导出编号 ${serial}，条件：搜索=许桂 ${identityNo(1).slice(0, 6)}********`)
  expect(found.items[0].detail).toContain('值=…')
  expect((await administrator.get(`/audit?q=${identityNo(1)}`)).json().total).toBe(0)
})

test('what went out comes in again without the mark', async () => {
  const rows = await clerk.get('/datasets/penalty_decision/rows.csv')
  const workbook = await clerk.get('/datasets/penalty_decision/rows.xlsx')
  const before = (await clerk.get('/datasets/penalty_decision')).json().rows
  for (const [name, content] of [
    ['再入.csv', rows.rawPayload],
    ['再入.xlsx', workbook.rawPayload],
  ] as const) {
    const { id } = (await clerk.upload(name, content)).json()
    await office.platform.idle()
    const one = (await clerk.get(`/imports/${id}`)).json()
    expect(one).toMatchObject({ state: 'succeeded' })
    expect(one.parts).toHaveLength(1)
    expect(one.parts[0]).toMatchObject({ dataset: 'penalty_decision', taken: before, refused: 0 })
  }
})
