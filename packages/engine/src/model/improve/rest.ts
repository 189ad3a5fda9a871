import type { Join, Match, Node, Relation } from '../node.ts'
import { openOrigins } from '../origin.ts'
import { columnsRead } from '../prune.ts'
import { allOf, apply, column, ofAlias, type Value } from '../value.ts'
import { countReaders } from './filters-first.ts'

/** What is not yet found: the fall-backs of a model are for few rows, often none. */

/**
 * Rows without a partner among rows that came from the same dataset: those found there by their own number have one, so that their
 * keys need not be compared. Only the few others are looked up by their keys, and only of what is left then the whole rows are read.
 */
export function restByRow(relations: readonly Relation[]): readonly Relation[] {
  const origin = openOrigins(relations)
  return relations.flatMap((relation) => {
    const { name, node } = relation
    const join = node.kind === 'join' && node.joins.length === 1 ? node.joins[0]! : undefined
    if (node.kind !== 'join' || join?.kind !== 'anti' || join.when || join.where || join.on.length === 0) return [relation]
    const [mine, theirs] = [origin(node.from, '_rid'), origin(join.to, '_rid')]
    if (mine?.column !== '_rid' || theirs?.column !== '_rid' || mine.dataset !== theirs.dataset) return [relation]
    const sameRow = join.on.every(({ left, right, nulls }) => {
      if (left.kind !== 'column' || right.kind !== 'column' || nulls || left.name === '_rid') return false
      const [from, to] = [origin(node.from, left.name), origin(join.to, right.name)]
      return from?.dataset === mine.dataset && to?.dataset === mine.dataset && from.column === to.column
    })
    if (!sameRow) return [relation]
    const [found, apart, left] = [`${name} found`, `${name} apart`, `${name} left`]
    const known = allOf(
      join.on.flatMap(({ right }) => (right.kind === 'column' ? [apply('is_not_null', 'bool', column(right.name, right.type))] : [])),
    )
    const byRow: Join = {
      kind: 'anti',
      to: found,
      alias: join.alias,
      on: [{ left: column('_rid', 'int'), right: column('_rid', 'int', join.alias) }],
    }
    const keys = join.on.flatMap((match) => (match.left.kind === 'column' ? [match.left] : []))
    const again: Join = { ...byRow, kind: 'semi', to: left }
    return [
      { name: found, node: { kind: 'project', from: join.to, ...(known && { where: known }), columns: [rowNumber] } },
      {
        name: apart,
        node: {
          kind: 'join',
          from: node.from,
          joins: [byRow],
          columns: [rowNumber, ...keys.map((key) => ({ name: key.name, value: key }))],
        },
      },
      { name: left, node: { ...node, from: apart, columns: [rowNumber] } },
      { name, node: { ...node, joins: [again] } },
    ]
  })
}

/**
 * The first row of each key, or a sum by key, that only such a rest is joined with: worked out for the keys of the rest alone, so
 * that a fall-back that nobody needs costs nothing.
 */
export function nearTheRest(relations: readonly Relation[]): readonly Relation[] {
  const nodes = new Map(relations.map(({ name, node }) => [name, node]))
  const readers = countReaders(relations)
  const near = new Map<string, readonly Relation[]>()
  for (const { node } of relations) {
    if (node.kind !== 'join' || node.joins.length !== 1 || !isRest(nodes.get(node.from))) continue
    const join = node.joins[0]!
    const grouped = nodes.get(join.to)
    if (join.kind === 'anti' || readers.get(join.to) !== 1 || (grouped?.kind !== 'aggregate' && grouped?.kind !== 'distinct')) continue
    const keys = keysOf(grouped)
    const matches = keys.flatMap(({ name, of }): readonly Match[] => {
      const met = join.on.find(({ right, nulls }) => right.kind === 'column' && right.name === name && !nulls)
      return met ? [{ left: column(of, met.right.type), right: ofAlias(met.left, join.alias) }] : []
    })
    if (keys.length === 0 || matches.length < keys.length) continue
    const name = `${join.to} near`
    const semi: Join = { kind: 'semi', to: node.from, alias: join.alias, on: matches }
    const columns = [...columnsRead(grouped).get(grouped.from)!].map((of) => ({ name: of, value: column(of, 'unknown') }))
    near.set(join.to, [
      { name, node: { kind: 'join', from: grouped.from, joins: [semi], columns } },
      { name: join.to, node: { ...grouped, from: name } },
    ])
  }
  // What is grouped stands before the rest that it is now worked out for, so it moves to where it is read.
  return relations.flatMap((relation) => {
    if (near.has(relation.name)) return []
    const moved = relation.node.kind === 'join' && relation.node.joins.length === 1 ? near.get(relation.node.joins[0]!.to) : undefined
    return [...(moved ?? []), relation]
  })
}

/**
 * What few rows are to meet, cut down to the partners of those few: else a table of all that they might meet is made, mostly for nobody.
 */
export function nearTo(name: string, few: string, join: Join, node: Node): Relation {
  const on = join.on.flatMap((match): readonly Match[] =>
    match.right.kind === 'column' && !match.nulls
      ? [{ left: column(match.right.name, match.right.type), right: ofAlias(match.left, join.alias) }]
      : [],
  )
  const columns = Array.from(columnsRead(node).get(join.to)!, (of) => ({ name: of, value: column(of, 'unknown') }))
  return { name, node: { kind: 'join', from: join.to, joins: [{ kind: 'semi', to: few, alias: join.alias, on }], columns } }
}

/** Rows without a number of their own, to be told by something else, meet the rows of a step: mostly there are few. */
export function nearTheUnnumbered(relations: readonly Relation[]): readonly Relation[] {
  const nodes = new Map(relations.map(({ name, node }) => [name, node]))
  return relations.flatMap((relation) => {
    const { name, node } = relation
    const join = node.kind === 'join' && node.joins.length === 1 ? node.joins[0]! : undefined
    if (node.kind !== 'join' || join?.kind !== 'inner' || !nodes.has(join.to) || !isUnnumbered(nodes.get(node.from))) return [relation]
    if (!join.on.some(({ right, nulls }) => right.kind === 'column' && !nulls)) return [relation]
    const near = `${name} near`
    return [nearTo(near, node.from, join, node), { name, node: { ...node, joins: [{ ...join, to: near }] } }]
  })
}

const isUnnumbered = (node: Node | undefined): boolean => node?.kind === 'project' && isMissing(node.where)

const isMissing = (value: Value | undefined): boolean =>
  value?.kind === 'apply' &&
  (value.name === 'is_null' ? value.args[0]?.kind === 'column' : value.name === 'and' && value.args.some(isMissing))

const isRest = (node: Node | undefined): boolean =>
  node?.kind === 'join' && node.joins.some(({ kind, to }) => kind === 'anti' || (kind === 'semi' && to.endsWith(' left')))

/** By what a relation is grouped: the name of each key, and the column read for it; nothing where a key is worked out. */
function keysOf(node: Extract<Node, { kind: 'aggregate' | 'distinct' }>): readonly { readonly name: string; readonly of: string }[] {
  const wanted =
    node.kind === 'aggregate' ? node.by : node.columns.filter(({ value }) => value.kind === 'column' && node.by?.includes(value.name))
  const keys = wanted.flatMap(({ name, value }) => (value.kind === 'column' ? [{ name, of: value.name }] : []))
  const count = node.kind === 'aggregate' ? node.by.length : (node.by?.length ?? 0)
  return keys.length === count ? keys : []
}

const rowNumber = { name: '_rid', value: column('_rid', 'int') } as const
