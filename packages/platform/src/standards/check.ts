import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { knownNames, lookUp } from '@xiezhi/engine/data/header'
import { parseStandard, type Standard } from '@xiezhi/engine/data/standard'
import { draftSample, draftYaml, type StandardDraft } from '@xiezhi/engine/data/standard-draft'
import type { Message } from '@xiezhi/engine/message'
import type { Catalogue } from '../catalogue.ts'
import type { StandardDraftView } from '../contract/standards.ts'
import { importFile } from '../data/import/import-file.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { tell } from '../texts.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

export interface CheckedStandard {
  readonly yaml: string
  readonly sample: string
  readonly standard: Standard | undefined
  readonly problems: readonly Message[]
}

/** A draft as it comes from the page, as a standard; undefined where it is none yet. */
export const standardOfDraft = (draft: StandardDraftView, { dictionaries }: Catalogue): Standard | undefined =>
  parseStandard(draftYaml(withReasons(draft)), 'standard.yml', dictionaries).standard

/** Reasons are said once, when a file is proposed. */
export const withReasons = (draft: StandardDraftView): StandardDraft => ({
  ...draft,
  fields: draft.fields.map((field) => ({ ...field, reasons: [] })),
})

/** The draft as its file, and whatever keeps it from being a standard: its form, names that point nowhere, headings that mean two things. */
export function checkDraft(draft: StandardDraft, catalogue: Catalogue): CheckedStandard {
  const yaml = draftYaml(draft)
  const sample = draftSample(draft)
  const { standard, findings } = parseStandard(yaml, 'standard.yml', catalogue.dictionaries)
  const problems: Message[] = findings.map(({ message }) => message)
  if (standard) {
    if (draft.marks.length < 2) problems.push({ code: 'standards.few-marks' })
    const names = knownNames(standard)
    for (const field of standard.fields) {
      for (const name of [field.label, ...field.aliases.map((alias) => alias.name)])
        if (lookUp(names, name)?.field.id !== field.id) problems.push({ code: 'standards.twice', values: { name } })
    }
  }
  return { yaml, sample, standard, problems }
}

/** Its own invented sample comes in whole, as that of every standard must: else no real file would. */
export async function trySample(warehouse: Warehouse, standard: Standard, sample: string, dir: string): Promise<Message | undefined> {
  await mkdir(dir, { recursive: true })
  const path = join(dir, 'sample.csv')
  await writeFile(path, sample)
  const options = {
    standards: new Map([[standard.id, standard]]),
    keys: scanKeyring(),
    workDir: join(dir, 'sample'),
    seq: 1,
    dataset: standard.id,
  }
  const { parts, refusal } = await importFile(warehouse, { path, name: 'sample.csv' }, options)
  const [part] = parts
  const first = part?.inspection.findings.find(({ level }) => level === 'E')
  if (!refusal && part && part.counts.rows === 2 && part.counts.taken === 2) return undefined
  return { code: 'standards.sample-refused', values: { reason: refusal ? tell(refusal) : (first?.message ?? '') } }
}
