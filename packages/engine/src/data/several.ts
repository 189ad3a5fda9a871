import { normaliserOf } from './normalise/field.ts'
import { endsLikeOrganisation, isPersonName } from './normalise/person-name.ts'
import { foldName, foldProse, isNothing, nameKey } from './normalise/text.ts'
import type { ColumnUse } from './recognise.ts'
import type { Standard, StandardField } from './standard.ts'

/**
 * One cell that names several persons (“王建国、李卫东”), in a dataset that has a row for each of them. It is parted only where there is nothing to
 * guess: as many valid numbers beside the names as there are names, or no number at all and names that can only be people's.
 */
export interface Party {
  /** What stands for this person in the cells of the row, by column. */
  readonly cells: ReadonlyMap<number, string | null>
}

export interface PartyReader {
  readonly nameColumn: number
  /** Where one number stands alone, of so many bytes, the row is of one. */
  readonly numberColumns: readonly number[]
  /** The columns that it reads. */
  readonly columns: readonly number[]
  /** The persons of a row, in their order; null where it names one, or where who has which number is not sure. */
  readonly read: (cell: (column: number) => string | null) => readonly Party[] | null
}

/** What parts names in a cell, and numbers. */
export const nameSeparators = ['、', ',', '，', ';', '；', '|', '/', '／', '\n', '\r'] as const
const betweenNames = new RegExp(`[${nameSeparators.join('')}]`)
const betweenNumbers = new RegExp(`[${nameSeparators.join('')}\\s]+`)
const most = 50
/** One number and what is written around it; blanks are shorter, two numbers are longer. */
export const oneNumber = { from: 13, to: 30 } as const

/** 等2人 behind two names says that these are all. */
const ending = /等(\d+|[二两三四五六七八九十])[人名位]$/
const numerals = '一二三四五六七八九十'
const said = (text: string): number => (text === '两' ? 2 : /^\d+$/.test(text) ? Number(text) : numerals.indexOf(text) + 1)

export function namesIn(raw: string): readonly string[] | null {
  const names = foldProse(raw).split(betweenNames).map(foldName)
  const last = names.at(-1) ?? ''
  const end = ending.exec(last)
  if (end) {
    names[names.length - 1] = last.slice(0, end.index)
    if (said(end[1]!) !== names.length) return null
  }
  if (names.length < 2 || names.length > most || names.some((name) => isNothing(name) || /等$|等\d*[人名户]/.test(name))) return null
  return names
}

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length

/** Null where the dataset has no row for each person, the file has no column of names, or numbers its persons itself. */
export function partyReader(standard: Standard, uses: readonly ColumnUse[]): PartyReader | null {
  const { several } = standard
  const key = standard.keys.find(({ id }) => id === several?.key)
  if (!several || key?.kind !== 'party' || key.from.name === undefined) return null
  const at = (id: string | undefined): number => (id === undefined ? -1 : uses.findIndex(({ field }) => field === id))
  const nameColumn = at(key.from.name)
  if (nameColumn < 0 || at(several.seq) >= 0) return null

  const numbers = [key.from.identity, key.from.any, key.from.credit_code].flatMap((id) => {
    const column = at(id)
    const field = standard.fields.find((each) => each.id === id)
    return column < 0 || !field ? [] : [{ column, read: normaliserOf(field) }]
  })
  /** What stands here is one person's: beside several names nobody knows whose. */
  const alone = [key.from.org_code, ...several.alone].map(at).filter((column) => column >= 0)
  const kind = standard.fields.find(({ id }) => id === several.people?.field)
  const kindColumn = at(kind?.id)
  const readKind = kind ? normaliserOf(kind) : null

  const filled = (text: string | null): text is string => text !== null && !isNothing(foldProse(text))

  /** As many different valid numbers as names, of a kind that its own check tells. */
  function pairedNumbers(text: string, read: ReturnType<typeof normaliserOf>, count: number): readonly string[] | null {
    const parts = foldProse(text).split(betweenNumbers)
    if (parts.length !== count) return null
    const outcomes = parts.map(read)
    const sure = outcomes.every(({ found, finding }) => (found === 'identity' || found === 'credit_code') && finding?.level !== 'W')
    return sure && distinct(outcomes.map(({ key: number }) => number ?? '')) ? parts : null
  }

  return {
    nameColumn,
    numberColumns: numbers.map(({ column }) => column),
    columns: [...new Set([nameColumn, ...numbers.map(({ column }) => column), ...alone, ...(kindColumn < 0 ? [] : [kindColumn])])],
    read(cell) {
      const raw = cell(nameColumn)
      const names = raw === null || !betweenNames.test(raw) ? null : namesIn(raw)
      if (!names || alone.some((column) => filled(cell(column)))) return null
      const given = numbers.filter(({ column }) => filled(cell(column)))
      if (given.length > 1) return null
      const [one] = given
      if (!one) {
        const says = kindColumn < 0 ? null : cell(kindColumn)
        const type = filled(says) ? readKind?.(says).value : null
        if (type && !several.people?.codes.includes(type)) return null
        if (!names.every(isPersonName) || !distinct(names.map(nameKey))) return null
        return names.map((name) => ({ cells: new Map([[nameColumn, name]]) }))
      }
      const paired = pairedNumbers(cell(one.column) ?? '', one.read, names.length)
      if (!paired) return null
      // Numbers of people beside what is called like a firm: they may be its managers'.
      const people = paired.map((number) => one.read(number).found === 'identity')
      if (names.some((name, index) => name.length < 2 || (people[index] && endsLikeOrganisation(name)))) return null
      return names.map((name, index) => ({
        cells: new Map([
          [nameColumn, name],
          [one.column, paired[index]!],
        ]),
      }))
    },
  }
}

/** The fields whose sum is one for all the persons of a row. */
export const countedOnce = (standard: Standard): readonly StandardField[] =>
  standard.fields.filter(({ id }) => standard.several?.once.includes(id))
