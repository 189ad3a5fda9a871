import { TRADITIONAL } from './traditional.ts'

/**
 * The text as the grammar sees it: blanks, line breaks and tags gone, widths and look-alikes folded, and for every character
 * the place in the original where it stood. Damage is mended once here, so that no rule of the grammar has to know it.
 */

export interface Scan {
  readonly original: string
  /** The folded text. */
  readonly text: string
  /** Original start and end of each folded character. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** 1 where a blank, a line break or a tag stood before the character. */
  readonly gap: Uint8Array
  /** How many characters the grammar has looked at; a test holds it to a multiple of the length. */
  steps: number
  /** No article begins before this place: a list of numerals was read up to here and led to none. */
  noArticleUntil: number
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&ldquo;': '“',
  '&rdquo;': '”',
  '&lsquo;': '‘',
  '&rsquo;': '’',
  '&quot;': '"',
  '&lt;': '〈',
  '&gt;': '〉',
  '&nbsp;': ' ',
  '&amp;': '&',
  '&times;': '×',
  '&mdash;': '—',
  '&hellip;': '…',
  '&middot;': '·',
  '&yen;': '¥',
  '&ensp;': ' ',
  '&emsp;': ' ',
}
const ESCAPES: Readonly<Record<string, string>> = { u003c: '〈', u003e: '〉', u003C: '〈', u003E: '〉' }
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...TRADITIONAL,
  笫: '第',
  苐: '第',
  '﹙': '(',
  '﹚': ')',
  '〔': '〔',
  '＜': '〈',
  '＞': '〉',
  '<': '〈',
  '>': '〉',
  '≪': '《',
  '≫': '》',
  '˂': '〈',
  '﹤': '〈',
  '﹥': '〉',
  '˃': '〉',
  '￥': '¥',
  圆: '元',
  圓: '元',
  '﹑': '、',
  '–': '-',
  '－': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '～': '~',
  '﹣': '-',
}

const isBlank = (code: number): boolean =>
  code <= 0x20 ||
  code === 0xa0 ||
  code === 0x3000 ||
  code === 0xfeff ||
  (code >= 0x2000 && code <= 0x200f) ||
  code === 0x2028 ||
  code === 0x2060

/** A tag such as `</span>` or `<p class="x">`, or a comment; its end, or -1. */
function tagEnd(text: string, at: number): number {
  if (text.startsWith('<!--', at)) {
    const close = text.slice(at + 4, at + 204).indexOf('-->')
    return close < 0 ? -1 : at + 4 + close + 3
  }
  const next = text.charCodeAt(at + 1)
  const letter = (next >= 0x41 && next <= 0x5a) || (next >= 0x61 && next <= 0x7a)
  if (!letter && next !== 0x2f) return -1
  for (let end = at + 1; end < text.length && end < at + 200; end += 1) {
    if (text[end] === '<' || text.charCodeAt(end) > 0x2e80) return -1
    if (text[end] === '>') return end + 1
  }
  return -1
}

/** What needs a look: blanks, signs of markup, look-alikes and full-width forms. All else stands as it is. */
const SPECIAL: Uint8Array = (() => {
  const marks = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code += 1) if (isBlank(code) || (code >= 0xff01 && code <= 0xff5e)) marks[code] = 1
  for (const c of `<>&u\\${Object.keys(LOOKALIKES).join('')}`) marks[c.charCodeAt(0)] = 1
  for (const c of '，；') marks[c.charCodeAt(0)] = 0
  return marks
})()
/** Full-width forms that are no mere wide writing of an ASCII sign. */
const KEPT = '，；～－＜＞'

interface Piece {
  readonly text: string
  readonly end: number
}

/** What a special character becomes: nothing (a blank), or a sign and where it ends. */
function piece(original: string, at: number): Piece {
  const c = original[at]!
  const code = original.charCodeAt(at)
  if (isBlank(code)) return { text: '', end: at + 1 }
  if (c === '<') {
    const tag = tagEnd(original, at)
    if (tag > 0) return { text: '', end: tag }
    if (original[at + 1] === '<') return { text: '《', end: at + 2 }
  } else if (c === '>' && original[at + 1] === '>') return { text: '》', end: at + 2 }
  else if (c === '&') {
    const stop = original.slice(at, at + 9).indexOf(';')
    const entity = stop > 0 ? ENTITIES[original.slice(at, at + stop + 1)] : undefined
    if (entity !== undefined) return { text: entity === ' ' ? '' : entity, end: at + stop + 1 }
  } else if (c === 'u' || c === '\\') {
    const start = c === '\\' ? at + 1 : at
    const mark = ESCAPES[original.slice(start, start + 5)]
    if (mark !== undefined) return { text: mark, end: start + 5 }
  } else if (code >= 0xff01 && code <= 0xff5e && !KEPT.includes(c)) return { text: String.fromCharCode(code - 0xfee0), end: at + 1 }
  return { text: LOOKALIKES[c] ?? c, end: at + 1 }
}

export function fold(original: string): Scan {
  const { length } = original
  const from = new Int32Array(length)
  const to = new Int32Array(length)
  const gap = new Uint8Array(length)
  let text = ''
  let size = 0
  let blank = 1
  let at = 0
  let run = 0
  while (at < length) {
    if (SPECIAL[original.charCodeAt(at)] === 0) {
      from[size] = at
      at += 1
      to[size] = at
      gap[size] = blank
      blank = 0
      size += 1
      continue
    }
    const found = piece(original, at)
    if (run < at) text += original.slice(run, at)
    if (found.text === '') blank = 1
    else {
      text += found.text
      from[size] = at
      to[size] = found.end
      gap[size] = blank
      blank = 0
      size += 1
    }
    at = found.end
    run = at
  }
  text = run === 0 ? original : text + original.slice(run)
  return { original, text, from, to, gap, steps: length, noArticleUntil: 0 }
}

/** The original text between two folded places. */
export const rawBetween = (scan: Scan, start: number, end: number): { raw: string; start: number; end: number } => {
  const first = scan.from[start]!
  const last = scan.to[end - 1]!
  return { raw: scan.original.slice(first, last), start: first, end: last }
}
