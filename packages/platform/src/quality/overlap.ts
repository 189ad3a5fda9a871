import type { Standard, StandardKey } from '@xiezhi/engine/data/standard'
import { maskValue, shownColumn } from '../access/masking.ts'
import { quoteName, quoteText, type Session } from '../warehouse/warehouse.ts'

/** Why a row of one dataset finds no partner in another by a key that both have; or that it does. */
export const overlapStates = ['found', 'missing', 'unread', 'other-agency', 'absent'] as const
export type OverlapState = (typeof overlapStates)[number]

export interface Link {
  readonly key: string
  /** The column in which the other dataset holds it. */
  readonly toKey: string
  readonly label: string
  /** The field whose text stands for the key where an example is shown. */
  readonly field: string
  readonly to: string
  /** The standard says that the field refers to the other dataset: what is not found there is amiss. Other keys may meet or not. */
  readonly declared: boolean
  /** Numbers of documents are an agency's own: the same number of another agency is not the same document. */
  readonly byAgency: boolean
}

export interface Overlap extends Link {
  readonly rows: number
  readonly states: readonly { readonly state: OverlapState; readonly rows: number; readonly examples: readonly string[] }[]
}

const has = (standard: Standard, field: string): boolean => standard.fields.some(({ id }) => id === field)
const bothNameAgencies = (one: Standard, other: Standard): boolean => has(one, 'agency_code') && has(other, 'agency_code')
const mostExamples = 3
/** A name or a day of birth is shared by many, so it points at nothing. */
const pointing: ReadonlySet<StandardKey['kind']> = new Set(['document', 'case', 'party'])

const fieldOf = (key: StandardKey): string | undefined => {
  if (typeof key.from === 'string') return key.from
  const values = new Map(Object.entries(key.from))
  return values.get('any') ?? values.get('identity') ?? values.get('credit_code')
}

/** The column that joins for a field: the key that is made of it, or itself. */
const joining = (standard: Standard, field: string): string =>
  standard.keys.find((key) => pointing.has(key.kind) && key.kind !== 'party' && key.from === field)?.id ?? field

/** What of a standard points into the others: what its fields say they refer to, and keys of the same name, names of people aside. */
export function linksOf(standard: Standard, others: Iterable<Standard>): Link[] {
  const links: Link[] = []
  for (const other of others) {
    if (other.id === standard.id) continue
    for (const field of standard.fields)
      for (const { column } of field.references.filter(({ dataset }) => dataset === other.id)) {
        const key = joining(standard, field.id)
        const byAgency = other.keys.some(({ id, kind }) => id === column && kind === 'document') && bothNameAgencies(standard, other)
        links.push({ key, toKey: column, label: field.label, field: field.id, to: other.id, declared: true, byAgency })
      }
    for (const key of standard.keys) {
      const field = fieldOf(key)
      if (!pointing.has(key.kind) || field === undefined || !other.keys.some(({ id, kind }) => id === key.id && kind === key.kind)) continue
      if (links.some((link) => link.to === other.id && link.key === key.id && link.toKey === key.id)) continue
      const byAgency = key.kind === 'document' && bothNameAgencies(standard, other)
      // A number is called what its column is called; a party has several columns.
      const own = key.kind === 'party' ? undefined : standard.fields.find(({ id }) => id === field)?.label
      links.push({ key: key.id, toKey: key.id, label: own ?? key.label, field, to: other.id, declared: false, byAgency })
    }
  }
  return links
}

/** One statement: each row's state, counted, with a few examples. */
function statement(standard: Standard, { key, toKey, field, to, byAgency }: Link): string {
  const k = quoteName(key)
  const there = quoteName(toKey)
  const text = `${quoteName(shownColumn(standard, field))}::VARCHAR`
  const agency = byAgency ? 'agency_code' : 'NULL::VARCHAR'
  const same = byAgency
    ? `LEFT JOIN (SELECT DISTINCT ${there} AS k, agency_code AS agency FROM ${quoteName(to)} WHERE ${there} IS NOT NULL) AS same ON same.k = a.k AND same.agency = a.agency`
    : ''
  const found = byAgency ? 'same.k IS NOT NULL OR (any_one.k IS NOT NULL AND (a.agency IS NULL OR any_one.open))' : 'any_one.k IS NOT NULL'
  return `SELECT state, count(*) AS n, min(shown, ${mostExamples}) AS examples FROM (
    SELECT a.shown, CASE
      WHEN a.k IS NULL THEN CASE WHEN a.shown IS NOT NULL OR a.unread THEN 'unread' ELSE 'missing' END
      WHEN ${found} THEN 'found'
      WHEN any_one.k IS NOT NULL THEN 'other-agency'
      ELSE 'absent' END AS state
    FROM (SELECT ${k} AS k, ${text} AS shown, ${agency} AS agency, contains(coalesce(_unread, ''), ${quoteText(`,${field},`)}) AS unread
      FROM ${quoteName(standard.id)}) AS a
    LEFT JOIN (SELECT ${there} AS k, bool_or(${agency} IS NULL) AS open FROM ${quoteName(to)} WHERE ${there} IS NOT NULL GROUP BY 1) AS any_one ON any_one.k = a.k
    ${same}
  ) GROUP BY state`
}

export async function overlapOf(session: Session, standard: Standard, link: Link): Promise<Overlap> {
  const rows = await session.rows(statement(standard, link))
  const states = overlapStates.flatMap((state) => {
    const row = rows.find((one) => one.state === state)
    if (!row) return []
    const examples = (Array.isArray(row.examples) ? row.examples : []).map((text) => String(maskValue(standard, link.field, text) ?? ''))
    return [{ state, rows: Number(row.n), examples: state === 'found' || state === 'missing' ? [] : [...new Set(examples)] }]
  })
  return { ...link, rows: states.reduce((sum, one) => sum + one.rows, 0), states }
}
