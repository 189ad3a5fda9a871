import type { Message } from '../message.ts'
import { recordKinds } from './body.ts'
import { knownNames, lookUp } from './header.ts'
import { normaliseAmount, normaliseInteger } from './normalise/amount.ts'
import { normaliseDate, normaliseMonth } from './normalise/date.ts'
import { caseKey, docKey } from './normalise/document.ts'
import { isCreditCode, isIdentity, isOrganisationCode, provinces } from './normalise/identity.ts'
import { normaliseMoment } from './normalise/moment.ts'
import { normalisePlate } from './normalise/plate.ts'
import { foldTight, isNothing } from './normalise/text.ts'
import { recognise } from './recognise.ts'
import type { Standard, StandardField } from './standard.ts'
import type { DraftField, StandardDraft } from './standard-draft.ts'

/**
 * A standard proposed out of a file that is of none: its fields from what stands in the columns first, since that is surer than any heading,
 * and from the headings of the other standards for the rest. Each proposal says why it was made; a person decides.
 */
export interface Proposal {
  readonly draft: StandardDraft
  /** The standard that the file is of already. */
  readonly dataset: string | null
  readonly rows: number
}

/** How much of a column must be of a form for it to be of that form. */
const most = 0.9
const mostCodes = 12
const longestCode = 12

interface Found {
  readonly type: string
  readonly kind: string | null
  readonly sensitivity: DraftField['sensitivity']
  readonly codes: readonly string[]
  readonly reason: Message
}

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
  ['int', 'int', null, 'none', (text, raw) => /^-?(?:0|[1-9]\d{0,7})$/.test(text) && normaliseInteger(raw).value !== null],
  [
    'decimal',
    'decimal(16,2)',
    null,
    'none',
    (text, raw) => /\d/.test(text) && /^[-¥￥\d.,元万亿]+$/.test(text) && normaliseAmount(raw).value !== null,
  ],
]

const share = (values: readonly string[], test: (text: string, raw: string) => boolean): number =>
  values.filter((raw) => test(foldTight(raw).toUpperCase(), raw)).length / values.length

/** What a column's values are; null where they say nothing. */
function byContent(values: readonly string[], rows: number, named: boolean): Found | null {
  if (values.length === 0) return null
  for (const [code, type, kind, sensitivity, test] of forms) {
    // What reads as codes of divisions is a number too: six digits under a province.
    if (code === 'int' && share(values, (text) => /^\d{6}$/.test(text) && provinces.has(text.slice(0, 2))) >= most)
      return {
        type: 'char(6)',
        kind: 'division',
        sensitivity: 'none',
        codes: [],
        reason: { code: 'propose.division', values: percentOf(values, 1) },
      }
    const part = share(values, test)
    if (part >= most) return { type, kind, sensitivity, codes: [], reason: { code: `propose.${code}`, values: percentOf(values, part) } }
  }
  const words = [...new Set(values.map(foldTight))]
  // Three persons in thirty rows are no list of codes.
  const few =
    !named &&
    words.length <= mostCodes &&
    rows >= 8 &&
    words.length * 3 <= values.length &&
    words.every((word) => [...word].length <= longestCode)
  if (few)
    return {
      type: 'code',
      kind: null,
      sensitivity: 'none',
      codes: words.sort(),
      reason: { code: 'propose.codes', values: { count: words.length, rows: values.length } },
    }
  const long = values.filter((text) => [...text].length > 40).length
  return long * 5 >= values.length
    ? { type: 'text', kind: null, sensitivity: 'personal', codes: [], reason: { code: 'propose.prose', values: {} } }
    : null
}

const percentOf = (values: readonly string[], part: number): Record<string, string | number> => ({
  count: values.length,
  share: `${Math.round(part * 100)}%`,
})

