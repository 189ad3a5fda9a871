import { type Available, lacksOf, parameterValues } from '@xiezhi/engine/model/model'
import type { Actor } from '../access/actor.ts'
import type { CatalogueModel } from '../catalogue.ts'
import { currentSnapshot, type Snapshot } from '../data/snapshots.ts'
import { type LedgerGround, ledgerGround } from '../ledger/ground.ts'
import type { CountedBy, Counting } from '../limits/counting.ts'
import type { Matters } from '../matters/service.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db } from '../store/database.ts'
import { availableOf } from './available.ts'
import type { Asked } from './begin.ts'
import { withOwnWork } from './own-work.ts'
import { itemsOf, readParameters } from './read-parameters.ts'
import { sayNeed } from './show.ts'

/** On what runs would be begun now: the same for every model. */
export interface Ground {
  readonly counted: CountedBy
  readonly snapshot: Snapshot
  readonly available: Available
  /** The office's own division, which some exclusions ask for. */
  readonly division: string
  /** What the ledger says: own values of parameters, models that may not run, or not by themselves. */
  readonly ledger: LedgerGround
}

export interface GroundParts {
  readonly db: Db
  readonly counting: Counting
  readonly matters: Matters
  readonly divisionOf: (actor: Actor) => Promise<string>
}

export async function groundOf({ db, counting, matters, divisionOf }: GroundParts, actor: Actor): Promise<Ground> {
  const snapshot = await currentSnapshot(db, actor)
  return {
    counted: await counting.now(db, actor),
    snapshot,
    available: withOwnWork(availableOf(counting.catalogue, snapshot.batches)),
    division: await divisionOf(actor),
    ledger: await ledgerGround(db, actor, matters),
  }
}

/** Can some rule of it run on these data? */
const isRunnable = (model: CatalogueModel, available: Available): boolean =>
  model.checked.rules.some((rule) => lacksOf(rule.needs, available).length === 0)

/** May it begin without a person asking, and has it something to run on? */
export const runsUnasked = ({ ledger, available }: Ground, model: CatalogueModel): boolean =>
  ledger.byItself(model) && isRunnable(model, available)

/** What a run of a model would be a function of, or why it cannot be. */
export function askRun(
  { counted, snapshot, available, division, ledger }: Ground,
  model: CatalogueModel,
  asked: { readonly asOf: string; readonly parameters?: Readonly<Record<string, string>> | undefined },
  actor: Actor,
): Asked | Refusal {
  const refusal = ledger.refusal(model)
  if (refusal) return refusal
  const asksDivision = division !== '' && model.checked.parameters.some(({ name }) => name === 'division')
  const parameters = { ...(asksDivision ? { division } : {}), ...ledger.own(model.id), ...asked.parameters }
  const emptied = model.checked.parameters.find(({ name, type, default: usual }) => {
    const given = asked.parameters?.[name]
    return type === 'text[]' && usual.length > 0 && given !== undefined && itemsOf(given).length === 0
  })
  if (emptied) return refuse('invalid', 'run.empty-list', { name: emptied.label || emptied.name })
  const [problem] = parameterValues(model.checked, asked.asOf, readParameters(parameters, model)).problems
  if (problem) return { refused: 'invalid', message: problem.message }
  if (!isRunnable(model, available)) {
    const lacks = model.checked.rules.flatMap((rule) => lacksOf(rule.needs, available))
    const named = [...new Set(lacks)].map((need) => sayNeed(counted.catalogue, need, actor.locale))
    return refuse('invalid', 'run.nothing-runnable', { lacks: named.join('、') })
  }
  return { model, asOf: asked.asOf, snapshotId: snapshot.id, parameters, lawState: counted.seq }
}
