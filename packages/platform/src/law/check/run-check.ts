import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clue } from '@xiezhi/engine/clue/clue'
import type { Catalogue, CatalogueModel } from '../../catalogue.ts'
import { importFile } from '../../data/import/import-file.ts'
import type { Lake } from '../../data/lake.ts'
import type { Keyring } from '../../data/secrecy/keyring.ts'
import { clueId } from '../../data/secrecy/token.ts'
import type { Snapshot } from '../../data/snapshots.ts'
import { availableOf } from '../../models/available.ts'
import { mountCatalogue, readBy, standardsOf } from '../../models/mount.ts'
import { runModel } from '../../models/run.ts'
import { newId } from '../../store/database.ts'
import { mountSnapshot } from '../../warehouse/snapshot.ts'
import type { Session, Warehouse } from '../../warehouse/warehouse.ts'

export interface CheckParts {
  readonly catalogue: Catalogue
  readonly warehouse: Warehouse
  readonly lake: Lake
  readonly keys: Keyring
}

/** Rows that nobody sent, in the order in which an import brings them. */
export type ScratchRows = Readonly<Record<string, string>>

export interface ScratchRunner {
  /** Waiting and running together. */
  readonly pending: number
  run(model: CatalogueModel, rows: ScratchRows, snapshot: Snapshot, asOf: string, signal?: AbortSignal): Promise<readonly Clue[]>
  close(): void
}

/**
 * Runs a model over rows that are nobody's data and are thrown away after: they come in by the ordinary import and are judged beside the
 * statute texts that every run sees, so that what a page says is what a run would say. One at a time: a check is short.
 */
export function openScratchRunner({ catalogue, warehouse, lake, keys }: CheckParts): ScratchRunner {
  let session: Promise<Session> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let pending = 0

  const mounted = async (): Promise<Session> => {
    const opened = await warehouse.session()
    await mountCatalogue(opened, catalogue)
    return opened
  }

  async function once(model: CatalogueModel, rows: ScratchRows, snapshot: Snapshot, asOf: string, signal?: AbortSignal) {
    signal?.throwIfAborted()
    const workDir = lake.workDir(newId('check'))
    try {
      await mkdir(workDir, { recursive: true })
      const parts = []
      for (const [index, [dataset, text]] of Object.entries(rows).entries()) {
        const path = join(workDir, `${dataset}.csv`)
        await writeFile(path, text, { mode: 0o600 })
        const options = { standards: catalogue.standards, keys, workDir: join(workDir, dataset), seq: index + 1, dataset }
        const { parts: made } = await importFile(warehouse, { path, name: `${dataset}.csv` }, { ...options, ...(signal && { signal }) })
        parts.push(...made)
      }
      const texts = snapshot.files
        .filter(({ dataset }) => dataset === 'law_article')
        .map(({ dataset, path }) => ({ dataset, path: lake.absolute(path) }))
      const files = parts.flatMap(({ dataset, table, children }) => (dataset && table ? [{ dataset, path: table.path }, ...children] : []))
      session ??= mounted()
      const open = await session
      await mountSnapshot(open, standardsOf(catalogue, readBy(model)), [...texts, ...files], { keep: true, signal })
      const { clues } = await runModel(open, {
        catalogue,
        model,
        available: availableOf(catalogue, [
          ...snapshot.batches.filter(({ dataset }) => dataset === 'law_article'),
          ...parts.flatMap(({ dataset, fields }) => (dataset ? [{ dataset, fields }] : [])),
        ]),
        parameters: {},
        countSteps: false,
        asOf,
        idOf: (...identity) => clueId(keys, ...identity),
        ...(signal && { signal }),
      })
      return clues
    } catch (error) {
      // A run that was broken off may have left tables behind.
      const broken = session
      session = undefined
      await broken?.then((open) => open.close()).catch(() => undefined)
      throw error
    } finally {
      await rm(workDir, { recursive: true, force: true })
    }
  }

  return {
    get pending() {
      return pending
    },
    async run(...asked) {
      pending += 1
      const own = last.then(() => once(...asked))
      last = own.catch(() => undefined)
      try {
        return await own
      } finally {
        pending -= 1
      }
    },
    close() {
      void session?.then((open) => open.close()).catch(() => undefined)
    },
  }
}
