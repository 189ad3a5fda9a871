import { calendar, type Join, mapNode, type Node, nodeSpeaksOf, type Output, type Relation } from './node.ts'
import { columnsRead } from './prune.ts'
import { apply, column, int, ofAlias, rewrite, speaksOf, type Value } from './value.ts'

const counts = 'workdays_between'

/**
 * workdays_between becomes the difference of two calendar rows: before the relation that speaks of it stands one that looks
 * both days up, so that no engine is ever asked to count days one by one.
 */
export function liftWorkdays(relations: readonly Relation[]): readonly Relation[] {
  return relations.flatMap((relation) => {
    if (!nodeSpeaksOf(relation.node, counts)) return [relation]
    const { helpers, node } = liftPartners(relation)
    return [...helpers, ...liftMain({ name: relation.name, node })]
  })
}

/** A condition on the partners of a join is looked up on their side. */
function liftPartners({ name, node }: Relation): { readonly helpers: readonly Relation[]; readonly node: Node } {
  if (node.kind !== 'join') return { helpers: [], node }
  const helpers: Relation[] = []
  const joins = node.joins.map((join): Join => {
    if (!join.where || !speaksOfWorkdays(join.where)) return join
    const counted = new Counted()
    // A helper reads its relation first, so the alias goes and comes back.
    const where = ofAlias(counted.replace(withoutAlias(join.where)), join.alias)
    const helper = `${name} ${join.alias} days`
    helpers.push({ name: helper, node: counted.helper(join.to, columnsRead(node).get(join.to)!) })
    return { ...join, to: helper, where }
  })
  return { helpers, node: { ...node, joins } }
}

function liftMain({ name, node }: Relation): readonly Relation[] {
  if (!('from' in node) || typeof node.from !== 'string') return [{ name, node }]
  const counted = new Counted()
  const replaced = mapNode(node, (value) => counted.replace(value))
  if (counted.none) return [{ name, node }]
  const helper = `${name} days`
  return [
    { name: helper, node: counted.helper(node.from, columnsRead(node).get(node.from)!) },
    { name, node: { ...replaced, from: helper } as Node },
  ]
}

/** Working days to be counted over the rows of one relation. */
class Counted {
  readonly #joins: Join[] = []
  readonly #found: Output[] = []

  get none(): boolean {
    return this.#found.length === 0
  }

  replace(value: Value): Value {
    return rewrite(value, (part) => {
      if (part.kind !== 'apply' || part.name !== counts) return part
      const [first, last] = part.args.map((day) => this.#lookUp(day))
      const name = `_workdays_${this.#found.length + 1}`
      // None when the second day is not later: working days are not owed backwards.
      this.#found.push({ name, value: apply('greatest_known', 'int', apply('-', 'int', last!, first!), int(0)) })
      return column(name, 'int')
    })
  }

  /** The relation with the columns read of it and the working days counted. */
  helper(from: string, read: ReadonlySet<string>): Node {
    const passed = [...read].map((name) => ({ name, value: column(name, 'unknown') }))
    return { kind: 'join', from, joins: this.#joins, columns: [...passed, ...this.#found] }
  }

  #lookUp(day: Value): Value {
    const alias = `c${this.#joins.length + 1}`
    // A day counted from other working days: what was found stands for its name.
    const left = rewrite(day, (part) => this.#found.find((one) => part.kind === 'column' && one.name === part.name)?.value ?? part)
    this.#joins.push({ kind: 'left', to: calendar, alias, single: true, on: [{ left, right: column('d', 'date', alias) }] })
    return column('n', 'int', alias)
  }
}

const withoutAlias = (value: Value): Value => rewrite(value, (part) => (part.kind === 'column' ? column(part.name, part.type) : part))

export const speaksOfWorkdays = (value: Value): boolean => speaksOf(value, counts)
