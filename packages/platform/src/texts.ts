import { type Locale, type Message, type Messages, say } from '@xiezhi/engine/message'
import { accessMessages } from './access/messages.ts'
import { auditColumns, auditMessages } from './audit/messages.ts'
import { configMessages } from './config-messages.ts'
import { httpMessages } from './http/messages.ts'
import { storeMessages } from './store/messages.ts'

/** All that the platform can say. Only edges (HTTP, the terminal, files that go out) turn messages into text. */
export const texts: Messages = {
  ...accessMessages,
  ...auditMessages,
  ...auditColumns,
  ...configMessages,
  ...httpMessages,
  ...storeMessages,
}

export const tell = (message: Message, locale: Locale = 'zh-CN'): string => say(texts, message, locale)
