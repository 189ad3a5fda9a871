import type { Message } from '@xiezhi/engine/message'
import { csvReader, delimiterOf, type TextRecord } from './csv.ts'
import { decoded, type Encoding, type Fingerprint, fingerprint } from './encoding.ts'
import { kindOf } from './magic.ts'
import { jsonRecords } from './ndjson.ts'
import { oldTables } from './old-workbook.ts'
import { workbookTables } from './workbook.ts'

/** A table of a file, before anything is known of its meaning: records of text, in order, none left out. */
export interface SourceTable {
  readonly sheet: string | null
  readonly records: AsyncIterable<readonly TextRecord[]>
  /** A sheet that a person who opens the workbook does not see. */
  readonly hidden?: boolean | undefined
  /** Its first record is no line of the file, but made of the names in all of them. */
  readonly named?: true | undefined
  /** Serial day numbers count from 1904. */
  readonly from1904: boolean
  /** The whole is one undamaged UTF-8 text of this size, whose records can be told apart by line ends alone. */
  readonly plain?: { readonly path: string; readonly bytes: number; readonly delimiter: string }
}

export interface SourceFile {
  readonly sha256: string
  readonly bytes: number
  readonly encoding: Encoding['name'] | null
  readonly damaged: boolean
  /** Lines of two encodings, each read in its own. */
  readonly mixed?: true
  readonly delimiter: string | null
  readonly refusal?: Message
  /** Files packed into one: each is opened for itself (`archiveMembers`). */
  readonly archive?: true
  /** One after another: a table must have been read before the next is asked for. */
  readonly tables: AsyncIterable<SourceTable>
}

async function* none(): AsyncGenerator<SourceTable> {}

async function* each(tables: readonly SourceTable[]): AsyncGenerator<SourceTable> {
  yield* tables
}

async function* textTable(
  path: string,
  { encoding, bytes, plainLines }: Fingerprint,
  delimiter: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceTable> {
  async function* records(): AsyncGenerator<readonly TextRecord[]> {
    const reader = csvReader(delimiter)
    for await (const text of decoded(path, encoding, signal)) {
      const found = reader.push(text)
      if (found.length > 0) yield found
    }
    const rest = reader.end()
    if (rest.length > 0) yield rest
  }
  const plain = plainLines && encoding.name === 'utf-8' && !encoding.damaged && !encoding.mixed
  yield { sheet: null, records: records(), from1904: false, ...(plain && { plain: { path, bytes, delimiter } }) }
}

async function sampleOf(path: string, encoding: Encoding): Promise<string> {
  let sample = ''
  for await (const text of decoded(path, encoding)) {
    sample += text
    if (sample.length >= 200_000) break
  }
  return sample
}

/** Looks at a file and opens its tables, or says why it can't be read and what helps. */
export async function openFile(path: string, signal?: AbortSignal): Promise<SourceFile> {
  const print: Fingerprint = await fingerprint(path, signal)
  const base = { sha256: print.sha256, bytes: print.bytes, encoding: null, damaged: false, delimiter: null }
  const kind = await kindOf(path, print)
  if (kind.kind === 'refused') return { ...base, refusal: kind.reason, tables: none() }
  if (kind.kind === 'archive') return { ...base, archive: true, refusal: { code: 'file.archive' }, tables: none() }
  if (kind.kind === 'json-lines')
    return { ...base, encoding: 'utf-8', tables: each([{ sheet: null, records: jsonRecords(path, signal), named: true, from1904: false }]) }
  if (kind.kind === 'workbook') return { ...base, tables: workbookTables(path, kind.workbook, signal) }
  if (kind.kind === 'old') {
    const old = await oldTables(path, print.bytes, kind.form, print.encoding, signal)
    if ('refusal' in old) return { ...base, refusal: old.refusal, tables: none() }
    return { ...base, encoding: kind.form === 'binary' ? null : print.encoding.name, tables: each(old.tables) }
  }
  const delimiter = delimiterOf(await sampleOf(path, print.encoding))
  return {
    ...base,
    encoding: print.encoding.name,
    damaged: print.encoding.damaged,
    ...(print.encoding.mixed && { mixed: true }),
    delimiter,
    tables: textTable(path, print, delimiter, signal),
  }
}
