import { expect, test, vi } from 'vitest'
import { type Client, openOffice, until } from '../testing/office.ts'
import { manyDecisions, manyProcesses } from '../testing/papers.ts'
import { freshDataDir } from '../testing/template.ts'

const isOver = ({ state }: { state: string }): boolean => !['queued', 'running'].includes(state)
const ended = (client: Client, id: string) =>
  until(
    async () => (await client.get(`/runs/${id}`)).json(),
    (answer) => isOver(answer),
  )
const begin = async (client: Client, model: string): Promise<string> => {
  const started = await client.send('POST', `/models/${model}/runs`, { asOf: '2026-10-31' })
  expect(started.statusCode).toBe(202)
  return started.json().id
}
const clues = async (client: Client): Promise<number> =>
  (await client.get('/clues?model=late-service&state=fresh,persisting,returned')).json().total

test('a run that uses up its time or its memory says at what, keeps nothing, and lets those behind it go on', async () => {
  const dir = await freshDataDir()
  const roomy = await openOffice({ memoryGigabytes: 1 }, dir)
  const clerk = await roomy.signIn(['procurator'])
  for (const [name, content] of [
    ['处罚.csv', manyDecisions(0, 4000)],
    ['过程.csv', manyProcesses(40)],
  ] as const) {
    expect((await clerk.upload(name, content)).statusCode).toBe(202)
    await roomy.platform.idle()
  }
  expect(await ended(clerk, await begin(clerk, 'late-service'))).toMatchObject({ state: 'succeeded' })
  const found = await clues(clerk)
  expect(found).toBeGreaterThan(0)

  // An hour goes by at once, for the first of the two.
  const usual = globalThis.setTimeout
  let hours = 0
  const hurried = vi
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((work: () => void, wait?: number) =>
      usual(work, wait === 3_600_000 && hours++ === 0 ? 0 : wait)) as typeof setTimeout)
  const [late, after] = [await begin(clerk, 'late-service'), await begin(clerk, 'profit-driven-enforcement')]
  const stopped = await ended(clerk, late)
  expect(stopped).toMatchObject({ state: 'failed', counts: null })
  expect(stopped.error).toMatch(
    /^模型“处罚决定书送达超期监督模型”在“.+”时超过了 60 分钟的时限，已停止，没有发布线索。.*“运行设置”.*编号 \w{8}）$/,
  )
  expect(await ended(clerk, after)).toMatchObject({ state: 'succeeded' })
  hurried.mockRestore()
  expect(await clues(clerk)).toBe(found)
  await roomy.platform.close()

  const narrow = await openOffice({ memoryGigabytes: 0.05 }, dir)
  const again = await narrow.signIn(['procurator'])
  const [large, small] = [await begin(again, 'late-service'), await begin(again, 'profit-driven-enforcement')]
  const full = await ended(again, large)
  expect(full).toMatchObject({ state: 'failed', counts: null })
  expect(full.error).toMatch(/^模型“处罚决定书送达超期监督模型”在“[^“”a-z]+”这一步用尽了 0\.05 GB 内存，没有发布线索。.*编号 \w{8}）$/)
  expect(full.error).not.toMatch(/Out of Memory|pin block/)
  expect(await ended(again, small)).toMatchObject({ state: 'succeeded' })
  expect(await clues(again)).toBe(found)
  await narrow.platform.close()
}, 240_000)
