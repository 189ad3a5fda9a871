import type { Session } from '../packages/platform/src/warehouse/warehouse.ts'
import { openLake } from './lake.ts'
import { type Measure, peakMiB } from './measure.ts'
import { asOf } from './model.ts'

/** `plain PENALTIES`: what bareByHand says, in plain JavaScript: rows into Maps, days looked up in the calendar's table. */
type Cell = string | number | boolean | null
async function load(session: Session, sql: string): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const columns of session.columns(sql)) {
    const length = columns[0]?.length ?? 0
    for (let at = 0; at < length; at++) rows.push(columns.map((column) => plain(column[at])))
  }
  return rows
}
const plain = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

const { session, close } = await openLake(Number(process.argv[2]), '2GB')
const begin = performance.now()
const days = new Map(
  (await load(session, 'SELECT d, nx, w, n FROM calendar')).map(([d, nx, w, n]) => [
    String(d),
    { nx: String(nx), w: w === true, n: Number(n) },
  ]),
)
const workday = new Map([...days].flatMap(([d, { w, n }]) => (w ? [[n, d] as const] : [])))
const moved = (day: string): string => days.get(day)?.nx ?? ''
const plusDays = (day: string, count: number): string => new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
const plusMonths = (day: string, count: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const at = year * 12 + month - 1 + count
  const last = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate()
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`
}
const domain = new Set((await load(session, `SELECT agency_code FROM agency WHERE domain = '交通运输'`)).map(([code]) => code))
const penalties = await load(
  session,
  'SELECT agency_code, doc_key, party_key, case_id, decision_date, fine_amount, record_status FROM penalty_decision',
)
const processes = new Map(
  (await load(session, 'SELECT case_id, agency_code, service_date, told_suit_period, perform_status FROM penalty_process')).map((row) => [
    row[0],
    row,
  ]),
)
const paid = new Map<string, number>()
for (const [agency, doc, amount] of await load(session, `SELECT agency_code, doc_key, amount FROM fine_payment WHERE item_code = '罚款'`))
  paid.set(`${agency}|${doc}`, (paid.get(`${agency}|${doc}`) ?? 0) + Math.round(Number(amount) * 100))
const reviews = new Map((await load(session, 'SELECT doc_key, result, served_date FROM admin_review')).map((row) => [row[0], row]))
const deferred = new Map(
  (await load(session, 'SELECT agency_code, doc_key, max(end_date) FROM penalty_deferral GROUP BY ALL')).map(([a, d, end]) => [
    `${a}|${d}`,
    String(end),
  ]),
)
const suits = new Set((await load(session, 'SELECT doc_key FROM admin_litigation')).map(([doc]) => doc))
const cases = await load(
  session,
  'SELECT doc_key, applicant_code, apply_date, accept_date, ruling_date, hearing_before_ruling, case_key FROM nonlit_case',
)
const loaded = performance.now()
const applied = new Map<string, string>()
for (const [doc, agency, apply] of cases) {
  const before = applied.get(`${agency}|${doc}`)
  if (before === undefined || String(apply) < before) applied.set(`${agency}|${doc}`, String(apply))
}
const found = new Map<string, number>()
const count = (rule: string): void => void found.set(rule, (found.get(rule) ?? 0) + 1)
const revoked = new Set<string>()
for (const [agency, doc, , caseId, decided, fine, status] of penalties) {
  if (status === '撤销') revoked.add(`${agency}|${doc}`)
  const own = processes.get(caseId!)
  if (!domain.has(agency!) || status === '撤销' || !own || own[1] !== agency || String(own[2]) < String(decided)) continue
  const [key, served, review] = [`${agency}|${doc}`, String(own[2]), reviews.get(doc!)]
  if (Number(fine) <= 0 || (paid.get(key) ?? 0) >= Math.round(Number(fine) * 100) || own[4] === '已履行' || own[4] === '不需履行') continue
  if (review?.[1] === '未结' || review?.[1] === '撤销' || suits.has(doc!) || (deferred.get(key) ?? '') >= asOf) continue
  let suitEnd = moved(plusMonths(served, own[3] === false ? 12 : 6))
  if (review && (review[1] === '维持' || review[1] === '驳回')) {
    const after = moved(plusDays(String(review[2]), 15))
    if (after > suitEnd) suitEnd = after
  }
  const later = deferred.get(key) ?? ''
  const from = [later, suitEnd].sort().at(-1)!
  const end = moved(plusMonths(from, 3))
  const asked = applied.get(key)
  if (asked === undefined ? end < asOf : asked > end) count(asked === undefined ? 'R1a' : 'R1b')
}
for (const [doc, agency, , accepted, ruled, heard] of cases) {
  if (!domain.has(agency!) || revoked.has(`${agency}|${doc}`) || reviews.get(doc!)?.[1] === '撤销') continue
  const due = heard === true ? moved(plusDays(String(accepted), 30)) : workday.get((days.get(String(accepted))?.n ?? 0) + 7)!
  if ((ruled === null ? asOf : String(ruled)) > due) count('R2b')
}
const used = process.cpuUsage()
const measure: Measure = {
  seconds: (performance.now() - begin) / 1000,
  peakMiB: peakMiB(),
  note: {
    cpu: (used.user + used.system) / 1e6,
    rules: (performance.now() - loaded) / 1000,
    clues: [...found.values()].reduce((a, b) => a + b, 0),
  },
}
close()
console.log(JSON.stringify(measure))
