import { hiddenColumns, isTokenised, maskedColumn } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField, StandardKey } from '@xiezhi/engine/data/standard'
import { sqlType } from '../../warehouse/snapshot.ts'
import { quoteName, quoteText } from '../../warehouse/warehouse.ts'
import { type HeldCells, partColumn } from './held.ts'
import { placeOf, settledPlace } from './places.ts'
import { isAmountField, settledAmount, type TextAmounts, textColumn } from './text-amounts.ts'
import { answerParts, expressionsOf, type Source } from './typing.ts'

/**
 * The statement that makes typed rows out of raw ones: values joined back, moved to their right column, keys formed, the natural
 * key put together. Whatever can't be formed is null, and a row without its key is told apart by `_missing`.
 */
export interface Assembly {
  readonly standard: Standard
  readonly sources: readonly Source[]
  readonly raw: string
  readonly width: number
  readonly firstRid: number
  readonly file: string
  readonly sheet: string | null
  /** Where amounts stated by texts stand, if there is a column of such texts. */
  readonly textAmounts: TextAmounts | 'held' | null
  /** The cells of few rows, answered already. */
  readonly held: HeldCells | null
  /** The raw rows lie in their order, so that no sorting of whole rows is needed for it. */
  readonly inOrder: boolean
  /** Codes by the names of agencies are known already. */
  readonly agenciesKnown: boolean
  /** Some rows are of one person of several in a cell, and say which. */
  readonly parted: boolean
}

/** Whether something is told of a row's cell in a field that must not be empty: it is then not told as missing too. */
export const toldColumn = (id: string): string => `_told_${id}`
export const mustBeFilled = ({ required, generated }: StandardField): boolean => required === 'Y' && !generated

const v = (id: string): string => quoteName(`v_${id}`)
const k = (id: string): string => quoteName(`k_${id}`)
const f = (id: string): string => quoteName(`f_${id}`)
const b = (id: string): string => quoteName(`b_${id}`)
const u = (id: string): string => quoteName(`u_${id}`)
const c = (id: string): string => quoteName(`c_${id}`)
const t = (id: string): string => quoteName(`t_${id}`)
/** The list that a text stands for. */
const l = (id: string): string => quoteName(`l_${id}`)
const m = (id: string): string => quoteName(`m_${id}`)

/** First stage: one row for each raw row, values and what came with them. */
function valuesStage(assembly: Assembly): string {
  const { standard, sources, raw, width, textAmounts, held } = assembly
  if (held) return heldStage(assembly, held)
  const plain: string[] = []
  const parts = ['r.i', 'r.row_no', 'r.flaw']
  const joins: string[] = []
  for (const source of sources) {
    const expressions = expressionsOf(source)
    for (const part of answerParts) parts.push(`${expressions.parts[part]} AS ${quoteName(partColumn(part, source.field.id))}`)
    if (source.field.columnType === 'text[]' && source.answers) parts.push(`${source.answers}.list AS ${l(source.field.id)}`)
    if (expressions.plain) plain.push(expressions.plain)
    joins.push(...expressions.joins)
  }
  if (textAmounts && textAmounts !== 'held') {
    for (const { id } of standard.fields) if (isAmountField(id)) parts.push(`t.${textColumn(id)} AS ${t(id)}`)
    joins.push(`LEFT JOIN ${textAmounts.table} AS t ON t.content = r.${quoteName(textAmounts.raw)}`)
  }
  const cells = Array.from({ length: width }, (_, index) => `coalesce(c${index}, '')`)
  plain.push(`sha256(concat_ws(chr(31), ${[...cells, 'extra'].join(', ')})) AS _row_hash`)
  parts.push('r._row_hash')
  const raws = new Set([
    ...sources.filter((source) => source.answers ?? source.tokens).map((source) => source.raw),
    ...sources.flatMap((source) => source.tokens ?? []),
    ...(textAmounts && textAmounts !== 'held' ? [textAmounts.raw] : []),
  ])
  const first = `SELECT ${['i', 'row_no', 'flaw', ...raws, ...plain].join(',\n  ')} FROM ${raw}`
  return `SELECT ${parts.join(',\n  ')} FROM (${first}) AS r\n${joins.join('\n')}`
}

