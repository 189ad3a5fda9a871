import { excelSerial, parts } from './days.ts'

/** How offices write one and the same thing: the dirt that every import meets. */

const two = (n: number): string => String(n).padStart(2, '0')
const HAN = '〇一二三四五六七八九'
const hanDay = (n: number): string =>
  n <= 10 ? '〇一二三四五六七八九十'[n]! : n < 20 ? `十${HAN[n - 10]}` : `${HAN[Math.floor(n / 10)]}十${n % 10 ? HAN[n % 10] : ''}`

type Write = (iso: string) => string

const numeric =
  (join: (y: number, m: number, d: number) => string): Write =>
  (iso) => {
    const { year, month, dayOfMonth } = parts(iso)
    return join(year, month, dayOfMonth)
  }

export const days = {
  iso: (iso: string): string => iso,
  slash: numeric((y, m, d) => `${y}/${m}/${d}`),
  dot: numeric((y, m, d) => `${y}.${two(m)}.${two(d)}`),
  compact: numeric((y, m, d) => `${y}${two(m)}${two(d)}`),
  chinese: numeric((y, m, d) => `${y}年${m}月${d}日`),
  han: numeric((y, m, d) => `${[...String(y)].map((c) => HAN[Number(c)]).join('')}年${hanDay(m)}月${hanDay(d)}日`),
  time: (iso: string): string => `${iso} 00:00:00`,
  serial: (iso: string): string => String(excelSerial(iso)),
} as const

/** A decision number with other brackets, with blanks, with 第, with leading zeros. */
export const documentNumbers: readonly ((no: string) => string)[] = [
  (no) => no,
  (no) => no.replace('〔', '[').replace('〕', ']'),
  (no) => no.replace('〔', '【').replace('〕', '】'),
  (no) => no.replace('〔', '（').replace('〕', '）'),
  (no) => no.replace('〔', '(').replace('〕', ')第'),
  (no) => no.replace('〕', '〕第 ').replace('号', ' 号'),
  (no) => no.replace(/〕(\d+)号/, (_, serial: string) => `〕${serial.padStart(5, '0')}号`),
]

export const fullWidth = (text: string): string => text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

/** 张三 as a form with one box a character leaves it. */
export const spaced = (name: string): string => (name.length === 2 ? `${name[0]}　${name[1]}` : [...name].join(' '))

/** 叁仟伍佰元整, for whole yuan below a hundred thousand. */
export function capitals(yuan: number): string {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const units = ['', '拾', '佰', '仟', '万']
  let text = ''
  let gap = false
  const written = String(yuan)
  for (const [i, c] of [...written].entries()) {
    if (c === '0') gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${digits[Number(c)]}${units[written.length - 1 - i]}`
      gap = false
    }
  }
  return `${text}元整`
}

const grouped = (yuan: number): string => String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')

export const amounts: readonly ((yuan: number) => string)[] = [
  (yuan) => String(yuan),
  (yuan) => `${yuan}.00`,
  (yuan) => `${grouped(yuan)}.00`,
  (yuan) => `${yuan}元`,
  (yuan) => fullWidth(String(yuan)),
]

/** In units of ten thousand yuan, as the national publicity form wants it. */
export const tenThousands = (yuan: number): string => {
  const fraction = String(yuan % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '')
  return `${Math.floor(yuan / 10_000)}${fraction && `.${fraction}`}`
}
