import { police } from './agencies.ts'
import { plusDays } from './days.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { type Ledgers, openLedgers } from './justice-ledgers.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { plantedLinkage } from './planted-linkage.ts'

const key = (who: { readonly number: string }) => ({ party_key: who.number })

/** What police, procuratorate, court and prisons tell each other of people, and what follows from it for their wages, pensions and posts. */
export function justiceShare(ground: Ground): Share {
  const ledgers = openLedgers(ground)
  const planted = [wages, pensions, plantedLinkage, accusedFirms, filings, posts].flatMap((part) => part(ground, ledgers))
  return { planted, papers: ledgers.papers() }
}

/** Wages of public employees. */
function wages(_: Ground, { someone, judged, held, employed }: Ledgers): readonly PlantedClue[] {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const found = expecting('payroll-convicted-public-employee')
  const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']
  for (let i = 0; i < 16; i++) employed(someone(), i % 3 === 0 ? '公务员' : '事业', '在职', '无', MONTHS, 2_600 + 40 * i, 5_200 + 60 * i)
  const [thief, gone, jailed, fed, old, careless] = [someone(), someone(), someone(), someone(), someone(), someone()]
  judged({ who: thief, charge: '诈骗罪', kind: '侵犯财产', months: 40, from: '2025-10-09', effective: '2025-12-10' })
  employed(thief, '事业', '在职', '无', MONTHS.slice(0, 5), 2_800, 5_400)
  tell(found('R2', 'clue', key(thief), '判决生效次月起又发五个月'), found('R3', 'clue', key(thief), '判刑十个月没有开除'))
  judged({ who: gone, charge: '诈骗罪', kind: '侵犯财产', months: 38, from: '2026-01-08', effective: '2026-03-12' })
  employed(gone, '事业', '开除', '开除', MONTHS.slice(0, 3), 2_800, 5_400)
  tell(found('R2', 'none', key(gone), '判决生效当月止发'), found('R3', 'none', key(gone), '已经开除'))
  held(jailed, '逮捕', '2026-02-10', null, '未解除')
  employed(jailed, '公务员', '停职', '无', MONTHS.slice(0, 7), 3_000, 5_800)
  tell(found('R1', 'clue', key(jailed), '逮捕以后照发工资'))
  held(fed, '逮捕', '2026-02-12', null, '未解除')
  employed(fed, '公务员', '停职', '无', MONTHS.slice(1, 7), 3_000, 2_250)
  tell(found('R1', 'none', key(fed), '只发基本工资百分之七十五的生活费'))
  judged({ who: old, charge: '故意伤害罪', kind: '暴力', months: 24, from: '2025-11-03', effective: '2026-01-15' })
  employed(old, '离退休', '退休', '无', MONTHS.slice(0, 6), 2_400, 4_100)
  tell(found('R4', 'clue', key(old), '退休人员判刑后仍有发放'))
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
  tell(found('R4', 'none', key(careless), '过失犯罪三年以下'))
  return planted
}

/** Pensions of people who serve a sentence. */
function pensions({ district }: Ground, { held, inPrison, corrected }: Ledgers): readonly PlantedClue[] {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const pension = expecting('pension-while-serving')
  const of = (role: string): Person => district.pensioners.find((it) => it.role === role)!.person
  inPrison(of('paid in prison'), '2026-01-05', null, null)
  tell(pension('R1', 'clue', key(of('paid in prison')), '服刑期间照领养老金'))
  inPrison(of('stopped in prison'), '2026-01-05', null, null)
  tell(pension('R1', 'none', key(of('stopped in prison')), '收监次月起停发'))
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
  return planted
}

/** Firms accused, and struck off. */
function accusedFirms({ district }: Ground, { accused }: Ledgers): readonly PlantedClue[] {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const evading = expecting('malicious-deregistration')
  accused(district.accused[0]!, '2026-03-05', '起诉', '2026-04-30')
  tell(evading('R4', 'clue', { usc_code: district.accused[0]!.number }, '起诉后判决前注销'))
  accused(district.accused[1]!, '2025-09-04', '退回撤案', '2025-11-20')
  tell(evading('R4', 'none', { usc_code: district.accused[1]!.number }, '退回撤案以后才注销'))
  return planted
}

/** Filings supervised. */
function filings(_: Ground, { document, filing }: Ledgers): readonly PlantedClue[] {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const stalled = expecting('filing-supervision-stalled')
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
  return planted
}

/** Posts in firms. */
function posts(_: Ground, { firms, someone, judged, post, broke }: Ledgers): readonly PlantedClue[] {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const convicted = expecting('convicted-person-legal-rep')
  const listed = expecting('dishonest-person-in-office')
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
    convicted('R1', 'clue', key(taken), '刑满不满五年即任董事'),
    convicted('R1', 'none', key(ended), '刑满已过五年'),
    convicted('R2', 'clue', key(stayed), '判刑后没有变更'),
    convicted('R2', 'none', key(resigned), '判刑后已辞任'),
  )
  const [since, paidUp, meanwhile, left] = [someone(), someone(), someone(), someone()]
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
  return planted
}
