import { type Agency, court } from './agencies.ts'
import { happened, parts, plusDays } from './days.ts'
import type { District, Numbered } from './district.ts'
import { type Cell, columns, type Paper, type Row } from './files.ts'
import { days, documentNumbers } from './habits.ts'
import { documentPapers } from './papers-documents.ts'
import { type Random, random } from './random.ts'

/** What the bureau of justice, the court and the procuratorate keep: agencies by whatever name, numbers in another dress. */
export const courtPapers = (district: District): Paper[] => [reviews(district), courtBook(district), ...documentPapers(district)]

const calledBy = (agency: Agency, r: Random): string => (agency.aliases.length > 0 && r.chance(60) ? r.pick(agency.aliases) : agency.name)

function reviews({ penalties }: District): Paper {
  const r = random('reviews')
  const all = penalties
    .flatMap((it) => it.reviews.map((review) => ({ it, review })))
    .sort((a, b) => (a.review.accepted < b.review.accepted ? -1 : 1))
  const serial = new Map<number, number>()
  return {
    name: '13_司法局_行政复议案件.xlsx',
    provider: '云岑县司法局',
    datasets: ['admin_review'],
    sheets: [
      {
        name: '复议案件',
        title: '云岑县人民政府行政复议案件登记',
        header: columns(`
    复议案号 申请人 申请人证件号 被申请人 被复议处罚决定书文号 受理日期 是否停止执行 复议结果
    决定日期 决定书送达日期`),
        rows: all.map(({ it, review }) => {
          const { year } = parts(review.accepted)
          serial.set(year, (serial.get(year) ?? 0) + 1)
          return [
            `云政复〔${year}〕${serial.get(year)}号`,
            it.party.name,
            it.party.number,
            calledBy(it.agency, r),
            r.pick(documentNumbers)(it.number),
            { day: review.accepted },
            '否',
            review.result === '未结' ? r.pick(['未结', '审理中']) : review.result,
            review.decided && { day: review.decided },
            review.served && days.chinese(review.served),
          ]
        }),
      },
    ],
  }
}

/** One workbook with two ledgers and a page of instructions. */
function courtBook({ penalties }: District): Paper {
  const r = random('court book')
  const applied = penalties
    .filter((it) => it.applications.length > 0)
    .sort((a, b) => (a.courtNumbers[0]! < b.courtNumbers[0]! ? -1 : 1))
    .sort((a, b) => (a.applications[0]!.on < b.applications[0]!.on ? -1 : a.applications[0]!.on > b.applications[0]!.on ? 1 : 0))
  const sued = penalties.flatMap((it) => it.suits.map((suit) => ({ it, suit }))).sort((a, b) => (a.suit.filed < b.suit.filed ? -1 : 1))
  const serial = new Map<number, number>()
  return {
    name: '14_人民法院_行政案件台账.xlsx',
    provider: court.name,
    datasets: ['nonlit_case', 'admin_litigation'],
    sheets: [
      {
        name: '行审案件',
        title: '云岑县人民法院非诉行政行为申请执行审查案件台账',
        header: columns(`
    案号 法院 申请执行人 申请机关代码 被执行人 被执行人证件号/代码 行政决定文号 收到申请日期
    受理日期 不予受理裁定日期 裁定日期 裁定结果 裁定送达日期 是否听取意见（30日情形）
    执行主体 申请标的（元） 其中加处罚款/滞纳金（元）`),
        rows: applied.map((it) => filing(it, r)),
        foot: [['合计', `${applied.length}件`]],
      },
      {
        name: '行政诉讼',
        header: columns(`
    案号 原告 原告证件号 被告 案由 被诉决定文号 立案日期 结案日期 裁判结果 生效日期
    负责人是否出庭`),
        rows: sued.map(({ it, suit }): Row => {
          const { year } = parts(suit.filed)
          serial.set(year, (serial.get(year) ?? 0) + 1)
          return [
            `（${year}）${court.court}行初${serial.get(year)}号`,
            it.party.name,
            it.party.number,
            calledBy(it.agency, r),
            '行政处罚',
            r.pick(documentNumbers)(it.number),
            { day: suit.filed },
            suit.closed && { day: suit.closed },
            suit.result || null,
            suit.closed && happened(plusDays(suit.closed, 16)) && { day: plusDays(suit.closed, 16) },
            r.pick(['是', '否']),
          ]
        }),
      },
      {
        name: '填表说明',
        header: ['说明'],
        rows: [['一、案号按收案年度和类型代字填写。'], ['二、文号照执行依据抄录。'], ['三、标的以元为单位。']],
      },
    ],
  }
}

/** The court writes numbers its own way: other brackets, blanks, now and then leading zeros. */
function filing(it: Numbered, r: Random): Row {
  const one = it.applications[0]!
  const written = it.courtNumbers[0]!
  const caseNo = r.chance(70)
    ? written
    : written
        .replace('（', '(')
        .replace('）', ')')
        .replace(/审(\d+)号/, (_, n: string) => `审${n.padStart(4, '0')}号`)
  const day = (iso: string | null): Cell => iso && (r.chance(75) ? { day: iso } : r.pick([days.chinese, days.iso])(iso))
  const surcharge = one.nameless || r.chance(55) ? 0 : it.fine
  return [
    caseNo,
    court.name,
    one.nameless ? it.agency.name : calledBy(it.agency, r),
    one.nameless || r.chance(40) ? it.agency.code : null,
    it.party.name,
    one.nameless || r.chance(90) ? it.party.number : null,
    one.nameless ? null : r.pick(documentNumbers.slice(2, 6))(it.number),
    day(one.on),
    day(one.accepted),
    day(one.refused),
    day(one.ruled),
    one.result || null,
    one.ruled && day(happened(plusDays(one.ruled, 3))),
    one.heard ? '是' : '否',
    one.result === '准予执行' ? '法院执行' : null,
    it.fine + surcharge,
    surcharge,
  ]
}
