import { parameterValues, planModel } from '@xiezhi/engine/model/model'
import { type Actor, platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { alertProcedure, nextStepBy } from '../clues/alert.ts'
import { publishClues } from '../clues/publish.ts'
import type { Lake } from '../data/lake.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { clueId } from '../data/secrecy/token.ts'
import { keptSnapshot, type Snapshot } from '../data/snapshots.ts'
import { chinaDay } from '../export/china-moment.ts'
import { keepIndicators } from '../indicators/store.ts'
import { Cancelled, completeJob, Failed, type Work } from '../jobs/runner.ts'
import type { Job } from '../jobs/store.ts'
import { keepClueVersions } from '../ledger/clue-versions.ts'
import { versionText } from '../ledger/versions.ts'
import type { Counting } from '../limits/counting.ts'
import type { Matters } from '../matters/service.ts'
import { withStated } from '../reach/store.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { keysOfAbout } from '../trials/about.ts'
import { beginShadowRun } from '../trials/shadow-run.ts'
import { activeShadow, type StoredShadow } from '../trials/shadow-store.ts'
import { readTried } from '../trials/tried-model.ts'
import type { Session, Values, Warehouse } from '../warehouse/warehouse.ts'
import { availableOf } from './available.ts'
import { mountCoverage } from './coverage.ts'
import { examineRun } from './explain/examine.ts'
import type { Before, Explanation } from './explain/explanation.ts'
import { isOfStep, isOfValue, NotReproduced, TimeLimit, tellFailure } from './failure.ts'
import { decideFlood, floodOf } from './flood.ts'
import { inputRowsOf } from './input-rows.ts'
import { type Located, locateFailure } from './locate.ts'
import { mountAll, readBy } from './mount.ts'
import { mountOwnWork, withOwnWork } from './own-work.ts'
import { alertRules, appearingOf, batchFinder, completeRules, digestOf, keptOutcome, ruleTitles } from './publishing.ts'
import { readParameters } from './read-parameters.ts'
import { type RunInput, type RunOutcome, runModel } from './run.ts'
import { settingsOf } from './settings.ts'
import { mostTogether, type SharedGround, type Taken, type Waiting } from './shared-ground.ts'
import { lastPublished, publishedLater, reportRun, runById, runsBeside, type StoredRun } from './store.ts'

export interface RunParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  readonly keys: Keyring
  readonly lake: Lake
  readonly warehouse: Warehouse
  readonly matters: Matters
  /** Gigabytes that the engine may use. */
  readonly memory: number
  readonly onDefect: (reference: string, error: unknown) => void
}

/**
 * The work of a run: the model over the snapshot that was current when it was asked for; published whole or not at all. What finds
 * more than may be published unseen is kept from the clues until a person has confirmed it, and is then computed once more: the same
 * snapshot, version, parameters and day give the same clues, and the digest proves it.
 */
