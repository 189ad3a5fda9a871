import { storedText } from './xlsx-value.ts'
import type { XmlHandler } from './xml.ts'

/** Longest text that a cell may hold; of a longer one the beginning is kept, and its row is not taken. */
export const longestCell = 1_000_000
export const beginning = 1000

/** Gathers the text of a cell from its runs, without ever holding more of it than is kept. */
export class CellText {
  #text = ''
  long = false

  add(piece: string): void {
    if (this.long) return
    this.#text = this.#text === '' ? piece : this.#text + piece
    if (this.#text.length <= longestCell) return
    this.long = true
    this.#text = this.#text.slice(0, beginning)
  }

  clear(): void {
    this.#text = ''
    this.long = false
  }

  get value(): string {
    return this.#text
  }
}

/** The texts that cells point to by number. */
export interface SharedStrings {
  readonly texts: string[]
  /** Numbers of those that were cut. */
  readonly long: Set<number>
}

export const noStrings = (): SharedStrings => ({ texts: [], long: new Set() })

/** Bytes that the texts of a workbook may take, each with its own place: a million rows with five hundred letters that no other row has. */
const mostHeld = 650_000_000
const place = 32

/** More text than is held in memory, or than cells may repeat. Nothing is wrong with the workbook but its size. */
export class TooMuchText extends Error {}

/** A letter beyond Latin-1: the whole text is then held with two bytes a letter. */
const wide = /[\u0100-\uffff]/

/** Fills `strings` from sharedStrings.xml: the runs of rich text joined, readings of characters (`rPh`) left out. */
export function stringsReader(strings: SharedStrings, most = mostHeld): XmlHandler {
  const text = new CellText()
  let prefix: string | null = null
  let phonetic = false
  let listening = false
  let total = 0
  const keep = (value: string): void => {
    total += place + value.length * (wide.test(value) ? 2 : 1)
    if (total > most) throw new TooMuchText('too much text')
    strings.texts.push(storedText(value))
  }
  return {
    get listening() {
      return listening
    },
    open(name) {
      prefix ??= name.slice(0, name.indexOf(':') + 1)
      if (name === `${prefix}si`) text.clear()
      else if (name === `${prefix}rPh`) phonetic = true
      else if (name === `${prefix}t`) listening = !phonetic
    },
    close(name) {
      if (name === `${prefix}t`) listening = false
      else if (name === `${prefix}rPh`) phonetic = false
      else if (name === `${prefix}si`) {
        if (text.long) strings.long.add(strings.texts.length)
        keep(text.value)
      }
    },
    text: (piece) => text.add(piece),
    // `<si><t>…</t></si>` with nothing to be put together or translated: nearly all of them.
    element(source, start) {
      if (prefix !== '' || !source.startsWith('<si><t>', start)) return -1
      const end = source.indexOf('<', start + 7)
      if (end < 0 || end - start > longestCell || !source.startsWith('</t></si>', end)) return -1
      const piece = source.slice(start + 7, end)
      if (piece.includes('&') || piece.includes('\r')) return -1
      keep(piece)
      return end + 9
    },
  }
}
