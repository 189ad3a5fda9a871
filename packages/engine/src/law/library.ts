/**
 * Texts of statutes with the days between which each was in force, and the question what was in force on a day: instrument,
 * article, text. A day that nobody has established makes an answer uncertain, never wrong.
 */
import { type Article, gapsOf, type Statute } from './statute.ts'

export interface StatuteFile {
  readonly file: string
  readonly statute: Statute
}

export interface StatuteVersion {
  /** Official, where the registry knows it; else as the text is headed. */
  readonly name: string
  readonly aliases: readonly string[]
  /** Adopted, published or amended on. */
  readonly versionDate: string | null
  readonly effectiveFrom: string | null
  /** The first day on which it was no longer in force; empty: still is, or not known. */
  readonly endedOn: string | null
  /** One, or the parts of a law that is kept in several, in the order of their articles. */
  readonly files: readonly StatuteFile[]
  /** Numbered by 第几条 from 1 with none missing: that an article is not in it means something. */
  readonly complete: boolean
}

export interface StatuteLibrary {
  readonly versions: readonly StatuteVersion[]
  readonly byName: ReadonlyMap<string, readonly StatuteVersion[]>
}

const country = '中华人民共和国'
/** National laws are cited without the name of the country. */
export const shortName = (name: string): string =>
  name.startsWith(country) && name.length > country.length ? name.slice(country.length) : name

export function buildLibrary(versions: readonly StatuteVersion[]): StatuteLibrary {
  const ordered = [...versions].sort((a, b) => compare(a.name, b.name) || compare(a.versionDate ?? '', b.versionDate ?? ''))
  const byName = new Map<string, StatuteVersion[]>()
  for (const version of ordered) {
    for (const name of new Set([version.name, ...version.aliases].map(shortName))) {
      const known = byName.get(name)
      if (known) known.push(version)
      else byName.set(name, [version])
    }
  }
  return { versions: ordered, byName }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const isComplete = (files: readonly StatuteFile[]): boolean =>
  files.every(({ statute }) => statute.numbering === 'article' && !statute.excerpt) &&
  gapsOf(files.flatMap(({ statute }) => statute.articles)).length === 0

/** Every version of an instrument, by its name, its short name or an alias, the oldest first. */
export const versionsOf = (library: StatuteLibrary, law: string): readonly StatuteVersion[] => library.byName.get(shortName(law)) ?? []

export interface VersionOnDay {
  readonly version: StatuteVersion
  /** Both ends are known and the text is not a later consolidation. */
  readonly certain: boolean
}

/** The versions that were, or may have been, in force on the day. */
export function versionsOn(library: StatuteLibrary, law: string, day: string): readonly VersionOnDay[] {
  const found = versionsOf(library, law).flatMap((version): VersionOnDay[] => {
    const { effectiveFrom, endedOn, versionDate } = version
    if (endedOn !== null && day >= endedOn) return []
    if (effectiveFrom === null) return versionDate !== null && day < versionDate ? [] : [{ version, certain: false }]
    if (day < effectiveFrom) return []
    // A text brought up to date again and again: in force since long, but that day it read otherwise.
    return [{ version, certain: versionDate !== null && versionDate <= day }]
  })
  return found.length <= 1 ? found : found.map((one) => ({ ...one, certain: false }))
}

export interface ArticleNumber {
  readonly article: number
  readonly sub?: number | undefined
}

export type TextOnDay =
  | {
      readonly found: 'text'
      readonly version: StatuteVersion
      readonly file: string
      readonly article: Article
      readonly certain: boolean
    }
  /** The instrument was in force and has no such article; uncertain where its text has holes or its days are not known. */
  | { readonly found: 'no-article'; readonly versions: readonly StatuteVersion[]; readonly certain: boolean }
  /** There are texts, but none that was in force on that day. */
  | { readonly found: 'not-in-force'; readonly versions: readonly StatuteVersion[] }
  | { readonly found: 'unknown-law' }

/** The text of an article as it stood on a day. Of several that may have stood, the latest. */
export function textInForce(library: StatuteLibrary, law: string, number: ArticleNumber, day: string): TextOnDay {
  const versions = versionsOf(library, law)
  if (versions.length === 0) return { found: 'unknown-law' }
  const possible = versionsOn(library, law, day)
  if (possible.length === 0) return { found: 'not-in-force', versions }
  for (const { version, certain } of possible.toReversed()) {
    for (const { file, statute } of version.files) {
      const article = statute.articles.find((one) => one.article === number.article && one.sub === (number.sub ?? 0))
      if (article) return { found: 'text', version, file, article, certain }
    }
  }
  return {
    found: 'no-article',
    versions: possible.map(({ version }) => version),
    certain: possible.every(({ version, certain }) => certain && version.complete),
  }
}
