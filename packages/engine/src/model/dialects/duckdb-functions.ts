import type { PrintApply } from './dialect.ts'
import { call, firstDay, haversine, later, likeLength, similarLength, standardFunctions, years400 } from './standard.ts'

/** Exact at six places, and null where a figure is none: figures must not depend on the engine's floating point. */
const figure = (sql: string): string => `TRY_CAST(${sql} AS DECIMAL(28, 6))`
const guarded =
  (name: string, test: string): PrintApply =>
  ([value]) =>
    `CASE WHEN ${value} ${test} 0 THEN ${figure(`${name}(CAST(${value} AS DOUBLE))`)} END`

/** Letters that take one byte each: DuckDB counts bytes where the language counts characters. */
const bytes = Array.from({ length: 2 * similarLength }, (_, i) => String.fromCharCode(40 + i)).join('')

const pairs = (text: string): string =>
  `list_distinct(list_transform(range(1, greatest(2, length(${text}))), lambda i: substr(${text}, i, 2)))`

/** What DuckDB 1.5 calls the functions of the language; where it means something else, the language's meaning is written out. */
export const duckdbFunctions: Readonly<Record<string, PrintApply>> = {
  ...standardFunctions,
  '/': ([left, right]) => `CAST(CAST(${left} AS DOUBLE) / nullif(CAST(${right} AS DOUBLE), 0) AS DECIMAL(28, 6))`,
  in_list: ([operand, list]) => `CASE WHEN ${operand} IS NOT NULL THEN list_contains(${list}, ${operand}) END`,
  is_true: ([operand]) => `(${operand} IS TRUE)`,
  is_not_true: ([operand]) => `(${operand} IS NOT TRUE)`,
  is_false: ([operand]) => `(${operand} IS FALSE)`,
  is_not_false: ([operand]) => `(${operand} IS NOT FALSE)`,

  greatest: call('greatest'),
  least: call('least'),
  // Null when the first is null, unlike greatest.
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
  concat: call('concat'),
  replace: call('replace'),
  starts_with: call('starts_with'),
  ends_with: call('ends_with'),
  contains: call('contains'),
  contains_any: ([text, terms]) =>
    `CASE WHEN ${text} IS NOT NULL THEN len(list_filter(${terms}, lambda term: contains(${text}, term))) > 0 END`,
  terms_in: ([text, terms]) =>
    `CASE WHEN ${text} IS NOT NULL THEN list_sort(list_distinct(list_filter(${terms}, lambda term: contains(${text}, term)))) END`,
  matches: ([text, pattern]) => `regexp_matches(${text}, ${pattern})`,
  extract: ([text, pattern, group]) => `nullif(regexp_extract(${text}, ${pattern}, ${group}), '')`,
  similarity: ([left, right]) => {
    const [a, b] = [left, right].map((text) => `substr(${text}, 1, ${similarLength})`)
    const letters = [a, b].map((text) => `translate(${text}, ${a} || ${b}, '${bytes}')`)
    const distance = `levenshtein(${letters.join(', ')})`
    const longer = `greatest(length(${a}), length(${b}))`
    return `CASE WHEN ${left} = ${right} THEN 1 WHEN ${left} IS NOT NULL AND ${right} IS NOT NULL THEN ${figure(`1 - CAST(${distance} AS DOUBLE) / ${longer}`)} END`
  },
  likeness: ([left, right]) => {
    const [a, b] = [left, right].map((text) => pairs(`substr(${text}, 1, ${likeLength})`))
    // A list of one row, so that the pairs are made once.
    const shared = `list_transform([{'a': ${a}, 'b': ${b}}], lambda p: 2 * CAST(len(list_intersect(p.a, p.b)) AS DOUBLE) / (len(p.a) + len(p.b)))[1]`
    return `CASE WHEN ${left} = ${right} THEN 1 WHEN ${left} IS NOT NULL AND ${right} IS NOT NULL THEN ${figure(shared)} END`
  },
  // DuckDB takes an unknown sign to part at for none.
  split: ([text, sign], { args }) =>
    args[1]?.kind === 'literal'
      ? `string_split(${text}, ${sign})`
      : `CASE WHEN ${sign} IS NOT NULL THEN string_split(${text}, ${sign}) END`,

  day_number: ([day]) => `(${day} - DATE '1970-01-01')`,
  second_number: ([moment]) => `CAST(epoch(${moment}) AS BIGINT)`,
  add_seconds: ([moment, count]) => `(${moment} + to_seconds(CAST(${count} AS INTEGER)))`,
  // From one first day of a month to another, as texts.
  months_list: ([first, last]) =>
    `list_transform(generate_series(${first}, ${last}, INTERVAL 1 MONTH), lambda month: strftime(month, '%Y-%m'))`,
  list_or_null: ([list]) => `CASE WHEN length(${list}) > 0 THEN ${list} ELSE [NULL] END`,

  add_days: later(years400.days, (day, count) => `(${day} + CAST(${count} AS INTEGER))`),
  add_months: later(years400.months, (day, count) => `CAST(${day} + to_months(CAST(${count} AS INTEGER)) AS DATE)`),
  days_between: ([from, to]) => `CAST(${to} - ${from} AS BIGINT)`,
  months_between: ([from, to]) => `date_sub('month', ${from}, ${to})`,
  year_of: call('year'),
  quarter_of: ([day]) => `(CAST(year(${day}) AS VARCHAR) || 'Q' || CAST(quarter(${day}) AS VARCHAR))`,
  month_of: ([day]) => `strftime(${day}, '%Y-%m')`,
  day_of: call('day'),
  weekday_of: call('isodow'),
  first_day: ([month], { args }) => firstDay(month, args[0]),
  last_day: ([month], { args }) => `last_day(${firstDay(month, args[0])})`,
  age_on: ([birth, on]) => `date_sub('year', ${birth}, ${on})`,

  list_contains: call('list_contains'),
  list_length: ([list]) => `length(${list})`,
  list_overlaps: call('list_has_any'),
  // DuckDB takes an unknown list for an empty one.
  list_shared: ([left, right]) =>
    `CASE WHEN ${left} IS NOT NULL AND ${right} IS NOT NULL THEN list_sort(list_intersect(${left}, ${right})) END`,
  list_element: ([list, n]) => `CASE WHEN ${n} > 0 THEN list_extract(${list}, ${n}) END`,
  list_of: (texts) => `list_filter([${texts.join(', ')}], lambda one: one IS NOT NULL)`,

  text_of: ([value], { args }) => (args[0]!.type === 'text[]' ? `array_to_string(${value}, '、')` : `CAST(${value} AS VARCHAR)`),
  hour_of: call('hour'),
  add_minutes: later(years400.minutes, (moment, count) => `(${moment} + to_minutes(CAST(${count} AS INTEGER)))`),
  minutes_between: ([from, to]) => `date_sub('minute', ${from}, ${to})`,
  seconds_between: ([from, to]) => `date_sub('second', ${from}, ${to})`,

  count_distinct: ([value], _, over) => `count(DISTINCT ${value})${over}`,
  // A sum is as wide as DuckDB can; left so, it would lose its cents beside a figure with more places.
  sum: ([value], { type }, over) => `CAST(sum(${value})${over} AS ${type === 'int' ? 'BIGINT' : 'DECIMAL(28, 6)'})`,
  median: ([value]) => figure(`median(CAST(${value} AS DOUBLE))`),
  // The least value that at least this part of all values does not exceed.
  quantile: ([value, part]) =>
    `list_extract(list_sort(list(${value}) FILTER (${value} IS NOT NULL)), greatest(1, least(count(${value}), CAST(ceil(count(${value}) * CAST(${part} AS DECIMAL(9, 6))) AS BIGINT))))`,
  // In one order, since floating point adds up to something else in another.
  stddev: ([value]) => figure(`list_aggregate(list_sort(list(CAST(${value} AS DOUBLE)) FILTER (${value} IS NOT NULL)), 'stddev_samp')`),
  // The most frequent; of several the smallest.
  mode: ([value]) =>
    `struct_extract(list_extract(list_sort(list_transform(map_entries(histogram(${value})), lambda one: {'n': -one.value, 'v': one.key})), 1), 'v')`,
  list_distinct: ([value], _, over) => `list_sort(list(DISTINCT ${value}) FILTER (${value} IS NOT NULL)${over})`,
  // Ties go to the smaller (or larger) value, so that two runs agree. DuckDB passes over rows without the value by itself.
  min_by: ([value, order], _, over) => `arg_min(${value}, ROW(${order}, ${value})) FILTER (${order} IS NOT NULL)${over}`,
  max_by: ([value, order], _, over) => `arg_max(${value}, ROW(${order}, ${value})) FILTER (${order} IS NOT NULL)${over}`,
}
