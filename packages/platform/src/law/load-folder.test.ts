import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lawArticleRows } from '@xiezhi/engine/law/article-rows'
import { type StatuteVersion, textInForce } from '@xiezhi/engine/law/library'
import { parseInstruments } from '@xiezhi/engine/law/registry'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { docxOf } from '../connectors/docx.fixture.ts'
import { writeZip } from '../connectors/zip.fixture.ts'
import { type LawFolder, loadLawFolder } from './load-folder.ts'

/** The archive as old Windows would have written it: the name in GBK, and nothing said of it. */
const asGbk = (path: string, name: string): Buffer => {
  const bytes = readFileSync(path)
  const [utf8, gbk] = [Buffer.from(name), iconv.encode(name, 'gbk')]
  const at = [bytes.indexOf(utf8), bytes.lastIndexOf(utf8)]
  const head = Buffer.from(bytes.subarray(0, at[1]! - 46))
  const central = Buffer.from(bytes.subarray(at[1]! - 46))
  head.writeUInt16LE(0, 6)
  central.writeUInt16LE(0, 8)
  head.writeUInt16LE(gbk.length, 26)
  central.writeUInt16LE(gbk.length, 28)
  const shorter = utf8.length - gbk.length
  const end = central.length - 22
  central.writeUInt32LE(central.readUInt32LE(end + 12) - shorter, end + 12)
  central.writeUInt32LE(central.readUInt32LE(end + 16) - shorter, end + 16)
  const swap = (part: Buffer, from: number) => Buffer.concat([part.subarray(0, from), gbk, part.subarray(from + utf8.length)])
  return Buffer.concat([swap(head, at[0]!), swap(central, 46)])
}
const none = parseInstruments('instruments: []')
const text = (name: string, body: string, history = ''): string => `# ${name}\n${history}\n<!-- INFO END -->\n${body}\n`

async function load(folder: string, instruments = none): Promise<LawFolder> {
  const loaded = await loadLawFolder(folder, instruments)
  if ('refusal' in loaded) throw new Error(loaded.refusal.code)
  return loaded
}
const shown = ({ library }: LawFolder) =>
  library.versions.map(({ name, versionDate, effectiveFrom, endedOn }) => [name, versionDate, effectiveFrom, endedOn])

