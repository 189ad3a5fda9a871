import { spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, test } from 'vitest'
import { verifyChain } from '../audit/verify.ts'
import { openCuttingLine } from '../testing/cutting-line.ts'
import { openOffice } from '../testing/office.ts'
import { startPostgres } from '../testing/postgres.ts'
import { freshDataDir } from '../testing/template.ts'
import { readAllowed } from './address.ts'

const script = fileURLToPath(new URL('../testing/pulling-office.ts', import.meta.url))
const postgres = await startPostgres()
if (!postgres) console.log('left out: a server killed while it reads a database (no PostgreSQL)')

test.runIf(postgres)(
  'a server killed in the middle of reading a database shows nothing half-read, and reads it whole at its next start',
  async () => {
    if (!postgres) return
    const url = new URL(postgres.url)
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query(
      'create table jds (id bigint primary key, "行政处罚决定书文号" text, "行政相对人名称" text, "处罚机关统一社会信用代码" text, "违法事实" text)',
    )
    await client.query(
      "insert into jds select n, '云交罚〔2024〕' || n || '号', '许桂', '11529999MB1D00119G', repeat('长', 500) from generate_series(1, 3000) n",
    )
    await client.end()
    const line = await openCuttingLine(Number(url.port))
    const dir = await freshDataDir()
    const facts = {
      ...{
        name: '处罚库',
        engine: 'postgres',
        host: '127.0.0.1',
        port: line.port,
        database: url.pathname.slice(1),
        username: url.username,
      },
      ...{ password: 'a secret of tests', tls: 'off', authority: null, dataset: 'penalty_decision', table: 'jds', query: null },
      ...{ markColumn: 'id', lookBack: 0 },
    }
    // The line goes dead in the middle, so that the killing hits the reading and not what comes after it.
    line.deadAfter(2_500_000)
    const child = spawn(process.execPath, ['--import', 'tsx', script, dir, JSON.stringify(facts)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const said = { source: '', link: '' }
    for await (const text of createInterface({ input: child.stdout })) {
      Object.assign(said, JSON.parse(text))
      child.kill('SIGKILL')
    }
    await ended
    expect(said.link).not.toBe('')
    expect(readdirSync(join(dir, 'lake', 'tmp'))).not.toEqual([])

    line.deadAfter(undefined)
    const office = await openOffice({ databases: readAllowed(`127.0.0.1:${line.port}`) ?? [] }, dir)
    await office.platform.idle()
    const clerk = await office.signIn(['procurator'])
    const base = `/sources/${said.source}/databases`
    const pulls = (await clerk.get(`${base}/${said.link}/pulls`)).json()
    // It says that it was broken off: the second attempt.
    expect(pulls.items).toMatchObject([{ state: 'succeeded', outcome: 'arrived', rows: 3000, attempts: 2, importState: 'succeeded' }])
    expect((await clerk.get(base)).json().items[0]).toMatchObject({ mark: '3000' })
    expect((await clerk.get('/imports')).json().total).toBe(1)
    expect((await clerk.get('/datasets/penalty_decision')).json()).toMatchObject({ batches: 1, rows: 3000 })
    expect(readdirSync(join(dir, 'lake', 'tmp'))).toEqual([])
    expect(await verifyChain(office.platform.store.db)).toMatchObject({ intact: true })
    await office.close()
    rmSync(dir, { recursive: true, force: true })
    await line.close()
    await postgres.stop()
  },
  180_000,
)
