import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { articleText } from './law.ts'
import { day, yuan } from './shapes.ts'

/** A decision's text read and checked: its citations against the law of the day, its amounts and dates, the limits that follow. */

/** What a fault is; the words are in `explanation`. */
export const faultKinds = [
  'no-article-number',
  'unknown-instrument',
  'article-does-not-exist',
  'not-yet-in-force',
  'repealed',
  'superseded-version',
  'renumbered',
  'amount-out-of-range',
  'subject-foreign',
] as const

export const checkedCitation = z.object({
  /** Offsets in the text given, in UTF-16 units. */
  start: z.number().int(),
  end: z.number().int(),
  raw: z.string(),
  law: z.string().nullable(),
  article: z.number().int().nullable(),
  sub: z.number().int(),
  paragraph: z.number().int().nullable(),
  item: z.number().int().nullable(),
  /** The article as it stood on the day of the decision and on the day of the act, where texts are loaded. */
  onDecision: z.object({ versionDate: day.nullable(), certain: z.boolean(), text: articleText }).nullable(),
  onAct: z.object({ versionDate: day.nullable(), certain: z.boolean(), text: articleText }).nullable(),
  faults: z.array(
    z.object({
      kind: z.enum(faultKinds),
      severity: z.enum(['high', 'medium', 'low', 'list']),
      /** One sentence: what, why, what to look at. */
      explanation: z.string(),
      /** The rule of the model that found it. */
      rule: z.string(),
      /** The article that is meant or applies now, with its text where loaded. */
      instead: z.object({ law: z.string(), article: z.number().int(), sub: z.number().int(), text: articleText.nullable() }).nullable(),
    }),
  ),
})
export type CheckedCitation = z.infer<typeof checkedCitation>

export const textCheck = z
  .object({
    text: z.string(),
    decisionDate: day.nullable(),
    actDate: day.nullable(),
    /** How the days were come by: `given`, `found` in the text, or missing. */
    decisionDateBy: z.enum(['given', 'found', 'missing']),
    actDateBy: z.enum(['given', 'found', 'missing']),
    textsLoaded: z.boolean(),
    citations: z.array(checkedCitation),
    amounts: z.array(
      z.object({
        start: z.number().int(),
        end: z.number().int(),
        raw: z.string(),
        yuan: yuan,
        kind: z.enum(['fine', 'confiscation', 'other']),
      }),
    ),
    dates: z.array(z.object({ start: z.number().int(), end: z.number().int(), raw: z.string(), iso: z.string() })),
    /** Limits that run from a date of the text, counted with their steps. */
    limits: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        law: z.string(),
        article: z.string(),
        from: day,
        fromLabel: z.string(),
        due: day.nullable(),
        provisional: z.boolean(),
        steps: z.array(z.string()),
      }),
    ),
    /** Faults that belong to no single citation (no law cited at all). */
    general: z.array(
      z.object({
        kind: z.enum(faultKinds),
        severity: z.enum(['high', 'medium', 'low', 'list']),
        explanation: z.string(),
        rule: z.string(),
      }),
    ),
  })
  .meta({ id: 'TextCheck' })
export type TextCheck = z.infer<typeof textCheck>

export const checkText = endpoint({
  method: 'POST',
  path: '/law/check',
  summary: 'Read a decision’s text (at most 200,000 characters) and check its citations as of its days. Nothing is kept.',
  permission: 'law.read',
  body: z.object({
    text: z.string().min(1).max(200_000),
    decisionDate: day.optional(),
    actDate: day.optional(),
    servedDate: day.optional(),
  }),
  response: textCheck,
})
export const readDocument = endpoint({
  method: 'POST',
  path: '/law/check/document',
  summary: 'The text of a .docx, a text PDF or a plain text file (multipart field `file`, at most 20 MB). Nothing is kept.',
  permission: 'law.read',
  consumes: 'multipart',
  response: z.object({ name: z.string(), text: z.string(), cut: z.boolean() }),
})
