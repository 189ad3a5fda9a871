import type { Message } from '@xiezhi/engine/message'

/** A person asked for what may not be: a value with a kind, never an exception. The kind decides the HTTP status, the message says the way out. */
export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'too-large' | 'too-many' | 'unavailable'

export interface Refusal {
  readonly refused: RefusalKind
  readonly message: Message
}

export const refuse = (refused: RefusalKind, code: string, values?: Message['values']): Refusal => ({
  refused,
  message: values ? { code, values } : { code },
})

/** An answer may itself list what it refused; a refusal has its message. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && 'message' in value
