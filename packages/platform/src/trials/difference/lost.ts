import {
  type Available,
  duckdb,
  type ModelPlan,
  parameterValues,
  planModel,
  type Trace,
  type TraceStage,
  trace,
  traceRows,
  untested,
} from '@xiezhi/engine/model/model'
import type { CatalogueModel } from '../../catalogue.ts'
import { maskText } from '../../data/secrecy/mask.ts'
import type { Row, Session, Values } from '../../warehouse/warehouse.ts'
import { rowNumbers } from '../about.ts'
import type { ComparedClue } from '../clue-store.ts'
import { grouped } from '../grouped.ts'

/** One side of a comparison, with its snapshot mounted in the session. */
export interface Side {
  readonly model: CatalogueModel
  readonly available: Available
  readonly parameters: Readonly<Record<string, string | readonly string[]>>
  readonly asOf: string
}

/** Why a side does not have a clue that the other has. */
export type Lost =
  /** The row that the clue is about is not in its data. */
  | { readonly cause: 'row' }
  /** It has no such rule, or none about such rows. */
  | { readonly cause: 'rule'; readonly place: string }
  /** Its rule could not run for want of data. */
  | { readonly cause: 'skipped'; readonly place: string; readonly lacks: readonly string[] }
  /** A step let the row go, or the rule’s own condition. */
  | { readonly cause: 'step' | 'condition'; readonly place: string; readonly from: string; readonly values: readonly Shown[] }
  | { readonly cause: 'exclusion'; readonly place: string }
  /** The rule could not test the row: a date is missing or beyond the calendar. */
  | { readonly cause: 'untested'; readonly place: string }
  /** The row is told of, but under another key, or by name alone. */
  | { readonly cause: 'key'; readonly place: string }
  /** A class clue: too few are left to make a class. */
  | { readonly cause: 'class' }
  /** Steps on the way made rows anew, so that one row cannot be followed. */
  | { readonly cause: 'unknown' }

export interface Shown {
  readonly column: string
  readonly value: string | null
}

