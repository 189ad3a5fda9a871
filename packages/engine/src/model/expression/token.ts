export type Token = {
  readonly kind: 'number' | 'text' | 'name' | 'parameter' | 'symbol' | 'end'
  readonly text: string
  readonly offset: number
}

/** Why a text is not an expression: an offset in it, a message code and its values. */
export interface Fault {
  readonly offset: number
  readonly code: string
  readonly values?: Readonly<Record<string, string>>
}

/** By the letter that they begin with, no two are alike. */
const shapes = {
  blank: /[ \t\r\n]+/y,
  number: /\d+(?:\.\d+)?/y,
  text: /'(?:[^'\p{Cc}]|'')*'/uy,
  parameter: /\$[A-Za-z_][A-Za-z0-9_]*/y,
  // `other.column` is the partner's column where two rows are looked at together.
  name: /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?/y,
  symbol: /\|\||<>|!=|<=|>=|[=<>+\-*/(),]/y,
} as const

function kindAt(source: string, offset: number): keyof typeof shapes {
  const letter = source[offset]!
  if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter === '_') return 'name'
  if (letter === ' ' || letter === '\t' || letter === '\r' || letter === '\n') return 'blank'
  if (letter >= '0' && letter <= '9') return 'number'
  return letter === "'" ? 'text' : letter === '$' ? 'parameter' : 'symbol'
}

/** Full-width signs that a Chinese keyboard gives where the language wants the narrow ones. */
const wide: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '＝': '=',
  '＜': '<',
  '＞': '>',
  '≥': '>=',
  '≤': '<=',
  '≠': '<>',
  '‘': "'",
  '’': "'",
  '“': "'",
  '”': "'",
  '＋': '+',
  '－': '-',
  '×': '*',
  '÷': '/',
  '＄': '$',
  '￥': '$',
}

export function tokenize(source: string): { readonly tokens: readonly Token[] } | { readonly fault: Fault } {
  const tokens: Token[] = []
  let offset = 0
  while (offset < source.length) {
    const hit = shapeAt(source, offset)
    if (!hit) return { fault: strange(source, offset) }
    // What other languages write.
    if (hit.text === '=' && source[offset + 1] === '=') return { fault: instead(offset, '==', '=') }
    if (hit.text === '/' && source[offset + 1] === '*') return { fault: { offset, code: 'model.expression-remark' } }
    if (hit.kind === 'number' && /[A-Za-z_0-9]/.test(source[offset + hit.text.length] ?? ''))
      return { fault: { offset, code: 'model.expression-number', values: { text: hit.text + source[offset + hit.text.length] } } }
    // What no engine holds exactly: it would become a floating number, or be refused when the model runs.
    if (hit.kind === 'number' && !/^0*\d{1,18}(?:\.\d{1,10})?$/.test(hit.text))
      return { fault: { offset, code: 'model.expression-number-long', values: { text: hit.text.slice(0, 40) } } }
    if (hit.kind !== 'blank') tokens.push({ kind: hit.kind, text: hit.text === '!=' ? '<>' : hit.text, offset })
    offset += hit.text.length
  }
  tokens.push({ kind: 'end', text: '', offset })
  return { tokens }
}

function shapeAt(source: string, offset: number): { readonly kind: keyof typeof shapes; readonly text: string } | undefined {
  const kind = kindAt(source, offset)
  const shape = shapes[kind]
  shape.lastIndex = offset
  return shape.test(source) ? { kind, text: source.slice(offset, shape.lastIndex) } : undefined
}

const instead = (offset: number, sign: string, word: string): Fault => ({ offset, code: 'model.expression-word', values: { sign, word } })

function strange(source: string, offset: number): Fault {
  if (source[offset] === '&') return instead(offset, source[offset + 1] === '&' ? '&&' : '&', 'AND')
  const sign = String.fromCodePoint(source.codePointAt(offset)!)
  const narrow = wide[sign]
  if (sign === '"') return { offset, code: 'model.expression-quotes' }
  if (sign === "'") return { offset, code: 'model.expression-open-text' }
  return narrow
    ? { offset, code: 'model.expression-wide', values: { sign, narrow } }
    : { offset, code: 'model.expression-sign', values: { sign } }
}
