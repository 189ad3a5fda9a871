import { grown, tokenIndex, tokenPlace } from './token-index.ts'

/**
 * What each token is shown as. The lake holds tokens alone; the vault in the store knows the mask of each, and here they stand for the
 * engine to ask, in the memory and nowhere else. Millions of them fit: a token takes its 16 bytes, a mask its text, and a place in a table.
 */
export interface Masks {
  learn(token: string, mask: string): void
  /** The number among all that are known of a token as words (token-index.ts); its mask is asked for where it was not known. */
  meet(token: Int32Array, mask: () => string): number
  /** The mask of a token; of several (`、` between them) each; anything that is no token as it is. Null: a token that nobody knows. */
  of(text: string): string | null
  readonly size: number
}

const isToken = /^[0-9a-f]{32}$/

export function openMasks(): Masks {
  const index = tokenIndex()
  let texts: Buffer = Buffer.alloc(4096)
  let starts = new Uint32Array(257)
  const wanted = tokenPlace()
  const meet = (token: Int32Array, shown: () => string): number => {
    const { size } = index
    const entry = index.meet(token)
    if (entry < size) return entry
    const from = starts[size]!
    const mask = shown()
    // Three bytes at most for each of its units.
    texts = grown(texts, from + mask.length * 3)
    if (size + 2 > starts.length) {
      const longer = new Uint32Array(starts.length * 2)
      longer.set(starts)
      starts = longer
    }
    starts[size + 1] = from + texts.write(mask, from)
    return entry
  }

  return {
    learn(token, mask) {
      if (!isToken.test(token)) return
      wanted.bytes.write(token, 'hex')
      meet(wanted.token, () => mask)
    },
    meet,
    of(text) {
      if (text.includes('、')) {
        const each = text.split('、').map((one) => this.of(one))
        return each.some((one) => one === null) ? null : each.join('、')
      }
      if (!isToken.test(text)) return text
      wanted.bytes.write(text, 'hex')
      const entry = index.of(wanted.token)
      return entry < 0 ? null : texts.toString('utf8', starts[entry], starts[entry + 1])
    },
    get size() {
      return index.size
    },
  }
}
