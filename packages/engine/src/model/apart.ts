import type { Dialect } from './dialects/dialect.ts'
import type { Node } from './node.ts'
import type { ModelPlan } from './plan.ts'
import { printNode } from './print.ts'

/** One relation of a plan by itself, over relations that are there already under their names. */
export interface PlanPart {
  readonly name: string
  /** The step or rule that it belongs to. */
  readonly step: string
  /** What it reads row by row, so that it can be asked for some of those rows alone; null where rows depend on one another. */
  readonly from: string | null
  readonly parameters: readonly string[]
  /** Reading another relation in the place of `from`. */
  sql(from?: string): string
}

/**
 * The statement of a run taken apart, to find out in which step it fails. Slower than the whole, and the same: each part is what
 * the whole has under that name.
 */
export function takeApart(plan: ModelPlan, dialect: Dialect): readonly PlanPart[] {
  const names = ['as_of', ...plan.parameters.map(({ name }) => `p_${name}`)]
  return plan.relations
    .filter(({ node }) => node.kind !== 'empty')
    .map(({ name, node }) => ({
      name,
      step: name.split(' ')[0] ?? name,
      from: rowByRow(node) ? node.from : null,
      parameters: dialect.parametersIn(printNode(node, dialect), names),
      sql: (from) => printNode(from !== undefined && rowByRow(node) ? { ...node, from } : node, dialect),
    }))
}

const rowByRow = (node: Node): node is Extract<Node, { readonly from: string }> =>
  node.kind === 'project' || node.kind === 'join' || node.kind === 'mark' || node.kind === 'unnest'
