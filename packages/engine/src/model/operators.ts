import type { Operator } from './operator.ts'
import { aggregate } from './operators/aggregate.ts'
import { deadline } from './operators/deadline.ts'
import { derive } from './operators/derive.ts'
import { distinct } from './operators/distinct.ts'
import { filter } from './operators/filter.ts'
import { having } from './operators/having.ts'
import { join } from './operators/join.ts'
import { select } from './operators/select.ts'
import { union } from './operators/union.ts'
import { window } from './operators/window.ts'
import { without } from './operators/without.ts'

/** The words of the pipeline. One line longer is one operator more. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [filter, derive, select, join, having, without, deadline, aggregate, window, union, distinct].map((operator) => [
    operator.name,
    operator,
  ]),
)
