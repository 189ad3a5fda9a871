import { harbour, transport } from './agencies.ts'
import { plusDays, weekday } from './days.ts'
import { harbourOffences, type Offence, transportOffences } from './law.ts'
import { application, type Course, lawful, type Penalty, paid, unpaid } from './penalty.ts'
import type { Party } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import { type Random, random } from './random.ts'

/**
 * Non-litigation enforcement of transport fines: for every rule some true violations, and beside them what only looks like one. The days
 * are written out, worked by hand on the holiday notices: the end of the time to sue, and of the three months after it, each moved to a
 * working day.
 */
const MODEL = 'transport-nonlit-enforcement'

export interface Cast {
  readonly party: () => Party
  /** Struck off the register. */
  readonly deregistered: Party
  /** In the death records. */
  readonly dead: Party
}

const clue = (rule: string, why: string): Expectation => ({ model: MODEL, rule, expected: 'clue', why })
const none = (rule: string, why: string): Expectation => ({ model: MODEL, rule, expected: 'none', why })

/** The model for every field judges what the court and the agencies did by the same rules. */
const GENERAL = 'nonlit-enforcement-general'
const alsoInGeneral = (planted: Planted): Planted => ({
  ...planted,
  expect: planted.expect.flatMap((it) => (it.model === MODEL ? [it, { ...it, model: GENERAL }] : [it])),
})

export function plantedEnforcement(cast: Cast): Planted[] {
  const r = random('planted enforcement')
  const offences = transportOffences.filter((offence) => !offence.until)
  // A fine that is given stays within what the cited article allows.
  const fitting = ({ fine }: Course): Offence =>
    r.pick(offences.filter((it) => fine === undefined || (it.fine[0] <= fine && fine <= it.fine[1])))
  const served = (on: string, course: Course = {}, offence: Offence = fitting(course), party: Party = cast.party()): Penalty =>
    lawful(r, transport, party, offence, weekday(plusDays(on, -2)) < on ? weekday(plusDays(on, -2)) : plusDays(on, -3), {
      ...unpaid,
      served: on,
      ...course,
    })
  const plant = (penalty: Penalty, ...expect: Expectation[]): Planted => ({ penalty, expect })
  return [...neverApplied(served, plant, cast), ...inCourtLate(served, plant), ...slowCourt(served, plant, r)].map(alsoInGeneral)
}

/** Called performed and closed, and no money came. */
const noMoney: readonly Expectation[] = [
  { model: 'fine-not-remitted', rule: 'R1', expected: 'clue', why: '记为已履行而没有票据' },
  { model: 'surcharge-over-principal', rule: 'R3', expected: 'clue', why: '没有收到本金即结案' },
  { model: GENERAL, rule: 'R6', expected: 'clue', why: '没有收到本金即结案' },
]

type Served = (on: string, course?: Course, offence?: Offence, party?: Party) => Penalty
type Plant = (penalty: Penalty, ...expect: Expectation[]) => Planted

