import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Office, openOffice, until } from '../packages/platform/src/testing/office.ts'

/**
 * One penalty record, from the agency's file to a judged clue and on to the day when the data shows that it stopped: the longest
 * test and the best introduction. The files are those of a case of the transport model.
 */
const folder = 'catalogue/models/transport-nonlit-enforcement/cases/payments'
const asOf = '2023-12-20'
const model = 'transport-nonlit-enforcement'
const decision = '云交罚(2023)9号'

let office: Office
let procurator: Client

beforeAll(async () => {
  office = await openOffice()
  procurator = await office.signIn(['procurator'])
})
afterAll(() => office.close())

/** Answers are looked at as a client without types would. */
type Answer = ReturnType<typeof JSON.parse>

const settled = ({ state }: Answer): boolean => !['queued', 'running'].includes(state)

async function bringIn(name: string, content: string) {
  const sent = await procurator.upload(name, content)
  expect(sent.statusCode).toBe(202)
  return until(async () => (await procurator.get(`/imports/${sent.json().id}`)).json(), settled)
}

async function run() {
  const started = await procurator.send('POST', `/models/${model}/runs`, { asOf })
  expect(started.statusCode).toBe(202)
  const done = await until(async () => (await procurator.get(`/runs/${started.json().id}`)).json(), settled)
  expect(done.error).toBeNull()
  return done
}

const clueOf = async (docKey: string, state = 'fresh,persisting,vanished,returned') => {
  const { items } = (await procurator.get(`/clues?rule=R1a&state=${state}&size=100`)).json()
  for (const { id } of items) {
    const clue = (await procurator.get(`/clues/${id}`)).json()
    if (clue.key.doc_key === docKey) return clue
  }
  return undefined
}

const table = (name: string): string => readFileSync(`${folder}/${name}.csv`, 'utf8')

test('1–5: files arrive, are understood, checked and published; what can’t be used is set aside with its reason', async () => {
  const rows = table('penalty_decision')
  const dirty = `${rows.trimEnd()}\n,没有文号的人,,5000,2023-01-10,云岭县交通运输局,11520599MB0000019Y,有效\n合计,,,55000,,,,\n`
  const penalties = await bringIn('交通运输局处罚决定.csv', dirty)
  expect(penalties).toMatchObject({ state: 'succeeded', parts: [{ dataset: 'penalty_decision', taken: 9, refused: 1 }] })
  const [part] = penalties.parts
  expect(part.taken + part.refused + part.skipped).toBe(11)

  const quarantine = (await procurator.get(`/imports/${penalties.id}/quarantine`)).json()
  expect(quarantine).toMatchObject({ total: 1, items: [{ rowNo: 11 }] })
  expect(quarantine.items[0].reasons.join()).toContain('行政处罚决定书文号')
  expect(quarantine.items[0].cells.map(({ text }: { text: string }) => text)).toContain('没有文号的人')

  for (const name of ['agency', 'penalty_process', 'fine_payment', 'nonlit_case'])
    expect(await bringIn(`${name}.csv`, table(name))).toMatchObject({ state: 'succeeded', refusal: null })
  const again = await bringIn('交通运输局处罚决定.csv', dirty)
  expect(again.sameAs).toBe(penalties.id)
})

test('6–8: a run finds the penalty that was neither paid nor taken to court, and proves it', async () => {
  const done = await run()
  expect(done.rules.find(({ rule }: { rule: string }) => rule === 'R1a')).toMatchObject({
    state: 'ran',
    clues: 4,
    excluded: [{ id: 'E1', count: 5 }],
  })
  const clue = await clueOf(decision)
  expect(clue).toMatchObject({
    state: 'fresh',
    handling: { state: 'pending' },
    dueDate: '2023-10-10',
    daysOverdue: 71,
    amount: '60000.00',
    subject: { name: '云岭县交通运输局', code: '11520599MB0000019Y' },
  })
  expect(clue.reason).toContain('2023年10月10日')
  expect(clue.evidence.map(({ dataset, rowNo }: { dataset: string; rowNo: number }) => [dataset, rowNo])).toEqual([
    ['penalty_decision', 10],
    ['penalty_process', 10],
  ])
  expect(clue.evidence[0].rowHash).toMatch(/^[0-9a-f]{64}$/)
  const steps = clue.calculations.flatMap((calculation: { steps: string[] }) => calculation.steps).join('\n')
  expect(steps).toContain('2023-07-10')
  expect(steps).toContain('2023-10-10')
})

test('the same snapshot and day give the same clues again, and none of them twice', async () => {
  const done = await run()
  expect(done.counts).toMatchObject({ fresh: 0, vanished: 0, returned: 0 })
  expect((await clueOf(decision)).state).toBe('persisting')
})

test('9: a person judges it, and the log knows', async () => {
  const clue = await clueOf(decision)
  const judged = await procurator.send('POST', `/clues/${clue.id}/acts`, {
    transition: 'find-founded',
    fields: { note: '已调卷核实' },
    seq: 0,
  })
  expect(judged.json()).toMatchObject({ handling: { label: '属实' }, acts: [{ label: '判为属实' }] })
  const auditor = await office.signIn(['administrator'])
  expect((await auditor.send('POST', '/audit/verify')).json()).toMatchObject({ intact: true })
})

test('10: the fine is paid, the next batch says so, and the clue vanishes; the payment is withdrawn, and it returns', async () => {
  const [header] = table('fine_payment').split('\n')
  const receipt = (amount: string) =>
    `${header}\n云票000099,云交罚〔2023〕9号,11520599MB0000019Y,云岭顺达运输9有限公司,,罚款,${amount},2023-12-01\n`
  await bringIn('财政局缴款补报.csv', receipt('60000'))
  expect((await run()).counts.vanished).toBe(1)
  expect((await clueOf(decision)).state).toBe('vanished')
  await bringIn('财政局缴款更正.csv', receipt('100'))
  expect((await run()).counts.returned).toBe(1)
  const clue = await clueOf(decision)
  expect(clue).toMatchObject({ state: 'returned', amount: '59900.00', handling: { label: '属实' } })
  expect(clue.runs).toHaveLength(4)
})
