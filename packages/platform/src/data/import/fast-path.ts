import type { StandardField } from '@xiezhi/engine/data/standard'

/** What the engine understands by itself; null for everything that needs a closer look. */
export interface FastPath {
  /** The value, or null where it is not understood. */
  readonly value: string
  /** The value of a cell that is known to be understood: the tests need not be made again. */
  readonly known: string
  /** Over the value as it was found, so that the tests are made once. */
  readonly key?: (value: string) => string
  readonly found?: string
}

const han = '\\x{4e00}-\\x{9fff}'
const full = (column: string, pattern: string): string => `regexp_full_match(${column}, '${pattern}')`
const when = (test: string, known: string) => ({ value: `CASE WHEN ${test} THEN ${known} END`, known })

// Letters, digits and punctuation that folding leaves as they are.
const calm = `${han}0-9A-Za-z，。、；：？！（）《》〔〕“”…—%,.;:()<>/_+\\-`
const words = `regexp_matches(%, '测试|等|^(暂无|没有|不详|未知|未填|未填写)$')`

/**
 * The plain ways of writing a field, as expressions over a column. Each accepts only what the normaliser would give back in the
 * same form and without a finding; whatever is left goes to the normaliser.
 */
export function fastPath(field: StandardField, unit: '元' | '万元' | undefined, column: string): FastPath | null {
  if (field.codes || field.unit || field.columnType === 'text[]' || field.columnType === 'bool') return null
  if (field.columnType === 'date') {
    return when(full(column, '(19[1-9][0-9]|20[0-8][0-9])-[0-9]{2}-[0-9]{2}'), `try_cast(${column} AS DATE)::VARCHAR`)
  }
  if (field.columnType === 'datetime') {
    const pattern = '(19[1-9][0-9]|20[0-8][0-9])-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]'
    return when(full(column, pattern), `try_cast(${column} AS TIMESTAMP)::VARCHAR`)
  }
  if (field.columnType === 'decimal') {
    if (unit === '万元' || field.scale !== 2) return null
    return when(full(column, '(0|[1-9][0-9]{0,11})([.][0-9]{1,2})?'), `try_cast(${column} AS DECIMAL(18,2))::VARCHAR`)
  }
  if (field.columnType === 'int') return when(full(column, '(0|[1-9][0-9]{0,8})'), column)
  if (field.kind === 'prose') {
    // Eleven digits in a row might be a telephone.
    const safe = `length(${column}) BETWEEN 13 AND 100000 AND ${full(column, `[${han}0-9A-Za-z《（“][${calm}]*`)} AND NOT regexp_matches(${column}, '[0-9]{11}')`
    return when(safe, column)
  }
  if (field.kind === 'name') {
    // Eleven digits in a row might be a telephone here too.
    const safe = `${full(column, `[${han}][${han}0-9]{1,39}`)} AND NOT ${words.replace('%', column)} AND NOT regexp_matches(${column}, '[0-9]{11}')`
    return { ...when(safe, column), key: (value) => value }
  }
  if (field.kind === 'document_no') {
    const safe = full(column, `[${han}][${han}0-9]{0,29}〔20[0-9]{2}〕[1-9][0-9]{0,7}号`)
    const calmly = `${safe} AND NOT regexp_matches(${column}, '文号|第[0-9]')`
    return { ...when(calmly, column), key: (value) => `replace(replace(${value}, '〔', '('), '〕', ')')` }
  }
  if (field.kind === 'credit_code') {
    // One identity number in thirty-one passes this check too: digits alone are for the normaliser to tell apart.
    const safe = `${full(column, '[1-9A-HJ-NP-RT-UW-Y][1-9][0-9]{6}[0-9A-HJ-NP-RT-UW-Y]{10}')} AND NOT ${full(column, '[0-9]{17}[0-9X]')} AND ${creditCheck(column)}`
    return { ...when(safe, column), key: (value) => value, found: 'credit_code' }
  }
  if (field.kind === 'system_no' || (field.kind === 'text' && /^varchar\((?:32|64)\)$/.test(field.type))) {
    return {
      ...(field.kind === 'system_no' && { key: (value: string) => `upper(${value})` }),
      ...when(
        `${full(column, '[0-9A-Za-z][0-9A-Za-z_-]{4,63}')} AND regexp_matches(${column}, '[0-9]') AND NOT ${full(column, '[0-9]E[0-9]{2}')}`,
        column,
      ),
    }
  }
  return null
}

/** GB 32100: weights 3^(i-1) mod 31 over an alphabet without I, O, S, V and Z. */
function creditCheck(column: string): string {
  const place = (index: number): string => `(strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(${column}, ${index}, 1)) - 1)`
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const sum = weights.map((weight, index) => `${weight} * ${place(index + 1)}`).join(' + ')
  return `(31 - (${sum}) % 31) % 31 = ${place(18)}`
}
