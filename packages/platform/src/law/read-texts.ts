import { createHash } from 'node:crypto'
import { parseStatute, type Statute } from '@xiezhi/engine/law/statute'
import { statuteSource } from '@xiezhi/engine/law/statute-document'
import type { Message } from '@xiezhi/engine/message'
import { csvReader } from '../connectors/csv.ts'
import { docxText } from '../connectors/document-text.ts'
import { isOtherDocument, kindOf, type LawFile, mostFiles, mostMegabytes, type RefusedFile, tooBig, unpacked } from './files.ts'

/** What an index beside the texts says of one. */
export interface GivenDays {
  readonly version?: string
  readonly effective?: string
  readonly ended?: string
  /** Where the effective day was found, in the index's own word. */
  readonly source?: string
}

export interface LawText {
  readonly file: string
  readonly statute: Statute
  readonly days: GivenDays
  /** SHA-256 of the bytes: the same text loaded again is the same. */
  readonly sha256: string
}

export interface ReadTexts {
  readonly texts: readonly LawText[]
  readonly refused: readonly RefusedFile[]
  /** Texts in which there is nothing to cite by article: tables, replies of one sentence. */
  readonly withoutArticles: readonly string[]
  readonly files: number
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined
  readonly onFile?: (done: number) => void
}

/** Reads statute texts, one file a version or a part of one. Days of an index beside them win over what names and texts say. */
export async function readTexts(given: readonly LawFile[], { signal, onFile }: ReadOptions = {}): Promise<ReadTexts> {
  const refused: RefusedFile[] = []
  const index = new Map<string, GivenDays>()
  const found: Found[] = []
  const withoutArticles: string[] = []
  let files = 0
  for await (const one of unpacked(given, refused, signal)) {
    signal?.throwIfAborted()
    if (isIndex(one.file)) {
      await readIndex(one, index, refused)
      continue
    }
    files++
    onFile?.(files)
    if (files === mostFiles + 1) refused.push({ file: one.file, reason: { code: 'law.too-many', values: { most: mostFiles } } })
    if (files > mostFiles) continue
    const read = await readOne(one, signal)
    if ('reason' in read) refused.push({ file: one.file, reason: read.reason })
    else found.push(read)
  }
  const texts: LawText[] = []
  for (const { file, source, sha256 } of found) {
    const days = index.get(file.normalize('NFC')) ?? {}
    const { statute, refusal } = parseStatute(source, days.version ?? dayOfName(file))
    if (statute) texts.push({ file, statute, days, sha256 })
    else if (refusal.code === 'statute.no-articles') withoutArticles.push(file)
    else refused.push({ file, reason: refusal })
  }
  return { texts, refused, withoutArticles, files }
}

interface Found {
  readonly file: string
  readonly source: string
  readonly sha256: string
}

/** 某某法(2021-01-22).md, or as 国家法律法规数据库 names what it gives: 某某法_20210122.docx. */
function dayOfName(file: string): string | undefined {
  const [, dashed] = /[（(](\d{4}-\d{2}-\d{2})[）)]\.\w+$/.exec(file) ?? []
  if (dashed !== undefined) return dashed
  const [, year, month, day] = /[_-](\d{4})(\d{2})(\d{2})\.\w+$/.exec(file) ?? []
  const plain = `${year}-${month}-${day}`
  return year !== undefined && isDay(plain) ? plain : undefined
}

async function readOne(one: LawFile, signal: AbortSignal | undefined): Promise<Found | { readonly reason: Message }> {
  const kind = kindOf(one.file)
  if (kind === undefined || isOtherDocument(one.file)) return { reason: { code: 'law.other-document' } }
  if (one.size > mostMegabytes[kind] * 1_000_000) return { reason: tooBig(kind) }
  const bytes = await one.read().catch(() => undefined)
  if (!bytes) return { reason: { code: 'document.damaged' } }
  const text = kind === '.docx' ? await documentSource(bytes, signal) : decode(bytes)
  if (typeof text !== 'string') return { reason: text }
  return { file: one.file, source: text, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function documentSource(bytes: Buffer, signal: AbortSignal | undefined): Promise<string | Message> {
  const read = await docxText(bytes, signal)
  return 'refusal' in read ? read.refusal : statuteSource(read.lines)
}

function decode(bytes: Buffer): string | Message {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one.
    }
  }
  return { code: 'law.not-text' }
}

const isIndex = (file: string): boolean => /(?:^|\/)index\.csv$/i.test(file)

/** Days by path from where the index lies: columns `path`, `version_date`, `effective_date`, `end_date`, `effective_source`. */
async function readIndex(one: LawFile, rows: Map<string, GivenDays>, refused: RefusedFile[]): Promise<void> {
  const folder = one.file.slice(0, one.file.lastIndexOf('/') + 1)
  const text = one.size > mostMegabytes['.csv'] * 1_000_000 ? tooBig('.csv') : decode(await one.read())
  if (typeof text !== 'string') {
    refused.push({ file: one.file, reason: text })
    return
  }
  const reader = csvReader(',')
  const [header, ...body] = [...reader.push(text), ...reader.end()].map(({ cells }) => cells)
  const cell = (row: readonly string[], name: string): string => row[header?.indexOf(name) ?? -1]?.trim() ?? ''
  for (const row of body) {
    const path = cell(row, 'path')
    if (path === '') continue
    const day = (name: string): string | undefined => {
      const value = cell(row, name)
      if (value === '' || isDay(value)) return value || undefined
      refused.push({ file: `${folder}${path}`, reason: { code: 'law.bad-day', values: { text: value } } })
      return undefined
    }
    const [version, effective, ended] = [day('version_date'), day('effective_date'), day('end_date')]
    const source = cell(row, 'effective_source')
    rows.set(`${folder}${path}`.normalize('NFC'), {
      ...(version && { version }),
      ...(effective && { effective, ...(source && { source }) }),
      ...(ended && { ended }),
    })
  }
}

const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
