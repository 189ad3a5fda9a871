/**
 * Which articles models may judge by, as rows of the dataset `law_article`. A model takes an empty day for "at all times" and a
 * number that is not there for an article that does not exist, so only what is known is laid before it; the registry judges the rest.
 */
import { formatDay, knownDay } from '../limit/day.ts'
import type { Message } from '../message.ts'
import type { StatuteLibrary, StatuteVersion } from './library.ts'
import { type Instrument, instrumentsByName } from './registry.ts'
import { articleText } from './statute.ts'

export interface LawArticleRow {
  readonly law_name: string
  readonly aliases: readonly string[]
  readonly article: number
  readonly article_sub: number | null
  readonly text: string
  readonly version_date: string
  readonly effective_from: string
  /** The last day in force. */
  readonly effective_to: string | null
  readonly file: string
  readonly line: number
}

export interface LaidOut {
  readonly rows: readonly LawArticleRow[]
  readonly versions: number
  /** Texts that can be read but are no ground for a judgement, and why. */
  readonly aside: readonly { readonly version: StatuteVersion; readonly reason: Message }[]
}

export function lawArticleRows(library: StatuteLibrary, instruments: readonly Instrument[]): LaidOut {
  const registry = instrumentsByName(instruments)
  const rows: LawArticleRow[] = []
  const aside: { version: StatuteVersion; reason: Message }[] = []
  let versions = 0
  for (const [name, group] of byName(library)) {
    const doubts = new Map(group.map((version) => [version, doubtOf(version)]))
    const open = isOpen(group, doubts, registry.get(name))
    for (const version of group) {
      const code = doubts.get(version) ?? (open ? 'law.other-version-in-doubt' : undefined)
      if (code !== undefined) aside.push({ version, reason: { code } })
      else {
        versions++
        rows.push(...rowsOf(version))
      }
    }
  }
  return { rows, versions, aside }
}

function byName({ versions }: StatuteLibrary): ReadonlyMap<string, readonly StatuteVersion[]> {
  const groups = new Map<string, StatuteVersion[]>()
  for (const version of versions) {
    const group = groups.get(version.name)
    if (group) group.push(version)
    else groups.set(version.name, [version])
  }
  return groups
}

/** Why a version is no ground for a judgement, as the code of a message. */
function doubtOf(version: StatuteVersion): string | undefined {
  if (!version.complete) return 'law.incomplete'
  if (version.versionDate === null || version.effectiveFrom === null) return 'law.effective-day-unknown'
  return neverInForce(version) ? 'law.never-in-force' : undefined
}

const neverInForce = ({ effectiveFrom, endedOn }: StatuteVersion): boolean =>
  effectiveFrom !== null && endedOn !== null && endedOn <= effectiveFrom

/**
 * Nothing follows from the other versions either, if the registry does not count the articles of one that is left out, or if one
 * that is left out or was never read lies between two others: then nobody knows when the earlier of them ended.
 */
function isOpen(
  group: readonly StatuteVersion[],
  doubts: ReadonlyMap<StatuteVersion, string | undefined>,
  instrument: Instrument | undefined,
): boolean {
  const left = group.filter((version) => doubts.get(version) !== undefined && !neverInForce(version))
  const counted = new Set(instrument?.versions.flatMap(({ adopted, articles }) => (articles === undefined ? [] : [adopted])))
  if (left.some(({ versionDate }) => versionDate === null || !counted.has(versionDate))) return true
  const laid = group.filter((version) => doubts.get(version) === undefined).map(({ versionDate }) => versionDate!)
  const read = new Set(group.map(({ versionDate }) => versionDate))
  const unread = instrument?.versions.flatMap(({ adopted }) => (adopted === undefined || read.has(adopted) ? [] : [adopted])) ?? []
  const days = [...unread, ...left.map(({ versionDate }) => versionDate!)]
  return days.some((day) => laid.some((one) => one < day) && laid.some((one) => one > day))
}

function rowsOf({ name, aliases, versionDate, effectiveFrom, endedOn, files }: StatuteVersion): readonly LawArticleRow[] {
  return files.flatMap(({ file, statute }) =>
    statute.articles.map((article) => ({
      law_name: name,
      aliases,
      article: article.article,
      article_sub: article.sub === 0 ? null : article.sub,
      text: articleText(article),
      version_date: versionDate!,
      effective_from: effectiveFrom!,
      effective_to: endedOn === null ? null : formatDay(knownDay(endedOn) - 1),
      file,
      line: article.line,
    })),
  )
}
