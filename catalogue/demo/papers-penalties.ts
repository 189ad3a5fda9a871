import { city, harbour, land, market, transport } from './agencies.ts'
import { plusDays } from './days.ts'
import type { District, Numbered } from './district.ts'
import { type Cell, columns, type Paper, type Row } from './files.ts'
import { amounts, capitals, days, documentNumbers, fullWidth, spaced, tenThousands } from './habits.ts'
import { misspelt } from './identity.ts'
import { type Random, random } from './random.ts'

/** The decisions, as five agencies hand them over: each in its own form, under its own headings, with its own habits. */
export function penaltyPapers(district: District): Paper[] {
  const of = (agency: Numbered['agency']): Numbered[] => district.penalties.filter((it) => it.agency === agency && it.decided !== null)
  return [transportBook(of(transport)), publicity(of(market)), landList(of(land)), cityList(of(city)), harbourList(of(harbour))]
}

const settled = (it: Numbered): boolean => it.ordinary && it.performed === 2
/** One slip a case: who is misspelt here keeps the decision's number on the receipt. */
const mistaken = (it: Numbered): boolean => settled(it) && Number(it.caseId.at(-1)) % 2 === 1
const isPerson = (it: Numbered): boolean => it.party.kind === '自然人'
const kindOf = (it: Numbered): string => (it.order ? '其他' : '罚款')
const headOf = (it: Numbered): string | null => (it.party.kind === '自然人' ? null : it.party.head.name)

const content = (it: Numbered, r: Random): string =>
  it.order ?? r.pick([`罚款${it.fine}元`, `罚款人民币${it.fine}元整`, `处以罚款${it.fine}元的行政处罚`, `罚款${capitals(it.fine)}`])

/** What was found, now and then with the person's number inside the sentence. */
const fact = (it: Numbered, r: Random): string => {
  if (it.fact) return it.fact
  const who = isPerson(it) && r.chance(15) ? `${it.party.name}（身份证号码${it.party.number}）` : it.party.name
  return `${days.chinese(it.acted)}，${who}${it.offence.what}，${r.pick(['被执法人员当场查获', '经群众举报查实', '在日常检查中发现'])}。`
}

/** Rows that repeat others, and rows whose number or code is missing. */
function withSpoilt(rows: readonly Row[], r: Random, repeated: number, spoilt: readonly number[], count: number): Row[] {
  const again = Array.from({ length: repeated }, () => r.pick(rows))
  const missing = Array.from({ length: count }, () => r.pick(rows).map((cell, i): Cell => (spoilt.includes(i) ? null : cell)))
  return [...rows, ...again, ...missing]
}

/** A workbook with a sheet a year, a merged title, totals and a signature. */
function transportBook(all: readonly Numbered[]): Paper {
  const r = random('transport book')
  const header = columns(`
    序号 案件编号 行政处罚决定书文号 行政相对人名称 行政相对人类别 统一社会信用代码 证件类型
    证件号码 法定代表人 违法行为类型 违法事实 处罚依据 处罚类别 处罚内容 罚款金额（元）
    处罚决定日期 处罚机关 处罚机关统一社会信用代码 记录状态 备注`)
  const row = (it: Numbered, i: number): Row => [
    i + 1,
    it.caseId,
    it.number,
    isPerson(it) && r.chance(6) ? spaced(it.party.name) : it.party.name,
    it.party.kind,
    isPerson(it) ? null : mistaken(it) && r.chance(1) ? misspelt(it.party.number) : it.party.number,
    isPerson(it) ? '身份证' : null,
    isPerson(it) ? (mistaken(it) && r.chance(1) ? misspelt(it.party.number) : r.chance(4) ? `'${it.party.number}` : it.party.number) : null,
    headOf(it),
    it.offence.what,
    fact(it, r),
    it.basis,
    kindOf(it),
    content(it, r),
    r.chance(70) ? it.fine : r.chance(8) ? capitals(it.fine) : r.pick(amounts)(it.fine),
    settled(it) && r.int(1, 500) === 1
      ? '2025年11月31日'
      : r.chance(60)
        ? { day: it.decided! }
        : r.pick([days.chinese, days.dot, days.iso, days.slash])(it.decided!),
    it.agency.name,
    it.agency.code,
    it.status,
    r.chance(4) ? r.pick(['已归档', '无', '—']) : null,
  ]
  const years = ['2024', '2025', '2026']
  return {
    name: '02_交通运输局_行政处罚决定台账.xlsx',
    provider: transport.name,
    datasets: ['penalty_decision'],
    sheets: years.map((year) => {
      const own = all.filter((it) => it.decided!.startsWith(year))
      const total = own.reduce((sum, it) => sum + it.fine, 0)
      return {
        name: `${year}年`,
        title: `云岑县交通运输局${year}年行政处罚决定台账`,
        header,
        rows: withSpoilt(own.map(row), r, 2, [2], 1),
        foot: [['合计', ...Array<Cell>(13).fill(null), total], ['注：本表由执法大队内勤填报，罚款金额以决定书为准。']],
      }
    }),
  }
}

