import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { moveInto } from './raw-files.ts'

/**
 * The folder of published Parquet files. A file appears here whole, by a rename, and is never changed; that it belongs to a
 * batch is what the store says, so a file that no batch names is the leftover of a killed process.
 */
export interface Lake {
  readonly dir: string
  /** A folder for one job's work, on the same disk so that publishing is a rename. */
  workDir(jobId: string): string
  /** Moves a finished file to its published place and tells it, relative to the lake. */
  publish(path: string, dataset: string, name: string): Promise<string>
  absolute(path: string): string
  unpublish(paths: readonly string[]): Promise<void>
  /** Removes what killed processes left: unfinished work, and files that no batch names. */
  sweep(named: ReadonlySet<string>): Promise<number>
}

export async function openLake(dir: string): Promise<Lake> {
  const temporary = join(dir, 'tmp')
  await mkdir(temporary, { recursive: true })
  const absolute = (path: string): string => join(dir, path)
  return {
    dir,
    absolute,
    workDir: (jobId) => join(temporary, jobId),
    async publish(path, dataset, name) {
      const place = join(dir, dataset, `${name}.parquet`)
      await moveInto(path, place)
      return relative(dir, place)
    },
    async unpublish(paths) {
      for (const path of paths) await rm(absolute(path), { force: true })
    },
    async sweep(named) {
      let removed = 0
      for (const entry of await readdir(temporary)) {
        await rm(join(temporary, entry), { recursive: true, force: true })
        removed += 1
      }
      for (const dataset of await readdir(dir, { withFileTypes: true })) {
        if (!dataset.isDirectory() || dataset.name === 'tmp') continue
        for (const file of await readdir(join(dir, dataset.name))) {
          if (named.has(join(dataset.name, file))) continue
          await rm(join(dir, dataset.name, file), { recursive: true, force: true })
          removed += 1
        }
      }
      return removed
    },
  }
}
