import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buildLibrary, isComplete, type StatuteFile, type StatuteLibrary, type StatuteVersion } from '@xiezhi/engine/law/library'
import { type Instrument, instrumentsByName } from '@xiezhi/engine/law/registry'
import { articleText, parseStatute } from '@xiezhi/engine/law/statute'
import type { Message } from '@xiezhi/engine/message'
import { csvReader } from '../connectors/csv.ts'

export interface LawFolder {
  readonly library: StatuteLibrary
  readonly refused: readonly { readonly file: string; readonly reason: Message }[]
  /** Texts in which there is nothing to cite by article: tables, replies of one sentence. */
  readonly withoutArticles: readonly string[]
}

/** A file that is larger is no statute, and a folder that holds more is not one of statutes. */
const mostMegabytes = 4
const mostFiles = 20_000

/**
 * Reads the statute texts of a folder, one file a version. Their days come from `index.csv` beside them, else from the registry, else
 * from the text itself; what none of them tells stays unknown.
 */
export async function loadLawFolder(
  folder: string,
  instruments: readonly Instrument[],
  signal?: AbortSignal,
): Promise<LawFolder | { readonly refusal: Message }> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) return { refusal: { code: 'law.no-folder', values: { folder } } }
  const names = await textFiles(folder)
  if (names.length === 0) return { refusal: { code: 'law.no-texts', values: { folder } } }
  const refused: { file: string; reason: Message }[] = []
  if (names.length > mostFiles) refused.push({ file: folder, reason: { code: 'law.too-many', values: { most: mostFiles } } })
  const index = await readIndex(join(folder, 'index.csv'), refused)
  const withoutArticles: string[] = []
  const texts: Text[] = []
  for (const file of names.slice(0, mostFiles)) {
    signal?.throwIfAborted()
    const source = await readText(join(folder, file))
    if (typeof source !== 'string') {
      refused.push({ file, reason: source })
      continue
    }
    const days = index.get(file.normalize('NFC')) ?? {}
    const { statute, refusal } = parseStatute(source, days.version ?? /[（(](\d{4}-\d{2}-\d{2})[）)]\.md$/i.exec(file)?.[1])
    if (statute) texts.push({ file, statute, days })
    else if (refusal.code === 'statute.no-articles') withoutArticles.push(file)
    else refused.push({ file, reason: refusal })
  }
  return { library: buildLibrary(versionsOf(texts, instruments, refused)), refused, withoutArticles }
}

interface Days {
  readonly version?: string
  readonly effective?: string
  readonly ended?: string
}

interface Text extends StatuteFile {
  readonly days: Days
}

async function textFiles(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile() && /\.md$/i.test(entry.name) && !/^(?:\.|readme\b)/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .sort()
}

async function readText(path: string): Promise<string | Message> {
  if ((await stat(path)).size > mostMegabytes * 1_000_000) return { code: 'law.too-big', values: { most: mostMegabytes } }
  const bytes = await readFile(path)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one.
    }
  }
  return { code: 'law.not-text' }
}

/** Days by path: columns `path`, `version_date`, `effective_date`, `end_date`. Without the file nothing is told. */
async function readIndex(path: string, refused: { file: string; reason: Message }[]): Promise<ReadonlyMap<string, Days>> {
  const rows = new Map<string, Days>()
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return rows
  const text = await readText(path)
  if (typeof text !== 'string') {
    refused.push({ file: basename(path), reason: text })
    return rows
  }
  const reader = csvReader(',')
  const [header, ...body] = [...reader.push(text), ...reader.end()].map(({ cells }) => cells)
  const cell = (row: readonly string[], name: string): string => row[header?.indexOf(name) ?? -1]?.trim() ?? ''
  for (const row of body) {
    const file = cell(row, 'path')
    if (file === '') continue
    const day = (name: string): string | undefined => {
      const value = cell(row, name)
      if (value === '' || isDay(value)) return value || undefined
      refused.push({ file, reason: { code: 'law.bad-day', values: { text: value } } })
      return undefined
    }
    const [version, effective, ended] = [day('version_date'), day('effective_date'), day('end_date')]
    rows.set(file.normalize('NFC'), { ...(version && { version }), ...(effective && { effective }), ...(ended && { ended }) })
  }
  return rows
}

const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Puts parts of one law together and gives every version its names and days. */
function versionsOf(
  texts: readonly Text[],
  instruments: readonly Instrument[],
  refused: { file: string; reason: Message }[],
): readonly StatuteVersion[] {
  const registry = instrumentsByName(instruments)
  const groups = new Map<string, { readonly name: string; readonly versionDate: string | null; readonly texts: Text[] }>()
  for (const text of texts) {
    const { name: heading, part, adopted } = text.statute
    const name = registry.get(heading)?.name ?? heading
    const id = `${name}\u001f${adopted}`
    const group = groups.get(id) ?? { name, versionDate: adopted, texts: [] }
    const other = group.texts.find(({ statute }) => part === null || statute.part === null || statute.part === part)
    if (!other) group.texts.push(text)
    else if (!sameText(other, text)) refused.push({ file: text.file, reason: { code: 'law.twice', values: { file: other.file } } })
    groups.set(id, group)
  }
  const dated = Array.from(groups.values(), ({ name, versionDate, texts }): StatuteVersion => {
    const instrument = registry.get(name)
    const known = instrument?.versions.find(({ adopted }) => adopted !== undefined && adopted === versionDate)
    const first = (choose: (text: Text) => string | null | undefined): string | undefined => texts.map(choose).find(Boolean) ?? undefined
    const files = texts
      .map(({ file, statute }) => ({ file, statute }))
      .sort((a, b) => a.statute.articles[0]!.article - b.statute.articles[0]!.article)
    const headings = files.map(({ statute }) => statute.name)
    return {
      name,
      aliases: [...new Set([...(instrument?.aliases ?? []), ...headings])].filter((alias) => alias !== name),
      versionDate,
      effectiveFrom: first(({ days }) => days.effective) ?? known?.effective ?? first(({ statute }) => statute.effective) ?? null,
      endedOn: first(({ days }) => days.ended) ?? known?.ended ?? null,
      files,
      complete: isComplete(files),
    }
  })
  return dated.map((version) => ({ ...version, endedOn: version.endedOn ?? nextDay(version, dated) }))
}

/** One statute filed under two subjects is no mistake. */
const sameText = (a: Text, b: Text): boolean =>
  a.statute.articles.length === b.statute.articles.length &&
  a.statute.articles.every((article, index) => articleText(article) === articleText(b.statute.articles[index]!))

/** A version ends where the next one that the folder has begins. */
function nextDay({ name, effectiveFrom }: StatuteVersion, all: readonly StatuteVersion[]): string | null {
  if (effectiveFrom === null) return null
  const later = all.flatMap((other) =>
    other.name === name && other.effectiveFrom !== null && other.effectiveFrom > effectiveFrom ? [other.effectiveFrom] : [],
  )
  return later.sort()[0] ?? null
}
