import { expecting, type Ground, type Share } from './ground.ts'
import { row, sheet } from './ledger.ts'
import type { Entity, Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** Settlements of the medical insurance and claims of injury at work, against the police's, the court's and the prisons' records. */
export function healthShare(ground: Ground): Share {
  const settlements: string[] = []
  const settle = (who: Person, rest: string): void =>
    void settlements.push(`JS529999${String(settlements.length + 1).padStart(6, '0')}|${who.number}|${who.name}|${rest}`)
  const medical = medicine(ground, settle)
  const work = injuries(ground, settle)
  return {
    planted: [...medical.planted, ...work.planted],
    papers: [
      {
        name: '43_大数据中心_医保工伤共享.xlsx',
        provider: '云岑县大数据发展管理局',
        datasets: ['medical_settlement', 'incident_record', 'civil_case', 'criminal_case', 'prison_term', 'work_injury'],
        sheets: [
          sheet(
            '医保结算',
            '结算编号 参保人证件号 姓名 定点机构编码 定点机构 就诊类别 入院/就诊日期 出院日期 诊断 是否外伤 总费用（元） 统筹基金支付（元） 个人账户支付（元） 药品/项目编码 数量 门特病种 门特鉴定日期',
            settlements.map(row),
            '基本医疗保险结算明细',
          ),
          sheet('警情', '警情编号 类别 发生时间 涉及人员证件号 姓名 角色 责任方 责任认定', medical.incidents.map(row)),
          sheet('损害赔偿裁判', '案号 法院 案由 原告 原告证件号 被告 标的额（元） 立案日期 结案日期 结案方式', medical.awards.map(row)),
          sheet(
            '骗保案件',
            '部门受案号 嫌疑人序号 姓名 证件号码 罪名 受理日期 审查起诉结果 审查起诉结果日期 审查认定事实',
            medical.cases.map(row),
          ),
          sheet('收押', '证件号码 姓名 场所 类型 收押日期 释放/出所日期 出所原因', medical.terms.map(row)),
          sheet(
            '工伤待遇',
            '认定编号 证件号码 姓名 用人单位代码 入职日期 受伤时间 参保日期 待遇种类 领取人证件号 金额（元） 发放月份',
            work.claims.map(row),
          ),
        ],
      },
    ],
  }
}

type Settle = (who: Person, rest: string) => void
const HOSPITAL = 'H52999901|云岑县人民医院'
const CLINIC = 'H52999902|云岑县中医院'

function medicine({ district, person }: Ground, settle: Settle) {
  const found = expecting('medical-insurance-fraud')
  const planted: PlantedClue[] = []
  const incidents: string[] = []
  const awards: string[] = []
  const cases: string[] = []
  const terms: string[] = []
  const someone = (): Person => person('1955-01-01', 12_000)
  const tell = (rule: string, expected: 'clue' | 'none', who: Person, why: string): void =>
    void planted.push(found(rule, expected, { party_key: who.number }, why))
  const stay = (who: Person, at: string, from: string, to: string, trauma = '否', fund = 3_200, what = '肺部感染'): void =>
    settle(who, `${at}|住院|${from} 09:30:00|${to} 10:00:00|${what}|${trauma}|${fund + 1_400}|${fund}|0|||| `)
  const shop = (who: Person, at: string, time: string, fee: number, fund: number, drug = '', count: number | '' = ''): void =>
    settle(who, `${at}|药店|${time}|||否|${fee}|${fund}|${fee - fund}|${drug}|${count}||`)

  for (let i = 0; i < 14; i++)
    stay(someone(), i % 3 ? HOSPITAL : CLINIC, `2025-0${1 + (i % 6)}-0${1 + (i % 9)}`, `2025-0${1 + (i % 6)}-1${i % 9}`)

  const crash = (share: string): Person => {
    const who = someone()
    incidents.push(
      `JQ529999${String(incidents.length + 1).padStart(4, '0')}|交通事故|2026-03-10 20:15:00|${who.number}|${who.name}|伤者||${share}`,
    )
    stay(who, HOSPITAL, '2026-03-11', '2026-03-19', '是', 6_300, '胫骨骨折')
    return who
  }
  tell('R1', 'clue', crash('次责'), '交通事故他人有主要责任，医保付了钱')
  tell('R1', 'none', crash('全责'), '本人全责')

  const award = (how: string): Person => {
    const who = someone()
    stay(who, HOSPITAL, '2025-06-02', '2025-06-20', '是', 5_100, '肋骨骨折')
    const no = `（2025）黔9901民初${901 + awards.length}号`
    awards.push(`${no}|云岑县人民法院|机动车交通事故责任纠纷|${who.name}|${who.number}|云岑县某运输户|62000|2025-11-04|2026-02-12|${how}`)
    return who
  }
  tell('R2', 'clue', award('判决'), '基金付过的外伤费又判决获赔')
  tell('R2', 'none', award('撤诉'), '撤诉')

  const dead = (died: string): Person => district.gone.find((it) => it.died === died)!.person
  shop(dead('2026-04-14'), 'Y52999911|云岑县惠民药房', '2026-04-26 10:02:00', 260, 180)
  stay(dead('2026-05-19'), HOSPITAL, '2026-05-19', '2026-05-19')
  tell('R3', 'clue', dead('2026-04-14'), '死亡十二日后刷卡')
  tell('R3', 'none', dead('2026-05-19'), '死亡当日的结算')
  const jailed = (visit: string): Person => {
    const who = someone()
    terms.push(`${who.number}|${who.name}|云岑县看守所|看守所|2026-05-06|2026-07-10|取保`)
    shop(who, 'Y52999911|云岑县惠民药房', `${visit} 15:20:00`, 190, 120)
    return who
  }
  tell('R3', 'clue', jailed('2026-06-09'), '在押期间刷卡')
  tell('R3', 'none', jailed('2026-07-10'), '释放当日')

  const [first, second, third] = [someone(), someone(), someone()]
  for (const [i, who] of [first, second, third].entries())
    cases.push(
      `5299990000012025${901 + i}|1|${who.name}|${who.number}|诈骗罪|2025-11-10|起诉|2025-12-19|${who.name}持他人社保卡在药店空刷套取医保基金。`,
    )
  for (const [at, seeds] of [
    ['Y52999921|云岑县康仁药房', [first, second, third]],
    ['Y52999922|云岑县济世药房', [first, second]],
  ] as const) {
    for (const who of seeds) shop(who, at, '2025-09-08 09:10:00', 320, 0)
    const like = [someone(), someone(), someone()]
    for (const day of ['04', '11', '18', '25'])
      for (const [i, who] of like.entries()) shop(who, at, `2025-09-${day} 16:0${i + 1}:00`, 330, 0)
  }
  planted.push(
    found('R4', 'clue', { provider_code: 'Y52999921' }, '三名已查人员，另有三人连续刷卡'),
    found('R4', 'none', { provider_code: 'Y52999922' }, '只有两名已查人员'),
  )

  const both = (from: string): Person => {
    const who = someone()
    stay(who, HOSPITAL, '2026-01-05', '2026-01-16')
    stay(who, CLINIC, from, '2026-01-23')
    return who
  }
  tell('R5', 'clue', both('2026-01-12'), '两次住院重叠四日')
  tell('R5', 'none', both('2026-01-15'), '转院重叠一日')

  const stroke = (earlier: boolean): Person => {
    const who = someone()
    if (earlier) stay(who, HOSPITAL, '2025-08-04', '2025-08-20', '否', 9_000, '脑梗死')
    settle(who, `${CLINIC}|门特门慢|2026-03-16 09:00:00||脑卒中后遗症|否|900|700|0|||脑卒中偏瘫|2026-03-02`)
    return who
  }
  tell('R6', 'clue', stroke(false), '鉴定前十二个月没有住院、影像')
  tell('R6', 'none', stroke(true), '鉴定前七个月住过院')

  const PILLS = 'XB01AC04'
  for (let i = 0; i < 14; i++) {
    const who = someone()
    for (const month of ['2026-02', '2026-03', '2026-04'])
      shop(who, 'Y52999911|云岑县惠民药房', `${month}-0${1 + (i % 9)} 11:0${i % 10}:00`, 96, 60, PILLS, 28)
  }
  const [hoarder, stocked] = [someone(), someone()]
  shop(hoarder, 'Y52999911|云岑县惠民药房', '2026-03-06 11:30:00', 960, 600, PILLS, 280)
  shop(stocked, 'Y52999911|云岑县惠民药房', '2026-03-06 11:42:00', 290, 180, PILLS, 84)
  tell('R7', 'clue', hoarder, '一个月的药量是本地用量的十倍，三个月平均也超')
  tell('R7', 'none', stocked, '三个月的长处方')
  return { planted, incidents, awards, cases, terms }
}

function injuries({ district, person }: Ground, settle: Settle) {
  const found = expecting('work-injury-fraud')
  const planted: PlantedClue[] = []
  const claims: string[] = []
  const firms = district.register.filter(({ status, entity: it }) => status === '存续' && it.type === '公司').map(({ entity: it }) => it)
  const someone = (): Person => person('1972-01-01', 9_000)
  const claim = (
    who: Person,
    firm: Entity,
    hired: string,
    hurt: string,
    insured: string,
    kind = '伤残补助',
    month = '2026-08',
    n = 0,
  ): void => {
    const no = `云岑工认〔2026〕${101 + claims.length - n}号`
    claims.push(`${no}|${who.number}|${who.name}|${firm.number}|${hired}|${hurt} 10:20:00|${insured}|${kind}|${who.number}|4200|${month}`)
  }
  const tell = (rule: string, expected: 'clue' | 'none', who: Person, why: string): void =>
    void planted.push(found(rule, expected, { party_key: who.number }, why))
  for (let i = 0; i < 10; i++) claim(someone(), firms[80 + i]!, '2022-03-01', `2026-0${1 + (i % 6)}-1${i % 9}`, '2022-03-09')

  const [late, soon] = [someone(), someone()]
  claim(late, firms[91]!, '2024-02-01', '2026-03-17', '2026-03-18')
  claim(soon, firms[92]!, '2026-03-02', '2026-03-17', '2026-03-18')
  tell('R1', 'clue', late, '受伤次日才参保')
  tell('R1', 'none', soon, '用工三十日的参保登记期内')

  const treated = (fund: number): Person => {
    const who = someone()
    claim(who, firms[93]!, '2022-03-01', '2026-04-14', '2022-03-09')
    settle(who, `${HOSPITAL}|住院|2026-04-14 12:00:00|2026-04-24 10:00:00|手外伤|是|${fund + 5_600}|${fund}|0||||`)
    return who
  }
  const [again, own] = [treated(4_400), treated(0)]
  tell('R2', 'clue', again, '工伤当日住院，医保统筹也付了')
  tell('R2', 'none', own, '统筹没有支付')
  planted.push(expecting('medical-insurance-fraud')('R1', 'clue', { party_key: again.number }, '工伤医疗费由医保基金支付'))

  const gone = (died: string): Person => district.gone.find((it) => it.died === died)!.person
  const monthly = (who: Person, months: readonly string[]): void => {
    for (const [n, month] of months.entries()) claim(who, firms[94]!, '1978-03-01', '1990-05-09', '1985-06-01', '伤残津贴', month, n)
  }
  monthly(gone('2026-02-18'), ['2026-01', '2026-02', '2026-03', '2026-04'])
  monthly(gone('2026-03-24'), ['2026-01', '2026-02', '2026-03'])
  planted.push(
    found('R3', 'clue', { taker: gone('2026-02-18').number }, '死亡后又发两个月伤残津贴'),
    found('R3', 'none', { taker: gone('2026-03-24').number }, '发到死亡当月'),
  )

  const joined = (firm: Entity, count: number): void => {
    for (let i = 0; i < count; i++) claim(someone(), firm, '2026-04-01', `2026-04-1${2 + i}`, '2026-04-03')
  }
  joined(firms[95]!, 3)
  joined(firms[96]!, 2)
  planted.push(
    found('R4', 'clue', { usc_code: firms[95]!.number }, '三人在入职三十日内受伤'),
    found('R4', 'none', { usc_code: firms[96]!.number }, '只有两人'),
  )
  return { planted, claims }
}
