import { givesAlerts } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import { may } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Run } from '../contract/models.ts'
import { showJob } from '../jobs/show.ts'
import type { JobView } from '../jobs/store.ts'
import type { StoredMessage } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { alikeOnce } from './alike-rules.ts'
import { sayNeed } from './show.ts'
import type { StoredRun } from './store.ts'

/** A run with its work, as the contract shows it to somebody. */
export function showRun(catalogue: Catalogue, run: StoredRun, job: JobView | undefined, actor: Actor): Run {
  const { state, progress, endedAt, error } = showJob(job, actor.locale)
  const model = catalogue.models.get(run.modelId)
  const words = ({ code, values }: StoredMessage): string => tell({ code, values: values ?? {} }, actor.locale)
  return {
    id: run.id,
    modelId: run.modelId,
    modelTitle: run.modelTitle,
    version: run.version,
    modelHash: run.modelHash,
    asOf: run.asOf,
    snapshotId: run.snapshotId,
    parameters: { ...run.parameters },
    state: state === 'succeeded' && (run.held === 'held' || run.held === 'discarded') ? run.held : state,
    priority: job?.priority ?? 'normal',
    cause: { kind: run.cause.kind, scheduleId: run.cause.scheduleId ?? null, missed: run.cause.missed ?? 0 },
    progress,
    startedAt: run.startedAt,
    endedAt,
    seconds: job?.startedAt && job.endedAt ? (Date.parse(job.endedAt) - Date.parse(job.startedAt)) / 1000 : null,
    startedBy: run.startedBy,
    error,
    counts: run.counts,
    rules: alikeOnce(
      run.rules.map((rule) => ({
        ...rule,
        lacks: rule.lacks.map((need) => sayNeed(catalogue, need, actor.locale)),
        untestedExclusions: rule.untestedExclusions.map(({ title, lacks }) => ({
          title,
          lacks: lacks.map((need) => sayNeed(catalogue, need, actor.locale)),
        })),
        unread: rule.unread.map(({ what, rows }) => ({ what: sayNeed(catalogue, what, actor.locale), rows })),
      })),
    ),
    steps: run.steps,
    flood: run.flood && showFlood(run.flood, actor),
    explained: run.explained.map((one) => ({ ...one, lines: one.lines.map(words) })),
    inputRows: run.inputRows,
    lawState: run.lawState,
    patrol: model !== undefined && givesAlerts(model.checked),
  }
}

function showFlood(
  { limit, bound, digest: _, examples, ...flood }: NonNullable<StoredRun['flood']>,
  actor: Actor,
): NonNullable<Run['flood']> {
  const { total, appearing, last } = flood
  return {
    ...flood,
    why: tell({ code: `run.flood.${limit}`, values: { bound, total, appearing, last: last ?? 0 } }, actor.locale),
    examples: may(actor, 'clue.read') ? examples : [],
  }
}