export async function runRun(parts: RunParts, job: Job, work: Work, shared: SharedGround): Promise<void> {
  const { db, counting, keys, lake } = parts
  const actor = { ...platformActor(job.organisationId), name: job.requestedBy }
  const run = await runById(db, actor, job.subjectId)
  const snapshot = run && (await keptSnapshot(db, actor, run.snapshotId))
  const { catalogue } = await counting.at(db, actor, run?.lawState ?? 0)
  const model = run && (await modelOfRun(parts, actor, run, catalogue))
  if (!run || !snapshot) throw new Error(`run ${job.subjectId}: its snapshot is gone`)
  if (model?.hash !== run.modelHash)
    throw new Failed(
      { code: 'run.failed.changed', values: { model: run.modelTitle } },
      new Error(`run ${run.id}: its model is not what it was`),
    )
  const { minutes } = (await settingsOf(db, actor)).of(model.id)
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new TimeLimit(minutes)), minutes * 60_000)
  const signal = AbortSignal.any([work.signal, limit.signal])
  let at = ''
  const stage = (code: string): void => {
    at = tell({ code })
    work.progress({ stage: at, done: 0, total: null })
  }
  const base: RunInput = {
    catalogue,
    model,
    available: withOwnWork(availableOf(catalogue, snapshot.batches)),
    parameters: readParameters(run.parameters, model),
    asOf: run.asOf,
    idOf: (...identity) => clueId(keys, ...identity),
    signal,
  }
  let taken: Taken | undefined
  let failed = true
  try {
    stage('run.stage.mount')
    const files = snapshot.files.map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) }))
    const mount = (to: Session, runs: readonly Waiting[]) =>
      mountAll(to, catalogue, files, { reads: new Set(runs.flatMap((one) => [...readBy(one.input.model)])), signal })
    taken = await shared.take(
      { id: run.id, input: base },
      await waitingBeside(parts, actor, run, catalogue, base),
      JSON.stringify([job.organisationId, run.asOf, run.lawState, snapshot.id, files, columnsOf(catalogue)]),
      mount,
      signal,
    )
    const { session } = taken
    const input = { ...base, common: taken.common }
    await mountOwnWork(session, db, actor, model, run.startedAt)
    await mountCoverage(session, catalogue, readBy(model), await withStated(db, actor, snapshot.batches, run.startedAt))
    stage('run.stage.collide')
    const outcome = await runModel(session, input)
    const last = await lastPublished(db, actor, model.id, run.id)
    stage('run.stage.explain')
    // Better a run without its explanation than none; what went wrong with it is in the server's log.
    const explained = await examineRun(session, { ...input, outcome, ...(last && { before: foundBy(last, run, model) }) }).catch(
      (error: unknown) => {
        signal.throwIfAborted()
        parts.onDefect(`explaining ${run.id}`, error)
        return []
      },
    )
    const shadow = await activeShadow(db, actor, model.id)
    const beside = shadow && { shadow, about: await keysOfAbout(session, outcome.clues, signal) }
    signal.throwIfAborted()
    stage('run.stage.publish')
    await publishRun(parts, job, { actor, run, model, catalogue, snapshot, outcome, explained, last, beside })
    failed = false
  } catch (error) {
    // Cancelled by a person, or the server is going down: the runner knows what to do.
    if (work.signal.aborted || error instanceof Cancelled) throw error
    const located = taken && isOfStep(error) ? await locate(taken.session, base, error).catch(() => undefined) : undefined
    throw new Failed(tellFailure(error, { model: run.modelTitle, stage: at, memory: parts.memory }, located), error)
  } finally {
    clearTimeout(timer)
    shared.done(run.id, { failed })
  }
}

/** The office may have put another version of a standard in use meanwhile. */
const columnsOf = ({ schemas }: Catalogue): readonly string[] =>
  Array.from(schemas.values(), ({ id, columns }) => [id, ...columns.map(({ name }) => name)].join(' '))

/** Runs in the queue that read the same data and day: their steps may be worked out together with this one's. */
async function waitingBeside(
  parts: RunParts,
  actor: Actor,
  run: StoredRun,
  catalogue: Catalogue,
  base: RunInput,
): Promise<readonly Waiting[]> {
  const beside: Waiting[] = []
  for (const other of await runsBeside(parts.db, actor, run, mostTogether - 1)) {
    const model = await modelOfRun(parts, actor, other, catalogue)
    if (model?.hash === other.modelHash)
      beside.push({
        id: other.id,
        input: { model, available: base.available, asOf: base.asOf, parameters: readParameters(other.parameters, model) },
      })
  }
  return beside
}

/** The catalogue's model, or the locked text of the version that the run was begun with: one that the office went back to. */
async function modelOfRun(
  { db }: Pick<RunParts, 'db'>,
  actor: Actor,
  run: StoredRun,
  catalogue: Catalogue,
): Promise<CatalogueModel | undefined> {
  const model = catalogue.models.get(run.modelId)
  if (model?.hash === run.modelHash) return model
  const text = await versionText(db, actor, run.modelId, run.version)
  if (text?.hash !== run.modelHash) return model
  return readTried({ modelId: run.modelId, version: run.version, source: text.source, pieces: text.pieces }, catalogue).model
}

interface Finished {
  readonly actor: Actor
  readonly run: StoredRun
  readonly model: CatalogueModel
  readonly snapshot: Snapshot
  readonly outcome: RunOutcome
  readonly explained: readonly Explanation[]
  readonly last: StoredRun | undefined
  readonly catalogue: Catalogue
  /** The candidate that runs beside it. */
  readonly beside: { readonly shadow: StoredShadow; readonly about: ReadonlyMap<string, string> } | undefined
}

