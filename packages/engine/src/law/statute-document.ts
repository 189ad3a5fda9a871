/**
 * A statute as a document of paragraphs, such as 国家法律法规数据库 gives it, made into the marked lines that `parseStatute` reads:
 * the title in one or two lines, below it the history in one bracket, then a table of contents that the text repeats.
 */
import { articleLine, headingLine, tidyLine } from './statute-line.ts'

export function statuteSource(paragraphs: readonly string[]): string {
  const lines = paragraphs.map(tidyLine).filter((line) => line !== '')
  if (lines.length === 0) return ''
  const { title, history, rest } = headOf(lines)
  const body = withoutContents(rest).map((line) => foldHeading(line))
  return [`# ${title}`, ...history, '<!-- INFO END -->', ...body].join('\n')
}

const date = /\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日/
/** A title is no longer than this many lines; more lines above the history are something else (an order of promulgation). */
const mostTitleLines = 3
const mostHistoryLines = 30

function headOf(lines: readonly string[]): {
  readonly title: string
  readonly history: readonly string[]
  readonly rest: readonly string[]
} {
  const bodyAt = lines.findIndex((line, index) => index > 0 && (isContents(line) || articleLine(line) || isBodyHeading(line)))
  const head = bodyAt < 0 ? lines : lines.slice(0, bodyAt)
  const start = head.findIndex((line) => /^[（(]/.test(line) && (date.test(line) || date.test(head[head.indexOf(line) + 1] ?? '')))
  if (start < 1) return { title: head[0] ?? '', history: [], rest: lines.slice(Math.min(1, lines.length)) }
  const length = head.slice(start, start + mostHistoryLines).findIndex((line) => /[）)]$/.test(line)) + 1
  const bracket = head.slice(start, start + Math.max(1, length))
  const title = head.slice(Math.max(0, start - mostTitleLines), start).filter((line) => !/^(?:第.{1,8}号|.{2,20}令)$/.test(line))
  return {
    title: title.join('') || head[0]!,
    history: historyOf(bracket.join(' ')),
    rest: lines.slice(start + Math.max(1, length)),
  }
}

/** One line for each day in the bracket: `2021-… 第七次会议修订`. */
function historyOf(bracket: string): readonly string[] {
  const text = bracket.replace(/^[（(] ?| ?[）)]$/g, '')
  const days = [...text.matchAll(new RegExp(date, 'g'))]
  return days.map((found, index) => {
    const event = text.slice(found.index + found[0].length, days[index + 1]?.index)
    return `${found[0].replaceAll(' ', '')} ${event.replace(/[ ，,；;、]*(?:根据|自|于|并|经)*[ ，,；;、]*$/, '').trim()}`
  })
}

const isContents = (line: string): boolean => /^目 ?[录次]$/.test(line)
const isBodyHeading = (line: string): boolean => headingLine(foldHeading(line)) !== undefined

/** Up to where its first line stands a second time; a table whose text never comes again is one of a text without articles. */
function withoutContents(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex(isContents)
  if (at < 0) return lines
  const entry = (line: string): string => line.replace(/[\s.…·]*\d*$/, '').replaceAll(' ', '')
  const first = entry(lines[at + 1] ?? '')
  const again = lines.findIndex((line, index) => index > at + 1 && (entry(line) === first || articleLine(line) !== undefined))
  return [...lines.slice(0, at), ...lines.slice(again < 0 ? at + 1 : again)]
}

/** 第一章 总 则 → 第一章 总则: the blanks are there to fill the line. */
function foldHeading(line: string): string {
  const found = /^(第.{1,8}?(?:分编|编|章|节)|附) ?(.*)$/.exec(line.replace(/^(第) ?(\S{1,6}) ?(分编|编|章|节)/, '$1$2$3'))
  if (!found || line.length > 60 || /[。；：]$/.test(line)) return line
  if (found[1] === '附') return found[2] === '则' ? '附则' : line
  return `${found[1]} ${found[2]!.replace(/(?<=[\u3400-\u9fff、]) (?=[\u3400-\u9fff])/g, '')}`.trim()
}
