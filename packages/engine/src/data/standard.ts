import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Message } from '../message.ts'
import { type Code, codesOf, type Dictionary, entryOf, entrySource } from './dictionary.ts'
import type { ColumnType } from './schema.ts'

/**
 * A data standard: the fields of a dataset, how they may arrive, what makes a row unique and what is computed from it once,
 * at import. Written in YAML under `catalogue/standards/<dataset>/standard.yml`.
 */
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/)

/** What a value means, where its type alone does not tell how to clean it. */
const fieldKinds = [
  'text',
  'prose', // free text: identity numbers and telephones inside it are masked
  'name', // of a person or an organisation
  'document_no',
  'case_no',
  'any_no', // of a court case or of a document, whichever is written: joins as what it is
  'system_no', // given by a system: kept as it is, joins without regard to blanks and widths
  'credit_code',
  'org_code',
  'division',
  'identity', // a person's number: stored as a token with a mask
  'party_id', // a person's number or an organisation's code
  'personal_no', // made out of a person's number, or as telling as one (a certificate, an account): stored as a token with a mask
  'phone',
  'plate', // of a vehicle
  'longitude', // in degrees; with its latitude it is one place
  'latitude',
  'month',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** In what a number that is no money is kept; `measure.ts` knows what each may be written in. */
export const measures = ['吨', '千克', '㎡', '升', '米', '毫克/100ml', '月', '比例', '率'] as const
export type MeasureUnit = (typeof measures)[number]

const aliasSource = z.union([z.string(), z.strictObject({ name: z.string(), unit: z.literal('万元') })])

/** A number, a day or a month; days and months compare as text. */
const boundSource = z.union([z.number(), z.string().regex(/^\d{4}-\d{2}(?:-\d{2})?$/)])
const spanSource = z.strictObject({ from: boundSource.optional(), to: boundSource.optional() })

const fieldSource = z.strictObject({
  id: identifier,
  label: z.string(),
  type: z.string().regex(/^(varchar\(\d+\)|char\(\d+\)|text|varchar\[\]|code|code\[\]|int|decimal\(\d+,\d+\)|date|datetime|bool|month)$/),
  kind: z.enum(fieldKinds).optional(),
  unit: z.enum(measures).optional(),
  required: z.enum(['Y', 'C', 'N']).default('N'),
  when: z.string().optional(),
  sensitivity: z.enum(['none', 'personal', 'sensitive']).default('none'),
  aliases: z.array(aliasSource).default([]),
  /** Codes that no other field has, in a standard that comes by itself: a dictionary of its own, named after dataset and field. */
  codes: z.array(entrySource).optional(),
  /** Where a value is plausible at all, and how large a share of empty cells is. What lies beyond is told, never refused. */
  bounds: spanSource.extend({ empty: z.number().min(0).max(1).optional() }).optional(),
  /** `dataset.column`s in which what stands here is found: the case that a measure belongs to, the agency that a code names. */
  references: z.array(z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)).default([]),
  /** The dictionary whose codes stand here: their words, and their days, held against the row's own. */
  dictionary: identifier.optional(),
  event: z.boolean().default(false),
  /** What stands here is so now, whatever the row's main day: a register's district of today beside the day a firm was founded on. */
  current: z.boolean().default(false),
  /** The month field whose period ends with this one: it may then be longer than a month, and says its end where this one does not. */
  ends: identifier.optional(),
  /** The type words of court cases (行初, 执恢) that belong here: tables of courts are alike but for them. */
  case_types: z.array(z.string()).default([]),
  /** Ours to make up where a file lacks it: out of these fields, so that a row that comes again is known; `true`: out of the whole row. */
  generated: z.union([z.boolean(), z.array(identifier).min(1)]).default(false),
  note: z.string().optional(),
})

const partySource = z.strictObject({
  credit_code: identifier.optional(),
  identity: identifier.optional(),
  any: identifier.optional(),
  org_code: identifier.optional(),
  name: identifier.optional(),
})
export type PartySource = z.infer<typeof partySource>

