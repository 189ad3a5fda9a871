import { Lexer } from 'yaml'

interface Comment {
  readonly at: number
  readonly end: number
  readonly comment: string
}

const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f'])

/** Every comment of a text; what looks like one inside of words is none. */
export function commentsIn(text: string): readonly Comment[] {
  const found: Comment[] = []
  let at = 0
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) found.push({ at, end: at + token.length, comment: token })
    // Marks of the lexer itself take no place in the text.
    if (!marks.has(token)) at += token.length
  }
  return found
}
