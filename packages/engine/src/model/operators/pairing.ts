import { identityOf, matchPairs, namesAmong, newName, passAll, rid, withCompanions } from '../columns.ts'
import type { Expression } from '../expression/tree.ts'
import { typeAs } from '../expression/type.ts'
import type { Join, Match, Node, Output, Relation } from '../node.ts'
import type { StepColumn, StepTable, Workbench } from '../operator.ts'
import type { Pair, Renamed, WithinSource } from '../source.ts'
import { allOf, apply, column, rewrite, type Value, visit } from '../value.ts'

/** How two rows are looked at together: the operators that collide tables share it. */
export const partner = 'r'

export interface Meeting {
  readonly on: readonly Match[]
  /** A condition on both rows. */
  readonly when?: Value
}

/** The conditions under which a row of one table meets a row of the other. */
export function meetingOf(
  given: {
    readonly on: readonly Pair[]
    readonly when?: Expression | undefined
    readonly within?: readonly WithinSource[] | undefined
    /** Something else sees to it that few rows are compared, so that nothing need agree. */
    readonly bounded?: boolean
  },
  left: StepTable,
  right: StepTable,
  bench: Workbench,
): Meeting {
  const on =
    given.on.length === 0 && (given.bounded || given.within?.length) ? [] : matchPairs(given.on, left, right, partner, bench, bench.at)
  const near = (given.within ?? []).map((one) => nearby(one, left, right, bench))
  const when = given.when && typeAs(given.when, 'bool', pairScope(left, right, bench), 'when')
  if (when && given.when) refuseWorkdays(when, given.when.at, bench)
  const all = allOf([...near, when])
  return { on, ...(all && { when: all }) }
}

export const pairScope = (left: StepTable, right: StepTable, bench: Workbench) =>
  bench.scope(left, { other: { columns: bench.scope(right).columns, alias: partner } })

/** Working days are looked up in the calendar beside one table, not beside pairs of rows. */
export function refuseWorkdays(when: Value, at: Expression['at'], bench: Workbench): void {
  visit(when, (part) => {
    if (part.kind === 'apply' && part.name === 'workdays_between') bench.report.error(at, 'model.when-workdays')
  })
}

const units = {
  days: { type: 'date', add: 'add_days' },
  minutes: { type: 'datetime', add: 'add_minutes' },
  seconds: { type: 'datetime', add: 'add_seconds' },
} as const

function nearby({ pair, unit, size }: WithinSource, left: StepTable, right: StepTable, bench: Workbench): Value | undefined {
  const wanted = units[unit]
  const [mine, theirs] = [bench.column(left, pair.left), bench.column(right, pair.right)]
  for (const [found, word] of [
    [mine, pair.left],
    [theirs, pair.right],
  ] as const)
    if (found && found.type !== wanted.type && found.type !== 'unknown')
      bench.report.error(word.at, 'model.type-wanted', { what: word.text, wanted: wanted.type, got: found.type })
  const width = typeAs(size, 'int', bench.scope(left, { columns: [] }), unit)
  if (!mine || !theirs) return undefined
  const at = column(mine.name, mine.type)
  const end = (by: Value): Value => apply(wanted.add, wanted.type, at, by)
  return apply('between', 'bool', column(theirs.name, theirs.type, partner), end(apply('negate', 'int', width)), end(width))
}

/** Columns of the other side beside one's own. */
export function besides(
  left: StepTable,
  take: readonly Renamed[],
  right: StepTable,
  bench: Workbench,
): { readonly columns: readonly StepColumn[]; readonly outputs: readonly Output[] } {
  const columns: StepColumn[] = [...left.columns]
  const outputs: Output[] = [...passAll(left)]
  const taken = namesAmong(columns)
  for (const { name, as } of take) {
    const found = bench.column(right, name)
    if (!found) continue
    if (taken.has(as.text)) {
      bench.report.error(as.at, 'model.take-taken', { name: as.text, left: left.id })
      continue
    }
    if (as.text !== found.name && !newName(as, taken, bench)) continue
    for (const { from: old, to } of withCompanions(right, found, as.text)) {
      columns.push(to)
      outputs.push({ name: to.name, value: column(old.name, old.type, partner) })
    }
  }
  return { columns, outputs }
}

