/**
 * One statute's text, split into 编, 章, 节, 条, 款 and 项. A text may be marked as Markdown (`# name`, history, `<!-- INFO END -->`,
 * headings) or be plain lines. Texts without 第几条 whose sections run 一、二、三、 or 1. 2. 3. are read by these.
 */
import type { Message } from '../message.ts'
import {
  articleLine,
  countLine,
  type HeadingLine,
  headingLine,
  historyLine,
  isAnnex,
  isoDay,
  itemLine,
  type NumberedLine,
  sectionLine,
  tidyLine,
} from './statute-line.ts'

export interface Item {
  readonly item: number
  readonly text: string
}

export interface Paragraph {
  readonly text: string
  readonly items: readonly Item[]
}

export interface Article {
  readonly article: number
  /** 之几; 0 when there is none. */
  readonly sub: number
  /** The headings that it stands under, the widest first. */
  readonly under: readonly HeadingLine[]
  /** Natural paragraphs, in order: 第一款, 第二款 … */
  readonly paragraphs: readonly Paragraph[]
  /** Line of the text on which it begins, from 1. */
  readonly line: number
}

export interface Gap {
  /** The article (or 0) after which numbers are missing, and the one that comes next. */
  readonly after: number
  readonly next: number
}

export interface Statute {
  readonly name: string
  /** 物权编: the text is one part of a law that is kept in several. */
  readonly part: string | null
  readonly history: readonly { readonly day: string; readonly event: string }[]
  /** The day of this version: as given, else the last on which it was adopted, published or amended by the history. */
  readonly adopted: string | null
  /** In force from, where the text itself leaves no doubt of it. */
  readonly effective: string | null
  /** By 第几条, or by sections 一、 or 1. of a text that has no 第几条. */
  readonly numbering: 'article' | 'section'
  /** Says of itself that it is an excerpt. */
  readonly excerpt: boolean
  readonly articles: readonly Article[]
  /** Places where the numbers do not run on: something is missing. */
  readonly gaps: readonly Gap[]
}

export type StatuteReading =
  | { readonly statute: Statute; readonly refusal?: never }
  | { readonly statute?: never; readonly refusal: Message }

interface Line {
  readonly text: string
  readonly number: number
}

