/**
 * A set of tokens that numbers them in the order in which they came. Millions of them as strings would be gone through by every collection
 * of garbage; here one takes its 16 bytes and a place in a table.
 */
export interface TokenIndex {
  readonly size: number
  /** The number of the token that stands in `bytes`, from 0; -1 where it was never added. */
  of(bytes: Buffer, at: number): number
  /** Adds a token that is not in it. */
  add(bytes: Buffer, at: number): void
}

export const tokenBytes = 16

export const grown = (bytes: Buffer, wanted: number): Buffer => {
  if (wanted <= bytes.length) return bytes
  const larger = Buffer.alloc(Math.max(wanted, bytes.length * 2))
  bytes.copy(larger)
  return larger
}

export function tokenIndex(): TokenIndex {
  let slots = new Uint32Array(1024)
  let tokens: Buffer = Buffer.alloc(256 * tokenBytes)
  let size = 0

  /** The slot of the token in `bytes`: its own, or the free one where it belongs. Tokens are hashes, so any four bytes spread well. */
  const slotOf = (bytes: Buffer, at: number): number => {
    const last = slots.length - 1
    for (let slot = bytes.readUInt32LE(at) & last; ; slot = (slot + 1) & last) {
      const held = slots[slot]!
      if (held === 0 || same(bytes, at, tokens, (held - 1) * tokenBytes)) return slot
    }
  }
  const widen = (): void => {
    slots = new Uint32Array(slots.length * 2)
    for (let entry = 0; entry < size; entry++) slots[slotOf(tokens, entry * tokenBytes)] = entry + 1
  }
  return {
    get size() {
      return size
    },
    of: (bytes, at) => slots[slotOf(bytes, at)]! - 1,
    add(bytes, at) {
      if ((size + 1) * 2 > slots.length) widen()
      tokens = grown(tokens, (size + 1) * tokenBytes)
      for (let place = 0; place < tokenBytes; place++) tokens[size * tokenBytes + place] = bytes[at + place]!
      slots[slotOf(bytes, at)] = ++size
    },
  }
}

/** Quicker for so few bytes than a call of the library's own. */
function same(a: Buffer, at: number, b: Buffer, from: number): boolean {
  for (let place = 0; place < tokenBytes; place++) if (a[at + place] !== b[from + place]) return false
  return true
}
