import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice } from '../testing/office.ts'
import { manyDecisions, manyProcesses } from '../testing/papers.ts'

let office: Office
let client: Client
beforeAll(async () => {
  office = await openOffice()
  client = await office.signIn(['administrator', 'procurator'])
  for (const [name, content] of [
    ['乙.csv', manyDecisions(0, 2)],
    ['甲.csv', manyProcesses(5)],
    ['丙.csv', '姓名,说明\n张三,不是哪一种数据\n'],
  ] as const)
    await client.upload(name, content)
  await office.platform.idle()
}, 120_000)
afterAll(() => office.close())

const column = async (path: string, name: string): Promise<unknown[]> =>
  (await client.get(path)).json().items.map((item: Readonly<Record<string, unknown>>) => item[name])

test('files that came in and batches are ordered as asked, and the latest first where nothing is asked', async () => {
  expect(await column('/imports', 'file')).toEqual(['丙.csv', '甲.csv', '乙.csv'])
  expect(await column('/imports?sort=at', 'file')).toEqual(['乙.csv', '甲.csv', '丙.csv'])
  expect(await column('/imports?sort=-taken', 'file')).toEqual(['甲.csv', '乙.csv', '丙.csv'])
  expect(await column('/batches?sort=rows', 'rows')).toEqual([2, 5])
  expect(await column('/batches?sort=-rows', 'rows')).toEqual([5, 2])
  expect(await column('/batches?q=乙', 'file')).toEqual(['乙.csv'])
})

test('accounts and the log too', async () => {
  const accounts = await column('/users', 'account')
  expect(accounts.length).toBeGreaterThan(1)
  expect(await column('/users?sort=-account', 'account')).toEqual(accounts.toReversed())
  expect((await column('/audit?sort=at&size=3', 'seq'))[0]).toBe(1)
})

test('the file of a list has its rows in the order of the list, and the log says who took how many', async () => {
  const { body } = await client.get('/imports.csv?sort=-taken')
  const files = [...body.matchAll(/^[^\n]*?([甲乙丙]\.csv)/gm)].map(([, file]) => file)
  expect(files).toEqual(['甲.csv', '乙.csv', '丙.csv'])
  expect(await column('/audit?action=list.export', 'detail')).toEqual([expect.stringContaining('3')])
})