/** The national publicity form, in GBK, fines in units of ten thousand yuan. */
function publicity(all: readonly Numbered[]): Paper {
  const r = random('publicity')
  const header = columns(`
    CF_XDR_MC CF_XDR_LB CF_XDR_SHXYM CF_XDR_GSZC
    CF_XDR_ZZJG CF_XDR_SWDJ CF_FRDB CF_XDR_ZJLX
    CF_XDR_ZJHM CF_WSH CF_WFXW CF_SY CF_YJ CF_CFLB
    CF_NR CF_NR_FK CF_NR_WFFF CF_NR_ZKDX CF_JDRQ
    CF_YXQ CF_GSJZQ CF_CFJG CF_CFJGDM CF_SJLY
    CF_SJLYDM CF_ZT BZ`)
  const row = (it: Numbered): Row => {
    const wrong = mistaken(it) && r.chance(1)
    return [
      it.party.name,
      it.party.kind,
      isPerson(it) ? '' : wrong ? misspelt(it.party.number) : it.party.number,
      '',
      isPerson(it) ? '' : it.party.number.slice(8, 17),
      '',
      headOf(it) ?? '',
      isPerson(it) ? '身份证' : '',
      isPerson(it) ? `${it.party.number}\t` : '',
      r.chance(20) ? r.pick(documentNumbers)(it.number) : it.number,
      it.offence.what,
      fact(it, r),
      it.basis,
      kindOf(it),
      it.order ?? `罚款${it.fine}元`,
      tenThousands(it.fine),
      '',
      r.pick(['', '', '无', '—']),
      days.slash(it.decided!),
      r.chance(70) ? '2099/12/31' : '长期',
      days.slash(plusDays(it.decided!, 365)),
      it.agency.name,
      it.agency.code,
      it.agency.name,
      it.agency.code,
      it.status,
      '',
    ]
  }
  return {
    name: '04_市场监督管理局_双公示行政处罚.csv',
    provider: market.name,
    datasets: ['penalty_decision'],
    encoding: 'gbk',
    sheets: [{ name: '', header, rows: withSpoilt(all.map(row), r, 4, [9], 3) }],
  }
}

/** Own headings, one column for both kinds of numbers' holders left apart, days in several habits. */
function landList(all: readonly Numbered[]): Paper {
  const r = random('land list')
  const header = columns(`
    决定书文号 当事人 当事人类型 身份证号 统一社会信用代码 案由 主要违法事实 法律依据
    处罚种类 处罚结果 罚款数额 处罚日期 处罚机关 机关代码`)
  const row = (it: Numbered): Row => [
    r.pick(documentNumbers)(it.number),
    isPerson(it) && r.chance(15) ? spaced(it.party.name) : it.party.name,
    it.party.kind === '自然人' ? '个人' : it.party.kind === '个体工商户' ? '个体户' : '单位',
    isPerson(it) ? (r.chance(10) ? fullWidth(it.party.number) : `'${it.party.number}`) : '无',
    isPerson(it) ? '—' : it.party.number,
    it.offence.what,
    fact(it, r),
    it.basis,
    kindOf(it),
    content(it, r),
    r.pick(amounts)(it.fine),
    r.pick([days.chinese, days.han, days.dot, days.compact, days.iso, days.time])(it.decided!),
    it.agency.name,
    it.agency.code,
  ]
  return {
    name: '06_自然资源局_行政处罚决定.csv',
    provider: land.name,
    datasets: ['penalty_decision'],
    encoding: 'utf8-bom',
    sheets: [
      {
        name: '',
        title: '云岑县自然资源局行政处罚决定一览表',
        header,
        rows: withSpoilt(all.map(row), r, 2, [0], 1),
        foot: [['合计', ...Array<Cell>(9).fill(null), all.reduce((sum, it) => sum + it.fine, 0), null, null, null]],
      },
    ],
  }
}

function cityList(all: readonly Numbered[]): Paper {
  const r = random('city list')
  const header = columns(`
    处罚决定书文号 案件编号 被处罚人 相对人类型 证件号 信用代码 法人代表 违法行为 简要案情
    依据 处罚方式 处罚决定内容 处罚金额 决定日期 执法单位 执法单位代码`)
  const row = (it: Numbered): Row => [
    r.chance(50) ? documentNumbers[5]!(it.number) : it.number,
    it.caseId,
    it.party.name,
    it.party.kind === '自然人' ? '公民' : it.party.kind === '个体工商户' ? '个体' : '法人或其他组织',
    isPerson(it) ? (r.chance(20) ? it.party.number.toLowerCase() : it.party.number) : '',
    isPerson(it) ? '' : r.chance(10) ? fullWidth(it.party.number) : it.party.number,
    headOf(it) ?? '/',
    it.offence.what,
    fact(it, r),
    it.basis,
    r.pick(['罚款', '行政罚款']),
    content(it, r),
    r.pick(amounts)(it.fine),
    r.pick([days.iso, days.slash, days.chinese])(it.decided!),
    it.agency.name,
    it.agency.code,
  ]
  return {
    name: '08_综合行政执法局_处罚台账.csv',
    provider: city.name,
    datasets: ['penalty_decision'],
    encoding: 'utf8-bom',
    sheets: [{ name: '', header, rows: withSpoilt(all.map(row), r, 3, [0, 1], 1) }],
  }
}

function harbourList(all: readonly Numbered[]): Paper {
  const r = random('harbour list')
  const header = columns(`
    案件编号 行政处罚决定书文号 行政相对人名称 行政相对人类别 统一社会信用代码 证件类型 证件号码 违法行为类型
    违法事实 处罚依据 处罚类别 处罚内容 罚款金额（元） 处罚决定日期 处罚机关
    处罚机关统一社会信用代码 记录状态`)
  return {
    name: '22_地方海事处_行政处罚决定.csv',
    provider: harbour.name,
    datasets: ['penalty_decision'],
    encoding: 'utf8',
    sheets: [
      {
        name: '',
        header,
        rows: all.map((it) => [
          it.caseId,
          it.number,
          it.party.name,
          it.party.kind,
          isPerson(it) ? '' : it.party.number,
          isPerson(it) ? '身份证' : '',
          isPerson(it) ? it.party.number : '',
          it.offence.what,
          fact(it, r),
          it.basis,
          kindOf(it),
          content(it, r),
          it.fine,
          it.decided,
          it.agency.name,
          it.agency.code,
          it.status,
        ]),
      },
    ],
  }
}