interface Pairing {
  readonly kind: Join['kind']
  /** The relation that stands for the left table, where it is another than the table's own. */
  readonly from?: string
  readonly left: StepTable
  readonly right: StepTable
  readonly meeting: Meeting
  /** A condition on the other side's rows alone. */
  readonly where?: Value | undefined
  readonly columns: readonly Output[]
  readonly single?: boolean
  readonly meets?: Join['meets']
}

/**
 * One join where engines can hash by its conditions. Else the rows that meet are found first, by an inner join, and joined
 * to the left by what tells its rows apart: a left, semi or anti join with any other condition compares every row with
 * every other.
 */
export function pairUp(pairing: Pairing, bench: Workbench, what = 'met'): { readonly node: Node; readonly before: readonly Relation[] } {
  const { kind, left, right, meeting, where, columns, single, meets } = pairing
  const from = pairing.from ?? left.id
  const { on, when } = meeting
  if (!when || kind === 'inner' || (on.length > 0 && hashes(when)) || (kind === 'left' && hashes(when)))
    return {
      node: {
        kind: 'join',
        from,
        joins: [
          {
            kind,
            to: right.id,
            alias: partner,
            on,
            ...(where && { where }),
            ...(when && { when }),
            ...(single && { single }),
            ...(meets && { meets }),
          },
        ],
        columns,
      },
      before: [],
    }
  const { identity } = identityOf(left)
  const own = identity ?? [...ownColumns([...on.map((match) => match.left), when])]
  const typeOf = new Map(left.columns.map(({ name, type }) => [name, type]))
  const mine = own.map((name): Output => ({ name, value: column(name, typeOf.get(name) ?? 'unknown') }))
  const theirs = new Map<string, Output>()
  const outputs = columns.map(({ name, value }) => ({
    name,
    value: rewrite(value, (part) => {
      if (part.kind !== 'column' || part.of === undefined) return part
      theirs.set(part.name, { name: `_other_${part.name}`, value: column(part.name, part.type, partner) })
      return column(`_other_${part.name}`, part.type, partner)
    }),
  }))
  const [apart, met] = [bench.name(`${what} apart`), bench.name(what)]
  const before: Relation[] = [
    ...(identity ? [] : [{ name: apart, node: { kind: 'aggregate', from, by: mine, compute: [] } } satisfies Relation]),
    {
      name: met,
      node: {
        kind: 'join',
        from: identity ? from : apart,
        joins: [{ kind: 'inner', to: right.id, alias: partner, on, when, ...(where && { where }), ...(meets && { meets }) }],
        columns: [...mine, ...theirs.values()],
      },
    },
  ]
  const by = mine.map(({ name, value }): Match => {
    const both = { left: value, right: column(name, value.type, partner) }
    return name === rid.name ? both : { ...both, nulls: true }
  })
  return { node: { kind: 'join', from, joins: [{ kind, to: met, alias: partner, on: by }], columns: outputs }, before }
}

function ownColumns(values: readonly Value[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const value of values)
    visit(value, (part) => {
      if (part.kind === 'column' && part.of === undefined) names.add(part.name)
    })
  return names
}

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

/** Is every part of the condition about the partner alone, or a comparison of one row's side with the other's? */
export function hashes(when: Value): boolean {
  if (when.kind !== 'apply') return sides(when) === 'theirs'
  if (when.name === 'and') return when.args.every(hashes)
  if (sides(when) === 'theirs') return true
  if (comparisons.has(when.name)) return facing(sides(when.args[0]!), sides(when.args[1]!))
  if (when.name === 'between') {
    const [operand, low, high] = when.args.map(sides)
    return facing(operand!, low!) && facing(operand!, high!)
  }
  return false
}

export type Sides = 'neither' | 'mine' | 'theirs' | 'both'

const facing = (a: Sides, b: Sides): boolean => (a === 'mine' && b === 'theirs') || (a === 'theirs' && b === 'mine')

/** Whose columns a value speaks of. */
export function sides(value: Value): Sides {
  let found: Sides = 'neither'
  visit(value, (part) => {
    if (part.kind !== 'column') return
    const side = part.of === undefined ? 'mine' : 'theirs'
    found = found === 'neither' || found === side ? side : 'both'
  })
  return found
}
