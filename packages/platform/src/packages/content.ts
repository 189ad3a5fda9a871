import { z } from 'zod'
import { standardDraft } from '../contract/standards.ts'
import { modelFiles } from '../contract/workshop.ts'

/**
 * A package: models with all they need to be understood elsewhere, as one JSON file. What is signed is the text `content` to the
 * letter, so that no two readers can differ about what it was. There are no paths to unpack: files are texts under names that
 * `modelFiles` allows.
 */
const field = z.strictObject({ name: z.string().max(100), label: z.string().max(200), type: z.string().max(100) })
const standard = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().max(200),
  /** From which agency or system the data come, in words. */
  source: z.string().max(500),
  fields: z.array(field).max(500),
  /** The standard itself, where its maker's office made it: elsewhere it may be missing. */
  draft: standardDraft.optional(),
})
const model = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().max(50),
  title: z.string().max(300),
  /** Of its text and the shared steps that it uses, as in the ledger. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Supervision point under which its maker's office keeps it, by its id in `catalogue/systems.yml`. */
  point: z.string().max(100).nullable(),
  files: modelFiles,
})
const contentShape = z.strictObject({
  format: z.literal(1),
  made: z.strictObject({ office: z.string().max(300), at: z.string().max(40), serial: z.string().max(40), product: z.string().max(40) }),
  licence: z.string().trim().min(1).max(20_000),
  note: z.string().max(2000),
  models: z.array(model).min(1).max(200),
  /** The data that the models read, as they are described where the package was made. */
  standards: z.array(standard).max(300),
})
export type PackageContent = z.infer<typeof contentShape>
export type PackedModel = PackageContent['models'][number]
export type PackedStandard = PackageContent['standards'][number]

const hex = z
  .string()
  .regex(/^[0-9a-f]+$/)
  .max(300)
const signature = z.strictObject({ algorithm: z.enum(['ed25519', 'sm2']), key: hex, value: hex })
export type Signature = z.infer<typeof signature>
const packageShape = z.strictObject({
  kind: z.literal('xiezhi-package'),
  content: z.string(),
  signatures: z.array(signature).max(4),
})
export interface Package {
  readonly text: string
  readonly content: PackageContent
  readonly signatures: readonly Signature[]
}

export const largestPackage = 32 * 1024 * 1024

/** Parses once, at the door; what is wrong is said by where it stands in the file. */
export function parsePackage(text: string): Package | { readonly wrong: string } {
  const outer = packageShape.safeParse(jsonOf(text))
  if (!outer.success) return { wrong: placeOf(outer.error) }
  const inner = contentShape.safeParse(jsonOf(outer.data.content))
  if (!inner.success) return { wrong: `content ${placeOf(inner.error)}` }
  const ids = inner.data.models.map(({ id }) => id)
  if (new Set(ids).size < ids.length) return { wrong: 'content models' }
  return { text: outer.data.content, content: inner.data, signatures: outer.data.signatures }
}

export const writePackage = (text: string, signatures: readonly Signature[]): string =>
  `${JSON.stringify({ kind: 'xiezhi-package', content: text, signatures }, null, 1)}\n`

const placeOf = ({ issues }: z.ZodError): string => issues[0]?.path.join('.') || 'JSON'

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
