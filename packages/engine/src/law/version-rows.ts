/** The versions of every instrument as rows of the dataset `law_version`: one row a version, the oldest first. */
import { say } from '../message.ts'
import { lawMessages } from './messages.ts'
import type { Instrument } from './registry.ts'

const label = (column: string): string => say(lawMessages, { code: `law.column-${column}` })

export const lawVersionSchema = {
  id: 'law_version',
  label: say(lawMessages, { code: 'law.versions' }),
  columns: [
    { name: 'canonical_name', type: 'text', label: label('canonical_name') },
    { name: 'version_date', type: 'date', label: label('version_date') },
    { name: 'effective_from', type: 'date', label: label('effective_from') },
    { name: 'effective_to', type: 'date', label: label('effective_to') },
    { name: 'articles', type: 'int', label: label('articles') },
    { name: 'superseded_by', type: 'text', label: label('superseded_by') },
    { name: 'level', type: 'text', label: label('level') },
    { name: 'issuer', type: 'text', label: label('issuer') },
    { name: 'number', type: 'text', label: label('number') },
  ],
} as const

/** `effective_to` is the first day on which it was no longer in force. What is empty nobody has established. */
export function* lawVersionRows(instruments: readonly Instrument[]) {
  for (const { name, level, issuer, versions, supersededBy } of instruments)
    for (const { adopted, number, effective, ended, articles } of versions)
      yield {
        canonical_name: name,
        version_date: adopted ?? null,
        effective_from: effective ?? null,
        effective_to: ended ?? null,
        articles: articles ?? null,
        superseded_by: supersededBy ?? null,
        level,
        issuer: issuer ?? null,
        number: number ?? null,
      }
}