function neverApplied(served: Served, plant: Plant, cast: Cast): Planted[] {
  const R1a = (why: string): Expectation => clue('R1a', why)
  const not = (why: string): Expectation => none('R1a', why)
  const nor = (why: string): Expectation => none('R1e', why)
  const of = (number: number): Offence => transportOffences[number]!
  const ordinary = [
    '2025-01-14',
    '2025-02-18',
    '2025-03-11',
    '2025-04-22',
    '2025-05-13',
    '2025-06-24',
    '2025-07-15',
    '2025-08-19',
    '2025-09-16',
  ]
  const review = (accepted: string, decided: string, receipt: string): Course => ({
    reviews: [{ accepted, result: '维持', decided, served: receipt }],
  })
  return [
    ...ordinary.map((on, i) => plant(served(on, { reminded: i % 2 ? plusDays(on, 200) : null }), R1a('未缴，未申请，期限早已届满'))),
    plant(served('2025-03-25', { fine: 60000 }, of(2)), R1a('五万元以上的罚款，未申请')),
    plant(served('2025-05-20', { fine: 80000 }, of(2)), R1a('五万元以上的罚款，未申请')),
    plant(
      served('2025-06-10', { fine: 9000, payments: [{ on: '2025-07-01', amount: 4000, item: '罚款' }], performed: 1 }, of(0)),
      R1a('只缴了一部分'),
    ),
    plant(
      served('2025-06-17', { fine: 5000, payments: [{ on: '2025-09-01', amount: 5000, item: '加处罚款' }] }, of(0)),
      R1a('所缴是加处罚款，不是本金'),
    ),
    plant(served('2025-02-11', review('2025-03-10', '2025-04-28', '2025-05-06')), R1a('复议维持后期限也已届满')),
    plant(served('2025-01-21', { deferrals: [{ kind: '延期', from: '2025-02-05', to: '2025-08-29' }] }), R1a('延期早已结束，三个月也已过')),
    plant(served('2025-01-10', { told: false }), R1a('未告知起诉期限按一年计，仍已届满')),
    plant(
      served('2025-07-08', {
        fine: 2000,
        status: '变更',
        changes: [{ kind: '变更', on: '2025-08-12', fine: 1500 }],
        payments: [{ on: '2025-08-20', amount: 500, item: '罚款' }],
        performed: 1,
      }),
      R1a('变更后的罚款仍未缴清'),
    ),
    plant(served('2026-01-29'), R1a('申请期限2026-10-29届满，逾期一日'), none('R1e', '已经届满，不再是预警')),
    // Excused, one by one.
    plant(served('2026-01-30'), not('申请期限恰在截至日届满'), clue('R1e', '截至日当日届满')),
    plant(served('2025-04-08', paid('2025-12-30', 3000), { ...of(0), fine: [3000, 3000, 500] }), not('逾期但已缴清')),
    plant(served('2025-04-15', { performed: 2, performedOn: '2025-05-06', closed: '2025-05-09' }), not('履行状态为已履行'), ...noMoney),
    plant(served('2025-05-06', { deferrals: [{ kind: '分期', from: '2025-06-03', to: '2026-12-31' }] }), not('分期缴纳期内')),
    plant(served('2025-05-27', { deferrals: [{ kind: '执行协议', from: '2025-07-01', to: '2027-06-30' }] }), not('执行协议期内')),
    plant(served('2025-06-03', { reviews: [{ accepted: '2025-07-22', result: '未结', decided: null, served: null }] }), not('复议未结')),
    plant(served('2025-07-01', { suits: [{ filed: '2025-12-16', closed: null, result: '' }] }), not('诉讼未结')),
    plant(
      served('2025-03-04', { suits: [{ filed: '2025-07-15', closed: '2025-11-25', result: '驳回诉讼请求' }] }),
      not('已有判决，执行依据是判决'),
    ),
    plant(served('2025-07-22', { status: '撤销' }), not('处罚已撤销')),
    plant(served('2025-07-29', { changes: [{ kind: '撤销', on: '2025-10-21', fine: null }] }), not('变更台账记为撤销')),
    plant(
      served('2025-08-05', { reviews: [{ accepted: '2025-09-09', result: '撤销', decided: '2025-10-28', served: '2025-10-30' }] }),
      not('复议撤销'),
    ),
    plant(served('2025-08-12', {}, of(4), cast.deregistered), not('当事人已注销'), {
      model: 'malicious-deregistration',
      rule: 'R1',
      expected: 'clue',
      why: '罚款未缴即普通注销',
    }),
    plant(served('2025-08-26', {}, of(3), cast.dead), not('当事人已死亡')),
    plant(served('2025-04-29', { reminded: '2025-11-04', applied: '2025-12-02' }), not('机关自己的台账记有申请日期')),
    plant(served('2025-09-02', { deferrals: [{ kind: '终结执行', from: '2026-02-10', to: null }] }), not('终结执行')),
    plant(served('2025-09-09', { deferrals: [{ kind: '中止执行', from: '2026-03-10', to: null }] }), not('中止执行且未恢复')),
    plant(served('2025-02-25', { recommendations: ['2026-04-14'] }), not('已制发检察建议')),
    plant(served('2025-12-10', { told: false }), not('未告知起诉期限按一年计，起诉期限尚未届满'), nor('起诉期限尚未届满')),
    plant(
      served('2025-11-03', review('2025-12-23', '2026-02-24', '2026-09-14')),
      not('复议决定2026-09-14才送达，期限从其后十五日起算'),
      nor('尚早'),
    ),
    plant(
      served('2025-10-14', { deferrals: [{ kind: '延期', from: '2025-11-03', to: '2026-08-31' }] }),
      not('延期2026-08-31结束，三个月未满'),
      nor('距2026-11-30还有三十一日'),
    ),
    plant(
      served('2025-09-23', {
        fine: 15000,
        status: '变更',
        changes: [{ kind: '变更', on: '2025-10-28', fine: 8000 }],
        payments: [{ on: '2025-11-04', amount: 8000, item: '罚款' }],
        performed: 1,
      }),
      not('变更后的罚款已缴清'),
    ),
    plant(
      served('2025-05-08', {
        reminded: '2025-11-04',
        applications: [application('2025-12-09', { accepted: '2025-12-11', ruled: '2025-12-16', result: '准予执行', nameless: true })],
      }),
      not('法院台账缺文号，但被执行人、机关、标的相符'),
    ),
    plant(served('2025-07-17', { served: '2025-07-10', decided: '2025-07-15' }), not('送达早于决定，是数据错误')),
    // Soon to expire.
    plant(served('2026-02-10'), clue('R1e', '2026-11-10届满'), not('尚未届满')),
    plant(served('2026-02-27'), clue('R1e', '2026-11-27届满'), not('尚未届满')),
    plant(served('2026-02-12', paid('2026-04-20', 4000), { ...of(0), fine: [4000, 4000, 500] }), nor('已缴清')),
    { penalty: { ...served('2025-03-18', {}, harbourOffences[1]), agency: harbour }, expect: [not('机关自有强制执行权')] },
    ...oneNumberTwice(served, plant),
  ]
}