function heldStage({ standard, sources, textAmounts }: Assembly, held: HeldCells): string {
  const parts = ['i', 'row_no', 'flaw', '_row_hash']
  for (const { field, has } of sources)
    for (const part of answerParts) {
      const column = quoteName(partColumn(part, field.id))
      parts.push(has.has(part) ? column : `NULL::VARCHAR AS ${column}`)
    }
  if (textAmounts)
    for (const { id } of standard.fields) if (isAmountField(id)) parts.push(`try_cast(${t(id)} AS DECIMAL(18,2)) AS ${t(id)}`)
  return `SELECT ${parts.join(', ')} FROM ${held.table}`
}

/** Values of fields with what other columns hold for them: a person's number from the column of codes, an amount from the text. */
function fieldValue(assembly: Assembly, field: StandardField, mapped: ReadonlySet<string>): string {
  const own = mapped.has(field.id) ? v(field.id) : null
  if (field.kind === 'month') return periodValue(assembly, field, mapped)
  if (assembly.textAmounts && isAmountField(field.id)) return settled(assembly, field.id, own).value
  const moved = movedFrom(assembly, field, mapped)
  const all = [own, ...moved].filter((each) => each !== null)
  return all.length === 0 ? 'NULL::VARCHAR' : all.length === 1 ? all[0]! : `coalesce(${all.join(', ')})`
}

/** A period that is said in one cell tells its end too; one of which the end alone is told is that month. */
function periodValue({ standard }: Assembly, { id, ends }: StandardField, mapped: ReadonlySet<string>): string {
  const told = mapped.has(id) ? v(id) : null
  if (ends !== null && mapped.has(ends)) return told ? `coalesce(${told}, CASE WHEN ${u(id)} IS NULL THEN ${k(ends)} END)` : k(ends)
  const end = told ? undefined : standard.fields.find((field) => field.ends === id && mapped.has(field.id))
  return told ?? (end ? v(end.id) : 'NULL::VARCHAR')
}

const settled = ({ sources }: Assembly, id: 'fine_amount' | 'confiscated_amount', own: string | null): { value: string; note: string } =>
  settledAmount(id, own, sources.find((source) => source.field.id === id)?.use.unit)

/** In a row of the second or a later person of one cell; null where the file has no such rows. */
function laterParty({ standard }: Assembly, mapped: ReadonlySet<string>): string | null {
  const seq = standard.several?.seq
  return seq !== undefined && mapped.has(seq) ? `(${v(seq)} IS NOT NULL AND ${v(seq)} <> '1')` : null
}

/** Only penalty_decision has the columns between which numbers are met in each other's place. */
function movedFrom({ standard }: Assembly, field: StandardField, mapped: ReadonlySet<string>): string[] {
  const codes = standard.fields.filter(
    (each) =>
      (each.kind === 'credit_code' || each.kind === 'org_code') && ['usc_code', 'org_code'].includes(each.id) && mapped.has(each.id),
  )
  if (field.id === 'id_no') return codes.map((each) => `CASE WHEN ${f(each.id)} = 'identity' THEN ${k(each.id)} END`)
  if (!mapped.has('usc_code')) return []
  if (field.id === 'org_code') return [`CASE WHEN ${f('usc_code')} = 'org_code' THEN ${k('usc_code')} END`]
  return field.id === 'reg_no' ? [`CASE WHEN ${f('usc_code')} = 'reg_no' THEN ${k('usc_code')} END`] : []
}

/** Only of a number that came masked: the masks of all others are in the vault. */
function maskedValue(assembly: Assembly, field: StandardField, mapped: ReadonlySet<string>): string {
  const own = mapped.has(field.id) ? [m(field.id)] : []
  const codes =
    field.id === 'id_no'
      ? ['usc_code', 'org_code'].filter((id) => mapped.has(id) && assembly.standard.fields.some((each) => each.id === id))
      : []
  const all = [...own, ...codes.map((id) => m(id))]
  return all.length === 0 ? 'NULL::VARCHAR' : all.length === 1 ? all[0]! : `coalesce(${all.join(', ')})`
}

