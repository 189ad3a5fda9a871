import { court } from './agencies.ts'
import { plusDays } from './days.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** Civil cases, who judged them and who stood for whom. */
const CODE = '黔9901'
const HERE = '529999'
const AWAY = '529998'

interface Suit {
  readonly no: string
  readonly cause?: string
  readonly plaintiff: Person
  readonly defendant: Person
  readonly amount?: number
  readonly filed: string
  readonly closed: string
  readonly how?: string
  readonly judge: string
  readonly text?: string
}

export function civilShare(ground: Ground): Share {
  const suits: string[] = []
  const agents: string[] = []
  const party = (): Person => ground.person('1964-01-01', 12_000)
  const suit = (it: Suit): void =>
    void suits.push(
      `${it.no}|${court.name}|${it.cause ?? '物业服务合同纠纷'}|${it.plaintiff.name}|${it.plaintiff.number}|${it.defendant.name}|${it.defendant.number}|${it.amount ?? 6_800}|${it.filed}|${it.closed}|${it.how ?? '判决'}|否|否|${it.judge}|${it.text ?? ''}`,
    )
  const agent = (no: string, who: Agent, of: string, side: string, filed: string, at = HERE, homes = HERE): void =>
    void agents.push(`${no}|${who.name}|${who.licence}|${who.kind}|${who.org}|${of}|${side}|${at}|${homes}|${filed}`)
  const judges = judged(ground, party, suit, agent)
  const lawyers = represented(ground, party, agent)
  const lenders = sham(party, suit, agent)
  return {
    planted: [...judges.planted, ...lawyers.planted, ...lenders],
    papers: [
      {
        name: '49_人民法院_民商事案件与代理.xlsx',
        provider: court.name,
        datasets: ['civil_case', 'case_agent', 'legal_service_worker', 'proc_document', 'criminal_case', 'public_employee'],
        sheets: [
          sheet(
            '民商事案件',
            '案号 法院 案由 原告 原告证件号 被告 被告证件号 标的额（元） 立案日期 结案日期 结案方式 是否缺席 是否公告送达 审判员 裁判文书全文',
            suits.map(row),
            '民商事审判案件台账',
          ),
          sheet(
            '代理人',
            '案号 代理人姓名 代理人执业证号 代理身份 所在机构 被代理人 诉讼地位 受理法院区划 各方当事人住所地区划 立案日期',
            inHand(agents.map(row), days.dot),
          ),
          sheet(
            '法律服务人员名册',
            '执业证号 姓名 证件号码 类别 执业机构 执业区域（县） 状态 起 止',
            [...judges.roster, ...lawyers.roster].map(row),
          ),
          sheet(
            '再审检察建议',
            '文书文号 文书种类 案件编号 被建议单位 制发日期 送达日期 回复期限 回复日期 采纳情况 整改核验日期',
            judges.advice.map(row),
          ),
          sheet('职务犯罪案件', '部门受案号 嫌疑人序号 姓名 证件号码 罪名 受理日期 审查起诉结果', judges.accused.map(row)),
          sheet('法院人员', '证件号码 姓名 单位 人员类别 状态', judges.staff.map(row)),
        ],
      },
    ],
  }
}

interface Agent {
  readonly name: string
  /** The identity number: one person, whichever the licence. */
  readonly id: string
  readonly licence: string
  readonly kind: string
  readonly org: string
}
type Appear = (no: string, who: Agent, of: string, side: string, filed: string, at?: string, homes?: string) => void

const JUDGES = ['严秉正', '秦思源', '柳长青', '吕致和'] as const