/** The field of another standard that is called so, where these agree on what it is. */
function byHeading(heading: string, standards: readonly Standard[]): { field: StandardField; standard: Standard } | null {
  const found = standards.flatMap((standard) => {
    const known = lookUp(knownNames(standard), heading)
    return known ? [{ field: known.field, standard, own: known.by === 'name' }] : []
  })
  const count = (id: string): number => found.filter(({ field }) => field.id === id).length
  return found.sort((a, b) => count(b.field.id) - count(a.field.id) || Number(b.own) - Number(a.own))[0] ?? null
}

const words: readonly (readonly [RegExp, string])[] = [
  [/(?:日期|时间|日)$/, 'date'],
  [/(?:金额|数额|费用|额)/, 'amount'],
  [/(?:编号|号码|编码|文号|号)$/, 'no'],
  [/代码$/, 'code'],
  [/(?:姓名|人)$/, 'person'],
  [/(?:名称|名)$/, 'name'],
  [/(?:单位|机关|机构|部门|局)$/, 'org'],
  [/(?:类型|类别|种类|方式)$/, 'kind'],
  [/(?:状态|情况|结果)$/, 'state'],
  [/(?:地址|地点|住所|坐落)$/, 'address'],
  [/(?:备注|说明|内容|事由|原因)$/, 'note'],
  [/(?:数量|次数|天数|人数|数)$/, 'count'],
]

const byKind: Readonly<Record<string, string | undefined>> = {
  identity: 'id_no',
  credit_code: 'usc_code',
  org_code: 'org_code',
  phone: 'phone',
  plate: 'plate_no',
  division: 'division_code',
  document_no: 'document_no',
  case_no: 'case_no',
}

