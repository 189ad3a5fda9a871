/**
 * Places inside an instrument: 第六十三条第一款第（二）项, lists (第一、三款), ranges (第三条至第五条) and what a list leaves out.
 * A range gives its two ends: what lies between is not written and not every number there exists.
 * Grammar: legislation law article 65 (条, 款, 项, 目) and the ways in which documents depart from it.
 */
import type { Scan } from './fold.ts'
import { isArabicDigit, isNumeralCharacter, parseNumeral } from './numeral.ts'

export interface Place {
  readonly article: number
  readonly articleSub: number | null
  readonly paragraph: number | null
  readonly item: number | null
}

/** One written piece: several places when the piece is itself a list (第一、三款). */
export interface Locus {
  readonly places: readonly Place[]
  readonly start: number
  readonly end: number
}

const LONGEST_NUMERAL = 12

interface Ordinals {
  readonly numbers: readonly number[]
  readonly end: number
}

/** Letters that a scanner reads for digits, and a dash that it reads for 一. */
const MISREAD = /[lI|Oo]/
const DASH = /^[-—ー][条款项]/

/** A bare numeral; undefined for decimals such as 3.2.1, which number contracts and technical standards. */
function numeralAt(scan: Scan, at: number): { value: number; text: string; end: number } | undefined {
  const { text } = scan
  let end = at
  while (end < text.length && end - at < LONGEST_NUMERAL && (isNumeralCharacter(text[end]!) || MISREAD.test(text[end]!))) end += 1
  scan.steps += end - at + 1
  if (end === at) return DASH.test(text.slice(at, at + 2)) ? { value: 1, text: '一', end: at + 1 } : undefined
  if (text[end] === '.' && isArabicDigit(text[end + 1] ?? '')) return undefined
  const written = text.slice(at, end).replace(/[lI|]/g, '1').replace(/[Oo]/g, '0')
  const value = parseNumeral(written, true)
  return value === undefined || value < 1 || value > 9999 ? undefined : { value, text: written, end }
}

const isOpen = (c: string | undefined): boolean => c === '(' || c === '〔' || c === '[' || c === '﹝'
const isClose = (c: string | undefined): boolean => c === ')' || c === '〕' || c === ']' || c === '﹞'

/** （二） or 二; brackets may be missing on one side, as scanners leave them. */
function bracketed(scan: Scan, at: number): { value: number; text: string; end: number; open: boolean; close: boolean } | undefined {
  const open = isOpen(scan.text[at])
  const number = numeralAt(scan, open ? at + 1 : at)
  if (!number) return undefined
  const close = isClose(scan.text[number.end])
  return { ...number, end: close ? number.end + 1 : number.end, open, close }
}

const plain = (scan: Scan, at: number): ReturnType<typeof bracketed> => {
  const number = numeralAt(scan, at)
  return number && { ...number, open: false, close: false }
}

/** A separator inside a list: its end, or `at` when there is none. */
export function separatorEnd(scan: Scan, at: number): number {
  const { text } = scan
  let end = at
  for (let k = 0; k < 3; k += 1) {
    const two = text.slice(end, end + 2)
    if (two === '以及' || two === '或者' || two === '并且') end += 2
    else if ('、,，和及与或并/\\;；及暨'.includes(text[end] ?? '#')) end += 1
    else break
  }
  scan.steps += 3
  return end
}

const rangeEnd = (scan: Scan, at: number): number => {
  const c = scan.text[at] ?? '#'
  if (!'至到-—~'.includes(c)) return at
  return c === '—' && scan.text[at + 1] === '—' ? at + 2 : at + 1
}

const MOST_IN_LIST = 30

/** Remembers how far a list was read in vain, so that no later start in the same list reads it again. */
function stuck(scan: Scan, level: string, here: number): undefined {
  if (level === '条') scan.noArticleUntil = Math.max(scan.noArticleUntil, here)
  return undefined
}

