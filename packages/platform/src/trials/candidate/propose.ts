import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import type { CheckedModel, CheckedRule } from '@xiezhi/engine/model/model'

export type Fields = Readonly<Record<string, string | number | boolean | null>>

/** What a clue that did not hold has and clues that held have not: a condition of the language over the rows of its rule. */
export interface Proposal {
  readonly where: string
  readonly field: string
  readonly label: string
  readonly kind: 'word' | 'equal' | 'empty' | 'filled' | 'at-most' | 'at-least'
  readonly value: string
  /** Judged clues of the rule that it would exclude. */
  readonly founded: number
  readonly unfounded: number
}

const mostProposals = 8
const longestValue = 20
/** A number, a masked one, or a code such as an organisation's: it names one party and no kind of case. */
const tellsOne = /\d{4,}|\*|^[A-Z0-9-]{8,}$/

/** Of the fields of the row that the clue is about: those that tell it from clues that held, the most telling first. */
export function proposeExclusions(
  { checked, rule, standard }: { readonly checked: CheckedModel; readonly rule: CheckedRule; readonly standard: Standard },
  {
    clue,
    founded,
    unfounded,
    open,
    words,
  }: {
    readonly clue: Fields
    readonly founded: readonly Fields[]
    readonly unfounded: readonly Fields[]
    /** Clues of the rule that nobody has judged yet: they stand in for those that held where there are none. */
    readonly open: readonly Fields[]
    /** By which data say what the judge gave as the cause. */
    readonly words: readonly string[]
  },
): readonly Proposal[] {
  const table = [...checked.inputs.map((input) => input.table), ...checked.steps.map((step) => step.table)].find(
    ({ id }) => id === rule.from,
  )
  // Only what is still that row's own cell at the rule can be asked for by its name.
  const columns = new Map((table?.columns ?? []).map((column) => [column.name, column]))
  const keys = new Set(standard.naturalKey)
  const found: Proposal[] = []
  for (const field of standard.fields) {
    const column = columns.get(field.id)
    if (!column?.straight || isTokenised(field) || field.kind === 'name' || keys.has(field.id) || field.generated) continue
    const value = clue[field.id] ?? null
    const propose = (kind: Proposal['kind'], said: string, where: string, has: (fields: Fields) => boolean): void => {
      const count = (all: readonly Fields[]): number => all.reduce((sum, one) => sum + Number(has(one)), 0)
      const one = { where, field: field.id, label: field.label, kind, value: said, founded: count(founded), unfounded: count(unfounded) }
      // What clues that held often have too tells nothing; nor what most clues have, as long as none was found to hold.
      if (founded.length > 0 ? one.founded * 4 < founded.length : count(open) * 2 <= open.length) found.push(one)
    }
    const of = (fields: Fields) => fields[field.id] ?? null
    if (value === null) {
      propose('empty', '', `${field.id} IS NULL`, (fields) => of(fields) === null)
      continue
    }
    const text = String(value)
    if (isText(field)) {
      for (const word of words)
        if (text.includes(word))
          propose('word', word, `contains(${field.id}, ${quoted(word)})`, (fields) => String(of(fields) ?? '').includes(word))
      if (text.length <= longestValue && !tellsOne.test(text))
        propose('equal', text, `${field.id} = ${quoted(text)}`, (fields) => of(fields) === value)
    } else if (field.columnType === 'int' || field.columnType === 'decimal') {
      const number = Number(text)
      if (Number.isFinite(number)) {
        propose('at-most', text, `${field.id} <= ${text}`, (fields) => of(fields) !== null && Number(of(fields)) <= number)
        propose('at-least', text, `${field.id} >= ${text}`, (fields) => of(fields) !== null && Number(of(fields)) >= number)
      }
    }
    propose('filled', '', `${field.id} IS NOT NULL`, (fields) => of(fields) !== null)
  }
  return found
    .sort((a, b) => order(a) - order(b) || a.founded - b.founded || b.unfounded - a.unfounded)
    .filter((one, at, all) => all.findIndex(({ where }) => where === one.where) === at)
    .slice(0, mostProposals)
}

const isText = ({ columnType }: StandardField): boolean => columnType === 'text'
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** What the judge's own cause says first; then what no clue that held has; that something is merely there or not tells least. */
const order = ({ kind, founded }: Proposal): number =>
  (kind === 'word' ? 0 : 10) + (founded > 0 ? 5 : 0) + { word: 0, equal: 1, 'at-most': 2, 'at-least': 2, filled: 3, empty: 3 }[kind]