const keySource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['document', 'case', 'name']),
    id: identifier,
    label: z.string(),
    from: identifier,
    grade: z.undefined().optional(),
  }),
  z.strictObject({
    /**
     * The day of birth that an identity number carries, for those born by `until` alone: beside the masked number it gives most of
     * the number away, so no standard keeps it for more people than its rules ask after.
     */
    kind: z.literal('birth-date'),
    id: identifier,
    label: z.string(),
    from: identifier,
    until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    grade: z.undefined().optional(),
  }),
  z.strictObject({ kind: z.literal('party'), id: identifier, label: z.string(), from: partySource, grade: identifier.optional() }),
])
export type StandardKey = z.infer<typeof keySource>

const childSource = z.strictObject({
  id: identifier,
  label: z.string(),
  kind: z.enum(['citations', 'amounts', 'dates', 'names']),
  from: z.array(identifier).min(1),
  parent: z.array(identifier).min(1),
})
export type StandardChild = z.infer<typeof childSource>

const severalSource = z.strictObject({
  /** The party key of the natural key: the dataset has a row for each party, so that a cell with several is parted. */
  key: identifier,
  /** The field that counts them. */
  seq: identifier,
  /** Sums that are one for all of them: they stand in the first row alone. */
  once: z.array(identifier).default([]),
  /** Fields that belong to one party: where they are filled beside several names nobody knows whose they are. */
  alone: z.array(identifier).default([]),
  /** The codes of a field that speak of people: names without numbers are parted beside these (or an empty cell) alone. */
  people: z.strictObject({ field: identifier, codes: z.array(z.string()).min(1) }).optional(),
})
export type Several = z.infer<typeof severalSource>

const orderSource = z.strictObject({ earlier: identifier, later: identifier })

const standardSource = z.strictObject({
  id: identifier,
  label: z.string(),
  purpose: z.string(),
  source: z.string(),
  natural_key: z.array(identifier).min(1),
  /** One dataset may be known by a field that others share; these fields tell it apart when a header fits several. */
  marks: z.array(identifier).default([]),
  fields: z.array(fieldSource).min(1),
  keys: z.array(keySource).default([]),
  children: z.array(childSource).default([]),
  /** Days that can't come the other way round; a row that has them so is flagged. */
  order: z.array(orderSource).default([]),
  several: severalSource.optional(),
  /** How many rows of a month are plausible from a county up to a province, and how large a share of a required field may be empty. */
  bounds: z.strictObject({ rows_a_month: spanSource.optional(), empty: z.number().min(0).max(1).optional() }).optional(),
})

export interface Span {
  readonly from: number | string | null
  readonly to: number | string | null
}

export interface Reference {
  readonly dataset: string
  readonly column: string
}

export interface StandardField {
  readonly id: string
  readonly label: string
  readonly type: string
  readonly columnType: ColumnType
  readonly kind: FieldKind
  readonly scale: number | null
  readonly unit: MeasureUnit | null
  readonly required: 'Y' | 'C' | 'N'
  readonly when: string | null
  readonly sensitivity: 'none' | 'personal' | 'sensitive'
  readonly aliases: readonly { readonly name: string; readonly unit: '万元' | null }[]
  /** Of a field of codes, from its dictionary. */
  readonly codes: readonly Code[] | null
  /** Where its values are plausible; null where nothing is said. */
  readonly span: Span | null
  /** The largest plausible share of empty cells; null where nothing is said. */
  readonly mostEmpty: number | null
  readonly references: readonly Reference[]
  readonly dictionary: string | null
  readonly event: boolean
  /** Holds what is so now, so that its code may be younger than the row's main day. */
  readonly current: boolean
  readonly caseTypes: readonly string[]
  /** The field whose period ends with this one. */
  readonly ends: string | null
  /** Another field holds its end, so that it may be a quarter, half or year. */
  readonly spans: boolean
  readonly generated: boolean
  /** What a generated number is made of; empty where the whole row is. */
  readonly generatedFrom: readonly string[]
}

export interface Standard {
  readonly id: string
  readonly label: string
  readonly purpose: string
  readonly source: string
  readonly naturalKey: readonly string[]
  readonly marks: readonly string[]
  readonly fields: readonly StandardField[]
  readonly keys: readonly StandardKey[]
  readonly children: readonly StandardChild[]
  readonly order: readonly { readonly earlier: string; readonly later: string }[]
  /** What a cell with several parties becomes; absent where the dataset has no row for each. */
  readonly several?: Several | undefined
  /** Dictionaries that it brings itself. */
  readonly dictionaries: readonly Dictionary[]
  /** Plausible rows of a month; null where nothing is said. */
  readonly rowsAMonth: { readonly from: number | null; readonly to: number | null } | null
}

