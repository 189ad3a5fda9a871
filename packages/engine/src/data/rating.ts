import type { Code } from './dictionary.ts'
import { type CodeTable, codeTable, normaliseCodes } from './normalise/code.ts'
import { foldTight } from './normalise/text.ts'
import type { ColumnUse } from './recognise.ts'
import type { Standard } from './standard.ts'

/** How well a table fits a standard: by its headings, and where several fit, by what stands under them. */
type Cells = readonly string[]

const keySources = (standard: Standard): readonly (readonly string[])[] =>
  standard.naturalKey.map((part) => {
    const key = standard.keys.find((each) => each.id === part)
    if (key) return key.kind === 'party' ? Object.values(key.from).filter((name) => name !== undefined) : [key.from]
    // A period may be said by its last month alone.
    const ends = standard.fields.filter((field) => field.ends === part).map(({ id }) => id)
    if (ends.length > 0) return [part, ...ends]
    // An agency may be named instead of coded.
    return part === 'agency_code' && standard.fields.some((field) => field.id === 'agency_name') ? [part, 'agency_name'] : [part]
  })

/** The fields out of which the natural key is formed. */
export const keyFields = (standard: Standard): readonly string[] => keySources(standard).flat()

/** Can a natural key be formed from these fields? What is ours to generate, and codes, may be absent as a column. */
export function missingKeyParts(standard: Standard, present: ReadonlySet<string>): readonly string[] {
  return keySources(standard).flatMap((sources) => {
    const field = standard.fields.find((each) => each.id === sources[0])
    if (sources.some((name) => present.has(name)) || field?.generated || field?.codes || field?.required === 'N') return []
    return [field?.label ?? sources[0]!]
  })
}

const tables = new WeakMap<readonly Code[], CodeTable>()

/** Of the different words in a column, how many the list of its field knows, and how many it doesn't. */
export function knownWords(codes: readonly Code[], column: number, body: readonly Cells[]): { known: number; unknown: number } {
  let table = tables.get(codes)
  if (!table) {
    table = codeTable(codes)
    tables.set(codes, table)
  }
  let known = 0
  let unknown = 0
  for (const word of new Set(body.map((cells) => cells[column] ?? ''))) {
    const { value, finding } = normaliseCodes(word, table)
    if (finding) unknown++
    else if (value !== null) known++
  }
  return { known, unknown }
}

/** 岗位 over 会计 and 出纳 is a heading of this standard, but marks it no more: none of its words stand under it. */
function isForeign(standard: Standard, mark: string, uses: readonly ColumnUse[], body: readonly Cells[]): boolean {
  const codes = standard.fields.find((field) => field.id === mark)?.codes
  if (!codes) return false
  const { known, unknown } = knownWords(
    codes,
    uses.findIndex((use) => use.field === mark),
    body,
  )
  return unknown > 0 && known === 0
}

/** A number that is ours to make up makes a table one of the standard only with what it is made of. */
const hasItsMakings = (standard: Standard, present: ReadonlySet<string>): boolean =>
  standard.naturalKey.every((part) => {
    const made = standard.fields.find((field) => field.id === part)?.generatedFrom ?? []
    return standard.fields.every(
      (field) => !made.includes(field.id) || field.required !== 'Y' || field.codes !== null || present.has(field.id),
    )
  })

/** By its headings; 0 where they don't make it one of this standard. */
export function ratedByHeadings(standard: Standard, uses: readonly ColumnUse[], body: readonly Cells[]): number {
  const present = new Set(uses.flatMap((use) => use.field ?? []))
  const named = uses.filter((use) => use.column !== '' && !/^(序号|编号|行号|NO\.?|ID)$/i.test(use.column)).length
  if (present.size < 3) return 0
  const some = body.slice(0, 200)
  const marks = standard.marks.filter((mark) => present.has(mark) && !isForeign(standard, mark, uses, some)).length
  const share = present.size / Math.max(1, named)
  const keyed = missingKeyParts(standard, present).length === 0 && hasItsMakings(standard, present)
  const ownNames = uses.filter((use) => use.by === 'name').length
  // Few columns, but every one headed word for word as the standard does: somebody made it by the standard.
  const wordForWord = marks >= 1 && present.size >= 4 && ownNames === named
  const known = keyed ? (marks >= 2 && share >= 0.3) || wordForWord : marks >= 3 && present.size >= 5 && share >= 0.7
  return known ? present.size + marks * 2 + share * 6 + ownNames * 0.3 + (keyed ? 8 : 0) : 0
}

/** The type word of a court case's number: 行审 of （2023）黔9901行审1号. */
const caseType = /^\(\d{4}\)(?:最高法知?|[\u4e00-\u9fff]\d{0,4})([\u4e00-\u9fff]{1,4})\d+号/
const caseWeight = 12

/** Tables of courts have one heading: the type words in the column of case numbers say whose table it is. */
function ratedByCases(standard: Standard, uses: readonly ColumnUse[], body: readonly Cells[]): number {
  const at = uses.findIndex(({ field }) => standard.fields.some((each) => each.id === field && each.caseTypes.length > 0))
  const own = standard.fields.find((field) => field.id === uses[at]?.field)?.caseTypes
  if (!own) return 0
  const said = body.flatMap((cells) => {
    const number = foldTight(cells[at] ?? '')
    return caseType.exec(number.replace(/[〔[【]/g, '(').replace(/[〕\]】]/g, ')'))?.[1] ?? []
  })
  if (said.length === 0) return 0
  return said.filter((word) => own.includes(word)).length * 2 >= said.length ? caseWeight : -caseWeight
}

const codeWeight = 6

/** 措施, 类型, 状态 are headings of many tables: the words under them are those of one list and not of another. */
function ratedByCodes(standard: Standard, uses: readonly ColumnUse[], body: readonly Cells[]): number {
  let known = 0
  let unknown = 0
  uses.forEach((use, index) => {
    const codes = standard.fields.find((field) => field.id === use.field)?.codes
    if (!codes) return
    const words = knownWords(codes, index, body)
    known += words.known
    unknown += words.unknown
  })
  return known + unknown === 0 ? 0 : (codeWeight * (known - unknown)) / (known + unknown)
}

/** How far what stands under the headings can move a rating. */
export const mostByContent = 2 * (caseWeight + codeWeight)

export function ratedByContent(standard: Standard, uses: readonly ColumnUse[], body: readonly Cells[]): number {
  const some = body.slice(0, 200)
  return ratedByCases(standard, uses, some) + ratedByCodes(standard, uses, some)
}