describe('a folder of texts', () => {
  let folder: string
  const put = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xiezhi-law-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('days come from the index, else from the registry, else from the text', async () => {
    put('办法/晒谷办法(2020-01-01).md', text('晒谷办法', '第一条 甲。'))
    put('办法/收谷办法(2020-02-01).md', text('收谷办法', '第一条 乙。'))
    put('碾谷办法(2020-03-01).md', text('碾谷办法', '第一条 丙。\n第二条 本办法自2020年9月1日起施行。'))
    put('存谷办法（2020-04-01）.md', text('存谷办法', '第一条 丁。'))
    put(
      'index.csv',
      '\ufeffpath,title,version_date,effective_date,end_date\r\n"办法/晒谷办法(2020-01-01).md",晒谷办法,2020-01-01,2020-05-01,2023-05-01\r\n',
    )
    const registry = parseInstruments(
      'instruments:\n  - { name: 云岑县收谷办法, aliases: [收谷办法], level: 行政法规, versions: [{ adopted: 2020-02-01, effective: 2020-06-01, articles: 1, by: 正文 }] }',
    )
    const loaded = await load(folder, registry)
    expect(loaded.refused).toEqual([])
    expect(shown(loaded)).toEqual([
      ['云岑县收谷办法', '2020-02-01', '2020-06-01', null],
      ['存谷办法', '2020-04-01', null, null],
      ['晒谷办法', '2020-01-01', '2020-05-01', '2023-05-01'],
      ['碾谷办法', '2020-03-01', '2020-09-01', null],
    ])
  })

  test('a version ends where the next begins', async () => {
    put('晒谷办法(2020-01-01).md', text('晒谷办法', '第一条 自2020年2月1日起施行。'))
    put('晒谷办法(2022-01-01).md', text('晒谷办法', '第一条 自2022年2月1日起施行。'))
    expect(shown(await load(folder)).map((row) => row.slice(2))).toEqual([
      ['2020-02-01', '2022-02-01'],
      ['2022-02-01', null],
    ])
  })

  test('with the name of the country and without it is one law', async () => {
    put('a(2020-01-01).md', text('中华人民共和国晒谷条例', '第一条 自2020年2月1日起施行。'))
    put('b(2022-01-01).md', text('晒谷条例', '第一条 自2022年2月1日起施行。'))
    expect(shown(await load(folder))).toEqual([
      ['中华人民共和国晒谷条例', '2020-01-01', '2020-02-01', '2022-02-01'],
      ['中华人民共和国晒谷条例', '2022-01-01', '2022-02-01', null],
    ])
  })

  test('parts of one law are one law', async () => {
    const history = '2020年3月1日 通过\n2020年5月1日 施行'
    put('谷典/收.md', text('谷典\n# 收谷编', '第三条 丙。', history))
    put('谷典/晒.md', text('谷典\n# 晒谷编', '第一条 甲。\n第二条 乙。', history))
    const loaded = await load(folder)
    expect(shown(loaded)).toEqual([['谷典', '2020-03-01', '2020-05-01', null]])
    expect(loaded.library.versions[0]).toMatchObject({ complete: true })
    expect(textInForce(loaded.library, '谷典', { article: 3 }, '2021-01-01')).toMatchObject({ found: 'text', file: '谷典/收.md' })
  })

  test('what can’t be read is told with its reason, and the rest is read', async () => {
    put('a(2020-01-01).md', text('晒谷办法', '第一条 甲。'))
    put('b/a(2020-01-01).md', text('晒谷办法', '第一条 甲。'))
    put('c(2020-01-01).md', text('晒谷办法', '第一条 乙。'))
    put('d.md', '')
    put('e.md', text('晒谷复函', '同意。'))
    put('f.md', Uint8Array.of(0xff, 0xff, 0xff, 0xff))
    put(
      'g.md',
      Buffer.concat([
        Buffer.from([0x23, 0x20, 0xb9, 0xc8, 0xb5, 0xe4, 0x0a]),
        Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0x20, 0xb9, 0xc8]),
      ]),
    )
    put('h.md', 'x'.repeat(4_000_001))
    put('i.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))
    put('k.zip', 'no archive')
    put('README.md', '# 说明')
    put('照片.jpg', 'x')
    put('index.csv', 'path,effective_date\ng.md,2020-02-30\n')
    const { refused, withoutArticles, library } = await load(folder)
    expect(refused.map(({ file, reason }) => [file, reason.code])).toEqual([
      ['f.md', 'law.not-text'],
      ['h.md', 'law.too-big'],
      ['i.doc', 'law.other-document'],
      ['g.md', 'law.bad-day'],
      ['k.zip', 'law.not-archive'],
      ['d.md', 'statute.no-name'],
      ['c(2020-01-01).md', 'law.twice'],
    ])
    expect(withoutArticles).toEqual(['e.md'])
    expect(library.versions.map(({ name }) => name)).toEqual(['晒谷办法', '谷典']) // the second in GB18030
  })

  test('a Word document and an archive with names in GBK are read like the rest', async () => {
    const law = docxOf('晒谷办法', '（2020年1月1日晒谷委员会通过）', '第一条　甲。', '第二条　本办法自2020年2月1日起施行。')
    writeZip(join(folder, '晒谷办法_20200101.docx'), law)
    const inner = [
      { name: 'laws/index.csv', data: 'path,effective_date\na/收谷办法(2021-01-01).md,2021-03-01\n' },
      { name: 'laws/a/收谷办法(2021-01-01).md', data: text('收谷办法', '第一条 乙。') },
      { name: '__MACOSX/laws/a/._收谷办法.md', data: 'x' },
      { name: 'laws/inner.zip', data: 'x' },
    ]
    writeZip(join(folder, 'b.zip'), inner)
    const gbk = [{ name: '碾谷办法(2022-01-01).md', data: text('碾谷办法', '第一条 丙。') }]
    writeFileSync(join(folder, 'c.zip'), asGbk(writeZip(join(folder, 'c.tmp'), gbk), gbk[0]!.name))
    const loaded = await load(folder)
    expect(loaded.refused).toEqual([{ file: 'b.zip/laws/inner.zip', reason: { code: 'law.archive-inside' } }])
    expect(shown(loaded)).toEqual([
      ['收谷办法', '2021-01-01', '2021-03-01', null],
      ['晒谷办法', '2020-01-01', '2020-02-01', null],
      ['碾谷办法', '2022-01-01', null, null],
    ])
  })

  test('no folder, or none with texts', async () => {
    expect(await loadLawFolder(join(folder, 'x'), none)).toEqual({
      refusal: { code: 'law.no-folder', values: { folder: join(folder, 'x') } },
    })
    expect(await loadLawFolder(folder, none)).toMatchObject({ refusal: { code: 'law.no-texts' } })
  })
})

