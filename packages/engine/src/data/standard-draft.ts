import { stringify } from 'yaml'
import type { Message } from '../message.ts'

/** A standard in the making, as a page edits it: flat, and always writable as the file that the catalogue reads. */
export interface DraftField {
  /** The heading that it was proposed for; empty where a person added it. */
  readonly column: string
  readonly id: string
  readonly label: string
  readonly type: string
  readonly kind: string | null
  readonly required: 'Y' | 'C' | 'N'
  readonly sensitivity: 'none' | 'personal' | 'sensitive'
  readonly event: boolean
  readonly aliases: readonly string[]
  readonly codes: readonly { readonly code: string; readonly also: readonly string[] }[]
  readonly dictionary: string | null
  /** Why it is proposed so. */
  readonly reasons: readonly Message[]
}

export interface StandardDraft {
  readonly id: string
  readonly label: string
  readonly purpose: string
  readonly source: string
  /** Fields that make a row what it is; none: its number is made out of the whole row. */
  readonly naturalKey: readonly string[]
  readonly marks: readonly string[]
  readonly fields: readonly DraftField[]
}

const made = 'record_id'

/** Keys by which other datasets meet it: of numbers of documents and cases, and of the party. */
function keysOf({ fields }: StandardDraft): Record<string, unknown>[] {
  const first = (...kinds: readonly string[]): DraftField | undefined =>
    fields.find((field) => field.kind !== null && kinds.includes(field.kind) && !field.type.endsWith('[]'))
  const document = first('document_no')
  const court = first('case_no')
  const [credit, identity, any, organisation] = [first('credit_code'), first('identity'), first('party_id'), first('org_code')]
  const name = fields.find((field) => field.kind === 'name' && field.sensitivity !== 'none') ?? first('name')
  const from = {
    ...(credit && credit.id !== 'agency_code' && { credit_code: credit.id }),
    ...(identity && { identity: identity.id }),
    ...(any && { any: any.id }),
    ...(organisation && { org_code: organisation.id }),
  }
  return [
    ...(document ? [{ id: 'doc_key', kind: 'document', label: '文号键', from: document.id }] : []),
    ...(court ? [{ id: 'case_key', kind: 'case', label: '案号键', from: court.id }] : []),
    ...(Object.keys(from).length > 0
      ? [{ id: 'party_key', kind: 'party', label: '主体键', from: { ...from, ...(name && { name: name.id }) } }]
      : []),
  ]
}

/** The file of the catalogue that says the same. */
export function draftYaml(draft: StandardDraft): string {
  const keys = keysOf(draft)
  const keyOf = (id: string): string => {
    const key = keys.find((one) => one.from === id)
    return typeof key?.id === 'string' ? key.id : id
  }
  const natural = draft.naturalKey.map(keyOf)
  const fields = draft.fields.map((field) => ({
    id: field.id,
    label: field.label,
    type: field.type,
    ...(field.kind !== null && { kind: field.kind }),
    ...(field.required !== 'N' && { required: field.required }),
    ...(field.sensitivity !== 'none' && { sensitivity: field.sensitivity }),
    ...(field.event && { event: true }),
    ...(field.dictionary !== null && { dictionary: field.dictionary }),
    ...(field.aliases.length > 0 && { aliases: [...field.aliases] }),
    ...(field.type.startsWith('code') &&
      field.dictionary === null && {
        codes: field.codes.map(({ code, also }) => ({ code, ...(also.length > 0 && { also: [...also] }) })),
      }),
  }))
  const own = { id: made, label: '记录编号', type: 'varchar(64)', required: 'Y', generated: true }
  return stringify(
    {
      id: draft.id,
      label: draft.label,
      purpose: draft.purpose,
      source: draft.source,
      natural_key: natural.length > 0 ? natural : [made],
      marks: [...draft.marks],
      fields: natural.length > 0 ? fields : [own, ...fields],
      ...(keys.length > 0 && { keys }),
      bounds: { empty: 0.05 },
    },
    { lineWidth: 160 },
  )
}

const invented = {
  identity: ['11010519491231002X', '110105194912310214'],
  credit_code: ['91512081MA62K0260E', '11230500001755309F'],
  org_code: ['MA62K0260', '001755309'],
  phone: ['10012345678', '10012345679'],
  document_no: ['云某字〔2025〕1号', '云某字〔2025〕2号'],
  case_no: ['（2025）黔9901行初1号', '（2025）黔9901行初2号'],
  plate: ['贵F12345', '贵F12346'],
  division: ['520103', '520502'],
} as const
const isInvented = (kind: string): kind is keyof typeof invented => Object.hasOwn(invented, kind)

/** A cell that nobody has, in the form of the field. */
function inventedCell(field: DraftField, row: 0 | 1): string {
  const { type, kind, codes } = field
  if (type.startsWith('code')) return codes[row]?.code ?? codes[0]?.code ?? ''
  if (kind === 'party_id') return invented.identity[row]
  if (kind !== null && isInvented(kind)) return invented[kind][row]
  if (kind === 'name' || type === 'varchar[]') return row === 0 ? '张某某' : '李某某'
  if (kind === 'personal_no') return `A000000${row + 1}`
  if (type === 'date') return `2025-03-0${row + 4}`
  if (type === 'datetime') return `2025-03-0${row + 4} 10:00:00`
  if (type === 'month') return `2025-0${row + 3}`
  if (type === 'bool') return row === 0 ? '是' : '否'
  if (type === 'int') return String(row + 1)
  if (type.startsWith('decimal')) return `${row + 1}00.00`
  return type === 'text' ? `这是一段虚构的说明文字，第 ${row + 1} 行。` : `虚构${row + 1}`
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Two invented rows under the labels, as every standard has them. */
export function draftSample({ fields }: StandardDraft): string {
  const lines = [
    fields.map(({ label }) => label),
    fields.map((field) => inventedCell(field, 0)),
    fields.map((field) => inventedCell(field, 1)),
  ]
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`
}
