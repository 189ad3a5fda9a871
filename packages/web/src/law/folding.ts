import type { compareVersions } from '@xiezhi/platform/contract/law'
import type { z } from 'zod'

export type Pair = z.infer<typeof compareVersions.response>['pairs'][number]

export type Stripe =
  | { readonly kind: 'pair'; readonly pair: Pair; readonly change: number | undefined }
  | { readonly kind: 'fold'; readonly id: string; readonly pairs: readonly Pair[] }

/** As many equal articles in a row as are worth folding away. */
const least = 2

/** Pairs in order, runs of equal articles folded unless opened; every changed pair has its number among the changes. */
export const stripesOf = (pairs: readonly Pair[], opened: ReadonlySet<string>): readonly Stripe[] => {
  const stripes: Stripe[] = []
  let equal: Pair[] = []
  let change = 0
  const flush = (before: number) => {
    const id = `same-${before - equal.length}`
    if (equal.length >= least && !opened.has(id)) stripes.push({ kind: 'fold', id, pairs: equal })
    else for (const pair of equal) stripes.push({ kind: 'pair', pair, change: undefined })
    equal = []
  }
  pairs.forEach((pair, at) => {
    if (pair.change === 'same') equal.push(pair)
    else {
      flush(at)
      stripes.push({ kind: 'pair', pair, change: change++ })
    }
  })
  flush(pairs.length)
  return stripes
}

export const changesIn = (pairs: readonly Pair[]): number => pairs.filter((pair) => pair.change !== 'same').length
