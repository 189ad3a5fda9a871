import { type Agency, city, land, market, transport } from './agencies.ts'
import { AS_OF, plusDays } from './days.ts'
import { cityOffences, landOffences, marketOffences, type Offence, transportOffences } from './law.ts'
import { type Course, lawful, type Penalty } from './penalty.ts'
import type { Party } from './people.ts'
import type { Planted } from './planted.ts'
import { type Random, random } from './random.ts'

/** Decisions made later than ninety days after filing, and decisions served later than seven working days; most by one agency. */
const LATE_DECISION = 'penalty-late-decision'
const LATE_SERVICE = 'late-service'

const OFFENCES: ReadonlyMap<Agency, readonly Offence[]> = new Map([
  [market, marketOffences],
  [land, landOffences],
  [city, cityOffences],
  [transport, transportOffences],
])

export function plantedProcedure(party: (agency: Agency) => Party): Planted[] {
  const r = random('planted procedure')
  const make: Make = (agency, decided, course) => {
    const offences = OFFENCES.get(agency)!.filter((offence) => !offence.until)
    return lawful(r, agency, party(agency), r.pick(offences), decided, course)
  }
  return [...lateDecisions(make), ...lateService(make, r)]
}

type Make = (agency: Agency, decided: string, course: Course) => Penalty

function lateDecisions(make: Make): Planted[] {
  const filed = (agency: Agency, on: string, decided: string, course: Course = {}): Penalty =>
    make(agency, decided, { filed: on, ...course })
  const open = (agency: Agency, on: string, course: Course = {}): Penalty => ({
    ...make(agency, plusDays(on, 60), { filed: on, served: null, payments: [], ...course }),
    decided: null,
    noticed: null,
  })
  const late = (penalty: Penalty, why: string): Planted => ({
    penalty,
    expect: [{ model: LATE_DECISION, rule: 'R1', expected: 'clue', why }],
  })
  const fine = (penalty: Penalty, why: string): Planted => ({
    penalty,
    expect: [{ model: LATE_DECISION, rule: 'R1', expected: 'none', why }],
  })
  const city90 = ['2025-11-10', '2025-12-08', '2026-01-12', '2026-03-09', '2026-04-13']
  return [
    ...city90.map((on, i) => late(filed(city, on, plusDays(on, 101 + 7 * i)), `立案${101 + 7 * i}日后才决定`)),
    late(filed(market, '2025-03-03', '2025-06-20'), '立案一百零九日后才决定'),
    late(filed(market, '2025-05-06', '2025-09-10', { extension: 30 }), '延长三十日后仍超期'),
    late(filed(land, '2025-06-09', '2025-10-21', { excluded: 20, heard: '2025-08-20' }), '扣除二十日后仍超期'),
    late(filed(market, '2026-03-02', '2026-06-02'), '第九十日是周日，顺延至六月一日，次日才决定'),
    fine(filed(market, '2026-03-02', '2026-06-01'), '第九十日是周日，顺延至六月一日决定'),
    late(filed(land, '2026-07-03', '2026-10-09'), '第九十日是国庆，顺延至十月八日，次日才决定'),
    fine(filed(land, '2026-07-03', '2026-10-08'), '第九十日是国庆，顺延至十月八日决定'),
    fine(filed(market, '2025-02-13', '2025-05-14'), '第九十日决定'),
    fine(filed(transport, '2025-04-09', '2025-08-27', { extension: 60 }), '批准延长六十日'),
    fine(filed(land, '2025-09-03', '2025-12-24', { excluded: 25 }), '鉴定二十五日应扣除'),
    late(open(city, '2026-06-01'), '立案至今未决定'),
    late(open(market, '2026-05-11', { extension: 30 }), '延长后至今未决定'),
    late(open(land, '2025-12-15'), '立案十个月未决定'),
    fine(open(city, '2026-08-03'), '期限2026-11-02届满，尚未到期'),
    fine(open(market, '2026-05-18', { extension: 90 }), '批准延长九十日，尚未到期'),
    fine(open(transport, '2026-09-07'), '尚未到期'),
  ]
}

function lateService(make: Make, r: Random): Planted[] {
  const served = (agency: Agency, decided: string, on: string | null, course: Course = {}): Penalty =>
    make(agency, decided, { served: on, method: '直接', ...(on ? {} : { payments: [] }), ...course })
  const late = (penalty: Penalty, why: string): Planted => ({
    penalty,
    expect: [{ model: LATE_SERVICE, rule: 'R1', expected: 'clue', why }],
  })
  const fine = (penalty: Penalty, why: string): Planted => ({
    penalty,
    expect: [{ model: LATE_SERVICE, rule: 'R1', expected: 'none', why }],
  })
  const slow = ['2025-12-03', '2026-01-07', '2026-03-04', '2026-04-15', '2026-05-20', '2026-07-08']
  return [
    ...slow.map((decided) => late(served(land, decided, plusDays(decided, r.int(15, 40)), { method: '邮寄' }), '决定后两周以上才送达')),
    late(served(market, '2026-03-02', '2026-03-12'), '第八个工作日送达'),
    fine(served(market, '2026-03-02', '2026-03-11'), '第七个工作日送达'),
    late(served(city, '2025-09-26', '2025-10-14'), '跨国庆调休，第八个工作日送达'),
    fine(served(city, '2025-09-26', '2025-10-13'), '跨国庆调休，第七个工作日送达'),
    fine(served(market, '2026-03-04', '2026-04-08', { method: '公告' }), '公告送达另加三十日'),
    late(served(market, '2026-03-04', '2026-06-17', { method: '公告' }), '公告送达也已超过'),
    late(served(city, '2026-08-12', null), '决定后两个月未送达'),
    late(served(market, '2026-09-01', null), '决定后未送达'),
    fine(served(city, plusDays(AS_OF, -30), null), '决定后恰三十日，尚未送达'),
    fine(served(market, '2026-10-21', null), '决定不久'),
    fine(served(city, '2026-05-13', '2026-05-12'), '送达早于决定，是数据错误'),
  ]
}
