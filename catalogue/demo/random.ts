/** Numbers that look random and are the same each time: mulberry32, seeded by a name so that one part's draws never move another's. */
export interface Random {
  /** A whole number from `low` through `high`. */
  readonly int: (low: number, high: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  /** True in so many cases of a hundred. */
  readonly chance: (percent: number) => boolean
}

const seedOf = (name: string): number => {
  let hash = 2_166_136_261
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619)
  return hash >>> 0
}

export function random(name: string): Random {
  let state = seedOf(name)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return { int, pick: (items) => items[int(0, items.length - 1)]!, chance: (percent) => int(1, 100) <= percent }
}
