import type { Standard } from '@xiezhi/engine/data/standard'
import type { PartImport } from '../data/import/import-file.ts'
import { quoteName, quoteText, type Session } from '../warehouse/warehouse.ts'

/** How good the rows of a batch are, in counts. `data-standards.md` of the practice names the five measures; each is made of these. */
export interface Measured {
  /** Cells that every row should have filled, and those that are. */
  readonly requiredCells: number
  readonly requiredFilled: number
  /** The same for fields that some rows should have, where the file brings them. */
  readonly conditionalCells: number
  readonly conditionalFilled: number
  /** Filled cells, and those of them that the checks complain of. */
  readonly cells: number
  readonly unsound: number
  /** Rows whose key a later row of the same batch has too. */
  readonly duplicates: number
  /** Contradictions within rows. */
  readonly inconsistent: number
  readonly errors: number
  readonly warnings: number
  readonly remarks: number
  /** Share of empty cells of each field that the file brings. */
  readonly emptyShares: Readonly<Record<string, number>>
}

/** What a finding speaks of; codes that are none of these speak of a cell's own value. */
const contradictions = ['date.order-wrong', 'document-no.year', 'row.', 'amount.']
const aboutOther = ['required.', 'column.', 'key.', 'file.', 'party.', 'agency.', 'bounds.empty', 'bounds.month']
const begins = (code: string, beginnings: readonly string[]): boolean => beginnings.some((beginning) => code.startsWith(beginning))

export async function measure(session: Session, standard: Standard, path: string, part: PartImport): Promise<Measured> {
  const brought = new Set(part.fields)
  const required = standard.fields.filter((field) => field.required === 'Y' && !field.generated)
  const conditional = standard.fields.filter((field) => field.required === 'C' && !field.generated && brought.has(field.id))
  const counted = standard.fields.filter((field) => brought.has(field.id) || required.includes(field))
  const counts = counted.map(({ id }, index) => `count(${quoteName(id)}) AS n${index}`)
  const [row] = await session.rows(`SELECT count(*) AS n, ${counts.join(', ')} FROM read_parquet(${quoteText(path)})`)
  const rows = Number(row?.n ?? 0)
  const filled = new Map(counted.map(({ id }, index) => [id, Number(row?.[`n${index}`] ?? 0)]))
  const sum = (fields: readonly { readonly id: string }[]): number => fields.reduce((total, { id }) => total + (filled.get(id) ?? 0), 0)
  const found = (is: (one: PartImport['findingCounts'][number]) => boolean): number =>
    part.findingCounts.filter(is).reduce((total, { count }) => total + count, 0)
  return {
    requiredCells: rows * required.length,
    requiredFilled: sum(required),
    conditionalCells: rows * conditional.length,
    conditionalFilled: sum(conditional),
    cells: sum(counted),
    unsound: found(({ code, level }) => level !== 'I' && !begins(code, contradictions) && !begins(code, aboutOther)),
    duplicates: found(({ code }) => code === 'key.duplicate'),
    inconsistent: found(({ code, level }) => level === 'W' && begins(code, contradictions)),
    errors: found(({ level }) => level === 'E'),
    warnings: found(({ level }) => level === 'W'),
    remarks: found(({ level }) => level === 'I'),
    emptyShares: Object.fromEntries(
      counted
        .filter(({ id, generated }) => brought.has(id) && !generated && rows > 0)
        .map(({ id }) => [id, Number((1 - (filled.get(id) ?? 0) / rows).toFixed(4))]),
    ),
  }
}
