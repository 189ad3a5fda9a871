import { type Agency, city, harbour, land, market, transport } from './agencies.ts'
import { plusDays } from './days.ts'
import type { District, Numbered } from './district.ts'
import { type Cell, columns, type Paper, type Row } from './files.ts'
import { days, documentNumbers } from './habits.ts'
import { officersOf } from './officers.ts'
import { type Random, random } from './random.ts'

/** The course of each case, as the agencies' case systems export it. */
export function processPapers(district: District): Paper[] {
  const of = (agency: Agency): Numbered[] => district.penalties.filter((it) => it.agency === agency)
  return [
    { ...paper('03_交通运输局_办案过程.xlsx', transport, of(transport), inWords), sheets: [book(of(transport))] },
    { ...paper('05_市场监督管理局_办案过程.csv', market, of(market), inCodes), encoding: 'gbk' },
    { ...paper('07_自然资源局_办案过程.csv', land, of(land), inOtherWords), encoding: 'utf8-bom' },
    { ...paper('09_综合行政执法局_办案过程.csv', city, of(city), inWords), encoding: 'utf8' },
    { ...paper('23_地方海事处_办案过程.csv', harbour, of(harbour), inWords), encoding: 'utf8' },
  ]
}

const inWords = ['未履行', '部分履行', '已履行', '不需履行']
const inCodes = ['0', '1', '2', '3']
const inOtherWords = ['未缴纳', '部分缴纳', '履行完毕', '无需履行']

const HEADER = columns(`
    案件编号 处罚决定书文号 办案机关代码 案件来源 违法行为终了日期 发现日期 立案日期
    批准延长天数 扣除天数 处罚告知书送达日期 是否告知听证权 是否申请听证 听证日期 是否集体讨论
    是否法制审核 执法人员1 执法证号1 执法人员2 执法证号2 决定日期 处罚决定书送达日期
    送达方式 缴款期限 是否告知起诉期限 催告书送达日期 向法院申请强制执行日期 履行状态
    履行完毕日期 结案日期`)

type WriteDay = (iso: string | null) => Cell

function rowOf(it: Numbered, r: Random, status: readonly string[], number: (no: string) => string, day: WriteDay): Row {
  const heavy = it.fine >= 10_000
  const squad = officersOf(it.agency)
  const first = r.int(0, squad.length - 1)
  const second = squad[(first + r.int(1, squad.length - 1)) % squad.length]!
  const [name, badge] = it.second ?? [second.name, second.badge]
  const { told = heavy, requested = it.heard !== null, discussed = heavy, reviewed = heavy } = it.hearing
  const yes = (so: boolean): string => (so ? '是' : '否')
  const spoilt = it.ordinary && it.performed === 2 && r.int(1, 400) === 1
  return [
    it.caseId,
    it.number && number(it.number),
    it.agency.code,
    r.pick(['检查', '检查', '举报', '移送', '12345']),
    day(it.acted),
    spoilt ? '2025-02-30' : day(it.found),
    day(it.filed),
    it.extension,
    it.excluded,
    day(it.noticed),
    yes(told),
    yes(requested),
    day(it.heard),
    yes(discussed),
    yes(reviewed),
    squad[first]!.name,
    squad[first]!.badge,
    name,
    badge,
    day(it.decided),
    day(it.served),
    it.served ? it.method : null,
    it.served ? day(plusDays(it.served, 15)) : null,
    it.told ? '是' : '否',
    day(it.reminded),
    day(it.applied),
    status[it.performed]!,
    day(it.performedOn),
    day(it.closed),
  ]
}

const empty = (r: Random): Cell => r.pick<Cell>([null, null, null, '', '无', '—'])

function paper(name: string, agency: Agency, all: readonly Numbered[], status: readonly string[]): Paper {
  const r = random(name)
  const rows = all.map((it) =>
    rowOf(it, r, status, r.chance(25) ? r.pick(documentNumbers) : (no) => no, (iso) => (iso === null ? empty(r) : days.iso(iso))),
  )
  // One export was appended to the other: some rows twice, the header again, a row without its number.
  const again = [HEADER, ...rows.slice(-3), rows[0]!.map((cell, i) => (i === 0 ? null : cell))]
  return { name, provider: agency.name, datasets: ['penalty_process'], sheets: [{ name: '', header: HEADER, rows: [...rows, ...again] }] }
}

/** The bureau keeps its own by hand: days as days, as text and as bare numbers. */
function book(all: readonly Numbered[]) {
  const r = random('process book')
  const day: WriteDay = (iso) => {
    if (iso === null) return r.chance(8) ? r.pick(['无', '—']) : null
    const choice = r.int(1, 100)
    if (choice <= 70) return { day: iso }
    return choice <= 74 ? days.serial(iso) : r.pick([days.iso, days.chinese, days.dot, days.slash])(iso)
  }
  return {
    name: '办案过程',
    title: '云岑县交通运输局行政处罚办案过程登记表（2024年1月—2026年10月）',
    header: HEADER,
    rows: all.map((it) => rowOf(it, r, inWords, r.chance(20) ? r.pick(documentNumbers) : (no) => no, day)),
    foot: [['填表人：窦岚生', ...Array<Cell>(27).fill(null), '审核人：柏穗青']],
  }
}
