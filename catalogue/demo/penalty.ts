import type { Agency } from './agencies.ts'
import { AS_OF, happened, plusDays, weekday } from './days.ts'
import type { Offence } from './law.ts'
import type { Party } from './people.ts'
import type { Random } from './random.ts'

/** One penalty and all that became of it, from which every office's file tells its own part. */
export interface Penalty {
  readonly agency: Agency
  readonly party: Party
  readonly offence: Offence
  readonly basis: string
  readonly fine: number
  readonly acted: string
  readonly found: string
  readonly filed: string
  readonly extension: number
  readonly excluded: number
  readonly noticed: string | null
  readonly heard: string | null
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
}

export interface Payment {
  readonly on: string
  readonly amount: number
  readonly item: '罚款' | '加处罚款'
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
  const [low, high, step] = offence.fine
  const fine = change.fine ?? low + step * r.int(0, Math.floor((high - low) / step))
  const served = change.served === undefined ? weekday(plusDays(decided, r.int(0, 3))) : change.served
  const filed = change.filed ?? dayBefore(decided, r.int(12, 60))
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
    filed,
    extension: 0,
    excluded: 0,
    noticed: dayBefore(decided, 8),
    heard: null,
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
    ...change,
  })
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
  nameless: false,
  ...more,
})
