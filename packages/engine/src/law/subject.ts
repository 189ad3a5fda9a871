/**
 * Words by which a text shows what it is about: a field of administration, or a kind of conduct in its various names. Whether an
 * article and a conduct have anything in common is asked of them; the answer is a lead, never more.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { say } from '../message.ts'
import { lawMessages } from './messages.ts'

const words = z.array(z.string().min(1)).min(1)

const source = z.strictObject({
  fields: z.array(z.strictObject({ field: z.string().min(1), words })),
  topics: z.array(z.strictObject({ topic: z.string().min(1), words })),
})

export interface SubjectWord {
  readonly kind: 'field' | 'topic'
  readonly subject: string
  readonly word: string
}

/** The words of `catalogue/law/subjects.yml`. Throws on mistakes, a word twice under one subject among them. */
export function parseSubjects(text: string): readonly SubjectWord[] {
  const { fields, topics } = source.parse(parse(text))
  const all = [
    ...fields.flatMap(({ field, words }) => words.map((word): SubjectWord => ({ kind: 'field', subject: field, word }))),
    ...topics.flatMap(({ topic, words }) => words.map((word): SubjectWord => ({ kind: 'topic', subject: topic, word }))),
  ]
  const seen = new Set<string>()
  for (const { kind, subject, word } of all) {
    const id = `${kind} ${subject} ${word}`
    if (seen.has(id)) throw new Error(`${word} stands twice under ${subject}`)
    seen.add(id)
  }
  return all
}

const label = (column: string): string => say(lawMessages, { code: `law.column-${column}` })

export const lawSubjectSchema = {
  id: 'law_subject',
  label: say(lawMessages, { code: 'law.subjects' }),
  columns: [
    { name: 'kind', type: 'text', label: label('kind') },
    { name: 'subject', type: 'text', label: label('subject') },
    { name: 'word', type: 'text', label: label('word') },
  ],
} as const

/** One row a subject and word. */
export const lawSubjectRows = (words: readonly SubjectWord[]) => words.map((one) => ({ ...one }))
