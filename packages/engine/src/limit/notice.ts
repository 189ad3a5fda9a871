/**
 * Reads the State Council's yearly notice of public holidays as it is worded (“6月19日至21日放假，共3天。6月22日（星期日）上班”)
 * into a table of days. What it does not understand, and what does not agree with itself, it says: a person checks the table
 * before it is put in force.
 */
import type { Message } from '../message.ts'
import { dayOf, daysInMonth, formatDay, weekdayOf, yearOf } from './day.ts'
import { plain } from './notice-text.ts'

export interface NoticeTable {
  readonly year: number
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
  /** Number of the notice, where it is in the text. */
  readonly notice?: string
}

export interface ReadNotice {
  readonly table?: NoticeTable
  readonly problems: readonly Message[]
}

const problem = (code: string, values: Message['values'] = {}): Message => ({ code: `calendar.${code}`, values })

const weekdays = '一二三四五六日'
const weekdayName = (day: number): string => `星期${weekdays[weekdayOf(day)]}`

const yearPattern = /(?:关于(?:调整)?|现将)(\d{4})年/
const numberPattern = /国(?:办|务院)?(?:发明电|明电|发|函)（\d{4}）\d{1,4}号/

const festivals = [
  ['元旦', /元旦|新年/],
  ['春节', /春节/],
  ['清明节', /清明/],
  ['劳动节', /劳动节|五一/],
  ['端午节', /端午/],
  ['中秋节', /中秋/],
  ['国庆节', /国庆/],
] as const

/** Words that say what the days before them are. The order matters: 照常公休 is no order to work, 正常上班 no make-up. */
const verbs = [
  ['nothing', /^(?:[一二两三四五六七]个)?(?:照常公休|公休|为法定|为公休|为国家法定|是法定|前|之前|以前|不|电|讯|发布|公布|印发|消息)/],
  ['ordinary', /^(?:起|均|都)?(?:正常|照常)(?:上班|工作)/],
  ['work', /^(?:起|均|都|全天)?(?:上班|补班|工作)/],
  ['holiday', /^(?:期间|全国|共|均|都|为)*(?:放假|调休|补休|休息|连休|休假)/],
] as const
type Verb = (typeof verbs)[number][0]

interface Span {
  from: number
  to: number
}

/** The notice as it is walked through: what has been understood so far. */
interface Reading {
  readonly year: number
  readonly holidays: Set<number>
  readonly workdays: Set<number>
  readonly totals: { readonly days: readonly number[]; readonly said: number }[]
  readonly problems: Message[]
  /** Title of the item: 元旦 may lie in the December before. */
  title: string
  month: number | undefined
  decemberBefore: boolean
}

/** A table from the words of a notice. `year` is what the person says the notice is for; the notice's own word is preferred. */
export function readNotice(text: string, year?: number): ReadNotice {
  const whole = plain(text)
  const titled = yearPattern.exec(whole)?.[1]
  const own = titled === undefined ? (year ?? latestYear(whole)) : Number(titled)
  if (own === undefined) return { problems: [problem('notice-no-year')] }
  const reading: Reading = {
    year: own,
    holidays: new Set(),
    workdays: new Set(),
    totals: [],
    problems: [],
    title: '',
    month: undefined,
    decemberBefore: false,
  }
  if (year !== undefined && year !== own) reading.problems.push(problem('notice-other-year', { year: own, asked: year }))
  for (const sentence of whole.split(/[。；！]/)) if (sentence) readSentence(reading, sentence)
  if (reading.holidays.size === 0) return { problems: [...reading.problems, problem('notice-no-days')] }
  checkTotals(reading)
  const missing = festivals.filter(([, pattern]) => !pattern.test(whole)).map(([name]) => name)
  if (missing.length > 0) reading.problems.push(problem('notice-missing', { names: missing.join('、') }))
  const notice = numberPattern.exec(whole)?.[0].replace('（', '〔').replace('）', '〕')
  return {
    table: { year: own, holidays: listed(reading.holidays), workdays: listed(reading.workdays), ...(notice && { notice }) },
    problems: reading.problems,
  }
}

/** Without a title: of the years written in dates (2026年12月31日至2027年1月2日) the last. */
function latestYear(text: string): number | undefined {
  const years = [...text.matchAll(/(\d{4})年\d{1,2}月/g)].map((found) => Number(found[1]))
  return years.length > 0 ? Math.max(...years) : undefined
}

const listed = (days: ReadonlySet<number>): string[] => [...days].sort((a, b) => a - b).map(formatDay)

