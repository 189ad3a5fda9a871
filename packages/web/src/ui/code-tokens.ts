/** Cuts program text into coloured pieces. Not a parser: enough for eyes to find their way in SQL and YAML. */
export interface Token {
  readonly kind: 'plain' | 'keyword' | 'string' | 'number' | 'comment'
  readonly text: string
}
export type CodeLanguage = 'sql' | 'yaml' | 'text'

const words =
  'select|from|where|and|or|not|in|is|null|as|with|join|left|inner|outer|on|using|group|by|order|having|union|all|distinct|case|when|then|else|end|exists|between|like|over|partition|rows|range|limit|cast|date|interval|true|false|desc|asc|semi|anti|values|lateral|filter|recursive|materialized|try_cast'

const grammars: Record<CodeLanguage, RegExp | undefined> = {
  sql: new RegExp(`(?<comment>--.*)|(?<string>'(?:[^']|'')*')|(?<number>\\b\\d+(?:\\.\\d+)?\\b)|(?<keyword>\\b(?:${words})\\b)`, 'gi'),
  yaml: /(?<comment>(?:^|(?<=\s))#.*)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<keyword>(?<=^\s*(?:- )?(?:\{ ?)?|[{,] ?)[A-Za-z_][\w.-]*(?=:(?:\s|$)))|(?<number>\b\d+(?:\.\d+)?\b)/g,
  text: undefined,
}

const kinds = ['comment', 'string', 'number', 'keyword'] as const

export const tokensOf = (line: string, language: CodeLanguage): readonly Token[] => {
  const grammar = grammars[language]
  if (!grammar) return [{ kind: 'plain', text: line }]
  const tokens: Token[] = []
  let at = 0
  for (const match of line.matchAll(grammar)) {
    const kind = kinds.find((name) => match.groups?.[name] !== undefined)
    if (!kind) continue
    if (match.index > at) tokens.push({ kind: 'plain', text: line.slice(at, match.index) })
    tokens.push({ kind, text: match[0] })
    at = match.index + match[0].length
  }
  if (at < line.length) tokens.push({ kind: 'plain', text: line.slice(at) })
  return tokens
}
