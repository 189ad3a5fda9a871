import { type Decimal, decimalText, parseDecimal } from '../../citation/numeral.ts'
import { blank, inform, type Outcome, plain, unread, warn } from './outcome.ts'
import { foldTight, isNothing, isUnknown } from './text.ts'

/** In what a bare number of the column is counted, and which of several amounts the field is about. */
export interface AmountHabit {
  readonly unit?: '元' | '万元' | undefined
  readonly scale?: number | undefined
  readonly about?: 'fine' | 'confiscation' | undefined
}

const times = (value: Decimal, power: number): Decimal =>
  value.places >= power
    ? { mantissa: value.mantissa, places: value.places - power }
    : { mantissa: value.mantissa * 10n ** BigInt(power - value.places), places: 0 }

/** Half up, to the places that the field keeps. */
export function rounded(value: Decimal, places: number): string {
  if (value.places <= places) return decimalText(value, places)
  const cut = 10n ** BigInt(value.places - places)
  const sign = value.mantissa < 0n ? -1n : 1n
  const half = (value.mantissa * sign * 2n + cut) / (cut * 2n)
  return decimalText({ mantissa: half * sign, places }, places)
}

/** Something was lost by rounding. What is below a millionth is how a program writes a number that it cannot hold, and nobody's sum. */
function isFiner({ mantissa, places: own }: Decimal, places: number): boolean {
  if (own <= places) return false
  const cut = 10n ** BigInt(own - places)
  const rest = ((mantissa % cut) + cut) % cut
  const nearest = rest * 2n > cut ? cut - rest : rest
  return nearest * 1_000_000n > 10n ** BigInt(own)
}

const negative = (value: Decimal): Decimal => ({ mantissa: -value.mantissa, places: value.places })

/** `5.2E+04`, `1.5e3` */
function scientific(text: string): Decimal | undefined {
  const found = /^(\d+)(?:\.(\d+))?[Ee]([+-]?\d{1,3})$/.exec(text)
  if (!found) return undefined
  const fraction = found[2] ?? ''
  const power = Number(found[3])
  if (Math.abs(power) > 30) return undefined
  const value = { mantissa: BigInt(found[1] + fraction), places: fraction.length }
  return power >= 0 ? times(value, power) : { mantissa: value.mantissa, places: value.places - power }
}

export const bare = (text: string): Decimal | undefined => {
  const found = /^(\d*)(?:\.(\d*))?$/.exec(text)
  if (!found || (!found[1] && !found[2])) return undefined
  return { mantissa: BigInt((found[1] || '0') + (found[2] ?? '')), places: found[2]?.length ?? 0 }
}

/** 叁仟元伍角, 3万元, 2000元整: a numeral and its units of money. */
function withUnits(text: string): Decimal | undefined {
  const found = /^(.+?)(亿|万|千|百)?(?:元|圆|块|园)(?:(.+?)角)?(?:零?(.+?)分)?(?:整|正)?$/.exec(text)
  if (!found) return undefined
  const power = { 亿: 8, 万: 4, 千: 3, 百: 2 }[found[2] ?? ''] ?? 0
  const whole = numeral(found[1]! + (power && !/^[\d.]+$/.test(found[1]!) ? found[2] : ''))
  if (!whole) return undefined
  let sum = power && /^[\d.]+$/.test(found[1]!) ? times(whole, power) : whole
  for (const [part, places] of [
    [found[3], 1],
    [found[4], 2],
  ] as const) {
    if (!part) continue
    const small = numeral(part.replace(/^零/, '') || '零')
    if (!small || small.places > 0) return undefined
    const wide = Math.max(sum.places, places)
    sum = { mantissa: sum.mantissa * 10n ** BigInt(wide - sum.places) + small.mantissa * 10n ** BigInt(wide - places), places: wide }
  }
  return sum
}

const numeral = (text: string): Decimal | undefined => bare(text) ?? scientific(text) ?? parseDecimal(text)

