import { headingForms, type Known, knownNames, lookUp, lookUpForms, unitOf } from './header.ts'
import { docKey } from './normalise/document.ts'
import { isCreditCode, isIdentity } from './normalise/identity.ts'
import { foldLine, foldTight } from './normalise/text.ts'
import { keyFields, mostByContent, ratedByContent, ratedByHeadings } from './rating.ts'
import type { Standard, StandardField } from './standard.ts'

/** How a table is laid out: where its heading is, what it is taken for, and which column is which field. */
export interface ColumnUse {
  readonly column: string
  readonly field: string | null
  readonly by: 'name' | 'alias' | 'content' | 'remembered' | null
  readonly unit: '元' | '万元' | undefined
}

export interface Layout {
  /** Records of the heading, counted from 0; empty where no record looks like one. */
  readonly headerRecords: readonly number[]
  readonly columns: readonly string[]
  readonly dataset: string | null
  readonly uses: readonly ColumnUse[]
  /** Columns counted in 万元 because a line above the heading says so, and not their own heading. */
  readonly inTenThousands: readonly string[]
}

/** Column → field; null: the column is none of the standard's. */
export type ColumnFields = Readonly<Record<string, string | null>>

export interface Hints {
  /** What a person said that the file is. */
  readonly dataset?: string | undefined
  /** What a person says of this file: column → field, null for a column that is none. Two columns of one heading are `heading` and `heading_2`. */
  readonly mapping?: ColumnFields | undefined
  /** What was said of this source's files before, by dataset. It speaks where the same column comes again. */
  readonly remembered?: Readonly<Record<string, ColumnFields>> | undefined
}

type Cells = readonly string[]

const filled = (cells: Cells): number => cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0)

const looksLikeData = (cell: string): boolean => {
  const text = foldTight(cell)
  return (
    text.length > 60 ||
    /^[-+]?[\d.,:/年月日-]+$/.test(text) ||
    /^\d{6,}[\dXx]$/.test(text) ||
    isCreditCode(text.toUpperCase()) ||
    /\(\d{4}\).*号$|〔\d{4}〕/.test(text)
  )
}

/** One heading text for each column; of two rows, the lower where it is known, else the upper carried over the columns it spans. */
function combine(upper: Cells, lower: Cells, knows: (heading: string) => boolean): string[] {
  let carried = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = upper[index]?.trim() ?? ''
    const below = lower[index]?.trim() ?? ''
    if (above !== '') carried = above
    else if (below === '') carried = ''
    if (below === '') return above
    // A heading merged over both rows is one.
    if (carried === '' || carried === below) return below
    const choices = [`${carried}${below}`, below, above].filter((text) => text !== '')
    return choices.find(knows) ?? `${carried}${below}`
  })
}

interface Candidate {
  readonly records: readonly number[]
  readonly headings: readonly string[]
  readonly matches: number
  readonly score: number
}

function candidates(records: readonly Cells[], names: readonly ReadonlyMap<string, Known>[]): Candidate[] {
  const widths = records.map(filled).filter((width) => width > 0)
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0
  // Most cells are no heading of any standard: which are is asked once, and only those are held against each.
  const all = new Set(names.flatMap((known) => [...known.keys()]))
  const formsOf = new Map<string, readonly string[]>()
  const forms = (heading: string): readonly string[] => {
    let found = formsOf.get(heading)
    if (!found) {
      found = headingForms(heading).filter((form) => all.has(form))
      formsOf.set(heading, found)
    }
    return found
  }
  const knows = (heading: string): boolean => forms(heading).length > 0
  const best = (headings: Cells): number => {
    const possible = headings.map(forms).filter((each) => each.length > 0)
    return names.reduce(
      (most, known) =>
        possible.length <= most ? most : Math.max(most, new Set(possible.flatMap((each) => lookUpForms(known, each)?.field.id ?? [])).size),
      0,
    )
  }
  const found: Candidate[] = []
  const limit = Math.min(records.length, 40)
  for (let at = 0; at < limit; at++) {
    const cells = records[at]!
    const count = filled(cells)
    if (count === 0) continue
    const data = cells.filter((cell) => cell.trim() !== '' && looksLikeData(cell)).length
    const matches = best(cells)
    const wide = Math.min(1, count / Math.max(1, usual))
    const distinct = new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== '')).size / count
    const score = matches * 3 + wide * 4 + distinct * 2 - (data / count) * 8 - at * 0.05
    found.push({ records: [at], headings: cells.map((cell) => cell.trim()), matches, score })
    const next = records[at + 1]
    // A row of values above a heading that is said again is no upper heading, though its words may be known ones (罚款, 身份证).
    if (!next || filled(next) === 0 || data * 5 > count) continue
    const dataBelow = next.filter((cell) => cell.trim() !== '' && looksLikeData(cell)).length
    if (dataBelow > 0) continue
    const both = combine(cells, next, knows)
    const together = best(both)
    // Codes below labels are a second heading even where the first alone is understood.
    const second = best(next)
    if (together > Math.max(matches, second) || (matches >= 2 && second >= 2 && second >= 0.5 * filled(next))) {
      const headings = together >= matches ? both : cells.map((cell) => cell.trim())
      found.push({
        records: [at, at + 1],
        headings,
        matches: Math.max(together, matches),
        score: Math.max(together, matches) * 3 + 7 - at * 0.05,
      })
    }
  }
  return found.sort((a, b) => b.score - a.score)
}

