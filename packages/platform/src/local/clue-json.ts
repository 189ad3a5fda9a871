import type { Clue } from '@xiezhi/engine/clue/clue'

/** A clue as `xiezhi scan --format jsonl` prints it: the shape of the published contract, keys always in this order. */
export const clueJson = (clue: Clue) => ({
  model: clue.model,
  version: clue.version,
  rule: clue.rule,
  key: clue.key,
  clue_id: clue.clueId,
  title: clue.title,
  reason: clue.reason,
  subject: clue.subject,
  party: clue.party,
  due_date: clue.dueDate,
  days_overdue: clue.daysOverdue,
  amount: clue.amount,
  grade: clue.grade,
  score: clue.score,
  severity: clue.severity,
  basis: clue.basis,
  exclusions: clue.exclusions.map(({ id, result }) => ({ id, result })),
  rollup: clue.rollup,
  evidence: clue.evidence.map((row) => ({
    dataset: row.dataset,
    file: row.file,
    sheet: row.sheet,
    row_no: row.rowNo,
    row_hash: row.rowHash,
    fields: row.fields,
  })),
  as_of: clue.asOf,
})
