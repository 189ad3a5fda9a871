/** What a person types to find articles: words that must all be there, whole phrases in quotation marks, 第46条, names of laws. */
import { parseNumeral } from '../citation/numeral.ts'

export interface LawQuestion {
  /** Folded as texts are. */
  readonly words: readonly string[]
  /** Official names of the laws asked for; none: all. */
  readonly laws: readonly string[]
  readonly article: { readonly article: number; readonly sub: number } | null
}

const folded = new Map<string, string>()

/** Letters in lower case, wide marks and digits narrow; a character stays one, so that places in both texts are the same. */
export const foldText = (text: string): string =>
  text.replace(/[^\u3400-\u9fff、。]/gu, (character) => {
    let known = folded.get(character)
    if (known === undefined) {
      const narrow = character.normalize('NFKC').toLowerCase()
      known = narrow.length === character.length ? narrow : character
      if (folded.size < 10_000) folded.set(character, known)
    }
    return known
  })

const articleMark = /^第?([0-9零〇一二两三四五六七八九十百千]{1,9})条(?:之([0-9一二三四五六七八九十]{1,3}))?$/
const tokens = /[“"]([^”"]*)[”"]|《([^》]+)》|([^\s“"《》，、；]+)/gu

/** `lawOf`: the official name behind any name. */
export function readLawQuestion(text: string, lawOf: (name: string) => string | undefined): LawQuestion {
  const words: string[] = []
  const laws = new Set<string>()
  let article: LawQuestion['article'] = null
  const addWord = (word: string): void => {
    const known = foldText(word.trim())
    if (known !== '' && !words.includes(known)) words.push(known)
  }
  for (const [, phrase, title, plain = ''] of text.matchAll(tokens)) {
    if (phrase !== undefined) {
      addWord(phrase)
      continue
    }
    if (title !== undefined) {
      const law = lawOf(title)
      if (law) laws.add(law)
      else addWord(title)
      continue
    }
    const [name, number] = partedAtArticle(foldText(plain), plain)
    const found = number === '' ? null : numberOf(number)
    const law = name === '' ? undefined : lawOf(name)
    // 第几条 counts as a place only where nothing but a law's name stands before it: 依照第四十六条 is a phrase.
    if (number !== '' && (found === null || (name !== '' && !law))) addWord(plain)
    else {
      if (found) article = found
      if (law) laws.add(law)
      else if (name !== '') addWord(name)
    }
  }
  return { words, laws: [...laws], article }
}

function partedAtArticle(folded: string, plain: string): readonly [string, string] {
  const at = folded.search(/第?[0-9零〇一二两三四五六七八九十百千]+条(?:之[0-9一二三四五六七八九十]+)?$/)
  return at < 0 ? [plain, ''] : [plain.slice(0, at), folded.slice(at)]
}

/** 46, 第四十六条, 17-1, 第十七条之一. */
export function articleNumberOf(text: string): LawQuestion['article'] {
  const [, plain, sub = '0'] = /^(\d{1,4})(?:-(\d{1,2}))?$/.exec(foldText(text.trim())) ?? []
  return plain === undefined ? numberOf(foldText(text.trim())) : { article: Number(plain), sub: Number(sub) }
}

function numberOf(text: string): LawQuestion['article'] {
  const found = articleMark.exec(text)
  const article = found ? parseNumeral(found[1]!, true) : undefined
  const sub = found?.[2] === undefined ? 0 : parseNumeral(found[2], true)
  return article && sub !== undefined ? { article, sub } : null
}

export interface ExcerptRun {
  readonly text: string
  readonly hit: boolean
}

const around = 40
const longest = 240

/** The text around the first hits, hits marked. Without words its beginning. */
export function excerptOf(text: string, words: readonly string[]): readonly ExcerptRun[] {
  const plain = text.replaceAll('\n', ' ')
  const folded = foldText(plain)
  const places = words.flatMap((word) => {
    const found: { from: number; to: number }[] = []
    for (let at = folded.indexOf(word); at >= 0 && found.length < 20; at = folded.indexOf(word, at + word.length)) {
      found.push({ from: at, to: at + word.length })
    }
    return found
  })
  places.sort((a, b) => a.from - b.from || b.to - a.to)
  const start = Math.max(0, (places[0]?.from ?? 0) - around)
  const end = Math.min(plain.length, start + longest)
  const runs: ExcerptRun[] = start > 0 ? [{ text: '…', hit: false }] : []
  let at = start
  for (const { from, to } of places) {
    if (to <= at || from >= end) continue
    if (from > at) runs.push({ text: plain.slice(at, from), hit: false })
    runs.push({ text: plain.slice(Math.max(at, from), Math.min(to, end)), hit: true })
    at = Math.min(to, end)
  }
  if (at < end) runs.push({ text: plain.slice(at, end), hit: false })
  if (end < plain.length) runs.push({ text: '…', hit: false })
  return runs
}
