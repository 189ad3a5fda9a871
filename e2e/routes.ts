import type { APIRequestContext } from '@playwright/test'
import { firstOf } from './application.ts'

/** Every address of the application, with things that the demonstration district has. */
export const everyAddress = async (request: APIRequestContext): Promise<readonly string[]> => {
  const clue = await firstOf(request, '/clues?rule=R1a&size=1')
  const classClue = await firstOf(request, '/clues?rollup=true&size=1')
  const imported = await firstOf(request, '/imports?q=08_&size=1')
  const run = await firstOf(request, '/runs?size=1')
  const model = '/models/transport-nonlit-enforcement'
  return [
    '/',
    '/clues',
    `/clues/${clue}?rule=R1a`,
    `/clues/${classClue}`,
    '/models',
    model,
    `${model}?view=list`,
    `${model}?tab=rules`,
    // The code of the smallest model: axe looks at every coloured word of it.
    '/models/late-service?tab=sql',
    '/models/late-service?tab=source',
    `${model}?tab=readme`,
    '/runs',
    `/runs/${run}`,
    '/data',
    '/data/penalty_decision',
    '/data/penalty_decision/rows',
    '/imports',
    `/imports/${imported}`,
    '/batches',
    '/users',
    '/audit',
    '/account',
  ]
}
