import { z } from 'zod'

const message = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})

/** Why a rule found nothing, or far less than before: sentences, kept with the run as messages. */
export const storedExplanation = z.array(
  z.object({ rule: z.string(), title: z.string(), kind: z.enum(['nothing', 'fewer']), lines: z.array(message) }),
)
export type Explanation = z.infer<typeof storedExplanation>[number]
export type Line = Explanation['lines'][number]

/** Whether keys met at a step: what `probe` counted, with some keys of either side, masked. */
export interface Meeting {
  readonly step: string
  readonly way: number | null
  readonly leftRows: number
  readonly leftKeyed: number
  readonly rightRows: number
  readonly rightKeyed: number
  readonly met: number
  /** Names of the columns that must agree. */
  readonly keys: readonly { readonly left: string; readonly right: string }[]
  readonly lefts: readonly string[]
  readonly rights: readonly string[]
}

/** What the last published run of the same model found. */
export interface Before {
  readonly rules: ReadonlyMap<string, number>
  readonly steps: ReadonlyMap<string, number>
  /** What was asked otherwise then: another version, other parameters. No data explain what comes of it. */
  readonly otherwise?: readonly Line[]
}
