import { type Decimal, parseDecimal } from '../../citation/numeral.ts'
import type { MeasureUnit } from '../standard.ts'
import { bare, rounded } from './amount.ts'
import { blank, inform, type Outcome, plain, unread } from './outcome.ts'
import { foldTight, isNothing } from './text.ts'

/** Weights, areas, lengths, terms and shares: what a unit may be written as, and how much of the field's own unit it is. */
type Ratio = readonly [number, number]

const written: Readonly<Record<MeasureUnit, Readonly<Record<string, Ratio>>>> = {
  吨: { 吨: [1, 1], T: [1, 1], 千克: [1, 1000], 公斤: [1, 1000], KG: [1, 1000] },
  千克: { 千克: [1, 1], 公斤: [1, 1], KG: [1, 1], 吨: [1000, 1], T: [1000, 1] },
  '㎡': { 平方米: [1, 1], M2: [1, 1], 平米: [1, 1], 亩: [2000, 3], 公顷: [10_000, 1], 万平方米: [10_000, 1] },
  升: { 升: [1, 1], L: [1, 1], 毫升: [1, 1000], ML: [1, 1000], 万升: [10_000, 1] },
  米: { 米: [1, 1], M: [1, 1], 厘米: [1, 100], CM: [1, 100] },
  '毫克/100ml': { '毫克/100ML': [1, 1], '毫克/100毫升': [1, 1], 'MG/100ML': [1, 1], 'MG/DL': [1, 1] },
  月: { 个月: [1, 1], 月: [1, 1], 年: [12, 1] },
  比例: { '%': [1, 100], '‰': [1, 1000] },
  率: { '%': [1, 100], '‰': [1, 1000], 倍: [1, 1] },
}

const fold = (text: string): string => foldTight(text).toUpperCase()

/** What a heading says its bare numbers are counted in: 占地面积（亩）, 出资比例(%). */
export function unitInHeading(heading: string, unit: MeasureUnit): Ratio | undefined {
  const inside = /[([【（]([^()[\]【】（）]+)[)\]】）]\s*$/.exec(heading.trim())?.[1]
  const said = inside === undefined ? undefined : written[unit][fold(inside).replace(/^单位[:：]?/, '')]
  return said ?? (/[%‰]\s*$/.test(fold(heading)) ? written[unit][fold(heading).at(-1)!] : undefined)
}

/** Exact: the numerator first, and the quotient to more places than any field keeps. */
function scaled(value: Decimal, [of, by]: Ratio, places: number): Decimal {
  const wide = Math.max(value.places, places + 2)
  const mantissa = value.mantissa * 10n ** BigInt(wide - value.places) * BigInt(of)
  return { mantissa: mantissa / BigInt(by), places: wide }
}

const numeral = (text: string): Decimal | undefined => bare(text.replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '')) ?? parseDecimal(text)

/** 一年六个月, 1年6个月: the parts of a term are added up. */
function term(text: string): Decimal | undefined {
  const found = /^(?:有期徒刑|拘役|管制|缓刑)?(?:(.+?)年)?(?:零|又|加)?(?:(.+?)个?月)?$/.exec(text)
  if (!found || (!found[1] && !found[2])) return undefined
  const [years, months] = [found[1], found[2]].map((part) => (part === undefined ? { mantissa: 0n, places: 0 } : numeral(part)))
  if (!years || !months) return undefined
  const wide = Math.max(years.places, months.places)
  const at = (value: Decimal): bigint => value.mantissa * 10n ** BigInt(wide - value.places)
  return { mantissa: at(years) * 12n + at(months), places: wide }
}

/** A number of the field's own unit, from whatever unit is written in the cell or in the heading. */
export function normaliseMeasure(raw: string, unit: MeasureUnit, places: number, headed?: Ratio): Outcome {
  const text = fold(raw)
  if (isNothing(text)) return blank
  const number = numeral(text)
  if (number) {
    if (headed) return plain(rounded(scaled(number, headed, places), places))
    if (unit === '比例' && number.mantissa > 10n ** BigInt(number.places))
      return { value: rounded(scaled(number, [1, 100], places), places), finding: inform('measure.percent') }
    return plain(rounded(number, places))
  }
  if (unit === '月') {
    const months = term(text)
    return months ? { value: rounded(months, places), finding: inform('measure.converted') } : unread('number.unreadable')
  }
  const known = Object.keys(written[unit]).sort((a, b) => b.length - a.length)
  const ending = known.find((name) => text.endsWith(name))
  const counted = ending === undefined ? undefined : numeral(text.slice(0, -ending.length))
  if (ending === undefined || !counted) return unread('number.unreadable')
  return { value: rounded(scaled(counted, written[unit][ending]!, places), places), finding: inform('measure.converted') }
}
