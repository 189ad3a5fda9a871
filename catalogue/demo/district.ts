import { type Agency, city, court, decisionWord, harbour, land, market, transport } from './agencies.ts'
import { background } from './background.ts'
import { parts, plusDays } from './days.ts'
import { NEIGHBOUR } from './identity.ts'
import { cityOffences, harbourOffences, landOffences, marketOffences, transportOffences } from './law.ts'
import { GONE_ON } from './papers-benefits.ts'
import type { Penalty } from './penalty.ts'
import { type Death, type Pensioner, pensioners } from './pensions.ts'
import { type Entity, entitiesOf, type MakeEntity, type MakePerson, type Party, type Person, peopleOf, type Trade } from './people.ts'
import type { Planted, PlantedClue } from './planted.ts'
import { plantedCitations } from './planted-citations.ts'
import { type Actors, plantedDecisions } from './planted-decisions.ts'
import { plantedEnforcement } from './planted-enforcement.ts'
import { plantedForward } from './planted-forward.ts'
import { plantedLand } from './planted-land.ts'
import { plantedLists } from './planted-lists.ts'
import { type Hauliers, hauliersOf, plantedOverloads } from './planted-overload.ts'
import { plantedProcedure } from './planted-procedure.ts'
import { struckOff } from './planted-struck.ts'
import { random } from './random.ts'

/** A penalty under the number that its agency gave it; one that is not decided yet has none. */
export interface Numbered extends Penalty {
  readonly number: string
  readonly caseId: string
  /** The court's numbers of its applications, in their order. */
  readonly courtNumbers: readonly string[]
  /** Nothing is planted here: rows that may be soiled further. */
  readonly ordinary: boolean
}

export interface Registered {
  readonly entity: Entity
  readonly status: '存续' | '注销' | '吊销未注销'
  readonly endedOn: string | null
  /** Where it is registered; none: here. */
  readonly division?: string
  readonly mode?: '普通' | '简易'
  /** For a simple one: shown to the public from, and applied for on. */
  readonly noticed?: string
  readonly applied?: string
}

export interface Departed {
  readonly person: Person
  readonly deaths: readonly Death[]
}

export interface District {
  readonly penalties: readonly Numbered[]
  readonly register: readonly Registered[]
  readonly departed: readonly Departed[]
  readonly pensioners: readonly Pensioner[]
  /** Firms registered in another county. */
  readonly outsiders: readonly Entity[]
  /** Firms accused of a crime, and struck off. */
  readonly accused: readonly Entity[]
  readonly hauliers: Hauliers
  /** Those who drew allowances, or were pursued by the court, and died. */
  readonly gone: readonly { readonly person: Person; readonly died: string }[]
  readonly planted: readonly PlantedClue[]
  readonly person: MakePerson
  readonly entity: MakeEntity
}

const TRADES: readonly Trade[] = ['运输', '食品', '零售', '建设', '物业']

/** The whole district in memory; every file is a view of it. */
export function buildDistrict(): District {
  const r = random('district')
  const person = peopleOf(random('people'))
  const entity = entitiesOf(random('entities'), person)

  const register: Registered[] = Array.from({ length: 1_300 }, (_, i) => {
    const it = entity(TRADES[i % 5]!, r.chance(58))
    const choice = r.int(1, 100)
    const endedOn = plusDays('2024-03-01', r.int(0, 900))
    if (choice <= 5) return { entity: it, status: '注销', endedOn }
    return choice <= 7 ? { entity: it, status: '吊销未注销', endedOn } : { entity: it, status: '存续', endedOn: null }
  })
  const active = register.filter((it) => it.status === '存续').map((it) => it.entity)
  const deregistered = entity('运输', false)
  register.push({ entity: deregistered, status: '注销', endedOn: '2026-01-16', mode: '普通' })

  const outsiders = Array.from({ length: 16 }, () => entity('建设', false))
  register.push(...outsiders.map((it): Registered => ({ entity: it, status: '存续', endedOn: null, division: NEIGHBOUR })))

  const citizen = (): Person => person('1961-06-01', 15_500)
  const one = (trade: readonly Trade[], people: number) => {
    const firms = active.filter((it) => trade.includes(it.trade))
    return (): Party => (r.chance(people) ? citizen() : r.pick(firms))
  }
  const parties: ReadonlyMap<Agency, () => Party> = new Map([
    [transport, one(['运输'], 55)],
    [harbour, citizen],
    [market, one(['食品', '零售'], 3)],
    [land, one(['建设'], 70)],
    [city, one(['建设', '物业', '零售'], 45)],
  ])
  const party = (agency: Agency): Party => parties.get(agency)!()

  const dead = citizen()
  const departed: Departed[] = [
    { person: dead, deaths: [{ source: '死亡证明', died: '2026-02-11', cremated: null, cancelled: null }] },
    ...Array.from({ length: 240 }, () => elder(person, r.int(0, 560), r.int(1, 3), r.int(4, 25))),
  ]

  const actors: Actors = {
    person: citizen,
    stall: () => entity('食品', true),
    party,
  }
  const struck = struckOff(entity, citizen)
  register.push(...struck.register)
  const gone = GONE_ON.map((died) => ({ person: person('1932-01-01', 4_000), died }))
  departed.push(
    ...[...struck.dead, ...gone].map(
      ({ person: of, died }): Departed => ({ person: of, deaths: [{ source: '死亡证明', died, cremated: null, cancelled: null }] }),
    ),
  )

  const hauliers = hauliersOf(() => entity('运输', false), citizen)
  register.push(...[hauliers.often, hauliers.seldom].map(({ firm }): Registered => ({ entity: firm, status: '存续', endedOn: null })))
  const planted: Planted[] = [
    ...plantedEnforcement({ party: () => party(transport), deregistered, dead }),
    ...plantedCitations(() => party(transport)),
    ...plantedProcedure(party),
    ...plantedDecisions(actors),
    ...plantedLists(actors),
    ...struck.planted,
    ...plantedOverloads(hauliers),
    ...plantedLand(() => party(land)),
  ]
  const ordinary = [
    ...background(random('transport'), transport, transportOffences, () => party(transport), 1_260, '2024-01-08'),
    ...background(random('harbour'), harbour, harbourOffences, () => party(harbour), 14, '2025-01-06'),
    ...background(random('market'), market, marketOffences, () => party(market), 1_180, '2024-01-08'),
    ...background(random('land'), land, landOffences, () => party(land), 210, '2024-01-08'),
    ...background(random('city'), city, cityOffences, () => party(city), 560, '2024-01-08'),
  ]
  const people = pensioners(person)
  // Last, so that nobody before is another person for it.
  planted.push(...plantedForward(actors, active.filter((it) => it.trade === '建设' && it.type === '公司').slice(40, 42)))
  const { penalties, numberedAs } = number(ordinary, planted)
  return {
    penalties,
    person,
    entity,
    outsiders,
    accused: struck.accused,
    hauliers,
    gone,
    register,
    departed: [...departed, ...people.filter((it) => it.deaths.length > 0)],
    pensioners: people,
    planted: [
      ...planted.flatMap(({ penalty, expect }) => {
        const { number: no, caseId, courtNumbers, agency } = numberedAs.get(penalty)!
        const case_no = courtNumbers[0]
        return expect.map((it) => ({
          ...it,
          agency_code: agency.code,
          case_id: caseId,
          ...(no ? { decision_no: no } : {}),
          ...(case_no ? { case_no } : {}),
        }))
      }),
      ...struck.told,
      ...people.flatMap(({ person: { number: id }, expect }) => expect.map((it) => ({ ...it, person_id: id }))),
    ],
  }
}

