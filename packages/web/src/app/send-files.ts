import type { Endpoint } from '@xiezhi/platform/contract/endpoint'
import { type Answer, addressOf, Refused, type Request, refusal } from './http.ts'
import { currentLanguage } from './language.ts'

/** A file and the name that it is sent under, its folders in it. */
export interface Named {
  readonly name: string
  readonly file: File
}

interface Options<E extends Endpoint> {
  readonly request?: Request<E>
  /** Said beside the files, and before them. */
  readonly said?: Readonly<Record<string, string>>
  readonly onProgress?: (sent: number, total: number) => void
  readonly signal?: AbortSignal
}

const own = (code: string, status = 0) => new Refused({ type: 'about:blank', title: code, status, code, detail: '' })

/** Sends files as one form. fetch cannot tell how much of a form has been sent; XMLHttpRequest can. */
export const sendFiles = <E extends Endpoint>(
  e: E,
  files: readonly Named[],
  { request: asked = {}, said = {}, onProgress, signal }: Options<E> = {},
): Promise<Answer<E>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(e.method, addressOf(e, asked))
    request.setRequestHeader('accept-language', currentLanguage())
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.total)
    request.onerror = () => reject(own('offline'))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(refusal(request.status, request.responseText))
      try {
        const answer = e.response.safeParse(JSON.parse(request.responseText))
        // As in `call`: the schema is known only as E['response'], and has just said that this is its answer.
        if (answer.success) return resolve(answer.data as Answer<E>)
      } catch {
        // Not JSON: as unreadable as an answer of another shape.
      }
      reject(own('unreadable', request.status))
    }
    signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    for (const [name, text] of Object.entries(said)) form.append(name, text)
    for (const { name, file } of files) form.append('file', file, name)
    request.send(form)
  })