/** `versionDate`: the day of this version as the file's name or an index has it; histories often leave out the last amendment. */
export function parseStatute(source: string, versionDate?: string): StatuteReading {
  const lines = readLines(source)
  const { head, body } = parted(lines)
  const titles = head.flatMap(({ text }) => (/^# ?[^#]/.test(text) ? [text.replace(/^# ?/, '')] : []))
  const title = titles[0] ?? head.find(({ text }) => !historyLine(text))?.text
  if (title === undefined || title === '') return { refusal: { code: 'statute.no-name' } }
  const history = historyOf(head)
  const byArticle = readArticles(body, articleMarks())
  const articles = byArticle.length > 0 ? byArticle : bySection(body)
  if (articles.length === 0) return { refusal: { code: 'statute.no-articles', values: { name: tidyName(title) } } }
  const adopted = versionDate ?? history.findLast(({ event }) => !isEffect(event))?.day ?? null
  return {
    statute: {
      name: tidyName(title),
      part: titles[1] ?? null,
      history,
      adopted,
      effective: effectiveOf(history, articles, adopted),
      numbering: byArticle.length > 0 ? 'article' : 'section',
      excerpt: excerptMark.test(title),
      articles,
      gaps: gapsOf(articles, titles[1] === undefined ? 0 : articles[0]!.article - 1),
    },
  }
}

/** The whole text of an article, a line for each paragraph and item. */
export const articleText = (article: Article): string =>
  article.paragraphs
    .flatMap(({ text, items }) => [text, ...items.map((item) => item.text)])
    .filter((text) => text !== '')
    .join('\n')

const excerptMark = / ?[（([［【]节[录選选][）)\]］】]$/

/** The name without a note that the text is an excerpt, and without blanks (they stand only where a line was broken). */
const tidyName = (title: string): string => title.replace(excerptMark, '').replaceAll(' ', '')

function readLines(source: string): readonly Line[] {
  let style = false
  return source.split(/\r\n|\n|\r/).flatMap((raw, index) => {
    const text = tidyLine(raw)
    if (/^<style\b/i.test(text)) style = true
    const dropped = style || text === '' || /^<!-- ?TABLE(?: END)? ?-->$/.test(text)
    if (/<\/style>$/i.test(text)) style = false
    return dropped ? [] : [{ text, number: index + 1 }]
  })
}

/** Name and history above, the text below: at the mark, else at the first heading or article. */
function parted(lines: readonly Line[]): { readonly head: readonly Line[]; readonly body: readonly Line[] } {
  const mark = lines.findIndex(({ text }) => /^<!-- ?INFO END ?-->$/.test(text))
  if (mark >= 0) return { head: lines.slice(0, mark), body: lines.slice(mark + 1) }
  const first = lines.findIndex(
    ({ text }, index) => index > 0 && (articleLine(text) ?? (/^# /.test(text) ? undefined : headingLine(text)) ?? sectionLine(text)),
  )
  return first < 0 ? { head: lines, body: [] } : { head: lines.slice(0, first), body: lines.slice(first) }
}

function historyOf(head: readonly Line[]): Statute['history'] {
  const history: { day: string; event: string }[] = []
  for (const { text } of head) {
    const found = historyLine(text)
    const last = history.at(-1)
    if (found) history.push(found)
    else if (last && !text.startsWith('#')) last.event += text
  }
  return history
}

/** Says whether a line begins the next article, and with what text. Remembers what came before. */
type Marks = (line: string) => { readonly article: number; readonly sub: number; readonly rest: string } | undefined

function articleMarks(): Marks {
  let last = { article: 0, sub: 0 }
  return (line) => {
    const found = articleLine(line)
    if (!found) return undefined
    const next = followsOn(last, found)
    const later = found.article > last.article || (found.article === last.article && found.sub > last.sub)
    // Without a blank only the very next number is believed: a sentence may begin with the number of any article.
    if (!later || !(next || found.parted)) return undefined
    last = found
    return found
  }
}

const followsOn = (last: { article: number; sub: number }, next: { article: number; sub: number }): boolean =>
  next.sub === 0 ? next.article === last.article + 1 : next.article === last.article && next.sub === last.sub + 1

/** Sections that run from 1 without a break; the kind of mark that runs further is the text's own. */
function bySection(body: readonly Line[]): readonly Article[] {
  const running = (mark: (line: string) => NumberedLine | undefined): readonly Article[] => {
    let last = 0
    return readArticles(body, (line) => {
      const found = mark(line)
      if (found?.number !== last + 1) return undefined
      last++
      return { article: last, sub: 0, rest: found.rest }
    })
  }
  const [chinese, arabic] = [running(sectionLine), running(countLine)]
  const found = arabic.length > chinese.length ? arabic : chinese
  return found.length >= 2 ? found : []
}

const order = ['编', '分编', '章', '节'] as const

function readArticles(body: readonly Line[], marks: Marks): readonly Article[] {
  const articles: Article[] = []
  let under: readonly HeadingLine[] = []
  let paragraphs: { text: string; items: Item[] }[] | undefined
  let annex = false
  for (const { text, number } of body) {
    const mark = marks(text)
    if (mark) {
      paragraphs = mark.rest === '' ? [] : [{ text: mark.rest, items: [] }]
      articles.push({ article: mark.article, sub: mark.sub, under, paragraphs, line: number })
      annex = false
      continue
    }
    const heading = headingLine(text)
    if (heading?.text === '') continue
    annex ||= isAnnex(heading?.text ?? text)
    if (annex) continue
    if (heading) {
      under = placed(under, heading)
      // A heading closes the article above it: what stands below without a number belongs to neither.
      paragraphs = undefined
    } else if (paragraphs) addLine(paragraphs, text)
  }
  return articles
}

/** A heading takes the place of those of its own rank and below. */
function placed(under: readonly HeadingLine[], heading: HeadingLine): readonly HeadingLine[] {
  const rank = order.indexOf(heading.rank as (typeof order)[number])
  if (rank < 0) return [heading]
  return [
    ...under.filter(
      (one) => order.includes(one.rank as (typeof order)[number]) && order.indexOf(one.rank as (typeof order)[number]) < rank,
    ),
    heading,
  ]
}

function addLine(paragraphs: { text: string; items: Item[] }[], text: string): void {
  const item = itemLine(text)
  const last = paragraphs.at(-1)
  if (item) {
    if (last) last.items.push({ item: item.number, text })
    else paragraphs.push({ text: '', items: [{ item: item.number, text }] })
    return
  }
  // 1. … below （一）… is part of that item.
  const lastItem = last?.items.at(-1)
  if (last && lastItem && countLine(text)) last.items[last.items.length - 1] = { ...lastItem, text: `${lastItem.text}\n${text}` }
  else paragraphs.push({ text, items: [] })
}

/** Where the numbers do not run on, from the one after `from`. */
export function gapsOf(articles: readonly Article[], from = 0): readonly Gap[] {
  const gaps: Gap[] = []
  let last: { readonly article: number; readonly sub: number } = { article: from, sub: 0 }
  for (const next of articles) {
    if (!followsOn(last, next)) gaps.push({ after: last.article, next: next.article })
    last = next
  }
  return gaps
}

const isEffect = (event: string): boolean => /^起?施行/.test(event)

/**
 * In force from: a day of the history not before this version; else the day that the last articles name, if it is not before this
 * version (an amended text keeps the day of the first); else, of a text never amended, the day of its publication.
 */
function effectiveOf(history: Statute['history'], articles: readonly Article[], adopted: string | null): string | null {
  if (adopted === null) return null
  const told = history.findLast(({ event }) => isEffect(event))?.day
  if (told !== undefined) return told >= adopted ? told : null
  for (const article of articles.slice(-3).reverse()) {
    const text = articleText(article)
    const named = /自([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日起(?:正式)?施行/.exec(text)
    if (named) {
      const day = isoDay(named[1]!, named[2]!, named[3]!)
      return day >= adopted ? day : null
    }
    if (/自(?:公布|发布|颁布)之日起施行/.test(text)) return publishedOnly(history, adopted) ? adopted : null
  }
  return null
}

/** Published on the day of this version, and nothing else is told of it. */
const publishedOnly = (history: Statute['history'], adopted: string): boolean =>
  history.length === 1 && history[0]!.day === adopted && /[公发颁]布/.test(history[0]!.event)
