import { isTokenised, maskColumn } from '@xiezhi/engine/data/schema'
import type { Standard, StandardField, StandardKey } from '@xiezhi/engine/data/standard'
import { quoteName, quoteText, type Values } from '../warehouse/warehouse.ts'
import { isToken, type Target } from './target.ts'

/** A way in which a row names what is pursued: the column that must equal the value, and the field that says it to people. */
interface Meeting {
  readonly column: string
  readonly value: string
  readonly field: StandardField
  /** By a name that the registers give to the code pursued, and to no other. */
  readonly byName?: boolean
}

const fieldOf = (standard: Standard, id: string | undefined): StandardField | undefined => standard.fields.find((field) => field.id === id)

/** The field that people know a key by. */
function spoken(standard: Standard, key: StandardKey): StandardField | undefined {
  if (key.kind !== 'party') return fieldOf(standard, key.from)
  const { name, any, identity, credit_code: credit, org_code: organisation } = key.from
  return fieldOf(standard, name ?? any ?? identity ?? credit ?? organisation)
}

/** Where a dataset can name it; driven by what its standard says of keys and kinds of fields. */
export function meetingsOf(standard: Standard, { kind, key }: Target, names: readonly string[] = []): readonly Meeting[] {
  const byKey = (kinds: readonly StandardKey['kind'][], value: string): Meeting[] =>
    standard.keys
      .filter((one) => kinds.includes(one.kind))
      .flatMap((one) => {
        const field = spoken(standard, one)
        return field ? [{ column: one.id, value, field }] : []
      })
  const byField = (is: (field: StandardField) => boolean, value: string): Meeting[] =>
    standard.fields.filter(is).map((field) => ({ column: field.id, value, field }))
  if (kind === 'number') return byKey(['document', 'case'], key)
  if (kind === 'name') return [...byKey(['name'], key), ...byKey(['party'], `name:${key}`)]
  if (key.startsWith('name:')) return [...byKey(['party'], key), ...byKey(['name'], key.slice('name:'.length))]
  if (key.startsWith('org:')) return [...byKey(['party'], key), ...byField((field) => field.kind === 'org_code', key.slice('org:'.length))]
  // A person's number is kept as its token wherever it stands; an organisation's code as it is.
  if (isToken(key)) return [...byKey(['party'], key), ...byField(isTokenised, key)]
  const byCode = [...byKey(['party'], key), ...byField((field) => field.kind === 'credit_code' || field.kind === 'party_id', key)]
  const byName = names.flatMap((name) => meetingsOf(standard, { kind: 'name', key: name }))
  return [...byCode, ...byName.map((meeting) => ({ ...meeting, byName: true }))]
}

/** How it is called in a row: by the name beside the number, where there is one. */
function calledBy(standard: Standard, { column, field }: Meeting): string {
  const key = standard.keys.find(({ id }) => id === column)
  if (key) return shown(field)
  const sibling = standard.keys.find((one) => one.kind === 'party' && Object.values(one.from).some((from) => from === column))
  const name = sibling?.kind === 'party' ? fieldOf(standard, sibling.from.name) : undefined
  // `agency_code` has `agency_name` beside it.
  const beside = fieldOf(standard, column.replace(/_(code|usc)$/, '_name'))
  return shown(name ?? beside ?? field)
}

const shown = (field: StandardField): string => quoteName(isTokenised(field) ? maskColumn(field.id) : field.id)

/** The rows of one dataset that name it, an entry for each dated event; a row without any has one entry without a day. */
function entriesOf(standard: Standard, meetings: readonly Meeting[], bind: (value: string) => string): string {
  const conditions = meetings.map((meeting) => {
    const column = quoteName(meeting.column)
    const value = bind(meeting.value)
    // A field that names several people holds a list.
    const several = meeting.column === meeting.field.id && meeting.field.columnType === 'text[]'
    return { meeting, test: several ? `list_contains(${column}, ${value})` : `${column} = ${value}` }
  })
  const choose = (of: (meeting: Meeting) => string): string =>
    `CASE ${conditions.map(({ meeting, test }) => `WHEN ${test} THEN ${of(meeting)}`).join(' ')} END`
  const event = (name: string, value: string): string => `{'field': ${quoteText(name)}, 'day': ${value}}`
  const events = standard.fields
    .filter((field) => field.event && (field.columnType === 'date' || field.columnType === 'datetime'))
    .map((field) => event(field.id, `${quoteName(field.id)}::DATE`))
  const months = standard.fields
    .filter(({ kind }) => kind === 'month')
    .map((field) => event(field.id, `try_cast(${quoteName(field.id)} || '-01' AS DATE)`))
  const none = `[${event('', 'NULL::DATE')}]`
  const dated = (list: readonly string[]): string =>
    list.length === 0 ? '[]' : `list_filter([${list.join(', ')}], lambda e: e.day IS NOT NULL)`
  const all = [dated(events), dated(months)].filter((list) => list !== '[]')
  const chosen = all.reduceRight((rest, list) => `CASE WHEN len(${list}) > 0 THEN ${list} ELSE ${rest} END`, none)
  return `SELECT ${quoteText(standard.id)} AS dataset, _rid AS rid, via, by_name, called, u.field AS field, u.day AS day FROM (
    SELECT _rid, ${choose(({ field }) => quoteText(field.label))} AS via, ${choose(({ byName = false }) => String(byName).toUpperCase())} AS by_name, ${choose((meeting) => `${calledBy(standard, meeting)}::VARCHAR`)} AS called, unnest(${chosen}) AS u
    FROM ${quoteName(standard.id)} WHERE ${conditions.map(({ test }) => test).join(' OR ')})`
}