async function publishRun({ db, clock, matters }: RunParts, job: Job, finished: Finished): Promise<void> {
  const { actor, run, model, snapshot, outcome, last } = finished
  const total = outcome.clues.length
  const report = { ...keptOutcome(model, outcome), explained: [...finished.explained], inputRows: inputRowsOf(model, snapshot.batches) }
  await db.transaction().execute(async (tx) => {
    const at = clock()
    const figures = { total, appearing: await appearingOf(tx, actor, model.id, outcome.clues), last: last?.counts?.total ?? null }
    const digest = digestOf(outcome.clues)
    if (run.held === 'confirmed' && run.flood?.digest !== digest) throw new NotReproduced()
    const flood = run.held === 'confirmed' ? undefined : decideFlood(figures, (await settingsOf(tx, actor)).of(model.id))
    if (flood) {
      await reportRun(tx, actor, run.id, {
        ...report,
        counts: null,
        flood: floodOf(flood, figures, outcome.clues, ruleTitles(model), digest),
      })
      await record(tx, actor, at, {
        action: 'run.hold',
        object: run.id,
        values: { model: run.modelTitle, total, appearing: figures.appearing },
      })
      return completeJob(tx, job, at)
    }
    const counts = await publishClues(tx, actor, matters, {
      runId: run.id,
      model: { id: model.id, title: model.checked.title, version: model.checked.version },
      asOf: run.asOf,
      at: at.toISOString(),
      rules: ruleTitles(model),
      alerts: alertRules(model),
      alertBy: nextStepBy(
        finished.catalogue,
        matters,
        { state: matters.procedures.get(alertProcedure)?.start ?? '', fields: {} },
        chinaDay(at.toISOString()),
      ),
      // A day that lies back shows how things stood, not that what was found since has stopped.
      complete: (await publishedLater(tx, actor, run)) ? new Set() : completeRules(model, outcome),
      clues: outcome.clues,
      batchOf: batchFinder(snapshot),
    })
    await keepClueVersions(tx, actor, run)
    await keepIndicators(tx, actor, run.id, [...outcome.indicators, ...outcome.checks])
    await reportRun(tx, actor, run.id, { ...report, counts: { ...counts, total } })
    if (finished.beside) await beginShadowRun(tx, actor, at, finished.beside.shadow, { ...finished, job, about: finished.beside.about })
    await record(tx, actor, at, { action: 'run.publish', object: run.id, values: { model: run.modelTitle, ...counts } })
    await completeJob(tx, job, at)
  })
}

const foundBy = (run: StoredRun, now: StoredRun, model: CatalogueModel): Before => {
  const rules = new Map<string, number>()
  for (const { rule, clues } of run.rules) rules.set(rule, (rules.get(rule) ?? 0) + clues)
  return { rules, steps: new Map(run.steps.map(({ id, rows }) => [id, rows])), otherwise: askedOtherwise(run, now, model) }
}

/** What else than the data may have made the difference between two runs. */
function askedOtherwise(before: StoredRun, now: StoredRun, { checked }: CatalogueModel): Before['otherwise'] {
  const list = checked.parameters.flatMap(({ name, label, default: usual }) => {
    const says = typeof usual === 'string' ? usual : usual.join('、')
    const [then, today] = [before.parameters[name] ?? says, now.parameters[name] ?? says]
    return then === today
      ? []
      : [tell({ code: 'explain.parameter', values: { label: label || name, before: then || '—', today: today || '—' } })]
  })
  return [
    ...(before.version === now.version ? [] : [{ code: 'explain.version', values: { before: before.version, now: now.version } }]),
    ...(list.length === 0 ? [] : [{ code: 'explain.parameters', values: { list: list.join('；') } }]),
  ]
}

function locate(session: Session, { model, available, asOf, parameters, signal }: RunInput, error: unknown): Promise<Located | undefined> {
  const { values } = parameterValues(model.checked, asOf, parameters)
  const bind = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, values?.[name] ?? null]))
  return locateFailure(session, {
    plan: planModel(model.checked, available),
    checked: model.checked,
    bind,
    ofValue: isOfValue(error),
    signal,
  })
}
