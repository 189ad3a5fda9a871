import type { Dialect } from './dialects/dialect.ts'
import type { Node } from './node.ts'
import type { ModelPlan } from './plan.ts'
import { printNode } from './print.ts'

/** One relation of a plan by itself, over relations that are there already under their names. */
export interface PlanPart {
  readonly name: string
  /** The step or rule that it belongs to. */
  readonly step: string
  /** What it reads, so that it can be asked for some of those rows alone: one of them may be why it fails; null where it reads several. */
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
      from: readsOne(node) ? node.from : null,
      parameters: dialect.parametersIn(printNode(node, dialect), names),
      sql: (from) => printNode(from !== undefined && readsOne(node) ? { ...node, from } : node, dialect),
    }))
}

const readsOne = (node: Node): node is Extract<Node, { readonly from: string }> => 'from' in node && typeof node.from === 'string'