const cast = ({ sources, held }: Assembly, value: string, field: StandardField): string => {
  if (field.columnType === 'text') return value
  if (field.columnType === 'text[]' && !held)
    return sources.some((source) => source.field.id === field.id && source.answers) ? l(field.id) : 'NULL::VARCHAR[]'
  if (field.columnType === 'text[]') return `from_json(${value}, '["VARCHAR"]')::VARCHAR[]`
  if (field.columnType === 'decimal') return `${value}::DECIMAL(18,${field.scale ?? 2})`
  return `${value}::${sqlType(field.columnType)}`
}

/** The strongest that identifies a party: a valid credit code, a person's number, an organisation code, the name alone. */
function partyKey(key: Extract<StandardKey, { kind: 'party' }>, mapped: ReadonlySet<string>): { key: string; grade: string } {
  const choices: [string, string][] = []
  const { credit_code: credit, identity, any, org_code: organisation, name } = key.from
  if (credit && mapped.has(credit)) choices.push([`CASE WHEN ${f(credit)} = 'credit_code' THEN ${k(credit)} END`, 'A'])
  if (any && mapped.has(any)) {
    choices.push([`CASE WHEN ${f(any)} IN ('credit_code', 'identity', 'other') THEN ${k(any)} END`, 'A'])
    choices.push([`CASE WHEN ${f(any)} = 'org_code' THEN 'org:' || ${k(any)} END`, 'B'])
  }
  if (identity && mapped.has(identity)) {
    choices.push([`CASE WHEN ${f(identity)} = 'credit_code' THEN ${k(identity)} END`, 'A'])
    choices.push([k(identity), 'A'])
  }
  for (const code of [credit, organisation])
    if (identity && code && mapped.has(code)) choices.push([`CASE WHEN ${f(code)} = 'identity' THEN ${k(code)} END`, 'A'])
  for (const code of [organisation, credit])
    if (code && mapped.has(code)) choices.push([`CASE WHEN ${f(code)} = 'org_code' THEN 'org:' || ${k(code)} END`, 'B'])
  if (name && mapped.has(name)) choices.push([`'name:' || ${k(name)}`, 'C'])
  if (choices.length === 0) return { key: 'NULL::VARCHAR', grade: 'NULL::VARCHAR' }
  const grade = `CASE ${choices.map(([choice, letter]) => `WHEN (${choice}) IS NOT NULL THEN '${letter}'`).join(' ')} END`
  return { key: `coalesce(${choices.map(([choice]) => `(${choice})`).join(', ')})`, grade }
}

const keyValue = (key: StandardKey, mapped: ReadonlySet<string>): string => {
  if (key.kind === 'party') return partyKey(key, mapped).key
  if (key.kind === 'birth-date')
    return mapped.has(key.from) ? `CASE WHEN ${b(key.from)} <= ${quoteText(key.until)} THEN ${b(key.from)}::DATE END` : 'NULL::DATE'
  // A court case's number joins as a case, but a document column may hold one as well as any other number.
  return mapped.has(key.from) ? k(key.from) : 'NULL::VARCHAR'
}

/** What a number that the file lacks is made of: the fields that tell the row apart, so that it keeps its number when it comes again. */
function madeOf(field: StandardField, mapped: ReadonlySet<string>): string {
  const there = field.generatedFrom.filter((id) => mapped.has(id))
  if (there.length === 0) return '_row_hash'
  const text = field.generatedFrom.map((id) => (mapped.has(id) ? `coalesce(${v(id)}::VARCHAR, '')` : `''`)).join(' || chr(31) || ')
  const blank = there.map((id) => `${v(id)} IS NULL`).join(' AND ')
  return `CASE WHEN ${blank} THEN _row_hash ELSE sha256(${text}) END`
}

/** An agency without its code is known by the code that its name has elsewhere in the file, else by its name. */
const namesAgency = ({ standard }: Assembly, mapped: ReadonlySet<string>): boolean =>
  standard.naturalKey.includes('agency_code') &&
  standard.fields.some((field) => field.id === 'agency_name') &&
  mapped.has('agency_name') &&
  standard.id !== 'agency'

/** What is looked at for it, apart from the rest: whole rows would have to be held until all codes are known. */
export const forAgencies = ({ field }: { readonly field: StandardField }): boolean => /^agency_(?:name|code)$/.test(field.id)

/** Names of agencies as rows have them, each with its row's code. */
export function agencyPairs(assembly: Assembly): string {
  const two = { ...assembly, width: 0, textAmounts: null, sources: assembly.sources.filter(forAgencies) }
  return `SELECT ${k('agency_name')} AS agency, ${v('agency_code')} AS code FROM (${valuesStage(two)}) WHERE ${k('agency_name')} IS NOT NULL`
}