/** Follows the rows behind clues through a side’s model and says, for each, where it was lost. */
export async function traceLost(
  session: Session,
  side: Side,
  clues: readonly ComparedClue[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Lost>> {
  const { checked } = side.model
  const { values } = parameterValues(checked, side.asOf, side.parameters)
  if (!values) throw new Error(`parameters of ${side.model.id} were not checked`)
  const asking: Asking = {
    session,
    side,
    plan: planModel(checked, side.available),
    bind: (names) => Object.fromEntries(names.map((name) => [name, values[name] ?? null])),
    signal,
  }
  const lost = new Map<string, Lost>()
  for (const clue of clues) if (clue.rollup) lost.set(clue.clue_id, { cause: 'class' })
  const groups = grouped(
    clues.filter(({ rollup }) => !rollup),
    (clue) => `${clue.rule_id}\u001f${clue.about_dataset ?? ''}`,
  )
  for (const group of groups.values()) for (const [id, one] of await traceGroup(asking, group)) lost.set(id, one)
  return lost
}

interface Asking {
  readonly session: Session
  readonly side: Side
  readonly plan: ModelPlan
  readonly bind: (names: readonly string[]) => Values
  readonly signal: AbortSignal | undefined
}

/** Clues of one rule about rows of one dataset. */
async function traceGroup(asking: Asking, group: readonly ComparedClue[]): Promise<ReadonlyMap<string, Lost>> {
  const { session, side, plan, signal } = asking
  const [first] = group
  const [rule, about] = [first?.rule_id ?? '', first?.about_dataset ?? '']
  const rules = side.model.checked.rules.filter((one) => one.as === rule && one.about === about)
  const all = (one: Lost): ReadonlyMap<string, Lost> => new Map(group.map(({ clue_id }) => [clue_id, one]))
  if (rules.length === 0) return all({ cause: 'rule', place: rule })
  const runnable = rules.filter(({ id }) => plan.rules.some((one) => one.id === id))
  if (runnable.length === 0) {
    const lacks = plan.skipped.find((one) => rules.some(({ id }) => id === one.rule))?.lacks ?? []
    return all({ cause: 'skipped', place: rule, lacks })
  }
  const places = group.map(({ body, about_key }) => {
    const [row] = body.evidence
    return { file: row?.file ?? '', sheet: row?.sheet ?? null, rowNo: row?.rowNo ?? 0, key: about_key }
  })
  const rids = await rowNumbers(session, about, places, signal)
  const wanted = [...new Set(rids.values())]
  await session.run('CREATE OR REPLACE TEMP TABLE "traced" (rid BIGINT)')
  await session.append('traced', [{ types: ['bigint'], columns: [wanted] }])
  const best = new Map<number, Found>()
  for (const { id } of runnable)
    for (const [rid, found] of await follow(asking, id, about, wanted)) {
      const other = best.get(rid)
      if (!other || found.depth > other.depth) best.set(rid, found)
    }
  const shown = await valuesOf(asking, best)
  await session.run('DROP TABLE "traced"')
  return new Map(
    group.map(({ clue_id }, at): readonly [string, Lost] => {
      const rid = rids.get(at)
      const found = rid === undefined ? undefined : best.get(rid)
      if (rid === undefined) return [clue_id, { cause: 'row' }]
      if (!found) return [clue_id, { cause: 'unknown' }]
      const { lost } = found
      return [clue_id, lost.cause === 'step' || lost.cause === 'condition' ? { ...lost, values: shown.get(rid) ?? [] } : lost]
    }),
  )
}

interface Found {
  readonly lost: Lost
  /** How many stages the row came to. */
  readonly depth: number
  /** The last of them, where a step let it go. */
  readonly last?: TraceStage | undefined
}

async function follow(
  { session, plan, bind, signal }: Asking,
  rule: string,
  about: string,
  rids: readonly number[],
): Promise<ReadonlyMap<number, Found>> {
  const way = trace(plan, rule, about, duckdb)
  if (!way) return new Map()
  const seen = new Map<number, Row[]>()
  for (const row of await session.rows(way.sql, bind(way.parameters), { signal })) {
    const rid = Number(row.rid)
    seen.set(rid, [...(seen.get(rid) ?? []), row])
  }
  return new Map(rids.map((rid) => [rid, whereLost(way, rule, about, seen.get(rid) ?? [])]))
}

/** From the rule’s own rows backwards to the first stage that the row came to. */
function whereLost({ stages }: Trace, rule: string, about: string, rows: readonly Row[]): Found {
  const reached = new Set(rows.map(({ stage }) => String(stage)))
  const depth = reached.size
  const last = stages.at(-1)
  if (last && reached.has(last.name)) {
    const codes = rows.filter(({ stage }) => stage === last.name).map(({ code }) => (code === null ? null : String(code)))
    if (codes.includes(null)) return { lost: { cause: 'key', place: rule }, depth }
    const [code] = codes.filter((one) => one !== untested)
    return { lost: code ? { cause: 'exclusion', place: code } : { cause: 'untested', place: rule }, depth }
  }
  const known = new Map(stages.map((stage) => [stage.name, stage]))
  const look = (name: string): Found | undefined => {
    const stage = known.get(name)
    if (!stage) return undefined
    const before = stage.from.find((one) => one === about || reached.has(one))
    if (before === undefined) return stage.from.map(look).find((one) => one !== undefined)
    const cause = stage.step === rule ? 'condition' : 'step'
    return { lost: { cause, place: stage.step, from: before.split(' ')[0] ?? before, values: [] }, depth, last: known.get(before) }
  }
  return (last && look(last.name)) ?? { lost: { cause: 'unknown' }, depth }
}

/** A person has use for the words that decided, not for the whole row. */
const mostShown = 8

/** What stood in the columns that the deciding condition speaks of, masked; tokens and keys tell a reader nothing. */
async function valuesOf(
  { session, side, plan, bind, signal }: Asking,
  best: ReadonlyMap<number, Found>,
): Promise<ReadonlyMap<number, Shown[]>> {
  const { checked } = side.model
  const shown = new Map<number, Shown[]>()
  const stages = grouped(
    [...best].filter(([, { last }]) => last !== undefined),
    ([, { last, lost }]) => `${last?.name}\u001f${'place' in lost ? lost.place : ''}`,
  )
  for (const some of stages.values()) {
    const [, found] = some[0] ?? []
    if (!found?.last || !('place' in found.lost)) continue
    const { place } = found.lost
    const text = checked.steps.find(({ id }) => id === place)?.detail ?? checked.rules.find(({ id }) => id === place)?.words.where ?? ''
    const words = new Set(text.match(/[a-z_]\w*/g) ?? [])
    const columns = found.last.columns.filter((name) => words.has(name) && !/_key$|^id_no$|_token$/.test(name)).slice(0, mostShown)
    if (columns.length === 0) continue
    const query = traceRows(plan, { ...found.last, columns }, duckdb)
    const rids = new Set(some.map(([rid]) => rid))
    for (const row of await session.rows(query.sql, bind(query.parameters), { signal })) {
      const rid = Number(row._rid)
      if (!rids.has(rid) || shown.has(rid)) continue
      shown.set(
        rid,
        columns.map((column) => ({ column, value: row[column] === null ? null : maskText(String(row[column])) })),
      )
    }
  }
  return shown
}
