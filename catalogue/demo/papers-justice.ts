import { court, market, police, transport } from './agencies.ts'
import { AS_OF, parts, plusDays } from './days.ts'
import type { Numbered } from './district.ts'
import { type Cell, columns, type Row } from './files.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** What police, procuratorate, court and prisons tell each other of people, and what follows from it for their wages, pensions and posts. */
interface Judged {
  readonly who: Person
  readonly charge: string
  readonly kind: string
  readonly months: number
  readonly from: string
  readonly effective: string
  readonly probation?: number
  readonly intentional?: boolean
}

const day = (iso: string | null | undefined): Cell => (iso ? { day: iso } : null)
const key = (who: { readonly number: string }) => ({ party_key: who.number })

export function justiceShare({ district, person }: Ground): Share {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const someone = (): Person => person('1972-01-01', 9_500)
  const judgments: Row[] = []
  const cases: Row[] = []
  const measures: Row[] = []
  const prison: Row[] = []
  const correction: Row[] = []
  const police_cases: Row[] = []
  const documents: Row[] = []

  const judged = (it: Judged): void => {
    judgments.push([
      `（${parts(it.effective).year}）${court.court}刑初${judgments.length + 1}号`,
      it.who.name,
      it.who.number,
      it.charge,
      it.kind,
      it.months > 6 ? '有期徒刑' : '拘役',
      it.months,
      it.probation ? '是' : '否',
      it.probation ?? null,
      '否',
      it.intentional === false ? '否' : '是',
      day(it.effective),
      day(it.probation ? null : it.from),
      day(it.probation ? null : plusDays(it.from, Math.round(it.months * 30.4))),
    ])
  }
  const held = (who: Person, kind: string, from: string, to: string | null, how: string): void => {
    measures.push([
      `QZ${String(measures.length + 1).padStart(4, '0')}`,
      `A529999${parts(from).year}${400 + measures.length}`,
      who.number,
      who.name,
      kind,
      day(from),
      day(to),
      how,
    ])
  }
  const document = (
    no: string,
    kind: string,
    caseNo: string,
    to: string,
    party: string,
    issued: string,
    due: string,
    replied: string | null,
    verified: string | null,
  ): void => {
    documents.push([
      no,
      kind,
      caseNo,
      to,
      party,
      day(issued),
      day(plusDays(issued, 2)),
      day(due),
      day(replied),
      replied ? '采纳' : null,
      day(verified),
    ])
  }

  // ---- wages of public employees -------------------------------------------------------------------------------------------
  const wages = expecting('payroll-convicted-public-employee')
  const staff: Row[] = []
  const payroll: Row[] = []
  const employed = (
    who: Person,
    kind: string,
    state: string,
    sanction: string,
    months: readonly string[],
    base: number,
    gross: number,
  ): void => {
    staff.push([
      who.number,
      who.name,
      transport.name,
      kind,
      state,
      sanction === '开除' ? '2026-04-20' : '',
      sanction,
      sanction === '开除' ? '2026-04-20' : '',
    ])
    for (const month of months)
      payroll.push([who.number, who.name, transport.name, month, base, Math.max(gross - base, 0), gross, Math.round(gross * 0.86), '正常'])
  }
  const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']
  for (let i = 0; i < 16; i++) employed(someone(), i % 3 === 0 ? '公务员' : '事业', '在职', '无', MONTHS, 2_600 + 40 * i, 5_200 + 60 * i)
  const [thief, gone, jailed, fed, old, careless] = [someone(), someone(), someone(), someone(), someone(), someone()]
  judged({ who: thief, charge: '诈骗罪', kind: '侵犯财产', months: 40, from: '2025-10-09', effective: '2025-12-10' })
  employed(thief, '事业', '在职', '无', MONTHS.slice(0, 5), 2_800, 5_400)
  tell(wages('R2', 'clue', key(thief), '判决生效次月起又发五个月'), wages('R3', 'clue', key(thief), '判刑十个月没有开除'))
  judged({ who: gone, charge: '诈骗罪', kind: '侵犯财产', months: 38, from: '2026-01-08', effective: '2026-03-12' })
  employed(gone, '事业', '开除', '开除', MONTHS.slice(0, 3), 2_800, 5_400)
  tell(wages('R2', 'none', key(gone), '判决生效当月止发'), wages('R3', 'none', key(gone), '已经开除'))
  held(jailed, '逮捕', '2026-02-10', null, '未解除')
  employed(jailed, '公务员', '停职', '无', MONTHS.slice(0, 7), 3_000, 5_800)
  tell(wages('R1', 'clue', key(jailed), '逮捕以后照发工资'))
  held(fed, '逮捕', '2026-02-12', null, '未解除')
  employed(fed, '公务员', '停职', '无', MONTHS.slice(1, 7), 3_000, 2_250)
  tell(wages('R1', 'none', key(fed), '只发基本工资百分之七十五的生活费'))
  judged({ who: old, charge: '故意伤害罪', kind: '暴力', months: 24, from: '2025-11-03', effective: '2026-01-15' })
  employed(old, '离退休', '退休', '无', MONTHS.slice(0, 6), 2_400, 4_100)
  tell(wages('R4', 'clue', key(old), '退休人员判刑后仍有发放'))
  judged({
    who: careless,
    charge: '交通肇事罪',
    kind: '交通肇事',
    months: 12,
    from: '2025-11-03',
    effective: '2026-01-15',
    intentional: false,
  })
  employed(careless, '离退休', '退休', '无', MONTHS.slice(0, 6), 2_400, 4_100)
  tell(wages('R4', 'none', key(careless), '过失犯罪三年以下'))

  // ---- pensions ------------------------------------------------------------------------------------------------------------
  const pension = expecting('pension-while-serving')
  const of = (role: string): Person => district.pensioners.find((it) => it.role === role)!.person
  const inPrison = (who: Person, from: string, to: string | null, how: string | null): void => {
    prison.push([who.number, who.name, '云岑监狱', '监狱', day(from), day(to), how])
  }
  inPrison(of('paid in prison'), '2026-01-05', null, null)
  tell(pension('R1', 'clue', key(of('paid in prison')), '服刑期间照领养老金'))
  inPrison(of('stopped in prison'), '2026-01-05', null, null)
  tell(pension('R1', 'none', key(of('stopped in prison')), '收监次月起停发'))
  const corrected = (who: Person, from: string, to: string): void => {
    correction.push([who.number, who.name, '缓刑', '危险驾驶罪', day(from), day(to), to <= AS_OF ? '期满' : null])
  }
  corrected(of('raised in correction'), '2026-02-02', '2027-02-01')
  tell(pension('R2', 'clue', key(of('raised in correction')), '缓刑期间参加了七月的调整'))
  corrected(of('raised after correction'), '2025-05-06', '2026-05-05')
  tell(pension('R2', 'none', key(of('raised after correction')), '调整时矫正已经期满'))
  held(of('paid in custody'), '逮捕', '2026-03-10', '2026-06-20', '变更取保')
  tell(pension('R3', 'clue', key(of('paid in custody')), '羁押的整月照领'))
  held(of('released'), '逮捕', '2026-03-10', '2026-06-20', '撤案')
  tell(pension('R3', 'none', key(of('released')), '已经撤案，应予补发'))
  inPrison(of('not restored'), '2025-07-03', '2026-03-16', '刑满')
  tell(pension('R4', 'clue', key(of('not restored')), '释放七个月没有恢复'))
  inPrison(of('soon restored'), '2025-07-03', '2026-09-16', '刑满')
  tell(pension('R4', 'none', key(of('soon restored')), '释放不满三个月'))

  // ---- not prosecuted, and then? ---------------------------------------------------------------------------------------------
  const linkage = expecting('reverse-linkage-not-penalised')
  const advice = expecting('procuratorial-recommendation-overdue')
  let file = 0
  const dropped = (
    who: Person,
    accepted: string,
    on: string,
    transferred: string | null,
    acted = plusDays(accepted, -80),
    charge = '伪造国家机关证件罪',
    result = '酌定不起诉',
  ): string => {
    file += 1
    const { year, month, dayOfMonth } = parts(acted)
    cases.push([
      `529999000001${parts(accepted).year}${String(file).padStart(4, '0')}`,
      1,
      who.name,
      who.number,
      `A529999000000${parts(accepted).year}${String(file).padStart(4, '0')}`,
      charge,
      day(accepted),
      '不适用',
      result,
      day(on),
      `云岑检刑不诉〔${parts(on).year}〕${file}号`,
      '是',
      day(transferred),
      `${year}年${month}月${dayOfMonth}日，被不起诉人${who.name}在云岑县实施上述行为，情节轻微。`,
    ])
    return `云岑检刑不诉〔${parts(on).year}〕${file}号`
  }
  const opinion = (n: number) => `云岑检意〔2026〕${900 + n}号`
  const [unmoved, moved, idle, fresh, spared, silent, awaited, soon, later] = Array.from({ length: 9 }, someone) as unknown as readonly [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
  dropped(unmoved, '2026-03-16', '2026-05-11', null)
  tell(linkage('R1', 'clue', key(unmoved), '不起诉后没有移送行政检察部门'))
  document(
    opinion(1),
    '检察意见',
    dropped(moved, '2026-06-15', '2026-08-10', '2026-08-12'),
    market.name,
    moved.number,
    '2026-09-24',
    '2026-11-26',
    null,
    null,
  )
  tell(
    linkage('R1', 'none', key(moved), '第二个工作日移送'),
    linkage('R4', 'none', key(moved), '回复期限未满'),
    linkage('R3', 'none', key(moved), '期限未满'),
  )
  dropped(idle, '2026-03-17', '2026-06-04', '2026-06-08')
  tell(linkage('R2', 'clue', key(idle), '移送四个月没有审查结果'))
  dropped(fresh, '2026-08-17', '2026-10-16', '2026-10-20')
  tell(linkage('R2', 'none', key(fresh), '十个工作日未满'))
  document(
    opinion(2),
    '检察意见',
    dropped(spared, '2026-02-09', '2026-04-20', '2026-04-22'),
    market.name,
    spared.number,
    '2026-05-07',
    '2026-07-09',
    '2026-07-01',
    '2026-08-12',
  )
  tell(linkage('R3', 'clue', key(spared), '回复采纳而没有处罚'))
  document(
    opinion(3),
    '检察意见',
    dropped(silent, '2026-02-10', '2026-04-21', '2026-04-23'),
    market.name,
    silent.number,
    '2026-05-08',
    '2026-07-10',
    null,
    null,
  )
  tell(
    linkage('R4', 'clue', key(silent), '期满三个多月没有回复'),
    linkage('R3', 'clue', key(silent), '也没有处罚'),
    advice('R1', 'clue', { doc_no: opinion(3) }, '检察意见期满没有回复'),
  )
  document(
    opinion(4),
    '检察意见',
    dropped(awaited, '2026-06-16', '2026-08-11', '2026-08-13'),
    market.name,
    awaited.number,
    '2026-09-25',
    '2026-11-27',
    null,
    null,
  )
  document(
    opinion(5),
    '检察意见',
    dropped(soon, '2026-06-17', '2026-08-12', '2026-08-14', '2024-11-27'),
    market.name,
    soon.number,
    '2026-09-28',
    '2026-11-30',
    null,
    null,
  )
  tell(linkage('R6', 'clue', key(soon), '处罚时效2026-11-27届满'))
  document(
    opinion(6),
    '检察意见',
    dropped(later, '2026-06-18', '2026-08-13', '2026-08-17', '2025-02-20'),
    market.name,
    later.number,
    '2026-09-28',
    '2026-11-30',
    null,
    null,
  )
  tell(linkage('R6', 'none', key(later), '距时效届满还有近四个月'))

  // People whom the transport bureau fined after, or before, they were not prosecuted.
  const once = alone(district.penalties)
  const fined = (match: (it: Numbered) => boolean): Numbered => {
    const it = once.find((each) => match(each) && !used.has(each))!
    used.add(it)
    return it
  }
  const used = new Set<Numbered>()
  const after = (it: Numbered, n: number): void => {
    const who = it.party as Person
    const on = plusDays(it.decided!, -40)
    document(
      opinion(n),
      '检察意见',
      dropped(who, plusDays(on, -60), on, plusDays(on, 1), plusDays(it.decided!, -130)),
      transport.name,
      who.number,
      plusDays(on, 10),
      plusDays(on, 75),
      plusDays(on, 50),
      plusDays(on, 70),
    )
  }
  const unpaid = fined((it) => it.performed === 0 && it.decided! > '2026-05-10' && it.decided! < '2026-08-10' && it.served !== null)
  after(unpaid, 7)
  tell(linkage('R5', 'clue', key(unpaid.party), '不起诉后所处罚款没有缴'))
  const settled = fined((it) => it.performed === 2 && it.decided! > '2026-05-10' && it.decided! < '2026-08-10')
  after(settled, 8)
  tell(linkage('R5', 'none', key(settled.party), '罚款已缴'), linkage('R3', 'none', key(settled.party), '被建议单位已经处罚'))
  const before = fined((it) => it.performed === 2 && it.decided! > '2026-01-10' && it.decided! < '2026-02-10')
  dropped(before.party as Person, '2026-03-19', '2026-05-14', '2026-05-15')
  tell(linkage('R7', 'clue', key(before.party), '不起诉前两个月已受处罚，请核对'))
  const long = fined((it) => it.performed === 2 && it.decided! > '2024-11-10' && it.decided! < '2025-02-10')
  document(
    opinion(9),
    '检察意见',
    dropped(long.party as Person, '2026-06-22', '2026-08-14', '2026-08-18'),
    transport.name,
    long.party.number,
    '2026-09-28',
    '2026-11-30',
    null,
    null,
  )
  tell(linkage('R7', 'none', key(long.party), '处罚在受理一年以前'))

  // ---- a firm accused --------------------------------------------------------------------------------------------------------
  const evading = expecting('malicious-deregistration')
  const accused = (at: number, accepted: string, result: string, on: string | null): void => {
    const firm = district.accused[at]!
    file += 1
    cases.push([
      `529999000001${parts(accepted).year}${String(file).padStart(4, '0')}`,
      1,
      firm.name,
      firm.number,
      '',
      '虚开发票罪',
      day(accepted),
      '不适用',
      result,
      day(on),
      '',
      '',
      null,
      `${firm.name}虚开发票。`,
    ])
  }
  accused(0, '2026-03-05', '起诉', '2026-04-30')
  tell(evading('R4', 'clue', { usc_code: district.accused[0]!.number }, '起诉后判决前注销'))
  accused(1, '2025-09-04', '退回撤案', '2025-11-20')
  tell(evading('R4', 'none', { usc_code: district.accused[1]!.number }, '退回撤案以后才注销'))

  // ---- filing supervised -----------------------------------------------------------------------------------------------------
  const stalled = expecting('filing-supervision-stalled')
  const squad = '云岑县公安局经侦大队'
  const filing = (no: string, on: string, source: string, result: string, closed: string | null): void => {
    const who = someone()
    police_cases.push([no, squad, '合同诈骗罪', source, day(on), who.number, who.name, result, day(closed)])
  }
  const A = (n: number): string => `A5299990000002026${String(5_000 + n)}`
  const order = (n: number, kind: string, caseNo: string, issued: string, days: number, replied: string | null): string => {
    const no = `云岑检刑${kind === '通知立案' ? '通立' : kind === '催办函' ? '催' : '不立'}〔2026〕${n}号`
    document(no, kind, caseNo, police.name, '', issued, plusDays(issued, 2 + days), replied, replied && plusDays(replied, 30))
    return no
  }
  filing(A(1), '2026-07-10', '通知立案', '移送审查起诉', '2026-09-18')
  tell(stalled('R1', 'clue', { doc_no: order(1, '通知立案', A(1), '2026-06-10', 15, '2026-07-10') }, '送达二十八日才立案'))
  filing(A(2), '2026-06-29', '通知立案', '移送审查起诉', '2026-09-18')
  tell(stalled('R1', 'none', { doc_no: order(2, '通知立案', A(2), '2026-06-12', 15, '2026-06-29') }, '第十五日立案'))
  filing(A(3), '2026-03-02', '通知立案', '未结', null)
  tell(stalled('R2', 'clue', { police_case_no: A(3) }, '立案七个多月未侦结'), stalled('R4', 'none', { police_case_no: A(3) }, '没有催办'))
  filing(A(4), '2026-07-31', '通知立案', '未结', null)
  tell(stalled('R2', 'none', { police_case_no: A(4) }, '三个月未满'))
  tell(stalled('R3', 'clue', { doc_no: order(5, '要求说明不立案理由', A(5), '2026-05-11', 7, '2026-05-26') }, '送达十三日才说明'))
  tell(stalled('R3', 'none', { doc_no: order(6, '要求说明不立案理由', A(6), '2026-05-11', 7, '2026-05-20') }, '第七日说明'))
  filing(A(7), '2026-02-09', '通知立案', '未结', null)
  order(7, '催办函', A(7), '2026-06-08', 15, '2026-06-18')
  order(8, '催办函', A(7), '2026-07-27', 15, '2026-08-06')
  tell(
    stalled('R4', 'clue', { police_case_no: A(7) }, '两次催办后又过两个多月'),
    stalled('R2', 'clue', { police_case_no: A(7) }, '立案八个月未侦结'),
  )

  // ---- posts in firms ----------------------------------------------------------------------------------------------------------
  const posts = expecting('convicted-person-legal-rep')
  const listed = expecting('dishonest-person-in-office')
  const firms = district.register.filter(({ status, entity: it }) => status === '存续' && it.type === '公司').map(({ entity: it }) => it)
  const persons: Row[] = []
  const post = (n: number, who: Person, role: string, from: string, to: string | null): void => {
    persons.push([firms[n]!.number, who.name, who.number, role, '', from, to ?? ''])
  }
  for (let i = 0; i < 60; i++) post(40 + i, firms[40 + i]!.head, '法定代表人', firms[40 + i]!.established, null)
  const [taken, ended, stayed, resigned] = [someone(), someone(), someone(), someone()]
  const bribe = (who: Person, effective: string): void =>
    judged({ who, charge: '行贿罪', kind: '贪贿', months: 10, from: plusDays(effective, -60), effective })
  bribe(taken, '2024-06-12')
  post(3, taken, '董事', '2025-03-10', null)
  bribe(ended, '2018-05-16')
  post(4, ended, '经理', '2025-05-20', null)
  bribe(stayed, '2025-09-17')
  post(5, stayed, '法定代表人', '2021-04-01', null)
  bribe(resigned, '2025-09-18')
  post(6, resigned, '监事', '2021-04-01', '2025-10-15')
  tell(
    posts('R1', 'clue', key(taken), '刑满不满五年即任董事'),
    posts('R1', 'none', key(ended), '刑满已过五年'),
    posts('R2', 'clue', key(stayed), '判刑后没有变更'),
    posts('R2', 'none', key(resigned), '判刑后已辞任'),
  )
  const [since, paidUp, meanwhile, left] = [someone(), someone(), someone(), someone()]
  const blacklist: Row[] = []
  const broke = (who: Person, on: string, done: string): void => {
    blacklist.push([
      who.name,
      who.number,
      '失信',
      `（${parts(on).year}）${court.court}执${700 + blacklist.length}号`,
      on,
      '',
      done === '全部履行' ? 0 : 86_000,
      done,
    ])
  }
  broke(since, '2025-04-09', '全部未履行')
  post(7, since, '董事', '2026-01-12', null)
  broke(paidUp, '2025-04-10', '全部履行')
  post(8, paidUp, '董事', '2026-01-13', null)
  broke(meanwhile, '2026-02-11', '部分履行')
  post(9, meanwhile, '法定代表人', '2020-06-01', null)
  broke(left, '2026-02-12', '全部未履行')
  post(10, left, '经理', '2020-06-01', '2026-03-31')
  tell(
    listed('R1', 'clue', key(since), '列入后任董事'),
    listed('R1', 'none', key(paidUp), '已全部履行'),
    listed('R2', 'clue', key(meanwhile), '在任时列入而没有变更'),
    listed('R2', 'none', key(left), '列入后已离任'),
  )

  const sheet = (name: string, header: string, rows: readonly Row[], title?: string) => ({
    name,
    header: columns(header),
    rows,
    ...(title ? { title } : {}),
  })
  return {
    planted,
    papers: [
      {
        name: '31_政法委_政法协同数据.xlsx',
        provider: '中共云岑县委政法委员会',
        datasets: [
          'criminal_case',
          'criminal_judgment',
          'coercive_measure',
          'prison_term',
          'community_correction',
          'police_case',
          'proc_document',
          'dishonest_list',
        ],
        sheets: [
          sheet(
            '检察案件',
            '部门受案号 嫌疑人序号 姓名 证件号码 公安案件编号 罪名 受理日期 审查逮捕结果 审查起诉结果 审查起诉结果日期 不起诉决定书文号 刑检意见：是否需行政处罚 移送行政检察日期 审查认定事实',
            cases,
            '审查起诉案件台账',
          ),
          sheet(
            '生效判决',
            '裁判文书案号 姓名 证件号码 罪名 罪名大类 主刑 刑期（月） 是否缓刑 缓刑考验期（月） 是否剥夺政治权利 是否故意犯罪 生效日期 刑期起 刑期止',
            judgments,
          ),
          sheet('强制措施', '编号 案件编号 证件号码 姓名 措施 决定日期 解除/变更日期 解除/变更方式', measures),
          sheet('收押', '证件号码 姓名 场所 类型 收押日期 释放/出所日期 出所原因', prison),
          sheet('社区矫正', '证件号码 姓名 矫正类别 罪名 矫正起 矫正止 解矫方式', correction),
          sheet('侦查案件', '案件编号 办案单位 涉嫌罪名 案件来源 立案日期 嫌疑人证件号 嫌疑人姓名 侦查结果 侦查终结日期', police_cases),
          sheet(
            '检察意见与立案监督',
            '文书文号 文书种类 案件编号 被建议单位 相关人员证件号 制发日期 送达日期 回复期限 回复日期 采纳情况 整改核验日期',
            documents,
          ),
          sheet('失信名单', '姓名/名称 证件号/代码 类型 执行案号 发布日期 屏蔽/删除日期 未履行金额（元） 履行情况', blacklist),
        ],
      },
      {
        name: '32_财政局_财政供养人员与工资.xlsx',
        provider: '云岑县财政局',
        datasets: ['public_employee', 'payroll'],
        sheets: [
          sheet('人员', '证件号码 姓名 单位 人员类别 状态 状态日期 处分 处分日期', staff, '财政供养人员名册'),
          sheet(
            '工资',
            '证件号码 姓名 单位 发放月份 基本工资（元） 津补贴（元） 应发合计（元） 实发（元） 发放性质',
            payroll,
            '2026年工资发放明细',
          ),
        ],
      },
      {
        name: '33_市场监督管理局_主体人员.csv',
        provider: market.name,
        datasets: ['entity_person'],
        encoding: 'gbk',
        sheets: [{ name: '', header: columns('统一社会信用代码 姓名 证件号码 职务 出资比例 任职起 任职止'), rows: persons }],
      },
    ],
  }
}

/** Ordinary penalties of the transport bureau whose party, a person, was punished once only. */
function alone(penalties: readonly Numbered[]): Numbered[] {
  const times = new Map<string, number>()
  for (const { party } of penalties) times.set(party.number, (times.get(party.number) ?? 0) + 1)
  return penalties.filter(
    (it) =>
      it.ordinary &&
      it.agency === transport &&
      it.decided !== null &&
      it.party.kind === '自然人' &&
      times.get(it.party.number) === 1 &&
      it.status === '有效' &&
      it.changes.length === 0,
  )
}
