import { fileImport, listImports, uploadFile } from '@xiezhi/platform/contract/imports'
import { listUploads } from '@xiezhi/platform/contract/uploads'
import { useSyncExternalStore } from 'react'
import { addressOf, Refused, refusal } from '../app/http.ts'
import { currentLanguage } from '../app/language.ts'
import { forget } from '../app/query.ts'
import { inPartsFrom, sendInParts } from './send-in-parts.ts'
import { after, type Queue, type QueueEvent, toStart, underWay } from './upload-queue.ts'

/** Sends files one beside another, outlives the page that chose them, and can be stopped. */

const atOnce = 2
let queue: Queue = []
let lastKey = 0

/** What is said with files: from whom they come, and from which day to which they are complete. */
export interface About {
  readonly source?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}
const files = new Map<number, { readonly file: File; readonly about: About }>()
const requests = new Map<number, { abort(): void }>()
const listeners = new Set<() => void>()

const stay = (event: BeforeUnloadEvent) => event.preventDefault()

const happen = (event: QueueEvent): void => {
  queue = after(queue, event)
  if (underWay(queue) > 0) window.addEventListener('beforeunload', stay)
  else window.removeEventListener('beforeunload', stay)
  for (const listener of listeners) listener()
  for (const upload of toStart(queue, atOnce)) send(upload.key, upload.again)
}

const codeOf = (error: Refused): string => error.problem.detail || error.problem.code

const arrived = (key: number, request: XMLHttpRequest): void => {
  if (request.status < 200 || request.status > 299) {
    happen({ kind: 'failed', key, error: codeOf(refusal(request.status, request.responseText)) })
    return
  }
  const said = fileImport.safeParse(JSON.parse(request.responseText))
  if (!said.success) {
    happen({ kind: 'failed', key, error: 'unreadable' })
    return
  }
  happen({ kind: 'arrived', key, importId: said.data.id })
  forget(listImports)
}

// fetch cannot tell how much of a file has been sent; XMLHttpRequest can.
function send(key: number, again: boolean): void {
  const waiting = files.get(key)
  if (!waiting) return
  const { file, about } = waiting
  if (file.size >= inPartsFrom) return void sendLarge(key, file, about, again)
  const request = new XMLHttpRequest()
  requests.set(key, request)
  request.open('POST', addressOf(uploadFile, { query: { ...about, ...(again ? { again } : {}) } }))
  request.setRequestHeader('accept-language', currentLanguage())
  request.upload.onprogress = (event) => happen({ kind: 'moved', key, sent: event.loaded })
  request.onload = () => arrived(key, request)
  request.onerror = () => happen({ kind: 'failed', key, error: 'offline' })
  request.onabort = () => happen({ kind: 'cancelled', key })
  request.onloadend = () => requests.delete(key)
  const form = new FormData()
  form.append('file', file, file.name)
  happen({ kind: 'started', key })
  request.send(form)
}

async function sendLarge(key: number, file: File, about: About, again: boolean): Promise<void> {
  const controller = new AbortController()
  requests.set(key, controller)
  happen({ kind: 'started', key })
  try {
    const { id } = await sendInParts({
      file,
      about,
      again,
      signal: controller.signal,
      onSent: (sent) => happen({ kind: 'moved', key, sent }),
      onLine: (broken) => happen({ kind: 'line', key, broken }),
    })
    happen({ kind: 'arrived', key, importId: id })
    forget(listImports, listUploads)
  } catch (error) {
    if (controller.signal.aborted) happen({ kind: 'cancelled', key })
    else happen({ kind: 'failed', key, error: error instanceof Refused ? codeOf(error) : 'unreadable' })
    forget(listUploads)
  } finally {
    requests.delete(key)
  }
}

export const addFiles = (chosen: readonly File[], about: About = {}): void => {
  const added = chosen.map((file) => {
    lastKey += 1
    files.set(lastKey, { file, about })
    return { key: lastKey, name: file.name, bytes: file.size, again: false }
  })
  happen({ kind: 'added', files: added })
}

/** Sends a file once more that the platform already has. */
export const sendAgain = (key: number): void => {
  const sent = files.get(key)
  if (!sent) return
  lastKey += 1
  files.set(lastKey, sent)
  happen({ kind: 'added', files: [{ key: lastKey, name: sent.file.name, bytes: sent.file.size, again: true }] })
}

export const cancelUpload = (key: number): void => {
  const request = requests.get(key)
  if (request) request.abort()
  else happen({ kind: 'cancelled', key })
}

export const clearUploads = (): void => {
  happen({ kind: 'cleared' })
  for (const key of files.keys()) if (!queue.some((upload) => upload.key === key)) files.delete(key)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const useUploads = (): Queue => useSyncExternalStore(subscribe, () => queue)
