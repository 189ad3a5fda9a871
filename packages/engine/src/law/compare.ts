/**
 * Two versions of a statute, article by article. Which articles belong together is told by renumberings made by hand; else by equal
 * number and likeness of the texts, in the order of both; else, for what was moved elsewhere, by great likeness alone.
 */
import { type Difference, differences } from './differences.ts'
import { foldText } from './search-words.ts'
import { type Article, articleText } from './statute.ts'

export interface ArticlePair {
  readonly old: Article | null
  readonly new: Article | null
  readonly change: 'same' | 'changed' | 'renumbered' | 'renumbered-changed' | 'added' | 'removed'
  /** False where an article is said to have got another number and only the likeness of the texts says so: a lead. */
  readonly certain: boolean
  readonly differences: readonly Difference[]
}

export interface ArticleId {
  readonly article: number
  readonly sub: number
}

/** Made by hand and verified. */
export interface KnownMove {
  readonly old: ArticleId
  readonly new: ArticleId
}

/** Less alike in its place is another article; elsewhere more is asked. */
const alikeInPlace = 0.35
const alikeElsewhere = 0.6
const sameNumberBonus = 0.15

export function compareArticles(
  older: readonly Article[],
  newer: readonly Article[],
  moves: readonly KnownMove[] = [],
): readonly ArticlePair[] {
  const texts = { old: older.map(articleText), new: newer.map(articleText) }
  const likeness = likenessOf(texts.old, texts.new)
  const partner = new Map<number, number>()
  const taken = new Set<number>()
  const byHand = new Set<number>()
  const join = (i: number, j: number): void => {
    partner.set(i, j)
    taken.add(j)
  }
  for (const [i, j] of known(older, newer, moves, likeness)) {
    if (partner.has(i) || taken.has(j)) continue
    join(i, j)
    byHand.add(i)
  }
  const freeOld = [...older.keys()].filter((i) => !partner.has(i))
  const freeNew = [...newer.keys()].filter((j) => !taken.has(j))
  const weight = (i: number, j: number): number => {
    const alike = likeness[i]!.get(j) ?? 0
    if (alike < alikeInPlace) return 0
    return alike + (sameNumber(older[i]!, newer[j]!) ? sameNumberBonus : 0)
  }
  for (const [i, j] of inOrder(freeOld, freeNew, weight)) join(i, j)
  const elsewhere = older
    .flatMap((_, i) => (partner.has(i) ? [] : [...likeness[i]!].map(([j, alike]) => ({ i, j, alike }))))
    .filter(({ j, alike }) => !taken.has(j) && alike >= alikeElsewhere)
    .sort((a, b) => b.alike - a.alike || a.i - b.i || a.j - b.j)
  for (const { i, j } of elsewhere) if (!partner.has(i) && !taken.has(j)) join(i, j)
  return laidOut(older, newer, partner).map(([i, j]) => pairOf(i, j))

  function pairOf(i: number | undefined, j: number | undefined): ArticlePair {
    if (i === undefined) return { old: null, new: newer[j!]!, change: 'added', certain: true, differences: differences('', texts.new[j!]!) }
    if (j === undefined) return { old: older[i]!, new: null, change: 'removed', certain: true, differences: differences(texts.old[i]!, '') }
    const runs = differences(texts.old[i]!, texts.new[j]!)
    const alike = runs.every(({ kind }) => kind === 'same')
    const moved = !sameNumber(older[i]!, newer[j]!)
    const change = moved ? (alike ? 'renumbered' : 'renumbered-changed') : alike ? 'same' : 'changed'
    return { old: older[i]!, new: newer[j]!, change, certain: !moved || byHand.has(i), differences: runs }
  }
}

const sameNumber = (a: ArticleId, b: ArticleId): boolean => a.article === b.article && a.sub === b.sub

/** Known moves by index; of an article that was parted, the likest part. */
function known(
  older: readonly Article[],
  newer: readonly Article[],
  moves: readonly KnownMove[],
  likeness: readonly ReadonlyMap<number, number>[],
): readonly (readonly [number, number])[] {
  return moves
    .flatMap((move) => {
      const i = older.findIndex((one) => sameNumber(one, move.old))
      const j = newer.findIndex((one) => sameNumber(one, move.new))
      return i < 0 || j < 0 ? [] : [{ i, j, alike: likeness[i]!.get(j) ?? 0 }]
    })
    .sort((a, b) => b.alike - a.alike || a.i - b.i || a.j - b.j)
    .map(({ i, j }) => [i, j] as const)
}

const pairsOfCharacters = (text: string): ReadonlySet<string> => {
  const folded = foldText(text).replace(/\s/g, '')
  const found = new Set<string>()
  for (let at = 0; at + 1 < folded.length; at++) found.add(folded.slice(at, at + 2))
  return found
}

/** For each older text the newer ones that share character pairs with it: twice the shared over all, 0 to 1. */
function likenessOf(older: readonly string[], newer: readonly string[]): readonly ReadonlyMap<number, number>[] {
  const sizes: number[] = []
  const places = new Map<string, number[]>()
  for (const [j, text] of newer.entries()) {
    const pairs = pairsOfCharacters(text)
    sizes.push(pairs.size)
    for (const pair of pairs) {
      const at = places.get(pair)
      if (at) at.push(j)
      else places.set(pair, [j])
    }
  }
  return older.map((text) => {
    const pairs = pairsOfCharacters(text)
    const shared = new Map<number, number>()
    for (const pair of pairs) for (const j of places.get(pair) ?? []) shared.set(j, (shared.get(j) ?? 0) + 1)
    return new Map([...shared].map(([j, count]) => [j, (2 * count) / (pairs.size + sizes[j]!)]))
  })
}

/** Pairs that follow each other in both, with the greatest sum of weights. */
function inOrder(
  older: readonly number[],
  newer: readonly number[],
  weight: (i: number, j: number) => number,
): readonly (readonly [number, number])[] {
  const width = newer.length + 1
  const best = new Float64Array((older.length + 1) * width)
  for (let a = older.length - 1; a >= 0; a--)
    for (let b = newer.length - 1; b >= 0; b--) {
      const w = weight(older[a]!, newer[b]!)
      const joined = w > 0 ? w + best[(a + 1) * width + b + 1]! : 0
      best[a * width + b] = Math.max(joined, best[(a + 1) * width + b]!, best[a * width + b + 1]!)
    }
  const pairs: (readonly [number, number])[] = []
  let [a, b] = [0, 0]
  while (a < older.length && b < newer.length) {
    const here = best[a * width + b]!
    const w = weight(older[a]!, newer[b]!)
    if (w > 0 && here === w + best[(a + 1) * width + b + 1]!) pairs.push([older[a++]!, newer[b++]!])
    else if (here === best[(a + 1) * width + b]!) a++
    else b++
  }
  return pairs
}

/** In the order of the newer text; what was removed stands where it stood in the older. */
function laidOut(
  older: readonly Article[],
  newer: readonly Article[],
  partner: ReadonlyMap<number, number>,
): readonly (readonly [number | undefined, number | undefined])[] {
  const from = new Map([...partner].map(([i, j]) => [j, i]))
  const rows: (readonly [number | undefined, number | undefined])[] = []
  const removedAfter = (i: number): void => {
    for (let next = i + 1; next < older.length && !partner.has(next); next++) rows.push([next, undefined])
  }
  removedAfter(-1)
  for (const j of newer.keys()) {
    const i = from.get(j)
    rows.push([i, j])
    if (i !== undefined) removedAfter(i)
  }
  return rows
}
