import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { largestPackage } from './content.ts'

/**
 * The shelf that an installation is set to: a folder (a share of the network, a disk brought by hand), or a plain web server that
 * serves such a folder with an `index.json` of its files' names (`xiezhi package index FOLDER` writes it). Its address is set by
 * whoever runs the server, never by a person at a page.
 */
export interface ShelfPlace {
  readonly name: string
  /** Names of the packages, in order. Throws where the place cannot be reached. */
  list(): Promise<readonly string[]>
  read(file: string): Promise<string>
}

const isPackageName = (name: string): boolean => /^[^/\\]+\.json$/.test(name) && name !== 'index.json' && !name.startsWith('.')
export const packageNames = (names: Iterable<string>): string[] => [...names].filter(isPackageName).sort()

export const shelfPlace = (setting: string): ShelfPlace => (/^https?:\/\//.test(setting) ? webShelf(setting) : folderShelf(setting))

const folderShelf = (dir: string): ShelfPlace => ({
  name: dir,
  list: async () => packageNames(await readdir(dir)),
  read: async (file) => {
    if (!isPackageName(file)) throw new Error(file)
    const path = join(dir, file)
    // What leads out of the folder is none of its packages.
    if ((await realpath(path)) !== join(await realpath(dir), file)) throw new Error(file)
    if ((await stat(path)).size > largestPackage) throw new TooLarge()
    return readFile(path, 'utf8')
  },
})

const indexShape = z.object({ packages: z.array(z.object({ file: z.string().max(200) })).max(2000) })
const patience = 10_000

function webShelf(base: string): ShelfPlace {
  const get = async (file: string): Promise<string> => {
    const url = new URL(encodeURIComponent(file), base.endsWith('/') ? base : `${base}/`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' })
    if (!answer.ok) throw new Error(`${answer.status}`)
    return limited(answer)
  }
  return {
    name: base,
    list: async () => packageNames(indexShape.parse(JSON.parse(await get('index.json'))).packages.map(({ file }) => file)),
    read: async (file) => {
      if (!isPackageName(file)) throw new Error(file)
      return get(file)
    },
  }
}

export class TooLarge extends Error {}

async function limited(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    size += piece.length
    if (size > largestPackage) throw new TooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
