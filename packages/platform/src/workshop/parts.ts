import type { FormParam } from '../contract/workshop.ts'

interface Part {
  readonly name: string
  /** As of operators; beside those: a text, a long text, a sentence with places, words, a dataset of the inputs, exclusions by id. */
  readonly kind: string
  readonly needed?: true
  readonly choices?: readonly string[]
  readonly of?: string
  readonly other?: string
}

/** What the parts of a model that are no steps are filled in with, in the order of a form. */
const parts = {
  head: [
    { name: 'title', kind: 'text', needed: true },
    { name: 'version', kind: 'text', needed: true },
    { name: 'question', kind: 'text' },
    { name: 'function', kind: 'words' },
    { name: 'origin', kind: 'words' },
    { name: 'basis', kind: 'words' },
  ],
  parameter: [
    { name: 'label', kind: 'text', needed: true },
    { name: 'type', kind: 'choice', needed: true, choices: ['text', 'int', 'decimal', 'date', 'bool', 'text[]'] },
    { name: 'default', kind: 'default', needed: true },
    { name: 'min', kind: 'text' },
    { name: 'max', kind: 'text' },
    { name: 'law', kind: 'text' },
  ],
  exclusion: [
    { name: 'title', kind: 'text', needed: true },
    { name: 'where', kind: 'formula', of: '*' },
    { name: 'in', kind: 'table' },
    { name: 'on', kind: 'pairs', of: '*', other: 'in' },
    { name: 'needs', kind: 'words' },
  ],
  rule: [
    { name: 'title', kind: 'text', needed: true },
    { name: 'from', kind: 'table', needed: true },
    { name: 'about', kind: 'input', needed: true },
    { name: 'where', kind: 'formula', of: 'from' },
    { name: 'testable', kind: 'formula', of: 'from' },
    { name: 'key', kind: 'names', needed: true, of: 'from' },
    { name: 'subject.kind', kind: 'choice', needed: true, choices: ['agency', 'court', 'person', 'entity'] },
    { name: 'subject.name', kind: 'formula', needed: true, of: 'from' },
    { name: 'subject.code', kind: 'formula', of: 'from' },
    { name: 'party.name', kind: 'formula', of: 'from' },
    { name: 'party.id', kind: 'formula', of: 'from' },
    { name: 'due', kind: 'name', of: 'from' },
    { name: 'act', kind: 'name', of: 'from' },
    { name: 'dates', kind: 'names', of: 'from' },
    { name: 'reason', kind: 'sentence', needed: true, of: 'from' },
    { name: 'score', kind: 'formula', needed: true, of: 'from' },
    { name: 'amount', kind: 'formula', of: 'from' },
    { name: 'grade', kind: 'formula', of: 'from' },
    { name: 'severity', kind: 'choice', choices: ['auto', 'list', 'high', 'medium', 'low'] },
    { name: 'exclusions', kind: 'exclusions' },
    { name: 'basis', kind: 'words' },
    { name: 'document', kind: 'text' },
    { name: 'needs', kind: 'words' },
  ],
} as const satisfies Readonly<Record<string, readonly Part[]>>

export function describeParts(label: (part: string, name: string) => string, choice: (value: string) => string) {
  const told = (part: keyof typeof parts): FormParam[] =>
    parts[part].map((one: Part) => ({
      name: one.name,
      label: label(part, one.name),
      kind: one.kind,
      hint: '',
      optional: !one.needed,
      fresh: false,
      choices: (one.choices ?? []).map((value) => ({ value, label: choice(value) })),
      of: one.of ?? null,
      other: one.other ?? null,
    }))
  return { head: told('head'), parameter: told('parameter'), exclusion: told('exclusion'), rule: told('rule') }
}
