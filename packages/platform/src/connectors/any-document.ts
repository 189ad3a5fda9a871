import { type DocumentText, docxText } from './document-text.ts'
import { pdfText } from './pdf-text.ts'

const starts = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((value, index) => bytes[index] === value)

/** The text of a document of any kind that we read: told by its first bytes, whatever it is called. */
export async function documentText(bytes: Uint8Array, signal?: AbortSignal): Promise<DocumentText & { readonly cut?: boolean }> {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return docxText(bytes, signal)
  // %PDF may stand behind a few bytes that a mail program left.
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return pdfText(bytes, signal)
  // An old .doc, an .xls, a picture.
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { refusal: { code: 'document.not-docx' } }
  return plainText(bytes)
}

function plainText(bytes: Uint8Array): DocumentText {
  for (const encoding of starts(bytes, 0xff, 0xfe) ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // Control characters other than line ends and tabs are no text.
      if (/\p{Cc}/u.test(text.replace(/[\t\n\v\f\r]/g, ''))) break
      return text.trim() === '' ? { refusal: { code: 'document.empty' } } : { lines: text.split(/\r\n|\r|\n/) }
    } catch {
      // Not this one.
    }
  }
  return { refusal: { code: 'document.kind' } }
}