/** Gives each column at most one field and each field at most one column; own names before aliases, then the first. */
function assign(
  headings: readonly string[],
  names: ReadonlyMap<string, Known>,
  said: ColumnFields,
  fields: ReadonlySet<string>,
  isEmpty: (column: number) => boolean,
): ColumnUse[] {
  const columns = distinctNames(headings)
  const uses: (ColumnUse | undefined)[] = headings.map(() => undefined)
  const taken = new Set<string>()
  const give = (index: number, field: string, by: ColumnUse['by'], unit: ColumnUse['unit']): void => {
    taken.add(field)
    uses[index] = { column: headings[index]!, field, by, unit }
  }
  headings.forEach((heading, index) => {
    const column = columns[index] ?? heading
    const field = Object.hasOwn(said, column) ? said[column] : undefined
    // A field that the standard no longer has, or that another column was given, is not forced on it.
    if (field && fields.has(field) && !taken.has(field)) give(index, field, 'remembered', unitOf(heading))
    else if (field === null) uses[index] = { column: heading, field: null, by: 'remembered', unit: undefined }
  })
  const known = headings.map((heading, index) => (uses[index] ? undefined : lookUp(names, heading)))
  // Of two columns headed alike, one that holds nothing gives way.
  const givesWay = (index: number): boolean =>
    isEmpty(index) &&
    known.some((other, at) => at > index && other?.field.id === known[index]?.field.id && other?.by === known[index]?.by && !isEmpty(at))
  for (const by of ['name', 'alias'] as const) {
    headings.forEach((heading, index) => {
      const one = known[index]
      if (one?.by === by && !taken.has(one.field.id) && !givesWay(index)) give(index, one.field.id, by, unitOf(heading) ?? one.unit)
    })
  }
  return headings.map((column, index) => uses[index] ?? { column, field: null, by: null, unit: undefined })
}

const kindOfColumn = (values: readonly string[]): 'credit_code' | 'identity' | 'document_no' | undefined => {
  const present = values.map((value) => foldTight(value).toUpperCase()).filter((value) => value !== '')
  if (present.length < 3) return undefined
  const most = (test: (value: string) => boolean): boolean => present.filter(test).length >= present.length * 0.8
  if (most(isCreditCode)) return 'credit_code'
  if (most(isIdentity)) return 'identity'
  return most((value) => /\(\d{4}\)\d+号$/.test(docKey(value))) ? 'document_no' : undefined
}

/** Columns whose heading says nothing, by what stands in them: only where one field of that kind is still without a column. */
function assignByContent(standard: Standard, uses: readonly ColumnUse[], body: readonly Cells[]): ColumnUse[] {
  const taken = new Set(uses.flatMap((use) => use.field ?? []))
  return uses.map((use, index) => {
    if (use.field !== null || use.by === 'remembered') return use
    const kind = kindOfColumn(body.map((cells) => cells[index] ?? ''))
    if (!kind) return use
    const open = standard.fields.filter((field: StandardField) => field.kind === kind && !taken.has(field.id))
    const key = keyFields(standard)
    const wanted = open.filter((field) => key.includes(field.id))
    if (wanted.length !== 1) return use
    taken.add(wanted[0]!.id)
    return { ...use, field: wanted[0]!.id, by: 'content' as const }
  })
}

