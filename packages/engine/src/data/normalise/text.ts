/** Folding of cells: widths, invisible characters, the marks that spreadsheets put around text so that it stays text. */

// Zero-width characters, byte order marks, soft hyphens, control characters other than tab and line breaks.
const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu
const blanks = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
const wideAlphanumeric = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
const lineBreaks = /[\r\n\t]+/g

const narrowed = (text: string): string => text.replace(wideAlphanumeric, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

/** `="0123"`, `'0123`: ways of keeping a spreadsheet from reading a number. */
const unwrapped = (text: string): string => {
  const formula = /^="(.*)"$/s.exec(text)
  if (formula) return formula[1]!
  return /^['‘’](?=[\d=A-Za-z\u4e00-\u9fa5《〔（([【“￥¥.+-])/.test(text) ? text.slice(1) : text
}

// Characters that every folding leaves as they are: most cells have no others, and need not be gone through seven times.
const calm = /^[\u4e00-\u9fff0-9A-Za-z〔〕《》、。]+$/

/**
 * A whole cell in quotation marks, left there by an export that quoted twice. Of a number, a day or a code they are no part; what a text means
 * by them nobody knows, so it keeps them.
 */
export function withoutQuotes(raw: string): string {
  const found = /^[\s\u3000\ufeff]*(?:"{1,3}([^"]*)"{1,3}|[“”＂]([^“”＂]*)[“”＂]|'([^']*)')[\s\u3000]*$/.exec(raw)
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : raw
}

/** Free text: invisible characters gone, letters and digits narrowed, its own line breaks and punctuation kept. */
export const foldProse = (raw: string): string =>
  calm.test(raw)
    ? raw
    : narrowed(unwrapped(raw.replace(invisible, '').replace(blanks, ' ').trim()))
        .replace(/\r\n?/g, '\n')
        .trim()

/** A cell of one line. */
export const foldLine = (raw: string): string => foldProse(raw).replace(lineBreaks, ' ').replace(/ {2,}/g, ' ').trim()

/** Everything folded and no blanks: numbers, codes, dates. */
export const foldTight = (raw: string): string => (calm.test(raw) ? raw : foldProse(raw).normalize('NFKC').replace(/\s+/g, ''))

const nothing = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '–',
  '/',
  '//',
  '\\',
  '\\N',
  '.',
  '。',
  '*',
  '空',
  '无',
  '暂无',
  '没有',
  '不详',
  '未知',
  '未填',
  '未填写',
  '(空)',
  '（空）',
  '(无)',
  '（无）',
  'null',
  'none',
  'nil',
  'nan',
  'n/a',
  'na',
  '#n/a',
  '#null!',
  '#ref!',
  '#value!',
  '#name?',
  '#div/0!',
  '#num!',
  '(null)',
  'undefined',
])

/** Words by which a blank is written. */
export const isNothing = (folded: string): boolean => folded.length <= 12 && nothing.has(folded.toLowerCase())

const unknown =
  /^(?:(?:日期|时间|金额|数额|年份|具体(?:日期|时间|金额)?)?(?:不详|未知|不明|不清楚?|待(?:定|查|补|核|补充|核实|确认|查实))|unknown|tbd)$/i

/**
 * Words by which somebody says that there is a day or a sum, and that they do not know it. That is no blank: a rule about what is
 * missing must not accuse by it.
 */
export const isUnknown = (folded: string): boolean => folded.length <= 12 && unknown.test(folded)

/** As `isNothing`, where 无 and 没有 are an answer. */
export const isUnanswered = (folded: string): boolean => isNothing(folded) && folded !== '无' && folded !== '没有'

const dots = /[•‧∙⋅●.．・]/g

/** A name as shown: inner blanks between Han characters gone, one kind of middle dot. */
export function foldName(raw: string): string {
  const line = foldLine(raw).replace(/(?<=[\u3400-\u9fff\uff08\uff09·])\s+|\s+(?=[\u3400-\u9fff\uff08\uff09])/g, '')
  return line.replace(/(?<=[\u3400-\u9fff])[•‧∙⋅●.．・](?=[\u3400-\u9fff])/g, '·')
}

/** The form of a name that joins: no blanks, brackets of one kind, capital letters, one kind of dot. */
export function nameKey(name: string): string {
  return foldTight(name)
    .replace(/[〔[【{〈<《]/g, '(')
    .replace(/[〕\]】}〉>》]/g, ')')
    .replace(dots, '·')
    .replace(/[“”"'‘’、,，]/g, '')
    .toUpperCase()
}
