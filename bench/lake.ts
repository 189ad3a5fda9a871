import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalogue, loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { availableOf } from '../packages/platform/src/models/available.ts'
import { mountAll } from '../packages/platform/src/models/mount.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import type { SnapshotFile } from '../packages/platform/src/warehouse/snapshot.ts'
import { quoteText } from '../packages/platform/src/warehouse/warehouse.ts'
import { districtFiles, makeDistrict } from './district.ts'

/** The synthetic district imported once and kept in bench/out, where it may be deleted at any time. */
interface Kept {
  readonly files: readonly SnapshotFile[]
  readonly brought: readonly { readonly dataset: string; readonly fields: readonly string[] }[]
}

const folderOf = (penalties: number): string => join(process.cwd(), 'bench/out', String(penalties))

// As a part of its own (`lake PENALTIES`): the import's memory is not that of what is measured.
if (process.argv[1]?.endsWith('lake.ts')) {
  await makeLake(Number(process.argv[2]))
  console.log(JSON.stringify({ seconds: 0, peakMiB: 0 }))
}

export const hasLake = (penalties: number): boolean => existsSync(join(folderOf(penalties), 'lake', 'kept.json'))

async function makeLake(penalties: number): Promise<void> {
  const folder = folderOf(penalties)
  const lake = join(folder, 'lake')
  if (!districtFiles.every((name) => existsSync(join(folder, `${name}.csv`)))) await makeDistrict(folder, penalties)
  rmSync(lake, { recursive: true, force: true })
  mkdirSync(lake, { recursive: true })
  const catalogue = loadCatalogue()
  const warehouse = await openWarehouse({ directories: [folder], memory: '4GB', threads: 2, tempDir: join(lake, 'spill') })
  const files: SnapshotFile[] = []
  const brought: Kept['brought'][number][] = []
  for (const [index, dataset] of districtFiles.entries()) {
    const source = { path: join(folder, `${dataset}.csv`), name: `${dataset}.csv` }
    const options = { standards: catalogue.standards, keys: scanKeyring(), workDir: join(lake, dataset), seq: index + 1, dataset }
    for (const part of (await importFile(warehouse, source, options)).parts) {
      if (part.dataset === null || !part.table) continue
      files.push({ dataset, path: part.table.path }, ...part.children.map((child) => ({ dataset: child.dataset, path: child.path })))
      brought.push({ dataset, fields: [...part.fields] })
    }
  }
  warehouse.close()
  writeFileSync(join(lake, 'kept.json'), JSON.stringify({ files, brought } satisfies Kept))
}

export async function openLake(penalties: number, memory: string, catalogue: Catalogue = loadCatalogue()) {
  const lake = join(folderOf(penalties), 'lake')
  const { files, brought }: Kept = JSON.parse(readFileSync(join(lake, 'kept.json'), 'utf8'))
  const warehouse = await openWarehouse({ directories: [lake], memory, threads: 2, tempDir: join(lake, 'spill') })
  const session = await warehouse.session()
  // What the store's vault would tell. A lake of before has masks of its own.
  const vaults = quoteText(join(lake, '*', '*.vault.parquet'))
  const known = await session.rows(`SELECT count(*) AS n FROM parquet_schema(${vaults}) WHERE name = 'mask'`)
  if (Number(known[0]?.n) > 0)
    for await (const [tokens, masks] of session.columns(`SELECT token, mask FROM read_parquet(${vaults})`))
      tokens?.forEach((token, at) => {
        session.masks.learn(String(token), String(masks?.[at]))
      })
  await mountAll(session, catalogue, files)
  const close = (): void => {
    session.close()
    warehouse.close()
  }
  return { catalogue, session, available: availableOf(catalogue, brought), files, close }
}
