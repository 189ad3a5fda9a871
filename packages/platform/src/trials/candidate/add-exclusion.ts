import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'

/** An exclusion put into the text of a model and asked by some of its rules; every other character stays, comments too. */
export function addExclusion(
  source: string,
  { title, where }: { readonly title: string; readonly where: string },
  ruleIds: ReadonlySet<string>,
): { readonly source: string; readonly id: string } | undefined {
  const document = parseDocument(source)
  const exclusions = document.get('exclusions', true)
  const rules = document.get('rules', true)
  if (document.errors.length > 0 || !isSeq(rules) || !rules.range || rules.flow) return undefined
  const taken = new Set(source.match(/\bX\d+\b/g) ?? [])
  let n = 1
  while (taken.has(`X${n}`)) n += 1
  const id = `X${n}`
  const item = `{ id: ${id}, title: ${JSON.stringify(title)}, where: ${JSON.stringify(where)} }`
  const edits: { readonly at: number; readonly text: string }[] = []
  if (isSeq(exclusions) && exclusions.range && !exclusions.flow && exclusions.items.length > 0)
    edits.push({ at: lineStart(source, exclusions.range[0]), text: `  - ${item}\n` })
  else if (exclusions === undefined)
    edits.push({ at: lineStart(source, source.lastIndexOf('rules:', rules.range[0])), text: `exclusions:\n  - ${item}\n\n` })
  else if (isSeq(exclusions) && exclusions.flow && exclusions.range)
    edits.push(inList(source, exclusions.range, item, exclusions.items.length))
  else return undefined
  const written = new Set(rules.items.flatMap((rule) => (isMap(rule) && isScalar(rule.get('id', true)) ? [String(rule.get('id'))] : [])))
  // A rule of a shared piece is not this model's to change.
  if (![...ruleIds].every((rule) => written.has(rule))) return undefined
  for (const rule of rules.items) {
    if (!isMap(rule) || !isScalar(rule.get('id', true)) || !ruleIds.has(String(rule.get('id')))) continue
    const own = rule.get('exclusions', true)
    const place = rangeOf(own)
    if (isSeq(own) && own.flow && place) edits.push(inList(source, place, id, own.items.length))
    else if (isSeq(own) && place)
      edits.push({ at: lineStart(source, place[0]), text: `${' '.repeat(place[0] - lineStart(source, place[0]) - 2)}- ${id}\n` })
    else if (own === undefined && !rule.flow && rule.range) {
      const first = rule.range[0]
      edits.push({ at: lineEnd(source, first), text: `\n${' '.repeat(first - lineStart(source, first))}exclusions: [${id}]` })
    } else return undefined
  }
  let text = source
  for (const { at, text: added } of edits.sort((a, b) => b.at - a.at)) text = text.slice(0, at) + added + text.slice(at)
  return { source: text, id }
}

type Range = readonly [number, number, number]

const rangeOf = (node: unknown): Range | undefined => (isSeq(node) ? (range(node) ?? undefined) : undefined)
const range = (node: Node): Range | null | undefined => node.range

const inList = (source: string, [start]: Range, item: string, items: number) => ({
  at: source.indexOf('[', start) + 1,
  text: items === 0 ? item : `${item}, `,
})

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
