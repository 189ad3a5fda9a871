import { type Agency, agencies, city, land, market, transport } from './agencies.ts'
import { happened, parts, plusDays, plusMonths, weekday } from './days.ts'
import type { District } from './district.ts'
import { columns, type Paper, type Row } from './files.ts'
import { expecting } from './ground.ts'
import type { PlantedClue } from './planted.ts'
import { random } from './random.ts'

/** What the procuratorate advised, and how it was answered. */
interface Advice {
  readonly kind: string
  readonly no?: string
  readonly on: string
  readonly to: Agency
  readonly caseNo: string
  readonly party: string
  readonly due?: string
  readonly replied?: string | null
  readonly verified?: string | null
}

const it = expecting('procuratorial-recommendation-overdue')
const number = (year: number, serial: number): string => `云岑检建〔${year}〕${serial}号`

/** Days are written out: replies due two months after service, the look at what was done within sixty days. */
const advised = (on: string, to: Agency, more: Partial<Advice>): Advice => ({
  kind: '检察建议-类案',
  on,
  to,
  caseNo: '',
  party: '',
  ...more,
})
const treasurer = agencies.find(({ name }) => name.endsWith('财政局'))!
const told: readonly { readonly advice: Advice; readonly expect: readonly PlantedClue[] }[] = [
  {
    advice: advised('2026-06-08', city, { no: number(2026, 901), due: '2026-08-10', replied: null }),
    expect: [it('R1', 'clue', { doc_no: number(2026, 901) }, '期满两个多月没有回复')],
  },
  {
    advice: advised('2026-08-28', land, { no: number(2026, 902), due: '2026-10-30', replied: null }),
    expect: [
      it('R1', 'none', { doc_no: number(2026, 902) }, '恰在截至日届满'),
      it('R2', 'clue', { doc_no: number(2026, 902) }, '截至日当日届满'),
    ],
  },
  {
    advice: advised('2026-09-18', market, { no: number(2026, 903), due: '2026-11-20', replied: null }),
    expect: [it('R2', 'none', { doc_no: number(2026, 903) }, '还有二十一日')],
  },
  {
    advice: advised('2026-04-07', transport, { no: number(2026, 904), replied: '2026-06-01', verified: null }),
    expect: [it('R3', 'clue', { doc_no: number(2026, 904) }, '回复采纳五个月没有核验')],
  },
  {
    advice: advised('2026-07-02', treasurer, { no: number(2026, 905), replied: '2026-08-31', verified: null }),
    expect: [it('R3', 'none', { doc_no: number(2026, 905) }, '核验的第六十日恰是截至日')],
  },
  {
    advice: advised('2025-09-15', city, { kind: '社会治理检察建议', no: number(2025, 906) }),
    expect: [it('R4', 'clue', { target_org_key: city.name, doc_kind: '社会治理检察建议' }, '九个月内两份社会治理检察建议')],
  },
  { advice: advised('2026-06-10', city, { kind: '社会治理检察建议', no: number(2026, 907) }), expect: [] },
  {
    advice: advised('2025-02-10', land, { kind: '社会治理检察建议', no: number(2025, 908) }),
    expect: [it('R4', 'none', { target_org_key: land.name, doc_kind: '社会治理检察建议' }, '相隔一年以上')],
  },
  { advice: advised('2026-03-10', land, { kind: '社会治理检察建议', no: number(2026, 909) }), expect: [] },
]

export const plantedAdvice: readonly PlantedClue[] = told.flatMap(({ expect }) => expect)

/** One document of a kind for an office, so that nobody is told the same thing twice but where that is planted. */
export function documentPapers({ penalties }: District): Paper[] {
  const r = random('documents')
  const single = penalties.flatMap((penalty) =>
    penalty.recommendations.map(
      (on): Advice => ({ kind: '检察建议-个案', on, to: penalty.agency, caseNo: penalty.number, party: penalty.party.number }),
    ),
  )
  const offices = agencies.filter(({ type, name }) => type !== '法院' && type !== '检察院' && name !== transport.name)
  const others = offices.flatMap((to, i): Advice[] =>
    ['检察意见', '提示函', ...(i % 3 === 0 ? ['检察建议-个案'] : []), ...(i % 3 === 1 && i > 3 ? ['社会治理检察建议'] : [])].map((kind) =>
      advised(weekday(plusDays('2024-03-04', r.int(0, 850))), to, { kind }),
    ),
  )
  const serial = new Map<string, number>()
  const rows = [...single, ...others, ...told.map(({ advice }) => advice)]
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.kind < b.kind ? -1 : 1))
    .map((advice): Row => {
      const word = advice.kind === '检察意见' ? '云岑检意' : advice.kind === '提示函' ? '云岑检函' : '云岑检建'
      const head = `${word}〔${parts(advice.on).year}〕`
      if (!advice.no) serial.set(head, (serial.get(head) ?? 0) + 1)
      const served = weekday(plusDays(advice.on, 2))
      const usual = happened(weekday(plusDays(served, r.int(20, 55))))
      const replied = advice.replied === undefined ? usual : advice.replied
      const verified = advice.verified === undefined && replied ? happened(weekday(plusDays(replied, r.int(15, 50)))) : null
      return [
        advice.no ?? `${head}${serial.get(head)}号`,
        advice.kind,
        advice.caseNo,
        advice.to.name,
        advice.party,
        { day: advice.on },
        { day: served },
        { day: advice.due ?? plusMonths(served, 2) },
        replied && { day: replied },
        replied ? (advice.no ? '采纳' : r.pick(['采纳', '采纳', '采纳', '部分采纳'])) : null,
        verified && { day: verified },
      ]
    })
  return [
    {
      name: '15_人民检察院_检察文书台账.xlsx',
      provider: '云岑县人民检察院',
      datasets: ['proc_document'],
      sheets: [
        {
          name: '检察文书',
          title: '云岑县人民检察院检察建议、检察意见台账',
          header: columns(`
    文书文号 文书种类 案件编号 被建议单位 相关人员证件号 制发日期 送达日期 回复期限 回复日期
    采纳情况 整改核验日期`),
          rows,
          foot: [[`共${rows.length}件`]],
        },
      ],
    },
  ]
}
