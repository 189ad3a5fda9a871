import type { KnownParts } from './check.ts'
import type { Dialect } from './dialects/dialect.ts'
import { liftWorkdays } from './lift.ts'
import { visible } from './names.ts'
import type { Join, Node, Output, Relation } from './node.ts'
import type { StepColumn, StepTable } from './operator.ts'
import { type Origins, openOrigins } from './origin.ts'
import { type Available, type ModelPlan, settledSteps } from './plan.ts'
import { printRelations } from './print.ts'
import { prune } from './prune.ts'
import { followUnread } from './unread.ts'
import { apply, column, columnsOf } from './value.ts'

export interface PreviewQuery {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** What a person looks at of one step while a model is being made: no rule is needed for it, and what comes later may be wrong. */
export interface Preview {
  readonly table: StepTable
  /** Columns that a person sees, in their order; the statements give `_rid` besides where rows have a number. */
  readonly columns: readonly StepColumn[]
  readonly numbered: boolean
  readonly rows: PreviewQuery
  /** One row for each table on the way to the step: (step, rows). */
  readonly counts: PreviewQuery
  /** Rows of the table read first that are not among its rows, where that can be said of it. */
  readonly fallen?: {
    readonly columns: readonly StepColumn[]
    readonly numbered: boolean
    readonly rows: PreviewQuery
    readonly counts: PreviewQuery
  }
  /** The steps as a plan without rules: what `probe` and `keySamples` ask. */
  readonly plan: ModelPlan
  /** Of which dataset's column each column still is. */
  readonly originOf: Origins
}

const [fallenName, unknownName] = ['_fallen', '_fallen unknown']

/** Statements that show a step's rows, how many each step before it has, and which rows fell out at it. */
export function previewStep(known: KnownParts, available: Available, step: string, dialect: Dialect, most: number): Preview | undefined {
  const tables = new Map([...known.inputs, ...known.steps].map(({ table }) => [table.id, table]))
  const table = tables.get(step)
  if (!table || [step, ...before(known, step)].some((id) => known.unsound.has(id))) return undefined
  const settled = settledSteps(known, available)
  const node = settled.find(({ name }) => name === step)?.node
  const lost = node && fallenOf(node)
  const left = lost && tables.get(lost.left)
  const added: readonly Relation[] =
    lost && left ? [{ name: fallenName, node: lost.node }, ...(lost.unknown ? [{ name: unknownName, node: lost.unknown }] : [])] : []
  const all = liftWorkdays(followUnread([...settled, ...added]))
  const parameters = ['as_of', ...known.parameters.map(({ name }) => `p_${name}`)]
  const query = (sql: string): PreviewQuery => ({ sql, parameters: dialect.parametersIn(sql, parameters) })
  const id = dialect.identifier
  const statement = (goals: ReadonlyMap<string, readonly string[]>, select: string): PreviewQuery => {
    const { relations } = prune(all, goals)
    return query(`${relations.length === 0 ? '' : `WITH ${printRelations(relations, {}, dialect)}\n`}${select}`)
  }
  const rowsOf = (name: string, of: StepTable): { columns: readonly StepColumn[]; numbered: boolean; rows: PreviewQuery } => {
    const columns = of.columns.filter((one) => visible(one.name))
    const numbered = of.columns.some((one) => one.name === '_rid')
    const names = [...(numbered ? ['_rid'] : []), ...columns.map((one) => one.name)]
    const order = numbered
      ? id('_rid')
      : columns
          .filter(({ type }) => type !== 'text[]')
          .map((one) => id(one.name))
          .join(', ')
    const list = names.map(id).join(', ')
    return {
      columns,
      numbered,
      rows: statement(new Map([[name, names]]), `SELECT ${list}\nFROM ${id(name)}${order ? `\nORDER BY ${order}` : ''}\nLIMIT ${most}`),
    }
  }
  const countsOf = (names: readonly string[]): PreviewQuery =>
    statement(
      new Map(names.map((name) => [name, []])),
      names.map((name) => `SELECT ${dialect.text(name)} AS step, count(*) AS rows FROM ${id(name)}`).join('\nUNION ALL\n'),
    )
  const plan: ModelPlan = {
    model: '',
    version: '',
    parameters: known.parameters.map(({ name, type }) => ({ name, type })),
    inputs: [],
    relations: liftWorkdays(followUnread(settled)).filter(
      ({ name }) => name === step || name.startsWith(`${step} `) || before(known, step).has(name.split(' ')[0]!),
    ),
    late: [],
    rules: [],
    indicators: [],
    skipped: [],
    evidence: { relations: [], links: [] },
  }
  return {
    table,
    ...rowsOf(step, table),
    counts: countsOf([...before(known, step), step]),
    ...(lost &&
      left && { fallen: { ...rowsOf(fallenName, left), counts: countsOf([fallenName, ...(lost.unknown ? [unknownName] : [])]) } }),
    plan,
    originOf: openOrigins(all),
  }
}

/** The name under which a fallen row's columns are asked of `originOf`. */
export const fallenRows = fallenName
export const fallenUnknown = unknownName

/** Inputs and steps that a step rests on, itself left out, in the order of the model. */
function before({ inputs, steps }: KnownParts, step: string): ReadonlySet<string> {
  const found = new Set<string>()
  const see = (name: string): void => {
    for (const read of steps.find(({ id }) => id === name)?.reads ?? [])
      if (!found.has(read)) {
        found.add(read)
        see(read)
      }
  }
  see(step)
  return new Set([...inputs.map(({ dataset }) => dataset), ...steps.map(({ id }) => id)].filter((name) => found.has(name)))
}

interface Lost {
  readonly left: string
  readonly node: Node
  /** Those of which nobody knows whether the condition holds. */
  readonly unknown?: Node
}

/** The node turned round: the rows of what it reads first that it does not let through. */
function fallenOf(node: Node): Lost | undefined {
  if (node.kind === 'project' && node.where)
    return {
      left: node.from,
      node: { ...node, where: apply('is_not_true', 'bool', node.where) },
      ...(columnsOf([node.where]).length > 0 && { unknown: { ...node, where: apply('is_null', 'bool', node.where) } }),
    }
  const [join, ...more] = node.kind === 'join' ? node.joins : []
  if (node.kind !== 'join' || !join || more.length > 0 || join.kind === 'left' || node.from.includes(' ')) return undefined
  const kind: Join['kind'] = join.kind === 'anti' ? 'semi' : 'anti'
  const columns = node.columns.flatMap((output): Output[] => {
    const { value } = output
    return value.kind === 'column' && value.of === undefined ? [{ name: output.name, value: column(value.name, value.type) }] : []
  })
  const { single: _, meets: __, ...conditions } = join
  return { left: node.from, node: { ...node, joins: [{ ...conditions, kind }], columns } }
}
