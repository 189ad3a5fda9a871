import { operators, type Piece } from '@xiezhi/engine/model/model'
import type { z } from 'zod'
import type { FormParam, language } from '../contract/workshop.ts'

const field = (name: string, label: string, kind: string, rest: Partial<FormParam> = {}): FormParam => ({
  name,
  label,
  kind,
  hint: '',
  optional: false,
  fresh: false,
  choices: [],
  of: null,
  other: null,
  fields: [],
  ...rest,
})

/** A shared step as the editor offers it, and the form of its use: tables it reads, lists it takes, parameters that may go by another name. */
export function describePiece(piece: Piece, parameterLabel: (label: string) => string): z.input<typeof language>['pieces'][number] {
  return {
    id: piece.id.text,
    title: piece.title.text,
    adds: piece.steps.length > 0 ? 'steps' : piece.exclusions.length > 0 ? 'exclusions' : 'rules',
    reads: piece.reads.map(({ name, label }) => ({ name: name.text, label: label.text })),
    params: [
      ...piece.reads.map(({ name, label }) => field(name.text, label.text, 'table', { optional: true })),
      ...piece.takes.map((slot) =>
        field(slot.name.text, slot.label.text, slot.kind, { optional: slot.default !== undefined, of: tableOf(piece, slot.name.text) }),
      ),
      ...piece.parameters.map(({ name, label }) => field(name.text, parameterLabel(label.text), 'parameter', { optional: true })),
    ],
    steps: piece.steps.flatMap(({ id, title }) => (id.text === piece.gives?.text ? [] : [{ id: id.text, title: title?.text ?? id.text }])),
    exclusions: piece.exclusions.map(({ id, title }) => ({ id: id.text, title: title.text })),
  }
}

/** Of which of the piece's tables a list that it takes names columns: that of the first step in which it stands; any, where that cannot be told. */
function tableOf(piece: Piece, slot: string): string {
  const reads = new Set(piece.reads.map(({ name }) => name.text))
  for (const { operator, params } of piece.steps) {
    const known = operators.get(operator.text)
    if (!known) continue
    const tables = known.reads(params).map(({ text }) => text)
    for (const [name, { kind }] of Object.entries(known.params)) {
      if (!speaksOf(params[name], `$${slot}`)) continue
      // What is taken along comes from the other table; all else speaks of the one read first.
      let table = kind === 'takes' ? tables[1] : tables[0]
      for (let back = 0; table !== undefined && !reads.has(table) && back < piece.steps.length; back++) {
        const step = piece.steps.find(({ id }) => id.text === table)
        table = step && operators.get(step.operator.text)?.reads(step.params)[0]?.text
      }
      if (table !== undefined) return table
    }
  }
  return '*'
}

const speaksOf = (value: unknown, word: string): boolean =>
  typeof value === 'object' && value !== null
    ? 'text' in value
      ? value.text === word
      : Object.values(value).some((one) => speaksOf(one, word))
    : false
