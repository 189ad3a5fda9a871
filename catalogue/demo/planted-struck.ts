import { city, market, transport } from './agencies.ts'
import { plusDays } from './days.ts'
import type { Registered } from './district.ts'
import { cityOffences, marketOffences, type Offence, transportOffences } from './law.ts'
import { application, type Course, lawful, paid, unpaid } from './penalty.ts'
import type { Entity, MakeEntity, Party, Person } from './people.ts'
import type { Expectation, Planted, PlantedClue } from './planted.ts'
import { random } from './random.ts'

/** Firms that were struck off while they owed, and decisions against those that were no more. */
export interface Struck {
  readonly planted: readonly Planted[]
  /** Clues about the firms themselves. */
  readonly told: readonly PlantedClue[]
  readonly register: readonly Registered[]
  readonly accused: readonly Entity[]
  readonly dead: readonly { readonly person: Person; readonly died: string }[]
}

const EVADE = 'malicious-deregistration'
const GHOST = 'penalty-on-deregistered-entity'

export function struckOff(entity: MakeEntity, citizen: () => Person): Struck {
  const r = random('struck off')
  const by = (offences: readonly Offence[], word: string): Offence => offences.find((it) => it.what.includes(word))!
  const sale = by(marketOffences, '健康和人身')
  const inspect = by(transportOffences, '维护和检测')
  const signs = by(cityOffences, '户外广告')
  const register: Registered[] = []
  const gone = (it: Entity, endedOn: string, mode: '普通' | '简易', more: Partial<Registered> = {}): Entity => {
    register.push({ entity: it, status: '注销', endedOn, mode, ...more })
    return it
  }
  const say = (model: string, rule: string, expected: 'clue' | 'none', why: string): Expectation => ({ model, rule, expected, why })
  const of = (model: string, rule: string, expected: 'clue' | 'none', it: Entity, why: string): PlantedClue => ({
    ...say(model, rule, expected, why),
    key: { usc_code: it.number },
  })
  const make = (
    agency: typeof market,
    offence: Offence,
    decided: string,
    party: Party,
    course: Course,
    ...expect: Expectation[]
  ): Planted => ({
    penalty: lawful(r, agency, party, offence, decided, course),
    expect,
  })
  /** Applied for in time, and ruled on. */
  const court = (served: string, on: string, course: Course = {}): Course => ({
    ...unpaid,
    served,
    reminded: plusDays(on, -40),
    applied: on,
    applications: [application(on, { accepted: plusDays(on, 1), ruled: plusDays(on, 3), result: '准予执行' })],
    ...course,
  })

  const owing = gone(entity('食品', false), '2026-05-20', '简易', { noticed: '2026-04-20', applied: '2026-05-18' })
  const heir: Entity = { ...entity('食品', false), head: owing.head, established: '2026-07-06' }
  const settled = gone(entity('食品', false), '2026-02-10', '简易', { noticed: '2026-01-12', applied: '2026-02-02' })
  const cousin: Entity = { ...entity('食品', false), head: settled.head, established: '2026-04-13' }
  const during = gone(entity('零售', false), '2025-12-01', '普通')
  const before = gone(entity('零售', false), '2025-10-13', '普通')
  const hurried = gone(entity('零售', false), '2026-03-20', '简易', { noticed: '2026-03-02', applied: '2026-03-16' })
  const patient = gone(entity('零售', false), '2026-03-27', '简易', { noticed: '2026-03-02', applied: '2026-03-22' })
  const inCourt = gone(entity('运输', false), '2026-04-15', '普通')
  const closed = gone(entity('运输', false), '2026-09-21', '普通')
  register.push({ entity: heir, status: '存续', endedOn: null }, { entity: cousin, status: '存续', endedOn: null })
  // Accused of a crime before, or no longer accused when it was struck off.
  const accused = [gone(entity('建设', false), '2026-06-15', '普通'), gone(entity('建设', false), '2026-01-12', '普通')]
  const [late, alive] = [citizen(), citizen()]
  const unknown: Entity = { ...entity('食品', true), number: '', name: '老渡口阿婆粉馆' }
  const known = entity('食品', true)
  register.push({ entity: known, status: '存续', endedOn: null })

  return {
    register,
    accused,
    dead: [
      { person: late, died: '2025-07-21' },
      { person: alive, died: '2026-08-11' },
    ],
    told: [
      of(EVADE, 'R5', 'clue', owing, '罚款未缴而承诺债务清结，简易注销'),
      of(EVADE, 'R5', 'none', settled, '罚款早已缴清'),
      of(EVADE, 'R6', 'clue', hurried, '公示十四日即申请注销'),
      of(EVADE, 'R6', 'none', patient, '公示满二十日'),
      of(EVADE, 'R7', 'clue', owing, '罚款未缴即注销，同一人一个多月后又设食品企业'),
      of(EVADE, 'R7', 'none', settled, '没有未了事项'),
      of(EVADE, 'R3', 'clue', inCourt, '法院裁定前二日注销'),
      of(EVADE, 'R3', 'none', closed, '执行完毕以后才注销'),
    ],
    planted: [
      make(market, sale, '2026-02-25', owing, { fine: 9_000, ...unpaid }, say(EVADE, 'R1', 'clue', '罚款未缴，三个月后简易注销')),
      make(
        market,
        sale,
        '2025-11-12',
        settled,
        { fine: 8_000, ...paid('2025-11-24', 8_000) },
        say(EVADE, 'R1', 'none', '缴清以后注销'),
        say(GHOST, 'R1', 'none', '决定时尚未注销'),
      ),
      make(
        market,
        sale,
        '2025-12-17',
        during,
        { fine: 5_000, filed: '2025-11-03', found: '2025-11-03' },
        say(EVADE, 'R2', 'clue', '立案一个月后注销'),
        say(GHOST, 'R1', 'clue', '决定时已注销十六日'),
      ),
      make(
        city,
        signs,
        '2025-12-24',
        before,
        { fine: 2_000, filed: '2025-11-10', found: '2025-11-10' },
        say(EVADE, 'R2', 'none', '立案时已经注销'),
        say(GHOST, 'R1', 'clue', '立案时已经注销'),
      ),
      make(
        transport,
        inspect,
        '2025-08-18',
        inCourt,
        { ...court('2025-08-20', '2026-04-14') },
        say(EVADE, 'R1', 'clue', '罚款未缴，法院审查期间注销'),
        say(GHOST, 'R2', 'clue', '裁定晚于注销二日'),
      ),
      make(
        transport,
        inspect,
        '2025-09-15',
        closed,
        {
          fine: 3_000,
          ...court('2025-09-17', '2026-04-20'),
          payments: [{ on: '2026-06-17', amount: 3_000, item: '罚款' }],
          performed: 2,
          performedOn: '2026-06-17',
          closed: '2026-06-22',
        },
        say(GHOST, 'R2', 'none', '裁定时尚未注销'),
      ),
      make(market, sale, '2026-04-22', unknown, { fine: 1_000 }, say(GHOST, 'R3', 'clue', '没有代码，登记里也没有这个名称')),
      make(market, sale, '2026-04-29', { ...known, number: '' }, { fine: 1_000 }, say(GHOST, 'R3', 'none', '没有代码，名称是登记的')),
      make(transport, inspect, '2025-09-10', late, { fine: 2_000 }, say(GHOST, 'R4', 'clue', '当事人已死亡五十日')),
      make(transport, inspect, '2026-07-22', alive, { fine: 2_000 }, say(GHOST, 'R4', 'none', '决定时尚在世')),
    ],
  }
}
