import { isComplete, type StatuteVersion, shortName } from '@xiezhi/engine/law/library'
import { type Instrument, instrumentsByName } from '@xiezhi/engine/law/registry'
import { articleText } from '@xiezhi/engine/law/statute'
import type { RefusedFile } from './files.ts'
import type { LawText } from './read-texts.ts'

/** Texts that are versions of one instrument: what a version is made of, with the texts themselves at hand. */
export interface AssembledVersion<T extends LawText = LawText> extends StatuteVersion {
  readonly files: readonly T[]
  /** Where the effective day was found. */
  readonly source: string | null
}

/** What an instrument is called here, and which version of it a text is. */
const nameIn = (registry: ReadonlyMap<string, Instrument>, { statute }: LawText): string => registry.get(statute.name)?.name ?? statute.name

const versionKey = (registry: ReadonlyMap<string, Instrument>, text: LawText): string =>
  `${shortName(nameIn(registry, text))}\u001f${text.statute.adopted}`

const samePart = (a: LawText, b: LawText): boolean =>
  a.statute.part === null || b.statute.part === null || a.statute.part === b.statute.part

/** One statute filed under two subjects is no mistake. */
const sameText = (a: LawText, b: LawText): boolean =>
  a.sha256 === b.sha256 ||
  (a.statute.articles.length === b.statute.articles.length &&
    a.statute.articles.every((article, index) => articleText(article) === articleText(b.statute.articles[index]!)))

/** Leaves one text for each version or part of it; another that says something else is refused. */
export function distinctTexts<T extends LawText>(
  texts: readonly T[],
  instruments: readonly Instrument[],
  refused: RefusedFile[],
): readonly T[] {
  const registry = instrumentsByName(instruments)
  const byVersion = new Map<string, T[]>()
  for (const text of texts) {
    const id = versionKey(registry, text)
    const group = byVersion.get(id) ?? []
    const other = group.find((one) => samePart(one, text))
    if (!other) group.push(text)
    else if (!sameText(other, text)) refused.push({ file: text.file, reason: { code: 'law.twice', values: { file: other.file } } })
    byVersion.set(id, group)
  }
  return [...byVersion.values()].flat()
}

/** Which of the texts that are here give way to those that come: the same version of the same instrument, or the same part of it. */
export function givingWay<T extends LawText>(
  here: readonly T[],
  coming: readonly LawText[],
  instruments: readonly Instrument[],
): readonly T[] {
  const registry = instrumentsByName(instruments)
  const groups = grouped(coming, registry)
  return here.filter((text) => groups.get(versionKey(registry, text))?.some((one) => samePart(one, text)))
}

function grouped<T extends LawText>(texts: readonly T[], registry: ReadonlyMap<string, Instrument>): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const text of texts) {
    const id = versionKey(registry, text)
    const group = groups.get(id)
    if (group) group.push(text)
    else groups.set(id, [text])
  }
  return groups
}

/** Puts parts of one law together and gives every version its names and days: from the index, else the registry, else the text. */
export function assemble<T extends LawText>(texts: readonly T[], instruments: readonly Instrument[]): readonly AssembledVersion<T>[] {
  const registry = instrumentsByName(instruments)
  const groups = grouped(texts, registry)
  const names = fullNames(texts, registry)
  const dated = Array.from(groups.values(), (group) => {
    const name = names.get(shortName(nameIn(registry, group[0]!)))!
    const versionDate = group[0]!.statute.adopted
    const instrument = registry.get(name)
    const known = instrument?.versions.find(({ adopted }) => adopted !== undefined && adopted === versionDate)
    const first = (choose: (text: T) => string | null | undefined): string | undefined => group.map(choose).find(Boolean) ?? undefined
    const files = [...group].sort((a, b) => a.statute.articles[0]!.article - b.statute.articles[0]!.article)
    const told = first(({ days }) => days.effective)
    const read = first(({ statute }) => statute.effective)
    const version: AssembledVersion<T> = {
      name,
      aliases: [...new Set([...(instrument?.aliases ?? []), ...files.map(({ statute }) => statute.name)])].filter(
        (alias) => alias !== name,
      ),
      versionDate,
      effectiveFrom: told ?? known?.effective ?? read ?? null,
      endedOn: first(({ days }) => days.ended) ?? known?.ended ?? null,
      source: told ? (first(({ days }) => days.source) ?? null) : known?.effective ? known.by : read ? '正文' : null,
      files,
      complete: isComplete(files),
    }
    return version
  })
  return dated.map((version) => ({ ...version, endedOn: version.endedOn ?? nextDay(version, dated) }))
}

/** One text is headed with the name of the country and another of the same law without it: the longer is the official one. */
function fullNames(texts: readonly LawText[], registry: ReadonlyMap<string, Instrument>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const name of texts.map((text) => nameIn(registry, text))) {
    const short = shortName(name)
    if (name.length > (names.get(short)?.length ?? 0)) names.set(short, name)
  }
  return names
}

/** A version ends where the next one that is here begins. */
function nextDay({ name, effectiveFrom }: StatuteVersion, all: readonly StatuteVersion[]): string | null {
  if (effectiveFrom === null) return null
  const later = all.flatMap((other) =>
    other.name === name && other.effectiveFrom !== null && other.effectiveFrom > effectiveFrom ? [other.effectiveFrom] : [],
  )
  return later.sort()[0] ?? null
}
