import { unify } from './expression/type.ts'
import type { Position } from './finding.ts'
import { columnNamed, visible } from './names.ts'
import type { Match, Output } from './node.ts'
import type { StepColumn, StepTable, Workbench } from './operator.ts'
import type { Pair, Renamed, Word } from './source.ts'
import { column } from './value.ts'

/** The row number of the primary flows along unseen wherever there is a primary. */
export const rid: StepColumn = { name: '_rid', type: 'int' }

/** Columns by which two rows of a table are always told apart, where such are known. */
export const identityOf = (table: StepTable): { readonly identity?: readonly string[] } =>
  table.key ? { identity: table.key } : table.single && table.primary !== undefined ? { identity: [rid.name] } : {}

/** Made once for each column, dataset or list of columns: they are handed on from step to step, and asked for at each. */
export function once<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, T>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before
    const found = make(of)
    known.set(of, found)
    return found
  }
}

/** The column handed on as it is. */
export const pass: (column: StepColumn) => Output = once(({ name, type }) => ({ name, value: column(name, type) }))

const passThese: (columns: readonly StepColumn[]) => readonly Output[] = once((columns) => columns.map(pass))
/** All columns of a table as outputs, `_rid` included. */
export const passAll = (table: StepTable): readonly Output[] => passThese(table.columns)

/** The names of these columns, as something to ask: few are asked for, so that a set of all would cost more. */
export const namesAmong = (columns: readonly StepColumn[]): Taken => ({ has: (name) => columnNamed(columns, name) !== undefined })

export type Taken = Pick<ReadonlySet<string>, 'has'>

/** What a deadline brings along: the day it starts, whether the calendar is provisional, days added. */
const companions = ['__from', '__provisional', '__extend'] as const

/** The column and what belongs to it, under a new name. */
export function withCompanions(
  table: StepTable,
  found: StepColumn,
  as: string,
): readonly { readonly from: StepColumn; readonly to: StepColumn }[] {
  const whole = { from: found, to: as === found.name ? found : { ...found, name: as } }
  if (!found.deadline) return [whole]
  const rest = companions.flatMap((ending) => {
    const companion = columnNamed(table.columns, found.name + ending)
    return companion ? [{ from: companion, to: { ...companion, name: as + ending } }] : []
  })
  return [whole, ...rest]
}

/** Names a step makes anew must be words of the language and not yet taken. */
export function newName(word: Word, taken: Taken, bench: Workbench): boolean {
  if (!/^[a-z][a-z0-9_]*$/.test(word.text) || word.text.includes('__')) {
    bench.report.error(word.at, 'model.column-name', { name: word.text })
    return false
  }
  if (taken.has(word.text)) {
    bench.report.error(word.at, 'model.column-taken', { name: word.text })
    return false
  }
  return true
}

/** The pairs of columns on which two tables meet; their types must agree. */
export function matchPairs(
  pairs: readonly Pair[],
  left: StepTable,
  right: StepTable,
  alias: string,
  bench: Workbench,
  at: Position,
): readonly Match[] {
  if (pairs.length === 0) bench.report.error(at, 'model.no-pairs')
  return pairs.flatMap((pair): Match[] => {
    const a = bench.column(left, pair.left)
    const b = bench.column(right, pair.right)
    if (!a || !b) return []
    if (unify(a.type, b.type) === undefined)
      bench.report.error(pair.right.at, 'model.pair-types', { left: a.name, leftType: a.type, right: b.name, rightType: b.type })
    return [{ left: column(a.name, a.type), right: column(b.name, b.type, alias) }]
  })
}

/** Columns taken from the other side of a join; without a list: all that are new, except those joined on. */
export function takenFrom(
  takes: readonly Renamed[] | undefined,
  pairs: readonly Pair[],
  right: StepTable,
  at: Position,
): readonly Renamed[] {
  if (takes) return takes
  const joined = new Set(pairs.map((pair) => pair.right.text))
  return right.columns
    .filter(({ name }) => visible(name) && !name.includes('__') && !joined.has(name))
    .map(({ name }) => ({ name: { text: name, at }, as: { text: name, at } }))
}
