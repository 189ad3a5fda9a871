/** One line of `xiezhi cite`: a text with its id in, what it names out. */
import type { Message } from '../message.ts'
import type { Amount } from './amounts.ts'
import type { NationalLaws } from './names.ts'
import { type LegalReading, readLegalText } from './reader.ts'

export interface CitedLine extends Omit<LegalReading, 'steps' | 'amounts'> {
  readonly id: unknown
  readonly amounts: readonly (Omit<Amount, 'yuan'> & { readonly yuan: number })[]
}

export type CitedLineResult = { readonly ok: true; readonly answer: CitedLine } | { readonly ok: false; readonly error: Message }

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** `line` counts from 1 and is only said in refusals. */
export function citeLine(source: string, line: number, names?: NationalLaws): CitedLineResult {
  const object = parseObject(source)
  if (!object) return { ok: false, error: { code: 'citation.line-not-json', values: { line } } }
  const { id = null, text } = object
  if (typeof text !== 'string') return { ok: false, error: { code: 'citation.line-without-text', values: { line } } }
  const { citations, mentions, amounts, dates } = readLegalText(text, names)
  // JSON has no exact decimals; sums in documents are far below where a number would round them
  return { ok: true, answer: { id, citations, mentions, amounts: amounts.map((a) => ({ ...a, yuan: Number(a.yuan) })), dates } }
}