/** What one row names, as SELECT columns: the key, and how the row says it. */
export function namedBy(
  standard: Standard,
): readonly { readonly kind: 'party' | 'number'; readonly key: string; readonly called: string; readonly label: string }[] {
  const keys = standard.keys.flatMap((key) => {
    const field = spoken(standard, key)
    if (!field || key.kind === 'birth-date' || key.kind === 'name') return []
    return [
      {
        kind: key.kind === 'party' ? ('party' as const) : ('number' as const),
        key: quoteName(key.id),
        called: shown(field),
        label: field.label,
      },
    ]
  })
  const codes = standard.fields
    .filter(
      (field) =>
        field.kind === 'credit_code' && !standard.keys.some((key) => key.kind === 'party' && Object.values(key.from).includes(field.id)),
    )
    .map((field) => ({
      kind: 'party' as const,
      key: quoteName(field.id),
      called: calledBy(standard, { column: field.id, value: '', field }),
      label: field.label,
    }))
  return [...keys, ...codes]
}

export interface PursuitFilter {
  /** Names that mean the code pursued. */
  readonly names?: readonly string[] | undefined
  /** Datasets wanted; none named: all. */
  readonly datasets?: readonly string[] | undefined
  readonly year?: string | undefined
  readonly oldestFirst: boolean
  readonly most: number
}

/**
 * One statement over every dataset that can name it: how many entries there are by dataset and year, how it is called, and the first
 * entries in the order asked for. Nothing where no dataset can.
 */
export function pursuitStatement(
  standards: readonly Standard[],
  target: Target,
  filter: PursuitFilter,
): { readonly sql: string; readonly values: Values } | undefined {
  const values: Record<string, string> = {}
  const names = new Map<string, string>()
  const bind = (value: string): string => {
    const name = names.get(value) ?? `k${names.size}`
    names.set(value, name)
    values[name] = value
    return `$${name}`
  }
  const parts = standards.flatMap((standard) => {
    const meetings = meetingsOf(standard, target, filter.names)
    return meetings.length === 0 ? [] : [entriesOf(standard, meetings, bind)]
  })
  if (parts.length === 0) return undefined
  const where: string[] = []
  if (filter.datasets)
    where.push(filter.datasets.length === 0 ? 'FALSE' : `dataset IN (${filter.datasets.map((id) => bind(id)).join(', ')})`)
  if (filter.year === 'none') where.push('day IS NULL')
  else if (filter.year) where.push(`year(day)::VARCHAR = ${bind(filter.year)}`)
  const order = `day ${filter.oldestFirst ? 'ASC' : 'DESC'} NULLS LAST, dataset, rid, field`
  const sql = `WITH found AS MATERIALIZED (${parts.join('\nUNION ALL\n')}),
    counted AS (SELECT dataset, year(day)::VARCHAR AS year, count(*) AS n FROM found GROUP BY ALL),
    names AS (SELECT called, count(*) AS n FROM found WHERE called IS NOT NULL GROUP BY ALL ORDER BY n DESC, called LIMIT 5),
    first_ones AS (SELECT * FROM found${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''} ORDER BY ${order} LIMIT ${filter.most})
    SELECT 'count' AS kind, dataset, NULL::BIGINT AS rid, NULL::VARCHAR AS via, NULL::BOOLEAN AS by_name, NULL::VARCHAR AS field, NULL::DATE AS day, year, n FROM counted
    UNION ALL SELECT 'name', NULL, NULL, called, NULL, NULL, NULL, NULL, n FROM names
    UNION ALL SELECT 'entry', dataset, rid, via, by_name, field, day, NULL, NULL FROM first_ones`
  return { sql, values }
}
