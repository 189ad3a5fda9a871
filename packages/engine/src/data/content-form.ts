import type { Message } from '../message.ts'
import { normaliseAmount, normaliseInteger } from './normalise/amount.ts'
import { normaliseDate, normaliseMonth } from './normalise/date.ts'
import { caseKey, docKey } from './normalise/document.ts'
import { isCreditCode, isIdentity, isOrganisationCode, provinces } from './normalise/identity.ts'
import { normaliseMoment } from './normalise/moment.ts'
import { normalisePlate } from './normalise/plate.ts'
import { foldTight } from './normalise/text.ts'
import type { DraftField } from './standard-draft.ts'

/** What the values of a column are by their form alone, the surest forms first. */
export interface ContentForm {
  readonly code: string
  readonly type: string
  readonly kind: string | null
  readonly sensitivity: DraftField['sensitivity']
  readonly reason: Message
}

/** How much of a column must be of a form for it to be of that form. */
const most = 0.9

type Form = readonly [
  code: string,
  type: string,
  kind: string | null,
  sensitivity: DraftField['sensitivity'],
  test: (text: string, raw: string) => boolean,
]

const forms: readonly Form[] = [
  ['identity', 'varchar(32)', 'identity', 'sensitive', (text) => isIdentity(text) || /^[1-9]\d{5}[\d*]{8}\d{3}[\dX]$/.test(text)],
  ['credit-code', 'char(18)', 'credit_code', 'none', isCreditCode],
  ['org-code', 'char(9)', 'org_code', 'none', (text) => isOrganisationCode(text) && /[A-Z]/.test(text)],
  ['phone', 'varchar(20)', 'phone', 'sensitive', (text) => /^1\d{10}$/.test(text)],
  [
    'plate',
    'varchar(16)',
    'plate',
    'personal',
    (text, raw) => /^[\u4e00-\u9fff][A-Z]/.test(text) && normalisePlate(raw).finding === undefined,
  ],
  ['case-no', 'varchar(64)', 'case_no', 'none', (text) => caseKey(text).known],
  ['document-no', 'varchar(128)', 'document_no', 'none', (text) => /\(\d{4}\)\d+(?:-\d+)?号$/.test(docKey(text))],
  ['month', 'month', null, 'none', (text, raw) => /^\d{4}[-/.年]\d{1,2}月?$/.test(text) && normaliseMonth(raw).value !== null],
  [
    'date',
    'date',
    null,
    'none',
    (text, raw) => /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?:19|20)\d{6})$/.test(text) && normaliseDate(raw).value !== null,
  ],
  ['datetime', 'datetime', null, 'none', (text, raw) => /\d{1,2}:\d{2}/.test(text) && normaliseMoment(raw).value !== null],
  ['bool', 'bool', null, 'none', (text) => /^[是否有无]$/.test(text)],
  // What reads as codes of divisions is a number too: six digits under a province.
  ['division', 'char(6)', 'division', 'none', (text) => /^\d{6}$/.test(text) && provinces.has(text.slice(0, 2))],
  ['int', 'int', null, 'none', (text, raw) => /^-?(?:0|[1-9]\d{0,7})$/.test(text) && normaliseInteger(raw).value !== null],
  [
    'decimal',
    'decimal(16,2)',
    null,
    'none',
    (text, raw) => /\d/.test(text) && /^[-¥￥\d.,元万亿]+$/.test(text) && normaliseAmount(raw).value !== null,
  ],
]

const shareOf = (values: readonly string[], test: (text: string, raw: string) => boolean): number =>
  values.filter((raw) => test(foldTight(raw).toUpperCase(), raw)).length / values.length

/** The form of a column's values (none of them blank); null where they have none in common. */
export function formOf(values: readonly string[]): ContentForm | null {
  if (values.length === 0) return null
  for (const [code, type, kind, sensitivity, test] of forms) {
    const part = shareOf(values, test)
    if (part < most) continue
    const reason = { code: `propose.${code}`, values: { count: values.length, share: `${Math.round(part * 100)}%` } }
    return { code, type, kind, sensitivity, reason }
  }
  return null
}