/** Two agencies may use one number: a review of the harbour office's decision is no excuse for the bureau's. */
function oneNumberTwice(served: Served, plant: Plant): Planted[] {
  const bureau = served('2025-04-24')
  const review: Course = { reviews: [{ accepted: '2025-06-05', result: '未结', decided: null, served: null }] }
  const office: Penalty = { ...served('2025-04-24', review, harbourOffences[0]), agency: harbour }
  return [
    plant(bureau, clue('R1a', '另一机关的同号决定在复议，与本案无关')),
    { penalty: office, expect: [none('R1a', '机关自有强制执行权，且复议未结')], numberOf: bureau },
  ]
}

/** R1b late, R1c too early, R1d without ten working days after the reminder, R2c accepted all the same. */
function inCourtLate(served: Served, plant: Plant): Planted[] {
  const refused = (on: string, reminded: string | null, refusedOn: string): Course => ({
    reminded,
    applied: on,
    applications: [application(on, { refused: refusedOn, result: '不予受理' })],
  })
  const accepted = (on: string, reminded: string | null, acceptedOn: string, ruled: string): Course => ({
    reminded,
    applied: on,
    applications: [application(on, { accepted: acceptedOn, ruled, result: '准予执行' })],
  })
  const fine = none('R1a', '已经申请')
  return [
    // Time to sue from 2025-04-02 ends 2 October, moved to the 9th; three months more end on Friday 2026-01-09.
    plant(
      served('2025-04-02', refused('2026-01-12', '2025-12-02', '2026-01-15')),
      clue('R1b', '期限2026-01-09届满，12日才申请'),
      fine,
      none('R2c', '法院没有受理'),
    ),
    plant(served('2025-04-02', accepted('2026-01-09', '2025-12-02', '2026-01-13', '2026-01-16')), none('R1b', '期限最后一日申请')),
    plant(
      served('2025-02-20', accepted('2025-12-08', '2025-10-20', '2025-12-10', '2025-12-15')),
      clue('R1b', '期限2025-11-20届满'),
      clue('R2c', '逾期申请被受理'),
    ),
    plant(
      served('2025-01-16', accepted('2025-11-18', '2025-09-15', '2025-11-20', '2025-11-25')),
      clue('R1b', '期限2025-10-16届满'),
      clue('R2c', '逾期申请被受理'),
    ),
    plant(
      served('2025-02-06', refused('2025-12-02', '2025-10-13', '2025-12-04')),
      clue('R1b', '期限2025-11-06届满'),
      none('R2c', '法院没有受理'),
    ),
    plant(
      served('2025-02-13', { fine: 2000, ...refused('2025-12-04', '2025-10-13', '2025-12-08'), ...paid('2026-01-08', 2000) }),
      none('R1b', '罚款其后已缴清'),
    ),
    plant(
      served('2025-03-06', {
        ...accepted('2026-03-20', '2026-02-04', '2026-03-24', '2026-03-27'),
        deferrals: [{ kind: '分期', from: '2025-04-01', to: '2025-12-31' }],
      }),
      none('R1b', '从分期结束起算，2026-03-31届满'),
    ),
    plant(
      served('2025-03-13', {
        ...accepted('2026-01-20', '2025-12-09', '2026-01-22', '2026-01-27'),
        reviews: [{ accepted: '2025-08-20', result: '维持', decided: '2025-10-17', served: '2025-10-20' }],
      }),
      none('R1b', '复议决定送达后十五日起算，2026-02-04届满'),
    ),
    // Too early: time to sue from 2025-06-10 ends on Wednesday 2025-12-10.
    plant(
      served('2025-06-10', refused('2025-11-20', '2025-10-20', '2025-11-24')),
      clue('R1c', '起诉期限2025-12-10届满前申请'),
      none('R2c', '法院没有受理'),
    ),
    plant(
      served('2025-06-10', accepted('2025-12-10', '2025-10-20', '2025-12-12', '2025-12-16')),
      clue('R1c', '起诉期限最后一日申请'),
      clue('R2c', '起诉期限未满即受理'),
    ),
    plant(served('2025-06-10', accepted('2025-12-11', '2025-10-20', '2025-12-15', '2025-12-18')), none('R1c', '起诉期限届满次日申请')),
    plant(
      served('2025-07-24', accepted('2025-12-23', '2025-11-10', '2025-12-25', '2025-12-30')),
      clue('R1c', '起诉期限2026-01-26届满'),
      clue('R2c', '起诉期限未满即受理'),
    ),
    plant(
      served('2025-11-04', { ...accepted('2026-06-09', '2026-04-21', '2026-06-11', '2026-06-16'), told: false }),
      clue('R1c', '未告知起诉期限按一年计'),
      clue('R2c', '起诉期限未满即受理'),
    ),
    // No reminder, or an application before ten working days passed.
    plant(served('2025-08-07', accepted('2026-03-24', null, '2026-03-26', '2026-03-31')), clue('R1d', '没有催告')),
    plant(served('2025-06-26', accepted('2026-02-03', null, '2026-02-05', '2026-02-10')), clue('R1d', '没有催告')),
    plant(served('2025-08-28', accepted('2026-03-16', '2026-03-02', '2026-03-18', '2026-03-23')), clue('R1d', '催告后第十个工作日即申请')),
    plant(served('2025-08-28', accepted('2026-03-17', '2026-03-02', '2026-03-19', '2026-03-24')), none('R1d', '催告后第十一个工作日申请')),
    // Over the National Day week with its working Sunday and Saturday.
    plant(
      served('2025-03-20', accepted('2025-10-16', '2025-09-26', '2025-10-20', '2025-10-23')),
      clue('R1d', '催告后第十个工作日（跨国庆调休）即申请'),
    ),
    plant(
      served('2025-03-20', accepted('2025-10-17', '2025-09-26', '2025-10-21', '2025-10-24')),
      none('R1d', '催告后第十一个工作日（跨国庆调休）申请'),
    ),
  ]
}