/** Only of names that stand somewhere without a code: these alone are asked for. */
export const knowAgencies = (pairs: string): string =>
  `CREATE OR REPLACE TEMP TABLE agencies AS SELECT agency, min(code) AS code FROM ${pairs} GROUP BY 1 HAVING count(code) < count(*) AND min(code) = max(code)`

export const fillsAgencies = (assembly: Assembly): boolean => {
  const mapped = new Set(assembly.sources.map((source) => source.field.id))
  return namesAgency(assembly, mapped) && mapped.has('agency_code')
}

export interface Assembled {
  /** To be run before. */
  readonly before: readonly string[]
  readonly sql: string
  /** Labels of the parts of the natural key, in order, as `_missing` lists them. */
  readonly columns: readonly string[]
  /** Columns that say what was done about an amount or a place. */
  readonly notes: readonly string[]
}

export function assemble(assembly: Assembly): Assembled {
  const { standard, sources, firstRid, file, sheet, parted } = assembly
  const mapped = new Set(sources.map((source) => source.field.id))
  const unreadOf = (id: string): string =>
    sources.some(({ field, has }) => field.id === id && has.has('unread')) ? u(id) : 'NULL::VARCHAR'
  const byName = namesAgency(assembly, mapped)
  const ctes = [`cells AS (${valuesStage(assembly)})`]
  const filled = fillsAgencies(assembly)
  const before = filled && !assembly.agenciesKnown ? [knowAgencies(`(${agencyPairs(assembly)})`)] : []
  const columns: string[] = []
  const outer: string[] = []
  const notes: string[] = []
  const place = settledPlace(placeOf(sources), v)
  const later = parted ? laterParty(assembly, mapped) : null
  const once = new Map<string, string>()
  for (const field of standard.fields) {
    const whole =
      field.id === 'agency_code' && filled
        ? `coalesce(${v('agency_code')}, agencies.code)`
        : (place.get(field.id)?.value ?? fieldValue(assembly, field, mapped))
    // One sum for all of them is nobody's alone: it stands once, and the others' cell was one that tells nothing of them.
    const shared = later !== null && standard.several?.once.includes(field.id) === true
    if (shared) once.set(field.id, `CASE WHEN ${later} THEN CASE WHEN (${whole}) IS NOT NULL THEN '1' END ELSE ${unreadOf(field.id)} END`)
    const value = shared ? `CASE WHEN NOT ${later} THEN ${whole} END` : whole
    const generated = field.generated ? `coalesce(${value}, '${standard.id}-' || substr(${madeOf(field, mapped)}, 1, 24))` : value
    outer.push(`${cast(assembly, generated, field)} AS ${quoteName(field.id)}`)
    columns.push(field.id)
    if (assembly.textAmounts && isAmountField(field.id)) {
      notes.push(`_note_${field.id}`)
      const { note } = settled(assembly, field.id, mapped.has(field.id) ? v(field.id) : null)
      outer.push(`${shared ? `CASE WHEN NOT ${later} THEN ${note} END` : note} AS ${quoteName(`_note_${field.id}`)}`)
    }
    const note = place.get(field.id)?.note
    if (note) {
      notes.push(`_note_${field.id}`)
      outer.push(`${note} AS ${quoteName(`_note_${field.id}`)}`)
    }
    if (isTokenised(field)) {
      outer.push(`${maskedValue(assembly, field, mapped)} AS ${quoteName(maskedColumn(field.id))}`)
      columns.push(maskedColumn(field.id))
    }
  }
  for (const key of standard.keys) {
    outer.push(`${keyValue(key, mapped)} AS ${quoteName(key.id)}`)
    columns.push(key.id)
    if (key.kind === 'party' && key.grade) {
      outer.push(`${partyKey(key, mapped).grade} AS ${quoteName(key.grade)}`)
      columns.push(key.grade)
    }
  }
  const agencyName = byName ? `, ${k('agency_name')} AS _agency_name` : ''
  // An amount that the text states, a code that the name tells: what is known from elsewhere is not empty.
  const unread = [...new Set([...sources.filter(({ has }) => has.has('unread')).map(({ field }) => field.id), ...once.keys()])]
  for (const id of unread) outer.push(once.has(id) ? `${once.get(id)} AS ${u(id)}` : u(id))
  const told = sources.filter(({ field }) => mustBeFilled(field)).map(({ field }) => field.id)
  for (const id of told) outer.push(`${c(id)} IS NOT NULL AS ${quoteName(toldColumn(id))}`)
  ctes.push(
    `typed AS (SELECT i, row_no, flaw, _row_hash, ${outer.join(',\n  ')}${agencyName} FROM cells${filled ? ` LEFT JOIN agencies ON agencies.agency = ${k('agency_name')}` : ''})`,
  )

  const keyed = standard.naturalKey.filter((part) => !endOf(standard, part))
  const parts = keyed.map((part) => naturalKeyPart(standard, part, byName, mapped, unread))
  const missing = parts.map(
    (part, index) => `CASE WHEN (${part.value}) IS NULL AND ${part.needed} THEN ${quoteText(labelOf(standard, keyed[index]!))} END`,
  )
  const hidden = [
    `${firstRid}::BIGINT + i AS _rid`,
    `${quoteText(file)} AS _file`,
    `${sheet === null ? 'NULL::VARCHAR' : quoteText(sheet)} AS _sheet`,
    'row_no AS _row_no',
    '_row_hash',
    `concat_ws('|', ${parts.map((part) => `coalesce((${part.value})::VARCHAR, '')`).join(', ')}) AS _key`,
    `${unreadFields(unread)} AS _unread`,
  ]
  const sql = `WITH ${ctes.join(',\n')}
SELECT i, flaw, ${[...notes, ...told.map(toldColumn)].map((name) => `${quoteName(name)}, `).join('')}nullif(concat_ws('、', ${missing.join(', ')}), '') AS _missing, ${hidden.join(', ')}, ${columns.map(quoteName).join(', ')} FROM typed${assembly.inOrder ? '' : ' ORDER BY i'}`
  return { before, sql, columns: [...hiddenColumns, ...columns], notes }
}

