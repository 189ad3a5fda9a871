import { describe, expect, test } from 'vitest'
import { type LaidOut, lawArticleRows } from './article-rows.ts'
import { buildLibrary, isComplete, type StatuteVersion, textInForce, versionsOn } from './library.ts'
import { parseInstruments } from './registry.ts'
import { parseStatute } from './statute.ts'

const statute = (name: string, texts: readonly string[], from = 1) =>
  parseStatute(`# ${name}\n<!-- INFO END -->\n${texts.map((text, index) => `第${from + index}条 ${text}`).join('\n')}`).statute!

const version = (
  name: string,
  [versionDate, effectiveFrom, endedOn]: readonly [string | null, string | null, string | null],
  texts: readonly string[],
  more: Partial<StatuteVersion> = {},
): StatuteVersion => {
  const files = [{ file: `${name}(${versionDate}).md`, statute: statute(name, texts) }]
  return { name, aliases: [], versionDate, effectiveFrom, endedOn, files, complete: isComplete(files), ...more }
}

const first = version('中华人民共和国晒谷法', ['2010-01-01', '2010-03-01', '2021-07-15'], ['旧一', '旧二'], { aliases: ['谷法'] })
const second = version('中华人民共和国晒谷法', ['2021-01-22', '2021-07-15', '2030-01-01'], ['新一', '新二', '新三'], { aliases: ['谷法'] })

describe('in force on a day', () => {
  const library = buildLibrary([second, first])
  const on = (law: string, article: number, day: string) => {
    const found = textInForce(library, law, { article }, day)
    return found.found === 'text' ? [found.article.paragraphs[0]!.text, found.certain] : [found.found, 'certain' in found && found.certain]
  }
  test('the last day of a version is its own, the day after is the next one’s', () => {
    expect(on('晒谷法', 1, '2021-07-14')).toEqual(['旧一', true])
    expect(on('晒谷法', 1, '2021-07-15')).toEqual(['新一', true])
    expect(on('晒谷法', 1, '2029-12-31')).toEqual(['新一', true])
    expect(on('晒谷法', 1, '2030-01-01')).toEqual(['not-in-force', false])
    expect(on('晒谷法', 1, '2010-02-28')).toEqual(['not-in-force', false])
    expect(on('晒谷法', 1, '2010-03-01')).toEqual(['旧一', true])
  })
  test('an article that came later was not there before', () => {
    expect(on('晒谷法', 3, '2021-07-14')).toEqual(['no-article', true])
    expect(on('晒谷法', 3, '2021-07-15')).toEqual(['新三', true])
    expect(textInForce(library, '晒谷法', { article: 1, sub: 1 }, '2022-01-01').found).toBe('no-article')
  })
  test('by any of its names', () => {
    for (const name of ['中华人民共和国晒谷法', '晒谷法', '谷法']) expect(on(name, 2, '2015-01-01')).toEqual(['旧二', true])
    expect(on('收谷法', 2, '2015-01-01')).toEqual(['unknown-law', false])
  })
})

describe('what is not known makes no answer certain', () => {
  test('a version without its day may be in force from its adoption', () => {
    const library = buildLibrary([first, { ...second, effectiveFrom: null }])
    const days = (day: string) => versionsOn(library, '晒谷法', day).map(({ version, certain }) => [version.versionDate, certain])
    expect(days('2021-01-21')).toEqual([['2010-01-01', true]])
    expect(days('2021-01-22')).toEqual([
      ['2010-01-01', false],
      ['2021-01-22', false],
    ])
    expect(textInForce(library, '晒谷法', { article: 3 }, '2021-02-01')).toMatchObject({ found: 'text', certain: false })
    expect(textInForce(library, '晒谷法', { article: 9 }, '2021-02-01')).toMatchObject({ found: 'no-article', certain: false })
  })
  test('a text brought up to date since then may have read otherwise', () => {
    const library = buildLibrary([version('谷典', ['2023-12-29', '1997-10-01', null], ['甲'])])
    expect(textInForce(library, '谷典', { article: 1 }, '2005-01-01')).toMatchObject({ found: 'text', certain: false })
    expect(textInForce(library, '谷典', { article: 1 }, '2023-12-29')).toMatchObject({ found: 'text', certain: true })
  })
  test('nor does a text with holes say that an article is not there', () => {
    const files = [{ file: 'x', statute: statute('谷典', ['甲'], 31) }]
    const library = buildLibrary([version('谷典', ['2020-01-01', '2020-01-01', null], ['甲'], { files, complete: isComplete(files) })])
    expect(textInForce(library, '谷典', { article: 2 }, '2022-01-01')).toMatchObject({ found: 'no-article', certain: false })
  })
  test('parts that together run on from 1 are whole', () => {
    const parts = [statute('谷典', ['甲', '乙']), statute('谷典', ['丙'], 3)].map((one, index) => ({ file: `${index}`, statute: one }))
    expect(isComplete(parts)).toBe(true)
    expect(isComplete(parts.slice(1))).toBe(false)
  })
})

