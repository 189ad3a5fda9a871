import type { ComparedClue } from '../clue-store.ts'

/** What of a clue is compared, in the order in which it is told. */
export const comparedFields = [
  'title',
  'reason',
  'subject',
  'party',
  'due',
  'overdue',
  'amount',
  'score',
  'severity',
  'grade',
  'basis',
  'exclusions',
  'members',
  'evidence',
] as const
export type ComparedField = (typeof comparedFields)[number]
export type DifferenceKind = 'new' | 'gone' | 'changed'

/** The value of a field as text: two clues differ in it when their texts do. */
export function fieldText(clue: ComparedClue, field: ComparedField): string {
  const { body } = clue
  switch (field) {
    case 'title':
      return clue.title
    case 'reason':
      return body.reason
    case 'subject':
      return [clue.subject_name, clue.subject_code ?? ''].filter(Boolean).join(' ')
    case 'party':
      return clue.party_name ?? ''
    case 'due':
      return clue.due_date ?? ''
    case 'overdue':
      return clue.days_overdue === null ? '' : String(clue.days_overdue)
    case 'amount':
      return clue.amount ?? ''
    case 'score':
      return String(clue.score)
    case 'severity':
      return clue.severity
    case 'grade':
      return clue.grade
    case 'basis':
      return body.basis.map(({ law, article }) => `${law}#${article}`).join('、')
    case 'exclusions':
      return body.exclusions.map(({ id, title, result }) => `${id} ${title}${result === 'untested' ? '（?）' : ''}`).join('、')
    case 'members':
      return clue.rollup ? String(body.members.length) : ''
    case 'evidence':
      return body.evidence.map(({ dataset, file, sheet, rowNo }) => `${dataset} ${file}${sheet ? `·${sheet}` : ''}#${rowNo}`).join('、')
  }
}

export interface Compared {
  readonly clueId: string
  readonly kind: DifferenceKind
  readonly before: ComparedClue | undefined
  readonly after: ComparedClue | undefined
  readonly fields: readonly ComparedField[]
}

/** Two results, clue by clue: by id, which says the same model, rule and key. Alike ones are counted alone. */
export function compareResults(
  before: ReadonlyMap<string, ComparedClue>,
  after: ReadonlyMap<string, ComparedClue>,
): { readonly rows: readonly Compared[]; readonly same: number } {
  const rows: Compared[] = []
  let same = 0
  for (const [clueId, one] of before) {
    const other = after.get(clueId)
    if (!other) rows.push({ clueId, kind: 'gone', before: one, after: undefined, fields: [] })
    else {
      const fields = comparedFields.filter((field) => differs(one, other, field))
      if (fields.length > 0) rows.push({ clueId, kind: 'changed', before: one, after: other, fields })
      else same += 1
    }
  }
  for (const [clueId, one] of after) if (!before.has(clueId)) rows.push({ clueId, kind: 'new', before: undefined, after: one, fields: [] })
  return { rows, same }
}

function differs(one: ComparedClue, other: ComparedClue, field: ComparedField): boolean {
  if (field === 'evidence') return one.evidence_hash !== other.evidence_hash
  if (field !== 'exclusions') return fieldText(one, field) !== fieldText(other, field)
  // That a model asks one more question changes none of its clues: only what both ask can have another answer.
  const answers = new Map(one.body.exclusions.map(({ id, result }) => [id, result]))
  return other.body.exclusions.some(({ id, result }) => answers.has(id) && answers.get(id) !== result)
}