const sentence: Readonly<Record<'fine' | 'confiscation', RegExp>> = {
  fine: /(?<!加处)罚款(?:金额|人民币|共计|合计|总计|计|为|[:：,，（(]|¥|￥)*([\d零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两.,]+(?:元|圆|块)?(?:[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?(?:[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?)/g,
  confiscation:
    /没收(?:违法所得|非法所得|非法财物|所得)*(?:金额|人民币|共计|合计|计|为|[:：,，（(]|¥|￥)*([\d零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两.,]+(?:元|圆|块)(?:[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?(?:[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?)/g,
}

/** The amount of a fine or a confiscation that a text states; several of one kind are added up. */
export function amountInText(text: string, about: 'fine' | 'confiscation'): string | null {
  const tight = foldTight(text)
  let total: Decimal | undefined
  for (const found of tight.matchAll(sentence[about])) {
    const value = readAmount(found[1]!.replace(/[,，.]+$/, ''), undefined)
    if (!value) continue
    const wide = Math.max(total?.places ?? 0, value.places)
    const widen = (d: Decimal): bigint => d.mantissa * 10n ** BigInt(wide - d.places)
    total = { mantissa: (total ? widen(total) : 0n) + widen(value), places: wide }
  }
  return total ? rounded(total, 2) : null
}

function readAmount(text: string, unit: '元' | '万元' | undefined): Decimal | undefined {
  const stripped = text
    .replace(/^(?:人民币|RMB|CNY|[¥￥$])+/i, '')
    .replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '')
    .replace(/(?:人民币|RMB|CNY)$/i, '')
  const number = bare(stripped) ?? scientific(stripped)
  if (number) return unit === '万元' ? times(number, 4) : number
  const money = withUnits(stripped)
  if (money) return money
  const mixed = /^([\d.]+)(亿|万|千|百)$/.exec(stripped)
  if (mixed) return times(bare(mixed[1]!)!, { 亿: 8, 万: 4, 千: 3, 百: 2 }[mixed[2]!]!)
  const words = parseDecimal(stripped.replace(/[整正]$/, ''))
  if (!words) return undefined
  // A numeral that already carries 万 says its own unit; 五 in a column of 万元 does not.
  return unit === '万元' && !/[万亿萬億]/.test(stripped) ? times(words, 4) : words
}

const bracketed = /^([^()（）]+)[(（](?:大写|小写|计|即|[:：])*([^()（）]*)[)）]$/
/** Words in brackets behind a sum that change nothing of it. */
const idle = /^(?:已缴|已缴纳|已缴清|已交|已交清|未缴|未缴纳|待缴|已执行|未执行|已入库|已结清|人民币|大写|小写|整)?$/

/** 贰仟元整（¥2000.00）, 0.2（万元）, 2000元（已缴）: what stands in brackets says the same again, the unit, or nothing of the sum. */
function withBrackets(text: string, unit: AmountHabit['unit']): Decimal | undefined {
  const found = bracketed.exec(text)
  if (!found) return undefined
  const [, head = '', tail = ''] = found
  if (/^(?:元|万元|亿元)$/.test(tail)) return readAmount(`${head}${tail}`, unit)
  const value = readAmount(head, unit)
  if (!value || idle.test(tail)) return value
  const again = readAmount(tail, /[元圆块]/.test(tail) || !/[元圆块]/.test(head) ? unit : '元')
  return again && rounded(again, 6) === rounded(value, 6) ? value : undefined
}

/** Money in 元, from every way of writing it. */
export function normaliseAmount(raw: string, habit: AmountHabit = {}): Outcome {
  const places = habit.scale ?? 2
  const text = foldTight(raw)
  if (isUnknown(text)) return unread('value.unknown')
  if (isNothing(text)) return blank
  const minus = /^[-−(（](?=[\d¥￥.])/.test(text)
  const size = minus ? text.replace(/^[-−(（]/, '').replace(/[)）]$/, '') : text
  const value = readAmount(size, habit.unit) ?? withBrackets(size, habit.unit)
  if (value) {
    const amount = rounded(minus ? negative(value) : value, places)
    // Sixteen digits are more than any fine: a number from another column.
    if (amount.replace(/\D/g, '').length > 16) return unread('amount.unreadable')
    if (minus && value.mantissa !== 0n) return { value: amount, finding: warn('amount.negative') }
    if (isFiner(value, places)) return { value: amount, finding: inform('amount.finer') }
    return /^[\d.,]+$/.test(text) ? plain(amount) : { value: amount, finding: inform('amount.written') }
  }
  if (habit.about) {
    const inside = amountInText(text, habit.about)
    if (inside) return { value: inside, finding: inform('amount.from-text') }
    if (/^[^\d]*(?:没收|警告|无罚款|不予|免予)/.test(text)) return blank
  }
  return unread('amount.unreadable')
}

/** A whole number: 30, 30天, 三十, 第五十三条, 5.0. Of a field that counts days (拘留天数), 两个月 is no 2 and 十个工作日 no 10. */
export function normaliseInteger(raw: string, counts?: 'days'): Outcome {
  const text = foldTight(raw)
  if (isUnknown(text)) return unread('value.unknown')
  if (isNothing(text)) return blank
  if (counts === 'days' && /(?:工作日|月|年|周|星期|小时|时)$/.test(text)) return unread('number.unreadable')
  const stripped = text
    .replace(/^第/, '')
    .replace(/(?:个?工作日|个?自然日|天|日|条|款|项|个月|月|年|人|次|号)$/, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const found = /^(-?\d{1,15})(?:\.0+)?$/.exec(stripped)
  if (found) return plain(String(Number(found[1])))
  const words = parseDecimal(stripped, true)
  if (words && words.places === 0 && words.mantissa < 10n ** 15n) return plain(words.mantissa.toString())
  return unread('number.unreadable')
}

/** A decimal number that is not money. */
export const normaliseDecimal = (raw: string, scale: number): Outcome => normaliseAmount(raw, { scale })
