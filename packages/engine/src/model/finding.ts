import type { Message, MessageValue } from '../message.ts'

/** A place in a file; both count from one. */
export interface Position {
  readonly line: number
  readonly column: number
  /** Where it is another file than the model's own: a piece's. */
  readonly file?: string
}

/** What is wrong with a model, where, and (in the message) what to do about it. */
export interface Finding {
  readonly line: number
  readonly column: number
  readonly file: string
  readonly level: 'error' | 'warning'
  readonly message: Message
}

/** Collects findings in the order of the file, so that a person works from the top down. */
export interface Report {
  error(at: Position, code: string, values?: Readonly<Record<string, MessageValue>>): void
  warn(at: Position, code: string, values?: Readonly<Record<string, MessageValue>>): void
  findings(): readonly Finding[]
  failed(): boolean
}

export function openReport(file: string): Report {
  const found: Finding[] = []
  const add = (level: Finding['level'], at: Position, code: string, values?: Readonly<Record<string, MessageValue>>) => {
    found.push({ file: at.file ?? file, line: at.line, column: at.column, level, message: values ? { code, values } : { code } })
  }
  return {
    error: (at, code, values) => add('error', at, code, values),
    warn: (at, code, values) => add('warning', at, code, values),
    findings: () => [...found].sort((a, b) => Number(a.file !== file) - Number(b.file !== file) || a.line - b.line || a.column - b.column),
    failed: () => found.some((finding) => finding.level === 'error'),
  }
}
