import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Message } from '@xiezhi/engine/message'
import type { KeySource } from '../../config.ts'
import { type Keyring, openKeyring, parseKeys } from './keyring.ts'

/** How a source of keys is called in a message; never what it holds. */
export const sourceName = (source: KeySource): string =>
  source.from === 'file' ? source.path : source.from === 'environment' ? 'XIEZHI_KEYS' : `XIEZHI_KEYS_COMMAND ${source.command[0]}`

/** A key store that does not answer must not hold up a start for ever. */
const programMs = 15_000

function run([program, ...words]: readonly [string, ...string[]]): Promise<{ text: string } | { reason: string }> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: programMs, killSignal: 'SIGKILL', maxBuffer: 64 * 1024, windowsHide: true }, (error, stdout) => {
      if (!error) return resolve({ text: stdout })
      // What it printed may be half a key: only how it ended is said.
      resolve({ reason: error.killed ? `> ${programMs / 1000} s` : String(error.code ?? error.signal ?? '?') })
    })
  })
}

/** Reads the keys; `make` allows a first start to make a file of them. */
export async function readKeys(source: KeySource, make: boolean): Promise<{ keys: Keyring } | { refusal: Message }> {
  const where = sourceName(source)
  let text: string
  if (source.from === 'file') {
    if (!existsSync(source.path))
      return make ? { keys: openKeyring(source.path) } : { refusal: { code: 'keys.missing', values: { where } } }
    text = readFileSync(source.path, 'utf8')
  } else if (source.from === 'environment') text = source.text
  else {
    const printed = await run(source.command)
    if ('reason' in printed) return { refusal: { code: 'keys.program', values: { reason: printed.reason } } }
    text = printed.text
  }
  const keys = parseKeys(text)
  return keys ? { keys } : { refusal: { code: 'keys.unreadable', values: { where } } }
}
