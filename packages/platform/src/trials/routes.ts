import { getCandidates, makeCandidate } from '../contract/candidates.ts'
import { endShadow, getShadows, startShadow } from '../contract/shadows.ts'
import {
  cancelTrial,
  compareTrials,
  deleteTrial,
  draftTrialGround,
  exportDifferenceRows,
  exportTrialClues,
  exportTrials,
  getTrial,
  getTrialClue,
  getTrialDifference,
  listDifferenceRows,
  listTrialClues,
  listTrialDifferences,
  listTrials,
  startTrials,
  trialGround,
} from '../contract/trials.ts'
import { type TableFile, type TableFormat, tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import type { CandidateExclusions } from './candidate/service.ts'
import type { Differences } from './difference/service.ts'
import type { Trials } from './service.ts'
import type { Shadows } from './shadows.ts'

const fileOf = (table: TableFile | Refusal, format: TableFormat) => (isRefusal(table) ? table : tableAnswer(table, format))

export const trialRoutes = (trials: Trials, differences: Differences, shadows: Shadows, candidates: CandidateExclusions): Route[] => [
  route(getCandidates, ({ actor, params }) => candidates.of(actor, params.id)),
  route(makeCandidate, ({ actor, params, body }) => candidates.make(actor, params.id, body)),
  route(getShadows, ({ actor, params }) => shadows.of(actor, params.id)),
  route(startShadow, ({ actor, params, body }) => shadows.start(actor, params.id, body)),
  route(endShadow, ({ actor, params, body }) => shadows.end(actor, params.id, body.reason)),
  route(listTrials, ({ actor, query }) => trials.list(actor, query)),
  route(exportTrials, async ({ actor, params, query }) => fileOf(await trials.export(actor, query, params.format), params.format)),
  route(startTrials, ({ actor, body }) => trials.start(actor, body)),
  route(trialGround, ({ actor, params, query }) => trials.ground(actor, { id: params.id, version: query.version })),
  route(draftTrialGround, ({ actor, body }) => trials.ground(actor, body)),
  route(getTrial, ({ actor, params }) => trials.get(actor, params.id)),
  route(cancelTrial, ({ actor, params }) => trials.cancel(actor, params.id)),
  route(deleteTrial, ({ actor, params }) => trials.remove(actor, params.id)),
  route(listTrialClues, ({ actor, params, query }) => trials.clues(actor, params.id, query)),
  route(exportTrialClues, async ({ actor, params, query }) =>
    fileOf(await trials.exportClues(actor, params.id, query, params.format), params.format),
  ),
  route(getTrialClue, ({ actor, params }) => trials.clue(actor, params.id, params.clue)),
  route(compareTrials, ({ actor, body }) => differences.start(actor, body)),
  route(listTrialDifferences, ({ actor, params }) => differences.of(actor, params.id)),
  route(getTrialDifference, ({ actor, params }) => differences.get(actor, params.id)),
  route(listDifferenceRows, ({ actor, params, query }) => differences.rows(actor, params.id, query)),
  route(exportDifferenceRows, async ({ actor, params, query }) =>
    fileOf(await differences.export(actor, params.id, query, params.format), params.format),
  ),
]