function unreadFields(ids: readonly string[]): string {
  if (ids.length === 0) return 'NULL::VARCHAR'
  const each = ids.map((id) => `CASE WHEN ${u(id)} IS NOT NULL AND ${quoteName(id)} IS NULL THEN '${id},' ELSE '' END`)
  return `',' || nullif(concat(${each.join(', ')}), '')`
}

/** The end of a period stands in the key beside its beginning, and only where it is another month: a month's key is what it always was. */
const endOf = (standard: Standard, part: string): boolean => standard.fields.some(({ id, ends }) => id === part && ends !== null)

/**
 * A period that is written but not understood (上年) is still a period: its row is taken, marked unread, and known by its whole content. Left out, it
 * would look as if nothing had been declared.
 */
function naturalKeyPart(
  standard: Standard,
  part: string,
  byName: boolean,
  mapped: ReadonlySet<string>,
  unread: readonly string[],
): { value: string; needed: string } {
  const name = quoteName(part)
  if (part === 'agency_code' && byName) return { value: `coalesce(${name}, 'name:' || _agency_name)`, needed: 'true' }
  const field = standard.fields.find((each) => each.id === part)
  const end = standard.naturalKey.find((each) => standard.fields.some(({ id, ends }) => id === each && ends === part))
  const period = end ? `${name} || CASE WHEN ${quoteName(end)} <> ${name} THEN '/' || ${quoteName(end)} ELSE '' END` : name
  const value =
    end && unread.includes(part) ? `coalesce(${period}, CASE WHEN ${u(part)} IS NOT NULL THEN 'unread:' || _row_hash END)` : period
  // A code that the whole file lacks (the source of its rows) is the file's business; a blank cell of a column is a lack.
  const needed = !field || (field.required === 'Y' && !(field.codes && !mapped.has(part)))
  return { value, needed: String(needed) }
}

function labelOf(standard: Standard, part: string): string {
  const key = standard.keys.find((each) => each.id === part)
  const source = key
    ? key.kind === 'party'
      ? (key.from.name ?? key.from.identity ?? key.from.any ?? key.from.credit_code ?? '')
      : key.from
    : part
  return standard.fields.find((field) => field.id === source)?.label ?? source
}