/** Ordinals up to the word of level: 第一、三款, 第（四）（五）项, 第一至三项. `level` is 条, 款 or 项. */
function ordinalsAt(scan: Scan, at: number, level: '条' | '款' | '项', needOrdinal: boolean): Ordinals | undefined {
  const { text } = scan
  let here = at
  if (text[here] === '第') here += text[here + 1] === '第' ? 2 : 1
  else if (needOrdinal) return undefined
  const numbers: number[] = []
  for (;;) {
    const number = level === '条' ? plain(scan, here) : bracketed(scan, here)
    if (!number) return stuck(scan, level, here)
    // 第一二款 is two paragraphs: no statute numbers its paragraphs with a positional two-digit word
    if (level !== '条' && number.text.length > 1 && /^[一二三四五六七八九]+$/.test(number.text)) {
      for (const digit of number.text) numbers.push(parseNumeral(digit)!)
    } else numbers.push(number.value)
    here = number.end
    const next = text[here]
    if (next === level) return { numbers, end: here + 1 }
    if (number.open && number.close && isOpen(next)) continue
    let after = rangeEnd(scan, here)
    if (after === here) after = separatorEnd(scan, here)
    // 第一第三款
    if (after === here && !(next === '第' && level !== '条' && !number.open && isNumeralCharacter(text[here + 1] ?? '#'))) {
      // 第（三） without 项: only with both brackets and only after 第
      return level === '项' && text[at] === '第' && next !== '目' && number.open && number.close
        ? { numbers, end: here }
        : stuck(scan, level, here)
    }
    if (numbers.length > MOST_IN_LIST) return stuck(scan, level, here)
    if (text[after] === '第') after += 1
    here = after
  }
}

/** 之一 after 条; 之一般… is not. */
function subAt(scan: Scan, at: number): { value: number; end: number } | undefined {
  if (scan.text[at] !== '之') return undefined
  const number = numeralAt(scan, at + 1)
  if (!number || number.value > 20 || number.text.length > 2) return undefined
  const next = scan.text[number.end] ?? ''
  return '般款项切定日种个名起次'.includes(next) && next !== '' ? undefined : { value: number.value, end: number.end }
}

interface Head {
  readonly articles: readonly { article: number; articleSub: number | null }[]
  readonly end: number
}

/** What stands after 条 that no article of a law is followed by: 第三条生产线, 第二条短信. */
const NOT_ARTICLE = /^(?:线|短信|微信|信息|消息|道路|公路|生命|街|河|船|路|裤|烟|狗|腿|建议|理由|记录|评论|件|案)/

/** 第二百七十九第二款, 第六十九之规定: 条 was left out. Small numbers are lists of paragraphs (第二第三款). */
function clippedAt(scan: Scan, at: number): Head | undefined {
  if (scan.text[at] !== '第') return undefined
  const number = numeralAt(scan, at + 1)
  if (!number || number.value < 11) return undefined
  const clipped: Head = { articles: [{ article: number.value, articleSub: null }], end: number.end }
  if (/^[之的]规定/.test(scan.text.slice(number.end, number.end + 3))) return clipped
  if (scan.text[number.end] !== '第') return undefined
  const paragraph = numeralAt(scan, number.end + 1)
  if (!paragraph || paragraph.value > 10 || scan.text[paragraph.end] !== '款') return undefined
  return clipped
}

function headAt(scan: Scan, at: number, needOrdinal: boolean): Head | undefined {
  const clipped = clippedAt(scan, at)
  if (clipped) return clipped
  if (at < scan.noArticleUntil) return undefined
  const found = ordinalsAt(scan, at, '条', needOrdinal)
  if (!found) return undefined
  const after = scan.text.slice(found.end, found.end + 3)
  if (scan.gap[found.end] !== 1 && NOT_ARTICLE.test(after)) return undefined
  const sub = subAt(scan, found.end)
  const last = found.numbers.length - 1
  const articles = found.numbers.map((article, k) => ({ article, articleSub: k === last && sub ? sub.value : null }))
  return { articles, end: sub ? sub.end : found.end }
}

interface Tail {
  readonly paragraphs: readonly (number | null)[]
  readonly items: readonly (number | null)[]
  readonly end: number
}

