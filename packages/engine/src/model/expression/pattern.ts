/**
 * Patterns over text that every engine reads alike and none can be made to hang on: letters, classes, groups, alternatives and
 * bounded or plain repetition. Written out again in one form (`\A`, `[0-9]`), since engines differ on what `^`, `.` and `\d` mean.
 */
export interface PatternFault {
  readonly offset: number
  readonly code: string
  readonly values?: Readonly<Record<string, string>>
}

export type Pattern = { readonly written: string; readonly groups: number } | { readonly fault: PatternFault }

const mostRepeats = 200
const special = new Set([...'\\.^$|?*+()[]{}'])
const shorthand: Readonly<Record<string, string>> = { d: '0-9', s: ' \\t\\n\\r\\f\\x0B', w: '0-9A-Za-z_' }

class Stop extends Error {
  readonly fault: PatternFault
  constructor(fault: PatternFault) {
    super(fault.code)
    this.fault = fault
  }
}

interface Piece {
  readonly written: string
  /** Holds a repetition without a bound, which must not be repeated again. */
  readonly open: boolean
  /** How many copies an engine may unfold it into. */
  readonly weight: number
}

export function readPattern(source: string): Pattern {
  const signs = [...source]
  let next = 0
  let groups = 0
  const stop = (code: string, values?: Record<string, string>): never => {
    const offset = signs.slice(0, next).join('').length
    throw new Stop(values ? { offset, code, values } : { offset, code })
  }
  const take = (sign: string): boolean => {
    if (signs[next] !== sign) return false
    next++
    return true
  }

  const alternatives = (depth: number): Piece => {
    if (depth > 20) stop('model.pattern-deep')
    const branches = [sequence(depth)]
    while (take('|')) branches.push(sequence(depth))
    return {
      written: branches.map(({ written }) => written).join('|'),
      open: branches.some(({ open }) => open),
      weight: branches.reduce((sum, { weight }) => sum + weight, 0),
    }
  }

  const sequence = (depth: number): Piece => {
    const parts: Piece[] = []
    while (next < signs.length && signs[next] !== '|' && signs[next] !== ')') parts.push(repeated(depth))
    return {
      written: parts.map(({ written }) => written).join(''),
      open: parts.some(({ open }) => open),
      weight: parts.reduce((sum, { weight }) => sum + weight, 1),
    }
  }

  const repeated = (depth: number): Piece => {
    const one = atom(depth)
    const sign = signs[next]
    if (sign === undefined || !'?*+{'.includes(sign)) return one
    if (one.written === '\\A' || one.written === '\\z') stop('model.pattern-repeat')
    next++
    let how = sign
    let copies = 1
    if (sign === '{') {
      const found = /^(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(signs.slice(next).join(''))
      if (!found) return stop('model.pattern-count')
      const [least, most] = [Number(found[1]), found[3] === undefined ? Number(found[1]) : Number(found[3])]
      if (most < least || most > mostRepeats) stop('model.pattern-count')
      how = `{${found[0]}`
      copies = Math.max(1, most)
      next += found[0].length
    }
    const unbounded = sign === '*' || sign === '+' || how.endsWith(',}')
    if (unbounded && one.open) stop('model.pattern-nested')
    const weight = one.weight * copies
    if (weight > 1_000) stop('model.pattern-long')
    if (take('?')) how += '?'
    if (next < signs.length && '?*+{'.includes(signs[next]!)) stop('model.pattern-repeat')
    return { written: one.written + how, open: one.open || unbounded, weight }
  }

  const atom = (depth: number): Piece => {
    const sign = signs[next]!
    const plain = (written: string): Piece => ({ written, open: false, weight: 1 })
    if (sign === '(') {
      next++
      const silent = signs[next] === '?'
      if (silent && !(take('?') && take(':'))) stop('model.pattern-group')
      if (!silent) groups++
      const inner = alternatives(depth + 1)
      if (!take(')')) stop('model.pattern-open', { sign: ')' })
      return { ...inner, written: `${silent ? '(?:' : '('}${inner.written})` }
    }
    if (sign === '[') return plain(characterClass())
    if (sign === '\\') {
      next++
      return plain(escaped(false))
    }
    if ('?*+{'.includes(sign)) stop('model.pattern-repeat')
    if (sign === ']' || sign === '}') stop('model.pattern-stray', { sign })
    next++
    if (sign === '.') return plain('[^\\n]')
    if (sign === '^') return plain('\\A')
    if (sign === '$') return plain('\\z')
    return plain(sign)
  }

  const escaped = (inClass: boolean): string => {
    const sign = signs[next]
    if (sign === undefined) return stop('model.pattern-open', { sign: '\\' })
    const short = Object.hasOwn(shorthand, sign) ? shorthand[sign] : undefined
    if (short === undefined && !special.has(sign) && sign !== '-' && sign !== '/') stop('model.pattern-escape', { sign })
    next++
    if (short !== undefined) return inClass ? short : `[${short}]`
    return sign === '/' ? '/' : sign === '-' && !inClass ? '-' : `\\${sign}`
  }

  const characterClass = (): string => {
    next++
    const negated = take('^') ? '^' : ''
    const items: string[] = []
    while (signs[next] !== ']') {
      const from = member()
      if (signs[next] === '-' && signs[next + 1] !== ']' && next + 1 < signs.length && [...from].length === 1) {
        next++
        const to = member()
        if ([...to].length !== 1 || to < from) stop('model.pattern-range', { range: `${from}-${to}` })
        items.push(`${from}-${to}`)
      } else items.push(from)
    }
    next++
    if (items.length === 0) stop('model.pattern-open', { sign: ']' })
    return `[${negated}${items.join('')}]`
  }

  const member = (): string => {
    const sign = signs[next]
    if (sign === undefined) return stop('model.pattern-open', { sign: ']' })
    if (sign === '\\') {
      next++
      return escaped(true)
    }
    next++
    // A class within a class means other things in other engines.
    if (sign === '[' || sign === '&' || sign === '^' || sign === '-' || sign === '~') return `\\${sign}`
    return sign
  }

  try {
    const whole = alternatives(0)
    if (next < signs.length) stop('model.pattern-stray', { sign: signs[next]! })
    return { written: whole.written, groups }
  } catch (thrown) {
    if (thrown instanceof Stop) return { fault: thrown.fault }
    throw thrown
  }
}
