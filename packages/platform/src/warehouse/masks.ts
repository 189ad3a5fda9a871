import { grown, tokenBytes, tokenIndex } from './token-index.ts'

/**
 * What each token is shown as. The lake holds tokens alone; the vault in the store knows the mask of each, and here they stand for the
 * engine to ask, in the memory and nowhere else. Millions of them fit: a token takes its 16 bytes, a mask its text, and a place in a table.
 */
export interface Masks {
  /** Gives its number among all that are known. */
  learn(token: string, mask: string): number
  /** The number of the token whose bytes stand there; -1 where it is not known. */
  find(bytes: Buffer, at: number): number
  /** The mask of a token; of several (`、` between them) each; anything that is no token as it is. Null: a token that nobody knows. */
  of(text: string): string | null
  readonly size: number
}

const isToken = /^[0-9a-f]{32}$/

export function openMasks(): Masks {
  const index = tokenIndex()
  let texts: Buffer = Buffer.alloc(4096)
  let starts = new Uint32Array(257)
  const wanted = Buffer.alloc(tokenBytes)
  const find = (token: string): number => {
    wanted.write(token, 'hex')
    return index.of(wanted, 0)
  }

  return {
    learn(token, mask) {
      if (!isToken.test(token)) return -1
      const known = find(token)
      if (known >= 0) return known
      const { size } = index
      const from = starts[size]!
      // Three bytes at most for each of its units.
      texts = grown(texts, from + mask.length * 3)
      if (size + 2 > starts.length) {
        const longer = new Uint32Array(starts.length * 2)
        longer.set(starts)
        starts = longer
      }
      starts[size + 1] = from + texts.write(mask, from)
      index.add(wanted, 0)
      return size
    },
    find: (bytes, at) => index.of(bytes, at),
    of(text) {
      if (text.includes('、')) {
        const each = text.split('、').map((one) => this.of(one))
        return each.some((one) => one === null) ? null : each.join('、')
      }
      if (!isToken.test(text)) return text
      const entry = find(text)
      return entry < 0 ? null : texts.toString('utf8', starts[entry], starts[entry + 1])
    },
    get size() {
      return index.size
    },
  }
}
