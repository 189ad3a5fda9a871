import { precisionOf } from '@xiezhi/engine/ledger/precision'
import type { Actor } from '../access/actor.ts'
import { maskValue } from '../access/masking.ts'
import type { Catalogue } from '../catalogue.ts'
import { severity } from '../contract/clues.ts'
import type { Trial, TrialClue, TrialClueDetail } from '../contract/trials.ts'
import { showJob } from '../jobs/show.ts'
import type { JobView } from '../jobs/store.ts'
import { shown } from '../ledger/rows.ts'
import { sayNeed } from '../models/show.ts'
import { tell } from '../texts.ts'
import { type TrialClueRow, type Truth, trialBody } from './clue-store.ts'
import type { StoredTrial } from './store.ts'
import { readTried } from './tried-model.ts'

/** A trial as the contract shows it to somebody. `whole`: with the rows of its steps, as its own page has them. */
export function showTrial(
  catalogue: Catalogue,
  trial: StoredTrial,
  { job, truth, actor, whole = false }: { job: JobView | undefined; truth: Truth | undefined; actor: Actor; whole?: boolean },
): Trial {
  const { state, progress, endedAt, error } = showJob(job, actor.locale)
  const titles = whole && trial.steps.length > 0 ? stepTitles(catalogue, trial) : new Map<string, string>()
  return {
    id: trial.id,
    kind: trial.kind,
    seriesId: trial.seriesId,
    shadowId: trial.shadowId,
    runId: trial.runId,
    modelId: trial.modelId,
    modelTitle: trial.modelTitle,
    origin: trial.origin,
    version: trial.version,
    hash: trial.hash,
    note: trial.note,
    viewDay: trial.viewDay,
    asOf: trial.asOf,
    snapshotId: trial.snapshotId,
    parameters: { ...trial.parameters },
    state,
    progress,
    error,
    startedBy: trial.startedBy,
    startedAt: trial.startedAt,
    endedAt,
    seconds: job?.startedAt && job.endedAt ? (Date.parse(job.endedAt) - Date.parse(job.startedAt)) / 1000 : null,
    keepUntil: trial.keepUntil,
    total: trial.total,
    inputRows: trial.inputRows,
    truth: trial.total === null || !truth ? null : { ...truth, precision: shown(precisionOf(truth)) },
    rules: trial.rules.map((rule) => ({ ...rule, lacks: rule.lacks.map((need) => sayNeed(catalogue, need, actor.locale)) })),
    steps: whole ? trial.steps.map(({ id, rows }) => ({ id, rows, title: titles.get(id) ?? id })) : [],
  }
}

function stepTitles(catalogue: Catalogue, trial: StoredTrial): ReadonlyMap<string, string> {
  const { model } = readTried(trial, catalogue)
  return new Map([
    ...(model?.checked.inputs.map(({ dataset, label }) => [dataset, label] as const) ?? []),
    ...(model?.checked.steps.map(({ id, title }) => [id, title ?? id] as const) ?? []),
  ])
}

type Handling = (state: string) => string

type Bare = Omit<TrialClueRow, 'live_id' | 'live_no' | 'handling' | 'live_state' | 'body'> & { readonly body: unknown }
type Live = Pick<TrialClueRow, 'live_id' | 'live_no' | 'handling' | 'live_state'>

export const showLive = (row: Live, handlingLabel: Handling): TrialClue['live'] =>
  row.live_id === null
    ? null
    : {
        no: row.live_no ?? '',
        state: row.live_state ?? '',
        handling: { state: row.handling ?? '', label: handlingLabel(row.handling ?? '') },
      }

export function showTrialClue(row: Bare & Live, handlingLabel: Handling): TrialClue {
  return {
    id: row.clue_id,
    rule: { id: row.rule_id, title: row.rule_title },
    title: row.title,
    subject: { kind: row.subject_kind, name: row.subject_name, code: row.subject_code },
    party: row.party_name === null ? null : { name: row.party_name, id: maskedId(row.party_id) },
    dueDate: row.due_date,
    daysOverdue: row.days_overdue,
    amount: row.amount,
    grade: row.grade,
    score: row.score,
    severity: severity.parse(row.severity),
    rollup: row.rollup,
    reason: trialBody.parse(row.body).reason,
    live: showLive(row, handlingLabel),
  }
}

/** The second door: what went in masked goes out masked whatever it was. */
const maskedId = (value: string | null): string | null => {
  const masked = maskValue(undefined, 'party_id', value)
  return masked === null ? null : String(masked)
}

export function showTrialClueDetail(catalogue: Catalogue, row: TrialClueRow, handlingLabel: Handling, actor: Actor): TrialClueDetail {
  const body = trialBody.parse(row.body)
  return {
    ...showTrialClue(row, handlingLabel),
    // Tokens of people are keys, and nothing to read.
    key: Object.fromEntries(Object.entries(body.key).filter(([name]) => name !== 'party_key')),
    basis: body.basis,
    exclusions: body.exclusions.map((one) => ({ ...one, lacks: one.lacks.map((need) => sayNeed(catalogue, need, actor.locale)) })),
    calculations: body.calculations.map(({ name, date, steps }) => ({
      name,
      date,
      steps: steps.map(({ code, values }) => tell({ code, values: values ?? {} }, actor.locale)),
    })),
    evidence: body.evidence.map((one) => ({ ...one, datasetTitle: catalogue.schemas.get(one.dataset)?.label ?? one.dataset })),
  }
}
