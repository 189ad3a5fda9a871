import { market } from './agencies.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** What the police seized and what they reported to the procuratorate, in the platform that the offices of justice share. */
export function custodyShare({ person }: Ground): Share {
  const someone = (): Person => person('1975-01-01', 9_000)
  const caseNo = (n: number): string => `A5299990000002026${6_000 + n}`
  const squad = '云岑县公安局刑侦大队'
  let file = 0
  const cases: string[] = []
  const things: string[] = []
  const measures: string[] = []
  const filings: string[] = []
  const planted: PlantedClue[] = []

  /** A case of the police, and what came of it. */
  const opened = (who: Person, result: string, closed: string, source = '报案'): string => {
    file += 1
    cases.push(`${caseNo(file)}|${squad}|盗窃罪|${source}|2026-01-12|${who.number}|${who.name}|${result}|${closed}`)
    return caseNo(file)
  }
  const measured = (no: string, who: Person, kind: string, from: string, to: string, how: string, place = '', level = ''): void => {
    measures.push(
      `CS${String(measures.length + 1).padStart(4, '0')}|${no}|${who.number}|${who.name}|${kind}|${from}|${to}|${how}|${place}|${level}`,
    )
  }

  // ---- property ------------------------------------------------------------------------------------------------------------
  const held = expecting('case-property-disposal')
  const thing = (no: string, who: Person, what: string, rest: string): string => {
    const id = `CW529999${String(things.length + 1).padStart(4, '0')}`
    things.push(`${id}|${no}|${who.name}|${who.number}|${what}|${rest}`)
    return id
  }
  const [left, back, judged, paid, frozen, longer, bailed, returned, fined, taken] = [
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
  ]
  const judgments = `
    （2026）黔9901刑初801号|${judged.name}|${judged.number}|盗窃罪|侵犯财产|拘役|5|否|否|是|2026-04-20
    （2026）黔9901刑初802号|${paid.name}|${paid.number}|盗窃罪|侵犯财产|拘役|5|否|否|是|2026-04-21`
  const told = (rule: string, expected: 'clue' | 'none', id: string, why: string): void =>
    void planted.push(held(rule, expected, { property_id: id }, why))
  const dropped = opened(left, '撤销案件', '2026-05-12')
  told('R1', 'clue', thing(dropped, left, '现金', '现金|12000|扣押|2026-01-14||未处置|'), '撤案五个月没有处置')
  const given = opened(back, '撤销案件', '2026-05-13')
  told('R1', 'none', thing(given, back, '手机一部', '手机|2600|扣押|2026-01-15||发还|2026-06-01'), '已经发还')
  told(
    'R2',
    'clue',
    thing(opened(judged, '移送审查起诉', '2026-02-20'), judged, '赃款', '现金|46000|扣押|2026-01-16||未处置|'),
    '判决生效半年没有处置',
  )
  told(
    'R2',
    'none',
    thing(opened(paid, '移送审查起诉', '2026-02-20'), paid, '赃款', '现金|8000|扣押|2026-01-16||上缴国库|2026-05-06'),
    '已经上缴',
  )
  told(
    'R3',
    'clue',
    thing(opened(frozen, '未结', ''), frozen, '账户资金', '存款|93000|冻结|2026-01-19|2026-07-18|未处置|'),
    '冻结到期三个月没有续行',
  )
  told(
    'R3',
    'none',
    thing(opened(longer, '未结', ''), longer, '账户资金', '存款|51000|冻结|2026-05-06|2026-10-30|未处置|'),
    '截至日当日到期',
  )
  const bail = (who: Person, to: string): string => {
    const no = opened(who, '未结', '')
    measured(no, who, '取保候审', '2026-01-20', to, '解除')
    return thing(no, who, '取保候审保证金', '现金|5000|保证金|2026-01-20||未处置|')
  }
  told('R4', 'clue', bail(bailed, '2026-06-05'), '取保候审结束近五个月没有退还')
  told('R4', 'none', bail(returned, '2026-10-08'), '结束不满三十日')
  const opinion = (n: number, who: Person): string =>
    `云岑检意〔2026〕${960 + n}号|检察意见||${market.name}|${who.number}|2026-05-07|2026-05-08|2026-07-08|2026-06-24|采纳|2026-07-20`
  told(
    'R5',
    'clue',
    thing(opened(fined, '终止侦查', '2026-04-08'), fined, '违法所得', '现金|3900|扣押|2026-01-21||未处置|'),
    '检察意见期满没有没收',
  )
  told(
    'R5',
    'none',
    thing(opened(taken, '终止侦查', '2026-04-08'), taken, '违法所得', '现金|4200|扣押|2026-01-21||没收|2026-06-20'),
    '已经没收',
  )

  // ---- what must be reported -------------------------------------------------------------------------------------------------
  const due = expecting('police-filing-five-types')
  const filed = (no: string, kind: string, on: string, at: string, complete = '是'): string => {
    const id = `BA529999${String(filings.length + 1).padStart(4, '0')}`
    filings.push(`${id}|${kind}|${no}|${squad}|${on}|${at}|${complete}|无异议`)
    return id
  }
  const [hidden, open, released, reported, centre, inn] = [someone(), someone(), someone(), someone(), someone(), someone()]
  const HOME = '指定居所监视居住'
  const watched = (who: Person, from: string, place: string, at: string | null): string => {
    const no = opened(who, '未结', '')
    measured(no, who, HOME, from, '2026-08-14', '解除', place, '上一级')
    if (at) filed(no, HOME, from, at)
    return no
  }
  const withdrawn = (who: Person, at: string | null): string => {
    const no = opened(who, '撤销案件', '2026-04-15')
    measured(no, who, '逮捕', '2026-02-03', '2026-04-15', '撤案')
    if (at) filed(no, '撤案', '2026-04-15', at)
    return no
  }
  planted.push(
    due('R1', 'clue', { police_case_no: watched(hidden, '2026-06-10', '云岑县云屏旅社203室', null) }, '四个月没有备案'),
    due('R1', 'none', { police_case_no: watched(open, '2026-06-11', '云岑县云屏旅社205室', '2026-06-14') }, '第三日备案'),
    due('R1', 'clue', { police_case_no: withdrawn(released, null) }, '逮捕后撤案没有备案'),
    due('R1', 'none', { police_case_no: withdrawn(reported, '2026-04-16') }, '次日备案'),
  )
  for (const on of ['2026-02-09', '2026-03-16', '2026-04-20', '2026-05-18']) filed('', '专项活动', on, on)
  planted.push(
    due('R2', 'clue', { filing_id: filed('', '专项活动', '2026-06-01', '2026-06-12') }, '第十一日才备案'),
    due('R2', 'none', { filing_id: filed('', '专项活动', '2026-06-15', '2026-06-18') }, '第三日备案'),
    due('R3', 'clue', { filing_id: filed('', '涉未成年人', '2026-07-06', '2026-07-07', '否') }, '卷宗材料不齐'),
    due('R3', 'none', { filing_id: filed('', '涉未成年人', '2026-07-20', '2026-07-21') }, '材料齐全'),
  )
  watched(centre, '2026-05-20', '云岑县公安局执法办案中心', '2026-05-21')
  watched(inn, '2026-05-21', '云岑县栗坪镇云岭客栈', '2026-05-22')
  planted.push(
    due('R4', 'clue', { party_key: centre.number }, '在办案中心执行'),
    due('R4', 'none', { party_key: inn.number }, '在旅店执行，不满六个月'),
  )

  return {
    planted,
    papers: [
      {
        name: '40_政法委_涉案财物与侦查备案.xlsx',
        provider: '中共云岑县委政法委员会',
        datasets: ['case_property', 'police_filing', 'coercive_measure', 'police_case', 'criminal_judgment', 'proc_document'],
        sheets: [
          sheet(
            '涉案财物',
            '财物编号 案件编号 持有人 持有人证件号 名称 种类 价值（元） 措施 采取日期 冻结/查封到期 处置 处置日期',
            things.map(row),
            '涉案财物管理台账',
          ),
          sheet(
            '备案',
            '编号 备案类别 案件编号 报送单位 事项发生日期 备案日期 卷宗材料是否齐全 检察审查意见',
            inHand(filings.map(row), days.chinese),
          ),
          sheet(
            '强制措施',
            '编号 案件编号 证件号码 姓名 措施 决定日期 解除/变更日期 解除/变更方式 执行场所 批准机关级别',
            inHand(measures.map(row), days.slash),
          ),
          sheet('侦查案件', '案件编号 办案单位 涉嫌罪名 案件来源 立案日期 嫌疑人证件号 嫌疑人姓名 侦查结果 侦查终结日期', cases.map(row)),
          sheet(
            '生效判决',
            '裁判文书案号 姓名 证件号码 罪名 罪名大类 主刑 刑期（月） 是否缓刑 是否剥夺政治权利 是否故意犯罪 生效日期',
            judgments,
          ),
          sheet(
            '检察意见',
            '文书文号 文书种类 案件编号 被建议单位 相关人员证件号 制发日期 送达日期 回复期限 回复日期 采纳情况 整改核验日期',
            `${opinion(1, fined)}\n${opinion(2, taken)}`,
          ),
        ],
      },
    ],
  }
}