function judged({ person }: Ground, party: () => Person, suit: (it: Suit) => void, agent: Appear) {
  const it = expecting('judicial-officer-case-cluster')
  const [severe, fair, friend, accusedJudge] = JUDGES
  const roster: string[] = []
  const advice: string[] = []
  const lawyer = (name: string, n: number): Agent => {
    const org = `云岑${['明法', '正衡', '公允'][n % 3]}律师事务所`
    const licence = `15299201910${String(1000 + n)}`
    const id = person('1980-01-01', 5_000).number
    roster.push(`${licence}|${name}|${id}|律师|${org}|${HERE}|执业|2019-03-01|`)
    return { name, id, licence, kind: '律师', org }
  }
  const [close, seldom] = [lawyer('云鹏程', 3), lawyer('鲍思雅', 4)]
  const others = ['费文博', '岑礼', '常宽', '贺敏行', '孟广', '何守一'].map((name, n) => lawyer(name, n + 5))
  const [often, rarely] = [party(), party()]
  for (let n = 0; n < 80; n++) {
    const judge = JUDGES[n % 4]!
    const turn = Math.floor(n / 4)
    const filed = plusDays('2024-02-05', 5 * n)
    const no = `（2024）${CODE}民初${101 + n}号`
    const plaintiff = judge === friend && turn >= 5 && turn < 10 ? often : judge === accusedJudge && turn < 4 ? rarely : party()
    suit({ no, plaintiff, defendant: party(), filed, closed: plusDays(filed, 70), judge })
    const by =
      judge === friend && turn < 5
        ? close
        : judge === accusedJudge && turn >= 10 && turn < 13
          ? seldom
          : turn % 3 === 0
            ? others[(n + turn) % others.length]!
            : null
    if (by) agent(no, by, plaintiff.name, '原告', filed)
    if ((judge === severe && turn < 6) || (judge === fair && turn < 2)) {
      const on = plusDays('2025-03-03', 2 * n)
      advice.push(
        `云岑检民监〔2025〕${11 + advice.length}号|再审检察建议|${no}|${court.name}|${on}|${plusDays(on, 2)}|${plusDays(on, 92)}|${plusDays(on, 60)}|采纳|${plusDays(on, 80)}`,
      )
    }
  }
  const [taker, drinker] = [person('1974-01-01', 3_000), person('1976-01-01', 3_000)]
  const numbers = ['云岑检受〔2026〕81号', '云岑检受〔2026〕82号']
  const accused = [
    `${numbers[0]}|1|${accusedJudge}|${taker.number}|受贿罪|2026-09-21|未结`,
    `${numbers[1]}|1|${fair}|${drinker.number}|危险驾驶罪|2026-09-22|未结`,
  ]
  const staff = [`${taker.number}|${accusedJudge}|${court.name}|公务员|停职`, `${drinker.number}|${fair}|${court.name}|公务员|在职`]
  // A judge is known by the smallest number of a case of theirs: the judges take turns from number 101 on.
  const at = (officer: (typeof JUDGES)[number]) => ({
    unit_code: CODE,
    officer_case: `（2024）${CODE}民初${101 + JUDGES.indexOf(officer)}号`,
  })
  const planted: PlantedClue[] = [
    it('R1', 'clue', at(severe), '二十件里六件被再审检察建议纠正'),
    it('R1', 'none', at(fair), '二十件里只有两件'),
    it('R2a', 'clue', at(friend), '同一律师五件都由他审'),
    it('R2a', 'none', at(accusedJudge), '只有三件'),
    it('R2b', 'clue', { ...at(friend), plaintiff_key: often.number }, '同一原告五件都由他审'),
    it('R2b', 'none', { ...at(accusedJudge), plaintiff_key: rarely.number }, '只有四件'),
    it('R3', 'clue', { case_no: numbers[0]! }, '涉嫌受贿的法官此前办过的案件'),
    it('R3', 'none', { case_no: numbers[1]! }, '危险驾驶不是职务犯罪'),
  ]
  return { planted, roster, advice, accused, staff }
}

