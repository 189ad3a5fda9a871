/**
 * Chinese numerals in every dress that documents wear: 一百二十三, 二〇二五, 两千, 廿三, 壹佰贰拾叁, 3万, 3.5万, １２, 30,000.
 * All is exact: a value is a mantissa and a number of decimal places, never a binary fraction.
 */

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  '◯': 0,
  Ｏ: 0,
  一: 1,
  壹: 1,
  弌: 1,
  壱: 1,
  二: 2,
  贰: 2,
  貳: 2,
  弍: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  參: 3,
  叄: 3,
  弎: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const UNITS: Readonly<Record<string, number>> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3, 万: 4, 萬: 4, 亿: 8, 億: 8 }
const TENS: Readonly<Record<string, number>> = { 廿: 2, 卄: 2, 卅: 3, 卌: 4 }

/** mantissa × 10^-places */
export interface Decimal {
  readonly mantissa: bigint
  readonly places: number
}

const arabicDigit = (c: string): number => {
  const code = c.charCodeAt(0)
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1
}

/** Can this character stand in a numeral? Signs such as the thousands comma and the point do not count. */
export const isNumeralCharacter = (c: string): boolean => c.length === 1 && NUMERAL[c.charCodeAt(0)] === 1

/** Asked of nearly every character of a text, so it is a table. */
const NUMERAL: Uint8Array = (() => {
  const marks = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code += 1) if (arabicDigit(String.fromCharCode(code)) >= 0) marks[code] = 1
  for (const c of [DIGITS, UNITS, TENS].flatMap(Object.keys)) marks[c.charCodeAt(0)] = 1
  return marks
})()

export const isArabicDigit = (c: string): boolean => c.length === 1 && arabicDigit(c) >= 0

type Part =
  | { readonly kind: 'number'; readonly value: Decimal; readonly text: string }
  | { readonly kind: 'digit'; readonly value: number }
  | { readonly kind: 'unit'; readonly power: number }

const isPoint = (c: string | undefined): boolean => c === '.' || c === '．'
const isComma = (c: string | undefined): boolean => c === ',' || c === '，'

/** An Arabic number at `at`: digits, thousands commas (three digits must follow each), at most one point. */
function arabicAt(text: string, at: number): { value: Decimal; text: string; end: number } | undefined {
  let digits = ''
  let places = 0
  let end = at
  let commas = 0
  let firstGroup = 0
  while (end < text.length) {
    const digit = arabicDigit(text[end]!)
    if (digit >= 0) {
      digits += digit
      end += 1
      continue
    }
    const group = isComma(text[end]) && [1, 2, 3].every((k) => end + k < text.length && arabicDigit(text[end + k]!) >= 0)
    if (!group || end === at || end - at > 3 + 4 * commas || (end + 4 < text.length && arabicDigit(text[end + 4]!) >= 0)) break
    if (commas > 0 && end - at !== firstGroup + 4 * commas) break
    if (commas === 0) firstGroup = end - at
    commas += 1
    end += 1
  }
  if (digits === '') return undefined
  const whole = digits
  if (isPoint(text[end]) && end + 1 < text.length && arabicDigit(text[end + 1]!) >= 0) {
    end += 1
    while (end < text.length && arabicDigit(text[end]!) >= 0) {
      digits += arabicDigit(text[end]!)
      places += 1
      end += 1
    }
  }
  return { value: { mantissa: BigInt(digits), places }, text: places === 0 ? whole : digits, end }
}

function parts(text: string): Part[] | undefined {
  const found: Part[] = []
  let at = 0
  while (at < text.length) {
    const c = text[at]!
    const arabic = arabicAt(text, at)
    if (arabic) {
      found.push({ kind: 'number', value: arabic.value, text: arabic.text })
      at = arabic.end
      continue
    }
    const digit = DIGITS[c]
    const unit = UNITS[c]
    const tens = TENS[c]
    if (digit !== undefined) found.push({ kind: 'digit', value: digit })
    else if (unit !== undefined) found.push({ kind: 'unit', power: unit })
    else if (tens !== undefined) found.push({ kind: 'digit', value: tens }, { kind: 'unit', power: 1 })
    else return undefined
    at += 1
  }
  return found.length === 0 ? undefined : found
}

const ZERO: Decimal = { mantissa: 0n, places: 0 }
const shift = (d: Decimal, power: number): Decimal =>
  d.places >= power
    ? { mantissa: d.mantissa, places: d.places - power }
    : { mantissa: d.mantissa * 10n ** BigInt(power - d.places), places: 0 }
const add = (a: Decimal, b: Decimal): Decimal => {
  const places = Math.max(a.places, b.places)
  const widen = (d: Decimal) => d.mantissa * 10n ** BigInt(places - d.places)
  return { mantissa: widen(a) + widen(b), places }
}

/** 二〇二五, 二0一八: read digit by digit. */
function positional(list: readonly Part[]): Decimal | undefined {
  let digits = ''
  for (const part of list) {
    if (part.kind === 'unit' || (part.kind === 'number' && part.value.places > 0)) return undefined
    digits += part.kind === 'digit' ? part.value : part.text
  }
  return { mantissa: BigInt(digits), places: 0 }
}

