import { AS_OF, plusDays, plusMonths } from './days.ts'
import type { MakePerson, Person } from './people.ts'
import type { Expectation } from './planted.ts'
import { type Random, random } from './random.ts'

export type Scheme = '企业职工' | '机关事业' | '城乡居民'

export interface Death {
  readonly source: '死亡证明' | '火化' | '户籍注销'
  readonly died: string | null
  readonly cremated: string | null
  readonly cancelled: string | null
}

export interface Pensioner {
  readonly person: Person
  readonly scheme: Scheme
  /** A month's pension in yuan. */
  readonly amount: number
  readonly lastMonth: string
  readonly stopped: string | null
  readonly recovered: number
  readonly deaths: readonly Death[]
  readonly expect: readonly Expectation[]
  /** By which the registers of justice know him or her. */
  readonly role?: string
}

export const FIRST_MONTH = '2025-03'
export const LAST_MONTH = '2026-10'
const MODEL = 'pension-after-death'

const monthOf = (iso: string): string => iso.slice(0, 7)
const nextMonth = (month: string, by: number): string => monthOf(plusMonths(`${month}-01`, by))

/** The months that a pensioner was paid for. */
export function paidMonths(p: Pensioner): string[] {
  const months: string[] = []
  for (let month = FIRST_MONTH; month <= p.lastMonth; month = nextMonth(month, 1)) months.push(month)
  return months
}

const AMOUNTS: Readonly<Record<Scheme, readonly [number, number]>> = {
  城乡居民: [138, 265],
  企业职工: [1860, 4200],
  机关事业: [3400, 6500],
}

/** The three offices' records of one death; the days agree but for what people remember. */
function deathRecords(r: Random, died: string): Death[] {
  const cremated = plusDays(died, r.int(1, 3))
  const cancelled = plusDays(died, r.int(5, 30))
  const records: Death[] = [{ source: '死亡证明', died, cremated: null, cancelled: null }]
  if (r.chance(60)) records.push({ source: '火化', died, cremated, cancelled: null })
  if (r.chance(80) && cancelled <= AS_OF)
    records.push({ source: '户籍注销', died: r.chance(85) ? died : plusDays(died, 1), cremated: null, cancelled })
  return records
}

export function pensioners(person: MakePerson): Pensioner[] {
  const r = random('pensioners')
  const of = (who: Person, more: Partial<Pensioner> = {}): Pensioner => {
    const scheme = r.pick<Scheme>(['城乡居民', '城乡居民', '城乡居民', '企业职工', '企业职工', '机关事业'])
    const [low, high] = AMOUNTS[scheme]
    return {
      person: who,
      scheme,
      amount: r.int(low, high),
      lastMonth: LAST_MONTH,
      stopped: null,
      recovered: 0,
      deaths: [],
      expect: [],
      ...more,
    }
  }
  const living = Array.from({ length: 400 }, () => of(person('1934-01-01', 11_000)))
  // The office hears of a death within weeks and pays to the month of death at most.
  const gone = Array.from({ length: 70 }, () => {
    const died = plusDays('2025-05-03', r.int(0, 470))
    const middle = `${monthOf(died)}-${String(r.int(4, 24)).padStart(2, '0')}`
    const lastMonth = r.chance(70) ? monthOf(middle) : nextMonth(monthOf(middle), -1)
    return of(person('1932-01-01', 9_000), { deaths: deathRecords(r, middle), lastMonth, stopped: plusDays(middle, r.int(6, 45)) })
  })
  return [...living, ...gone, ...planted(of, person), ...inJustice(of, person)]
}

