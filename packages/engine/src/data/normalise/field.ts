import type { StandardField } from '../standard.ts'
import { type AmountHabit, normaliseAmount, normaliseInteger } from './amount.ts'
import { type CodeTable, codeTable, normaliseBoolean, normaliseCode, normaliseCodes } from './code.ts'
import { normaliseCoordinate } from './coordinate.ts'
import { type DateHabit, longTerm, normaliseDate, normaliseMonth } from './date.ts'
import { normaliseAnyNo, normaliseCaseNo, normaliseDocumentNo, normaliseSystemNo } from './document.ts'
import {
  normaliseCreditCode,
  normaliseDivision,
  normaliseIdentity,
  normaliseOrganisationCode,
  normalisePartyId,
  normalisePersonalNo,
  normalisePhone,
} from './identity.ts'
import { normaliseMeasure, unitInHeading } from './measure.ts'
import { normaliseMoment } from './moment.ts'
import { blank, type Outcome, plain, warn } from './outcome.ts'
import { normalisePeriod } from './period.ts'
import { isPersonName } from './person-name.ts'
import { normalisePlate } from './plate.ts'
import { foldLine, foldName, foldProse, foldTight, isNothing, nameKey, withoutQuotes } from './text.ts'

/** What the column as a whole tells about its cells. */
export interface Habit extends DateHabit {
  readonly unit?: AmountHabit['unit']
  /** The heading, which may say in what its numbers are counted. */
  readonly heading?: string | undefined
}

export type Normaliser = (raw: string) => Outcome

/** 王某、李某: names of persons in a row. An organisation that has such a mark in its name is longer, or ends otherwise. */
const person = '(?:[\\u4e00-\\u9fff]{2,4}|[\\u4e00-\\u9fff]{1,8}(?:·[\\u4e00-\\u9fff]{1,8})+)'
const persons = new RegExp(`^${person}(?: ?[、,，;；/|] ?${person})+$`)

/** Names below each other in one cell, which a folding into one line would make one name. A firm's name is broken between lines too. */
function belowEachOther(raw: string): string | null {
  if (!/[\r\n]/.test(raw)) return null
  const names = foldProse(raw).split('\n').map(foldName)
  return names.length > 1 && names.every(isPersonName) ? names.join('、') : null
}

function normaliseName(raw: string): Outcome {
  const name = belowEachOther(raw) ?? foldName(raw)
  if (isNothing(name)) return blank
  const key = nameKey(name)
  if (/测试|^TEST\d*$/i.test(key) && key.length <= 12) return { value: name, key, finding: warn('row.test') }
  if (/等\d+[人名户位]$|等[二两三四五六七八九十]+[人名户位]$/.test(key) || persons.test(name))
    return { value: name, key, finding: warn('name.several') }
  return { value: name, key }
}

/** What stands in one cell as a list: 、 ; and line breaks part it. */
const parts = (raw: string): readonly string[] =>
  foldProse(raw)
    .split(/[、;；|\n\r]|,|，/)
    .map(foldName)
    .filter((name) => !isNothing(name))

const listed = (values: readonly string[]): Outcome => (values.length === 0 ? blank : plain(JSON.stringify([...new Set(values)])))

const normaliseNames: Normaliser = (raw) => listed(parts(raw))

/** A list whose parts are read one by one: each by its normal form, the first finding told. */
const eachOf =
  (one: Normaliser): Normaliser =>
  (raw) => {
    const outcomes = parts(raw).map(one)
    const finding = outcomes.find((outcome) => outcome.finding)?.finding
    const read = listed(outcomes.flatMap((outcome) => outcome.key ?? outcome.value ?? []))
    return finding ? { ...read, finding } : read
  }

const line: Normaliser = (raw) => {
  const text = foldLine(raw)
  return isNothing(text) ? blank : plain(text)
}
const prose: Normaliser = (raw) => {
  const text = foldProse(raw)
  return isNothing(text) ? blank : plain(text)
}

