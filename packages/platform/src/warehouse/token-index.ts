/**
 * A set of tokens that numbers them in the order in which they came. Millions of them as strings would be gone through by every collection
 * of garbage; here one takes its 16 bytes and a place in a table. A token is handed over as the four words that its bytes make.
 */
export interface TokenIndex {
  readonly size: number
  /** The number of a token, from 0; -1 where it was never met. */
  of(token: Int32Array): number
  /** The same of one that may be met for the first time: it then has the next number. */
  meet(token: Int32Array): number
}

const words = 4

/** Room for one token: its bytes, and the same as words. */
export function tokenPlace(): { readonly bytes: Buffer; readonly token: Int32Array } {
  const token = new Int32Array(words)
  return { bytes: Buffer.from(token.buffer), token }
}

export const grown = (bytes: Buffer, wanted: number): Buffer => {
  if (wanted <= bytes.length) return bytes
  const larger = Buffer.alloc(Math.max(wanted, bytes.length * 2))
  bytes.copy(larger)
  return larger
}

export function tokenIndex(): TokenIndex {
  let slots = new Uint32Array(1024)
  let tokens = new Int32Array(256 * words)
  let size = 0

  /** The slot of a token among `from[at …]`: its own, or the free one where it belongs. Tokens are hashes, so any word spreads well. */
  const slotOf = (from: Int32Array, at: number): number => {
    const [a, b, c, d] = [from[at]!, from[at + 1]!, from[at + 2]!, from[at + 3]!]
    const last = slots.length - 1
    for (let slot = a & last; ; slot = (slot + 1) & last) {
      const held = slots[slot]!
      if (held === 0) return slot
      const own = (held - 1) * words
      if (tokens[own] === a && tokens[own + 1] === b && tokens[own + 2] === c && tokens[own + 3] === d) return slot
    }
  }
  const widen = (): void => {
    slots = new Uint32Array(slots.length * 2)
    for (let entry = 0; entry < size; entry++) slots[slotOf(tokens, entry * words)] = entry + 1
  }
  return {
    get size() {
      return size
    },
    of: (token) => slots[slotOf(token, 0)]! - 1,
    meet(token) {
      if ((size + 1) * 2 > slots.length) widen()
      const slot = slotOf(token, 0)
      if (slots[slot] !== 0) return slots[slot]! - 1
      if ((size + 1) * words > tokens.length) {
        const longer = new Int32Array(tokens.length * 2)
        longer.set(tokens)
        tokens = longer
      }
      for (let word = 0; word < words; word++) tokens[size * words + word] = token[word]!
      slots[slot] = ++size
      return size - 1
    },
  }
}
