import { type Agency, city, harbour, land, market, transport } from './agencies.ts'
import { plusDays } from './days.ts'
import { cityOffences, harbourOffences, landOffences, marketOffences, type Offence, transportOffences } from './law.ts'
import { lapsed, late, officersOf } from './officers.ts'
import { application, type Course, lawful, paid, unpaid } from './penalty.ts'
import type { Entity, Party, Person } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import { type Random, random } from './random.ts'

/** How decisions came about, what they weigh, and what became of the money: the models that look at penalties themselves. */
export interface Actors {
  readonly person: () => Person
  readonly stall: () => Entity
  readonly party: (agency: Agency) => Party
}

const by = (offences: readonly Offence[], word: string): Offence => offences.find((it) => it.what.includes(word))!
const say =
  (model: string) =>
  (rule: string, expected: 'clue' | 'none', why: string): Expectation => ({ model, rule, expected, why })

type Make = (agency: Agency, offence: Offence, decided: string, party: Party, course: Course, ...expect: Expectation[]) => Planted

export function plantedDecisions(actors: Actors): Planted[] {
  const r = random('planted decisions')
  const make: Make = (agency, offence, decided, party, course, ...expect) => ({
    penalty: lawful(r, agency, party, offence, decided, course),
    expect,
  })
  return [
    ...hearings(make, actors),
    ...tooLong(make, actors),
    ...twice(make, actors),
    ...unlike(make, actors),
    ...badges(make, actors),
    ...money(make, actors),
    ...rulings(make, actors, r),
  ]
}

/** Fines that call for a hearing: ten thousand yuan of a person, a hundred thousand of a firm. */
function hearings(make: Make, { person, party }: Actors): Planted[] {
  const it = say('hearing-not-notified')
  const rides = by(transportOffences, '客运经营')
  const building = by(cityOffences, '规划许可证')
  const food = by(marketOffences, '超过保质期')
  const ask = { hearing: { requested: true } }
  return [
    make(
      transport,
      rides,
      '2025-11-12',
      person(),
      { fine: 10_000, hearing: { told: false } },
      it('R1', 'clue', '对个人罚款一万元，没有告知听证'),
    ),
    make(
      city,
      building,
      '2026-04-22',
      person(),
      { fine: 26_000, hearing: { told: false } },
      it('R1', 'clue', '对个人罚款二万六千元，没有告知听证'),
    ),
    make(city, building, '2026-04-29', person(), { fine: 9_900, hearing: { told: false } }, it('R1', 'none', '对个人罚款不足一万元')),
    make(market, food, '2026-05-13', party(market), { fine: 52_000, hearing: { told: false } }, it('R1', 'none', '对单位罚款不足十万元')),
    make(transport, rides, '2026-03-09', person(), { fine: 12_000, noticed: '2026-03-02' }, it('R2', 'clue', '第五个工作日当日即决定')),
    make(transport, rides, '2026-03-10', person(), { fine: 12_000, noticed: '2026-03-02' }, it('R2', 'none', '第六个工作日决定')),
    make(city, building, '2025-10-10', person(), { fine: 18_000, noticed: '2025-09-29' }, it('R2', 'clue', '跨国庆，第四个工作日即决定')),
    make(city, building, '2025-06-11', person(), { fine: 15_000, ...ask }, it('R3', 'clue', '申请了听证而没有举行')),
    make(market, food, '2026-02-04', person(), { fine: 50_000, ...ask, heard: '2026-02-26' }, it('R3', 'clue', '决定以后才听证')),
    make(city, building, '2026-06-24', person(), { fine: 15_000, ...ask, heard: '2026-06-17' }, it('R3', 'none', '决定前已经听证')),
    make(land, landOffences[1]!, '2026-01-21', person(), { fine: 9_000, noticed: null }, it('R4', 'clue', '没有处罚告知书')),
    make(city, by(cityOffences, '占道'), '2026-07-15', person(), { fine: 500, noticed: null }, it('R4', 'clue', '没有处罚告知书')),
    make(
      city,
      by(cityOffences, '占道'),
      '2026-07-22',
      person(),
      { fine: 100, filed: '2026-07-22', found: '2026-07-22', acted: '2026-07-22', noticed: null },
      it('R4', 'none', '当场处罚'),
    ),
    make(transport, rides, '2025-09-17', person(), { fine: 20_000, hearing: { discussed: false } }, it('R5', 'clue', '没有集体讨论')),
    make(
      city,
      building,
      '2026-08-19',
      person(),
      { fine: 11_000, hearing: { discussed: false, reviewed: false } },
      it('R5', 'clue', '没有集体讨论，也没有法制审核'),
    ),
    make(city, building, '2026-08-26', person(), { fine: 8_000, hearing: { discussed: false } }, it('R5', 'none', '不是较重的处罚')),
  ]
}

