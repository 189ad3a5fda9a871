import { transport } from './agencies.ts'
import { plusDays } from './days.ts'
import { transportOffences } from './law.ts'
import { lawful } from './penalty.ts'
import type { Entity, Person } from './people.ts'
import type { Planted } from './planted.ts'
import { random } from './random.ts'

/** Two hauliers fined for overload: one vehicle four times within a year, another three times. */
export interface Hauliers {
  readonly often: Haulier
  readonly seldom: Haulier
}
export interface Haulier {
  readonly firm: Entity
  readonly driver: Person
  readonly plate: string
  readonly weighed: readonly string[]
}

export const OVERLOAD = transportOffences.find(({ what }) => what.includes('超限行驶'))!

export const hauliersOf = (entity: () => Entity, person: () => Person): Hauliers => ({
  often: { firm: entity(), driver: person(), plate: '贵Z6L417', weighed: ['2025-12-09', '2026-02-24', '2026-05-12', '2026-07-21'] },
  seldom: { firm: entity(), driver: person(), plate: '贵Z8P902', weighed: ['2025-12-16', '2026-03-10', '2026-06-16'] },
})

export function plantedOverloads({ often, seldom }: Hauliers): Planted[] {
  const r = random('planted overloads')
  return [often, seldom].flatMap(({ firm, driver, plate, weighed }) =>
    weighed.map(
      (on): Planted => ({
        penalty: lawful(r, transport, firm, OVERLOAD, plusDays(on, 36), {
          acted: on,
          found: on,
          filed: plusDays(on, 2),
          weighed: { plate, driver },
        }),
        expect: [],
      }),
    ),
  )
}