/** [款] [项] [目] at `at`. Without 第 only directly after 条 or 款 (第51条1款2项). */
function tailAt(scan: Scan, at: number, needOrdinal: boolean): Tail {
  const paragraph = ordinalsAt(scan, at, '款', needOrdinal)
  let end = paragraph?.end ?? at
  const strict = needOrdinal && !paragraph && !isOpen(scan.text[end])
  const item = ordinalsAt(scan, end, '项', strict)
  end = item?.end ?? end
  if (item && scan.text[end] === '第') {
    const number = numeralAt(scan, end + 1)
    if (number && scan.text[number.end] === '目') end = number.end + 1
  }
  return { paragraphs: paragraph?.numbers ?? [null], items: item?.numbers ?? [null], end }
}

function placesOf(articles: Head['articles'], tail: Tail): Place[] {
  const places: Place[] = []
  for (const [index, head] of articles.entries()) {
    const last = index === articles.length - 1
    const paragraphs = last ? tail.paragraphs : [null]
    for (const [k, paragraph] of paragraphs.entries()) {
      const items = last && k === paragraphs.length - 1 ? tail.items : [null]
      for (const item of items) places.push({ ...head, paragraph, item })
    }
  }
  return places
}

/** Does an article's place begin here? */
export const beginsArticle = (scan: Scan, at: number): boolean => scan.text[at] === '第' && headAt(scan, at, true) !== undefined

const SAME_ARTICLE = /^(?:该条|同条)/

/** A whole list of places from 第…条 on; undefined when no article begins here. Right after a name 第 may be missing. */
export function readLoci(scan: Scan, at: number, needOrdinal = true): { loci: Locus[]; end: number } | undefined {
  const first = headAt(scan, at, needOrdinal)
  if (!first) return undefined
  const loci: Locus[] = []
  const tail = tailAt(scan, first.end, false)
  loci.push({ places: placesOf(first.articles, tail), start: at, end: tail.end })
  return { loci, end: readRest(scan, loci, tail.end) }
}

/** 该条第三款: places that lean on the article cited last. */
export function readLeaning(scan: Scan, at: number, previous: Place): { loci: Locus[]; end: number } | undefined {
  const here = at + 2
  const tail = tailAt(scan, here, true)
  if (tail.end === here) return undefined
  const head = [{ article: previous.article, articleSub: previous.articleSub }]
  const loci: Locus[] = [{ places: placesOf(head, tail), start: at, end: tail.end }]
  return { loci, end: readRest(scan, loci, tail.end) }
}

function readRest(scan: Scan, loci: Locus[], from: number): number {
  let end = from
  for (;;) {
    const ranged = rangeEnd(scan, end)
    const next = ranged > end ? ranged : separatorEnd(scan, end)
    const previous = loci.at(-1)!.places.at(-1)!
    // 第一款第三款: the separator was lost
    const locus = next === end && scan.text[end] !== '第' ? undefined : continueAt(scan, next, previous, scan.text.slice(end, next))
    if (!locus) return end
    loci.push(locus)
    end = locus.end
  }
}

function continueAt(scan: Scan, at: number, previous: Place, separator: string): Locus | undefined {
  const hard = separator.includes(';') || separator.includes('；') || separator.includes('/')
  const same = SAME_ARTICLE.test(scan.text.slice(at, at + 2))
  const start = at
  const here = same ? at + 2 : at
  // An article may drop its 第 in a list: 第三十九条、四十条
  const head = same ? undefined : headAt(scan, here, hard || /[,，]/.test(separator))
  if (head) {
    const tail = tailAt(scan, head.end, false)
    return { places: placesOf(head.articles, tail), start, end: tail.end }
  }
  if (hard) return undefined
  const bracket = isOpen(scan.text[here])
  if (scan.text[here] !== '第' && !bracket) return undefined
  const tail = tailAt(scan, here, true)
  if (tail.end === here) return undefined
  const article = [{ article: previous.article, articleSub: previous.articleSub }]
  if (tail.paragraphs[0] === null && !same && previous.item === null && previous.paragraph === null && bracket) return undefined
  const paragraphs = tail.paragraphs[0] === null && !same ? [previous.paragraph] : tail.paragraphs
  return { places: placesOf(article, { ...tail, paragraphs }), start, end: tail.end }
}
