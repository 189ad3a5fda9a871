import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Message } from '@xiezhi/engine/message'
import type { TextRecord } from './csv.ts'
import { decoded, type Encoding } from './encoding.ts'
import type { SourceTable } from './file.ts'
import { beginning, longestCell } from './xlsx-strings.ts'
import { kindOfFormat, type NumberKind } from './xlsx-styles.ts'
import { storedNumber } from './xlsx-value.ts'

/** Forms in which tables were saved before 2007, and in which old systems still export under the name `.xls`. */
export type OldForm = 'binary' | 'html' | 'xml'

/** An old sheet has at most 65,536 rows; several full ones fit into this. */
const mostBytes = 100_000_000
const mostCells = 6_000_000
const mostCharacters = 150_000_000
const mostMilliseconds = 120_000
const mostMegabytes = 1024

const worker = new URL('./old-workbook-worker.mjs', import.meta.url)

type Answer =
  | {
      readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly records: readonly (readonly string[])[] }[]
      readonly formats: readonly string[]
      readonly from1904: boolean
    }
  | { readonly fault: 'locked' | 'heavy' | 'damaged' }

export type OldTables = { readonly tables: readonly SourceTable[] } | { readonly refusal: Message }

const codes: Readonly<Record<OldForm, string>> = { binary: 'file.old-workbook', html: 'file.html', xml: 'file.xml-workbook' }

/** The tables of an old workbook, of a web page or of an XML sheet, read in a thread with bounds of its own. */
export async function oldTables(path: string, bytes: number, form: OldForm, encoding: Encoding, signal?: AbortSignal): Promise<OldTables> {
  if (bytes > mostBytes) return { refusal: { code: 'file.old-heavy' } }
  const source = form === 'binary' ? new Uint8Array(await readFile(path, { signal })) : await textOf(path, encoding, signal)
  const answer = await inThread(source, form === 'html', signal)
  if ('fault' in answer) {
    if (answer.fault === 'heavy') return { refusal: { code: 'file.old-heavy' } }
    return { refusal: { code: answer.fault === 'locked' ? 'file.encrypted' : codes[form] } }
  }
  const kinds = answer.formats.map(kindOfFormat)
  const named = form !== 'html' || answer.sheets.length > 1
  const tables = answer.sheets.map(({ name, records }) => ({
    sheet: named ? name : null,
    records: recordsOf(records, kinds, answer.from1904),
    from1904: answer.from1904,
  }))
  // A page with no table of rows and columns is a page.
  if (form === 'html' && !answer.sheets.some(({ records }) => records.filter((record) => record.length > 1).length > 1))
    return { refusal: { code: codes.html } }
  return { tables }
}

async function textOf(path: string, encoding: Encoding, signal: AbortSignal | undefined): Promise<string> {
  const pieces: string[] = []
  for await (const piece of decoded(path, encoding, signal)) pieces.push(piece)
  return pieces.join('')
}

const batch = 1000

async function* recordsOf(
  records: readonly (readonly string[])[],
  kinds: readonly NumberKind[],
  from1904: boolean,
): AsyncGenerator<readonly TextRecord[]> {
  const cellOf = (told: string): string => {
    if (!told.startsWith('#')) return told.slice(1)
    const space = told.indexOf(' ')
    return storedNumber(told.slice(space + 1), kinds[Number(told.slice(1, space))] ?? 'number', from1904)
  }
  for (let from = 0; from < records.length; from += batch) {
    yield records.slice(from, from + batch).map((record): TextRecord => {
      const cells = record.map(cellOf)
      if (!cells.some((cell) => cell.length > longestCell)) return { cells }
      return { cells: cells.map((cell) => (cell.length > longestCell ? cell.slice(0, beginning) : cell)), flaw: 'too-long' }
    })
  }
}

function inThread(source: Uint8Array | string, page: boolean, signal: AbortSignal | undefined): Promise<Answer> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, {
      workerData: { source, page, mostCells, mostCharacters, longestCell },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    const stop = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      void thread.terminate()
    }
    const done = (answer: Answer): void => {
      stop()
      resolve(answer)
    }
    const aborted = (): void => {
      stop()
      reject(signal?.reason)
    }
    const timer = setTimeout(() => done({ fault: 'heavy' }), mostMilliseconds)
    signal?.addEventListener('abort', aborted, { once: true })
    thread.once('message', done)
    thread.once('error', (error: NodeJS.ErrnoException) => done({ fault: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heavy' : 'damaged' }))
    thread.once('exit', () => done({ fault: 'heavy' }))
  })
}
