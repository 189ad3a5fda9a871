import { allSchemas } from '@xiezhi/engine/data/schema'
import type { Locale } from '@xiezhi/engine/message'
import type { Catalogue } from '../catalogue.ts'
import type { PackedStandardReport } from '../contract/packages.ts'
import { changedFields } from '../impact/changed-fields.ts'
import { standardOfDraft } from '../standards/check.ts'
import { tell } from '../texts.ts'
import type { PackageContent } from './content.ts'

/** The catalogue with the standards of a package that are unknown here, as it would be after they are put in use. */
export function withBrought(catalogue: Catalogue, { standards }: PackageContent): Catalogue {
  const fresh = standards.flatMap(({ id, draft }) => {
    const standard = draft && draft.id === id && !catalogue.schemas.has(id) ? standardOfDraft(draft, catalogue) : undefined
    return standard ? [standard] : []
  })
  if (fresh.length === 0) return catalogue
  return {
    ...catalogue,
    standards: new Map([...catalogue.standards, ...fresh.map((one) => [one.id, one] as const)]),
    schemas: new Map([...catalogue.schemas, ...allSchemas(fresh)]),
  }
}

interface Here {
  readonly catalogue: Catalogue
  readonly isOwnStandard: (id: string) => boolean
  /** The version of a standard of the office that is in force. */
  readonly versions: ReadonlyMap<string, number>
  readonly locale: Locale
}

/** How each standard that came along stands here, and what would differ. */
export function reportStandards(
  { standards }: PackageContent,
  { catalogue, isOwnStandard, versions, locale }: Here,
): PackedStandardReport[] {
  return standards.flatMap(({ id, label, draft }): PackedStandardReport[] => {
    const packed = draft && draft.id === id ? standardOfDraft(draft, catalogue) : undefined
    if (!draft || !packed) return []
    const before = catalogue.standards.get(id)
    const differences = before ? changedFields(before, packed).changes.map((one) => tell(one, locale)) : []
    const state = !before ? 'new' : isOwnStandard(id) ? 'own' : differences.length === 0 ? 'same' : 'differs'
    return [
      { id, title: label, state, version: versions.get(id) ?? 0, fields: draft.fields.length, source: draft.source, differences, draft },
    ]
  })
}
