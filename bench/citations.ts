/**
 * How well the reader of citations, sums and days does on labelled passages (precision, recall and F1 of each kind), and how fast it
 * reads beside one plain regular expression over the same texts.
 * The passages are not part of the repository; XIEZHI_LABELS names the file (JSON lines), else ../shared/data/citations-dev.jsonl is taken when it is there.
 * The speed is measured on made-up decisions, so that it is the same everywhere.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readLegalText } from '@xiezhi/engine/citation/reader'

interface Labelled {
  readonly id: string
  readonly text: string
  readonly citations: readonly {
    readonly law: string | null
    readonly article: number
    readonly article_sub?: number | null
    readonly paragraph: number | null
    readonly item: number | null
    readonly optional?: boolean
  }[]
  readonly amounts: readonly { readonly yuan: number; readonly kind: string }[]
  readonly dates: readonly { readonly iso: string }[]
}

export interface Score {
  readonly right: number
  readonly found: number
  readonly labelled: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface CitationScores {
  readonly passages: number
  readonly lawAndArticle: Score
  readonly full: Score
  readonly imposed: Score
  readonly fines: Score
  readonly confiscations: Score
  readonly amounts: Score
  readonly dates: Score
  /** Passage, what was missed (-) and what was too much (+). */
  readonly misses: readonly string[]
}

type Tally = { right: number; found: number; labelled: number }

/** Compares two lists as multisets; `optional` answers neither help nor harm. */
function compare(
  tally: Tally,
  misses: string[],
  where: string,
  labels: readonly string[],
  found: readonly string[],
  optional: readonly string[] = [],
): void {
  const left = new Map<string, number>()
  for (const label of labels) left.set(label, (left.get(label) ?? 0) + 1)
  const spare = [...optional]
  tally.labelled += labels.length
  for (const answer of found) {
    const count = left.get(answer) ?? 0
    const forgiven = count === 0 ? spare.indexOf(answer) : -1
    if (forgiven >= 0) {
      spare.splice(forgiven, 1)
      continue
    }
    tally.found += 1
    if (count > 0) {
      tally.right += 1
      left.set(answer, count - 1)
    } else misses.push(`${where} + ${answer}`)
  }
  for (const [label, count] of left) for (let k = 0; k < count; k += 1) misses.push(`${where} - ${label}`)
}

