import type { Agency } from './agencies.ts'
import { AS_OF, happened, plusDays, weekday } from './days.ts'
import type { Offence } from './law.ts'
import type { Party, Person } from './people.ts'
import { type Random, random } from './random.ts'

/** One penalty and all that became of it, from which every office's file tells its own part. */
export interface Penalty {
  readonly agency: Agency
  readonly party: Party
  readonly offence: Offence
  readonly basis: string
  readonly fine: number
  /** What the decision says was found; none: a sentence of the usual kind. */
  readonly fact: string | null
  readonly acted: string
  readonly found: string
  readonly filed: string
  readonly extension: number
  readonly excluded: number
  readonly noticed: string | null
  readonly heard: string | null
  readonly hearing: Hearing
  /** The second officer's name and badge, where they are not as they should be. */
  readonly second: readonly [name: string | null, badge: string | null] | null
  readonly decided: string | null
  readonly served: string | null
  readonly method: '直接' | '留置' | '邮寄' | '电子' | '公告'
  readonly told: boolean
  readonly reminded: string | null
  /** The agency's own note that it went to court. */
  readonly applied: string | null
  readonly performed: 0 | 1 | 2 | 3
  readonly performedOn: string | null
  readonly closed: string | null
  readonly status: '有效' | '变更' | '撤销'
  readonly payments: readonly Payment[]
  readonly deferrals: readonly Deferral[]
  readonly changes: readonly Change[]
  readonly reviews: readonly Review[]
  readonly suits: readonly Suit[]
  readonly applications: readonly Application[]
  readonly recommendations: readonly string[]
  /** On the publicity site; none: not looked at there. */
  readonly shown: Shown | null
  /** The weighing behind a fine for overload; none: the usual one, of a vehicle of its own. */
  readonly weighed: Weighed | null
  /** What the decision orders, when it is not to pay a fine. */
  readonly order: string | null
}

/** What was done about a hearing, where it differs from what a fine of that size asks for. */
export interface Hearing {
  readonly told?: boolean
  readonly requested?: boolean
  readonly discussed?: boolean
  readonly reviewed?: boolean
}
export interface Shown {
  readonly published: string
  readonly withdrawn: string | null
  /** The last day that it was seen there. */
  readonly seen: string | null
}
export interface Weighed {
  readonly plate: string
  readonly driver: Person
}
export interface Payment {
  readonly on: string
  readonly amount: number
  readonly item: '罚款' | '加处罚款'
  /** The day that the treasury has; none: two days later. */
  readonly treasury?: string | null
  /** The receipt's number; none: the next one. */
  readonly receipt?: string
}
export interface Deferral {
  readonly kind: '延期' | '分期' | '执行协议' | '中止执行' | '终结执行'
  readonly from: string
  readonly to: string | null
}
export interface Change {
  readonly kind: '撤销' | '变更'
  readonly on: string
  readonly fine: number | null
}
export interface Review {
  readonly accepted: string
  readonly result: '维持' | '撤销' | '变更' | '驳回' | '撤回终止' | '未结'
  readonly decided: string | null
  readonly served: string | null
}
export interface Suit {
  readonly filed: string
  readonly closed: string | null
  readonly result: '驳回诉讼请求' | '准许撤诉' | ''
}
export interface Application {
  readonly on: string
  readonly accepted: string | null
  readonly refused: string | null
  readonly ruled: string | null
  readonly result: '准予执行' | '不准予执行' | '不予受理' | ''
  readonly heard: boolean
  /** Let be enforced and then left lying: no case of enforcement was opened. */
  readonly left: boolean
  /** The court's ledger has lost the decision's number. */
  readonly nameless: boolean
}

/** What may differ from a penalty that went as the law wants it. */
export type Course = Partial<Omit<Penalty, 'agency'>>

const dayBefore = (iso: string, days: number): string => weekday(plusDays(iso, -days - 2))

/**
 * A penalty that went as the law wants it: decided in time, served in two days and paid in ten. Everything else in the district is
 * this one with something changed, so that a planted violation violates nothing besides.
 */
export function lawful(r: Random, agency: Agency, party: Party, offence: Offence, decided: string, change: Course = {}): Penalty {
  const fine = change.fine ?? usualFine(agency, offence, decided)
  const served = change.served === undefined ? weekday(plusDays(decided, r.int(0, 3))) : change.served
  const filed = change.filed ?? dayBefore(decided, r.int(24, 60))
  const paidOn = weekday(plusDays(served ?? decided, r.int(1, 10)))
  const unpaid = change.payments !== undefined
  return untilNow({
    agency,
    party,
    offence,
    fine,
    basis: r.pick(offence.basis),
    acted: dayBefore(filed, r.int(1, 9)),
    found: dayBefore(filed, r.int(0, 1)),
    fact: null,
    filed,
    extension: 0,
    excluded: 0,
    // Five working days to ask for a hearing must pass, over the longest of holidays.
    noticed: dayBefore(decided, 17),
    heard: null,
    hearing: {},
    second: null,
    decided,
    served,
    method: r.pick(['直接', '直接', '直接', '留置', '邮寄', '电子']),
    told: true,
    reminded: null,
    applied: null,
    performed: unpaid ? 0 : 2,
    performedOn: unpaid ? null : paidOn,
    closed: unpaid ? null : plusDays(paidOn, 5),
    status: '有效',
    payments: [{ on: paidOn, amount: fine, item: '罚款' }],
    deferrals: [],
    changes: [],
    reviews: [],
    suits: [],
    applications: [],
    recommendations: [],
    shown: null,
    weighed: null,
    order: null,
    ...change,
  })
}

/** Like cases of one day are fined alike, as a bureau's own table of steps makes sure. */
function usualFine(agency: Agency, offence: Offence, decided: string): number {
  const [low, high, step] = offence.fine
  return low + step * random(`${agency.code} ${offence.what} ${decided}`).int(0, Math.floor((high - low) / step))
}

/** Cuts off what had not happened by the as-of day. */
function untilNow(p: Penalty): Penalty {
  const payments = p.payments.filter((payment) => payment.on <= AS_OF)
  const still = payments.length === p.payments.length
  return {
    ...p,
    served: p.served && happened(p.served),
    payments,
    performed: still ? p.performed : payments.length > 0 ? 1 : 0,
    performedOn: still && p.performedOn ? happened(p.performedOn) : null,
    closed: p.closed && still ? happened(p.closed) : null,
  }
}

export const paid = (on: string, amount: number): Course => ({
  payments: [{ on, amount, item: '罚款' }],
  performed: 2,
  performedOn: on,
  closed: plusDays(on, 5),
})

export const unpaid: Course = { payments: [] }

export const application = (on: string, more: Partial<Application> = {}): Application => ({
  on,
  accepted: null,
  refused: null,
  ruled: null,
  result: '',
  heard: false,
  left: false,
  nameless: false,
  ...more,
})
