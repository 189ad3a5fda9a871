/**
 * Whether records of a UTF-8 text can be told apart by line ends alone: no blank line, no line end of another kind, no NUL. Then a
 * reader that skips blank lines and knows one kind of line end counts as ours does. Breaks inside quoted cells are looked at too:
 * two of them in a row are taken for a blank line, which only costs speed.
 */
export class PlainLines {
  #plain = true
  #last = 0
  #first = true
  #returns: boolean | undefined

  feed(chunk: Buffer): void {
    if (this.#plain) this.#plain = this.#goesOn(chunk)
  }

  finish(): boolean {
    return this.#plain && this.#last !== 13
  }

  #goesOn(chunk: Buffer): boolean {
    const last = this.#last
    if (chunk.includes(0)) return false
    if (last === 10 && (chunk[0] === 10 || chunk[0] === 13)) return false
    if (last === 13 && chunk[0] !== 10) return false
    if (this.#first && (chunk[0] === 10 || chunk[0] === 13)) return false
    if (chunk.includes('\n\n', 0, 'latin1') || chunk.includes('\n\r', 0, 'latin1')) return false
    // One kind of line end: each return has its feed, and where one feed has a return, all have.
    const found = chunk.includes(13)
    this.#returns ??= found
    if (this.#returns) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) if ((at > 0 ? chunk[at - 1] : last) !== 13) return false
      for (let at = chunk.indexOf(13); at >= 0; at = chunk.indexOf(13, at + 1))
        if (at + 1 < chunk.length && chunk[at + 1] !== 10) return false
    } else if (found) return false
    this.#last = chunk.at(-1) ?? last
    this.#first = false
    return true
  }
}
