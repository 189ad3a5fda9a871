/**
 * What a single line of a statute's text is. The marks are those that collected texts really bear: 笫 for 第, blanks inside a number,
 * full-width brackets or narrow ones, headings with and without a Markdown mark.
 */
import { parseNumeral } from '../citation/numeral.ts'

export type Rank = '编' | '分编' | '章' | '节' | '附则' | '段'

export interface HeadingLine {
  readonly rank: Rank
  /** Blanks folded: 第一章 总则. */
  readonly text: string
}

/** 第十二条之一: what follows the mark is the first paragraph. */
export interface ArticleLine {
  readonly article: number
  /** 之几; 0 when there is none. */
  readonly sub: number
  readonly rest: string
  /** A blank stands between the mark and the text. Without one, the line may be a sentence that begins with another article's number. */
  readonly parted: boolean
}

export interface NumberedLine {
  readonly number: number
  readonly rest: string
}

const NUMERAL = '[0-9０-９零〇○一二两三四五六七八九十百千]'
const articleMark = new RegExp(
  `^[第笫苐] {0,2}(${NUMERAL}(?: {0,2}${NUMERAL}){0,11}) {0,2}[条條](?: {0,2}之 {0,2}(${NUMERAL}{1,3})(?![种类项款]))?`,
)
const headingMark = new RegExp(`^[第笫苐] {0,2}${NUMERAL}{1,6} {0,2}(分编|编|章|节)(?= |$)`)
const itemMark = /^[“"]?[（(] {0,2}([零〇一二两三四五六七八九十百]{1,5}) {0,2}[）)] {0,2}/
const sectionMark = /^([一二两三四五六七八九十百]{1,5}) {0,2}[、．.] {0,2}/
const countMark = /^([0-9０-９]{1,3}) {0,2}[、．.](?![0-9０-９]) {0,2}/
/** How a sentence goes on after it has named another article: 第五条规定的…, 第六条第二款…. */
const goesOn = /^(?:规定|所|第|和|或|及|与|至|到|的|之|中|以|、|，|。|；|—|-|~|～|款|项)/

/** One blank for any run of blanks; none at the ends. */
export const tidyLine = (line: string): string => line.replace(/[\s\u00a0\u200b\u3000\ufeff]+/g, ' ').trim()

export function articleLine(line: string): ArticleLine | undefined {
  const found = articleMark.exec(line)
  if (!found) return undefined
  const article = parseNumeral(found[1]!.replaceAll(' ', ''), true)
  const sub = found[2] === undefined ? 0 : parseNumeral(found[2], true)
  if (article === undefined || article === 0 || sub === undefined) return undefined
  const after = line.slice(found[0].length)
  const rest = after.replace(/^[ :：]+/, '')
  if (after !== '' && !/^[ :：]/.test(after) && goesOn.test(after)) return undefined
  return { article, sub, rest, parted: after === '' || /^[ :：]/.test(after) }
}

/** A heading: any line with a Markdown mark, or a short one that begins with 第几章 and ends in no sentence. */
export function headingLine(line: string): HeadingLine | undefined {
  const marked = /^#{1,6} ?(.*)$/.exec(line)
  const text = (marked ? marked[1]! : line).trim()
  const rank = headingMark.exec(text)?.[1] as Rank | undefined
  if (marked) return { rank: rank ?? (/^附 ?则/.test(text) ? '附则' : '段'), text }
  if (/^附 ?则$/.test(text)) return { rank: '附则', text: '附则' }
  return rank && text.length <= 60 && !/[。；：]$/.test(text) ? { rank, text } : undefined
}

/** What is attached to the articles and is none of them: 附件, 附表, 附录, 附：. */
export const isAnnex = (text: string): boolean => /^附(?:件|表|录|图|[：:]|$)/.test(text) && text.length <= 60 && !/[。；]/.test(text)

const numbered = (mark: RegExp, line: string): NumberedLine | undefined => {
  const found = mark.exec(line)
  const number = found ? parseNumeral(found[1]!, true) : undefined
  return found && number !== undefined && number > 0 ? { number, rest: line.slice(found[0].length) } : undefined
}

/** （一）… */
export const itemLine = (line: string): NumberedLine | undefined => numbered(itemMark, line)
/** 一、… */
export const sectionLine = (line: string): NumberedLine | undefined => numbered(sectionMark, line)
/** 1.… */
export const countLine = (line: string): NumberedLine | undefined => numbered(countMark, line)

const historyMark = /^[（(]?([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日 ?(.*)$/

/** A line of the history above the text: 2021年1月22日 … 修订. */
export function historyLine(line: string): { readonly day: string; readonly event: string } | undefined {
  const found = historyMark.exec(line)
  return found ? { day: isoDay(found[1]!, found[2]!, found[3]!), event: found[4]! } : undefined
}

export const isoDay = (year: string, month: string, day: string): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
