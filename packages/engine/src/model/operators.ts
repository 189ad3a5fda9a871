import type { Operator } from './operator.ts'
import { aggregate } from './operators/aggregate.ts'
import { cluster } from './operators/cluster.ts'
import { deadline } from './operators/deadline.ts'
import { derive } from './operators/derive.ts'
import { distinct } from './operators/distinct.ts'
import { filter } from './operators/filter.ts'
import { having } from './operators/having.ts'
import { intervals } from './operators/intervals.ts'
import { join } from './operators/join.ts'
import { match } from './operators/match.ts'
import { months } from './operators/months.ts'
import { near } from './operators/near.ts'
import { pairs } from './operators/pairs.ts'
import { select } from './operators/select.ts'
import { sequence } from './operators/sequence.ts'
import { sql } from './operators/sql.ts'
import { union } from './operators/union.ts'
import { unnest } from './operators/unnest.ts'
import { window } from './operators/window.ts'
import { without } from './operators/without.ts'

/** The words of the pipeline. One line longer is one operator more. */
const all = [
  filter,
  derive,
  select,
  join,
  having,
  without,
  match,
  pairs,
  near,
  cluster,
  sequence,
  deadline,
  aggregate,
  window,
  intervals,
  months,
  unnest,
  union,
  distinct,
  sql,
]

export const operators: ReadonlyMap<string, Operator> = new Map(all.map((operator) => [operator.name, operator]))
