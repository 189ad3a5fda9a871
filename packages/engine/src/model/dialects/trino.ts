import type { ValueType } from '../value.ts'
import type { Dialect } from './dialect.ts'
import { trinoFunctions } from './trino-functions.ts'

const types: Readonly<Record<ValueType, string>> = {
  text: 'VARCHAR',
  int: 'BIGINT',
  decimal: 'DECIMAL(18, 2)',
  date: 'DATE',
  datetime: 'TIMESTAMP(0)',
  bool: 'BOOLEAN',
  'text[]': 'ARRAY(VARCHAR)',
  null: 'VARCHAR',
  unknown: 'VARCHAR',
}

const quoteText = (value: string): string => `'${value.replaceAll("'", "''")}'`
const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * Trino, where a province keeps its data. It knows parameters by their place alone, so each stands as a question mark with its
 * name in a remark, and is listed as often as it stands.
 */
export const trino: Dialect = {
  name: 'trino',
  identifier: quoteName,
  text: quoteText,
  type: (type) => types[type],
  materialized: '',
  // As it does with all of them.
  anew: '',
  partners: (kind, relation, condition) => `WHERE ${kind === 'semi' ? '' : 'NOT '}EXISTS (SELECT 1 FROM ${relation} WHERE ${condition})`,
  occurs: (lefts, relation, rights) => {
    if (lefts.length === 1) return `${lefts[0]} IN (SELECT ${rights[0]} FROM ${relation})`
    const known = lefts.map((left) => `${left} IS NOT NULL`).join(' AND ')
    return `${known} AND ROW(${lefts.join(', ')}) IN (SELECT ROW(${rights.join(', ')}) FROM ${relation})`
  },
  unnest: (list, as) => ({ select: `"u".${as}`, from: `\nCROSS JOIN UNNEST(${list}) AS "u" (${as})` }),
  literal: (type, text) => {
    if (type === 'text') return quoteText(text)
    if (type === 'date') return `DATE ${quoteText(text)}`
    if (type === 'datetime') return `TIMESTAMP ${quoteText(text)}`
    if (type === 'int') return text.startsWith('-') ? `(${text})` : text
    if (type === 'bool') return text.toUpperCase()
    return type === 'decimal' ? text : 'NULL'
  },
  parameter: (name, type) => {
    const given = `? /* ${name} */`
    if (type === 'text[]') return `CAST(json_parse(${given}) AS ARRAY(VARCHAR))`
    return `CAST(${given} AS ${type === 'decimal' ? 'DECIMAL(18, 4)' : types[type]})`
  },
  parametersIn: (sql) => [...sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '').matchAll(/\? \/\* (\w+) \*\//g)].map(([, name]) => name!),
  textOf: (sql, type, places) => {
    if (type === 'text') return sql
    if (type === 'text[]') return `array_join(${sql}, '、')`
    return `CAST(${type === 'decimal' ? `CAST(${sql} AS DECIMAL(28, ${places}))` : sql} AS VARCHAR)`
  },
  jsonObject: (entries) =>
    entries.length === 0
      ? "'{}'"
      : `json_object(${entries.map(([name, sql]) => `${quoteText(name)} VALUE ${sql}`).join(', ')} NULL ON NULL)`,
  jsonField: (payload, name, type) => {
    const field = `json_extract_scalar(${payload}, ${quoteText(`$["${name}"]`)})`
    return type === 'text' ? field : `CAST(${field} AS ${types[type]})`
  },
  functions: trinoFunctions,
}
