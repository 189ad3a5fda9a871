import { type DateHabit, normaliseMonth } from './date.ts'
import { type Outcome, unread } from './outcome.ts'
import { foldProse } from './text.ts'

/** What of a year is meant, by its first and last month: 2023, 2023年度, 2023Q1, 2023年第一季度, 2023年上半年. */
const ofYear = /^(\d{4})年?[-_]?(?:(全年|年?度)?|第?([一二三四1-4])季度?|Q([1-4])|([上下])半年|H([12]))$/i
const quarters = '一二三四'
/** 2023年1-3月, 2023年1月至3月: the year is said once. */
const sameYear = /^(\d{4})年(\d{1,2})月?(?:至|到|[-~–—]+)(\d{1,2})月份?$/
const between = /至|到|[-~–—]+/g

const span = (year: string, from: number, to: number): Outcome => {
  const read = [from, to].map((month) => normaliseMonth(`${year}-${month}`))
  const [first, last] = read.map(({ value }) => value)
  if (!first || !last) return read.find(({ value }) => !value)!
  return first <= last ? { value: first, key: last } : unread('period.reversed')
}

/** A period of one month or more: its first month, with the last one as the form that joins. */
export function normalisePeriod(raw: string, habit: DateHabit = {}): Outcome {
  const month = normaliseMonth(raw, habit)
  if (month.value) return { ...month, key: month.value }
  if (!month.finding) return month
  const text = foldProse(raw).normalize('NFKC').replace(/\s+/g, '')
  const part = ofYear.exec(text)
  if (part) {
    const [, year, , written, quarterNo, half, halfNo] = part
    const quarter = quarterNo ?? (written && (quarters.includes(written) ? quarters.indexOf(written) + 1 : written))
    if (quarter) return span(year!, Number(quarter) * 3 - 2, Number(quarter) * 3)
    if (half ?? halfNo) return half === '上' || halfNo === '1' ? span(year!, 1, 6) : span(year!, 7, 12)
    return span(year!, 1, 12)
  }
  const once = sameYear.exec(text)
  if (once) return span(once[1]!, Number(once[2]), Number(once[3]))
  // Days and months are written with hyphens too: the one between is that on both sides of which a month or a day stands.
  for (const { 0: sign, index } of text.matchAll(between)) {
    const [first, last] = [text.slice(0, index), text.slice(index + sign.length)].map((each) => normaliseMonth(each, habit).value)
    if (first && last) return first <= last ? { value: first, key: last } : unread('period.reversed')
  }
  return month
}
