import type { DraftFieldView } from '@xiezhi/platform/contract/standards'

/** What a field is, as people choose it: type and kind together. */
export const whatFields = {
  words: { type: 'varchar(200)', kind: null },
  prose: { type: 'text', kind: null },
  name: { type: 'varchar(200)', kind: 'name' },
  identity: { type: 'varchar(32)', kind: 'identity' },
  party_id: { type: 'varchar(32)', kind: 'party_id' },
  personal_no: { type: 'varchar(32)', kind: 'personal_no' },
  phone: { type: 'varchar(20)', kind: 'phone' },
  credit_code: { type: 'char(18)', kind: 'credit_code' },
  org_code: { type: 'char(9)', kind: 'org_code' },
  document_no: { type: 'varchar(128)', kind: 'document_no' },
  case_no: { type: 'varchar(64)', kind: 'case_no' },
  system_no: { type: 'varchar(64)', kind: 'system_no' },
  plate: { type: 'varchar(16)', kind: 'plate' },
  division: { type: 'char(6)', kind: 'division' },
  date: { type: 'date', kind: null },
  datetime: { type: 'datetime', kind: null },
  month: { type: 'month', kind: null },
  int: { type: 'int', kind: null },
  decimal: { type: 'decimal(16,2)', kind: null },
  bool: { type: 'bool', kind: null },
  code: { type: 'code', kind: null },
} as const
export type WhatField = keyof typeof whatFields
export const isWhatField = (text: string): text is WhatField => Object.hasOwn(whatFields, text)

/** Numbers of people are sealed whatever else is said of the field. */
export const sealed: ReadonlySet<string> = new Set(['identity', 'party_id', 'personal_no', 'phone'])

export function whatOf({ type, kind }: Pick<DraftFieldView, 'type' | 'kind'>): WhatField {
  if (kind !== null && isWhatField(kind)) return kind
  const base = type.replace(/\(.*$/, '').replace('[]', '')
  if (base === 'text') return 'prose'
  return isWhatField(base) ? base : 'words'
}

export function changedTo(field: DraftFieldView, what: WhatField): DraftFieldView {
  const { type, kind } = whatFields[what]
  return {
    ...field,
    type,
    kind,
    event: what === 'date' || what === 'datetime',
    sensitivity: kind !== null && sealed.has(kind) ? 'sensitive' : field.sensitivity,
    dictionary: what === 'division' ? 'division' : null,
    codes: what === 'code' ? field.codes : [],
  }
}

/** A list of codes as it is typed: `返乡=回乡=1` is a code with two other ways of writing it. */
export const codeText = ({ code, also }: DraftFieldView['codes'][number]): string => [code, ...also].join('=')
export function readCode(text: string): DraftFieldView['codes'][number] | null {
  const [code, ...also] = text
    .split(/[=＝]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return code === undefined ? null : { code, also }
}
