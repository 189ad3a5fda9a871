import type { FormParam } from '../contract/workshop.ts'
import { type Asked, formField, type Sayings } from './form-kinds.ts'

/** What the parts of a model that are no steps are filled in with, in the order of a form. */
const parts = {
  head: [
    { name: 'title', kind: 'text', needed: true },
    { name: 'version', kind: 'text', needed: true },
    { name: 'question', kind: 'text' },
    { name: 'point', kind: 'choice' },
    { name: 'function', kind: 'words' },
    { name: 'origin', kind: 'words' },
    { name: 'basis', kind: 'words' },
    { name: 'rollups', kind: 'rollups' },
  ],
  step: [{ name: 'note', kind: 'text' }],
  parameter: [
    { name: 'label', kind: 'text', needed: true },
    { name: 'type', kind: 'choice', needed: true, choices: ['text', 'int', 'decimal', 'date', 'bool', 'text[]'] },
    { name: 'default', kind: 'default', needed: true },
    { name: 'min', kind: 'text' },
    { name: 'max', kind: 'text' },
    { name: 'law', kind: 'text' },
  ],
  exclusion: [
    { name: 'id', kind: 'id', needed: true },
    { name: 'title', kind: 'text', needed: true },
    { name: 'where', kind: 'formula', of: '*' },
    { name: 'in', kind: 'table' },
    { name: 'on', kind: 'pairs', of: '*', other: 'in' },
    { name: 'needs', kind: 'words' },
  ],
  rule: [
    { name: 'id', kind: 'id', needed: true },
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
    { name: 'evidence', kind: 'evidence', of: 'from' },
    { name: 'basis', kind: 'words' },
    { name: 'document', kind: 'text' },
    { name: 'needs', kind: 'words' },
    { name: 'as', kind: 'text' },
    { name: 'output', kind: 'choice', choices: ['clue', 'list', 'indicator'] },
  ],
  indicator: [
    { name: 'id', kind: 'id', needed: true },
    { name: 'title', kind: 'text', needed: true },
    { name: 'output', kind: 'choice', needed: true, choices: ['clue', 'list', 'indicator'] },
    { name: 'from', kind: 'table', needed: true },
    { name: 'where', kind: 'formula', of: 'from' },
    { name: 'key', kind: 'names', of: 'from' },
    { name: 'figures', kind: 'formulas', needed: true, of: 'from' },
    { name: 'labels', kind: 'labels' },
    { name: 'needs', kind: 'words' },
  ],
} as const satisfies Readonly<Record<string, readonly Asked[]>>

type Choices = FormParam['choices']

export function describeParts(sayings: Sayings, points: Choices) {
  const told = (part: keyof typeof parts): FormParam[] => parts[part].map((one: Asked) => formField(part, one, sayings))
  return {
    head: told('head').map((one) => (one.name === 'point' ? { ...one, choices: points } : one)),
    step: told('step'),
    parameter: told('parameter'),
    exclusion: told('exclusion'),
    rule: told('rule'),
    indicator: told('indicator'),
  }
}
