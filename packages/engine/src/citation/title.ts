/** Names in book marks, nested, crossed or unclosed, and what may stand between a name and its first article. */
import type { Scan } from './fold.ts'
import { beginsArticle } from './locus.ts'
import { isLawTitle, tidyName } from './names.ts'
import { isNumeralCharacter } from './numeral.ts'
import { TRADITIONAL } from './traditional.ts'

export interface Title {
  readonly name: string
  readonly start: number
  readonly end: number
}

const LONGEST_TITLE = 150

/** The name as written, without the blanks and line breaks that a scanner put inside, in simplified characters. */
export function writtenName(scan: Scan, start: number, end: number): string {
  const folded = scan.text.slice(start, end)
  if (scan.original.slice(scan.from[start]!, scan.to[end - 1]!) === folded) return folded
  let name = ''
  for (let k = start; k < end; k += 1) {
    const folded = scan.text[k]!
    const original = scan.original[scan.from[k]!]!
    name += '《》〈〉'.includes(folded) || scan.to[k]! - scan.from[k]! !== 1 || original in TRADITIONAL ? folded : original
  }
  return name
}

export const isOpeningMark = (c: string | undefined): boolean => c === '《' || c === '〈'
const isClosingMark = (c: string | undefined): boolean => c === '》' || c === '〉'

/** A title that opens at `at`. When its closing mark is missing it ends before the first article after a name of law. */
export function readTitle(scan: Scan, at: number): Title | undefined {
  const { text } = scan
  // 《《 …》》: marks doubled by a conversion
  const first = text[at + 1] === text[at] ? at + 2 : at + 1
  let depth = first - at
  const limit = Math.min(text.length, at + LONGEST_TITLE)
  for (let k = first; k < limit; k += 1) {
    scan.steps += 1
    const c = text[k]!
    if (isOpeningMark(c)) depth += 1
    else if (isClosingMark(c)) {
      depth -= 1
      if (depth === 0 || (depth === 1 && first === at + 2 && !isClosingMark(text[k + 1]) && beginsArticle(scan, k + 1)))
        return k === first ? undefined : { name: writtenName(scan, first, k), start: at, end: k + 1 }
    } else if (c === '第' && depth === 1 && k > first + 1 && !isClosingMark(text[k - 1]) && beginsArticle(scan, k)) {
      const name = writtenName(scan, first, k)
      if (isLawTitle(name) && !name.includes('关于')) return { name, start: at, end: k }
    } else if (c === '。' || c === '；') return undefined
  }
  return undefined
}

const ALIAS = /(?:以下|下文|下|以后)?(?:均|统一?)?(?:简称为|简称|称为|称|统称)[:：]?["“‘「《〈]?([^"”’」》〉,，;；)。]{1,40})/

export interface After {
  readonly end: number
  readonly alias: string | undefined
  /** 法释〔2018〕1号 in brackets behind the name. */
  readonly number?: string
}
const DOCUMENT_NUMBER = /^[一-龥]{2,10}[〔[(]\d{4}[〕\])]第?\d{1,5}号$/

/** Nested chapter marks: 第七章, 第二编, 分则, 合同编. */
function chapterEnd(scan: Scan, at: number): number {
  const { text } = scan
  scan.steps += 12
  if (text[at] === '第') {
    let end = at + 1
    while (end < at + 8 && isNumeralCharacter(text[end] ?? '#')) end += 1
    if (end > at + 1 && '章编节'.includes(text[end] ?? '#')) return end + 1
    if (end > at + 1 && text.startsWith('分编', end)) return end + 2
    return at
  }
  const part = /^(?:总则|分则|附则|[一-龥]{2,6}编)/.exec(text.slice(at, at + 8))
  return part ? at + part[0].length : at
}

function bracketEnd(scan: Scan, at: number): number {
  const { text } = scan
  let depth = 0
  for (let k = at; k < text.length && k < at + 90; k += 1) {
    scan.steps += 1
    const c = text[k]!
    if ('(〔[【'.includes(c)) depth += 1
    else if (')〕]】'.includes(c)) {
      depth -= 1
      if (depth === 0) return k + 1
    } else if (c === '。') return at
  }
  return at
}

/** Skips notes, definitions of a short name, chapters and joining words after a name. */
export function skipAfter(scan: Scan, at: number): After {
  const { text } = scan
  let end = at
  let alias: string | undefined
  let number: string | undefined
  for (let k = 0; k < 6; k += 1) {
    const c = text[end] ?? ''
    if (c === '') break
    if ('(〔[【'.includes(c)) {
      const close = bracketEnd(scan, end)
      if (close === end) break
      const note = text.slice(end + 1, close - 1)
      alias ??= ALIAS.exec(note)?.[1]
      if (DOCUMENT_NUMBER.test(note)) number = note
      end = close
      const outside = /^(?:第?\d{1,5}号)/.exec(text.slice(end, end + 8))
      if (outside) end += outside[0].length
      continue
    }
    const defined = /^[,，]?(?:以下简称|下称|简称)/.test(text.slice(end, end + 6)) ? ALIAS.exec(text.slice(end, end + 50)) : null
    if (defined) {
      alias ??= defined[1]
      end += defined.index + defined[0].length
      if (isClosingMark(text[end]) || '”"’'.includes(text[end] ?? '#')) end += 1
      continue
    }
    const chapter = chapterEnd(scan, end)
    if (chapter > end) {
      end = chapter
      continue
    }
    if ('的之中里内:："”’\'》〉,，'.includes(c) && (beginsArticle(scan, end + 1) || chapterEnd(scan, end + 1) > end + 1)) {
      end += 1
      continue
    }
    if (text.startsWith('规定的', end) && beginsArticle(scan, end + 3)) end += 3
    else if (text.startsWith('中的', end) && beginsArticle(scan, end + 2)) end += 2
    else break
  }
  return { end, alias: alias === undefined ? undefined : tidyName(alias.trim()), ...(number !== undefined && { number }) }
}