const score = ({ right, found, labelled }: Tally): Score => {
  const precision = found === 0 ? 1 : right / found
  const recall = labelled === 0 ? 1 : right / labelled
  return { right, found, labelled, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

const short = (c: Labelled['citations'][number]): string => `${c.law} ${c.article}${c.article_sub ? `.${c.article_sub}` : ''}`
const long = (c: Labelled['citations'][number]): string => `${short(c)} ${c.paragraph ?? ''}/${c.item ?? ''}`
const money = (a: { yuan: number | string; kind: string }): string => `${Number(a.yuan)} ${a.kind}`

export function scoreCitations(passages: readonly Labelled[]): CitationScores {
  const tally = (): Tally => ({ right: 0, found: 0, labelled: 0 })
  const tallies = {
    lawAndArticle: tally(),
    full: tally(),
    imposed: tally(),
    fines: tally(),
    confiscations: tally(),
    amounts: tally(),
    dates: tally(),
  }
  const misses: string[] = []
  for (const passage of passages) {
    const found = readLegalText(passage.text)
    const sure = passage.citations.filter((c) => !c.optional)
    const optional = passage.citations.filter((c) => c.optional)
    compare(tallies.lawAndArticle, [], passage.id, sure.map(short), found.citations.map(short), optional.map(short))
    compare(tallies.full, misses, passage.id, sure.map(long), found.citations.map(long), optional.map(long))
    const imposed = (a: { kind: string }) => a.kind !== 'other'
    compare(tallies.imposed, misses, passage.id, passage.amounts.filter(imposed).map(money), found.amounts.filter(imposed).map(money))
    for (const [kind, own] of [
      ['fine', tallies.fines],
      ['confiscation', tallies.confiscations],
    ] as const) {
      const of = (a: { kind: string }) => a.kind === kind
      compare(own, [], passage.id, passage.amounts.filter(of).map(money), found.amounts.filter(of).map(money))
    }
    compare(tallies.amounts, misses, passage.id, passage.amounts.map(money), found.amounts.map(money))
    compare(
      tallies.dates,
      misses,
      passage.id,
      passage.dates.map((d) => d.iso),
      found.dates.map((d) => d.iso),
    )
  }
  return {
    passages: passages.length,
    lawAndArticle: score(tallies.lawAndArticle),
    full: score(tallies.full),
    imposed: score(tallies.imposed),
    fines: score(tallies.fines),
    confiscations: score(tallies.confiscations),
    amounts: score(tallies.amounts),
    dates: score(tallies.dates),
    misses,
  }
}

export const labelsPath = (): string | undefined => {
  const path = process.env.XIEZHI_LABELS ?? fileURLToPath(new URL('../../shared/data/citations-dev.jsonl', import.meta.url))
  return existsSync(path) ? path : undefined
}

export function benchCitations(path: string): CitationScores {
  const lines = readFileSync(path, 'utf8').split('\n')
  return scoreCitations(lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Labelled))
}

export function printCitations(scores: CitationScores): string {
  const percent = (value: number): string => value.toFixed(4)
  const row = (name: string, s: Score): string =>
    s.labelled + s.found === 0
      ? `${name.padEnd(24)} none labelled, none found`
      : `${name.padEnd(24)} P ${percent(s.precision)}  R ${percent(s.recall)}  F1 ${percent(s.f1)}  (${s.right} right, ${s.found} found, ${s.labelled} labelled)`
  return [
    `citations: ${scores.passages} passages`,
    row('law + article', scores.lawAndArticle),
    row('full citation', scores.full),
    row('fine, confiscation', scores.imposed),
    row('  fine alone', scores.fines),
    row('  confiscation alone', scores.confiscations),
    row('all amounts with kind', scores.amounts),
    row('dates', scores.dates),
  ].join('\n')
}

const LAWS = ['《中华人民共和国道路运输条例》', '《中华人民共和国安全生产法》', '行政处罚法', '《云岭省道路运输条例》', '该条例']
const NUMERALS = '一二三四五六七八九'

/** Decisions as agencies write them, each different, the same at every run. */
export function decisionTexts(count: number): string[] {
  return Array.from({ length: count }, (_, k) => {
    const law = LAWS[k % LAWS.length]!
    const article = `第${NUMERALS[k % 9]}十${NUMERALS[(k >> 3) % 9]}条第${NUMERALS[k % 3]}款`
    const fine = 100 * (1 + (k % 997))
    return (
      `经查，${2018 + (k % 7)}年${1 + (k % 12)}月${1 + (k % 28)}日，当事人在云岭市某路第${k}号未取得许可擅自从事经营活动，收取运费${1 + (k % 500)}元。` +
      `以上事实有现场笔录、询问笔录、照片等证据证实。当事人的行为违反了${law}${article}的规定，依据《中华人民共和国行政处罚法》第二十八条第一款、` +
      `${law}第六十${NUMERALS[k % 9]}条第（${NUMERALS[k % 5]}）项的规定，决定没收违法所得${1 + (k % 500)}元，并处罚款人民币${fine}元（大写略），于2024年${1 + (k % 12)}月前缴清。`
    )
  })
}

/** What anyone would try first: names in marks and the article behind them. */
const PLAIN =
  /《([^《》]{2,60})》第([零〇○一二三四五六七八九十百千\d]{1,8})条(?:第([一二三四五六七八九十\d]{1,3})款)?(?:第[（(]?([一二三四五六七八九十\d]{1,3})[）)]?项)?/g

export interface CitationSpeed {
  readonly texts: number
  readonly megabytes: number
  readonly textsPerSecond: number
  readonly megabytesPerSecond: number
  readonly found: number
  readonly plainMegabytesPerSecond: number
  readonly plainFound: number
}

function fastest(work: () => number): { seconds: number; found: number } {
  let found = work()
  const seconds = [1, 2, 3].map(() => {
    const start = performance.now()
    found = work()
    return (performance.now() - start) / 1000
  })
  return { seconds: Math.min(...seconds), found }
}

export function speedOfCitations(count = 20_000): CitationSpeed {
  const texts = decisionTexts(count)
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
  const ours = fastest(() =>
    texts.reduce((sum, text) => {
      const { citations, amounts, dates } = readLegalText(text)
      return sum + citations.length + amounts.length + dates.length
    }, 0),
  )
  const plain = fastest(() => texts.reduce((sum, text) => sum + [...text.matchAll(PLAIN)].length, 0))
  return {
    texts: count,
    megabytes,
    textsPerSecond: count / ours.seconds,
    megabytesPerSecond: megabytes / ours.seconds,
    found: ours.found,
    plainMegabytesPerSecond: megabytes / plain.seconds,
    plainFound: plain.found,
  }
}

export const printSpeed = (speed: CitationSpeed): string =>
  `reader: ${speed.texts} decisions, ${speed.megabytes.toFixed(1)} MB (UTF-8): ${speed.textsPerSecond.toFixed(0)} texts/s, ` +
  `${speed.megabytesPerSecond.toFixed(1)} MB/s, ${speed.found} citations, sums and days; ` +
  `one regular expression: ${speed.plainMegabytesPerSecond.toFixed(1)} MB/s, ${speed.plainFound} citations and nothing else ` +
  `(${(speed.plainMegabytesPerSecond / speed.megabytesPerSecond).toFixed(1)} × as fast)`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = labelsPath()
  if (path === undefined) process.stdout.write('citations: no labelled passages here (set XIEZHI_LABELS); left out\n')
  else {
    const scores = benchCitations(path)
    process.stdout.write(`${printCitations(scores)}\n`)
    if (process.argv.includes('--misses')) process.stdout.write(`${scores.misses.join('\n')}\n`)
  }
  process.stdout.write(`${printSpeed(speedOfCitations())}\n`)
}
