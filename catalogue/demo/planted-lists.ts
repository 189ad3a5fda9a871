import { city, market, transport } from './agencies.ts'
import { cityOffences, marketOffences, type Offence, transportOffences } from './law.ts'
import { type Course, lawful, paid, type Shown, unpaid } from './penalty.ts'
import type { Party } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import type { Actors } from './planted-decisions.ts'
import { random } from './random.ts'

/** Penalties against the tables of discretion and the lists of what is let off, and penalties on the publicity site. */
export function plantedLists({ person, stall, party }: Actors): Planted[] {
  const r = random('planted lists')
  const by = (offences: readonly Offence[], word: string): Offence => offences.find((it) => it.what.includes(word))!
  const label = by(marketOffences, '标签')
  const register = by(marketOffences, '变更登记')
  const hung = by(cityOffences, '吊挂')
  const dig = by(transportOffences, '挖掘公路')
  const make = (
    agency: typeof market,
    offence: Offence,
    decided: string,
    who: Party,
    course: Course,
    ...expect: Expectation[]
  ): Planted => ({
    penalty: lawful(r, agency, who, offence, decided, course),
    expect,
  })
  const unlike = (rule: string, expected: 'clue' | 'none', why: string): Expectation => ({ model: 'penalty-unequal', rule, expected, why })
  const letOff = (rule: string, expected: 'clue' | 'none', why: string): Expectation => ({ model: 'two-no-penalty', rule, expected, why })
  const shown = (rule: string, expected: 'clue' | 'none', why: string): Expectation => ({ model: 'publicity-overdue', rule, expected, why })

  const goods = (yuan: number): string => `检查时，当事人经营的袋装米粉标签未标明生产日期，货值金额${yuan}元，已全部下架。`
  const moved = '当事人迁址后没有在三十日内申请变更登记，检查时已经改正，没有危害后果。'
  const still = '当事人迁址后没有申请变更登记，经责令仍未改正。'
  const excused: Course = { fine: 0, order: '首次违法且情节轻微，不予行政处罚', ...unpaid, performed: 3, performedOn: null, closed: null }
  const [known, once] = [party(market), party(market)]
  const laundry = (how: string): string => `当事人在临街阳台外吊挂被褥，${how}。`
  const dug = (on: string, fine: number, ...expect: Expectation[]): Planted =>
    make(transport, dig, on, person(), { fine, fact: '当事人未经许可开挖村口路面接水管，事后主动恢复路面，经验收合格。' }, ...expect)

  const sites = (published: string, more: Partial<Shown> = {}): Course => ({ shown: { published, withdrawn: null, seen: null, ...more } })
  const sale = by(marketOffences, '健康和人身')
  const inspect = by(transportOffences, '维护和检测')
  const undone = (on: string): Course => ({ status: '撤销', changes: [{ kind: '撤销', on, fine: null }] })
  return [
    make(
      market,
      label,
      '2026-03-04',
      stall(),
      { fine: 18_000, fact: goods(900) },
      unlike('R1', 'clue', '货值九百元应在第一档，罚款按第二档'),
    ),
    make(market, label, '2026-03-11', stall(), { fine: 15_000, fact: goods(6_200) }, unlike('R1', 'none', '货值六千余元，在第二档以内')),

    make(
      market,
      register,
      '2026-01-21',
      party(market),
      { fine: 10_000, fact: moved },
      letOff('R1', 'clue', '首次、已改正、没有危害后果，仍罚款一万元'),
    ),
    make(market, register, '2026-02-25', party(market), { fine: 10_000, fact: still }, letOff('R1', 'none', '没有改正')),
    make(
      city,
      hung,
      '2026-05-13',
      person(),
      { fine: 100, fact: laundry('当场改正，没有危害后果') },
      letOff('R2', 'clue', '轻微、当场改正，仍罚款'),
    ),
    make(city, hung, '2026-05-20', person(), { fine: 100, fact: laundry('劝说后拒不改正') }, letOff('R2', 'none', '拒不改正')),
    make(market, register, '2025-06-11', known, { fine: 12_000, fact: still }),
    make(
      market,
      register,
      '2026-06-10',
      known,
      { ...excused, fact: moved },
      letOff('R3', 'clue', '一年前因同类行为受过处罚，又按首违不罚'),
    ),
    make(market, register, '2026-06-17', once, { ...excused, fact: moved }, letOff('R3', 'none', '此前没有同类处罚')),
    dug('2026-04-22', 8_000, letOff('R4', 'clue', '主动恢复路面，罚款八千元，清单上限五千元')),
    dug('2026-04-29', 4_500, letOff('R4', 'none', '在清单上限以内')),

    make(transport, inspect, '2026-03-02', party(transport), sites('2026-03-12'), shown('R1', 'clue', '第八个工作日才公示')),
    make(transport, inspect, '2026-03-02', party(transport), sites('2026-03-11'), shown('R1', 'none', '第七个工作日公示')),
    make(market, sale, '2026-05-11', party(market), sites('2026-06-09'), shown('R1', 'clue', '第二十一个工作日才公示')),
    make(market, sale, '2026-05-11', party(market), sites('2026-06-08'), shown('R1', 'none', '市场监管处罚二十个工作日内公示')),
    make(
      market,
      sale,
      '2025-03-12',
      party(market),
      sites('2025-03-18', { seen: '2026-08-20' }),
      shown('R2', 'clue', '公示一年期满后五个月仍可见'),
    ),
    make(market, sale, '2025-04-16', party(market), sites('2025-04-22', { seen: '2026-04-16' }), shown('R2', 'none', '公示期的最后一日')),
    make(
      market,
      sale,
      '2026-02-04',
      party(market),
      { fine: 4_000, ...paid('2026-02-26', 4_000), ...undone('2026-05-12'), ...sites('2026-02-10', { seen: '2026-07-01' }) },
      shown('R3', 'clue', '撤销后一个多月仍可见'),
    ),
    make(
      market,
      sale,
      '2026-02-11',
      party(market),
      { fine: 4_000, ...paid('2026-02-27', 4_000), ...undone('2026-05-12'), ...sites('2026-02-13', { seen: '2026-05-15' }) },
      shown('R3', 'none', '撤销后第三个工作日'),
    ),
  ]
}
