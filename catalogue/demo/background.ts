import type { Agency } from './agencies.ts'
import { AS_OF, daysBetween, parts, plusDays, plusMonths, weekday } from './days.ts'
import type { Offence } from './law.ts'
import { application, type Course, lawful, type Penalty, paid, unpaid } from './penalty.ts'
import type { Party } from './people.ts'
import type { Random } from './random.ts'

/**
 * The ordinary penalties of an agency. Each keeps well inside every limit, in calendar days where the law counts working days, so that
 * whatever a model finds was planted.
 */
export function background(
  r: Random,
  agency: Agency,
  offences: readonly Offence[],
  parties: () => Party,
  count: number,
  from: string,
): Penalty[] {
  const span = daysBetween(from, AS_OF)
  const lately = new Map<string, string>()
  /** Nobody is caught twice within two months. */
  const caught = (party: Party, decided: string): boolean => {
    const last = lately.get(party.number)
    return last !== undefined && Math.abs(daysBetween(last, decided)) < 150
  }
  return Array.from({ length: count }, () => {
    const decided = busy(r, from, span)
    let offence = r.pick(offences)
    // An act may be three months older than its decision; a law that ended is cited only for acts well before.
    while (offence.until && decided >= offence.until) offence = r.pick(offences)
    let party = parties()
    while (caught(party, decided)) party = parties()
    lately.set(party.number, decided)
    return lasting(lawful(r, agency, party, offence, decided, fate(r, decided)), r)
  })
}

/** Every other month has a round of inspections, so that no month stands out from those before it. */
function busy(r: Random, from: string, span: number): string {
  for (;;) {
    const on = weekday(plusDays(from, r.int(0, span - 2)))
    if (parts(on).month % 2 === 1 || r.chance(45)) return on
  }
}

/** What becomes of a penalty decided on a day. Unpaid ones are young, before a court in time, or excused. */
function fate(r: Random, decided: string): Course {
  const served = weekday(plusDays(decided, r.int(0, 3)))
  const choice = r.int(1, 100)
  const age = daysBetween(decided, AS_OF)
  if (age < 200) return choice <= 28 ? { ...unpaid, served } : { served }
  // Here a window to apply would end around the as-of day: these are all paid.
  if (age < 290) return { served }
  if (choice <= 6) return { ...unpaid, served, ...court(r, served) }
  if (choice <= 10) return { served, ...paidLate(r, served) }
  if (choice <= 11) return { served, ...instalments(r, served) }
  return { served }
}

/** Application after the time to sue, long before the window ends, reminded four weeks before; accepted and ruled within days. */
function court(r: Random, served: string): Course {
  const on = weekday(plusDays(plusMonths(served, 6), r.int(20, 60)))
  const accepted = weekday(plusDays(on, r.int(1, 3)))
  const ruled = weekday(plusDays(accepted, r.int(2, 5)))
  const reminded = weekday(plusDays(on, -r.int(28, 40)))
  const enforced = weekday(plusDays(ruled, r.int(30, 90)))
  const money = r.chance(40) && enforced <= AS_OF
  return {
    reminded,
    applied: on,
    applications: [application(on, { accepted, ruled, result: '准予执行' })],
    ...(money
      ? { performed: 2, performedOn: enforced, closed: plusDays(enforced, 3), payments: [{ on: enforced, amount: 0, item: '罚款' }] }
      : {}),
  }
}

const paidLate = (r: Random, served: string): Course => {
  const on = weekday(plusDays(served, r.int(30, 120)))
  return { ...paid(on, 0), reminded: weekday(plusDays(on, -14)) }
}

function instalments(r: Random, served: string): Course {
  const first = weekday(plusDays(served, r.int(5, 14)))
  const second = weekday(plusDays(first, r.int(40, 60)))
  return {
    deferrals: [{ kind: '分期', from: first, to: plusDays(second, 10) }],
    ...paid(second, 0),
    payments: [
      { on: first, amount: -1, item: '罚款' },
      { on: second, amount: -2, item: '罚款' },
    ],
  }
}

/** Fills in the amounts that depend on the fine, and a few reviews, suits and withdrawals of penalties that were paid anyway. */
function lasting(p: Penalty, r: Random): Penalty {
  const half = Math.floor(p.fine / 2)
  const payments = p.payments.map((payment) =>
    payment.amount === 0
      ? { ...payment, amount: p.fine }
      : payment.amount === -1
        ? { ...payment, amount: half }
        : payment.amount === -2
          ? { ...payment, amount: p.fine - half }
          : payment,
  )
  const settled = p.performed === 2 && p.served !== null && p.served < plusDays(AS_OF, -260)
  const choice = settled ? r.int(1, 200) : 200
  const served = p.served ?? ''
  if (choice <= 3) {
    const accepted = weekday(plusDays(served, r.int(20, 45)))
    const decided = weekday(plusDays(accepted, r.int(30, 55)))
    return { ...p, payments, reviews: [{ accepted, result: r.pick(['维持', '维持', '撤回终止']), decided, served: plusDays(decided, 3) }] }
  }
  if (choice <= 4) {
    const filed = weekday(plusDays(served, r.int(40, 150)))
    return { ...p, payments, suits: [{ filed, closed: plusDays(filed, r.int(40, 90)), result: r.pick(['驳回诉讼请求', '准许撤诉']) }] }
  }
  if (choice <= 5) return { ...p, payments, status: '撤销', changes: [{ kind: '撤销', on: weekday(plusDays(served, 40)), fine: null }] }
  return { ...p, payments }
}
