import { type Clue, compareClues } from '@xiezhi/engine/clue/clue'
import { rollUp } from '@xiezhi/engine/clue/rollup'
import { due } from '@xiezhi/engine/limit/limit'
import {
  type Available,
  compile,
  compileCounts,
  duckdb,
  type ModelPlan,
  parameterValues,
  planModel,
  switchedOff,
} from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { type IndicatorTable, readIndicators } from '../indicators/read.ts'
import type { Row, Session, Values } from '../warehouse/warehouse.ts'
import type { Calculated } from './calculate.ts'
import { checkLists } from './check-list.ts'
import { emittedRows } from './emitted.ts'
import { freezeEvidence } from './evidence.ts'
import { wantsExplaining } from './explain/wanted.ts'
import { alikeIn, classClue, formClue } from './form-clue.ts'
import { restsOnLater } from './later-days.ts'
import { type UnreadCells, unreadCells } from './unread-cells.ts'

/** What a run is a function of, besides the snapshot mounted in the session. */
export interface RunInput {
  readonly catalogue: Catalogue
  readonly model: CatalogueModel
  /** Which datasets and fields are in the snapshot. */
  readonly available: Available
  /** As text, checked before (`parameterValues`); those not given take the model's own. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>
  readonly asOf: string
  /** Keyed SM3 of (model, rule, key): 64 hex digits. */
  readonly idOf: (model: string, rule: string, key: string) => string
  /**
   * Whether the rows of every step are counted too, as a page about a run shows them; it costs as much as the run. `to explain`: where the run
   * found nothing and it is to be told why. Without a word: yes.
   */
  readonly countSteps?: boolean | 'to explain'
  /** The model's plan reading what was worked out for several models (common.ts); without it everything is worked out here. */
  readonly common?: ModelPlan | undefined
  /** More rows emitted than this are refused before any of them is read: a draft may join everything with everything. */
  readonly mostEmitted?: number
  readonly signal?: AbortSignal
}

export interface RuleOutcome {
  readonly rule: string
  readonly title: string
  readonly state: 'ran' | 'skipped'
  /** Datasets and fields (`dataset`, `dataset.field`) that a skipped rule lacks. */
  readonly lacks: readonly string[]
  readonly clues: number
  /** Of these, those that are on the list only. */
  readonly listed: number
  readonly excluded: readonly { readonly id: string; readonly title: string; readonly count: number }[]
  /** With what each would have needed. */
  readonly untestedExclusions: readonly { readonly id: string; readonly lacks: readonly string[] }[]
  /** Rows that the rule could not test: a date is missing or beyond the calendar. */
  readonly notTested: number
  /** Rows known by name alone (grade C): for the check list, never a clue. */
  readonly byNameOnly: number
  /** Unread cells on which it depends whether it speaks: no clue rests on them, and rows may have kept silent for them. */
  readonly unread: readonly UnreadCells[]
  /** Of its clues, those that rest on a row with an event after the as-of day. */
  readonly later: number
}

export interface RunOutcome {
  readonly clues: readonly Clue[]
  /** Figures by dimensions, which are no clues. */
  readonly indicators: readonly IndicatorTable[]
  /** What was found by a name alone, for a person to check: a table a rule, where there is any. */
  readonly checks: readonly IndicatorTable[]
  readonly rules: readonly RuleOutcome[]
  readonly steps: readonly { readonly id: string; readonly rows: number }[]
}

