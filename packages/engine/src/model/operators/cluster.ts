import { newName, passAll } from '../columns.ts'
import { typeAs } from '../expression/type.ts'
import type { Node, Output, Relation } from '../node.ts'
import { defineOperator, type StepColumn, type Workbench } from '../operator.ts'
import { allOf, apply, column, int, text, type Value, type ValueType } from '../value.ts'
import { partner } from './pairing.ts'

const [member, shared, label, wide, size] = ['_member', '_shared', '_label', '_wide', '_size'] as const
const mostReach = 30
const linking: ReadonlySet<ValueType> = new Set(['text', 'int', 'decimal', 'date', 'datetime', 'bool', 'unknown'])

/**
 * What hangs together because it shares something: people with one telephone, firms at one address, plates on one card. Each row
 * gets the smallest member key of its cluster. Every member takes, round by round, the smallest key among those that share a value
 * with it; engines without end of recursion need not be asked for any. A value that more than `at_most` members share links
 * nobody; a cluster that is larger, or in which a member is further than `reach` links from the smallest, is none and left NULL: a
 * cluster is never given in part.
 */
export const cluster = defineOperator({
  name: 'cluster',
  example: {
    written: '{ from: penalty, member: doc, on: [party, agency], as: circle, size_as: members }',
    columns: ['doc', 'circle', 'members'],
    gives: [
      ['1', '1', '2'],
      ['2', '1', '2'],
      ['3', '3', '1'],
    ],
  },
  params: {
    from: { kind: 'table' },
    member: { kind: 'name' },
    on: { kind: 'names' },
    as: { kind: 'name', optional: true, fresh: true },
    size_as: { kind: 'name', optional: true, fresh: true },
    at_most: { kind: 'formula', optional: true },
    reach: { kind: 'formula', optional: true },
  },
  reads: (given) => [given.from],
  yields: (given, bench) => {
    const from = bench.table(given.from)
    const key = bench.column(from, given.member)
    if (key && (key.type === 'text[]' || key.type === 'bool' || key.type === 'datetime'))
      bench.report.error(given.member.at, 'model.cluster-member', { name: key.name, got: key.type })
    if (given.on.length === 0) bench.report.error(bench.at, 'model.no-pairs')
    const values = given.on.flatMap((word) => {
      const found = bench.column(from, word)
      if (found && !linking.has(found.type)) bench.report.error(word.at, 'model.cluster-list', { name: found.name })
      return found ? [column(found.name, found.type)] : []
    })
    const nothing = bench.scope({ id: '', columns: [], single: false })
    const most = given.at_most ? typeAs(given.at_most, 'int', nothing, 'at_most') : int(50)
    const reach = given.reach ? reachOf(typeAs(given.reach, 'int', nothing, 'reach'), given.reach.at, bench) : 10
    const taken = new Set(from.columns.map(({ name }) => name))
    const [as, sizeAs] = [given.as ?? { text: 'cluster', at: bench.at }, given.size_as ?? { text: 'cluster_size', at: bench.at }]
    for (const word of [as, sizeAs]) {
      newName(word, taken, bench)
      taken.add(word.text)
    }
    const type = key?.type ?? 'unknown'
    const own = column(given.member.text, type)
    const { relations, last } = clustersOf(from.id, own, values, most, reach, bench)
    const [theirs, whole] = [column(member, type, partner), column(wide, 'bool', partner)]
    const alone = apply('is_null', 'bool', theirs)
    // A member that shares nothing is a cluster of its own.
    const settled = (found: Value, single: Value, result: ValueType): Value =>
      apply('case', result, alone, single, apply('not', 'bool', whole), found)
    const one = apply('case', 'int', apply('is_not_null', 'bool', own), int(1))
    const added: readonly StepColumn[] = [
      { name: as.text, type },
      { name: sizeAs.text, type: 'int' },
    ]
    return {
      ...from,
      columns: [...from.columns, ...added],
      before: relations,
      node: {
        kind: 'join',
        from: from.id,
        joins: [{ kind: 'left', to: last, alias: partner, single: true, on: [{ left: own, right: theirs }] }],
        columns: [
          ...passAll(from),
          { name: as.text, value: settled(column(label, type, partner), own, type) },
          { name: sizeAs.text, value: settled(column(size, 'int', partner), one, 'int') },
        ],
      },
    }
  },
})

