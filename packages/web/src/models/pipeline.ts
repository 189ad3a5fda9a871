import type { ModelDetail } from '@xiezhi/platform/contract/models'

export type Node = ModelDetail['nodes'][number]

/** Everything that leads to a node, itself included. */
export const leadingTo = (nodes: readonly Node[], id: string): ReadonlySet<string> => {
  const reads = new Map(nodes.map((node) => [node.id, node.reads]))
  const found = new Set<string>()
  const walk = (at: string): void => {
    if (found.has(at) || !reads.has(at)) return
    found.add(at)
    for (const before of reads.get(at) ?? []) walk(before)
  }
  walk(id)
  return found
}

/** The part of a pipeline that one rule rests on; the whole of it when no rule is named. */
export const pipelineOf = (nodes: readonly Node[], rule: string | undefined): readonly Node[] => {
  if (rule === undefined || !nodes.some((node) => node.id === rule)) return nodes
  const kept = leadingTo(nodes, rule)
  return nodes.filter((node) => kept.has(node.id))
}

/** Nodes in an order in which each comes after all that it reads. */
export const inOrder = (nodes: readonly Node[]): readonly Node[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const done = new Set<string>()
  const order: Node[] = []
  const visit = (node: Node): void => {
    if (done.has(node.id)) return
    done.add(node.id)
    for (const before of node.reads) {
      const found = byId.get(before)
      if (found) visit(found)
    }
    order.push(node)
  }
  for (const node of nodes) visit(node)
  return order
}