/** A name for the machine: the other standard's, the heading itself where it is Latin, else what its ending says. */
function idFor(heading: string, known: StandardField | undefined, kind: string | null, taken: ReadonlySet<string>): string {
  const latin = heading
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const said =
    known?.id ??
    (kind === null ? undefined : byKind[kind]) ??
    (/^[a-z]/.test(latin) && latin.length >= 2
      ? latin
      : (words.find(([ending]) => ending.test(heading.replace(/[（(].*$/, '')))?.[1] ?? 'field'))
  if (!taken.has(said)) return said
  for (let number = 2; ; number++) if (!taken.has(`${said}_${number}`)) return `${said}_${number}`
}

const nameLike = /(?:姓名|名称|当事人|相对人|负责人|经办人|承办人|单位|机关|机构|人)$/

export function proposeStandard(records: readonly (readonly string[])[], name: string, standards: readonly Standard[]): Proposal | null {
  const layout = recognise(records, standards)
  const last = layout.headerRecords.at(-1)
  if (last === undefined) return null
  const kindOf = recordKinds(layout.columns)
  const body = records.slice(last + 1).filter((cells) => kindOf(cells) === 'row')
  const taken = new Set<string>()
  const fields: DraftField[] = []
  const distinct = new Map<string, number>()
  const columns = new Map<string, number>()
  layout.columns.forEach((column, index) => {
    if (column === '' || /^(?:序号|行号|NO\.?)$/i.test(column)) return
    const cells = body.map((row) => row[index] ?? '')
    const values = cells.filter((cell) => !isNothing(foldTight(cell)))
    const content = byContent(values.slice(0, 2000), body.length, nameLike.test(column.replace(/[（(].*$/, '')))
    const other = byHeading(column, standards)
    // A heading that another standard has is worth its type only where the values don't say otherwise.
    const known =
      other && (content === null || content.type === other.field.type || content.kind === other.field.kind || agrees(content, other.field))
        ? other
        : null
    const id = idFor(column, known?.field, content?.kind ?? null, taken)
    taken.add(id)
    columns.set(id, index)
    const filled = values.length === body.length && body.length > 0
    distinct.set(id, new Set(values.map(foldTight)).size)
    const named = content === null && (known?.field.kind === 'name' || nameLike.test(column.replace(/[（(].*$/, '')))
    const type =
      known && (known.field.codes === null || content?.type !== 'code') && !known.field.type.startsWith('code')
        ? known.field.type
        : (content?.type ?? widthOf(values))
    const kind =
      known?.field.kind && !['text', 'prose', 'month'].includes(known.field.kind)
        ? known.field.kind
        : (content?.kind ?? (named ? 'name' : null))
    const reasons: Message[] = []
    if (known) reasons.push({ code: 'propose.heading', values: { dataset: known.standard.label, field: known.field.label } })
    if (content) reasons.push(content.reason)
    if (!known && !content) reasons.push({ code: named ? 'propose.name' : 'propose.plain', values: {} })
    if (filled) reasons.push({ code: 'propose.filled', values: { rows: body.length } })
    fields.push({
      column,
      id,
      label: column,
      type,
      kind,
      required: filled ? 'Y' : 'N',
      sensitivity:
        known && known.field.sensitivity !== 'none'
          ? known.field.sensitivity
          : (content?.sensitivity ?? (named && /人|姓名/.test(column) ? 'personal' : 'none')),
      event: type === 'date' || type === 'datetime',
      aliases: [],
      codes: (type.startsWith('code') ? (content?.codes ?? []) : []).map((code) => ({ code, also: [] })),
      dictionary: kind === 'division' ? 'division' : null,
      reasons,
    })
  })
  const naturalKey = keyFor(fields, body, columns, distinct)
  const marks = [
    ...naturalKey,
    ...fields.filter(({ id, required }) => required === 'Y' && !naturalKey.includes(id)).map(({ id }) => id),
    ...fields.map(({ id }) => id),
  ]
  const label = name
    .replace(/\.[^.]+$/, '')
    .replace(/^\d+[_\-.、 ]*/, '')
    .slice(0, 40)
  return {
    draft: { id: '', label, purpose: '', source: '', naturalKey, marks: [...new Set(marks)].slice(0, 6), fields },
    dataset: layout.dataset,
    rows: body.length,
  }
}

/** A date column holds days, a money column sums, whatever its heading is written with. */
const agrees = (content: Found, field: StandardField): boolean =>
  (content.type === 'date' && field.columnType === 'date') ||
  ((content.type === 'int' || content.type.startsWith('decimal')) && field.columnType === 'decimal') ||
  (content.type === 'int' && field.columnType === 'int') ||
  (content.kind === 'identity' && field.kind === 'party_id') ||
  (content.kind === 'credit_code' && field.kind === 'party_id')

function widthOf(values: readonly string[]): string {
  const longest = values.reduce((width, value) => Math.max(width, [...value].length), 0)
  return `varchar(${longest <= 50 ? 100 : longest <= 100 ? 200 : longest <= 200 ? 500 : 1000})`
}

/** The fewest columns that tell every row apart: a number first, then a person and a day; none where nothing does. */
function keyFor(
  fields: readonly DraftField[],
  body: readonly (readonly string[])[],
  columns: ReadonlyMap<string, number>,
  distinct: ReadonlyMap<string, number>,
): string[] {
  const rows = body.length
  if (rows < 2) return []
  const full = fields.filter(({ required }) => required === 'Y')
  const rank = ({ kind, label, type }: DraftField): number =>
    kind === 'document_no' || kind === 'case_no'
      ? 0
      : /(?:编号|号码|证号|单号|文号|号)$/.test(label)
        ? 1
        : kind === 'identity' || kind === 'credit_code' || kind === 'party_id'
          ? 2
          : type === 'date' || type === 'month' || type === 'datetime'
            ? 4
            : 3
  const usable = full
    .filter(({ type, kind }) => type !== 'text' && !type.startsWith('decimal') && type !== 'bool' && (kind !== 'name' || full.length < 4))
    .sort((a, b) => rank(a) - rank(b))
  const single = usable.find((field) => distinct.get(field.id) === rows && rank(field) <= 2)
  if (single) return [single.id]
  const apart = (ids: readonly string[]): boolean =>
    new Set(body.map((cells) => ids.map((id) => foldTight(cells[columns.get(id) ?? 0] ?? '')).join('\u001f'))).size === rows
  for (const a of usable.slice(0, 6)) for (const b of usable) if (a !== b && rank(a) <= 2 && apart([a.id, b.id])) return [a.id, b.id]
  return []
}
