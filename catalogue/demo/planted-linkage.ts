import { market, transport } from './agencies.ts'
import { plusDays } from './days.ts'
import type { Numbered } from './district.ts'
import { expecting, type Ground } from './ground.ts'
import type { Ledgers } from './justice-ledgers.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

const key = (who: { readonly number: string }) => ({ party_key: who.number })

/** People who were not prosecuted, and what became of it. */
export function plantedLinkage({ district }: Ground, { someone, document, dropped }: Ledgers): readonly PlantedClue[] {
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const linkage = expecting('reverse-linkage-not-penalised')
  const advice = expecting('procuratorial-recommendation-overdue')
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
  return planted
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
