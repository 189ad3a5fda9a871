import { apply, nothing, type Value, type ValueType } from '../../value.ts'
import { aggregate, type FunctionRule, window } from './rule.ts'

/** Only the rows for which the condition is true count. */
const onlyIf = (condition: Value, value: Value): Value => apply('case', value.type, condition, value, nothing)

export const aggregateFunctions: Readonly<Record<string, FunctionRule>> = {
  count: aggregate('count(*)', ['any'], 'int', ['count(*)', '4']),
  count_if: aggregate('count_if(condition)', ['bool'], 'int', ["count_if(k = '乙')", '2']),
  count_distinct: aggregate('count_distinct(a)', ['any'], 'int', ['count_distinct(k)', '2']),
  sum: aggregate('sum(n)', ['number'], 'first', ['sum(n)', '11']),
  sum_if: aggregate('sum_if(n, condition)', ['number', 'bool'], 'first', ["sum_if(n, k = '乙')", '5'], {
    lower: ([value, condition], result: ValueType) => apply('sum', result, onlyIf(condition!, value!)),
  }),
  avg: aggregate('avg(n)', ['number'], 'decimal', ['avg(n)', '2.750000'], {
    lower: ([value]) => apply('/', 'decimal', apply('sum', value!.type, value!), apply('count', 'int', value!)),
  }),
  median: aggregate('median(n)', ['number'], 'decimal', ['median(n)', '2.500000'], { wholeGroup: true }),
  quantile: aggregate('quantile(n, 0.9)', ['number', 'constant'], 'first', ['quantile(n, 0.75)', '3'], { wholeGroup: true }),
  stddev: aggregate('stddev(n)', ['number'], 'decimal', ['stddev(n)', '1.707825'], { wholeGroup: true }),
  mode: aggregate('mode(a)', ['ordered'], 'first', ['mode(k)', '乙'], { wholeGroup: true }),
  min: aggregate('min(a)', ['ordered'], 'first', ['min(d)', '2024-01-31']),
  max: aggregate('max(a)', ['ordered'], 'first', ['max(d)', '2024-02-29']),
  any_value: aggregate('any_value(a)', ['ordered'], 'first', ['any_value(n)', '1']),
  bool_or: aggregate('bool_or(condition)', ['bool'], 'bool', ['bool_or(n > 4)', 'true']),
  bool_and: aggregate('bool_and(condition)', ['bool'], 'bool', ['bool_and(n > 4)', 'false']),
  list_distinct: aggregate('list_distinct(text)', ['text'], 'text[]', ['text_of(list_distinct(k))', '乙、甲']),
  min_by: aggregate('min_by(a, order)', ['any', 'ordered'], 'first', ['min_by(k, n)', '甲']),
  max_by: aggregate('max_by(a, order)', ['any', 'ordered'], 'first', ['max_by(n, fine)', '1']),
}

export const windowFunctions: Readonly<Record<string, FunctionRule>> = {
  row_number: window('row_number()', [], 'int', ['row_number()', '1 2 3 4']),
  rank: window('rank()', [], 'int', ['rank()', '1 2 3 4']),
  dense_rank: window('dense_rank()', [], 'int', ['dense_rank()', '1 2 3 4']),
  lag: window('lag(a)', ['any'], 'first', ['lag(n)', 'NULL 1 2 3']),
  lead: window('lead(a)', ['any'], 'first', ['lead(n)', '2 3 5 NULL']),
}