/** Two years from the end of the act to the day it was found. */
function tooLong(make: Make, { person, party }: Actors): Planted[] {
  const it = say('penalty-time-barred')
  const digging = by(transportOffences, '挖掘公路')
  const seen = (acted: string, found: string): Course => ({ acted, found, filed: plusDays(found, 2) })
  return [
    make(
      transport,
      digging,
      '2025-06-18',
      person(),
      { fine: 5_000, ...seen('2023-03-14', '2025-05-06') },
      it('R1', 'clue', '行为终了两年以后才发现'),
    ),
    make(
      market,
      by(marketOffences, '广告'),
      '2026-04-08',
      party(market),
      { fine: 9_000, ...seen('2023-11-20', '2026-02-24') },
      it('R1', 'clue', '行为终了两年以后才发现'),
    ),
    make(
      transport,
      digging,
      '2025-07-16',
      person(),
      { fine: 5_000, ...seen('2023-05-29', '2025-05-29') },
      it('R1', 'none', '两年的最后一日发现'),
    ),
    make(
      land,
      landOffences[0]!,
      '2025-08-13',
      person(),
      { fine: 30_000, ...seen('2022-10-11', '2025-06-04') },
      it('R1', 'none', '占地在持续状态'),
    ),
  ]
}

/** One act fined by two agencies, and what only looks like it. */
function twice(make: Make, { person }: Actors): Planted[] {
  const it = say('double-fine')
  const road = by(transportOffences, '挖掘公路')
  const street = by(cityOffences, '城市道路')
  const two = (who: Person, fact: string, second: string, fine: number, ...expect: Expectation[]): Planted[] => [
    make(transport, road, '2026-05-06', who, { fine: 4_000, fact, acted: '2026-04-07' }, ...expect),
    make(city, street, '2026-05-20', who, { fine, fact: second, acted: '2026-04-07' }),
  ]
  const dug = (who: Person, how: string): string => `2026年4月7日，${who.name}在栗坪镇迎宾路与县道交叉口开挖路面埋设水管，${how}。`
  const [a, b, c] = [person(), person(), person()]
  const fact = dug(a, '开挖长十二米、宽一米，未经许可')
  const truck = (plate: string): string => `2026年4月7日，当事人用号牌${plate}的货车在迎宾路遗洒渣土，污染路面约二十平方米。`
  return [
    ...two(a, fact, fact, 3_000, it('R1', 'clue', '同日同一开挖行为，两个机关各罚一次')),
    ...two(b, truck('贵Z31A52'), truck('贵Z84C07'), 2_000, it('R1', 'none', '事实写明是两辆车')),
    ...two(c, dug(c, '未经许可开挖'), dug(c, '经责令改正后拒不改正，继续开挖'), 2_500, it('R1', 'none', '责令改正以后的新行为')),
  ]
}

/** Fines that differ too much: of one day, of one kind, or from what was at stake. */
function unlike(make: Make, { person, stall }: Actors): Planted[] {
  const it = say('penalty-unequal')
  const stands = by(cityOffences, '占道')
  const food = by(marketOffences, '超过保质期')
  const outlier = (decided: string, who: Person, ...expect: Expectation[]): Planted =>
    make(city, stands, decided, who, { fine: 6_000 }, ...expect)
  const again = person()
  const sold = (goods: number): string => `2026年5月18日检查时，当事人店内货架上有超过保质期的饼干，货值${goods}元，没有违法所得，已下架。`
  const same = '2026年6月8日，当事人在环城路散落砂石，污染路面约六平方米，当场清扫。'
  const spilt = (fine: number, ...expect: Expectation[]): Planted =>
    make(transport, by(transportOffences, '掉落'), '2026-07-01', person(), { fine, fact: same, acted: '2026-06-08' }, ...expect)
  const dust = '2026年6月9日，当事人在滨河路吊挂衣物，长约三米，当场取下。'
  const hung = (...expect: Expectation[]): Planted =>
    make(city, by(cityOffences, '吊挂'), '2026-07-08', person(), { fine: 100, fact: dust, acted: '2026-06-09' }, ...expect)
  return [
    outlier('2026-03-18', person(), it('R2', 'clue', '占道经营罚款六千元，同类多在三百元上下')),
    make(city, stands, '2025-12-17', again, { fine: 300 }),
    outlier('2026-05-27', again, it('R2', 'none', '半年内再犯')),
    make(market, food, '2026-06-17', stall(), { fine: 50_000, fact: sold(36) }, it('R3', 'clue', '货值三十六元，对个体工商户罚款五万元')),
    make(market, food, '2026-06-24', stall(), { fine: 50_000, fact: sold(2_400) }, it('R3', 'none', '罚款不到货值的五十倍')),
    spilt(4_500, it('R4', 'clue', '同日同样的事实，罚款四千五百元与一千元')),
    spilt(1_000),
    hung(it('R4', 'none', '同日同样的事实，罚款相同')),
    hung(),
  ]
}

