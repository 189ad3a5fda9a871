import type { Finding } from '@xiezhi/platform/contract/workshop'
import type { Problem } from './CodeField.tsx'
import { type Path, rangeOf } from './yaml-read.ts'

/** Where a finding's line and column are in the text. */
export function offsetOf(text: string, { line, column }: Pick<Finding, 'line' | 'column'>): number {
  let at = 0
  for (let nth = 1; nth < line; nth++) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text.length
    at = next + 1
  }
  return Math.min(text.length, at + column - 1)
}

/** Findings as marks in the text: each as long as the word that it stands at. */
export const problemsOf = (text: string, findings: readonly Finding[]): readonly Problem[] =>
  findings
    .filter(({ file }) => file === 'model.yml' || file.endsWith('/model.yml'))
    .map((finding) => {
      const from = offsetOf(text, finding)
      const word = /^[\p{L}\p{N}_$.]+/u.exec(text.slice(from))?.[0] ?? ' '
      return { from, to: from + word.length, level: finding.level, message: finding.message }
    })

/** Findings that stand within the value at a path, counted from its first letter. */
export function problemsAt(text: string, path: Path, problems: readonly Problem[]): readonly Problem[] {
  const range = rangeOf(text, path)
  if (!range) return []
  const quote = /["']/.test(text[range.from] ?? '') ? 1 : 0
  return problems
    .filter(({ from }) => from >= range.from && from <= range.to)
    .map((one) => ({ ...one, from: Math.max(0, one.from - range.from - quote), to: Math.max(1, one.to - range.from - quote) }))
}
