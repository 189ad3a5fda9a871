import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Message } from '@xiezhi/engine/message'
import { type AllowedAddress, readAllowed } from './databases/address.ts'

/** Where the keys are: in a file, in the environment itself, or printed by a program (a key store's own). */
export type KeySource =
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'environment'; readonly text: string }
  | { readonly from: 'program'; readonly command: readonly [string, ...string[]] }

/** What the environment sets. Everything has a default that works in a fresh clone. */
export interface Config {
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly databaseUrl: string | undefined
  readonly adminPassword: string | undefined
  /** Bring in the demonstration district on the first start. */
  readonly demo: boolean
  /** Patrols begin by themselves when data arrive, unless the office says otherwise of one. */
  readonly patrols?: boolean
  readonly catalogueDir: string
  readonly webDir: string
  readonly uploadBytes: number
  /** A folder that is watched: what is put into a source's folder in it comes in. */
  readonly inboxDir: string | undefined
  /** Databases of agencies that may be asked; undefined: none. */
  readonly databases?: readonly AllowedAddress[] | undefined
  /** A folder or a web server with packages of models. */
  readonly shelf?: string | undefined
  /** Undefined: `keys.json` in the data folder. */
  readonly keys?: KeySource | undefined
  /** Gigabytes of memory for runs and imports; undefined: what the machine can spare. */
  readonly memoryGigabytes?: number | undefined
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

export function readConfig(env: Readonly<Record<string, string | undefined>>): { config: Config } | { refusal: Message } {
  const port = Number(env.XIEZHI_PORT || '8420')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return { refusal: { code: 'config.port', values: { value: env.XIEZHI_PORT ?? '' } } }
  const memory = env.XIEZHI_MEMORY ? Number(env.XIEZHI_MEMORY) : undefined
  if (memory !== undefined && !(Number.isInteger(memory) && memory >= 1 && memory <= 1024))
    return { refusal: { code: 'config.memory', values: { value: env.XIEZHI_MEMORY ?? '' } } }
  const adminPassword = env.XIEZHI_ADMIN_PASSWORD || undefined
  if (adminPassword !== undefined && adminPassword.length < 8) return { refusal: { code: 'config.admin-password' } }
  const databases = readAllowed(env.XIEZHI_DATABASES ?? '')
  if (!databases) return { refusal: { code: 'config.databases', values: { value: env.XIEZHI_DATABASES ?? '' } } }
  const keys = keySource(env)
  if (keys && 'refusal' in keys) return keys
  return {
    config: {
      keys,
      dataDir: resolve(env.XIEZHI_DATA || resolve(root, 'data')),
      host: env.XIEZHI_HOST || '127.0.0.1',
      port,
      databaseUrl: env.XIEZHI_DATABASE_URL || undefined,
      adminPassword,
      // The demonstration is made by a program of the product's own catalogue.
      demo: env.XIEZHI_DEMO !== '0' && !env.XIEZHI_CATALOGUE,
      patrols: env.XIEZHI_PATROLS !== '0',
      catalogueDir: resolve(env.XIEZHI_CATALOGUE || resolve(root, 'catalogue')),
      webDir: resolve(root, 'packages/web/dist'),
      uploadBytes: 2 * 1024 ** 3,
      inboxDir: env.XIEZHI_INBOX ? resolve(env.XIEZHI_INBOX) : undefined,
      databases,
      shelf: env.XIEZHI_SHELF || undefined,
      memoryGigabytes: memory,
    },
  }
}

function keySource(env: Readonly<Record<string, string | undefined>>): KeySource | undefined | { refusal: Message } {
  const { XIEZHI_KEYS_FILE: file, XIEZHI_KEYS: text, XIEZHI_KEYS_COMMAND: command } = env
  if ([file, text, command].filter(Boolean).length > 1) return { refusal: { code: 'config.keys-twice' } }
  if (file) return { from: 'file', path: resolve(file) }
  if (text) return { from: 'environment', text }
  if (!command) return undefined
  // No shell reads it: words by blanks, or a JSON list where a word has a blank in it.
  const words = command.trim().startsWith('[') ? wordsOf(command) : command.trim().split(/\s+/)
  const [program, ...more] = words
  return program ? { from: 'program', command: [program, ...more] } : { refusal: { code: 'config.keys-command' } }
}

function wordsOf(text: string): readonly string[] {
  try {
    const json: unknown = JSON.parse(text)
    return Array.isArray(json) && json.every((word) => typeof word === 'string') ? json : []
  } catch {
    return []
  }
}
