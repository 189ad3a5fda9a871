import { finance, transport } from './agencies.ts'
import { AS_OF, happened, plusDays } from './days.ts'
import type { District, Numbered } from './district.ts'
import { columns, type Paper, type Row } from './files.ts'
import { amounts, days, documentNumbers, fullWidth } from './habits.ts'
import type { PlantedClue } from './planted.ts'
import { random } from './random.ts'

const FINANCE_RECEIPT = '529988009001'
const STRAY = ['529988009002', '529988009003'] as const

/** Receipts that no decision answers to, and the one that needs none. */
export const plantedReceipts: readonly PlantedClue[] = [
  ...STRAY.map((receipt_no) => ({
    model: 'fine-not-remitted',
    rule: 'R3',
    expected: 'clue' as const,
    key: { receipt_no },
    why: '所写文号没有对应的处罚决定',
  })),
  { model: 'fine-not-remitted', rule: 'R3', expected: 'none', key: { receipt_no: FINANCE_RECEIPT }, why: '财政局不是处罚机关' },
]

const stray = (): Row[] =>
  STRAY.map((receipt, i) => [
    receipt,
    `云交罚〔2026〕${9_001 + i}号`,
    transport.code,
    ['任海', '俞江红'][i]!,
    '',
    '罚款',
    String(800 + 400 * i),
    `2026-05-${12 + i}`,
    `2026-05-${14 + i}`,
  ])

/** What the finance bureau received, and what the agencies granted or changed afterwards. */
export const moneyPapers = (district: District): Paper[] => [payments(district), deferrals(district), changes(district)]

function payments({ penalties }: District): Paper {
  const r = random('payments')
  const received = penalties
    .flatMap((it) => it.payments.map((payment) => ({ it, payment })))
    .sort((a, b) => (a.payment.on < b.payment.on ? -1 : a.payment.on > b.payment.on ? 1 : a.it.caseId < b.it.caseId ? -1 : 1))
  // A receipt without a number would pay the other fine of one who owes one.
  const owing = new Set(penalties.filter((it) => it.payments.length === 0).map((it) => it.party.number))
  const rows = received.map(({ it, payment }, i): Row => {
    const plain = it.ordinary && it.performed === 2 && it.payments.length === 1 && Number(it.caseId.at(-1)) % 2 === 0
    const lost = plain && r.int(1, 125) === 1 && !owing.has(it.party.number)
    return [
      payment.receipt ?? `5299${String(i + 1).padStart(8, '0')}`,
      lost ? '' : r.chance(45) ? r.pick(documentNumbers)(it.number) : it.number,
      it.agency.code,
      // A rare character that GBK does not have: the file is GB18030.
      i % 701 === 350 && it.party.kind === '自然人' ? `${it.party.name[0]}𠮷` : it.party.name,
      r.chance(12) ? '' : r.chance(5) ? fullWidth(it.party.number) : `${it.party.number}${r.chance(20) ? '\t' : ''}`,
      payment.item === '罚款' ? r.pick(['罚款', '罚款', '罚款收入']) : payment.item,
      r.pick(amounts)(payment.amount),
      (r.chance(85) ? days.iso : days.compact)(payment.on),
      (payment.treasury === undefined ? happened(plusDays(payment.on, 2)) : payment.treasury) ?? '',
    ]
  })
  const total = received.reduce((sum, { payment }) => sum + payment.amount, 0)
  const lastDay: Row = [
    FINANCE_RECEIPT,
    '',
    // The bureau of finance punishes nobody itself: such a receipt has no decision, and need have none.
    finance.code,
    '云岑县公共资源交易零星缴款户',
    '',
    '没收',
    '300',
    AS_OF,
    '',
  ]
  return {
    name: '10_财政局_罚没缴款明细.csv',
    provider: '云岑县财政局',
    datasets: ['fine_payment'],
    encoding: 'gb18030',
    sheets: [
      {
        name: '',
        title: '云岑县财政局非税收入罚没缴款明细（2024-01-01至2026-10-30）',
        header: columns(`
    票据号码 处罚决定书文号 执收单位代码 缴款人 缴款人证件号/代码 收入项目 金额（元）
    缴款日期 入库日期`),
        rows: [...rows, ...stray(), lastDay, ...rows.slice(40, 46), ['', ...rows[7]!.slice(1)], ['', ...rows[8]!.slice(1)]],
        foot: [
          ['合计', '', '', '', '', '', `${total}.00`, '', ''],
          ['说明：缴款人证件号由代收银行采集，可能为空', '', '', '', '', '', '', '', ''],
        ],
      },
    ],
  }
}

const each = <T>(penalties: readonly Numbered[], of: (it: Numbered) => readonly T[]) =>
  penalties.flatMap((it) => of(it).map((one) => ({ it, one })))

function deferrals({ penalties }: District): Paper {
  const r = random('deferrals')
  return {
    name: '11_各执法机关_延期分期与执行协议.csv',
    provider: '云岑县司法局',
    datasets: ['penalty_deferral'],
    encoding: 'utf8-bom',
    sheets: [
      {
        name: '',
        header: ['编号', '处罚决定书文号', '机关代码', '类型', '批准日期', '起', '止'],
        rows: each(penalties, (it) => it.deferrals).map(({ it, one }, i) => [
          `YF${String(i + 1).padStart(4, '0')}`,
          r.pick(documentNumbers)(it.number),
          it.agency.code,
          one.kind === '分期' ? r.pick(['分期', '分期缴纳']) : one.kind,
          days.iso(one.from),
          r.pick([days.iso, days.chinese])(one.from),
          one.to === null ? '—' : r.pick([days.iso, days.slash])(one.to),
        ]),
      },
    ],
  }
}

function changes({ penalties }: District): Paper {
  const r = random('changes')
  return {
    name: '12_各执法机关_处罚变更撤销.csv',
    provider: '云岑县司法局',
    datasets: ['penalty_change'],
    encoding: 'gbk',
    sheets: [
      {
        name: '',
        header: ['编号', '原处罚决定书文号', '机关代码', '变更类型', '变更日期', '变更后罚款（元）', '依据文书号'],
        rows: each(penalties, (it) => it.changes).map(({ it, one }, i) => [
          `BG${String(i + 1).padStart(4, '0')}`,
          r.pick(documentNumbers)(it.number),
          it.agency.code,
          one.kind,
          days.dot(one.on),
          one.fine ?? '',
          it.number.replace('罚', '罚变'),
        ]),
      },
    ],
  }
}
