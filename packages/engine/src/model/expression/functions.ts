import type { ValueType } from '../value.ts'

/**
 * What an argument may be. `same` arguments must agree with each other and give the type of a result `same`;
 * `number` is int or decimal; `ordered` is anything that has an order.
 */
export type ArgumentKind = 'text' | 'int' | 'number' | 'date' | 'bool' | 'text[]' | 'any' | 'same' | 'ordered'
export type ResultKind = ValueType | 'same' | 'first'

export interface FunctionRule {
  readonly use: 'scalar' | 'aggregate' | 'window'
  readonly args: readonly ArgumentKind[]
  /** How many of the arguments may be left off at the end. */
  readonly optional?: number
  /** Any number of further arguments of this kind. */
  readonly more?: ArgumentKind
  readonly result: ResultKind
  /** How it is written, for messages and the handbook. */
  readonly form: string
}

const scalar = (form: string, args: readonly ArgumentKind[], result: ResultKind, rest: Partial<FunctionRule> = {}): FunctionRule => ({
  use: 'scalar',
  form,
  args,
  result,
  ...rest,
})
const aggregate = (form: string, args: readonly ArgumentKind[], result: ResultKind): FunctionRule => ({
  use: 'aggregate',
  form,
  args,
  result,
})
const window = (form: string, args: readonly ArgumentKind[], result: ResultKind, optional = 0): FunctionRule => ({
  use: 'window',
  form,
  args,
  result,
  optional,
})

export const functions: Readonly<Record<string, FunctionRule>> = {
  coalesce: scalar('coalesce(a, b, …)', ['same'], 'same', { more: 'same' }),
  nullif: scalar('nullif(a, b)', ['same', 'same'], 'same'),
  greatest: scalar('greatest(a, b, …)', ['same'], 'same', { more: 'same' }),
  least: scalar('least(a, b, …)', ['same'], 'same', { more: 'same' }),

  abs: scalar('abs(n)', ['number'], 'first'),
  round: scalar('round(n, places)', ['number', 'int'], 'decimal', { optional: 1 }),
  floor: scalar('floor(n)', ['number'], 'int'),
  ceil: scalar('ceil(n)', ['number'], 'int'),

  length: scalar('length(text)', ['text'], 'int'),
  substr: scalar('substr(text, from, count)', ['text', 'int', 'int'], 'text', { optional: 1 }),
  trim: scalar('trim(text)', ['text'], 'text'),
  upper: scalar('upper(text)', ['text'], 'text'),
  lower: scalar('lower(text)', ['text'], 'text'),
  replace: scalar("replace(text, 'old', 'new')", ['text', 'text', 'text'], 'text'),
  concat: scalar('concat(a, b, …)', ['text'], 'text', { more: 'text' }),
  starts_with: scalar("starts_with(text, 'beginning')", ['text', 'text'], 'bool'),
  ends_with: scalar("ends_with(text, 'end')", ['text', 'text'], 'bool'),
  contains: scalar("contains(text, 'part')", ['text', 'text'], 'bool'),

  add_days: scalar('add_days(date, n)', ['date', 'int'], 'date'),
  add_months: scalar('add_months(date, n)', ['date', 'int'], 'date'),
  days_between: scalar('days_between(from, to)', ['date', 'date'], 'int'),
  months_between: scalar('months_between(from, to)', ['date', 'date'], 'int'),
  workdays_between: scalar('workdays_between(from, to)', ['date', 'date'], 'int'),
  month_of: scalar('month_of(date)', ['date'], 'text'),
  year_of: scalar('year_of(date)', ['date'], 'int'),
  first_day: scalar("first_day('2024-05')", ['text'], 'date'),
  last_day: scalar("last_day('2024-05')", ['text'], 'date'),
  age_on: scalar('age_on(birth, on)', ['date', 'date'], 'int'),

  list_contains: scalar('list_contains(list, text)', ['text[]', 'text'], 'bool'),
  list_length: scalar('list_length(list)', ['text[]'], 'int'),
  list_overlaps: scalar('list_overlaps(list, list)', ['text[]', 'text[]'], 'bool'),

  text_of: scalar('text_of(value)', ['any'], 'text'),
  int_of: scalar('int_of(text)', ['text'], 'int'),
  decimal_of: scalar('decimal_of(text)', ['text'], 'decimal'),
  date_of: scalar('date_of(text)', ['text'], 'date'),

  has_input: scalar("has_input('dataset')", ['text'], 'bool'),
  has_field: scalar("has_field('dataset', 'field')", ['text', 'text'], 'bool'),

  sum: aggregate('sum(n)', ['number'], 'first'),
  count: aggregate('count(*)', ['any'], 'int'),
  count_if: aggregate('count_if(condition)', ['bool'], 'int'),
  count_distinct: aggregate('count_distinct(a)', ['any'], 'int'),
  min: aggregate('min(a)', ['ordered'], 'first'),
  max: aggregate('max(a)', ['ordered'], 'first'),
  any_value: aggregate('any_value(a)', ['ordered'], 'first'),
  bool_or: aggregate('bool_or(condition)', ['bool'], 'bool'),
  bool_and: aggregate('bool_and(condition)', ['bool'], 'bool'),
  list_distinct: aggregate('list_distinct(text)', ['text'], 'text[]'),
  min_by: aggregate('min_by(a, order)', ['any', 'ordered'], 'first'),
  max_by: aggregate('max_by(a, order)', ['any', 'ordered'], 'first'),

  row_number: window('row_number()', [], 'int'),
  rank: window('rank()', [], 'int'),
  lag: window('lag(a)', ['any'], 'first'),
  lead: window('lead(a)', ['any'], 'first'),
}
