import type { PrintApply } from './dialect.ts'
import { call, firstDay, haversine, later, likeLength, similarLength, standardFunctions, years400 } from './standard.ts'

const figure = (sql: string): string => `TRY_CAST(${sql} AS DECIMAL(28, 6))`
const guarded =
  (name: string, test: string): PrintApply =>
  ([value]) =>
    `CASE WHEN ${value} ${test} 0 THEN ${figure(`${name}(CAST(${value} AS DOUBLE))`)} END`
/** Trino's own greatest and least are null where one value is. */
const passingOver =
  (name: string): PrintApply =>
  (values) =>
    `${name}(filter(ARRAY[${values.join(', ')}], one -> one IS NOT NULL))`
const add = (unit: string, most: number): PrintApply => later(most, (moment, count) => `date_add('${unit}', ${count}, ${moment})`)
const between =
  (unit: string): PrintApply =>
  ([from, to]) =>
    `date_diff('${unit}', ${from}, ${to})`

const pairs = (text: string): string =>
  `array_distinct(transform(sequence(1, greatest(1, length(${text}) - 1)), i -> substr(${text}, i, 2)))`
const known = (left: string | undefined, right: string | undefined, then: string): string =>
  `CASE WHEN ${left} = ${right} THEN 1 WHEN ${left} IS NOT NULL AND ${right} IS NOT NULL THEN ${figure(then)} END`
const sorted = (value: string | undefined): string => `array_sort(array_agg(${value}) FILTER (WHERE ${value} IS NOT NULL))`
/** Distinct values over neighbours: Trino takes DISTINCT in a window no more than FILTER. */
const distinctOver = (value: string | undefined, over: string): string =>
  `array_distinct(filter(array_agg(${value})${over}, one -> one IS NOT NULL))`

/** A row in which value or order is null is as if it were not there; of ties the smaller (or larger) value is taken. Trino takes no FILTER in a window. */
const extreme =
  (name: string): PrintApply =>
  ([value, order], _, over) => {
    const known = `${order} IS NOT NULL AND ${value} IS NOT NULL`
    return over === ''
      ? `${name}(${value}, ROW(${order}, ${value})) FILTER (WHERE ${known})`
      : `${name}(${value}, CASE WHEN ${known} THEN ROW(${order}, ${value}) END)${over}`
  }

