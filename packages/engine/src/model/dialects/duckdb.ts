import type { ValueType } from '../value.ts'
import type { Dialect } from './dialect.ts'
import { duckdbFunctions } from './duckdb-functions.ts'

const types: Readonly<Record<ValueType, string>> = {
  text: 'VARCHAR',
  int: 'BIGINT',
  decimal: 'DECIMAL(18, 2)',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  bool: 'BOOLEAN',
  'text[]': 'VARCHAR[]',
  null: 'VARCHAR',
  unknown: 'VARCHAR',
}

const quoteText = (value: string): string => `'${value.replaceAll("'", "''")}'`
const quoteName = (name: string): string => (name.includes('"') ? `"${name.replaceAll('"', '""')}"` : `"${name}"`)

/** After its sign. */
const parameter = /\w+(?=[ ,])/y

/** DuckDB 1.5. Where its own meaning differs from the language's, the language's is written out. */
export const duckdb: Dialect = {
  name: 'duckdb',
  identifier: quoteName,
  text: quoteText,
  type: (type) => types[type],
  materialized: 'MATERIALIZED ',
  anew: 'NOT MATERIALIZED ',
  // A hash join outright; NOT EXISTS with a condition of its own would be three times as slow.
  partners: (kind, relation, condition) => `${kind === 'semi' ? 'SEMI' : 'ANTI'} JOIN ${relation} ON ${condition}`,
  occurs: (lefts, relation, rights) => {
    if (lefts.length === 1) return `${lefts[0]} IN (SELECT ${rights[0]} FROM ${relation})`
    // Rows are compared as structs, in which two nulls would be equal: hence the tests before.
    const known = lefts.map((left) => `${left} IS NOT NULL`).join(' AND ')
    return `${known} AND (${lefts.join(', ')}) IN (SELECT (${rights.join(', ')}) FROM ${relation})`
  },
  unnest: (list, as) => ({ select: `unnest(${list}) AS ${as}` }),
  literal: (type, text) => {
    if (type === 'text') return quoteText(text)
    if (type === 'date') return `DATE ${quoteText(text)}`
    if (type === 'datetime') return `TIMESTAMP ${quoteText(text)}`
    if (type === 'int') return text.startsWith('-') ? `(${text})` : text
    if (type === 'bool') return text.toUpperCase()
    return type === 'decimal' ? text : 'NULL'
  },
  parameter: (name, type) => {
    if (type === 'text[]') return `from_json($${name}, '["VARCHAR"]')`
    return `CAST($${name} AS ${type === 'decimal' ? 'DECIMAL(18, 4)' : types[type]})`
  },
  parametersIn: (sql, names) => {
    const spoken = new Set<string>()
    for (let at = sql.indexOf('$'); at >= 0; at = sql.indexOf('$', at + 1)) {
      parameter.lastIndex = at + 1
      const name = parameter.exec(sql)?.[0]
      if (name !== undefined) spoken.add(name)
    }
    return names.filter((name) => spoken.has(name))
  },
  textOf: (sql, type, places) => {
    if (type === 'text') return sql
    if (type === 'text[]') return `array_to_string(${sql}, '、')`
    if (type !== 'decimal') return `CAST(${sql} AS VARCHAR)`
    // Numbers of more than eighteen digits are slow to write, and thirty times as slow to round: nearly always eighteen with six places hold the same.
    const exact = `TRY_CAST(${sql} AS DECIMAL(18, 6))`
    const whole = `CAST(CAST(${sql} AS DECIMAL(28, ${places})) AS VARCHAR)`
    if (places === 6) return `coalesce(CAST(${exact} AS VARCHAR), ${whole})`
    return `CASE WHEN ${exact} = ${sql} THEN CAST(CAST(${exact} AS DECIMAL(18, ${places})) AS VARCHAR) ELSE ${whole} END`
  },
  jsonObject: (entries) => `CAST(json_object(${entries.map(([name, sql]) => `${quoteText(name)}, ${sql}`).join(', ')}) AS VARCHAR)`,
  jsonField: (payload, name, type) => {
    const field = `json_extract_string(${payload}, ${quoteText(`$."${name}"`)})`
    return type === 'text' ? field : `CAST(${field} AS ${types[type]})`
  },
  functions: duckdbFunctions,
}
