import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfOf } from '../../connectors/pdf.fixture.ts'
import type { TextCheck } from '../../contract/law-check.ts'
import { loadLaw, statuteFile } from '../../testing/law-form.ts'
import { type Client, type Office, openOffice } from '../../testing/office.ts'

const first = statuteFile(
  { name: '云岑县晒谷办法', date: '2010-01-02', effective: '2010-03-01' },
  '第一条 为了晒谷，制定本办法。',
  '第二条 晒谷不得占用道路。',
  '第三条 占用道路晒谷的，处五十元罚款。',
)
const second = statuteFile(
  { name: '云岑县晒谷办法', date: '2020-05-06', effective: '2020-07-01' },
  '第一条 为了晒谷，制定本办法。',
  '第二条 晒谷不得占用道路和桥梁。',
  '第三条 晒谷应当备有苫布。',
  '第四条 占用道路、桥梁晒谷的，处一百元罚款。',
)

let office: Office
let clerk: Client
const check = async (text: string, more: object = {}): Promise<TextCheck> => {
  const answer = await clerk.send('POST', '/law/check', { text, ...more })
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
  return answer.json()
}
const faults = ({ citations, general }: TextCheck): string[] => [
  ...citations.flatMap(({ raw, faults: own }) => own.map(({ kind, severity }) => `${raw} ${kind} ${severity}`)),
  ...general.map(({ kind, severity }) => `${kind} ${severity}`),
]
const send = (path: string, name: string, content: Buffer) => {
  const boundary = '----xiezhi'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const headers = { cookie: clerk.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` }
  return office.platform.app.inject({ method: 'POST', url: `/api${path}`, headers, payload })
}

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signIn(['procurator'])
})
afterAll(() => office.close())

describe('without texts, by the registry alone', () => {
  test('faults stand at their citations, and nothing is said of what is right', async () => {
    const text =
      '经查明，当事人于2023年5月1日擅自从事客运经营。依据《中华人民共和国道路运输条例》第六十三条、《行政处罚法》第八十七条、《云岑县摊贩办法》第三条，罚款人民币20000元。\n2023年9月1日'
    const found = await check(text)
    expect(faults(found)).toEqual([
      '《行政处罚法》第八十七条 article-does-not-exist medium',
      '《云岑县摊贩办法》第三条 unknown-instrument low',
    ])
    expect(found).toMatchObject({
      decisionDate: '2023-09-01',
      decisionDateBy: 'found',
      actDate: '2023-05-01',
      actDateBy: 'found',
      textsLoaded: false,
    })
    for (const { start, end, raw } of [...found.citations, ...found.amounts, ...found.dates]) expect(text.slice(start, end)).toBe(raw)
    expect(found.amounts).toMatchObject([{ yuan: '20000.00', kind: 'fine' }])
    const [lacking] = found.citations.flatMap(({ faults: own }) => own)
    // Not a word of the agency, the party and the number that stand for none.
    expect(lacking!.explanation).toMatch(/^所引《中华人民共和国行政处罚法》第87条/)
    expect(lacking!.explanation).toContain('决定日2023年9月1日')
  })

  test('an old number is told by the words beside it, and the new one is named', async () => {
    const text = '逾期不缴纳罚款的，依据《中华人民共和国行政处罚法》第五十一条第一项的规定，每日按罚款数额的百分之三加处罚款。'
    const found = await check(text, { decisionDate: '2023-09-01' })
    expect(found).toMatchObject({ decisionDateBy: 'given', actDateBy: 'missing', actDate: null })
    expect(found.citations[0]!.faults).toMatchObject([
      { kind: 'renumbered', severity: 'medium', instead: { law: '中华人民共和国行政处罚法', article: 72, sub: 0, text: null } },
    ])
    expect(faults(await check(text, { decisionDate: '2021-07-01' }))).toEqual([])
    // Without a day nothing follows.
    expect(faults(await check(text))).toEqual([])
  })

  test('a sum beyond the range, no law at all, a law without an article', async () => {
    const beyond = await check('依据《市场主体登记管理条例》第四十六条，罚款200000元。', { decisionDate: '2023-09-01' })
    expect(faults(beyond)).toEqual(['amount-out-of-range medium'])
    expect(beyond.general[0]!.explanation).toContain('高于上限')
    expect(faults(await check('依据有关规定处理。', { decisionDate: '2023-09-01' }))).toEqual(['no-article-number low'])
    expect(faults(await check('依据《广告法》的规定处理。', { decisionDate: '2023-09-01' }))).toEqual(['《广告法》 no-article-number low'])
  })

  test('limits run from service, or from the decision where service is not known', async () => {
    const text = '罚款500元。'
    const served = await check(text, { decisionDate: '2023-09-01', servedDate: '2023-09-05' })
    const by = (found: TextCheck, id: string) => found.limits.find((one) => one.id === id)
    expect(by(served, 'penalty.pay-fine')).toMatchObject({ from: '2023-09-05', fromLabel: '送达日', due: '2023-09-20', provisional: false })
    expect(by(served, 'lit.sue-6m')).toMatchObject({ due: '2024-03-05' })
    expect(by(served, 'nonlit.apply-window')).toMatchObject({ from: '2024-03-05', due: '2024-06-05' })
    expect(by(served, 'penalty.service')).toMatchObject({ from: '2023-09-01', due: '2023-09-12' })
    expect(by(served, 'penalty.pay-fine')!.steps.length).toBeGreaterThan(1)
    expect(by(await check(text, { decisionDate: '2023-09-01' }), 'penalty.pay-fine')!.fromLabel).toContain('送达日不明')
    expect((await check(text)).limits).toEqual([])
  })

  test('texts that people paste are nobody’s data: nothing of them stays', async () => {
    await check('当事人身份证号52052019900101123X，依据《广告法》第四条。"引号"，\n换行', { decisionDate: '2023-09-01' })
    expect((await clerk.get('/datasets/penalty_decision')).json().rows ?? 0).toBe(0)
  })
})

describe('with texts', () => {
  beforeAll(async () => {
    await loadLaw(office, clerk, [first, second])
  })
  const text = '依据《云岑县晒谷办法》第三条、第四条，罚款100元。'

  test('each article as it stood on either day', async () => {
    const found = await check(text, { decisionDate: '2021-01-01', actDate: '2019-01-01' })
    expect(found.textsLoaded).toBe(true)
    const [third, fourth] = found.citations
    expect(third!.onDecision!.text.paragraphs[0]!.text).toContain('苫布')
    expect(third!.onAct!.text.paragraphs[0]!.text).toContain('五十元')
    expect(third!.onAct!.versionDate).toBe('2010-01-02')
    expect([fourth!.onAct, fourth!.onDecision!.certain]).toEqual([null, true])
    // In force on one of the two days is enough.
    expect(faults(found)).toEqual([])
  })

  test('an article that came later was not there on either day', async () => {
    expect(faults(await check(text, { decisionDate: '2019-02-01', actDate: '2019-01-01' }))).toEqual(['第四条 not-yet-in-force medium'])
    expect(faults(await check('《云岑县晒谷办法》第九条', { decisionDate: '2021-01-01' }))).toEqual([
      '《云岑县晒谷办法》第九条 article-does-not-exist medium',
    ])
  })
})

describe('documents', () => {
  test('give their text', async () => {
    const answer = await send('/law/check/document', '决定书.pdf', pdfOf('依据《广告法》第四条'))
    expect([answer.statusCode, answer.json()]).toEqual([200, { name: '决定书.pdf', text: '依据《广告法》第四条', cut: false }])
  })
  test('that hold none are refused, and say why', async () => {
    const scan = await send('/law/check/document', '扫描.pdf', pdfOf('', 'none'))
    expect([scan.statusCode, scan.json().code]).toEqual([422, 'document.pdf-scanned'])
    const large = await send('/law/check/document', '大.txt', Buffer.alloc(21 * 1024 ** 2, 'a'))
    expect([large.statusCode, large.json().code]).toEqual([413, 'document.too-large'])
  })
  test('long ones are cut', async () => {
    const answer = (await send('/law/check/document', '长.txt', Buffer.from('谷'.repeat(300_000)))).json()
    expect([answer.text.length, answer.cut]).toEqual([200_000, true])
  })
})

test('who may not read law may not check, and what is no text is refused', async () => {
  expect((await office.platform.app.inject({ method: 'POST', url: '/api/law/check', payload: { text: '甲' } })).statusCode).toBe(401)
  const stranger = await office.signIn([])
  expect((await stranger.send('POST', '/law/check', { text: '甲' })).statusCode).toBe(403)
  expect((await clerk.send('POST', '/law/check', { text: '' })).statusCode).toBe(400)
  expect((await clerk.send('POST', '/law/check', { text: '甲'.repeat(200_001) })).statusCode).toBe(400)
})
