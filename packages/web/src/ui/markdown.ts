/** The small part of Markdown that a model's README uses, as plain data. What is not understood stays text; nothing becomes HTML. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g

export const inlinesOf = (text: string): readonly Inline[] => {
  const found: Inline[] = []
  let at = 0
  for (const match of text.matchAll(inline)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) })
    const [whole, code, strong, label, href] = match
    if (code !== undefined) found.push({ kind: 'code', text: code })
    else if (strong !== undefined) found.push({ kind: 'strong', text: strong })
    else found.push({ kind: 'link', text: label ?? '', href: href ?? '' })
    at = match.index + whole.length
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) })
  return found
}

const cells = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((text) => inlinesOf(text.trim()))
const item = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/
const isRule = (line: string | undefined) => line !== undefined && /^\s*\|?\s*:?-{2,}/.test(line) && line.includes('|')
const startsBlock = (line: string) => /^(#{1,6} |```|>|\s*[-*] |\s*\d+[.)] |\s*\|)/.test(line)
// Chinese lines that were wrapped in the file join without a space.
const join = (lines: readonly string[]) =>
  lines.reduce(
    (all, line) => (all === '' ? line : /[\x20-\x7e]$/.test(all) && /^[\x20-\x7e]/.test(line) ? `${all} ${line}` : all + line),
    '',
  )

export const blocksOf = (text: string): readonly Block[] => {
  const lines = text.split(/\r?\n/)
  const blocks: Block[] = []
  let at = 0
  const takeWhile = (goesOn: (line: string) => boolean): string[] => {
    const taken: string[] = []
    while (at < lines.length && goesOn(lines[at]!)) taken.push(lines[at++]!)
    return taken
  }
  while (at < lines.length) {
    const line = lines[at]!
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (line.trim() === '') at++
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, inlines: inlinesOf(heading[2]!) })
      at++
    } else if (line.startsWith('```')) {
      at++
      blocks.push({ kind: 'code', text: takeWhile((next) => !next.startsWith('```')).join('\n') })
      at++
    } else if (line.trimStart().startsWith('|') && isRule(lines[at + 1])) {
      const [head, , ...rows] = takeWhile((next) => next.trimStart().startsWith('|'))
      blocks.push({ kind: 'table', head: cells(head!), rows: rows.map(cells) })
    } else if (line.startsWith('>')) {
      blocks.push({
        kind: 'quote',
        inlines: inlinesOf(join(takeWhile((next) => next.startsWith('>')).map((next) => next.replace(/^>\s?/, '')))),
      })
    } else if (item.test(line)) {
      const items: string[][] = []
      const ordered = item.exec(line)![1] !== undefined
      for (const next of takeWhile((candidate) => item.test(candidate) || (/^\s{2,}\S/.test(candidate) && candidate.trim() !== ''))) {
        const found = item.exec(next)
        if (found) items.push([found[2]!])
        else items.at(-1)?.push(next.trim())
      }
      blocks.push({ kind: 'list', ordered, items: items.map((parts) => inlinesOf(join(parts))) })
    } else {
      at++
      const rest = takeWhile((next) => next.trim() !== '' && !startsBlock(next))
      blocks.push({ kind: 'paragraph', inlines: inlinesOf(join([line, ...rest].map((next) => next.trim()))) })
    }
  }
  return blocks
}
