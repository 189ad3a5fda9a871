import type { Dialect } from '../dialects/dialect.ts'
import { improve } from '../improve/improve.ts'
import type { Keys } from '../improve/meet-by-row.ts'
import { type Node, type Relation, reading } from '../node.ts'
import { keysOf, type ModelPlan } from '../plan.ts'
import { printRelations } from '../print.ts'
import { column } from '../value.ts'
import { Identities, type Same } from './identify.ts'

/** A step that several models of one run have in common, worked out once and read by all of them. */
export interface CommonStep {
  readonly table: string
  /** Reads datasets and the tables of common steps before it. */
  readonly sql: string
  readonly values: Readonly<Record<string, string>>
  /** The models that read it. */
  readonly models: readonly string[]
  /** Which of the plans, by their place. */
  readonly plans: readonly number[]
}

export interface Planned {
  readonly plan: ModelPlan
  readonly values: Readonly<Record<string, string>>
}

/**
 * What is the same in several plans over one snapshot, by structure, inputs and values. Only what collides, sums or sorts is worth a
 * table unless its rows are wide, nothing that reads datasets of which each run has its `own` rows, and of a chain of common steps only those that something of a model's own reads. The plans come back reading the tables.
 */
export function commonSteps(
  planned: readonly Planned[],
  dialect: Dialect,
  own?: ReadonlySet<string>,
): { readonly steps: readonly CommonStep[]; readonly plans: readonly ModelPlan[] } {
  const identities = new Identities(own)
  const keys: Keys = new Map(planned.flatMap(({ plan }) => [...keysOf(plan)]))
  const stretches = planned.flatMap(({ plan, values }, at) =>
    [plan.relations, plan.evidence.relations].map((relations) => ({
      at,
      relations,
      ids: identities.identify({ relations, values }),
    })),
  )
  const users = new Map<string, Set<number>>()
  for (const { at, ids } of stretches) for (const id of ids.values()) users.set(id, (users.get(id) ?? new Set()).add(at))
  const muddled = identities.muddled()
  const common = new Set(
    identities
      .all()
      .flatMap((same) =>
        (users.get(same.id)?.size ?? 0) > 1 &&
        !muddled.has(same.id) &&
        worthIt(same, identities) &&
        handedOn(same.node).length <= mostColumns
          ? [same.id]
          : [],
      ),
  )
  // Read by something that is not common itself.
  const wanted = new Set<string>()
  for (const { relations, ids } of stretches) {
    const read = new Set<string>()
    for (const { name } of relations) {
      const same = identities.get(ids.get(name)!)!
      for (const id of same.reads) read.add(id)
      if (!common.has(same.id)) for (const id of same.reads) if (common.has(id)) wanted.add(id)
    }
    for (const id of ids.values()) if (common.has(id) && !read.has(id)) wanted.add(id)
  }
  const tables = new Map(identities.all().flatMap(({ id }) => (wanted.has(id) ? [[id, `_${id}`] as const] : [])))
  const steps = [...tables].map(([id, table]): CommonStep => {
    const sql = statement(id, tables, identities, keys, dialect)
    const values = [...identities.values]
    const spoken = new Set(
      dialect.parametersIn(
        sql,
        values.map(([name]) => name),
      ),
    )
    return {
      table,
      sql,
      values: Object.fromEntries(values.filter(([name]) => spoken.has(name))),
      models: [...users.get(id)!].map((at) => planned[at]!.plan.model),
      plans: [...users.get(id)!],
    }
  })
  const readTables = (relations: readonly Relation[]): readonly Relation[] => {
    const { ids } = stretches.find((stretch) => stretch.relations === relations)!
    return relations.map(({ name, node }): Relation => {
      const table = tables.get(ids.get(name)!)
      return table === undefined ? { name, node } : { name, node: { kind: 'project', from: table, columns: handedOn(node) } }
    })
  }
  const plans = planned.map(({ plan }) => ({
    ...plan,
    relations: readTables(plan.relations),
    evidence: { ...plan.evidence, relations: readTables(plan.evidence.relations) },
  }))
  return { steps, plans }
}

/** To write wider rows down and read them again costs more than to work them out twice: measured over a district of 100,000 penalties. */
const mostColumns = 16

/** Something in it, down to the datasets, costs more than to read the result. */
function worthIt(same: Same, identities: Identities): boolean {
  const { kind } = same.node
  if (kind === 'mark' || kind === 'empty') return false
  if (kind === 'join' || kind === 'aggregate' || kind === 'window' || kind === 'distinct') return true
  return same.reads.some((id) => {
    const read = identities.get(id)
    return read !== undefined && worthIt(read, identities)
  })
}

function statement(id: string, tables: ReadonlyMap<string, string>, identities: Identities, keys: Keys, dialect: Dialect): string {
  const needed = new Set<string>()
  const need = (one: string): void => {
    const same = identities.get(one)
    if (!same || needed.has(one) || (one !== id && tables.has(one))) return
    needed.add(one)
    same.reads.forEach(need)
  }
  need(id)
  const relations = identities
    .all()
    .flatMap((same): readonly Relation[] =>
      needed.has(same.id) ? [{ name: same.id, node: reading(same.node, (one) => (one === id ? one : (tables.get(one) ?? one))) }] : [],
    )
  const columns = handedOn(identities.get(id)!.node).map(({ name }) => name)
  const improved = improve(relations, new Map([[id, columns]]), keys)
  const listed = columns.length === 0 ? '*' : columns.map(dialect.identifier).join(', ')
  return `WITH ${printRelations(improved, {}, dialect)}\nSELECT ${listed} FROM ${dialect.identifier(id)}`
}

function handedOn(node: Node) {
  const columns =
    node.kind === 'aggregate' ? [...node.by, ...node.compute] : node.kind === 'window' ? [...node.columns, ...node.compute] : node.columns
  return columns.map((one) => {
    if (typeof one === 'string') return { name: one, value: column(one, 'unknown') }
    return { name: one.name, value: column(one.name, 'value' in one ? one.value.type : one.type) }
  })
}
