import { type LawLoad, listLoads, loadLaw } from '@xiezhi/platform/contract/law'
import { useSyncExternalStore } from 'react'
import { Refused } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { type Named, sendFiles } from '../app/send-files.ts'

/** One folder of statutes on its way. It outlives the page that chose it, and can be stopped. */
export interface LawUpload {
  readonly phase: 'idle' | 'sending' | 'failed' | 'arrived'
  readonly files: number
  readonly sent: number
  readonly total: number
  readonly error: Refused | undefined
  readonly load: LawLoad | undefined
}

const idle: LawUpload = { phase: 'idle', files: 0, sent: 0, total: 0, error: undefined, load: undefined }
let upload = idle
let stopper: AbortController | undefined
const listeners = new Set<() => void>()
const stay = (event: BeforeUnloadEvent) => event.preventDefault()

const become = (next: LawUpload): void => {
  upload = next
  if (next.phase === 'sending') window.addEventListener('beforeunload', stay)
  else window.removeEventListener('beforeunload', stay)
  for (const listener of listeners) listener()
}

export const sendLaw = async (files: readonly Named[], bytes: number): Promise<void> => {
  stopper = new AbortController()
  become({ ...idle, phase: 'sending', files: files.length, total: bytes })
  try {
    const load = await sendFiles(loadLaw, files, {
      signal: stopper.signal,
      onProgress: (sent, total) => {
        if (upload.phase === 'sending') become({ ...upload, sent, total })
      },
    })
    become({ ...upload, phase: 'arrived', load })
    forget(listLoads)
  } catch (error) {
    if (error instanceof Refused) become({ ...upload, phase: 'failed', error })
    else become(idle)
  }
}

export const stopSending = (): void => stopper?.abort()
export const dismissUpload = (): void => become(idle)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const useLawUpload = (): LawUpload => useSyncExternalStore(subscribe, () => upload)
