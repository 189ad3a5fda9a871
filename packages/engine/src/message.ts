/**
 * Every text that a person sees is a message: a code, its values, and one template a language. Code passes messages around;
 * only the edge says them. Each noun keeps its own file `messages.ts`, made with `defineMessages`.
 */
export type Locale = 'zh-CN' | 'en'

export type MessageValue = string | number | boolean | null

/** What is passed around and stored: stable code, values, no text. */
export interface Message {
  readonly code: string
  readonly values?: Readonly<Record<string, MessageValue>>
}

export interface MessageText {
  readonly zh: string
  readonly en: string
}

/** Templates with `{name}` places, by code. Codes are unique over the whole product: prefix them with the noun. */
export type Messages = Readonly<Record<string, MessageText>>

export const defineMessages = <K extends string>(messages: Readonly<Record<K, MessageText>>): Readonly<Record<K, MessageText>> => messages

/** The text of a message. An unknown code is a defect of ours and says so by showing itself. */
export function say(messages: Messages, message: Message, locale: Locale = 'zh-CN'): string {
  const text = messages[message.code]
  if (!text) return message.code
  const template = locale === 'en' ? text.en : text.zh
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = message.values?.[name]
    return value === undefined || value === null ? place : String(value)
  })
}
