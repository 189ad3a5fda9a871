import { court, transport } from './agencies.ts'
import { AS_OF, happened, parts, plusDays, weekday } from './days.ts'
import type { Numbered } from './district.ts'
import { type Cell, columns, type Row } from './files.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import type { Entity, Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

/** The court's cases of enforcement, its lists, and what the debtors own. */
interface Ended {
  readonly debtor: Person
  readonly filed: string
  readonly target: number
  readonly paid?: number
  readonly noticed?: string | null
  readonly limited?: string | null
  readonly checked?: string
  readonly closed: string
  readonly how?: string
  readonly resumed?: string
}

const MODEL = expecting('nonlit-fine-terminated-execution')

export function enforcementShare({ district, person }: Ground): Share {
  const r = random('enforcement')
  const planted: PlantedClue[] = []
  const cars: Row[] = []
  const homes: Row[] = []
  const wages: Row[] = []
  const lists: Row[] = []
  const rows: Row[] = []
  const day = (iso: string | null | undefined): Cell => (iso ? { day: iso } : null)

  for (const { it, started, no } of opened(district.penalties)) {
    const received = it.payments.filter((one) => one.on > started && one.item === '罚款').reduce((sum, one) => sum + one.amount, 0)
    const done = received > 0 && it.performedOn !== null
    rows.push([
      no,
      it.courtNumbers[0]!,
      '行政非诉',
      it.agency.name,
      it.party.name,
      it.party.number,
      day(started),
      it.fine,
      received,
      day(happened(plusDays(started, 5))),
      day(done ? null : happened(plusDays(started, 20))),
      null,
      day(happened(plusDays(started, 12))),
      done ? '执行完毕' : null,
      day(done ? it.closed : null),
      null,
    ])
  }

  let serial = 300
  const ended = (one: Ended, ...expect: readonly (readonly [rule: string, expected: 'clue' | 'none', why: string])[]): string => {
    serial += 1
    const no = `（${parts(one.filed).year}）${court.court}执${serial}号`
    const noticed = one.noticed === undefined ? plusDays(one.filed, 4) : one.noticed
    const limited = one.limited === undefined ? plusDays(one.filed, 25) : one.limited
    rows.push([
      no,
      `（${parts(one.filed).year}）${court.court}行审${serial}号`,
      '行政非诉',
      transport.name,
      one.debtor.name,
      one.debtor.number,
      day(one.filed),
      one.target,
      one.paid ?? 0,
      day(noticed),
      day(limited),
      null,
      day(one.checked ?? '2026-05-20'),
      one.how ?? '终结本次执行程序',
      day(one.closed),
      one.resumed ?? null,
    ])
    planted.push(...expect.map(([rule, expected, why]) => MODEL(rule, expected, { case_key: no }, why)))
    return no
  }
  const debtor = (): Person => person('1968-01-01', 11_000)
  const usual = (more: Partial<Ended> = {}): Ended => ({
    debtor: debtor(),
    filed: '2025-12-04',
    target: 8_000,
    closed: '2026-06-10',
    ...more,
  })
  const car = (who: Person, registered: string, scrapped: string | null): void => {
    cars.push([plateOf(r), '小型客车', who.name, who.number, scrapped ?? '', registered])
  }
  const home = (who: Person, bought: string): void => {
    homes.push([
      `黔（${parts(bought).year}）云岑县不动产权第${String(1_000_000 + homes.length * 37)}号`,
      who.number,
      who.name,
      day(bought),
      380_000,
      `云岑县云屏街道${12 + homes.length}号`,
    ])
  }

  ended(usual({ limited: null }), ['R1', 'clue', '没有限制消费'])
  ended(usual({ filed: '2026-03-25' }), ['R1', 'clue', '立案两个多月即终本'])
  ended(
    usual({ filed: '2026-03-10' }),
    ['R1', 'none', '立案恰满三个月'],
    ['R2', 'none', '名下没有财产'],
    ['R4', 'none', '终本未满六个月'],
    ['R5', 'none', '标的八千元，不是小额'],
  )
  const [owner, wreck, heir, back] = [debtor(), debtor(), debtor(), debtor()]
  ended(usual({ debtor: owner }), ['R2', 'clue', '终本时名下有车'])
  car(owner, '2022-05-17', null)
  ended(usual({ debtor: wreck }), ['R2', 'none', '车辆终本前已报废'])
  car(wreck, '2012-04-02', '2026-01-16')
  ended(usual({ debtor: heir }), ['R3', 'clue', '终本后登记了不动产而没有恢复'])
  home(heir, '2026-08-11')
  ended(usual({ debtor: back, resumed: `（2026）${court.court}执恢7号` }), ['R3', 'none', '已经恢复执行'])
  home(back, '2026-08-04')
  ended(usual({ filed: '2025-03-04', checked: '2025-08-01', closed: '2025-09-10' }), ['R4', 'clue', '终本一年多没有再查询财产'])
  ended(usual({ checked: '2026-04-02', closed: '2026-04-30' }), ['R4', 'none', '六个月恰在截至日届满'])
  const [waged, low] = [debtor(), debtor()]
  const wage = (who: Person, firm: Entity, month: string, base: number): void => {
    wages.push([who.number, who.name, firm.number, firm.name, month, base, '养老', `${month}-18`])
  }
  const firms = district.register.filter(({ status }) => status === '存续').map(({ entity }) => entity)
  ended(usual({ debtor: waged, target: 3_000 }), ['R5', 'clue', '标的三千元，终本后有两倍最低工资以上的工资'])
  ended(usual({ debtor: low, target: 3_000 }), ['R5', 'none', '工资不到最低工资的两倍'])
  for (const month of ['2026-07', '2026-08', '2026-09']) {
    wage(waged, firms[3]!, month, 4_600)
    wage(low, firms[8]!, month, 2_400)
  }
  const listed = (kind: string, no: string, who: Person, from: string, to: string | null): void => {
    lists.push([who.name, who.number, kind, no, day(from), day(to), 0, '全部履行'])
  }
  const [kept, freed] = [debtor(), debtor()]
  const paidUp = (who: Person): Ended => usual({ debtor: who, paid: 8_000, how: '执行完毕' })
  listed('失信', ended(paidUp(kept), ['R6', 'clue', '足额到位后仍在失信名单']), kept, '2026-02-06', null)
  listed('限消', ended(paidUp(freed), ['R6', 'none', '到位后即移出']), freed, '2026-02-06', '2026-06-12')

  // Debtors who died.
  const dead = expecting('executed-person-dead')
  const lateOf = (died: string): Person => district.gone.find((it) => it.died === died)!.person
  const pursued = (
    died: string,
    filed: string,
    limited: string | null,
    ...expect: readonly (readonly [string, 'clue' | 'none', string])[]
  ): void => {
    serial += 1
    const no = `（${parts(filed).year}）${court.court}执${serial}号`
    const who = lateOf(died)
    rows.push([
      no,
      `（${parts(filed).year}）${court.court}行审${serial}号`,
      '行政非诉',
      transport.name,
      who.name,
      who.number,
      day(filed),
      6_000,
      0,
      day(plusDays(filed, 4)),
      day(limited),
      null,
      day(plusDays(filed, 9)),
      null,
      null,
      null,
    ])
    planted.push(...expect.map(([rule, expected, why]) => dead(rule, expected, { case_key: no }, why)))
  }
  pursued('2026-02-18', '2025-11-04', '2026-04-10', ['R1', 'clue', '死亡近两个月后限制消费'])
  pursued('2026-05-27', '2026-03-04', '2026-04-14', ['R1', 'none', '限制消费在死亡以前'])
  pursued('2026-04-21', '2026-06-09', null, ['R3', 'clue', '死亡后才立案执行'])
  pursued('2026-06-23', '2026-04-09', null, ['R3', 'none', '立案在死亡以前'])
  for (const [died, removed, expected, why] of [
    ['2026-03-24', null, 'clue', '死亡七个月仍在名单'],
    ['2026-07-28', '2026-09-15', 'none', '六十日内屏蔽'],
  ] as const) {
    serial += 1
    const no = `（2025）${court.court}执${serial}号`
    const who = lateOf(died)
    lists.push([who.name, who.number, '失信', no, day('2025-11-12'), day(removed), 6_000, '全部未履行'])
    planted.push(dead('R2', expected, { case_key: no }, why))
  }

  return {
    planted,
    papers: [
      {
        name: '29_人民法院_执行案件与名单.xlsx',
        provider: court.name,
        datasets: ['court_execution', 'dishonest_list'],
        sheets: [
          {
            name: '执行案件',
            title: '云岑县人民法院行政非诉执行案件台账',
            header: columns(
              '案号 执行依据文号 执行依据类型 申请执行人 被执行人 被执行人证件号/代码 立案日期 执行标的（元） 到位金额（元） 执行通知/报告财产令日期 限制消费令日期 纳入失信日期 财产查询日期 结案方式 结案日期 恢复执行案号',
            ),
            rows,
            foot: [['合计', `${rows.length}件`]],
          },
          {
            name: '失信限消名单',
            header: columns('姓名/名称 证件号/代码 类型 执行案号 发布日期 屏蔽/删除日期 未履行金额（元） 履行情况'),
            rows: lists,
          },
        ],
      },
      {
        name: '30_大数据中心_财产与参保共享.xlsx',
        provider: '云岑县大数据发展管理局',
        datasets: ['vehicle', 'property_title', 'social_insurance'],
        sheets: [
          {
            name: '机动车',
            title: '机动车登记信息（共享）',
            header: columns('号牌号码 车型 所有人 所有人证件/代码 报废日期 初次登记日期'),
            rows: cars,
          },
          {
            name: '不动产',
            title: '不动产登记信息（共享）',
            header: columns('不动产权证号 权利人证件号 权利人 登记日期 成交价（元） 坐落'),
            rows: homes,
          },
          { name: '社保缴费', header: columns('证件号码 姓名 单位代码 单位名称 费款所属月 缴费基数（元） 险种 到账日期'), rows: wages },
        ],
      },
    ],
  }
}

/** A case of enforcement is opened three weeks after each ruling that lets a fine be enforced. */
function opened(penalties: readonly Numbered[]) {
  const all = penalties
    .flatMap((it) => {
      const one = it.applications[0]
      if (!one?.ruled || one.left || one.result !== '准予执行') return []
      const started = weekday(plusDays(one.ruled, 20))
      return started <= AS_OF ? [{ it, started }] : []
    })
    .sort((a, b) => (a.started < b.started ? -1 : a.started > b.started ? 1 : a.it.caseId < b.it.caseId ? -1 : 1))
  const serial = new Map<number, number>()
  return all.map((each) => {
    const { year } = parts(each.started)
    serial.set(year, (serial.get(year) ?? 0) + 1)
    return { ...each, no: `（${year}）${court.court}执${serial.get(year)}号` }
  })
}
