import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '@xiezhi/engine/message'
import { type KeySource, readConfig } from '../config.ts'

/** What the commands on a data folder work on: the server's variables that say where data and keys are. */
export function dataFolder(): { dir: string; url: string | undefined; keys: KeySource } | { refusal: Message } {
  const { XIEZHI_DATA, XIEZHI_DATABASE_URL, XIEZHI_KEYS_FILE, XIEZHI_KEYS, XIEZHI_KEYS_COMMAND } = process.env
  const read = readConfig({ XIEZHI_DATA, XIEZHI_DATABASE_URL, XIEZHI_KEYS_FILE, XIEZHI_KEYS, XIEZHI_KEYS_COMMAND })
  if ('refusal' in read) return read
  const { dataDir: dir, databaseUrl: url, keys } = read.config
  return { dir, url, keys: keys ?? { from: 'file', path: join(dir, 'keys.json') } }
}

/** What makes a folder one that holds data; a lock or the remains of a failed restore do not. */
export const kept = ['keys.json', 'raw', 'lake', 'store'] as const

export const holdsData = (dir: string): boolean => kept.some((name) => existsSync(join(dir, name)))

/** How a command on the data folder ended. */
export type Outcome = { readonly done: Message } | { readonly refusal: Message; readonly exitCode: 1 | 2 | 3 }
