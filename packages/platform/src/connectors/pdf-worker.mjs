// @ts-check
/**
 * Reads the text of one PDF in a thread of its own, so that a file made to hang a reader hangs nobody. Plain JavaScript: a thread is
 * started by the engine itself, without whatever translates the rest.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

/** @typedef {{ bytes: Uint8Array, cMaps: string, mostPages: number, mostCharacters: number }} Task */

/** @param {Task} task */
async function read({ bytes, cMaps, mostPages, mostCharacters }) {
  const pdf = await getDocumentProxy(bytes, {
    cMapUrl: cMaps,
    cMapPacked: true,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  })
  const lines = ['']
  let length = 0
  let cut = pdf.numPages > mostPages
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && length <= mostCharacters; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    for (const item of items) {
      if (!('str' in item)) continue
      lines[lines.length - 1] += item.str
      length += item.str.length
      if (item.hasEOL) lines.push('')
      if (length > mostCharacters) {
        cut = true
        break
      }
    }
    lines.push('')
    page.cleanup()
  }
  return { lines, cut }
}

read(workerData).then(
  (found) => parentPort?.postMessage(found),
  (error) => parentPort?.postMessage({ fault: error instanceof Error ? error.name : 'Error' }),
)
