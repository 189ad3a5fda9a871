import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { timed } from './measure.ts'

// One measurement: `raw FOLDER` copies the penalties as text with DuckDB alone; `ours FOLDER` imports them.
const [way, folder = ''] = process.argv.slice(2)
const file = join(folder, 'penalty_decision.csv')
const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
const warehouse = await openWarehouse({ directories: [work, folder], memory: '2GB', threads: 2, tempDir: join(work, 'spill') })

const before = process.cpuUsage()
const measure =
  way === 'raw'
    ? await timed(async () => {
        const session = await warehouse.session()
        const target = join(work, 'raw.parquet')
        await session.run(`COPY (SELECT * FROM read_csv('${file}', all_varchar = true)) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`)
        const [row] = await session.rows(`SELECT count(*) AS n FROM read_parquet('${target}')`)
        return { rows: Number(row?.n) }
      })
    : await timed(async () => {
        const catalogue = loadCatalogue()
        const source = { path: file, name: 'penalty_decision.csv' }
        const { parts } = await importFile(warehouse, source, {
          standards: catalogue.standards,
          keys: scanKeyring(),
          workDir: join(work, 'import'),
          seq: 1,
        })
        const counts = parts[0]!.counts
        return { rows: counts.taken, refused: counts.refused }
      })
// On a busy machine the time of the processors says more than the clock.
const { user, system } = process.cpuUsage(before)
warehouse.close()
rmSync(work, { recursive: true, force: true })
console.log(JSON.stringify({ ...measure, cpuSeconds: (user + system) / 1_000_000 }))
