import { apply } from '../../value.ts'
import { type FunctionRule, scalar } from './rule.ts'

export const dateFunctions: Readonly<Record<string, FunctionRule>> = {
  add_days: scalar('add_days(date, n)', ['date', 'int'], 'date', ["add_days(DATE '2024-02-28', 2)", '2024-03-01']),
  add_months: scalar('add_months(date, n)', ['date', 'int'], 'date', ["add_months(DATE '2024-01-31', 1)", '2024-02-29']),
  days_between: scalar('days_between(from, to)', ['date', 'date'], 'int', ["days_between(DATE '2024-02-28', DATE '2024-03-01')", '2']),
  months_between: scalar('months_between(from, to)', ['date', 'date'], 'int', [
    "months_between(DATE '2024-01-31', DATE '2024-03-30')",
    '1',
  ]),
  workdays_between: scalar('workdays_between(from, to)', ['date', 'date'], 'int', [
    "workdays_between(DATE '2024-09-30', DATE '2024-10-08')",
    '1',
  ]),
  year_of: scalar('year_of(date)', ['date'], 'int', ["year_of(DATE '2024-05-31')", '2024']),
  quarter_of: scalar('quarter_of(date)', ['date'], 'text', ["quarter_of(DATE '2024-05-31')", '2024Q2']),
  month_of: scalar('month_of(date)', ['date'], 'text', ["month_of(DATE '2024-05-31')", '2024-05']),
  day_of: scalar('day_of(date)', ['date'], 'int', ["day_of(DATE '2024-05-31')", '31']),
  weekday_of: scalar('weekday_of(date)', ['date'], 'int', ["weekday_of(DATE '2024-05-31')", '5']),
  month_start: scalar('month_start(date)', ['date'], 'date', ["month_start(DATE '2024-05-31')", '2024-05-01'], {
    lower: ([day]) => apply('first_day', 'date', apply('month_of', 'text', day!)),
  }),
  month_end: scalar('month_end(date)', ['date'], 'date', ["month_end(DATE '2024-02-01')", '2024-02-29'], {
    lower: ([day]) => apply('last_day', 'date', apply('month_of', 'text', day!)),
  }),
  first_day: scalar("first_day('2024-05')", ['text'], 'date', ["first_day('2024-05')", '2024-05-01']),
  last_day: scalar("last_day('2024-05')", ['text'], 'date', ["last_day('2024-02')", '2024-02-29']),
  shift_month: scalar("shift_month('2024-05', n)", ['text', 'int'], 'text', ["shift_month('2024-11', 3)", '2025-02'], {
    lower: ([month, count]) => apply('month_of', 'text', apply('add_months', 'date', apply('first_day', 'date', month!), count!)),
  }),
  age_on: scalar('age_on(birth, on)', ['date', 'date'], 'int', ["age_on(DATE '2000-06-02', DATE '2024-06-01')", '23']),
  date_of: scalar('date_of(text or datetime)', ['written'], 'date', ["date_of(DATETIME '2024-01-05 08:30:00')", '2024-01-05']),
  hour_of: scalar('hour_of(datetime)', ['datetime'], 'int', ["hour_of(DATETIME '2024-01-05 08:30:00')", '8']),
  add_minutes: scalar('add_minutes(datetime, n)', ['datetime', 'int'], 'datetime', [
    "add_minutes(DATETIME '2024-01-05 23:50:00', 15)",
    '2024-01-06 00:05:00',
  ]),
  minutes_between: scalar('minutes_between(from, to)', ['datetime', 'datetime'], 'int', [
    "minutes_between(DATETIME '2024-01-05 08:00:00', DATETIME '2024-01-05 09:30:59')",
    '90',
  ]),
  seconds_between: scalar('seconds_between(from, to)', ['datetime', 'datetime'], 'int', [
    "seconds_between(DATETIME '2024-01-05 08:00:00', DATETIME '2024-01-05 08:00:02')",
    '2',
  ]),
}
