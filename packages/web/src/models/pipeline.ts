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

/** A node as it is drawn: `folded` steps behind it are left out until it is opened. */
export interface Drawn extends Node {
  readonly folded: number
}

/** The box that stands for all that a rule leaves out. */
export const exclusionsOf = (rule: string): string => `${rule}:exclusions`

/**
 * The main line of a rule, from the data it is about to the rule itself. What joins it from the side is one box each, what the rule
 * leaves out is one box in all; opening a box draws what is behind it. Real models have far too many steps for one sheet.
 */
export const mainLine = (nodes: readonly Node[], rule: string, opened: ReadonlySet<string>, exclusions: string): readonly Drawn[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const top = byId.get(rule)
  if (!top) return nodes.map((node) => ({ ...node, folded: 0 }))
  const [main, ...left] = top.reads
  const group = exclusionsOf(rule)
  const isOpen = (id: string) => opened.has(id) || byId.get(id)?.kind === 'input'

  const whole = new Set<string>()
  const draw = (id: string): void => {
    if (whole.has(id) || !byId.has(id)) return
    whole.add(id)
    for (const [place, before] of (byId.get(id)?.reads ?? []).entries()) if (place === 0 || isOpen(before)) draw(before)
  }
  if (main) draw(main)
  const shownLeft = opened.has(group) ? left : []
  for (const id of shownLeft) if (isOpen(id)) draw(id)

  const wanted = [...shownLeft, ...[...whole].flatMap((id) => byId.get(id)?.reads ?? [])]
  const boxes = [...new Set(wanted)].filter((id) => !whole.has(id) && byId.has(id))
  const get = (id: string): readonly Node[] => (byId.get(id) ? [byId.get(id)!] : [])
  return [
    { ...top, reads: [...(main ? [main] : []), ...(left.length > 0 ? [group] : [])], folded: 0 },
    ...(left.length > 0
      ? [
          {
            ...top,
            id: group,
            kind: 'step' as const,
            operator: 'exclusions',
            operatorLabel: null,
            title: exclusions,
            detail: '',
            reads: shownLeft,
            missing: false,
            columns: [],
            folded: left.length - shownLeft.length,
          },
        ]
      : []),
    ...[...whole].flatMap(get).map((node) => ({ ...node, folded: 0 })),
    ...boxes.flatMap(get).map((node) => ({
      ...node,
      reads: node.reads.filter((id) => whole.has(id)),
      folded: [...leadingTo(nodes, node.id)].filter((id) => id !== node.id && !whole.has(id)).length,
    })),
  ]
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
