import { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import { importPart } from '../contract/imports.ts'
import type { PartImport } from './import/import-file.ts'
import { maskText } from './secrecy/mask.ts'

/** The report of one part of a file, as it is kept with the import: without titles, which the catalogue gives when it is read. */
const mostFindings = 500
const kept = importPart
  .omit({ datasetTitle: true })
  .extend({ inTenThousands: z.array(z.string()).optional(), added: z.number().int().default(0) })
type KeptPart = z.infer<typeof kept>

/** Findings quote values as they stood in the file, so numbers of people in them are masked before they are kept. */
export function storedPart(part: PartImport, batchId: string | null): KeptPart {
  const { inspection } = part
  // One example says in words what a code means; the places differ, the fault is the same.
  const example = new Map(inspection.findings.map(({ code, message }) => [code, maskText(message)]))
  return {
    part: inspection.sheet,
    dataset: part.dataset,
    batchId,
    rows: part.counts.rows,
    taken: part.counts.taken,
    refused: part.counts.refused,
    skipped: part.counts.skipped,
    added: part.counts.added,
    coverage: part.coverage,
    ...(part.inTenThousands.length > 0 && { inTenThousands: [...part.inTenThousands] }),
    inspection: {
      ...inspection,
      header_rows: [...inspection.header_rows],
      mapping: inspection.mapping.map((one) => ({ ...one })),
      columns: [...inspection.columns],
      findings: inspection.findings.slice(0, mostFindings).map((finding) => ({
        ...finding,
        value: finding.value === null ? null : maskText(finding.value),
        message: maskText(finding.message),
      })),
    },
    findingCounts: part.findingCounts
      .map(({ code, level, count }) => ({ code, level, title: example.get(code) ?? code, count }))
      .sort((a, b) => b.count - a.count),
  }
}

export function shownParts(stored: readonly unknown[], catalogue: Catalogue): z.input<typeof importPart>[] {
  return z
    .array(kept)
    .parse(stored)
    .map(({ inTenThousands: _, ...part }) => ({
      ...part,
      datasetTitle: part.dataset === null ? null : (catalogue.standards.get(part.dataset)?.label ?? part.dataset),
    }))
}

/** Columns of each part that a line above the heading counts in 万元. */
export const inTenThousands = (stored: readonly unknown[]): ReadonlyMap<string | null, ReadonlySet<string>> =>
  new Map(
    z
      .array(kept)
      .parse(stored)
      .map((part) => [part.part, new Set(part.inTenThousands)]),
  )
