/** Sums of money in yuan as they are written; what they are for is told by `purpose.ts`. */
import { rawBetween, type Scan } from './fold.ts'
import { type Decimal, decimalText, isArabicDigit, isNumeralCharacter, parseDecimal } from './numeral.ts'
import { type Purpose, purposeOf, type Sum } from './purpose.ts'

export interface Amount extends Purpose {
  /** Exact, two places or more: `30000.00`. */
  readonly yuan: string
  readonly raw: string
  readonly start: number
  readonly end: number
  /** 余, 多: the sum is not exact. */
  readonly approx?: true
}

const LONGEST_SUM = 30
/** 元旦, 元素 … are not money. */
const NOT_MONEY = /^元[旦素宵帅朝代]/
/** 三元区, 三元机械公司: a digit that belongs to a name. */
const NAMED = /^元(?:区|县|里|桥|村|镇|乡|路|街|坊|庙|宫|巷|朱|牌|机械|食品|公司|实业|集团|置业|物业|超市|酒店)/
const CURRENCY = ['人民币', '¥', 'RMB', 'CNY']

/** May a blank before `at` stand inside one number? Only between groups of a thousand, or when a scanner parted every digit. */
function joins(scan: Scan, at: number): boolean {
  if (!scan.gap[at] || !isArabicDigit(scan.text[at - 1] ?? '#') || !isArabicDigit(scan.text[at] ?? '#')) return true
  const group = (step: 1 | -1, from: number): number => {
    let k = from
    let length = 0
    while (length < 4 && isArabicDigit(scan.text[k] ?? '#')) {
      length += 1
      if (step === 1 ? scan.gap[k + 1] : scan.gap[k]) break
      k += step
    }
    return length
  }
  const before = group(-1, at - 1)
  const after = group(1, at)
  return (after === 3 && before <= 3) || (after === 1 && before === 1)
}

/** The numeral that ends at `end`, the longest that reads. */
function numeralBefore(scan: Scan, end: number): { value: Decimal; start: number; approx: boolean } | undefined {
  const { text } = scan
  let start = end
  while (start > 0 && end - start < LONGEST_SUM) {
    const c = text[start - 1]!
    const inside = start < end && (c === '.' || c === ',' || c === '，') && isArabicDigit(text[start] ?? '#')
    const roughly = '余多'.includes(c) && (start === end || '万亿千百十'.includes(text[start]!))
    if (!isNumeralCharacter(c) && !inside && !roughly) break
    if (start < end && !joins(scan, start)) break
    // x0壹拾伍万元: the digit belongs to a masked name
    if (start < end && isArabicDigit(c) && /[一二三四五六七八九壹贰叁肆伍陆柒捌玖]/.test(text[start]!)) break
    start -= 1
  }
  scan.steps += end - start + 1
  for (let from = start; from < end; from += 1) {
    scan.steps += 1
    const written = text.slice(from, end)
    const plain = written.replace(/[余多]/g, '')
    if (plain === '' || !isNumeralCharacter(written[0]!)) continue
    const value = parseDecimal(plain)
    // 1.41200元: the number of a paragraph ran into the sum
    const listed = /^[1-9]\d?\.(?=[1-9]\d{3,}$)/.exec(plain)
    if (listed) from += listed[0].length
    if (value)
      return { value: listed ? parseDecimal(text.slice(from, end).replace(/[余多]/g, ''))! : value, start: from, approx: plain !== written }
    // skip to behind the next comma or point: 5000,3000元 holds 3000元
    const rest = text.slice(from, end)
    const stop = rest.search(/[.,，]/)
    if (stop > 0 && isArabicDigit(rest[0]!)) from += stop
  }
  return undefined
}

const plus = (a: Decimal, b: Decimal): Decimal => {
  const places = Math.max(a.places, b.places)
  return { mantissa: a.mantissa * 10n ** BigInt(places - a.places) + b.mantissa * 10n ** BigInt(places - b.places), places }
}

/** 5角3分, 整 after 元. */
function smallChange(scan: Scan, at: number): { value: Decimal; end: number } {
  const { text } = scan
  let value: Decimal = { mantissa: 0n, places: 0 }
  let end = at
  scan.steps += 6
  for (const [unit, places] of [
    ['角', 1],
    ['分', 2],
  ] as const) {
    const from = text[end] === '零' && text[end + 2] === unit ? end + 1 : end
    const digit = isNumeralCharacter(text[from] ?? '#') && text[from + 1] === unit ? parseDecimal(text[from]!) : undefined
    if (!digit || digit.mantissa > 9n) continue
    value = plus(value, { mantissa: digit.mantissa, places })
    end = from + 2
  }
  if ('整正'.includes(text[end] ?? '#') && !'常好'.includes(text[end + 1] ?? '#')) end += 1
  return { value, end }
}