/** A place in a catalogue file that is wrong; the same form as the findings of the model language. */
export interface StandardFinding {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly level: 'error' | 'warning'
  readonly message: Message
}

const columnTypeOf = (type: string): ColumnType => {
  if (type.endsWith('[]')) return 'text[]'
  if (type.startsWith('decimal')) return 'decimal'
  if (type === 'int' || type === 'date' || type === 'datetime' || type === 'bool') return type
  return 'text'
}

const kindOf = (type: string): FieldKind => (type === 'text' ? 'prose' : type === 'month' ? 'month' : 'text')

const spanOf = (bounds: z.infer<typeof spanSource> | undefined): Span | null =>
  bounds?.from === undefined && bounds?.to === undefined ? null : { from: bounds.from ?? null, to: bounds.to ?? null }

/** A list that a field brings itself: its words are the office's own. */
const ofOne = { standard: null, asOf: null, complete: false, verified: true, note: null } as const

const numeric = (value: number | string | undefined): number | null => (typeof value === 'number' ? value : null)

function referenceOf(text: string): Reference {
  const [dataset = '', column = ''] = text.split('.')
  return { dataset, column }
}

export type Dictionaries = ReadonlyMap<string, Dictionary>

const ownDictionary = (dataset: string, field: string): string => `${dataset}.${field}`

/** What the dataset says of all its required fields holds where the field itself says nothing. */
function readField(source: z.infer<typeof fieldSource>, dataset: string, mostEmpty: number | undefined): StandardField {
  return {
    id: source.id,
    label: source.label,
    type: source.type,
    columnType: columnTypeOf(source.type),
    kind: source.kind ?? kindOf(source.type),
    scale: source.type.startsWith('decimal') ? Number(/,(\d+)\)/.exec(source.type)?.[1]) : null,
    unit: source.unit ?? null,
    required: source.required,
    when: source.when ?? null,
    sensitivity: source.sensitivity,
    aliases: source.aliases.map((alias) => (typeof alias === 'string' ? { name: alias, unit: null } : alias)),
    codes: null,
    span: spanOf(source.bounds),
    mostEmpty: source.bounds?.empty ?? (source.required === 'Y' ? (mostEmpty ?? null) : null),
    references: source.references.map(referenceOf),
    dictionary: source.dictionary ?? (source.codes ? ownDictionary(dataset, source.id) : null),
    event: source.event,
    current: source.current,
    caseTypes: source.case_types,
    ends: source.ends ?? null,
    spans: false,
    generated: source.generated !== false,
    generatedFrom: Array.isArray(source.generated) ? source.generated : [],
  }
}

/** The standard with the codes that its dictionaries have: those of the catalogue, or an office's newer tables in their place. */
export function withCodes(standard: Standard, dictionaries: Dictionaries): Standard {
  let changed = false
  const fields = standard.fields.map((field) => {
    const dictionary = field.dictionary === null || !isCoded(field) ? undefined : dictionaries.get(field.dictionary)
    if (!dictionary || codesOf(dictionary) === field.codes) return field
    changed = true
    return { ...field, codes: codesOf(dictionary) }
  })
  return changed ? { ...standard, fields } : standard
}

export const allWithCodes = (standards: ReadonlyMap<string, Standard>, dictionaries: Dictionaries): ReadonlyMap<string, Standard> =>
  new Map(Array.from(standards, ([id, standard]) => [id, withCodes(standard, dictionaries)] as const))

const isCoded = ({ type }: StandardField): boolean => type.startsWith('code')

type At = (path: readonly PropertyKey[], code: string, values?: Message['values']) => void

