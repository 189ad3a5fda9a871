/**
 * How well the reader of citations does on labelled passages: precision, recall and F1.
 * The passages are not part of the repository; XIEZHI_LABELS names the file (JSON lines), else ../shared/data/citations-dev.jsonl is taken when it is there.
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
  const tallies = { lawAndArticle: tally(), full: tally(), imposed: tally(), amounts: tally(), dates: tally() }
  const misses: string[] = []
  for (const passage of passages) {
    const found = readLegalText(passage.text)
    const sure = passage.citations.filter((c) => !c.optional)
    const optional = passage.citations.filter((c) => c.optional)
    compare(tallies.lawAndArticle, [], passage.id, sure.map(short), found.citations.map(short), optional.map(short))
    compare(tallies.full, misses, passage.id, sure.map(long), found.citations.map(long), optional.map(long))
    const imposed = (a: { kind: string }) => a.kind !== 'other'
    compare(tallies.imposed, misses, passage.id, passage.amounts.filter(imposed).map(money), found.amounts.filter(imposed).map(money))
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
    `${name.padEnd(24)} P ${percent(s.precision)}  R ${percent(s.recall)}  F1 ${percent(s.f1)}  (${s.right} right, ${s.found} found, ${s.labelled} labelled)`
  return [
    `citations: ${scores.passages} passages`,
    row('law + article', scores.lawAndArticle),
    row('full citation', scores.full),
    row('fine, confiscation', scores.imposed),
    row('all amounts with kind', scores.amounts),
    row('dates', scores.dates),
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = labelsPath()
  if (path === undefined) process.stdout.write('citations: no labelled passages here (set XIEZHI_LABELS); left out\n')
  else {
    const scores = benchCitations(path)
    process.stdout.write(`${printCitations(scores)}\n`)
    if (process.argv.includes('--misses')) process.stdout.write(`${scores.misses.join('\n')}\n`)
  }
}