const titlePattern = /^(?:—{1,4}|\d{1,2}[、.．]|（?[一二三四五六七八九十]{1,3}）?[、.．]?)?([^：\d]{2,20})：/

function readSentence(reading: Reading, sentence: string): void {
  const title = titlePattern.exec(sentence)
  if (title) {
    reading.title = title[1]!
    reading.month = undefined
    reading.decemberBefore = false
  }
  const words = title ? sentence.slice(title[0].length) : sentence
  // Advice orders nothing; a date under the notice is the day it was made on.
  if (/^(?:鼓励|建议|倡导|提倡)/.test(words) || /^(?:国务院办公厅|国务院)?\d{4}年\d{1,2}月\d{1,2}日$/.test(words)) return
  if (words.includes('延长')) {
    reading.problems.push(problem('notice-prolonged', { words: short(words) }))
    return
  }
  readWords(reading, words)
}

const short = (words: string): string => (words.length > 40 ? `${words.slice(0, 40)}…` : words)

const datePattern = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})[日号](?!电)/y
const rangePattern = /(?:至|到|[-－–—―~～]+)(?=(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号])/y
const bracketPattern = /（[^（）]{0,60}）/y
const joinPattern = /[、，和及与]+/y
const aheadPattern = /(?:放假|休假|调休)(?:时间|日期)?(?:为|是|：|自|从)(?=\d)/y
const totalPattern = /(?:共计?|放假)(\d{1,2}|[一二三四五六七八九十])天/g

const farthest = 12

/** Days stand before the word that says what they are; several may share one. */
function readWords(reading: Reading, words: string): void {
  let at = 0
  let waiting: Span[] = []
  let moved = false
  let passed = 0
  /** 放假时间为…: the word stands before the days. */
  let ahead = false
  const sentenceDays: number[] = []
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(words)
    if (found) at += found[0].length
    return found
  }
  while (at < words.length) {
    const date = match(datePattern)
    if (date) {
      // Days that something else stands between do not share a word: 10月1日至7日，共七天，10月9日上班.
      if (passed > 0) unsaid()
      passed = 0
      const from = dayFrom(reading, date, words.slice(at))
      if (from === undefined) return
      waiting.push({ from, to: from })
      bracket()
      if (match(rangePattern)) {
        const end = match(datePattern)!
        const to = dayFrom(reading, end, words.slice(at), from)
        if (to === undefined) return
        const span = waiting.at(-1)!
        // 12月31日至1月2日: the first day lies in the year before.
        if (span.from > to && !date[1] && !end[1]) span.from = yearEarlier(span.from)
        span.to = to
        bracket()
        if (span.from > span.to) reading.problems.push(problem('notice-turned', { from: formatDay(span.from), to: formatDay(span.to) }))
      }
      continue
    }
    const rest = words.slice(at)
    const verb = verbs.find(([, pattern]) => pattern.test(rest))
    if (waiting.length > 0 && verb) {
      settle(reading, moved ? 'nothing' : verb[0], waiting, sentenceDays)
      waiting = []
      passed = 0
      ahead = false
      at += verb[1].exec(rest)![0].length
      continue
    }
    if (waiting.length === 0 && match(aheadPattern)) {
      ahead = true
      passed = 0
      continue
    }
    const join = match(joinPattern)
    if (join) {
      if (join[0].includes('，') && moved) {
        moved = false
        waiting = []
      }
      continue
    }
    if (match(bracketPattern)) continue
    if (rest.startsWith('调至') || rest.startsWith('调到')) moved = true
    passed++
    // A few words may stand between a day and what it is (全国, 为纪念日); not half a sentence about something else.
    if (passed > farthest) unsaid()
    at++
  }
  unsaid()
  for (const found of words.matchAll(totalPattern)) {
    const said = /\d/.test(found[1]!) ? Number(found[1]) : '一二三四五六七八九十'.indexOf(found[1]!) + 1
    if (sentenceDays.length > 0) reading.totals.push({ days: sentenceDays, said })
  }

  function unsaid(): void {
    if (waiting.length > 0 && ahead) settle(reading, 'holiday', waiting, sentenceDays)
    else if (waiting.length > 0 && !moved)
      reading.problems.push(problem('notice-no-verb', { days: waiting.map(({ from }) => formatDay(from)).join('、') }))
    waiting = []
    ahead = false
  }

  /** （星期六） behind a day, （星期六、星期日） behind two: each must be that day's. */
  function bracket(): void {
    const found = match(bracketPattern)
    if (!found) return
    const names = weekdaysIn(found[0])
    const ends = waiting.flatMap(({ from, to }) => (from === to ? [from] : [from, to])).slice(-names.length)
    for (const [i, day] of names.length > 0 ? ends.entries() : []) {
      if (weekdayOf(day) !== names[i])
        reading.problems.push(problem('notice-weekday', { day: formatDay(day), is: weekdayName(day), said: `星期${weekdays[names[i]!]}` }))
    }
  }
}

