import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import pg from 'pg'
import { startPostgres } from '../packages/platform/src/testing/postgres.ts'
import { bareByHand } from './by-hand.ts'
import { openLake } from './lake.ts'
import { type Measure, median, peakMiB } from './measure.ts'
import { asOf } from './model.ts'

/** `postgres PENALTIES`: the bare statement, letter for letter, in PostgreSQL over the same rows, with an index for each key; -1 without a server. */
const tables: Readonly<Record<string, { readonly columns: string; readonly keys: readonly string[] }>> = {
  agency: { columns: 'agency_code text, domain text', keys: ['agency_code'] },
  calendar: { columns: 'd date, w boolean, n bigint, nx date, p boolean, nxp boolean', keys: ['d', 'n'] },
  penalty_decision: {
    columns:
      'agency_code text, doc_key text, party_key text, case_id text, decision_date date, fine_amount numeric(18,2), record_status text',
    keys: ['agency_code, doc_key', 'case_id'],
  },
  penalty_process: {
    columns: 'case_id text, agency_code text, service_date date, told_suit_period boolean, perform_status text',
    keys: ['case_id'],
  },
  fine_payment: { columns: 'agency_code text, doc_key text, amount numeric(18,2), item_code text', keys: ['agency_code, doc_key'] },
  penalty_deferral: { columns: 'agency_code text, doc_key text, end_date date', keys: ['agency_code, doc_key'] },
  admin_review: { columns: 'doc_key text, result text, served_date date', keys: ['doc_key'] },
  admin_litigation: { columns: 'doc_key text', keys: ['doc_key'] },
  nonlit_case: {
    columns:
      'doc_key text, applicant_code text, apply_date date, accept_date date, ruling_date date, hearing_before_ruling boolean, case_key text',
    keys: ['doc_key'],
  },
}
const server = await startPostgres()
if (!server) console.log(JSON.stringify({ seconds: -1, peakMiB: 0 } satisfies Measure))
else {
  const folder = mkdtempSync(join(tmpdir(), 'xiezhi-bench-pg-'))
  chmodSync(folder, 0o755)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { session, files, close } = await openLake(Number(process.argv[2]), '2GB')
  const out = await (await DuckDBInstance.create(':memory:')).connect()
  const begin = performance.now()
  for (const [table, { columns, keys }] of Object.entries(tables)) {
    const names = columns.split(', ').map((column) => column.split(' ')[0]!)
    const path = join(folder, `${table}.csv`)
    const file = files.find(({ dataset }) => dataset === table)?.path
    if (file) await out.run(`COPY (SELECT ${names.join(', ')} FROM '${file}') TO '${path}' (HEADER)`)
    else {
      await out.run(`CREATE TABLE "${table}" (${columns.replaceAll(/numeric/g, 'decimal')})`)
      const appender = await out.createAppender(table)
      for (const row of await session.rows(`SELECT ${names.join(', ')} FROM ${table}`)) {
        appender.appendVarchar(String(row.d))
        appender.appendBoolean(row.w === true)
        appender.appendBigInt(BigInt(Number(row.n)))
        appender.appendVarchar(String(row.nx))
        appender.appendBoolean(row.p === true)
        appender.appendBoolean(row.nxp === true)
        appender.endRow()
      }
      appender.closeSync()
      await out.run(`COPY "${table}" TO '${path}' (HEADER)`)
    }
    await client.query(`create unlogged table ${table} (${columns})`)
    await client.query(`copy ${table} from '${path}' csv header`)
    for (const key of keys) await client.query(`create index on ${table} (${key})`)
    await client.query(`vacuum analyze ${table}`)
  }
  close()
  out.closeSync()
  const loadSeconds = (performance.now() - begin) / 1000
  await client.query("set work_mem = '512MB'")
  const [backend] = (await client.query('select pg_backend_pid() pid')).rows
  const times: number[] = []
  const cpu: number[] = []
  let clues = 0
  for (let turn = 0; turn < 4; turn++) {
    const [start, before] = [performance.now(), processorSeconds(Number(backend.pid))]
    const { rows } = await client.query(`select count(*) n from (${bareByHand.replaceAll('$as_of', `date '${asOf}'`)}) found`)
    if (turn > 0) times.push((performance.now() - start) / 1000)
    if (turn > 0) cpu.push(processorSeconds(Number(backend.pid)) - before)
    clues = Number(rows[0].n)
  }
  await client.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  console.log(
    JSON.stringify({ seconds: median(times), peakMiB: peakMiB(), note: { clues, cpu: median(cpu), load: loadSeconds } } satisfies Measure),
  )
}

/** Of the backend, and of the workers that its server has ended by now; 0 where the system does not tell. */
function processorSeconds(backend: number): number {
  const ticks = (pid: number, ...fields: readonly number[]): number => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return fields.reduce((sum, field) => sum + Number(stat[field]), 0)
  }
  try {
    const [own, server] = [ticks(backend, 11, 12), ticks(ticks(backend, 1), 13, 14)]
    return (own + server) / 100
  } catch {
    return 0
  }
}
