import type { Amount } from '@xiezhi/engine/citation/amounts'

/** What stands for the agency, the party and the number of a text that names none we need: only the text is judged. */
export const scratch = {
  agencyCode: '11529999MB1D00119G',
  decisionNo: '核文〔2000〕1号',
  caseId: 'check-1',
  party: '当事人',
  agency: '该机关',
} as const

/** A pasted text as the one row of `penalty_decision` and of `penalty_process` that an agency would have sent: two CSV files. */
export function oneDecision(
  text: string,
  amounts: readonly Amount[],
  days: { readonly decision: string | null; readonly act: string | null },
): { readonly penalty_decision: string; readonly penalty_process: string } {
  const fine = onlySum(amounts, 'fine')
  const gain = onlySum(amounts, 'confiscation')
  // Spoils that are spoken of without a sum are spoils of an amount that nobody knows.
  const kinds = [...(fine ? ['罚款'] : []), ...(/违法所得/.test(text) ? ['没收违法所得'] : [])].join('、')
  const cause = /案\s*由[：:]\s*([^\n，。；;]{2,60})/.exec(text)?.[1]?.trim() ?? ''
  return {
    penalty_decision: csv({
      decision_no: scratch.decisionNo,
      party_name: scratch.party,
      agency_name: scratch.agency,
      agency_code: scratch.agencyCode,
      case_id: scratch.caseId,
      decision_date: days.decision ?? '',
      legal_basis: text,
      violation_type: cause,
      penalty_types: kinds,
      fine_amount: fine ?? '',
      confiscated_amount: gain ?? '',
      record_status: '有效',
    }),
    penalty_process: csv({
      case_id: scratch.caseId,
      decision_no: scratch.decisionNo,
      agency_code: scratch.agencyCode,
      decision_date: days.decision ?? '',
      act_end_date: days.act ?? '',
    }),
  }
}

/** The one sum of its kind; of several nobody knows which is meant. */
function onlySum(amounts: readonly Amount[], kind: Amount['kind']): string | undefined {
  const sums = new Set(amounts.filter((one) => one.kind === kind && !one.subtype && !one.approx).map(({ yuan }) => yuan))
  return sums.size === 1 ? [...sums][0] : undefined
}

const csv = (row: Readonly<Record<string, string>>): string =>
  `${Object.keys(row).join(',')}\n${Object.values(row)
    .map((value) => `"${value.replaceAll('"', '""')}"`)
    .join(',')}\n`
