import { type Expression, partsOf } from '../expression/tree.ts'
import { reportUnknown, typeAs } from '../expression/type.ts'
import { isName, visible } from '../names.ts'
import type { Match } from '../node.ts'
import type { StepColumn, StepTable } from '../operator.ts'
import { pairUp, partner, refuseWorkdays, sides } from '../operators/pairing.ts'
import type { Word } from '../source.ts'
import { allOf, type Value } from '../value.ts'
import { isWords, type JoinSource, type Query, type Select, type Source } from './query.ts'
import { type Kitchen, named, outputsOf, type Rows, type Tables } from './rows.ts'

export type Cook = (query: Query, tables: Tables, kitchen: Kitchen) => StepTable | undefined

/** The rows that FROM and its joins give. */
export function rowsFrom(select: Select, tables: Tables, kitchen: Kitchen, cook: Cook): Rows | undefined {
  const first = tableOf(select.from, tables, kitchen, cook)
  const taken = new Set([select.from.as.text])
  checkAlias(select.from.as, kitchen)
  let rows = first && alone(first, select.from.as.text, select.joins.length > 0, kitchen)
  for (const join of select.joins) {
    const right = tableOf(join.to, tables, kitchen, cook)
    const { as } = join.to
    checkAlias(as, kitchen)
    if (taken.has(as.text)) kitchen.bench.report.error(as.at, 'model.sql-taken', { name: as.text })
    taken.add(as.text)
    rows = rows && right && besides(rows, right, join, kitchen)
  }
  return rows
}

function checkAlias({ text, at }: Word, { bench }: Kitchen): void {
  if (!isName(text) || text.includes('__')) bench.report.error(at, 'model.column-name', { name: text })
}

function tableOf(source: Source, tables: Tables, kitchen: Kitchen, cook: Cook): StepTable | undefined {
  if (source.kind === 'query') return cook(source.query, tables, kitchen)
  const { text, at } = source.name
  const table = tables.get(text)
  if (!table) reportUnknown(kitchen.bench.report, at, 'model.sql-unknown-table', text, [...tables.keys()])
  kitchen.read.add(text)
  return table
}

/** One table by itself; where others will stand beside it, its columns first take names that no other has. */
function alone(table: StepTable, as: string, more: boolean, kitchen: Kitchen): Rows {
  const nameIn = (name: string): string => (more && visible(name) ? `${as}__${name}` : name)
  const names = new Map(
    table.columns
      .filter(({ name }) => visible(name))
      .flatMap(({ name, type }) => [name, `${as}.${name}`].map((written) => [written, named(nameIn(name), type)] as const)),
  )
  if (!more) return { table, names, shared: new Set() }
  const columns = table.columns.map((one) => ({ ...one, name: nameIn(one.name) }))
  const outputs = outputsOf(table.columns).map(({ name, value }) => ({ name: nameIn(name), value }))
  const { id: from, key, ...rest } = table
  const renamed = { ...rest, columns, ...(key && { key: key.map(nameIn) }) }
  return { table: kitchen.add('from', renamed, { kind: 'project', from, columns: outputs }), names, shared: new Set() }
}

function besides(left: Rows, right: StepTable, join: JoinSource, kitchen: Kitchen): Rows {
  const as = join.to.as.text
  const theirs = right.columns.filter(({ name }) => visible(name))
  const using = new Set(isWords(join.on) ? join.on.map(({ text }) => text) : [])
  const shared = new Set(left.shared)
  const both = new Map(left.names)
  const names = new Map(left.names)
  for (const { name, type } of theirs) {
    both.set(`${as}.${name}`, named(name, type, partner))
    names.set(`${as}.${name}`, named(`${as}__${name}`, type))
    if (using.has(name)) continue
    if (left.names.has(name) || shared.has(name)) {
      shared.add(name)
      both.delete(name)
      names.delete(name)
    } else {
      both.set(name, named(name, type, partner))
      names.set(name, named(`${as}__${name}`, type))
    }
  }
  const parts = partsOfJoin(join, kitchen)
  const { on, where, when } = meetingOf(parts, { table: left.table, names: both, shared }, kitchen)
  if (on.length === 0) kitchen.bench.report.error(join.at, 'model.sql-no-equality')
  const met = new Set(on.flatMap((match) => (match.right.kind === 'column' ? [match.right.name] : [])))
  const onePartner = right.key?.every((name) => met.has(name)) ?? false
  const columns: StepColumn[] = [...left.table.columns, ...theirs.map((one) => ({ ...one, name: `${as}__${one.name}` }))]
  const outputs = [
    ...outputsOf(left.table.columns),
    ...outputsOf(theirs, partner).map(({ name, value }) => ({ name: `${as}__${name}`, value })),
  ]
  const { node, before } = pairUp(
    {
      kind: join.kind,
      left: left.table,
      right,
      meeting: { on, ...(when && { when }) },
      where,
      columns: outputs,
      single: onePartner,
      meets: {},
    },
    kitchen.at(join.at),
  )
  const { primary, single, key } = left.table
  const table = { ...(primary !== undefined && { primary }), single: single && onePartner, ...(key && onePartner && { key }), columns }
  return { table: kitchen.add('joined', table, node, before), names, shared }
}

/** The parts of ON that all must be true; USING says that columns of one name are equal. */
function partsOfJoin({ on, to }: JoinSource, { bench }: Kitchen): readonly Expression[] {
  if (!isWords(on)) return conjuncts(on)
  return on.map((word): Expression => {
    const { text, at } = word
    if (text === '') bench.report.error(at, 'model.column-name', { name: text })
    const right: Expression = { kind: 'name', name: `${to.as.text}.${text}`, at }
    return { kind: 'binary', operator: '=', left: { kind: 'name', name: text, at }, right, at }
  })
}

export const conjuncts = (e: Expression): readonly Expression[] =>
  e.kind === 'binary' && e.operator === 'and' ? [...conjuncts(e.left), ...conjuncts(e.right)] : [e]

/** How two rows meet: what must be equal, what is asked of the partner alone, and what of both. */
export function meetingOf(
  parts: readonly Expression[],
  both: Rows,
  kitchen: Kitchen,
): { readonly on: readonly Match[]; readonly where: Value | undefined; readonly when: Value | undefined } {
  const on: Match[] = []
  const [where, when]: [Value[], Value[]] = [[], []]
  for (const part of parts) {
    const value = typeAs(part, 'bool', kitchen.scope(both, { columns: [] }), 'ON')
    checkShared(part, both, kitchen)
    const faces = value.kind === 'apply' && value.name === '=' ? value.args.map(sides) : []
    const [left, right] = value.kind === 'apply' ? value.args : []
    if (faces[0] === 'mine' && faces[1] === 'theirs') on.push({ left: left!, right: right! })
    else if (faces[0] === 'theirs' && faces[1] === 'mine') on.push({ left: right!, right: left! })
    else if (sides(value) === 'theirs') {
      where.push(value)
      continue
    } else when.push(value)
    refuseWorkdays(value, part.at, kitchen.bench)
  }
  return { on, where: allOf(where), when: allOf(when) }
}

/** Says of each name that two tables have which of them to choose from. */
export function checkShared(e: Expression, { shared, names }: Rows, kitchen: Kitchen): void {
  if (e.kind === 'name' && shared.has(e.name)) {
    const known = [...names.keys()].filter((name) => name.endsWith(`.${e.name}`)).join(', ')
    kitchen.bench.report.error(e.at, 'model.sql-shared', { name: e.name, known })
  }
  for (const part of partsOf(e)) checkShared(part, { shared, names, table: { id: '', columns: [], single: false } }, kitchen)
}
