/** Things by a word that they share, in the order in which they came. */
export function grouped<T>(all: Iterable<T>, wordOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const word = wordOf(one)
    const known = groups.get(word)
    if (known) known.push(one)
    else groups.set(word, [one])
  }
  return groups
}
