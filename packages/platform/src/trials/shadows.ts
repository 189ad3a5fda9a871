import { parameterValues } from '@xiezhi/engine/model/model'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { getShadows, startShadow } from '../contract/shadows.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { jobViews } from '../jobs/store.ts'
import { readParameters } from '../models/read-parameters.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { atOnce, newId, type Queries } from '../store/database.ts'
import { findTried } from './ask.ts'
import { differencesWith } from './difference/store.ts'
import type { TrialParts } from './service.ts'
import { activeShadow, endShadow, insertShadow, type StoredShadow, shadowsOf } from './shadow-store.ts'
import { pageOfTrials } from './store.ts'

type Shown = z.input<typeof getShadows.response>
type Asked = z.output<typeof startShadow.body>

export interface Shadows {
  of(actor: Actor, modelId: string): Promise<Shown>
  start(actor: Actor, modelId: string, asked: Asked): Promise<Shown | Refusal>
  end(actor: Actor, modelId: string, reason: string): Promise<Shown | Refusal>
}

/** So many of its runs are told on the page; the others are in the list of trials. */
const mostRuns = 20

/** Candidates beside live versions. */
export function openShadows({ db, clock, counting }: TrialParts): Shadows {
  const show = async (tx: Queries, actor: Actor, modelId: string): Promise<Shown> => {
    const [current, ...others] = await shadowsOf(tx, actor, modelId)
    const active = current?.ended === null ? current : undefined
    const last = active ?? current
    const { trials } = last ? await pageOfTrials(tx, actor, { page: 1, size: mostRuns, kind: 'shadow', shadow: last.id }) : { trials: [] }
    const differences = await differencesWith(
      tx,
      actor,
      trials.map(({ id }) => id),
    )
    const jobs = await jobViews(
      tx,
      actor,
      trials.map(({ jobId }) => jobId),
    )
    return {
      current: active ? showShadow(active) : null,
      past: [...(current && !active ? [current] : []), ...others].map(showShadow),
      runs: trials.map((trial) => {
        const difference = differences.find(({ afterId }) => afterId === trial.id)
        return {
          trialId: trial.id,
          runId: trial.runId,
          asOf: trial.asOf,
          startedAt: trial.startedAt,
          state: jobs.get(trial.jobId)?.state ?? 'failed',
          total: trial.total,
          differenceId: difference?.id ?? null,
          counts: difference?.counts ?? null,
        }
      }),
    }
  }

  return {
    of: (actor, modelId) => atOnce(db, (tx) => show(tx, actor, modelId)),

    async start(actor, modelId, { model: wanted, parameters, reason }) {
      const { catalogue } = await counting.now(db, actor)
      const live = catalogue.models.get(modelId)
      if (!live) return refuse('not-found', 'run.no-model', { id: modelId })
      const tried = await findTried(db, actor, catalogue, 'files' in wanted ? { ...wanted, from: modelId } : { ...wanted, id: modelId })
      if (isRefusal(tried)) return tried
      const [problem] = parameterValues(
        tried.model.checked,
        clock().toISOString().slice(0, 10),
        readParameters(parameters, tried.model),
      ).problems
      if (problem) return { refused: 'invalid', message: problem.message }
      if (tried.text.hash === live.hash && Object.keys(parameters).length === 0) return refuse('invalid', 'trial.shadow-same')
      const at = clock()
      return db.transaction().execute(async (tx) => {
        const begun = await insertShadow(tx, actor, {
          ...tried.text,
          id: newId('shadow'),
          parameters,
          reason,
          startedBy: actor.name,
          startedAt: at.toISOString(),
          ended: null,
        })
        if (!begun) return refuse('conflict', 'trial.shadow-already')
        const values = { model: live.checked.title, version: tried.text.version, reason: maskText(reason) }
        await record(tx, actor, at, { action: 'shadow.start', object: modelId, values })
        return show(tx, actor, modelId)
      })
    },

    end: (actor, modelId, reason) =>
      db.transaction().execute(async (tx) => {
        const shadow = await activeShadow(tx, actor, modelId)
        const at = clock()
        if (!shadow || !(await endShadow(tx, actor, modelId, { by: actor.name, at: at.toISOString(), reason })))
          return refuse('conflict', 'trial.no-shadow')
        const model = counting.catalogue.models.get(modelId)?.checked.title ?? modelId
        await record(tx, actor, at, {
          action: 'shadow.end',
          object: modelId,
          values: { model, version: shadow.version, reason: maskText(reason) },
        })
        return show(tx, actor, modelId)
      }),
  }
}

const showShadow = ({
  id,
  origin,
  version,
  hash,
  parameters,
  reason,
  startedBy,
  startedAt,
  ended,
}: StoredShadow): Shown['past'][number] => ({
  id,
  origin,
  version,
  hash,
  parameters: { ...parameters },
  reason,
  startedBy,
  startedAt,
  ended,
})
