import type { Message } from '../message.ts'
import { recordKinds } from './body.ts'
import { formOf } from './content-form.ts'
import { knownNames, lookUp } from './header.ts'
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

const mostCodes = 12
const longestCode = 12

interface Found {
  readonly type: string
  readonly kind: string | null
  readonly sensitivity: DraftField['sensitivity']
  readonly codes: readonly string[]
  readonly reason: Message
}

/** What a column's values are; null where they say nothing. */
function byContent(values: readonly string[], rows: number, named: boolean): Found | null {
  if (values.length === 0) return null
  const form = formOf(values)
  if (form) return { type: form.type, kind: form.kind, sensitivity: form.sensitivity, codes: [], reason: form.reason }
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
