import { stateOf } from '@xiezhi/engine/matter/procedure'
import type { Message } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { Matters } from '../matters/service.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Queries } from '../store/database.ts'
import { choicesOf, inForce } from './choices.ts'
import { modelProcedure, runsByItself } from './standing.ts'
import { isChanged, storedVersions } from './versions.ts'

/** What the ledger says of running models, as of one moment. */
export interface LedgerGround {
  /** The office's own values of parameters, by model. */
  own(modelId: string): Readonly<Record<string, string>>
  /** Why a model may not run at all. */
  refusal(model: CatalogueModel): Refusal | undefined
  /** May it run without a person asking? */
  byItself(model: CatalogueModel): boolean
}

export async function ledgerGround(db: Queries, actor: Actor, matters: Matters): Promise<LedgerGround> {
  const choices = await choicesOf(db, actor)
  const versions = await storedVersions(db, actor)
  const states = await modelStates(db, actor)
  const procedure = matters.procedures.get(modelProcedure)
  const stateOfModel = (id: string): string => states.get(id) ?? procedure?.start ?? ''
  const refusal = (model: CatalogueModel): Refusal | undefined => {
    const values = { title: model.checked.title, version: model.checked.version }
    if (isChanged(model, versions)) return refuse('conflict', 'ledger.changed', values)
    const state = procedure && stateOf(procedure, stateOfModel(model.id))
    return state?.final ? refuse('conflict', 'ledger.over', { title: model.checked.title, state: state.label }) : undefined
  }
  return {
    own: (modelId) => inForce(choices, modelId, 'parameter'),
    refusal,
    byItself: (model) => !refusal(model) && runsByItself(stateOfModel(model.id)),
  }
}

/** Why a model does not run by itself, for those who know no procedures: what is not on the ledger yet may. */
export async function notByItself(db: Queries, actor: Actor): Promise<(model: CatalogueModel) => Message | undefined> {
  const versions = await storedVersions(db, actor)
  const states = await modelStates(db, actor)
  return (model) => {
    const values = { title: model.checked.title, version: model.checked.version }
    if (isChanged(model, versions)) return { code: 'ledger.changed', values }
    const state = states.get(model.id)
    return state === undefined || runsByItself(state) ? undefined : { code: 'ledger.not-by-itself', values }
  }
}

/** The state of every model's matter. */
export async function modelStates(db: Queries, actor: Actor): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('matter')
    .select(['subject_id', 'state'])
    .where(scope(actor, 'matter'))
    .where('subject_kind', '=', 'model')
    .where('procedure', '=', modelProcedure)
    .execute()
  return new Map(rows.map(({ subject_id, state }) => [subject_id, state]))
}