/** Runs one model over the snapshot mounted in the session. Same snapshot, version, parameters and day: the same clues. */
export async function runModel(session: Session, input: RunInput): Promise<RunOutcome> {
  const { catalogue, model, asOf, signal } = input
  const { checked } = model
  const { values, problems } = parameterValues(checked, asOf, input.parameters)
  if (!values) throw new Error(`parameters were not checked: ${problems.map(({ parameter }) => parameter).join(', ')}`)
  const plan = planModel(checked, input.available)
  const read = input.common ?? plan
  const compiled = compile(read, duckdb)
  const bind = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, values[name]!]))
  const options = { signal }

  await session.run(`CREATE OR REPLACE TEMP TABLE "result" AS ${compiled.sql}`, bind(compiled.parameters), options)
  if (input.mostEmitted !== undefined) await refuseMore(session, input.mostEmitted)
  const tallies = await session.rows(`SELECT rule, kind, code, n FROM "result" WHERE kind NOT IN ('clue', 'indicator')`, undefined, options)
  const { emitted, named, byNameOnly } = await emittedRows(
    session.stream(
      `SELECT rule, about_rid, payload FROM "result" WHERE kind = 'clue' ORDER BY rule, about_rid, payload`,
      undefined,
      options,
    ),
    checked,
  )
  const indicators = await readIndicators(session, checked, new Set(plan.indicators.map(({ id }) => id)), signal)
  const evidenceOf = await freezeEvidence(session, catalogue, read, emitted, bind, signal)
  const off = new Map(checked.rules.map((rule) => [rule.id, switchedOff(rule, values)]))
  const untested = new Map(
    plan.rules.map(({ id, untestedExclusions }) => [
      id,
      new Map(untestedExclusions.flatMap((one) => (off.get(id)?.has(one.id) ? [] : [[one.id, one.lacks] as const]))),
    ]),
  )
  const none = new Map<string, readonly string[]>()
  const nothingOff = new Set<string>()
  const alike = new Map(
    checked.rules.map((rule) => [rule, alikeIn(rule, input, untested.get(rule.id) ?? none, off.get(rule.id) ?? nothingOff)]),
  )
  const calculated: Calculated = new Map()
  const clues = emitted.map((row) =>
    formClue(row, { ...input, values, evidence: evidenceOf(row), alike: alike.get(row.rule)!, calculated }),
  )
  const classes = checked.rollups.flatMap((rule) => {
    const back = due(catalogue.calendar, { start: asOf, length: rule.months, unit: 'month', direction: 'before', rollover: 'none' })
    return rollUp(rule, clues, back.date ?? asOf).map((found) => classClue(found, input))
  })
  await session.run('DROP TABLE "result"')
  const all = [...clues, ...classes].sort(compareClues)
  const isLater = restsOnLater(catalogue, asOf)
  const unreadOf = await unreadCells(session, catalogue, plan, signal)
  const rules = checked.rules.map((rule) =>
    outcomeOf(
      rule.id,
      input,
      plan,
      tallies,
      clues.filter((_, index) => emitted[index]!.rule === rule),
      byNameOnly,
      untested.get(rule.id) ?? none,
      { isLater, unreadOf },
    ),
  )
  const counted = input.countSteps === 'to explain' ? wantsExplaining(checked, rules, undefined).size > 0 : input.countSteps !== false
  return {
    clues: all,
    indicators,
    checks: checkLists(named, checked, values),
    rules,
    steps: counted ? await rowsOfSteps(session, plan, bind, signal) : [],
  }
}

/** How many rows each input and step has; it costs as much as the run. */
async function rowsOfSteps(
  session: Session,
  plan: ModelPlan,
  bind: (names: readonly string[]) => Values,
  signal: AbortSignal | undefined,
): Promise<RunOutcome['steps']> {
  const { sql, parameters } = compileCounts(plan, duckdb)
  const rows = await session.rows(sql, bind(parameters), { signal })
  return rows.map((row) => ({ id: String(row.step), rows: Number(row.rows) }))
}

/** A model emits more rows than it may. */
export class TooManyRows extends Error {
  readonly found: number
  readonly most: number
  constructor(found: number, most: number) {
    super(`${found} rows emitted, ${most} allowed`)
    this.found = found
    this.most = most
  }
}

async function refuseMore(session: Session, most: number): Promise<void> {
  const [row] = await session.rows('SELECT count(*) AS n FROM "result" WHERE kind = \'clue\'')
  if (Number(row?.n) > most) throw new TooManyRows(Number(row?.n), most)
}

function outcomeOf(
  id: string,
  { model }: RunInput,
  plan: ModelPlan,
  tallies: readonly Row[],
  clues: readonly Clue[],
  byNameOnly: ReadonlyMap<string, number>,
  untested: ReadonlyMap<string, readonly string[]>,
  told: { readonly isLater: (clue: Clue) => boolean; readonly unreadOf: (rule: string) => readonly UnreadCells[] },
): RuleOutcome {
  const rule = model.checked.rules.find((one) => one.id === id)!
  const own = tallies.filter((row) => row.rule === id)
  const lacks = plan.skipped.find((skipped) => skipped.rule === id)?.lacks
  return {
    rule: rule.as,
    title: rule.title,
    state: lacks ? 'skipped' : 'ran',
    lacks: lacks ?? [],
    clues: clues.length,
    listed: clues.filter((clue) => clue.severity === 'list').length,
    excluded: rule.exclusions.flatMap((exclusion) => {
      const count = Number(own.find((row) => row.kind === 'excluded' && row.code === exclusion.id)?.n ?? 0)
      return count > 0 ? [{ id: exclusion.id, title: titleOf(model, exclusion.id), count }] : []
    }),
    untestedExclusions: Array.from(untested, ([id, lacks]) => ({ id, lacks })),
    notTested: Number(own.find((row) => row.kind === 'untested')?.n ?? 0),
    byNameOnly: byNameOnly.get(id) ?? 0,
    unread: lacks ? [] : told.unreadOf(id),
    later: clues.filter(told.isLater).length,
  }
}

const titleOf = (model: CatalogueModel, exclusion: string): string =>
  model.checked.exclusions.find(({ id }) => id === exclusion)?.title ?? exclusion
