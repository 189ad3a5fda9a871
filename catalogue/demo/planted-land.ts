import { land } from './agencies.ts'
import { plusDays } from './days.ts'
import { landOffences } from './law.ts'
import { application, lawful, unpaid } from './penalty.ts'
import type { Party } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import { random } from './random.ts'

/** Land penalties that the ledger of patches speaks of: known again by what they found. */
export const LAND_FACTS = {
  never: '当事人未经批准占用栗坪镇河口村集体土地建房，至今没有自行拆除。',
  slow: '当事人未经批准占用禾丰乡坝上村集体土地堆料建棚。',
  prompt: '当事人未经批准占用溪口镇新桥村集体土地建养殖棚。',
} as const

export function plantedLand(party: () => Party): Planted[] {
  const r = random('planted land')
  const building = landOffences[0]!
  const court = (fact: string, served: string, on: string, accepted: string, ruled: string, ...expect: Expectation[]): Planted => ({
    penalty: lawful(r, land, party(), building, plusDays(served, -1), {
      ...unpaid,
      fact,
      served,
      reminded: plusDays(on, -42),
      applied: on,
      applications: [application(on, { accepted, ruled, result: '准予执行' })],
    }),
    expect,
  })
  return [
    { penalty: lawful(r, land, party(), building, '2026-04-08', { ...unpaid, fact: LAND_FACTS.never, served: '2026-04-09' }), expect: [] },
    court(LAND_FACTS.slow, '2025-09-10', '2026-04-13', '2026-04-24', '2026-04-28', {
      model: 'nonlit-enforcement-general',
      rule: 'R2a',
      expected: 'clue',
      why: '第九个工作日才受理',
    }),
    court(LAND_FACTS.prompt, '2025-09-11', '2026-04-14', '2026-04-15', '2026-04-20', {
      model: 'nonlit-enforcement-general',
      rule: 'R2a',
      expected: 'none',
      why: '次日受理',
    }),
  ]
}
