import type { Normaliser } from './normalise/field.ts'
import { normaliserOf } from './normalise/field.ts'
import type { ColumnUse } from './recognise.ts'
import type { Standard, StandardField } from './standard.ts'

/** A record with more cells than the heading: a separator inside a text that nobody put in quotes, or remarks beyond the last column. */
export type Mended = { readonly kind: 'mended' | 'surplus'; readonly cells: readonly string[] } | null

interface Judge {
  readonly index: number
  readonly normalise: Normaliser
}

/** Fields whose form tells whether a cell belongs to them. */
const tells = (field: StandardField): boolean =>
  field.codes !== null ||
  ['date', 'datetime', 'decimal', 'int', 'bool'].includes(field.columnType) ||
  ['credit_code', 'identity', 'party_id', 'document_no', 'case_no', 'any_no', 'plate', 'month', 'division', 'org_code'].includes(field.kind)

/** How texts of some fields begin, which tells two neighbouring texts apart. */
const beginnings: Readonly<Record<string, RegExp>> = {
  legal_basis: /^\s*[《“"]|^\s*(?:根据|依据|依照|按照|违反)/,
  penalty_content: /^\s*(?:\d[.、．]|罚款|处|警告|没收|吊销|暂扣|责令|给予|决定|通报|对)/,
}

/** Puts surplus cells back where they belong, if exactly the forms of the other cells allow it; null where nothing fits. */
export function surplusMender(standard: Standard, uses: readonly ColumnUse[], delimiter: string): (cells: readonly string[]) => Mended {
  const fields = uses.map((use) => standard.fields.find((field) => field.id === use.field))
  const judges: Judge[] = fields.flatMap((field, index) =>
    field && tells(field) ? [{ index, normalise: normaliserOf(field, { unit: uses[index]?.unit }) }] : [],
  )
  const fits = (cells: readonly string[]): number => {
    let good = 0
    for (const { index, normalise } of judges) {
      const cell = cells[index] ?? ''
      if (cell.trim() === '') continue
      if (normalise(cell).finding?.level === 'W') return -1
      good++
    }
    fields.forEach((field, index) => {
      if (field && beginnings[field.id]?.test(cells[index] ?? '')) good++
    })
    return good
  }
  // Long texts are where separators hide.
  const hiding = uses.map((_, index) => index).filter((index) => !fields[index] || !tells(fields[index]!))
  const ranked = hiding.sort((a, b) => Number(fields[b]?.kind === 'prose') - Number(fields[a]?.kind === 'prose'))
  return (cells) => {
    const extra = cells.length - uses.length
    let best: { cells: readonly string[]; good: number } | null = null
    for (const at of ranked) {
      const merged = [...cells.slice(0, at), cells.slice(at, at + extra + 1).join(delimiter), ...cells.slice(at + extra + 1)]
      const good = fits(merged)
      if (good >= 2 && (best === null || good > best.good)) best = { cells: merged, good }
    }
    const cut = cells.slice(0, uses.length)
    const asIs = fits(cut)
    if (asIs >= 2 && (best === null || asIs >= best.good)) return { kind: 'surplus', cells: cut }
    return best && { kind: 'mended', cells: best.cells }
  }
}
