import { land } from './agencies.ts'
import { plusDays } from './days.ts'
import type { Numbered } from './district.ts'
import { columns, type Row } from './files.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import type { PlantedClue } from './planted.ts'
import { LAND_FACTS } from './planted-land.ts'

/** The ledger of land cases and of patches on satellite images: what stood there after. */
export function landShare({ district, person }: Ground): Share {
  const it = expecting('land-nonlit-enforcement')
  const planted: PlantedClue[] = []
  const rows: Row[] = []
  const patch = (of: Numbered | null, items: string, before: string, after: string, stands: boolean, name = '', number = ''): string => {
    const no = `TB529999${after.slice(0, 4)}${String(rows.length + 1).padStart(3, '0')}`
    const area = 180 + 37 * (rows.length % 9)
    rows.push([
      no,
      of?.number ?? '',
      of?.party.name ?? name,
      of?.party.number ?? number,
      `${area}.00`,
      `${area - 60}.00`,
      '0.00',
      items,
      days.dot(before),
      days.slash(after),
      stands ? '是' : '否',
    ])
    return no
  }
  const by = (fact: string): Numbered => district.penalties.find((one) => one.fact === fact)!
  const named = (of: Numbered) => ({ agency_code: of.agency.code, decision_no: of.number, case_id: of.caseId })
  const tell = (rule: string, expected: 'clue' | 'none', of: Numbered, why: string): void => {
    const { key: _, ...rest } = it(rule, expected, {}, why)
    planted.push({ ...rest, ...named(of), ...(of.courtNumbers[0] ? { case_no: of.courtNumbers[0] } : {}) })
  }
  const settled = district.penalties.filter(
    (one) =>
      one.ordinary &&
      one.agency === land &&
      one.performed === 2 &&
      one.closed !== null &&
      one.decided! > '2025-02-01' &&
      one.decided! < '2026-05-01' &&
      one.status === '有效' &&
      one.applications.length === 0 &&
      one.reviews.length === 0 &&
      one.suits.length === 0,
  )
  const [stood, razed, seized, ...rest] = settled
  patch(by(LAND_FACTS.never), '拆除、罚款', '2025-09-01', '2026-03-02', true)
  tell('R1', 'clue', by(LAND_FACTS.never), '拆除十五日可诉，其后三个月已过')
  patch(razed!, '拆除、罚款', '2024-09-01', '2026-09-02', false)
  tell('R1', 'none', razed!, '已履行，建筑物不在')
  tell('R3', 'none', razed!, '影像显示已拆除')
  patch(by(LAND_FACTS.slow), '退还土地、罚款', '2025-03-01', '2026-06-02', false)
  tell('R2', 'clue', by(LAND_FACTS.slow), '第九个工作日才受理')
  patch(by(LAND_FACTS.prompt), '退还土地、罚款', '2025-03-01', '2026-06-02', false)
  tell('R2', 'none', by(LAND_FACTS.prompt), '次日受理')
  patch(stood!, '拆除、罚款', '2024-09-01', plusDays(stood!.performedOn!, 90), true)
  tell('R3', 'clue', stood!, '罚款已缴而建筑物仍在')
  tell('R1', 'clue', stood!, '罚款缴了，拆除没有履行，也没有申请执行')
  patch(seized!, '没收、罚款', '2024-09-01', '2026-09-02', false)
  tell('R4', 'clue', seized!, '内容有没收而没有移交记录')
  tell('R4', 'none', razed!, '内容没有没收')
  for (const one of rest.slice(0, 20)) patch(one, '退还土地、罚款', '2024-09-01', '2026-09-02', false)
  const owner = person('1966-01-01', 9_000)
  planted.push(
    it('R5', 'clue', { land_case_no: patch(null, '', '2025-09-01', '2026-09-02', true, owner.name, owner.number) }, '建筑物在而没有处罚'),
    it('R5', 'none', { land_case_no: patch(null, '', '2025-09-01', '2026-09-02', false) }, '图斑上没有建筑物'),
  )
  return {
    planted,
    papers: [
      {
        name: '39_自然资源局_土地案件与图斑.csv',
        provider: land.name,
        datasets: ['land_case'],
        encoding: 'gbk',
        sheets: [
          {
            name: '',
            title: '云岑县违法用地图斑与案件核查台账',
            header: columns(
              '案件/图斑编号 处罚决定书文号 当事人 证件号/代码 占地面积（㎡） 其中耕地（㎡） 其中永久基本农田（㎡） 处罚内容项 前时相 后时相 后时相建筑物是否存在',
            ),
            rows,
          },
        ],
      },
    ],
  }
}