/** Two officers, each with a badge of the own agency that holds from filing to decision. */
function badges(make: Make, { party }: Actors): Planted[] {
  const it = say('unqualified-enforcer')
  const stands = by(cityOffences, '占道')
  const signs = by(cityOffences, '户外广告')
  const inspect = by(transportOffences, '维护和检测')
  const [first] = officersOf(market)
  return [
    make(city, signs, '2026-01-14', party(city), { second: [null, null] }, it('R1', 'clue', '只有一名执法人员')),
    make(transport, inspect, '2026-02-25', party(transport), { second: [null, null] }, it('R1', 'clue', '只有一名执法人员')),
    make(
      city,
      stands,
      '2026-08-05',
      party(city),
      { fine: 50, filed: '2026-08-05', found: '2026-08-05', acted: '2026-08-05', second: [null, null] },
      it('R1', 'none', '当场处罚可以一人'),
    ),
    make(
      transport,
      inspect,
      '2025-09-03',
      party(transport),
      { second: [lapsed.name, lapsed.badge] },
      it('R2', 'clue', '执法证2025-06-30到期'),
    ),
    make(
      transport,
      inspect,
      '2025-06-30',
      party(transport),
      { second: [lapsed.name, lapsed.badge] },
      it('R2', 'none', '决定之日证件仍在有效期'),
    ),
    make(city, signs, '2026-03-25', party(city), { second: [first!.name, first!.badge] }, it('R2', 'clue', '执法证是市场监督管理局的')),
    make(city, signs, '2026-04-15', party(city), { second: ['计全', 'YC5999'] }, it('R2', 'clue', '名册上没有这个证号')),
    make(city, signs, '2025-08-20', party(city), { second: [late.name, 'YC5302'] }, it('R2', 'none', '后来换发了新证号')),
  ]
}

