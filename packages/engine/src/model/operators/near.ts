import { newName, takenFrom } from '../columns.ts'
import { typeAs, type typeExpression } from '../expression/type.ts'
import type { Output, Relation } from '../node.ts'
import { defineOperator, type StepColumn, type StepTable, type Workbench } from '../operator.ts'
import type { Pair, Word } from '../source.ts'
import { allOf, apply, column, int, text, type Value } from '../value.ts'
import { besides, meetingOf, pairUp, partner } from './pairing.ts'

/**
 * The collision on the map: places no further apart than so many metres. The map is cut into cells as wide as that, and a place
 * is compared only with those of its own cell and the eight around it. Holds between 60° south and 60° north.
 */
export const near = defineOperator({
  name: 'near',
  example: {
    written: '{ left: penalty, right: payment, at: [{ lng: x }, { lat: y }], metres: 1200, take: [paid_on], distance_as: metres }',
    columns: ['doc', 'paid_on', 'metres'],
    gives: [['1', '2024-02-01', '1111.95']],
  },
  params: {
    left: { kind: 'table' },
    right: { kind: 'table' },
    at: { kind: 'pairs' },
    metres: { kind: 'formula' },
    on: { kind: 'pairs', optional: true },
    take: { kind: 'takes', optional: true },
    kind: { kind: 'choice', optional: true, choices: ['inner', 'left'] },
    when: { kind: 'formula', optional: true },
    distance_as: { kind: 'name', optional: true, fresh: true },
  },
  reads: (given) => [given.left, given.right],
  yields: (given, bench) => {
    const [left, right] = [bench.table(given.left), bench.table(given.right)]
    const [mine, theirs] = [placeOf(given.at, 'left', left, bench), placeOf(given.at, 'right', right, bench)]
    if (given.at.length !== 2) bench.report.error(bench.at, 'model.near-place')
    const metres = typeAs(given.metres, 'number', bench.scope({ id: '', columns: [], single: false }), 'metres')
    const taken = besides(left, takenFrom(given.take, given.on ?? [], right, given.right.at), right, bench)
    const columns: StepColumn[] = [...taken.columns]
    const outputs: Output[] = [...taken.outputs]
    const there = theirs.map((value): Value => (value.kind === 'column' ? column(value.name, value.type, partner) : value))
    const distance = apply('distance_m', 'decimal', ...mine, ...there)
    if (given.distance_as && newName(given.distance_as, new Set(columns.map(({ name }) => name)), bench)) {
      columns.push({ name: given.distance_as.text, type: 'decimal' })
      outputs.push({ name: given.distance_as.text, value: distance })
    }
    const on = given.on ?? []
    const meeting = meetingOf({ on, when: given.when, bounded: true }, left, right, bench)
    const [here, around] = [bench.name('here'), bench.name('around')]
    const pass = (table: StepTable): Output[] => table.columns.map(({ name, type }) => ({ name, value: column(name, type) }))
    const before: Relation[] = [
      { name: here, node: { kind: 'project', from: left.id, columns: [...pass(left), { name: cell, value: cellOf(mine, metres, 0, 0) }] } },
      { name: around, node: { kind: 'unnest', from: right.id, list: neighbours(theirs, metres), as: cell, columns: pass(right) } },
    ]
    const met = pairUp(
      {
        kind: given.kind?.text === 'left' ? 'left' : 'inner',
        from: here,
        left,
        right: { ...right, id: around },
        meeting: {
          on: [...meeting.on, { left: column(cell, 'text'), right: column(cell, 'text', partner) }],
          when: allOf([apply('<=', 'bool', distance, metres), meeting.when])!,
        },
        columns: outputs,
      },
      bench,
    )
    return {
      ...(left.primary !== undefined && { primary: left.primary }),
      single: false,
      columns,
      before: [...before, ...met.before],
      node: met.node,
    }
  },
})

const cell = '_cell'

function placeOf(at: readonly Pair[], side: 'left' | 'right', table: StepTable, bench: Workbench): readonly Value[] {
  return at.map((pair) => typeAs(name(pair[side]), 'number', bench.scope(table), pair[side].text))
}

const name = (word: Word): Parameters<typeof typeExpression>[0] => ({ kind: 'name', name: word.text, at: word.at })

/** Cells a little wider than the distance: a degree of latitude is 111 km, one of longitude at 60° half of that. */
function cellOf([lng, lat]: readonly Value[], metres: Value, east: number, north: number): Value {
  const index = (degrees: Value | undefined, perDegree: number, step: number): Value => {
    const cells = apply(
      'floor',
      'int',
      apply('/', 'decimal', apply('*', 'decimal', degrees ?? int(0), int(perDegree)), apply('greatest', 'decimal', metres, int(1))),
    )
    return apply('text_of', 'text', step === 0 ? cells : apply('+', 'int', cells, int(step)))
  }
  return apply('||', 'text', apply('||', 'text', index(lng, 55_000, east), text(':')), index(lat, 110_000, north))
}

function neighbours(place: readonly Value[], metres: Value): Value {
  const steps = [-1, 0, 1]
  return apply('list_of', 'text[]', ...steps.flatMap((east) => steps.map((north) => cellOf(place, metres, east, north))))
}