/** Two columns of one heading are told apart, so that a report can name them. */
function distinctNames(headings: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headings.map((heading) => {
    const count = (seen.get(heading) ?? 0) + 1
    seen.set(heading, count)
    return heading !== '' && count > 1 ? `${heading}_${count}` : heading
  })
}

const trimmed = (headings: readonly string[]): string[] => {
  let end = headings.length
  while (end > 0 && headings[end - 1] === '') end--
  return headings.slice(0, end).map((heading) => foldLine(heading))
}

/** 单位：万元 above the heading speaks for every column of money that names no unit of its own. */
const statesTenThousands = (titles: readonly Cells[]): boolean =>
  titles.some((cells) => cells.some((cell) => /(?:^|[^\u4e00-\u9fff]|金额|计量|货币)单位[:：]?\(?(?:人民币)?万元/.test(foldTight(cell))))

interface Ranked {
  readonly standard: Standard
  readonly uses: readonly ColumnUse[]
  readonly rating: number
}

/** The best by headings; where another is near, what stands under them is asked too. */
function likeliest(ranked: readonly Ranked[], body: readonly Cells[]): Ranked | undefined {
  const near = ranked.filter((each) => each.rating > ranked[0]!.rating - mostByContent)
  if (near.length < 2) return ranked[0]
  const rated = near.map((each) => ({ each, rating: each.rating + ratedByContent(each.standard, each.uses, body) }))
  return rated.reduce((best, one) => (one.rating > best.rating ? one : best)).each
}

/** Finds the heading among the first records and says what the table is. None is forced into a standard. */
export function recognise(records: readonly Cells[], standards: readonly Standard[], hints: Hints = {}): Layout {
  const names = new Map(standards.map((standard) => [standard.id, knownNames(standard)]))
  const wanted = hints.dataset ? standards.filter((standard) => standard.id === hints.dataset) : standards
  const best = candidates(
    records,
    wanted.map((standard) => names.get(standard.id)!),
  )[0]
  if (!best) return { headerRecords: [], columns: [], dataset: null, uses: [], inTenThousands: [] }
  const headings = trimmed(best.headings)
  const body = records.slice(best.records.at(-1)! + 1)
  const empty = headings.map((_, index) => body.length > 0 && body.every((cells) => (cells[index] ?? '').trim() === ''))
  const ranked = wanted
    .map((standard) => {
      const said = { ...hints.remembered?.[standard.id], ...hints.mapping }
      const uses = assign(
        headings,
        names.get(standard.id)!,
        said,
        new Set(standard.fields.map(({ id }) => id)),
        (column) => empty[column] ?? false,
      )
      return { standard, uses, rating: hints.dataset ? 1 : ratedByHeadings(standard, uses, body) }
    })
    .filter((each) => each.rating > 0)
    .sort((a, b) => b.rating - a.rating)
  const columns = distinctNames(headings)
  const chosen = likeliest(ranked, body)
  if (!chosen)
    return {
      headerRecords: best.records,
      columns,
      dataset: null,
      uses: columns.map((column) => ({ column, field: null, by: null, unit: undefined })),
      inTenThousands: [],
    }
  const general = statesTenThousands(records.slice(0, best.records[0]!)) ? ('万元' as const) : undefined
  const money = new Set(
    chosen.standard.fields.flatMap((field) => (field.columnType === 'decimal' && field.scale === 2 && !field.unit ? [field.id] : [])),
  )
  const inTenThousands: string[] = []
  const uses = assignByContent(chosen.standard, chosen.uses, body).map((use, index) => {
    const unit = use.unit ?? (use.field !== null && money.has(use.field) ? general : undefined)
    if (unit !== undefined && use.unit === undefined) inTenThousands.push(columns[index]!)
    return { ...use, column: columns[index]!, unit }
  })
  return { headerRecords: best.records, columns, dataset: chosen.standard.id, uses, inTenThousands }
}