/** Receipts, the treasury, and what is added for late payment. */
function money(make: Make, { party }: Actors): Planted[] {
  const remitted = say('fine-not-remitted')
  const added = say('surcharge-over-principal')
  const general = say('nonlit-enforcement-general')
  const sale = by(marketOffences, '健康和人身')
  const inspect = by(transportOffences, '维护和检测')
  const receipt = (n: number): string => `52998800${String(n).padStart(4, '0')}`
  const into = (n: number, on: string, treasury: string | null): Course => ({
    ...paid(on, 3_000),
    fine: 3_000,
    payments: [{ on, amount: 3_000, item: '罚款', treasury, receipt: receipt(n) }],
  })
  const of = (n: number) => ({ key: { receipt_no: receipt(n) } })
  const dues = (principal: number, surcharge: number, on: string): Course => ({
    ...paid(on, principal),
    fine: 2_000,
    payments: [
      { on, amount: principal, item: '罚款' },
      { on, amount: surcharge, item: '加处罚款' },
    ],
  })
  return [
    make(
      market,
      sale,
      '2026-03-11',
      party(market),
      { fine: 6_000, ...unpaid, performed: 2, performedOn: '2026-03-25', closed: '2026-03-30' },
      remitted('R1', 'clue', '记为已履行而没有票据'),
      added('R3', 'clue', '没有收到本金即结案'),
      general('R6', 'clue', '没有收到本金即结案'),
    ),
    make(
      city,
      by(cityOffences, '占道'),
      '2026-06-03',
      party(city),
      { fine: 50, ...unpaid, performed: 2, performedOn: '2026-06-03' },
      remitted('R1', 'none', '一百元以下可以当场收缴'),
    ),
    make(market, sale, '2026-02-11', party(market), into(1, '2026-02-25', '2026-04-27'), {
      ...remitted('R2', 'clue', '两个月后才入库'),
      ...of(1),
    }),
    make(market, sale, '2026-04-14', party(market), into(2, '2026-04-20', null), { ...remitted('R2', 'clue', '没有入库记录'), ...of(2) }),
    make(market, sale, '2026-05-12', party(market), into(3, '2026-05-18', '2026-05-28'), {
      ...remitted('R2', 'none', '第十日入库'),
      ...of(3),
    }),
    make(
      transport,
      inspect,
      '2025-05-14',
      party(transport),
      { served: '2025-05-15', ...dues(2_000, 2_600, '2025-09-18') },
      added('R1', 'clue', '加处罚款超过罚款'),
      added('R2', 'clue', '也就超过按天数可计的'),
    ),
    make(
      transport,
      inspect,
      '2025-06-04',
      party(transport),
      { served: '2025-06-05', ...dues(2_000, 2_000, '2025-09-18') },
      added('R1', 'none', '加处罚款与罚款相等'),
      added('R2', 'none', '逾期已过三十四日'),
    ),
    make(
      transport,
      inspect,
      '2025-07-02',
      party(transport),
      { served: '2025-07-03', ...dues(2_000, 1_500, '2025-07-28') },
      added('R2', 'clue', '逾期十日收了一千五百元'),
      added('R1', 'none', '没有超过罚款'),
    ),
    make(
      transport,
      inspect,
      '2025-07-09',
      party(transport),
      { served: '2025-07-10', ...dues(2_000, 600, '2025-08-04') },
      added('R2', 'none', '逾期十日，百分之三的日率'),
    ),
    make(
      market,
      sale,
      '2025-11-05',
      party(market),
      { fine: 8_000, payments: [{ on: '2025-11-17', amount: 3_000, item: '罚款' }], performed: 1, closed: '2025-12-08' },
      added('R3', 'clue', '只收三千元即结案'),
      general('R6', 'clue', '只收三千元即结案'),
      general('R1a', 'clue', '余款至今没有申请强制执行'),
    ),
    make(
      harbour,
      harbourOffences[1]!,
      '2026-03-04',
      party(harbour),
      {
        fine: 20_000,
        payments: [{ on: '2026-03-18', amount: 8_000, item: '罚款' }],
        performed: 1,
        closed: '2026-04-08',
        deferrals: [{ kind: '分期', from: '2026-03-18', to: '2026-12-31' }],
      },
      added('R3', 'none', '分期缴纳期内'),
      general('R6', 'none', '分期缴纳期内'),
    ),
  ]
}

/** Like cases that the court let be enforced and did not let be enforced. */
function rulings(make: Make, { party }: Actors, r: Random): Planted[] {
  const it = say('nonlit-enforcement-general')
  const highway = '《中华人民共和国公路法》'
  const sign: Offence = { what: '在公路用地范围内设置非公路标志', basis: [`${highway}第七十九条`], fine: [2_000, 6_000, 1_000] }
  const hut: Offence = { what: '在公路建筑控制区内修建建筑物', basis: [`${highway}第八十一条`], fine: [2_000, 6_000, 1_000] }
  const before = (offence: Offence, served: string, on: string, result: '准予执行' | '不准予执行', ...expect: Expectation[]): Planted =>
    make(
      transport,
      offence,
      plusDays(served, -1),
      party(transport),
      {
        ...unpaid,
        served,
        reminded: plusDays(on, -35 - r.int(0, 3)),
        applied: on,
        applications: [application(on, { accepted: plusDays(on, 1), ruled: plusDays(on, 3), result })],
      },
      ...expect,
    )
  const year = (what: string) => ({ key: { violation_type: what, ruling_year: '2026' } })
  return [
    before(sign, '2025-09-10', '2026-04-14', '准予执行'),
    before(sign, '2025-09-16', '2026-04-21', '不准予执行', { ...it('R5', 'clue', '同类案件，一准一不准'), ...year(sign.what) }),
    before(hut, '2025-09-23', '2026-05-12', '不准予执行', { ...it('R5', 'none', '只有一件，没有可比的'), ...year(hut.what) }),
    left(before(sign, '2025-10-14', '2026-05-19', '准予执行', it('R4', 'clue', '裁定准予执行五个月没有执行立案'))),
    left(before(sign, '2026-01-20', '2026-08-03', '准予执行', it('R4', 'none', '裁定送达未满九十日'))),
  ]
}

const left = ({ penalty, expect }: Planted): Planted => ({
  penalty: { ...penalty, applications: penalty.applications.map((one) => ({ ...one, left: true })) },
  expect,
})
