import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams } from './shapes.ts'

/** From a clue that did not hold to a better model: a candidate exclusion, with a case made of the clue, tried against the past. */

const count = z.number().int()
export const candidates = z
  .object({
    modelId: z.string(),
    modelTitle: z.string(),
    /** Why the judge said that it did not hold. */
    cause: z.string().nullable(),
    /** Judged clues of the rule that the counts are out of. */
    founded: count,
    unfounded: count,
    proposals: z.array(
      z.object({
        where: z.string(),
        title: z.string(),
        /** Judged clues that it would exclude: those that held are what it costs. */
        founded: count,
        unfounded: count,
      }),
    ),
  })
  .meta({ id: 'ExclusionCandidates' })
export type Candidates = z.infer<typeof candidates>

export const getCandidates = endpoint({
  method: 'GET',
  path: '/clues/:id/exclusions',
  summary: 'Exclusions that the row of a clue judged unfounded suggests: what it has and clues that held have not.',
  permission: 'model.write',
  params: idParams,
  response: candidates,
})
export const makeCandidate = endpoint({
  method: 'POST',
  path: '/clues/:id/exclusions',
  summary:
    'Make a draft of the model with the exclusion and a case out of the clue (people invented, days kept), and try it beside the live version.',
  permission: 'model.write',
  params: idParams,
  body: z.object({ where: z.string().trim().min(1).max(1000), title: z.string().trim().min(1).max(100) }),
  status: 202,
  response: z.object({
    draftId: z.string(),
    trialId: z.string(),
    differenceId: z.string(),
    /** What is to be known of the case; empty: it was made, and the exclusion keeps it silent. */
    notes: z.array(z.string()),
  }),
})
