import type { FormParam } from '../contract/workshop.ts'

export interface Asked {
  readonly name: string
  /** As of operators; beside those: a text, a long text, a sentence with places, words, a dataset of the inputs, exclusions by id. */
  readonly kind: string
  readonly needed?: true
  readonly choices?: readonly string[]
  /** Whose columns it speaks of: a parameter that names a table; `*` any, `^name` one of the form around. */
  readonly of?: string | null
  readonly other?: string | null
}

/** What the things of a list or map are filled in with, by the kind of the list. Tables are those of the form that the list stands in. */
const inside: Readonly<Record<string, (of: string | null, other: string | null) => readonly Asked[]>> = {
  within: (of, other) => [
    { name: 'own', kind: 'name', needed: true, of },
    { name: 'theirs', kind: 'name', needed: true, of: other },
    { name: 'size', kind: 'formula', needed: true, of },
    { name: 'unit', kind: 'choice', needed: true, choices: ['days', 'minutes', 'seconds'] },
  ],
  ways: (of, other) => [
    { name: 'grade', kind: 'choice', needed: true, choices: ['A', 'B', 'C'] },
    { name: 'on', kind: 'pairs', needed: true, of, other },
    { name: 'when', kind: 'formula', of, other },
    { name: 'within', kind: 'within', of, other },
  ],
  evidence: (of) => [
    { name: 'from', kind: 'table', needed: true },
    { name: 'on', kind: 'pairs', needed: true, of, other: 'from' },
  ],
  dues: (of) => [
    { name: 'start', kind: 'formula', needed: true, of },
    { name: 'limits', kind: 'limits', needed: true },
    { name: 'extend', kind: 'formula', of },
    { name: 'label', kind: 'text' },
  ],
  rollups: () => [
    { name: 'id', kind: 'text', needed: true },
    { name: 'title', kind: 'text', needed: true },
    { name: 'of', kind: 'rule', needed: true },
    { name: 'by', kind: 'choice', needed: true, choices: ['agency', 'party'] },
    { name: 'at_least', kind: 'text', needed: true },
    { name: 'months', kind: 'text', needed: true },
  ],
}

export interface Sayings {
  /** What a field is called, of a kind or part that has words of its own, else in general. */
  readonly label: (of: string, name: string) => string
  readonly choice: (value: string) => string
}

/** A field as the editor is told of it, with what stands inside of it. */
export function formField(within: string, asked: Asked, sayings: Sayings): FormParam {
  const { name, kind, needed, choices, of = null, other = null } = asked
  const around = (table: string | null): string | null => (table === null || table === '*' ? table : `^${table}`)
  return {
    name,
    label: sayings.label(within, name),
    kind,
    hint: '',
    optional: !needed,
    fresh: false,
    choices: (choices ?? []).map((value) => ({ value, label: sayings.choice(value) })),
    of,
    other,
    fields: insideOf(kind, around(of), around(other), sayings),
  }
}

export const insideOf = (kind: string, of: string | null, other: string | null, sayings: Sayings): FormParam[] =>
  (inside[kind]?.(of, other) ?? []).map((asked) => formField(kind, asked, sayings))