describe('rows of law_article', () => {
  const registry = (versions: string) =>
    parseInstruments(`instruments:\n  - { name: 中华人民共和国晒谷法, level: 法律, versions: [${versions}] }`)
  const none = parseInstruments('instruments: []')
  const seen = ({ rows }: LaidOut): string[] =>
    rows.map((row) => `${row.version_date} ${row.article} ${row.effective_from}~${row.effective_to ?? ''}`)
  const aside = ({ aside }: LaidOut): string[] => aside.map(({ version, reason }) => `${version.versionDate} ${reason.code}`)

  test('bear the first and the last day in force', () => {
    const laid = lawArticleRows(buildLibrary([first, second]), none)
    expect(seen(laid)).toEqual([
      '2010-01-01 1 2010-03-01~2021-07-14',
      '2010-01-01 2 2010-03-01~2021-07-14',
      '2021-01-22 1 2021-07-15~2029-12-31',
      '2021-01-22 2 2021-07-15~2029-12-31',
      '2021-01-22 3 2021-07-15~2029-12-31',
    ])
    expect(laid.rows[0]).toMatchObject({ law_name: '中华人民共和国晒谷法', aliases: ['谷法'], article_sub: null, text: '旧一', line: 3 })
  })

  const undated = { ...second, effectiveFrom: null }
  test('a version without its day is left to the registry, if that counts its articles', () => {
    const known = registry('{ adopted: 2010-01-01, articles: 2, by: 正文 }, { adopted: 2021-01-22, articles: 3, by: 待补 }')
    const laid = lawArticleRows(buildLibrary([first, undated]), known)
    expect(seen(laid)).toHaveLength(2)
    expect(aside(laid)).toEqual(['2021-01-22 law.effective-day-unknown'])
  })
  test('else nothing of that law is laid before a model', () => {
    const laid = lawArticleRows(buildLibrary([first, undated]), none)
    expect(seen(laid)).toEqual([])
    expect(aside(laid)).toEqual(['2010-01-01 law.other-version-in-doubt', '2021-01-22 law.effective-day-unknown'])
  })
  test('nor when a version between two others was never read', () => {
    const known = registry('{ adopted: 2010-01-01, by: 正文 }, { adopted: 2017-01-01, by: 沿革 }, { adopted: 2021-01-22, by: 正文 }')
    expect(seen(lawArticleRows(buildLibrary([first, second]), known))).toEqual([])
    const before = registry('{ adopted: 2001-01-01, by: 沿革 }, { adopted: 2010-01-01, by: 正文 }, { adopted: 2021-01-22, by: 正文 }')
    expect(seen(lawArticleRows(buildLibrary([first, second]), before))).toHaveLength(5)
  })
  test('a version that was replaced before it came into force harms nobody', () => {
    const never = version('中华人民共和国晒谷法', ['2021-01-21', '2021-07-15', '2021-07-15'], ['甲'])
    const laid = lawArticleRows(buildLibrary([first, never, second]), none)
    expect(seen(laid)).toHaveLength(5)
    expect(aside(laid)).toEqual(['2021-01-21 law.never-in-force'])
  })
  test('excerpts and sections are no ground for saying that an article is not there', () => {
    const laid = lawArticleRows(buildLibrary([{ ...second, complete: false }]), none)
    expect([seen(laid), aside(laid)]).toEqual([[], ['2021-01-22 law.incomplete']])
  })
})
