import { city, land, market } from './agencies.ts'
import { cityOffences, landOffences, marketOffences } from './law.ts'
import { type Course, lawful, unpaid } from './penalty.ts'
import type { Party } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import type { Actors } from './planted-decisions.ts'
import { random } from './random.ts'

/** Penalties that other offices' ledgers speak of again: known by what they found. */
export const CRIMES = {
  kept: '当事人以不合格的旧电缆冒充合格产品销售，销售金额86000元。',
  sent: '当事人以不合格的水泵冒充合格产品销售，销售金额91000元。',
  below: '当事人以不合格的灯具冒充合格产品销售，销售金额31000元。',
} as const
const SAND = '当事人在溪口镇河滩未办理采矿许可证擅自采砂，破坏种植条件'
export const POLLUTERS = {
  same: '监测显示当事人工地搅拌站粉尘排放超标，超过排放标准一倍。',
  after: '监测显示当事人料场粉尘排放超标，超过排放标准半倍。',
} as const

export const ORDERED = {
  forgotten: '当事人在松泉街道农贸市场外搭建雨棚占道经营。',
  done: '当事人在栗园街口摆放货架占道经营。',
} as const
export const AGAIN = {
  first: '当事人在禾穗街人行道摆摊占道经营。',
  late: '当事人在云屏路人行道摆摊占道经营。',
} as const

export function plantedForward({ person, stall }: Actors, [smoky, dusty]: readonly Party[]): Planted[] {
  const r = random('planted forward')
  const forward = (rule: string, expected: 'clue' | 'none', why: string): Expectation => ({
    model: 'forward-linkage-not-transferred',
    rule,
    expected,
    why,
  })
  const fake = marketOffences.find((it) => it.what.includes('冒充'))!
  const sand = landOffences.find((it) => it.what.includes('挖砂'))!
  const dirt = cityOffences.find((it) => it.what.includes('扬尘'))!
  const [digger, seldom] = [person(), person()]
  const dug = (who: Party, on: string, place: string, ...expect: Expectation[]): Planted => ({
    penalty: lawful(r, land, who, sand, on, { fact: `${SAND}（${place}）。` }),
    expect,
  })
  const sold = (fact: string, on: string, course: Course, ...expect: Expectation[]): Planted => ({
    penalty: lawful(r, market, stall(), fake, on, { fact, ...course }),
    expect,
  })
  const hawking = cityOffences.find((it) => it.what.includes('占道'))!
  const [soon, later] = [person(), person()]
  const ordered = (fact: string, on: string, course: Course, expected: 'clue' | 'none', why: string): Planted => ({
    penalty: lawful(r, city, person(), hawking, on, { fact, order: '责令15日内改正', ...course }),
    expect: [{ model: 'agency-duty-inaction', rule: 'R2', expected, why }],
  })
  const again = (who: Party, on: string, fact: string | null = null): Planted => ({
    penalty: lawful(r, city, who, hawking, on, fact ? { fact } : {}),
    expect: [],
  })
  return [
    ordered(ORDERED.forgotten, '2026-07-08', unpaid, 'clue', '责令改正期满两个月没有复查'),
    ordered(ORDERED.done, '2026-07-15', {}, 'none', '已经履行'),
    again(soon, '2026-02-11', AGAIN.first),
    again(soon, '2026-06-10'),
    again(later, '2026-02-12', AGAIN.late),
    again(later, '2026-09-16'),
    sold(CRIMES.kept, '2026-03-05', {}, forward('R1', 'clue', '销售金额八万六千元，没有移送')),
    sold(CRIMES.sent, '2026-03-12', {}, forward('R1', 'none', '已经移送公安')),
    sold(CRIMES.below, '2026-03-19', {}, forward('R1', 'none', '不到五万元')),
    dug(digger, '2025-03-05', '上滩'),
    dug(digger, '2025-10-15', '中滩'),
    dug(digger, '2026-04-15', '下滩', forward('R2', 'clue', '二年内第三次擅自采砂')),
    dug(seldom, '2025-03-12', '左滩'),
    dug(seldom, '2025-10-22', '右滩', forward('R2', 'none', '只有两次')),
    { penalty: lawful(r, city, smoky!, dirt, '2025-08-06', { fact: POLLUTERS.same }), expect: [] },
    { penalty: lawful(r, city, dusty!, dirt, '2025-08-13', { fact: POLLUTERS.after }), expect: [] },
  ]
}
