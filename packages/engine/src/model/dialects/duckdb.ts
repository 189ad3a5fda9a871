import type { ValueType } from '../value.ts'
import type { Dialect, PrintApply } from './dialect.ts'

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
const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

const infix =
  (sign: string): PrintApply =>
  ([left, right]) =>
    `(${left} ${sign} ${right})`
const call =
  (name: string): PrintApply =>
  (args, _, over) =>
    `${name}(${args.join(', ')})${over}`
const is =
  (test: string): PrintApply =>
  ([operand]) =>
    `(${operand} IS ${test})`

/** DuckDB 1.5. Where its own meaning differs from the language's, the language's is written out. */
export const duckdb: Dialect = {
  name: 'duckdb',
  identifier: quoteName,
  text: quoteText,
  type: (type) => types[type],
  materialized: 'MATERIALIZED ',
  // A hash join outright; NOT EXISTS with a condition of its own would be three times as slow.
  partners: (kind, relation, condition) => `${kind === 'semi' ? 'SEMI' : 'ANTI'} JOIN ${relation} ON ${condition}`,
  occurs: (lefts, relation, rights) => {
    if (lefts.length === 1) return `${lefts[0]} IN (SELECT ${rights[0]} FROM ${relation})`
    // Rows are compared as structs, in which two nulls would be equal: hence the tests before.
    const known = lefts.map((left) => `${left} IS NOT NULL`).join(' AND ')
    return `${known} AND (${lefts.join(', ')}) IN (SELECT (${rights.join(', ')}) FROM ${relation})`
  },
  literal: (type, text) => {
    if (type === 'text') return quoteText(text)
    if (type === 'date') return `DATE ${quoteText(text)}`
    if (type === 'int') return text.startsWith('-') ? `(${text})` : text
    if (type === 'bool') return text.toUpperCase()
    return type === 'decimal' ? text : 'NULL'
  },
  parameter: (name, type) => {
    if (type === 'text[]') return `from_json($${name}, '["VARCHAR"]')`
    return `CAST($${name} AS ${type === 'decimal' ? 'DECIMAL(18, 4)' : types[type]})`
  },
  textOf: (sql, type, places) => {
    if (type === 'text') return sql
    if (type === 'text[]') return `array_to_string(${sql}, '、')`
    return `CAST(${type === 'decimal' ? `CAST(${sql} AS DECIMAL(28, ${places}))` : sql} AS VARCHAR)`
  },
  jsonObject: (entries) => `CAST(json_object(${entries.map(([name, sql]) => `${quoteText(name)}, ${sql}`).join(', ')}) AS VARCHAR)`,
  jsonField: (payload, name, type) => {
    const field = `json_extract_string(${payload}, ${quoteText(`$."${name}"`)})`
    return type === 'text' ? field : `CAST(${field} AS ${types[type]})`
  },
  functions: {
    and: infix('AND'),
    or: infix('OR'),
    not: ([operand]) => `(NOT ${operand})`,
    '=': infix('='),
    '<>': infix('<>'),
    '<': infix('<'),
    '<=': infix('<='),
    '>': infix('>'),
    '>=': infix('>='),
    '||': infix('||'),
    '+': infix('+'),
    '-': infix('-'),
    '*': infix('*'),
    // Exact at six places and null for a zero divisor: figures must not depend on the engine's floating point.
    '/': ([left, right]) => `CAST(CAST(${left} AS DOUBLE) / nullif(CAST(${right} AS DOUBLE), 0) AS DECIMAL(28, 6))`,
    negate: ([operand]) => `(- ${operand})`,
    in: ([operand, ...items]) => `(${operand} IN (${items.join(', ')}))`,
    in_list: ([operand, list]) => `CASE WHEN ${operand} IS NOT NULL THEN list_contains(${list}, ${operand}) END`,
    between: ([operand, low, high]) => `(${operand} BETWEEN ${low} AND ${high})`,
    is_null: is('NULL'),
    is_not_null: is('NOT NULL'),
    is_true: is('TRUE'),
    is_not_true: is('NOT TRUE'),
    is_false: is('FALSE'),
    is_not_false: is('NOT FALSE'),
    same: infix('IS NOT DISTINCT FROM'),
    differs: infix('IS DISTINCT FROM'),
    like: infix('LIKE'),
    case: (args) => {
      const branches = Array.from({ length: args.length >> 1 }, (_, i) => ` WHEN ${args[2 * i]} THEN ${args[2 * i + 1]}`).join('')
      return `CASE${branches}${args.length % 2 === 1 ? ` ELSE ${args.at(-1)}` : ''} END`
    },

    coalesce: call('coalesce'),
    nullif: call('nullif'),
    greatest: call('greatest'),
    least: call('least'),
    // Null when the first is null, unlike greatest.
    greatest_known: ([value, least]) => `CASE WHEN ${value} IS NOT NULL THEN greatest(${value}, ${least}) END`,
    money: ([value]) => `CAST(${value} AS DECIMAL(18, 2))`,

    abs: call('abs'),
    round: ([value, places]) => `round(${value}, ${places ?? '0'})`,
    floor: ([value]) => `CAST(floor(${value}) AS BIGINT)`,
    ceil: ([value]) => `CAST(ceil(${value}) AS BIGINT)`,

    length: call('length'),
    substr: call('substr'),
    trim: call('trim'),
    upper: call('upper'),
    lower: call('lower'),
    replace: call('replace'),
    concat: call('concat'),
    starts_with: call('starts_with'),
    ends_with: call('ends_with'),
    contains: call('contains'),

    add_days: ([day, count]) => `(${day} + CAST(${count} AS INTEGER))`,
    add_months: ([day, count]) => `CAST(${day} + to_months(CAST(${count} AS INTEGER)) AS DATE)`,
    days_between: ([from, to]) => `CAST(${to} - ${from} AS BIGINT)`,
    months_between: ([from, to]) => `date_sub('month', ${from}, ${to})`,
    month_of: ([day]) => `strftime(${day}, '%Y-%m')`,
    year_of: call('year'),
    first_day: ([month]) => `TRY_CAST(${month} || '-01' AS DATE)`,
    last_day: ([month]) => `last_day(TRY_CAST(${month} || '-01' AS DATE))`,
    age_on: ([birth, on]) => `date_sub('year', ${birth}, ${on})`,

    list_contains: call('list_contains'),
    list_length: ([list]) => `length(${list})`,
    list_overlaps: call('list_has_any'),

    text_of: ([value], { args }) => (args[0]!.type === 'text[]' ? `array_to_string(${value}, '、')` : `CAST(${value} AS VARCHAR)`),
    int_of: ([value]) => `TRY_CAST(trim(${value}) AS BIGINT)`,
    decimal_of: ([value]) => `TRY_CAST(trim(${value}) AS DECIMAL(18, 2))`,
    date_of: ([value]) => `TRY_CAST(trim(${value}) AS DATE)`,

    count_all: (_, __, over) => `count(*)${over}`,
    count: call('count'),
    count_if: ([condition], _, over) => `count(CASE WHEN ${condition} THEN 1 END)${over}`,
    count_distinct: ([value], _, over) => `count(DISTINCT ${value})${over}`,
    // A sum is as wide as DuckDB can; left so, it would lose its cents beside a figure with more places.
    sum: ([value], { type }, over) => `CAST(sum(${value})${over} AS ${type === 'int' ? 'BIGINT' : 'DECIMAL(28, 6)'})`,
    min: call('min'),
    max: call('max'),
    // Any will do, but the same one in every run.
    any_value: call('min'),
    bool_or: call('bool_or'),
    bool_and: call('bool_and'),
    list_distinct: ([value], _, over) => `list_sort(list(DISTINCT ${value}) FILTER (${value} IS NOT NULL)${over})`,
    // Ties go to the smaller (or larger) value, so that two runs agree.
    min_by: ([value, order], _, over) => `arg_min(${value}, ROW(${order}, ${value})) FILTER (${order} IS NOT NULL)${over}`,
    max_by: ([value, order], _, over) => `arg_max(${value}, ROW(${order}, ${value})) FILTER (${order} IS NOT NULL)${over}`,

    row_number: call('row_number'),
    rank: call('rank'),
    lag: call('lag'),
    lead: call('lead'),
  },
}