/** Letters and stars before a numeral hide its first digits: x000元. × is also the sign of multiplication. */
function isMasked(scan: Scan, start: number): boolean {
  const before = scan.text[start - 1] ?? ''
  if (/[a-zA-Z*＊]/.test(before)) return !/RMB$|CNY$/.test(scan.text.slice(Math.max(0, start - 3), start))
  return before === '×' && /[\d×*xX]/.test(scan.text[start - 2] ?? '')
}

function withCurrency(scan: Scan, start: number): number {
  let first = start
  for (let k = 0; k < 2; k += 1) {
    const sign = CURRENCY.find((name) => scan.text.startsWith(name, first - name.length) && first >= name.length)
    if (sign === undefined) break
    first -= sign.length
  }
  return first
}

/** A sum whose 元 is at `at`; also 8.0（万元）. */
function atYuan(scan: Scan, at: number): Sum | undefined {
  const { text } = scan
  if (NOT_MONEY.test(text.slice(at, at + 2))) return undefined
  const tenThousand = text[at - 1] === '万'
  const open = tenThousand ? at - 2 : at - 1
  const inBrackets = text[open] === '(' && text[at + 1] === ')'
  const number = numeralBefore(scan, inBrackets ? open : at)
  if (!number || isMasked(scan, number.start)) return undefined
  if (at - number.start === 1 && !isArabicDigit(text[number.start]!) && NAMED.test(text.slice(at, at + 3))) return undefined
  const value = inBrackets && tenThousand ? { mantissa: number.value.mantissa * 10_000n, places: number.value.places } : number.value
  const change = inBrackets ? { value: { mantissa: 0n, places: 0 }, end: at + 2 } : smallChange(scan, at + 1)
  return { value: plus(value, change.value), start: withCurrency(scan, number.start), end: change.end, approx: number.approx }
}

/** A form's heading holds the unit: 罚款金额（万元）：0.5. `at` is at the closing bracket. */
function underHeading(scan: Scan, at: number): Sum | undefined {
  const { text } = scan
  const heading = /\((万?)元$/.exec(text.slice(Math.max(0, at - 3), at))
  if (!heading) return undefined
  const start = ':：'.includes(text[at + 1] ?? '#') ? at + 2 : at + 1
  let end = start
  while (end - start < 16 && (isNumeralCharacter(text[end] ?? '#') || (text[end] === '.' && isArabicDigit(text[end + 1] ?? '#')))) {
    if (end > start && scan.gap[end]) break
    end += 1
  }
  scan.steps += end - at + 4
  const value = end === start || '年月日天条款项元'.includes(text[end] ?? '#') ? undefined : parseDecimal(text.slice(start, end))
  const power = heading[1] === '万' ? 10_000n : 1n
  return value && { value: { mantissa: value.mantissa * power, places: value.places }, start, end, approx: false }
}

/** Sums without 元 where a sign of currency or the word fine says that it is money: ¥30,000.00, 罚款3万. */
function withoutYuan(scan: Scan, at: number): Sum | undefined {
  const { text } = scan
  const bare = text[at] === '款'
  if (bare && text[at - 1] !== '罚') return undefined
  const lead = bare ? /^(?:金额|数额)?(?:人民币|[:：]){0,2}/.exec(text.slice(at + 1, at + 8))![0].length : 0
  const from = at + 1 + lead
  let end = from
  while (
    end - from < 16 &&
    (isNumeralCharacter(text[end] ?? '#') || ((text[end] === '.' || text[end] === ',') && isArabicDigit(text[end + 1] ?? '#')))
  ) {
    if (end > from && scan.gap[end]) break
    end += 1
  }
  scan.steps += end - at + 8
  const next = text[end] ?? ''
  if (end === from || '元余多倍年月日天条款项次%％人分-~至'.includes(next === '' ? '#' : next)) return undefined
  const written = text.slice(from, end)
  if (bare && !(/[万亿]$/.test(written) || /^[,，。;；、)]?$/.test(next))) return undefined
  const value = parseDecimal(written)
  if (!value || (bare && value.mantissa < 10n)) return undefined
  return { value, start: bare ? from : withCurrency(scan, at), end, approx: false }
}

export function readAmounts(scan: Scan): Amount[] {
  const sums: Sum[] = []
  for (let at = 0; at < scan.text.length; at += 1) {
    scan.steps += 1
    const c = scan.text[at]!
    const found =
      c === '元' ? atYuan(scan, at) : c === '¥' || c === '款' ? withoutYuan(scan, at) : c === ')' ? underHeading(scan, at) : undefined
    if (!found || found.start < (sums.at(-1)?.end ?? 0)) continue
    sums.push(found)
    at = found.end - 1
  }
  const purposes: Purpose[] = []
  for (const [index, sum] of sums.entries()) purposes.push(purposeOf(scan, sum, sums[index - 1], purposes[index - 1], sums[index + 1]))
  return sums.map((sum, index) => ({
    yuan: decimalText(sum.value),
    ...purposes[index]!,
    ...rawBetween(scan, sum.start, sum.end),
    ...(sum.approx ? { approx: true } : {}),
  }))
}
