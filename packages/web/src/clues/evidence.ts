import type { ClueDetail } from '@xiezhi/platform/contract/clues'

export type Evidence = ClueDetail['evidence'][number]
type Value = Evidence['fields'][number]['value']

/** What one provider's data say: the agency, the court, the bank … in the order in which the clue brings them. */
export interface Provider {
  readonly name: string
  readonly rows: readonly Evidence[]
}

export const byProvider = (evidence: readonly Evidence[]): readonly Provider[] => {
  const found = new Map<string, Evidence[]>()
  for (const row of evidence) {
    const rows = found.get(row.provider)
    if (rows) rows.push(row)
    else found.set(row.provider, [row])
  }
  return [...found].map(([name, rows]) => ({ name, rows }))
}

/** More rows than this of one dataset are a table, not cards. */
const few = 2

/** Evidence parted into records to be set side by side and datasets of which there are many rows. */
export const parted = (
  evidence: readonly Evidence[],
): { readonly records: readonly Evidence[]; readonly many: readonly (readonly Evidence[])[] } => {
  const datasets = [...new Set(evidence.map((row) => row.dataset))].map((dataset) => evidence.filter((row) => row.dataset === dataset))
  return {
    records: datasets.filter((rows) => rows.length <= few).flat(),
    many: datasets.filter((rows) => rows.length > few),
  }
}

export interface Compared {
  readonly label: string
  /** One value a piece of evidence, absent where it does not have the field. */
  readonly values: readonly (Value | undefined)[]
  readonly differs: boolean
}

const text = (value: Value) => String(value).trim()

/**
 * What the first record says (the one the clue is about) beside what others say under the same name. Only what at least two records
 * say is a comparison.
 */
export const compare = (evidence: readonly Evidence[]): readonly Compared[] => {
  const labels = (evidence[0]?.fields ?? []).map((field) => field.label)
  return labels.flatMap((label) => {
    const values = evidence.map((row) => row.fields.find((field) => field.label === label)?.value)
    const said = values.filter((value): value is NonNullable<Value> => value !== undefined && value !== null && value !== '')
    return said.length < 2 ? [] : [{ label, values, differs: new Set(said.map(text)).size > 1 }]
  })
}
