import type { APIRequestContext } from '@playwright/test'
import { firstOf } from './application.ts'

/** Every address of the application, with things that the demonstration district has. */
export const everyAddress = async (request: APIRequestContext): Promise<readonly string[]> => {
  const clue = await firstOf(request, '/clues?rule=R1a&size=1')
  const classClue = await firstOf(request, '/clues?rollup=true&size=1')
  const alert = await firstOf(request, '/alerts?size=1')
  const imported = await firstOf(request, '/imports?q=08_&size=1')
  const run = await firstOf(request, '/runs?size=1')
  const model = '/models/transport-nonlit-enforcement'
  return [
    '/',
    '/clues',
    `/clues/${clue}?rule=R1a`,
    `/clues/${classClue}`,
    '/alerts',
    `/alerts/${alert}`,
    '/patrols',
    '/models',
    model,
    `${model}?view=list`,
    `${model}?tab=rules`,
    // The code of the smallest model: axe looks at every coloured word of it.
    '/models/late-service?tab=sql',
    '/models/late-service?tab=source',
    `${model}?tab=readme`,
    `${model}?tab=parameters`,
    '/models/publicity-overdue?tab=indicators',
    '/workshop',
    '/packages',
    '/packages?tab=signers',
    '/readiness',
    '/ledger',
    '/ledger/late-service',
    '/ledger/late-service/compare',
    '/pursuit',
    '/pursuit?kind=party&key=11529999MB1D00119G',
    '/runs',
    `/runs/${run}`,
    '/trials',
    '/trials/new?model=late-service',
    '/schedules',
    '/run-settings',
    '/data',
    '/data/penalty_decision',
    '/data/penalty_decision/rows',
    '/imports',
    `/imports/${imported}`,
    '/batches',
    '/quality',
    '/data/penalty_process/overlaps',
    `/clues/${clue}/lineage`,
    '/originals',
    '/sources',
    '/standards',
    '/standards/new',
    '/dictionaries',
    '/dictionaries/division',
    '/law/instruments',
    '/law/instruments/中华人民共和国行政处罚法',
    '/law/instruments/中华人民共和国行政处罚法/articles/46',
    '/law/search',
    '/law/check',
    '/law/loads',
    '/law/reviews',
    '/limits',
    '/limits/penalty.pay-fine',
    '/calculator?op=overdue&start=2026-09-20&act=2026-11-02',
    '/calendar?year=2026',
    '/calendar?year=2027',
    '/users',
    '/audit',
    '/account',
  ]
}
