import { court, market, transport } from './agencies.ts'
import { AS_OF, parts, plusDays } from './days.ts'
import { type Cell, columns, type Paper, type Row } from './files.ts'
import type { Ground } from './ground.ts'
import type { Person } from './people.ts'

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

/**
 * What police, procuratorate, court, prisons, the treasury and the register of firms write down of people: one hand for each line that
 * is written, and the papers that come of it.
 */
export function openLedgers({ district, person }: Ground) {
  const someone = (): Person => person('1972-01-01', 9_500)
  const judgments: Row[] = []
  const cases: Row[] = []
  const measures: Row[] = []
  const prison: Row[] = []
  const correction: Row[] = []
  const police_cases: Row[] = []
  const documents: Row[] = []
  const staff: Row[] = []
  const payroll: Row[] = []
  const persons: Row[] = []
  const blacklist: Row[] = []
  let file = 0
  const squad = '云岑县公安局经侦大队'
  const firms = district.register.filter(({ status, entity: it }) => status === '存续' && it.type === '公司').map(({ entity: it }) => it)

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
  const inPrison = (who: Person, from: string, to: string | null, how: string | null): void => {
    prison.push([who.number, who.name, '云岑监狱', '监狱', day(from), day(to), how])
  }
  const corrected = (who: Person, from: string, to: string): void => {
    correction.push([who.number, who.name, '缓刑', '危险驾驶罪', day(from), day(to), to <= AS_OF ? '期满' : null])
  }
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
  const accused = (firm: { readonly name: string; readonly number: string }, accepted: string, result: string, on: string | null): void => {
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
  const filing = (no: string, on: string, source: string, result: string, closed: string | null): void => {
    const who = someone()
    police_cases.push([no, squad, '合同诈骗罪', source, day(on), who.number, who.name, result, day(closed)])
  }
  const post = (n: number, who: Person, role: string, from: string, to: string | null): void => {
    persons.push([firms[n]!.number, who.name, who.number, role, '', from, to ?? ''])
  }
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

  const sheet = (name: string, header: string, rows: readonly Row[], title?: string) => ({
    name,
    header: columns(header),
    rows,
    ...(title ? { title } : {}),
  })
  const papers = (): readonly Paper[] => [
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
  ]
  return { firms, someone, judged, held, document, employed, inPrison, corrected, dropped, accused, filing, post, broke, papers }
}

export type Ledgers = ReturnType<typeof openLedgers>
