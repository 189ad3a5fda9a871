import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '@xiezhi/engine/message'
import { readConfig } from '../config.ts'

/** What the commands on a data folder work on: the two of the server's variables that say where data are. */
export function dataFolder(): { dir: string; url: string | undefined } | { refusal: Message } {
  const { XIEZHI_DATA, XIEZHI_DATABASE_URL } = process.env
  const read = readConfig({ XIEZHI_DATA, XIEZHI_DATABASE_URL })
  return 'refusal' in read ? read : { dir: read.config.dataDir, url: read.config.databaseUrl }
}

/** What makes a folder one that holds data; a lock or the remains of a failed restore do not. */
export const kept = ['keys.json', 'raw', 'lake', 'store'] as const

export const holdsData = (dir: string): boolean => kept.some((name) => existsSync(join(dir, name)))

/** How a command on the data folder ended. */
export type Outcome = { readonly done: Message } | { readonly refusal: Message; readonly exitCode: 1 | 2 | 3 }
