import type { Dialect } from './dialects/dialect.ts'
import type { Join, Output, Relation } from './node.ts'
import { hashes } from './operators/pairing.ts'
import type { ModelPlan } from './plan.ts'
import { indent, printRelations } from './print.ts'
import { prune } from './prune.ts'
import { allOf, apply, column, columnsOf, rewrite, type Value, visit } from './value.ts'

export interface Probe {
  /**
   * One statement: (step, way, left_rows, left_keyed, right_rows, right_keyed, met), a row for each meeting in the order of the
   * model. `keyed` are rows of which every key is known; `met` are rows of the left with a partner on the right. `way` is the nth of
   * a graded match, whose left rows are those that no way before has found a partner for; else null.
   */
  readonly sql: string
  /** Parameters that the statement speaks of. */
  readonly parameters: readonly string[]
}

/** Asks of each step that collides tables whether their keys meet: why a run found nothing. */
export function probe(plan: ModelPlan, dialect: Dialect): Probe {
  const meetings = plan.relations.flatMap((relation) => meetingsOf(relation))
  const counts = meetings.flatMap(({ relations }) => relations)
  const goals = new Map(counts.map(({ name, columns }) => [name, columns]))
  const { relations } = prune([...plan.relations, ...counts], goals)
  const id = dialect.identifier
  const int = dialect.type('int')
  const parts = meetings.map(
    ({ step, way, left, right, met }, at) =>
      `SELECT ${at} AS nth, ${dialect.text(step)} AS step, CAST(${way ?? 'NULL'} AS ${int}) AS way, l.${id('rows')} AS left_rows, l.${id('keyed')} AS left_keyed, r.${id('rows')} AS right_rows, r.${id('keyed')} AS right_keyed, m.${id('met')} AS met\nFROM ${id(left)} AS l CROSS JOIN ${id(right)} AS r CROSS JOIN ${id(met)} AS m`,
  )
  if (parts.length === 0) {
    const numbers = ['way', 'left_rows', 'left_keyed', 'right_rows', 'right_keyed', 'met'].map((name) => `CAST(NULL AS ${int}) AS ${name}`)
    return { sql: `SELECT CAST(NULL AS ${dialect.type('text')}) AS step, ${numbers.join(', ')} WHERE FALSE`, parameters: [] }
  }
  const sql = `WITH ${printRelations(relations, {}, dialect)}\nSELECT step, way, left_rows, left_keyed, right_rows, right_keyed, met\nFROM (\n${indent(parts.join('\nUNION ALL\n'))}\n) AS meetings\nORDER BY nth`
  return { sql, parameters: dialect.parametersIn(sql, ['as_of', ...plan.parameters.map(({ name }) => `p_${name}`)]) }
}

interface Meeting {
  readonly step: string
  readonly way?: number
  /** Names of the relations that count. */
  readonly left: string
  readonly right: string
  readonly met: string
  readonly relations: readonly (Relation & { readonly columns: readonly string[] })[]
}

function meetingsOf({ name, node }: Relation): readonly Meeting[] {
  if (node.kind !== 'join') return []
  return node.joins.flatMap((join): Meeting[] => {
    if (!join.meets) return []
    const [left, right, pairs, met] = ['left', 'right', 'pairs', 'met'].map((what) => `${name} ${join.alias} probe ${what}`) as [
      string,
      string,
      string,
      string,
    ]
    const keys = keysOf(join)
    const theirs = (value: Value): Value => rewrite(value, (part) => (part.kind === 'column' ? column(part.name, part.type) : part))
    const rows = [count('rows'), keyed(keys.filter((key) => !speaksOfPartner(key)))]
    const partners = [count('rows'), keyed(keys.filter(speaksOfPartner).map(theirs))]
    return [
      {
        step: name.split(' ')[0]!,
        ...join.meets,
        left,
        right,
        met,
        relations: [
          { name: left, columns: ['rows', 'keyed'], node: { kind: 'aggregate', from: node.from, by: [], compute: rows } },
          {
            name: right,
            columns: ['rows', 'keyed'],
            node: { kind: 'aggregate', from: join.to, ...(join.where && { where: theirs(join.where) }), by: [], compute: partners },
          },
          ...metRows(node.from, join, pairs, met),
        ],
      },
    ]
  })
}

/** Rows with a partner: asked for as such where engines can hash by the conditions, else told apart by a number and counted once. */
function metRows(from: string, join: Join, pairs: string, met: string): Meeting['relations'] {
  const { to, alias, on, where, when } = join
  const conditions = { to, alias, on, ...(where && { where }), ...(when && { when }) }
  if (on.length > 0 && (!when || hashes(when)))
    return [
      { name: pairs, columns: [], node: { kind: 'join', from, joins: [{ kind: 'semi', ...conditions }], columns: [] } },
      { name: met, columns: ['met'], node: { kind: 'aggregate', from: pairs, by: [], compute: [count('met')] } },
    ]
  const numbered = `${pairs} numbered`
  const mine = columnsOf([...on.map(({ left }) => left), ...(when ? [when] : [])])
  const columns = mine.map((name): Output => ({ name, value: column(name, 'unknown') }))
  const number: Output = { name: nth, value: apply('row_number', 'int') }
  return [
    {
      name: numbered,
      columns: [nth],
      node: { kind: 'window', from, partition: [], order: [], identity: [], compute: [number], columns },
    },
    {
      name: pairs,
      columns: [nth],
      node: {
        kind: 'join',
        from: numbered,
        joins: [{ kind: 'inner', ...conditions }],
        columns: [{ name: nth, value: column(nth, 'int') }],
      },
    },
    {
      name: met,
      columns: ['met'],
      node: {
        kind: 'aggregate',
        from: pairs,
        by: [],
        compute: [{ name: 'met', value: apply('count_distinct', 'int', column(nth, 'int')) }],
      },
    },
  ]
}

/** A number that tells the left rows apart while their partners are looked for. */
const nth = '_nth'

/** What must be known on either side: the columns that must agree; where none need to, those that are compared. */
function keysOf({ on, when }: Join): readonly Value[] {
  if (on.length > 0) return on.flatMap(({ left, right, nulls }) => (nulls ? [] : [left, right]))
  const keys = new Map<string, Value>()
  const see = (value: Value): void => {
    if (value.kind !== 'apply') return
    if (value.name === 'and') value.args.forEach(see)
    else if (strict.has(value.name))
      visit(value, (part) => {
        if (part.kind === 'column') keys.set(`${part.of ?? ''} ${part.name}`, part)
      })
  }
  if (when) see(when)
  return [...keys.values()]
}

const strict: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', 'between'])

const speaksOfPartner = (value: Value): boolean => columnsOf([value]).length === 0

const count = (name: string): Output => ({ name, value: apply('count_all', 'int') })

function keyed(keys: readonly Value[]): Output {
  const known = allOf(keys.map((key) => apply('is_not_null', 'bool', key)))
  return known ? { name: 'keyed', value: apply('count_if', 'int', known) } : count('keyed')
}