function planted(of: (who: Person, more: Partial<Pensioner>) => Pensioner, person: MakePerson): Pensioner[] {
  const clue = (rule: string, why: string): Expectation => ({ model: MODEL, rule, expected: 'clue', why })
  const none = (rule: string, why: string): Expectation => ({ model: MODEL, rule, expected: 'none', why })
  const aged = (): Person => person('1935-01-01', 7_000)
  const certificate = (died: string): Death => ({ source: '死亡证明', died, cremated: null, cancelled: null })
  const dead = (
    died: string,
    lastMonth: string,
    stopped: string | null,
    expect: readonly Expectation[],
    more: Partial<Pensioner> = {},
  ): Pensioner => of(aged(), { deaths: [certificate(died)], lastMonth, stopped, expect, ...more })
  const paidOn = (months: string): Expectation => clue('R1', `死亡次月起又发${months}个月`)
  const inTime = none('R2', '停发未超过三个月')
  const born = (birth: string): Person => person(birth, 0)
  const cremation = (on: string): Death => ({ source: '火化', died: null, cremated: on, cancelled: null })
  return [
    dead('2025-08-11', '2026-07', '2026-08-10', [paidOn('十一'), clue('R2', '死亡一年后才停发')]),
    dead('2025-10-19', '2026-06', '2026-07-06', [paidOn('八'), clue('R2', '死亡八个月后才停发')]),
    dead('2025-12-06', '2026-05', '2026-06-15', [paidOn('五'), clue('R2', '死亡六个月后才停发')]),
    dead('2026-01-22', '2026-06', '2026-07-01', [paidOn('五'), clue('R2', '死亡五个月后才停发')], {
      recovered: 300,
      scheme: '企业职工',
      amount: 2860,
    }),
    dead('2025-06-14', '2026-09', '2026-10-12', [paidOn('十五'), clue('R2', '死亡一年多才停发')], { scheme: '机关事业', amount: 5120 }),
    dead('2026-03-18', '2026-05', '2026-06-10', [paidOn('二'), inTime]),
    dead('2026-04-09', '2026-06', '2026-07-03', [paidOn('二'), inTime]),
    dead('2026-06-25', '2026-07', '2026-08-12', [paidOn('一'), inTime]),
    dead('2026-08-05', LAST_MONTH, null, [paidOn('二'), none('R2', '死亡未满三个月')]),
    // The certificate says February, the household register March: the earliest counts.
    dead('2026-02-26', '2026-03', '2026-04-15', [clue('R1', '以最早的死亡日期2026-02-26计，三月不应发'), inTime], {
      deaths: [certificate('2026-02-26'), { source: '户籍注销', died: '2026-03-02', cremated: null, cancelled: '2026-03-20' }],
    }),
    dead('2025-11-12', '2025-11', '2026-04-14', [none('R1', '死亡次月起未发'), clue('R2', '死亡五个月后才登记停发')]),
    dead('2026-02-03', '2026-01', '2026-07-08', [none('R1', '死亡次月起未发'), clue('R2', '死亡五个月后才登记停发')]),
    dead('2026-01-18', '2026-01', '2026-04-20', [none('R1', '死亡当月可发'), clue('R2', '三个月止于2026-04-18（周六），不顺延')]),
    dead('2026-03-10', '2026-03', '2026-06-10', [none('R1', '死亡当月可发'), none('R2', '恰在三个月之日停发')]),
    dead('2026-05-28', '2026-05', '2026-06-02', [none('R1', '死亡当月可发'), inTime]),
    dead('2026-02-15', '2026-04', '2026-05-06', [none('R1', '已全部追回'), inTime], { scheme: '城乡居民', amount: 180, recovered: 360 }),
    ...['2025-09-23', '2026-01-15', '2026-04-27'].map((on) =>
      of(aged(), { deaths: [cremation(on)], expect: [clue('R3', '有火化记录而无死亡日期，仍在领取'), none('R1', '没有死亡日期')] }),
    ),
    of(aged(), {
      deaths: [certificate('2026-03-15'), cremation('2026-03-17')],
      lastMonth: '2026-03',
      stopped: '2026-04-08',
      expect: [none('R3', '另有死亡证明载明日期'), none('R1', '死亡当月可发')],
    }),
    ...['1922-05-17', '1924-11-02', '1925-08-20'].map((on) => of(born(on), { expect: [clue('R4', '年满一百周岁仍在领取，待核生存')] })),
    of(born('1926-10-31'), { expect: [none('R4', '截至日尚差一日满一百周岁')] }),
    of(born('1925-02-08'), {
      deaths: [certificate('2026-05-12')],
      lastMonth: '2026-05',
      stopped: '2026-05-29',
      expect: [none('R4', '已死亡并停发'), none('R1', '死亡当月可发')],
    }),
  ]
}

/** Whose pension prison, custody or correction has to do with; what is wrong is told where those registers are written. */
function inJustice(of: (who: Person, more: Partial<Pensioner>) => Pensioner, person: MakePerson): Pensioner[] {
  const known = (role: string, more: Partial<Pensioner> = {}): Pensioner =>
    of(person('1955-01-01', 3_000), { scheme: '企业职工', amount: 2_940, role, ...more })
  return [
    known('paid in prison', { lastMonth: '2026-06' }),
    known('stopped in prison', { lastMonth: '2026-01', stopped: '2026-02-02' }),
    known('raised in correction'),
    known('raised after correction'),
    known('paid in custody'),
    known('released'),
    known('not restored', { lastMonth: '2025-07', stopped: '2025-07-31' }),
    known('soon restored', { lastMonth: '2025-07', stopped: '2025-07-31' }),
  ]
}
