import type { Relation } from './node.ts'
import type { Origin } from './origin.ts'

/** Rows of two datasets belong together where these columns agree, one by one. */
export interface Link {
  readonly left: readonly Origin[]
  readonly right: readonly Origin[]
}

/** By which columns of which datasets the steps of a model bring rows together, as far as the columns are still those of a dataset. */
export function linksOf(relations: readonly Relation[]): readonly Link[] {
  const nodes = new Map(relations.map(({ name, node }) => [name, node]))
  const trace = (relation: string, name: string, depth = 0): Origin | undefined => {
    const node = nodes.get(relation)
    if (depth > relations.length) return undefined
    if (!node) return relation.startsWith('_') || name.startsWith('_') ? undefined : { dataset: relation, column: name }
    if (node.kind === 'empty') return undefined
    if (node.kind === 'union') {
      const [first] = node.from
      return first === undefined ? undefined : trace(first, name, depth + 1)
    }
    const columns = node.kind === 'aggregate' ? node.by : node.columns
    const value = columns.find((one) => one.name === name)?.value
    if (value?.kind !== 'column') return undefined
    const { of } = value
    if (of === undefined) return trace(node.from, value.name, depth + 1)
    const joined = node.kind === 'join' ? node.joins.find(({ alias }) => alias === of) : undefined
    return joined && trace(joined.to, value.name, depth + 1)
  }
  return relations.flatMap(({ node }) => {
    if (node.kind !== 'join' && node.kind !== 'mark') return []
    const joins = node.kind === 'join' ? node.joins : node.marks.flatMap((mark) => ('to' in mark ? [mark] : []))
    return joins.flatMap(({ to, on }): Link[] => {
      const pairs = on.flatMap(({ left, right }) => {
        const mine = left.kind === 'column' ? trace(node.from, left.name) : undefined
        const theirs = right.kind === 'column' ? trace(to, right.name) : undefined
        return mine && theirs && mine.dataset !== theirs.dataset ? [{ mine, theirs }] : []
      })
      // Keys of one meeting may come from several datasets: those of the first pair's two are one way to meet.
      const first = pairs[0]
      const alike = pairs.filter(({ mine, theirs }) => mine.dataset === first?.mine.dataset && theirs.dataset === first.theirs.dataset)
      return alike.length > 0 ? [{ left: alike.map(({ mine }) => mine), right: alike.map(({ theirs }) => theirs) }] : []
    })
  })
}