/** An old man or woman who drew no pension here. */
function elder(person: MakePerson, after: number, burnt: number, told: number): Departed {
  const died = plusDays('2025-03-10', after)
  const deaths: Death[] = [{ source: '死亡证明', died, cremated: null, cancelled: null }]
  if (burnt < 3) deaths.push({ source: '火化', died, cremated: plusDays(died, burnt), cancelled: null })
  if (told > 6) deaths.push({ source: '户籍注销', died, cremated: null, cancelled: plusDays(died, told) })
  return { person: person('1930-01-01', 11_000), deaths }
}

const BUREAU: ReadonlyMap<Agency, string> = new Map([
  [transport, 'JT'],
  [harbour, 'HS'],
  [market, 'SJ'],
  [land, 'ZR'],
  [city, 'ZF'],
])

/** Decisions are numbered year by year in the order of their days, and files in the order of filing. */
function number(ordinary: readonly Penalty[], planted: readonly Planted[]) {
  const all = [...ordinary, ...planted.map((it) => it.penalty)]
  const serial = new Map<string, number>()
  const next = (of: string): number => {
    serial.set(of, (serial.get(of) ?? 0) + 1)
    return serial.get(of)!
  }
  const caseIds = new Map<Penalty, string>()
  for (const it of inOrder(all, (p) => p.filed)) {
    const prefix = `YC${BUREAU.get(it.agency)}${parts(it.filed).year}`
    caseIds.set(it, `${prefix}${String(next(prefix)).padStart(5, '0')}`)
  }
  const numbers = new Map<Penalty, string>()
  for (const it of inOrder(all, (p) => p.decided ?? '')) {
    const head = it.decided === null ? '' : `${decisionWord.get(it.agency)}〔${parts(it.decided).year}〕`
    // The harbour office counts from 2001, so that it shares a number with the bureau only where that is planted.
    numbers.set(it, head && `${head}${next(it.agency.code + head) + (it.agency === harbour ? 2_000 : 0)}号`)
  }
  for (const { penalty, numberOf } of planted) if (numberOf) numbers.set(penalty, numbers.get(numberOf)!)
  const courtNumbers = new Map<Penalty, string>()
  for (const it of inOrder(
    all.filter((p) => p.applications.length > 0),
    (p) => p.applications[0]!.on,
  )) {
    const head = `（${parts(it.applications[0]!.on).year}）${court.court}行审`
    courtNumbers.set(it, `${head}${next(head)}号`)
  }
  const planting = new Set(planted.map((it) => it.penalty))
  const numberedAs = new Map(
    all.map((it): [Penalty, Numbered] => [
      it,
      {
        ...it,
        number: numbers.get(it)!,
        caseId: caseIds.get(it)!,
        courtNumbers: courtNumbers.has(it) ? [courtNumbers.get(it)!] : [],
        ordinary: !planting.has(it),
      },
    ]),
  )
  return { penalties: inOrder([...numberedAs.values()], (p) => p.caseId), numberedAs }
}

const inOrder = <P extends Penalty>(penalties: readonly P[], by: (p: P) => string): P[] =>
  penalties
    .map((it, i) => ({ it, i, key: by(it) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i))
    .map(({ it }) => it)
