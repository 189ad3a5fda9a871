/**
 * What each token is shown as. The lake holds tokens alone; the vault in the store knows the mask of each, and here they stand for the
 * engine to ask, in the memory and nowhere else. Millions of them fit: a token takes its 16 bytes, a mask its text, and a place in a table.
 */
export interface Masks {
  learn(token: string, mask: string): void
  /** The mask of a token; of several (`、` between them) each; anything that is no token as it is. Null: a token that nobody knows. */
  of(text: string): string | null
  readonly size: number
}

const isToken = /^[0-9a-f]{32}$/
const width = 16
const grown = (bytes: Buffer, wanted: number): Buffer => {
  if (wanted <= bytes.length) return bytes
  const larger = Buffer.alloc(Math.max(wanted, bytes.length * 2))
  bytes.copy(larger)
  return larger
}

export function openMasks(): Masks {
  let slots = new Uint32Array(1024)
  let tokens: Buffer = Buffer.alloc(256 * width)
  let texts: Buffer = Buffer.alloc(4096)
  let starts = new Uint32Array(257)
  let size = 0
  const wanted = Buffer.alloc(width)

  /** The slot of the token in `bytes`: its own, or the free one where it belongs. Tokens are hashes, so any four bytes spread well. */
  const slotOf = (bytes: Buffer, at: number): number => {
    const last = slots.length - 1
    for (let slot = bytes.readUInt32LE(at) & last; ; slot = (slot + 1) & last) {
      const held = slots[slot]!
      if (held === 0 || tokens.compare(bytes, at, at + width, (held - 1) * width, held * width) === 0) return slot
    }
  }
  const widen = (): void => {
    slots = new Uint32Array(slots.length * 2)
    for (let entry = 0; entry < size; entry++) slots[slotOf(tokens, entry * width)] = entry + 1
  }
  const find = (token: string): number => {
    wanted.write(token, 'hex')
    return slotOf(wanted, 0)
  }

  return {
    learn(token, mask) {
      if (!isToken.test(token)) return
      if (slots[find(token)] !== 0) return
      if ((size + 1) * 2 > slots.length) widen()
      const slot = find(token)
      const length = Buffer.byteLength(mask)
      const from = starts[size]!
      tokens = grown(tokens, (size + 1) * width)
      texts = grown(texts, from + length)
      if (size + 2 > starts.length) {
        const longer = new Uint32Array(starts.length * 2)
        longer.set(starts)
        starts = longer
      }
      wanted.copy(tokens, size * width)
      texts.write(mask, from)
      starts[size + 1] = from + length
      size += 1
      slots[slot] = size
    },
    of(text) {
      if (text.includes('、')) {
        const each = text.split('、').map((one) => this.of(one))
        return each.some((one) => one === null) ? null : each.join('、')
      }
      if (!isToken.test(text)) return text
      const entry = slots[find(text)]!
      return entry === 0 ? null : texts.toString('utf8', starts[entry - 1], starts[entry])
    },
    get size() {
      return size
    },
  }
}
