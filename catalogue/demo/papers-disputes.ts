import { agencies } from './agencies.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** Suits, reviews and complaints against the county's agencies, as the bureau of justice counts them month by month. */
export function disputesShare({ person }: Ground): Share {
  const it = expecting('admin-dispute-risk-warning')
  const suits: string[] = []
  const reviews: string[] = []
  const tickets: string[] = []
  const letters: string[] = []
  const planted: PlantedClue[] = []
  const bureau = (name: string) => agencies.find((one) => one.name === `云岑县${name}`)!
  const someone = (): Person => person('1962-01-01', 13_000)
  const suit = (against: string, cause: string, filed: string, closed = '', result = '', came = '是', who = someone()): void => {
    const no = `（${filed.slice(0, 4)}）黔9901行初${1_201 + suits.length}号`
    suits.push(`${no}|${who.name}|${who.number}|云岑县${against}|${cause}|${filed}|${closed}|${result}|${closed ? came : ''}`)
  }
  const tell = (rule: string, expected: 'clue' | 'none', against: string, why: string, more: Readonly<Record<string, string>> = {}): void =>
    void planted.push(it(rule, expected, { agency_code: bureau(against).code, ...more }, why))

  for (const on of ['2025-11-05', '2026-02-11', '2026-06-16']) suit('应急管理局', '行政处罚', on)
  for (let n = 0; n < 6; n++) suit('应急管理局', '行政处罚', `2026-09-${10 + n}`)
  for (let n = 0; n < 4; n++) suit('水务局', '行政处罚', `2026-09-${11 + n}`)
  tell('R1a', 'clue', '应急管理局', '九月六件，此前十二个月共三件')
  tell('R1a', 'none', '水务局', '不足五件')
  const closed = (against: string, results: readonly string[], came: readonly string[]): void => {
    for (const [n, result] of results.entries())
      suit(against, '行政处罚', `2026-01-${12 + n}`, `2026-04-${13 + n}`, result, came[n] ?? '是')
  }
  const KEPT = '驳回诉讼请求'
  closed('农业农村局', ['撤销', KEPT, '确认违法', KEPT, KEPT, KEPT], [])
  closed('文化和旅游局', ['撤销', KEPT, KEPT, KEPT, KEPT, KEPT], ['否', '否'])
  closed('卫生健康局', [KEPT, KEPT, KEPT, KEPT, KEPT, KEPT], ['否', '否', '否', '否'])
  tell('R1b', 'clue', '农业农村局', '六件败诉两件')
  tell('R1b', 'none', '文化和旅游局', '六件败诉一件')
  tell('R1c', 'clue', '卫生健康局', '六件里四件负责人没有出庭')
  tell('R1c', 'none', '文化和旅游局', '六件里两件')

  const quarrel = (who: Person, letter: boolean): void => {
    suit('住房和城乡建设局', '房屋征收', '2025-06-10', '2025-09-10', KEPT, '是', who)
    reviews.push(`云府复〔2025〕${901 + reviews.length}号|${who.name}|${who.number}|云岑县住房和城乡建设局|2025-03-11|维持|2025-05-08`)
    if (letter)
      letters.push(
        `XF529999DJ${101 + letters.length}|来访|${who.name}|${who.number}|2026-02-17|对房屋征收补偿的面积认定不服|申诉|云岑县住房和城乡建设局|本院办理`,
      )
  }
  const [thrice, twice] = [someone(), someone()]
  quarrel(thrice, true)
  quarrel(twice, false)
  tell('R2a', 'clue', '住房和城乡建设局', '诉讼、复议、信访各一件', { person: thrice.number })
  tell('R2a', 'none', '住房和城乡建设局', '只有诉讼、复议', { person: twice.number })
  const [idle, heard] = [someone(), someone()]
  for (const [who, result] of [
    [idle, '驳回起诉'],
    [heard, KEPT],
  ] as const) {
    suit('人力资源和社会保障局', '工伤认定', '2025-03-04', '2025-05-06', '驳回起诉', '是', who)
    suit('人力资源和社会保障局', '工伤认定', '2025-07-04', '2025-09-09', result, '是', who)
  }
  tell('R2b', 'clue', '人力资源和社会保障局', '两件都被驳回起诉', { person: idle.number })
  tell('R2b', 'none', '人力资源和社会保障局', '有一件进入实体审理', { person: heard.number })
  for (let n = 0; n < 10; n++) suit('栗坪镇人民政府', '征地补偿', `2026-06-${10 + n}`)
  for (let n = 0; n < 9; n++) suit('鹿鸣乡人民政府', '征地补偿', `2026-06-${10 + n}`)
  tell('R3a', 'clue', '栗坪镇人民政府', '十名原告同一案由')
  tell('R3a', 'none', '鹿鸣乡人民政府', '九名')

  const crowd = (firm: string, count: number, street: string): void => {
    for (let n = 0; n < count; n++) {
      const on = `2026-07-${11 + n}`
      tickets.push(
        `RX529999FC${String(101 + tickets.length)}|${on} 10:12:00|1005299${String(1_001 + tickets.length * 37)}|购买的商品房延期交付|房地产|${street}${n + 1}栋|${firm}|云岑县住房和城乡建设局|${on} 18:00:00|基本满意|已约谈开发企业`,
      )
      const who = someone()
      letters.push(
        `XF529999FC${101 + letters.length}|来访|${who.name}|${who.number}|2026-08-${11 + n}|全体业主反映楼盘延期交付请求处理|其他|${firm}|转送`,
      )
    }
    const [expected, why] = count >= 10 ? (['clue', '半年里十人'] as const) : (['none', '只有九人'] as const)
    planted.push(it('R3b', expected, { target_key: firm, category: '房地产' }, why), it('R3c', expected, { accused_key: firm }, why))
  }
  crowd('云岑县泉石置业有限公司', 10, '泉石花园')
  crowd('云岑县松风置业有限公司', 9, '松风苑')
  return {
    planted,
    papers: [
      {
        name: '48_司法局_行政争议台账.xlsx',
        provider: bureau('司法局').name,
        datasets: ['admin_litigation', 'admin_review', 'hotline_ticket', 'petition'],
        sheets: [
          sheet(
            '行政诉讼',
            '案号 原告 原告证件号 被告 案由 立案日期 结案日期 裁判结果 负责人是否出庭',
            inHand(suits.map(row), days.chinese),
            '全县行政应诉案件台账',
          ),
          sheet('行政复议', '复议案号 申请人 申请人证件号 被申请人 受理日期 结果 决定日期', reviews.map(row)),
          sheet('热线', '工单号 受理时间 来电号码 诉求内容 分类 地点 被反映对象 承办单位 办理期限 是否满意 答复', tickets.map(row)),
          sheet('信访', '信访编号 渠道 信访人 证件号 收到日期 内容 类别 被反映单位/人 办理方式', inHand(letters.map(row), days.slash)),
        ],
      },
    ],
  }
}
