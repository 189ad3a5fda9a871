import { createHash } from 'node:crypto'
import type { Clue, EvidenceRow } from '@xiezhi/engine/clue/clue'
import { z } from 'zod'

/** What of a clue is shown on its own page only: kept as one value, and read back through its shape. */
const message = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export const clueBody = z.object({
  reason: z.string(),
  basis: z.array(z.object({ law: z.string(), article: z.string() })),
  exclusions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      result: z.enum(['passed', 'untested', 'not_applicable']),
      /** Of an untested one, or of one that was tested in some of its ways only; clues of before do not say it. */
      lacks: z.array(z.string()).default([]),
    }),
  ),
  calculations: z.array(
    z.object({
      name: z.string(),
      date: z.string().nullable(),
      provisional: z.boolean(),
      limits: z.array(z.string()),
      steps: z.array(message),
    }),
  ),
  document: z.string().nullable(),
  key: z.record(z.string(), z.string().nullable()),
  members: z.array(z.string()),
})
export type ClueBody = z.infer<typeof clueBody>

export const bodyOf = (clue: Clue): string =>
  JSON.stringify({
    reason: clue.reason,
    basis: clue.basis,
    exclusions: clue.exclusions,
    calculations: clue.calculations,
    document: clue.document,
    key: clue.key,
    members: clue.members,
  })

/** One set of evidence rows, one hash: a clue found again on the same rows adds none. */
export const evidenceHash = (rows: readonly EvidenceRow[]): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex')
