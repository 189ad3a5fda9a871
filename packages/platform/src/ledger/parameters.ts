import { parameterValues } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { OfficeParameter } from '../contract/parameters.ts'
import { chinaMoment } from '../export/table-file.ts'
import { itemsOf, readParameters } from '../models/read-parameters.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { addChoice, choicesOf, holdChoices, inForce } from './choices.ts'

export interface Parameters {
  list(actor: Actor, modelId: string): Promise<{ items: OfficeParameter[] } | Refusal>
  set(
    actor: Actor,
    modelId: string,
    name: string,
    asked: { value: string | null; reason: string; seq: number },
  ): Promise<{ items: OfficeParameter[] } | Refusal>
}

const defaultOf = ({ default: value }: CatalogueModel['checked']['parameters'][number]): string =>
  typeof value === 'string' ? value : value.join('、')

/** Does a value fit its parameter's type and range? The day plays no part in it. */
const problemOf = (model: CatalogueModel, name: string, value: string, asOf: string) =>
  parameterValues(model.checked, asOf, readParameters({ [name]: value }, model)).problems[0]

/** Does an office's own value still fit this text of the model? */
export const fitsParameter = (model: CatalogueModel, name: string, value: string, asOf: string): boolean =>
  problemOf(model, name, value, asOf) === undefined

/** An office's own values of the parameters of models. */
export function openParameters(db: Db, clock: () => Date, seenBy: SeenBy, today: () => string): Parameters {
  const show = async (queries: Queries, actor: Actor, model: CatalogueModel): Promise<{ items: OfficeParameter[] }> => {
    const choices = (await choicesOf(queries, actor, model.id)).filter(({ kind }) => kind === 'parameter')
    const own = inForce(choices, model.id, 'parameter')
    return {
      items: model.checked.parameters.map((parameter) => {
        const value = own[parameter.name]
        return {
          name: parameter.name,
          label: parameter.label,
          type: parameter.type,
          min: parameter.min ?? null,
          max: parameter.max ?? null,
          law: parameter.law ?? null,
          value: defaultOf(parameter),
          own: value ?? null,
          fits: value === undefined || problemOf(model, parameter.name, value, today()) === undefined,
          history: choices
            .filter(({ name }) => name === parameter.name)
            .map(({ seq, value: then, reason, by, at }) => ({ seq, value: then, reason, by, at })),
        }
      }),
    }
  }

  return {
    async list(actor, modelId) {
      const model = seenBy(actor).models.get(modelId)
      return model ? show(db, actor, model) : refuse('not-found', 'run.no-model', { id: modelId })
    },

    set: (actor, modelId, name, asked) =>
      db.transaction().execute(async (tx) => {
        const model = seenBy(actor).models.get(modelId)
        const parameter = model?.checked.parameters.find((one) => one.name === name)
        if (!model || !parameter) return refuse('not-found', 'ledger.no-parameter', { name })
        await holdChoices(tx)
        const choices = (await choicesOf(tx, actor, modelId)).filter((one) => one.kind === 'parameter' && one.name === name)
        const last = choices.at(-1)
        if ((last?.seq ?? 0) !== asked.seq)
          return refuse('conflict', 'ledger.newer-choice', { by: last?.by ?? '', at: last ? chinaMoment(last.at) : '' })
        const before = last?.value ?? null
        // What the catalogue says is no value of one's own, however it was asked for.
        const value = asked.value === null || asked.value.trim() === defaultOf(parameter) ? null : asked.value.trim()
        if (value === before) return refuse('invalid', 'ledger.same-value')
        // A list without an item silences whatever it is asked for, and what it found would be told as gone.
        if (value !== null && itemsOf(value).length === 0) return refuse('invalid', 'ledger.empty-value', { name: parameter.label || name })
        const problem = value === null ? undefined : problemOf(model, name, value, today())
        if (problem) return { refused: 'invalid', message: problem.message }
        const at = clock()
        await addChoice(tx, actor, at, { modelId, kind: 'parameter', name, value, reason: asked.reason })
        await record(tx, actor, at, {
          action: value === null ? 'model.parameter-back' : 'model.parameter',
          object: modelId,
          values: {
            model: model.checked.title,
            parameter: parameter.label,
            from: before ?? defaultOf(parameter),
            to: value ?? defaultOf(parameter),
            reason: asked.reason,
          },
        })
        return show(tx, actor, model)
      }),
  }
}