/** Names inside a standard that point nowhere: the checks that a shape alone can't make. */
function checkNames(standard: Standard, dictionaries: Dictionaries | undefined, report: At): void {
  const fields = new Set<string>()
  standard.fields.forEach((field, index) => {
    if (fields.has(field.id)) report(['fields', index, 'id'], 'standard.duplicate', { name: field.id })
    fields.add(field.id)
    const days = field.columnType === 'date' || field.columnType === 'datetime' || field.kind === 'month'
    const numbers = field.columnType === 'int' || field.columnType === 'decimal'
    for (const bound of [field.span?.from, field.span?.to])
      if (bound !== null && bound !== undefined && !(typeof bound === 'number' ? numbers : days))
        report(['fields', index, 'bounds'], 'standard.bound', { name: field.id, bound })
    if (isCoded(field) && field.dictionary === null) report(['fields', index, 'type'], 'standard.no-codes', { name: field.id })
    else if (field.dictionary !== null && dictionaries && !dictionaries.has(field.dictionary))
      report(['fields', index, 'dictionary'], 'standard.no-dictionary', { name: field.dictionary })
  })
  const known = (name: string, path: readonly PropertyKey[]): void => {
    if (!fields.has(name)) report(path, 'standard.unknown-field', { name })
  }
  standard.fields.forEach((field, index) => {
    for (const name of field.generatedFrom) known(name, ['fields', index, 'generated'])
    if (field.ends !== null) known(field.ends, ['fields', index, 'ends'])
  })
  standard.keys.forEach((key, index) => {
    const from = key.kind === 'party' ? Object.values(key.from) : [key.from]
    for (const name of from) if (name) known(name, ['keys', index, 'from'])
  })
  standard.marks.forEach((name, index) => {
    known(name, ['marks', index])
  })
  standard.order.forEach((pair, index) => {
    known(pair.earlier, ['order', index, 'earlier'])
    known(pair.later, ['order', index, 'later'])
  })
  if (standard.several) {
    const { key, seq, once, alone, people } = standard.several
    for (const name of [seq, ...once, ...alone, ...(people ? [people.field] : [])]) known(name, ['several'])
    if (!standard.naturalKey.includes(key) || !standard.keys.some((each) => each.id === key && each.kind === 'party'))
      report(['several', 'key'], 'standard.several', { name: key })
  }
  for (const key of standard.keys) fields.add(key.id)
  standard.naturalKey.forEach((name, index) => {
    known(name, ['natural_key', index])
  })
  standard.children.forEach((child, index) => {
    for (const name of [...child.from, ...child.parent]) known(name, ['children', index])
  })
}

/** Reads a standard, and tells every mistake with its line and column. Without dictionaries only its own codes are known. */
export function parseStandard(
  text: string,
  file: string,
  shared?: Dictionaries,
): { standard?: Standard; findings: readonly StandardFinding[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const findings: StandardFinding[] = []
  const add = (offset: number, message: Message): void => {
    const at = lines.linePos(offset)
    findings.push({ file, line: at.line, column: at.col, level: 'error', message })
  }
  for (const error of document.errors) add(error.pos[0], { code: 'standard.yaml', values: { problem: error.message.split('\n')[0] ?? '' } })
  if (findings.length > 0) return { findings }

  const report: At = (path, code, values) => {
    // The nearest node that exists: a missing key is told at its parent.
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
      if (Array.isArray(range) && typeof range[0] === 'number') return add(range[0], { code, ...(values && { values }) })
    }
    add(0, { code, ...(values && { values }) })
  }
  const parsed = standardSource.safeParse(document.toJS())
  if (!parsed.success) {
    for (const issue of parsed.error.issues) report(issue.path, 'standard.shape', { path: issue.path.join('.'), problem: issue.message })
    return { findings }
  }
  const { natural_key: naturalKey, fields, bounds, ...rest } = parsed.data
  const month = bounds?.rows_a_month
  const own = fields.flatMap(({ id, label, codes }) =>
    codes
      ? [{ ...ofOne, id: ownDictionary(rest.id, id), label: `${rest.label}·${label}`, source: rest.source, entries: codes.map(entryOf) }]
      : [],
  )
  fields.forEach(({ id, codes, dictionary }, index) => {
    if (codes && dictionary !== undefined) report(['fields', index, 'codes'], 'standard.codes-twice', { name: id })
  })
  const ended = new Set(fields.map(({ ends }) => ends))
  const standard: Standard = {
    ...rest,
    naturalKey,
    fields: fields.map((field) => ({ ...readField(field, rest.id, bounds?.empty), spans: ended.has(field.id) })),
    dictionaries: own,
    rowsAMonth: month ? { from: numeric(month.from), to: numeric(month.to) } : null,
  }
  const mine = own.map((one) => [one.id, one] as const)
  const all = new Map([...(shared ?? []), ...mine])
  checkNames(standard, shared && all, report)
  return findings.length > 0 ? { findings } : { standard: withCodes(standard, all), findings }
}
