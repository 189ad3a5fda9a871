import type { ColumnValue, Scope } from '../expression/type.ts'
import { visible } from '../names.ts'
import type { Node, Output, Relation } from '../node.ts'
import type { StepColumn, StepTable, Workbench } from '../operator.ts'
import { apply, type Value } from '../value.ts'

/** Rows on their way through a query, and what each written name means in them. */
export interface Rows {
  readonly table: StepTable
  readonly names: ReadonlyMap<string, ColumnValue>
  /** Names that two tables have, which are written with their table's. */
  readonly shared: ReadonlySet<string>
}

/** Tables that a query may name: those declared, and those of WITH before it. */
export type Tables = ReadonlyMap<string, StepTable>

/** Where a query is turned into relations, one after another; the last is what it gives. */
export class Kitchen {
  readonly bench: Workbench
  readonly relations: Relation[] = []
  readonly read = new Set<string>()

  constructor(bench: Workbench) {
    this.bench = bench
  }

  add(what: string, table: Omit<StepTable, 'id'>, node: Node, before: readonly Relation[] = []): StepTable {
    const id = this.name(what)
    this.relations.push(...before, { name: id, node })
    return { ...table, id }
  }

  /** A workbench that gives each relation a name of its own. */
  at(at: Workbench['at']): Workbench {
    return { ...this.bench, at, name: (what) => this.name(what) }
  }

  name(what: string): string {
    return this.bench.name(`${what} ${this.relations.length + 1}`)
  }

  scope(rows: Rows, rest: Partial<Scope> = {}): Scope {
    return this.bench.scope(rows.table, {
      named: rows.names,
      meanings: new Map([...rows.shared].map((name) => [name, unsure])),
      ...rest,
    })
  }
}

const unsure: Value = apply('coalesce', 'unknown')

export const plainColumns = (table: StepTable): readonly StepColumn[] =>
  table.columns.filter(({ name }) => visible(name) && !name.includes('__'))

export const outputsOf = (columns: readonly StepColumn[], of?: string): readonly Output[] =>
  columns.map(({ name, type }) => ({ name, value: { kind: 'column', type, name, ...(of !== undefined && { of }) } }))

export const named = (name: string, type: ColumnValue['type'], of?: string): ColumnValue =>
  of === undefined ? { kind: 'column', type, name } : { kind: 'column', type, name, of }
