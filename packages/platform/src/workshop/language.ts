import type { Locale } from '@xiezhi/engine/message'
import { say } from '@xiezhi/engine/message'
import { functionGroups } from '@xiezhi/engine/model/expression/functions'
import { functionMessages } from '@xiezhi/engine/model/function-messages'
import { handbookMessages } from '@xiezhi/engine/model/handbook-messages'
import { modelMessages } from '@xiezhi/engine/model/messages'
import { operators } from '@xiezhi/engine/model/model'
import { paramMessages } from '@xiezhi/engine/model/param-messages'
import type { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import type { language } from '../contract/workshop.ts'
import { insideOf } from './form-kinds.ts'
import { describeParts } from './parts.ts'
import { describePiece } from './piece-form.ts'
import type { Question } from './questions.ts'

const twoSided: ReadonlySet<string> = new Set(['pairs', 'within', 'ways'])

/** What a model can be made of, from the definitions of the operators, the functions and the catalogue: a new operator needs no form of its own. */
export function describeLanguage(
  catalogue: Catalogue,
  questions: Iterable<Question>,
  here: ReadonlySet<string>,
  locale: Locale,
): z.input<typeof language> {
  const all = { ...handbookMessages, ...functionMessages, ...modelMessages, ...paramMessages }
  const word = (code: string): string => say(all, { code }, locale)
  const label = (of: string, name: string): string =>
    word(Object.hasOwn(all, `param.${of}.${name}`) ? `param.${of}.${name}` : `param.${name}`)
  const choice = (value: string): string => (Object.hasOwn(all, `param.choice.${value}`) ? word(`param.choice.${value}`) : value)
  const sayings = { label, choice }
  return {
    operators: [...operators.values()].map(({ name, label: code, params, example }) => {
      const tables = Object.entries(params).flatMap(([param, { kind }]) => (kind === 'table' || kind === 'tables' ? [param] : []))
      const [first = null, second = first] = tables
      return {
        name,
        label: word(code),
        text: word(`handbook.operator-${name}`),
        example: example.written,
        params: Object.entries(params).map(([param, { kind, optional, choices, of: given, fresh }]) => {
          const of = kind === 'takes' ? second : twoSided.has(kind) ? first : (given ?? first)
          const other = twoSided.has(kind) ? (given ?? second) : param === 'when' ? second : null
          return {
            name: param,
            label: label(name, param),
            kind,
            hint: word(`handbook.kind-${kind}`),
            optional: optional ?? false,
            fresh: fresh ?? false,
            choices: (choices ?? []).map((value) => ({ value, label: word(`param.choice.${value}`) })),
            of,
            other,
            fields: insideOf(kind, of && `^${of}`, other && `^${other}`, sayings),
          }
        }),
      }
    }),
    parts: describeParts(
      sayings,
      catalogue.systems.points.map(({ id, title }) => ({ value: id, label: title })),
    ),
    functions: Object.entries(functionGroups).flatMap(([group, functions]) =>
      Object.entries(functions).map(
        ([
          name,
          {
            form,
            example: [expression, gives],
          },
        ]) => ({
          name,
          form,
          group: word(`handbook.group-${group}`),
          text: word(`function.${name}`),
          example: `${expression} → ${gives ?? 'NULL'}`,
        }),
      ),
    ),
    datasets: [...catalogue.schemas.values()].map(({ id, label, columns }) => ({
      id,
      label,
      here: here.has(id),
      columns: columns.map(({ name, label: title, type }) => ({ name, label: title, type })),
    })),
    limits: [...catalogue.limits.values()].map(({ id, title }) => ({ id, title })),
    pieces: [...catalogue.pieces.values()].map((piece) =>
      describePiece(piece, (name) => say(all, { code: 'param.piece.parameter', values: { label: name } }, locale)),
    ),
    questions: [...questions].map(({ id, title, text, asks }) => ({
      id,
      title,
      text,
      asks: asks.map((ask) => ({ ...ask, of: ask.of ?? null })),
    })),
  }
}
