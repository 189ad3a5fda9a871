import { z } from 'zod'
import { dictionaryEntry } from './dictionaries.ts'
import { endpoint } from './endpoint.ts'
import { day } from './shapes.ts'
import { standardDraft } from './standards.ts'

/** What a change would touch, asked before it is made. */
const name = z.string().min(1).max(200)
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('limit'), limit: name }),
  /** Without an article: the instrument as a whole. */
  z.object({ kind: z.literal('article'), law: name, article: z.number().int().min(1).optional() }),
  /** A load of statutes that waits for a word. */
  z.object({ kind: z.literal('texts'), load: name }),
  /** Without a field: the dataset as a whole. With a draft: what it does to the fields in force. */
  z.object({ kind: z.literal('standard'), dataset: name, field: name.optional(), draft: standardDraft.optional() }),
  /** Without entries: the table as a whole. With them: what they change, as they would be loaded. */
  z.object({
    kind: z.literal('dictionary'),
    dictionary: name,
    mode: z.enum(['whole', 'part']).optional(),
    entries: z.array(dictionaryEntry).max(8000).optional(),
  }),
])
export type Change = z.infer<typeof change>

const count = z.number().int()
export const impact = z
  .object({
    /** What would be changed, in words. */
    title: z.string(),
    /** What exactly would change, in words; empty where all of it would. */
    changes: z.array(z.string()),
    models: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        /** Rules that rest on it, as clues name them. */
        rules: z.array(z.object({ id: z.string(), title: z.string() })),
        /** Steps and articles through which they do. */
        through: z.array(z.string()),
        openClues: count,
      }),
    ),
    limits: z.array(z.object({ id: z.string(), title: z.string(), article: z.string() })),
    openClues: count,
    /** The gravest of them, for those who may see clues. */
    clues: z.array(z.object({ id: z.string(), no: z.string(), title: z.string(), asOf: day })),
  })
  .meta({ id: 'Impact' })
export type Impact = z.infer<typeof impact>

export const askImpact = endpoint({
  method: 'POST',
  path: '/impact',
  summary:
    'Which models and open clues a change of a limit, an article, texts of laws, a data standard or a dictionary would touch. Changes nothing; to be asked before the change itself is. Texts of laws wait for it by themselves.',
  permission: 'model.read',
  body: change,
  response: impact,
})
