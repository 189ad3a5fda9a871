/** Files on their way from this browser: what is waiting, moving, arrived, stopped. Pure; the sending is in `uploads.ts`. */
export interface Upload {
  readonly key: number
  readonly name: string
  readonly bytes: number
  readonly state: 'waiting' | 'sending' | 'arrived' | 'failed' | 'cancelled'
  /** Bytes sent so far. */
  readonly sent: number
  /** The import that the server made of it. */
  readonly importId: string | undefined
  readonly error: string | undefined
  /** The line is broken; what has arrived is kept, and sending goes on by itself. */
  readonly broken: boolean
  /** The same bytes came in before, and the person wants them once more. */
  readonly again: boolean
}
export type Queue = readonly Upload[]

export type QueueEvent =
  | {
      readonly kind: 'added'
      readonly files: readonly { readonly key: number; readonly name: string; readonly bytes: number; readonly again: boolean }[]
    }
  | { readonly kind: 'started'; readonly key: number }
  | { readonly kind: 'moved'; readonly key: number; readonly sent: number }
  | { readonly kind: 'line'; readonly key: number; readonly broken: boolean }
  | { readonly kind: 'arrived'; readonly key: number; readonly importId: string }
  | { readonly kind: 'failed'; readonly key: number; readonly error: string }
  | { readonly kind: 'cancelled'; readonly key: number }
  | { readonly kind: 'cleared' }

const isOver = (upload: Upload) => upload.state !== 'waiting' && upload.state !== 'sending'

const changeOf = (upload: Upload, event: Exclude<QueueEvent, { kind: 'added' | 'cleared' }>): Upload => {
  // What is over stays over: a late progress event must not wake a file that was stopped.
  if (isOver(upload)) return upload
  switch (event.kind) {
    case 'started':
      return { ...upload, state: 'sending' }
    case 'moved':
      return { ...upload, sent: Math.min(upload.bytes, Math.max(upload.sent, event.sent)) }
    case 'line':
      return { ...upload, broken: event.broken }
    case 'arrived':
      return { ...upload, broken: false, state: 'arrived', sent: upload.bytes, importId: event.importId }
    case 'failed':
      return { ...upload, state: 'failed', error: event.error }
    case 'cancelled':
      return { ...upload, state: 'cancelled' }
  }
}

export const after = (queue: Queue, event: QueueEvent): Queue => {
  if (event.kind === 'added') {
    const added = event.files.map(
      (file): Upload => ({ ...file, state: 'waiting', sent: 0, importId: undefined, error: undefined, broken: false }),
    )
    return [...queue, ...added]
  }
  if (event.kind === 'cleared') return queue.filter((upload) => !isOver(upload))
  return queue.map((upload) => (upload.key === event.key ? changeOf(upload, event) : upload))
}

/** The files to begin now, when so many may be on their way at once. */
export const toStart = (queue: Queue, atOnce: number): Queue => {
  const free = atOnce - queue.filter((upload) => upload.state === 'sending').length
  return queue.filter((upload) => upload.state === 'waiting').slice(0, Math.max(0, free))
}

export const underWay = (queue: Queue): number => queue.filter((upload) => !isOver(upload)).length
