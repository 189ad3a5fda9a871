import { runDatasets } from '@xiezhi/engine/data/own-datasets'
import { type CommonStep, commonSteps, duckdb, type ModelPlan, type Planned, parameterValues, planModel } from '@xiezhi/engine/model/model'
import { quoteName, type Session, type Warehouse } from '../warehouse/warehouse.ts'
import type { RunInput } from './run.ts'

/** A run that is to be computed, by its id. */
export interface Waiting {
  readonly id: string
  readonly input: Pick<RunInput, 'model' | 'available' | 'parameters' | 'asOf'>
}

export interface Taken {
  readonly session: Session
  /** The model's plan reading what was worked out for several runs; none where it has nothing in common with another. */
  readonly common: ModelPlan | undefined
}

interface Held {
  readonly ground: string
  readonly session: Session
  /** Of runs that are still to come, and of the one under way. */
  readonly plans: Map<string, ModelPlan | undefined>
  readonly steps: readonly (CommonStep & { readonly runs: readonly string[] })[]
  readonly made: Set<string>
}

/**
 * So many runs at most are looked at together: what they share is found without holding up those who look at pages meanwhile, and the
 * tables do not heap up.
 */
export const mostTogether = 16

/**
 * Runs that wait for the same data and the same day have their snapshot mounted once, and a step that several of them take is worked out
 * once, when the first of them takes it. What an office's own work adds (clues, matters, days covered) is each run's own.
 */
export class SharedGround {
  readonly #warehouse: Warehouse
  #held: Held | undefined

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse
  }

  /** A session with all mounted that the run reads. `ground` says all that runs must agree in, the files themselves included. */
  async take(
    run: Waiting,
    beside: readonly Waiting[],
    ground: string,
    mount: (session: Session, runs: readonly Waiting[]) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<Taken> {
    if (this.#held?.ground !== ground || !this.#held.plans.has(run.id)) {
      this.close()
      const together = beside.slice(0, mostTogether - 1)
      this.#held = await this.#open([run, ...together], ground, mount).catch((error: unknown) => {
        // What another one reads may be what is broken.
        if (together.length === 0 || signal?.aborted) throw error
        return this.#open([run], ground, mount)
      })
    }
    const held = this.#held
    // Some of them may have been cancelled since.
    for (const id of held.plans.keys()) if (id !== run.id && !beside.some((other) => other.id === id)) held.plans.delete(id)
    try {
      for (const { table, sql, values, runs } of held.steps) {
        if (!runs.includes(run.id) || held.made.has(table)) continue
        await held.session.run(`CREATE OR REPLACE TEMP TABLE ${quoteName(table)} AS ${sql}`, values, { signal })
        held.made.add(table)
      }
    } catch (error) {
      if (signal?.aborted) throw error
      // By itself it may get through, or tells which of its own steps fails.
      return { session: held.session, common: undefined }
    }
    return { session: held.session, common: held.plans.get(run.id) }
  }

  /** The run is over. After a failure nothing is kept: the next one mounts anew. */
  done(id: string, { failed }: { readonly failed: boolean }): void {
    this.#held?.plans.delete(id)
    if (failed || this.#held?.plans.size === 0) this.close()
  }

  close(): void {
    this.#held?.session.close()
    this.#held = undefined
  }

  async #open(
    runs: readonly Waiting[],
    ground: string,
    mount: (session: Session, runs: readonly Waiting[]) => Promise<void>,
  ): Promise<Held> {
    const session = await this.#warehouse.session()
    try {
      await mount(session, runs)
      const none = new Map(runs.map(({ id }): [string, ModelPlan | undefined] => [id, undefined]))
      if (runs.length < 2) return { ground, session, plans: none, steps: [], made: new Set() }
      const planned: (Planned & { readonly id: string })[] = []
      for (const { id, input } of runs) {
        const { values } = parameterValues(input.model.checked, input.asOf, input.parameters)
        if (values) planned.push({ id, plan: planModel(input.model.checked, input.available), values })
        // Pages are answered between two models.
        await new Promise((resolve) => setImmediate(resolve))
      }
      const { steps, plans } = commonSteps(planned, duckdb, new Set(runDatasets.map(({ id }) => id)))
      return {
        ground,
        session,
        plans: new Map([...none, ...plans.map((plan, at): [string, ModelPlan] => [planned[at]!.id, plan])]),
        steps: steps.map((step) => ({ ...step, runs: step.plans.map((at) => planned[at]!.id) })),
        made: new Set(),
      }
    } catch (error) {
      session.close()
      throw error
    }
  }
}
