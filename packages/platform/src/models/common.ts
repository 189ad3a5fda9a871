import { commonSteps, duckdb, type ModelPlan, parameterValues, planModel } from '@xiezhi/engine/model/model'
import { quoteName, type Session } from '../warehouse/warehouse.ts'
import type { RunInput } from './run.ts'

/** What several models over one snapshot have in common. */
export interface Common {
  /** The plan of each model, by its id, reading what was worked out for several. */
  readonly plans: ReadonlyMap<string, ModelPlan>
  readonly tables: readonly { readonly table: string; readonly models: readonly string[] }[]
}

/** Works out, once and in this session, the steps that several models have in common; their clues are the same as without it. */
export async function workOutCommon(
  session: Session,
  inputs: readonly Pick<RunInput, 'model' | 'available' | 'parameters' | 'asOf'>[],
  signal?: AbortSignal,
): Promise<Common> {
  const planned = inputs.flatMap(({ model, available, parameters, asOf }) => {
    const { values } = parameterValues(model.checked, asOf, parameters)
    return values ? [{ plan: planModel(model.checked, available), values }] : []
  })
  const { steps, plans } = commonSteps(planned, duckdb)
  for (const { table, sql, values } of steps)
    await session.run(`CREATE OR REPLACE TEMP TABLE ${quoteName(table)} AS ${sql}`, values, { signal })
  return {
    plans: new Map(plans.map((plan) => [plan.model, plan])),
    tables: steps.map(({ table, models }) => ({ table, models })),
  }
}