const weekdaysIn = (bracket: string): number[] =>
  [...bracket.matchAll(/(?:星期|周|礼拜)([一二三四五六日天](?:[、和至][一二三四五六日天](?![\u4e00-\u9fff]))*)/g)].flatMap((found) =>
    [...found[1]!].flatMap((sign) => {
      const at = sign === '天' ? 6 : weekdays.indexOf(sign)
      return at < 0 ? [] : [at]
    }),
  )

const yearEarlier = (day: number): number => {
  const [, month, dayOfMonth] = formatDay(day).split('-').map(Number)
  return dayOf(yearOf(day) - 1, month!, dayOfMonth!)
}

/** A date as it is meant: without a month, the month before it; without a year, the notice's, unless it speaks of the December before. */
function dayFrom(reading: Reading, [text, year, month, dayOfMonth]: RegExpExecArray, behind: string, after?: number): number | undefined {
  const m = month === undefined ? reading.month : Number(month)
  if (m === undefined) {
    // 〔2026〕7号 is the number of the notice.
    if (text.endsWith('号')) return undefined
    reading.problems.push(problem('notice-no-month', { words: text }))
    return undefined
  }
  const d = Number(dayOfMonth)
  let y = year === undefined ? reading.year : Number(year)
  if (year === undefined && after !== undefined) {
    const from = formatDay(after)
    if (yearOf(after) < reading.year) y = m < Number(from.slice(5, 7)) ? yearOf(after) + 1 : yearOf(after)
  } else if (year === undefined && m === 12 && /元旦|新年/.test(reading.title) && liesBefore(reading, d, behind)) y = reading.year - 1
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) {
    reading.problems.push(problem('notice-bad-day', { words: text }))
    return undefined
  }
  if (y !== reading.year && !(y === reading.year - 1 && m === 12)) {
    reading.problems.push(problem('notice-far-day', { day: `${y}-${m}-${d}`, year: reading.year }))
    return undefined
  }
  reading.month = m
  if (y < reading.year) reading.decemberBefore = true
  return dayOf(y, m, d)
}

/** 元旦：…12月29日（星期六）上班: of the two years the one in which that day is a Saturday, else the one before. */
function liesBefore(reading: Reading, dayOfMonth: number, behind: string): boolean {
  if (reading.decemberBefore) return true
  const [said] = weekdaysIn(/^（[^（）]{0,60}）/.exec(behind)?.[0] ?? '')
  return said === undefined || weekdayOf(dayOf(reading.year, 12, dayOfMonth)) !== said
}

function settle(reading: Reading, verb: Verb, spans: readonly Span[], sentenceDays: number[]): void {
  if (verb === 'nothing') return
  for (const { from, to } of spans) {
    if (to - from > 31) {
      reading.problems.push(problem('notice-turned', { from: formatDay(from), to: formatDay(to) }))
      continue
    }
    for (let day = from; day <= to; day++) {
      if (verb === 'holiday') {
        reading.holidays.add(day)
        sentenceDays.push(day)
      } else if (weekdayOf(day) >= 5) reading.workdays.add(day)
      else if (verb === 'work') reading.problems.push(problem('notice-work-weekday', { day: formatDay(day), is: weekdayName(day) }))
      const both = reading.holidays.has(day) && (reading.workdays.has(day) || verb !== 'holiday')
      if (both) reading.problems.push(problem('notice-both', { day: formatDay(day) }))
    }
  }
}

/** 共3天 is the number of days named, or that of the whole stretch with the weekend it touches (与周末连休). */
function checkTotals({ holidays, workdays, totals, problems }: Reading): void {
  const free = (day: number): boolean => holidays.has(day) || (weekdayOf(day) >= 5 && !workdays.has(day))
  for (const { days, said } of totals) {
    const own = new Set(days)
    let from = Math.min(...own)
    let to = Math.max(...own)
    while (free(from - 1)) from--
    while (free(to + 1)) to++
    if (own.size !== said && to - from + 1 !== said)
      problems.push(problem('notice-total', { from: formatDay(Math.min(...own)), said, found: own.size }))
  }
}
