/** Places of a text marked in place. Marks may touch, nest and overlap; what a page draws may not. */

export interface Span {
  readonly start: number
  readonly end: number
}

/** Citations that share letters (第三条至第五条 is several) are one thing to press. */
export interface Group extends Span {
  /** Their places in the list given. */
  readonly members: readonly number[]
}

export const groupsOf = (spans: readonly Span[]): readonly Group[] => {
  const order = spans
    .map((span, place) => ({ ...span, place }))
    .filter((span) => span.end > span.start)
    .sort((a, b) => a.start - b.start || a.end - b.end || a.place - b.place)
  const groups: { start: number; end: number; members: number[] }[] = []
  for (const { start, end, place } of order) {
    const last = groups[groups.length - 1]
    if (last && start < last.end) {
      last.end = Math.max(last.end, end)
      last.members.push(place)
    } else groups.push({ start, end, members: [place] })
  }
  return groups
}

export interface Piece<Kind extends string> {
  readonly text: string
  readonly start: number
  /** Which kinds of mark lie on it, in the order given. */
  readonly kinds: readonly Kind[]
}

export interface Stretch<Kind extends string> {
  /** The group whose letters these are; none for the text between. */
  readonly group: number | undefined
  readonly start: number
  readonly pieces: readonly Piece<Kind>[]
}

const cut = <Kind extends string>(
  text: string,
  from: number,
  to: number,
  marks: readonly (Span & { readonly kind: Kind })[],
): readonly Piece<Kind>[] => {
  const here = marks.filter((mark) => mark.start < to && mark.end > from)
  const places = [...new Set([from, to, ...here.flatMap((mark) => [Math.max(from, mark.start), Math.min(to, mark.end)])])].sort(
    (a, b) => a - b,
  )
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1]!
    const kinds = new Set(here.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.kind))
    return { text: text.slice(start, end), start, kinds: [...kinds] }
  })
}

/**
 * The text from its beginning to its end, nothing twice and nothing lost: stretches that are a group of citations and stretches
 * between them, each cut where a mark of another kind begins or ends. Marks outside the text are cut to it.
 */
export const stretchesOf = <Kind extends string>(
  text: string,
  groups: readonly Group[],
  marks: readonly (Span & { readonly kind: Kind })[],
): readonly Stretch<Kind>[] => {
  const sorted = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.end > mark.start)
    .sort((a, b) => a.start - b.start)
  const stretches: Stretch<Kind>[] = []
  let at = 0
  let next = 0
  const push = (from: number, to: number, group: number | undefined) => {
    if (to <= from) return
    // Marks are in order: those that ended before this stretch are behind for good.
    while (next < sorted.length && sorted[next]!.end <= from && sorted[next]!.start < from) next++
    const near: (Span & { readonly kind: Kind })[] = []
    for (let place = next; place < sorted.length && sorted[place]!.start < to; place++) near.push(sorted[place]!)
    stretches.push({ group, start: from, pieces: cut(text, from, to, near) })
  }
  groups.forEach((group, place) => {
    const start = Math.min(text.length, Math.max(at, group.start))
    const end = Math.min(text.length, group.end)
    push(at, start, undefined)
    push(start, end, place)
    at = Math.max(at, end)
  })
  push(at, text.length, undefined)
  return stretches
}