function reachOf(value: Value, at: Workbench['at'], bench: Workbench): number {
  const rounds = value.kind === 'literal' ? Number(value.text) : 0
  if (rounds >= 1 && rounds <= mostReach) return rounds
  bench.report.error(at, 'model.cluster-reach', { most: mostReach })
  return 1
}

/** One row a member that shares something: its label, how many have the same, and whether the cluster is too wide to be one. */
function clustersOf(
  from: string,
  own: Value,
  values: readonly Value[],
  most: Value,
  reach: number,
  bench: Workbench,
): { readonly relations: readonly Relation[]; readonly last: string } {
  const relations: Relation[] = []
  const add = (what: string, node: Node): string => {
    const name = bench.name(what)
    relations.push({ name, node })
    return name
  }
  const { type } = own
  const [who, least] = [column(member, type), column(label, type)]
  const link: readonly Output[] = [
    { name: member, value: who },
    { name: shared, value: column(shared, 'text') },
  ]
  const labelled: readonly Output[] = [
    { name: member, value: who },
    { name: label, value: least },
  ]
  const over = (source: string, partition: string, compute: Output, columns: readonly Output[]): Extract<Node, { kind: 'window' }> => ({
    kind: 'window',
    from: source,
    partition: [partition],
    order: [],
    identity: [],
    compute: [compute],
    columns,
  })
  // A value is known by its column: the number of a house is no number of a telephone.
  const marked = values.map((value, i) => apply('||', 'text', text(`${i + 1}:`), known(value)))
  const rows = add('shares', {
    kind: 'unnest',
    from,
    list: apply('list_of', 'text[]', ...marked),
    as: shared,
    columns: [{ name: member, value: own }],
  })
  const links = add('links', { kind: 'aggregate', from: rows, where: apply('is_not_null', 'bool', who), by: link, compute: [] })
  const counted = add('counted', over(links, shared, { name: size, value: apply('count_all', 'int') }, link))
  const few = allOf([apply('>', 'bool', column(size, 'int'), int(1)), apply('<=', 'bool', column(size, 'int'), most)])!
  let table = add('linked', { kind: 'project', from: counted, where: few, columns: [...link, { name: label, value: who }] })
  const smallest: Output = { name: label, value: apply('min', type, least) }
  for (let round = 1; round <= reach; round++) {
    const together = add(`round ${round} sharing`, over(table, shared, smallest, link))
    table = add(`round ${round}`, { ...over(together, member, smallest, link), apart: true })
  }
  // Where two that share a value have not come to the same label, neither's cluster is whole.
  const spread = add(
    'spread',
    over(table, shared, { name: wide, value: apply('<>', 'bool', apply('min', type, least), apply('max', type, least)) }, [
      ...link,
      { name: label, value: least },
    ]),
  )
  const members = add('members', {
    kind: 'aggregate',
    from: spread,
    by: labelled,
    compute: [{ name: wide, value: apply('bool_or', 'bool', column(wide, 'bool')) }],
  })
  const sized = add('sized', {
    kind: 'window',
    from: members,
    partition: [label],
    order: [],
    identity: [],
    compute: [
      { name: size, value: apply('count_all', 'int') },
      { name: wide, value: apply('bool_or', 'bool', column(wide, 'bool')) },
    ],
    columns: labelled,
  })
  const last = add('clusters', {
    kind: 'project',
    from: sized,
    columns: [
      ...labelled,
      { name: size, value: column(size, 'int') },
      { name: wide, value: apply('or', 'bool', column(wide, 'bool'), apply('>', 'bool', column(size, 'int'), most)) },
    ],
  })
  return { relations, last }
}

/** A blank is no value that two could share. */
const known = (value: Value): Value =>
  value.type === 'text' ? apply('nullif', 'text', apply('trim', 'text', value), text('')) : apply('text_of', 'text', value)
