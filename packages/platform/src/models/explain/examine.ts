import { type Available, duckdb, keySamples, parameterValues, planModel, probe } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../../catalogue.ts'
import type { Cell, Session, Values } from '../../warehouse/warehouse.ts'
import type { RunOutcome } from '../run.ts'
import { explain } from './explain.ts'
import type { Before, Explanation, Meeting } from './explanation.ts'
import { maskKey } from './mask-key.ts'
import { numberMasks } from './number-masks.ts'
import { wantsExplaining } from './wanted.ts'

export interface Examined {
  readonly catalogue: Catalogue
  readonly model: CatalogueModel
  readonly available: Available
  readonly parameters: Readonly<Record<string, string | readonly string[]>>
  readonly asOf: string
  readonly outcome: RunOutcome
  readonly before?: Before | undefined
  readonly signal?: AbortSignal | undefined
}

const samples = 3

/** Asks the data why a run found nothing, or far less than before. Costs about as much as the run; asks nothing when all is well. */
export async function examineRun(session: Session, examined: Examined): Promise<readonly Explanation[]> {
  const { catalogue, model, available, asOf, outcome, before, signal } = examined
  const { checked } = model
  if (wantsExplaining(checked, outcome.rules, before).size === 0) return []
  const { values } = parameterValues(checked, asOf, examined.parameters)
  if (!values) return []
  const plan = planModel(checked, available)
  const bind = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
  const asked = probe(plan, duckdb)
  const queries = keySamples(plan, duckdb, samples)
  const standards = checked.inputs.flatMap(({ dataset }) => (available.has(dataset) ? (catalogue.standards.get(dataset) ?? []) : []))
  const meetings: Meeting[] = []
  for (const row of await session.rows(asked.sql, bind(asked.parameters), { signal })) {
    const [step, way] = [String(row.step), row.way === null ? null : Number(row.way)]
    const query = queries.find((one) => one.step === step && one.way === way)
    const [met, leftKeyed, rightKeyed] = [Number(row.met), Number(row.left_keyed), Number(row.right_keyed)]
    const keysOf = async (side: 'left' | 'right'): Promise<readonly string[]> => {
      if (!query || met > 0 || leftKeyed === 0 || rightKeyed === 0) return []
      const rows = await session.rows(query[side].sql, bind(query[side].parameters), { signal })
      const keys = rows.map((one) => Object.values(one).map(textOf))
      const masks = await numberMasks(session, standards, keys.flat(), signal)
      return keys.map((parts) => parts.map((key) => masks.get(key) ?? maskKey(key)).join(' / '))
    }
    meetings.push({
      step,
      way,
      leftRows: Number(row.left_rows),
      leftKeyed,
      rightRows: Number(row.right_rows),
      rightKeyed,
      met,
      keys: query?.keys ?? [],
      lefts: await keysOf('left'),
      rights: await keysOf('right'),
    })
  }
  return explain({
    checked,
    available,
    outcomes: outcome.rules,
    rows: new Map(outcome.steps.map(({ id, rows }) => [id, rows])),
    meetings,
    before,
  })
}

const textOf = (cell: Cell): string => (Array.isArray(cell) ? cell.join('、') : String(cell))