const shared = fileURLToPath(new URL('../../../../../shared/laws', import.meta.url))
if (!existsSync(shared)) console.log('left out: the collected statute texts (../shared/laws is not here)')

describe.skipIf(!existsSync(shared))('the collected texts', () => {
  const { instruments } = loadCatalogue()
  let loaded: LawFolder
  beforeEach(async () => {
    loaded ??= await load(shared, instruments)
  })
  const articles = ({ files }: StatuteVersion) => files.flatMap(({ statute }) => statute.articles)
  const byArticle = ({ files }: StatuteVersion): boolean => files.every(({ statute }) => statute.numbering === 'article')

  test('every text is read or known to have no articles', () => {
    expect(loaded.refused).toEqual([])
    // Tables of the names of crimes, and texts of a single provision.
    expect(loaded.withoutArticles.filter((file) => !/罪名|修正案|国有资产产权/.test(file))).toEqual([])
    expect(loaded.library.versions.length).toBeGreaterThan(480)
  })

  test('numbers run on from 1 in all but excerpts', () => {
    const holes = loaded.library.versions.filter((version) => byArticle(version) && !version.complete)
    expect(holes.filter(({ files }) => !files.every(({ statute }) => statute.excerpt)).map(({ name }) => name)).toEqual([])
  })

  test('the registry knows every instrument and counts the same articles', () => {
    const registry = new Map(instruments.map((instrument) => [instrument.name, instrument]))
    expect(loaded.library.versions.filter(({ name }) => !registry.has(name)).map(({ name }) => name)).toEqual([])
    const differing = loaded.library.versions.flatMap((version) => {
      const counted = registry.get(version.name)!.versions.find(({ adopted }) => adopted === version.versionDate)?.articles
      const highest = Math.max(...articles(version).map(({ article }) => article))
      return counted === undefined || counted === highest ? [] : [[version.name, version.versionDate, counted, highest]]
    })
    expect(differing).toEqual([])
  })

  test('odd marks, parts and sections are read', () => {
    const at = (law: string, article: number, day: string, sub = 0) => textInForce(loaded.library, law, { article, sub }, day)
    expect(at('农民专业合作社法', 54, '2024-01-01').found).toBe('text')
    expect(at('刑事诉讼法', 128, '2024-01-01').found).toBe('text')
    expect(at('民法典', 1260, '2021-01-01')).toMatchObject({ found: 'text', certain: true })
    expect(at('民法典', 1260, '2020-12-31').found).toBe('not-in-force')
    expect(at('刑法', 120, '2024-06-01', 6).found).toBe('text')
    expect(at('治安管理处罚法', 144, '2026-01-01')).toMatchObject({ found: 'text', certain: true })
    expect(at('治安管理处罚法', 144, '2025-12-31').found).toBe('no-article')
    expect(at('大气污染防治法', 30, '2026-08-14').found).toBe('text')
    expect(at('大气污染防治法', 30, '2026-08-15').found).toBe('not-in-force')
    expect(at('刑法修正案（八）', 50, '2011-06-01').found).toBe('text')
  })

  test('models judge by dated texts only', () => {
    const { rows, aside } = lawArticleRows(loaded.library, instruments)
    expect(rows.length).toBeGreaterThan(20_000)
    expect(rows.filter((row) => row.effective_to !== null && row.effective_to < row.effective_from)).toEqual([])
    expect(new Set(aside.map(({ reason }) => reason.code))).toEqual(
      new Set(['law.effective-day-unknown', 'law.incomplete', 'law.never-in-force']),
    )
  })
})
