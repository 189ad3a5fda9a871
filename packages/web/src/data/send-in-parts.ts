import type { FileImport } from '@xiezhi/platform/contract/imports'
import {
  beginUpload,
  dropUpload,
  finishUpload,
  getUpload,
  type PartialUpload,
  partialUpload,
  sendPart,
} from '@xiezhi/platform/contract/uploads'
import { addressOf, call, Refused, refusal } from '../app/http.ts'
import { currentLanguage } from '../app/language.ts'
import type { About } from './uploads.ts'

/** Larger files go in parts: what has arrived stays when the line breaks, the page is closed or the server restarts. */
export const inPartsFrom = 8 * 1024 * 1024
const partSize = 8 * 1024 * 1024
/** How long to wait before asking again, growing; the line may be down for a while. */
const waits = [1000, 2000, 5000, 10_000, 20_000, 30_000]
const mostFailures = 40

interface Sent {
  readonly file: File
  readonly about: About
  readonly again: boolean
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
  /** The line is broken, or there again. */
  readonly onLine: (broken: boolean) => void
}

const folderOf = (file: File): string => file.webkitRelativePath.split('/').slice(0, -1).join('/')

/** Worth another try: nobody answered, or the server is on its way down or up. */
const passes = (error: unknown): boolean =>
  error instanceof Refused && (error.problem.status === 0 || error.problem.status >= 500 || error.problem.code === 'upload.broken')

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, ms)
    signal.addEventListener('abort', end, { once: true })
  })

// fetch cannot tell how much of a part has been sent; XMLHttpRequest can.
const put = (upload: PartialUpload, part: Blob, signal: AbortSignal, onSent: (bytes: number) => void): Promise<PartialUpload> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const end = () => request.abort()
    signal.addEventListener('abort', end, { once: true })
    request.open('PUT', addressOf(sendPart, { params: { id: upload.id }, query: { offset: upload.received } }))
    request.setRequestHeader('accept-language', currentLanguage())
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onSent(upload.received + event.loaded)
    request.onerror = () => reject(refusal(503, ''))
    request.onabort = () => reject(signal.reason)
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(refusal(request.status, request.responseText))
      const said = partialUpload.safeParse(JSON.parse(request.responseText))
      return said.success ? resolve(said.data) : reject(refusal(500, ''))
    }
    request.onloadend = () => signal.removeEventListener('abort', end)
    request.send(part)
  })

/** Sends a file in parts and finishes it. Stopped by its person, it is given up at the server too. */
export async function sendInParts({ file, about, again, signal, onSent, onLine }: Sent): Promise<FileImport> {
  let failures = 0
  const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        const answer = await ask()
        if (failures > 0) onLine(false)
        failures = 0
        return answer
      } catch (error) {
        signal.throwIfAborted()
        failures += 1
        if (!passes(error) || failures > mostFailures) throw error
        onLine(true)
        await sleep(waits[Math.min(failures, waits.length) - 1] ?? 30_000, signal)
      }
    }
  }
  const body = {
    name: file.name,
    folder: folderOf(file),
    bytes: file.size,
    modifiedAt: String(file.lastModified),
    source: about.source ?? null,
    again,
  }
  let upload = await patiently(() => call(beginUpload, { body }, signal))
  const { id } = upload
  try {
    onSent(upload.received)
    while (upload.received < file.size) {
      upload = await patiently(async () => {
        // After a break the server says how much of the part has arrived.
        const from: PartialUpload = failures > 0 ? await call(getUpload, { params: { id } }, signal) : upload
        if (from.received >= file.size) return from
        return put(from, file.slice(from.received, from.received + partSize), signal, onSent)
      })
      onSent(upload.received)
    }
    return await patiently(() => call(finishUpload, { params: { id }, query: { from: about.from, to: about.to } }, signal))
  } catch (error) {
    if (signal.aborted) await call(dropUpload, { params: { id } }).catch(() => undefined)
    throw error
  }
}