function represented({ person }: Ground, party: () => Person, agent: Appear) {
  const it = expecting('legal-service-worker-agency')
  const roster: string[] = []
  const planted: PlantedClue[] = []
  let file = 0
  const next = (kind = '民初'): string => `（2026）${CODE}${kind}${301 + file++}号`
  const worker = (name: string, org = '云岑县栗坪法律服务所', to = '', state = '执业'): Agent => {
    const licence = `325299${String(20_160 + roster.length)}`
    const id = person('1968-01-01', 8_000).number
    roster.push(`${licence}|${name}|${id}|基层法律服务工作者|${org}|${HERE}|${state}|2016-04-01|${to}`)
    return { name, id, licence, kind: '法律工作者', org }
  }
  const tell = (rule: string, expected: 'clue' | 'none', who: Agent, why: string): void =>
    void planted.push(it(rule, expected, { person_key: who.id }, why))
  for (const name of ['邹立', '云松', '岑福', '葛玉'])
    for (let n = 0; n < 2; n++) agent(next(), worker(`${name}${n ? '春' : '明'}`), party().name, '原告', `2026-02-1${n}`)
  const [far, shared] = [worker('喻长安'), worker('喻长宁')]
  agent(next(), far, party().name, '原告', '2026-03-04', AWAY, AWAY)
  agent(next(), shared, party().name, '原告', '2026-03-05', AWAY, `${AWAY}、${HERE}`)
  tell('R1', 'clue', far, '法院、当事人都在外县')
  tell('R1', 'none', shared, '一方当事人在本县')
  const [bold, civil] = [worker('彭大勇'), worker('彭大川')]
  agent(next('刑初'), bold, party().name, '被告', '2026-03-11')
  agent(next('刑附民'), civil, party().name, '被告', '2026-03-12')
  tell('R2', 'clue', bold, '刑事案件代理被告')
  tell('R2', 'none', civil, '附带民事案件')
  const [ended, last] = [
    worker('潘有德', '云岑县溪口法律服务所', '2026-02-28', '注销'),
    worker('潘有福', '云岑县溪口法律服务所', '2026-03-18', '注销'),
  ]
  agent(next(), ended, party().name, '原告', '2026-03-18')
  agent(next(), last, party().name, '原告', '2026-03-18')
  tell('R3', 'clue', ended, '执业证已于半月前终止')
  tell('R3', 'none', last, '立案之日是止日')
  const citizen = (name: string, people: number): void => {
    const who = { name, id: '', licence: '', kind: '公民', org: '松泉社区' }
    for (let n = 0; n < people; n++) agent(next(), who, party().name, '原告', `2026-0${3 + n}-16`)
    planted.push(it('R4', people > 2 ? 'clue' : 'none', { who: `${name}|松泉社区` }, people > 2 ? '一年为三个不同的人代理' : '只有两个人'))
  }
  citizen('郎三多', 3)
  citizen('郎二喜', 2)
  const [both, third] = [worker('施两全'), worker('施单清')]
  const [one, other] = [next(), next()]
  agent(one, both, party().name, '原告', '2026-04-02')
  agent(one, both, party().name, '被告', '2026-04-02')
  agent(other, third, party().name, '原告', '2026-04-03')
  agent(other, third, party().name, '第三人', '2026-04-03')
  planted.push(it('R5', 'clue', { who: both.licence }, '同一案件代理双方'), it('R5', 'none', { who: third.licence }, '原告与第三人'))
  const SECOND = '云岑清源律师事务所'
  const [mixed, moved] = [worker('汪两头'), worker('汪一路')]
  for (const [who, on, org] of [
    [mixed, '2026-01-12', mixed.org],
    [mixed, '2026-02-12', SECOND],
    [mixed, '2026-03-12', mixed.org],
    [moved, '2026-01-13', moved.org],
    [moved, '2026-03-13', SECOND],
  ] as const)
    agent(next(), { ...who, org }, party().name, '原告', on)
  planted.push(
    it('R6', 'clue', { person: mixed.licence }, '两个机构名义的案件交错'),
    it('R6', 'none', { person: moved.licence }, '先后转所'),
  )
  return { planted, roster }
}

/** Loans that were sued for with the debtor's consent. */
function sham(party: () => Person, suit: (it: Suit) => void, agent: Appear): PlantedClue[] {
  const it = expecting('false-litigation')
  const text = '被告对原告主张的事实均无异议，借款以现金当场交付。'
  const loan = (n: number, lender: Person, debtor: Person): string => {
    const no = `（2026）${CODE}民初${401 + n}号`
    const terms = { no, cause: '民间借贷纠纷', plaintiff: lender, defendant: debtor, amount: 260_000, judge: JUDGES[1], text }
    suit({ ...terms, filed: '2026-04-07', closed: '2026-04-14', how: '调解' })
    return no
  }
  const [lender, honest] = [party(), party()]
  const [debtor, other] = [party(), party()]
  const no = loan(0, lender, debtor)
  const broker = { name: '陈中人', id: '', licence: '', kind: '公民', org: '云屏社区' }
  agent(no, broker, lender.name, '原告', '2026-04-07')
  agent(no, broker, debtor.name, '被告', '2026-04-07')
  loan(1, honest, other)
  return [
    it('R1', 'clue', { plaintiff_key: lender.number }, '七日调解、全盘自认、现金交付、双方同一代理人'),
    it('R1', 'none', { plaintiff_key: honest.number }, '没有同一代理人，五十分'),
    expecting('legal-service-worker-agency')('R5', 'clue', { who: `${broker.name}|${broker.org}` }, '同一案件代理双方'),
  ]
}