/** R2a accepted, R2b ruled too late. The agency did all in time. */
function slowCourt(served: Served, plant: Plant, r: Random): Planted[] {
  const before = (on: string, acceptedOn: string | null, ruled: string | null, heard = false): Penalty => {
    const reminded = weekday(plusDays(on, -r.int(30, 40)))
    const result = ruled ? '准予执行' : ''
    // Seven months and a half earlier: the time to sue is over, the window open.
    return served(weekday(plusDays(on, -228)), {
      reminded,
      applied: on,
      applications: [application(on, { accepted: acceptedOn, ruled, result, heard })],
    })
  }
  const notAccepted = (on: string, refusedOn: string): Penalty => ({
    ...before(on, null, null),
    applications: [application(on, { refused: refusedOn, result: '不予受理' })],
  })
  const R2a = (why: string): Expectation => clue('R2a', why)
  const R2b = (why: string): Expectation => clue('R2b', why)
  const notA = (why: string): Expectation => none('R2a', why)
  const notB = (why: string): Expectation => none('R2b', why)
  return [
    plant(before('2026-03-02', '2026-03-10', '2026-03-16'), R2a('第六个工作日受理'), notB('裁定及时')),
    plant(before('2026-03-02', '2026-03-09', '2026-03-16'), notA('第五个工作日受理')),
    plant(before('2025-09-26', '2025-10-10', '2025-10-15'), notA('跨国庆调休，第五个工作日受理')),
    plant(before('2025-09-26', '2025-10-11', '2025-10-16'), R2a('跨国庆调休，第六个工作日（周六上班）受理')),
    plant(before('2026-05-11', '2026-05-29', '2026-06-03'), R2a('十八日后受理')),
    plant(before('2026-09-14', null, null), R2a('至今既未受理也未裁定不予受理')),
    plant(notAccepted('2026-04-13', '2026-05-08'), R2a('逾期才裁定不予受理')),
    plant(before('2026-10-26', null, null), notA('期限未满')),
    plant(before('2026-03-04', '2026-03-09', '2026-03-19'), R2b('第八个工作日裁定'), notA('受理及时')),
    plant(before('2026-03-04', '2026-03-09', '2026-03-18'), notB('第七个工作日裁定')),
    plant(before('2026-09-16', '2026-09-21', '2026-10-08'), notB('超过七个自然日，未超过七个工作日')),
    plant(before('2026-07-29', '2026-08-03', null), R2b('受理后至今未裁定')),
    plant(before('2026-05-18', '2026-05-20', '2026-07-02'), R2b('受理后四十余日裁定')),
    plant(before('2026-03-26', '2026-03-30', '2026-04-29', true), notB('明显违法情形，第三十日裁定')),
    plant(before('2026-03-31', '2026-04-02', '2026-05-06', true), notB('第三十日是劳动节，顺延至五月六日')),
    plant(before('2026-03-31', '2026-04-02', '2026-05-07', true), R2b('顺延后的期限次日裁定')),
    plant(before('2026-10-20', '2026-10-22', null), notB('期限未满')),
  ]
}