/** What Trino calls the functions of the language; where it means something else, the language's meaning is written out. */
export const trinoFunctions: Readonly<Record<string, PrintApply>> = {
  ...standardFunctions,
  '/': ([left, right]) => `CAST(CAST(${left} AS DOUBLE) / nullif(CAST(${right} AS DOUBLE), 0) AS DECIMAL(28, 6))`,
  in_list: ([operand, list]) => `CASE WHEN ${operand} IS NOT NULL THEN contains(${list}, ${operand}) END`,
  is_true: ([operand]) => `coalesce(${operand}, FALSE)`,
  is_not_true: ([operand]) => `(NOT coalesce(${operand}, FALSE))`,
  is_false: ([operand]) => `(NOT coalesce(${operand}, TRUE))`,
  is_not_false: ([operand]) => `coalesce(${operand}, TRUE)`,

  greatest: passingOver('array_max'),
  least: passingOver('array_min'),
  greatest_known: ([value, least]) => `CASE WHEN ${value} IS NOT NULL THEN greatest(${value}, ${least}) END`,
  money: ([value]) => `CAST(${value} AS DECIMAL(18, 2))`,

  round: ([value, places]) => `round(${value}, ${places ?? '0'})`,
  floor: ([value]) => `CAST(floor(${value}) AS BIGINT)`,
  ceil: ([value]) => `CAST(ceil(${value}) AS BIGINT)`,
  ln: guarded('ln', '>'),
  log10: guarded('log10', '>'),
  sqrt: guarded('sqrt', '>='),
  power: ([base, exponent]) => figure(`power(CAST(${base} AS DOUBLE), CAST(${exponent} AS DOUBLE))`),
  distance_m: (args) =>
    `CASE WHEN ${args.map((arg) => `${arg} IS NOT NULL`).join(' AND ')} THEN CAST(${haversine(args, 'DOUBLE')} AS DECIMAL(18, 2)) END`,

  trim: call('trim'),
  // Trino puts the new text between all characters where the old one is empty.
  replace: ([text, old, by], { args }) =>
    args[1]?.kind === 'literal' && args[1].text !== ''
      ? `replace(${text}, ${old}, ${by})`
      : `CASE WHEN ${old} = '' THEN ${text} ELSE replace(${text}, ${old}, ${by}) END`,
  concat: (texts) => `array_join(ARRAY[${texts.join(', ')}], '')`,
  starts_with: call('starts_with'),
  ends_with: ([text, end]) => `(substr(${text}, greatest(1, length(${text}) - length(${end}) + 1)) = ${end})`,
  contains: ([text, part]) => `(strpos(${text}, ${part}) > 0)`,
  contains_any: ([text, terms]) => `CASE WHEN ${text} IS NOT NULL THEN any_match(${terms}, term -> strpos(${text}, term) > 0) END`,
  terms_in: ([text, terms]) =>
    `CASE WHEN ${text} IS NOT NULL THEN array_sort(array_distinct(filter(${terms}, term -> strpos(${text}, term) > 0))) END`,
  matches: ([text, pattern]) => `regexp_like(${text}, ${pattern})`,
  extract: ([text, pattern, group]) => `nullif(regexp_extract(${text}, ${pattern}, ${group}), '')`,
  similarity: ([left, right]) => {
    const [a, b] = [left, right].map((text) => `substr(${text}, 1, ${similarLength})`)
    return known(left, right, `1 - CAST(levenshtein_distance(${a}, ${b}) AS DOUBLE) / greatest(length(${a}), length(${b}))`)
  },
  likeness: ([left, right]) => {
    const [a, b] = [left, right].map((text) => pairs(`substr(${text}, 1, ${likeLength})`))
    return known(left, right, `2 * CAST(cardinality(array_intersect(${a}, ${b})) AS DOUBLE) / (cardinality(${a}) + cardinality(${b}))`)
  },
  split: call('split'),

  add_days: add('day', years400.days),
  add_months: add('month', years400.months),
  add_minutes: add('minute', years400.minutes),
  add_seconds: ([moment, count]) => `date_add('second', ${count}, ${moment})`,
  days_between: between('day'),
  months_between: between('month'),
  minutes_between: between('minute'),
  seconds_between: between('second'),
  day_number: ([day]) => `date_diff('day', DATE '1970-01-01', ${day})`,
  second_number: ([moment]) => `date_diff('second', TIMESTAMP '1970-01-01 00:00:00', ${moment})`,
  months_list: ([first, last]) =>
    `CASE WHEN ${first} <= ${last} THEN transform(sequence(${first}, ${last}, INTERVAL '1' MONTH), month -> date_format(month, '%Y-%m')) END`,
  list_or_null: ([list]) => `CASE WHEN cardinality(${list}) > 0 THEN ${list} ELSE CAST(ARRAY[NULL] AS ARRAY(VARCHAR)) END`,
  year_of: call('year'),
  quarter_of: ([day]) => `(CAST(year(${day}) AS VARCHAR) || 'Q' || CAST(quarter(${day}) AS VARCHAR))`,
  month_of: ([day]) => `date_format(${day}, '%Y-%m')`,
  day_of: call('day'),
  weekday_of: call('day_of_week'),
  hour_of: call('hour'),
  first_day: ([month], { args }) => firstDay(month, args[0]),
  last_day: ([month], { args }) => `last_day_of_month(${firstDay(month, args[0])})`,
  age_on: between('year'),

  list_contains: call('contains'),
  list_length: call('cardinality'),
  list_overlaps: call('arrays_overlap'),
  list_shared: ([left, right]) => `array_sort(array_intersect(${left}, ${right}))`,
  list_element: ([list, n]) => `CASE WHEN ${n} > 0 THEN element_at(${list}, ${n}) END`,
  list_of: (texts) => `filter(ARRAY[${texts.join(', ')}], one -> one IS NOT NULL)`,

  text_of: ([value], { args }) => (args[0]!.type === 'text[]' ? `array_join(${value}, '、')` : `CAST(${value} AS VARCHAR)`),

  count_distinct: ([value], _, over) =>
    over === '' ? `count(DISTINCT ${value})` : `coalesce(cardinality(${distinctOver(value, over)}), 0)`,
  sum: ([value], { type }, over) => `CAST(sum(${value})${over} AS ${type === 'int' ? 'BIGINT' : 'DECIMAL(28, 6)'})`,
  median: ([value]) => {
    const all = sorted(`CAST(${value} AS DOUBLE)`)
    return figure(`(element_at(${all}, (count(${value}) + 1) / 2) + element_at(${all}, (count(${value}) + 2) / 2)) / 2`)
  },
  quantile: ([value, part]) =>
    `element_at(${sorted(value)}, greatest(1, least(count(${value}), CAST(ceil(count(${value}) * CAST(${part} AS DECIMAL(9, 6))) AS BIGINT))))`,
  stddev: ([value]) => figure(`stddev_samp(CAST(${value} AS DOUBLE))`),
  mode: ([value]) => `element_at(array_sort(transform(map_entries(histogram(${value})), one -> ROW(-one[2], one[1]))), 1)[2]`,
  list_distinct: ([value], _, over) =>
    over === ''
      ? `array_sort(array_agg(DISTINCT ${value}) FILTER (WHERE ${value} IS NOT NULL))`
      : `nullif(array_sort(${distinctOver(value, over)}), CAST(ARRAY[] AS ARRAY(VARCHAR)))`,
  min_by: extreme('min_by'),
  max_by: extreme('max_by'),
}
