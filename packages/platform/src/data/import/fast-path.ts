import { provinces } from '@xiezhi/engine/data/normalise/identity'
import type { StandardField } from '@xiezhi/engine/data/standard'

/** What the engine understands by itself; null for everything that needs a closer look. */
export interface FastPath {
  /** Whether a cell is understood; null where it is empty. */
  readonly test: string
  /** The value of a cell that is known to be understood: the tests need not be made again. */
  readonly known: string
  /** Over the value as it was found, so that the tests are made once. */
  readonly key?: (value: string) => string
  readonly found?: string
}

const han = '\\x{4e00}-\\x{9fff}'
const full = (column: string, pattern: string): string => `regexp_full_match(${column}, '${pattern}')`

// Letters, digits and punctuation that folding leaves as they are.
const calm = `${han}0-9A-Za-z，。、；：？！（）《》〔〕“”…—%,.;:()<>/_+\\-`
/** No word of these stands in the text: plain search is quicker than a pattern. */
const without = (column: string, ...words: readonly string[]): string =>
  words.map((word) => `NOT contains(${column}, '${word}')`).join(' AND ')

/**
 * The plain ways of writing a field, as expressions over a column. Each accepts only what the normaliser would give back in the
 * same form and without a finding; whatever is left goes to the normaliser. A test is a plain condition: over a column that a file
 * keeps as a dictionary the engine then makes it once for each word of it, which it does not do under a CASE.
 */
export function fastPath(field: StandardField, unit: '元' | '万元' | undefined, column: string): FastPath | null {
  if (field.codes || field.unit || field.columnType === 'text[]' || field.columnType === 'bool') return null
  if (field.columnType === 'date') {
    const pattern = full(column, '(19[1-9][0-9]|20[0-8][0-9])-[0-9]{2}-[0-9]{2}')
    return { test: `${pattern} AND try_cast(${column} AS DATE) IS NOT NULL`, known: `try_cast(${column} AS DATE)` }
  }
  if (field.columnType === 'datetime') {
    const pattern = '(19[1-9][0-9]|20[0-8][0-9])-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]'
    return {
      test: `${full(column, pattern)} AND try_cast(${column} AS TIMESTAMP) IS NOT NULL`,
      known: `try_cast(${column} AS TIMESTAMP)`,
    }
  }
  if (field.columnType === 'decimal') {
    if (unit === '万元' || field.scale !== 2) return null
    return { test: full(column, '(0|[1-9][0-9]{0,11})([.][0-9]{1,2})?'), known: `try_cast(${column} AS DECIMAL(18,2))` }
  }
  if (field.columnType === 'int') return { test: full(column, '(0|[1-9][0-9]{0,8})'), known: column }
  if (field.kind === 'prose') {
    // Eleven digits in a row might be a telephone.
    const test = `length(${column}) BETWEEN 13 AND 100000 AND ${full(column, `[${han}0-9A-Za-z《（“][${calm}]*`)} AND NOT regexp_matches(${column}, '[0-9]{11}')`
    return { test, known: column }
  }
  if (field.kind === 'name') {
    // Eleven digits in a row might be a telephone here too.
    const words = full(column, `[${han}]+(?:[0-9]{1,10}[${han}]+)*(?:[0-9]{1,10})?`)
    const test = `${words} AND length(${column}) BETWEEN 2 AND 40 AND ${without(column, '测试', '等')} AND ${column} NOT IN ('暂无', '没有', '不详', '未知', '未填', '未填写')`
    return { test, known: column, key: (value) => value }
  }
  if (field.kind === 'document_no') {
    const test = `${full(column, `[${han}][${han}0-9]{0,29}〔20[0-9]{2}〕[1-9][0-9]{0,7}号`)} AND ${without(column, '文号', '第')}`
    return { test, known: column, key: (value) => `replace(replace(${value}, '〔', '('), '〕', ')')` }
  }
  if (field.kind === 'credit_code') {
    // One identity number in thirty-one passes this check too: digits alone are for the normaliser to tell apart, but for those of the
    // market regulator in a province, which it takes for a code.
    const own = full(column, `9[0-9](${[...provinces].join('|')})[0-9]{13}[0-9X]`)
    const test = `${full(column, '[1-9A-HJ-NP-RT-UW-Y][1-9][0-9]{6}[0-9A-HJ-NP-RT-UW-Y]{10}')} AND (NOT ${full(column, '[0-9]{17}[0-9X]')} OR ${own}) AND ${creditCheck(column)}`
    return { test, known: column, key: (value) => value, found: 'credit_code' }
  }
  if (field.kind === 'system_no' || (field.kind === 'text' && /^varchar\((?:32|64)\)$/.test(field.type))) {
    return {
      ...(field.kind === 'system_no' && { key: (value: string) => `upper(${value})` }),
      test: `${full(column, '[0-9A-Za-z][0-9A-Za-z_-]{4,63}')} AND regexp_matches(${column}, '[0-9]') AND NOT ${full(column, '[0-9]E[0-9]{2}')}`,
      known: column,
    }
  }
  return null
}

/** GB 32100: weights 3^(i-1) mod 31 over an alphabet without I, O, S, V and Z. */
function creditCheck(column: string): string {
  const place = (index: number): string => `strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(${column}, ${index}, 1))`
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const sum = weights.map((weight, index) => `${weight} * ${place(index + 1)}`).join(' + ')
  // The last place weighs 1, and the sum is a multiple of 31. Places are counted from 1 here: that much too many, over all of them.
  return `(${sum} + ${place(18)}) % 31 = ${weights.reduce((all, weight) => all + weight, 1) % 31}`
}