/**
 * Read with units. `yi`, `wan` and `section` gather what stands before 亿, before 万, and below; inside a section units fall.
 * A last digit without unit means a tenth of the unit before it in sums (两万五) and ones in numbers of articles (第一百二条).
 */
function withUnits(list: readonly Part[], ordinal: boolean): Decimal | undefined {
  let yi: Decimal | undefined
  let wan: Decimal | undefined
  let section = ZERO
  let pending: Decimal | undefined
  let lastPower = 99
  let bridged = false // a zero stands between the unit before and the digit now
  for (const [index, part] of list.entries()) {
    if (part.kind !== 'unit') {
      if (pending !== undefined && pending.mantissa !== 0n) return undefined
      bridged = pending !== undefined || (part.kind === 'digit' && part.value === 0)
      pending = part.kind === 'digit' ? { mantissa: BigInt(part.value), places: 0 } : part.value
      continue
    }
    if (part.power < 4) {
      const bareTen = part.power === 1 && (pending === undefined || pending.mantissa === 0n)
      if ((pending === undefined && !bareTen) || part.power >= lastPower) return undefined
      section = add(section, shift(bareTen ? { mantissa: 1n, places: 0 } : pending!, part.power))
      lastPower = part.power
    } else {
      const before = pending === undefined ? section : add(section, pending)
      const follows = index > 0 && list[index - 1]!.kind === 'unit'
      if (before.mantissa === 0n && !(part.power === 8 && wan !== undefined && follows)) return undefined
      if (part.power === 4) {
        if (wan !== undefined) return undefined
        wan = shift(before, 4)
      } else {
        if (yi !== undefined) return undefined
        yi = shift(add(wan ?? ZERO, before), 8)
        wan = undefined
      }
      section = ZERO
      lastPower = 4
    }
    pending = undefined
    bridged = false
  }
  const sum = add(add(yi ?? ZERO, wan ?? ZERO), section)
  if (pending === undefined) return sum
  const last = list.at(-2)
  if (!ordinal && !bridged && last?.kind === 'unit' && list.at(-1)!.kind === 'digit' && last.power > 1)
    return add(sum, shift(pending, last.power - 1))
  return add(sum, pending)
}

/** The value of a whole numeral, or undefined. `ordinal`: 第一百二条 is 102, not 120. */
export function parseDecimal(text: string, ordinal = false): Decimal | undefined {
  const list = parts(text)
  if (!list) return undefined
  if (list.length === 1 && list[0]!.kind === 'number') return list[0]!.value
  return list.some((part) => part.kind === 'unit') ? withUnits(list, ordinal) : positional(list)
}

/** The value of a whole numeral that is an integer below 10^15, or undefined. */
export function parseNumeral(text: string, ordinal = false): number | undefined {
  if (text.length <= 15 && /^[0-9]+$/.test(text)) return Number(text)
  const small = SMALL.get(text)
  if (small !== undefined) return small
  const value = parseDecimal(text, ordinal)
  if (!value) return undefined
  const divisor = 10n ** BigInt(value.places)
  if (value.mantissa % divisor !== 0n) return undefined
  const whole = value.mantissa / divisor
  return whole < 10n ** 15n ? Number(whole) : undefined
}

/** `30000.00`; more decimal places are kept when they are written. */
export function decimalText(value: Decimal, leastPlaces = 2): string {
  let { mantissa, places } = value
  while (places > leastPlaces && mantissa % 10n === 0n) {
    mantissa /= 10n
    places -= 1
  }
  if (places < leastPlaces) {
    mantissa *= 10n ** BigInt(leastPlaces - places)
    places = leastPlaces
  }
  const digits = mantissa.toString().padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

const LOWER = '零一二三四五六七八九'
const CAPITAL = '零壹贰叁肆伍陆柒捌玖'
const LOWER_UNITS = ['', '十', '百', '千']
const CAPITAL_UNITS = ['', '拾', '佰', '仟']

function formatSection(value: number, digits: string, units: readonly string[]): string {
  let out = ''
  let gap = false
  for (let power = 3; power >= 0; power -= 1) {
    const digit = Math.floor(value / 10 ** power) % 10
    if (digit === 0) {
      gap = out !== ''
      continue
    }
    out += (gap ? digits[0]! : '') + digits[digit]! + units[power]!
    gap = false
  }
  return out
}

/** 一千二百四十二; with `capital` 壹仟贰佰肆拾贰. For whole numbers below 10^12. */
export function formatNumeral(value: number, capital = false): string {
  const digits = capital ? CAPITAL : LOWER
  const units = capital ? CAPITAL_UNITS : LOWER_UNITS
  if (value === 0) return digits[0]!
  let out = ''
  for (const [power, name] of [
    [8, '亿'],
    [4, '万'],
    [0, ''],
  ] as const) {
    const section = Math.floor(value / 10 ** power) % 10000
    if (section === 0) continue
    if (out !== '' && section < 1000) out += digits[0]!
    out += formatSection(section, digits, units) + name
  }
  return !capital && value >= 10 && value < 20 ? out.slice(1) : out
}

/** The numbers of articles, months and days as they are mostly written: asked for at every turn, so known beforehand. */
const SMALL: ReadonlyMap<string, number> = new Map(Array.from({ length: 1300 }, (_, value) => [formatNumeral(value), value]))