/** A key of a system: kept as it is but for its blanks; a float in its place is beyond repair. */
const opaque: Normaliser = (raw) => {
  const text = foldLine(raw)
  if (isNothing(text)) return blank
  if (/^\d(?:\.\d+)?E\+?\d{2}$/i.test(foldTight(raw))) return { value: null, finding: warn('number.lost-precision') }
  return plain(text)
}

/** 长期, or a year far ahead: an end may stand open, but nothing has happened on such a day. */
const happened = (read: Outcome): Outcome => (read.value === longTerm ? { ...read, finding: warn('date.endless') } : read)

const aboutOf = (field: StandardField): AmountHabit['about'] => {
  if (field.id === 'fine_amount' || field.id === 'new_fine_amount') return 'fine'
  return field.id === 'confiscated_amount' ? 'confiscation' : undefined
}

const byKind: Readonly<Partial<Record<StandardField['kind'], Normaliser>>> = {
  prose,
  document_no: normaliseDocumentNo,
  case_no: normaliseCaseNo,
  any_no: normaliseAnyNo,
  system_no: normaliseSystemNo,
  credit_code: normaliseCreditCode,
  org_code: normaliseOrganisationCode,
  division: normaliseDivision,
  identity: normaliseIdentity,
  party_id: normalisePartyId,
  personal_no: normalisePersonalNo,
  phone: normalisePhone,
  plate: normalisePlate,
}

/** Numbers of systems that no kind speaks of. */
const isOpaque = ({ kind, type }: StandardField): boolean => kind === 'text' && /^varchar\((?:32|64)\)$/.test(type)

/** Names and free text may mean the quotation marks around them. */
const isText = (field: StandardField): boolean =>
  field.codes === null &&
  (field.columnType === 'text' || field.columnType === 'text[]') &&
  ['text', 'prose', 'name'].includes(field.kind) &&
  !isOpaque(field)

/** How the cells of a field are read: one function a field and column. */
export function normaliserOf(field: StandardField, habit: Habit = {}): Normaliser {
  const read = readerOf(field, habit)
  return isText(field) ? read : (raw) => read(withoutQuotes(raw))
}

function readerOf(field: StandardField, habit: Habit): Normaliser {
  if (field.codes) {
    const table: CodeTable = codeTable(field.codes)
    return field.columnType === 'text[]' ? (raw) => normaliseCodes(raw, table) : (raw) => normaliseCode(raw, table)
  }
  if (field.columnType === 'text[]') {
    const one = field.kind === 'name' ? undefined : byKind[field.kind]
    return one ? eachOf(one) : normaliseNames
  }
  if (field.unit) {
    const { unit, scale } = field
    const headed = unitInHeading(habit.heading ?? '', unit)
    return (raw) => normaliseMeasure(raw, unit, scale ?? 2, headed)
  }
  if (field.columnType === 'datetime') return (raw) => normaliseMoment(raw, habit)
  if (field.columnType === 'date') return field.event ? (raw) => happened(normaliseDate(raw, habit)) : (raw) => normaliseDate(raw, habit)
  if (field.columnType === 'bool') return normaliseBoolean
  if (field.columnType === 'int') return /天数$/.test(field.label) ? (raw) => normaliseInteger(raw, 'days') : (raw) => normaliseInteger(raw)
  if (field.kind === 'longitude' || field.kind === 'latitude') return (raw) => normaliseCoordinate(raw, field.scale ?? 6)
  if (field.columnType === 'decimal') {
    const amount: AmountHabit = { unit: habit.unit, scale: field.scale ?? 2, about: aboutOf(field) }
    return (raw) => normaliseAmount(raw, amount)
  }
  if (field.kind === 'month') return (raw) => (field.spans ? normalisePeriod : normaliseMonth)(raw, habit)
  if (field.kind === 'name') return normaliseName
  return byKind[field.kind] ?? (isOpaque(field) ? opaque : line)
}
