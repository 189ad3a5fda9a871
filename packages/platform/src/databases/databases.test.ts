import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CuttingLine, openCuttingLine } from '../testing/cutting-line.ts'
import { startMariadb } from '../testing/mariadb.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { identityNo } from '../testing/papers.ts'
import { startPostgres } from '../testing/postgres.ts'
import { readAllowed } from './address.ts'
import { openSession } from './open-session.ts'
import type { Address, Cells } from './session.ts'
import { troubleOf } from './trouble.ts'

interface Server {
  readonly address: Address
  run(...statements: readonly string[]): Promise<void>
  stop(): Promise<void>
}

async function postgresServer(): Promise<Server | undefined> {
  const real = await startPostgres()
  if (!real) return undefined
  const url = new URL(real.url)
  const client = new pg.Client({ connectionString: real.url })
  await client.connect()
  return {
    address: {
      engine: 'postgres',
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: url.username,
      password: url.password || 'a secret of tests',
      tls: 'off',
      authority: null,
    },
    run: async (...statements) => {
      for (const statement of statements) await client.query(statement)
    },
    stop: async () => {
      await client.end()
      await real.stop()
    },
  }
}

async function mysqlServer(): Promise<Server | undefined> {
  const real = await startMariadb()
  if (!real) return undefined
  const { port, user, password, database } = real
  const address: Address = { engine: 'mysql', host: '127.0.0.1', port, database, user, password, tls: 'off', authority: null }
  return { address, run: real.run, stop: real.stop }
}

const [postgres, maria] = await Promise.all([postgresServer(), mysqlServer()])
if (!postgres) console.log('left out: reading a real PostgreSQL (no /usr/lib/postgresql, no XIEZHI_TEST_DATABASE_URL)')
if (!maria) console.log('left out: reading a real MariaDB (no mariadbd: install mariadb-server)')
const servers = [postgres, maria].filter((server) => server !== undefined)

const agency = '11529999MB1D00119G'
const patience = { connectMs: 5000, answerMs: 5000 }
const collect = async (rows: AsyncIterable<readonly Cells[]>): Promise<Cells[]> => {
  const all: Cells[] = []
  for await (const chunk of rows) all.push(...chunk)
  return all
}

let office: Office
let clerk: Client
let source: string
const lines = new Map<Server, CuttingLine>()

beforeAll(async () => {
  for (const server of servers) lines.set(server, await openCuttingLine(server.address.port))
  const hosts = servers.flatMap((server) => [server.address.port, lines.get(server)?.port]).map((port) => `127.0.0.1:${port}`)
  office = await openOffice({ databases: readAllowed(hosts.join(',')) ?? [] })
  clerk = await office.signIn(['procurator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  source = (await clerk.send('POST', '/sources', { name: '县交通运输局', ...facts })).json().id
})
afterAll(async () => {
  await office.close()
  for (const line of lines.values()) await line.close()
  for (const server of servers) await server.stop()
})

describe.each(servers.map((server) => [server.address.engine, server] as const))('%s', (engine, server) => {
  const quote = (name: string) => (engine === 'postgres' ? `"${name}"` : `\`${name}\``)
  const columns = [
    '行政处罚决定书文号',
    '行政相对人名称',
    '处罚机关统一社会信用代码',
    '证件号码',
    '违法事实',
    '处罚依据',
    '罚款金额（元）',
    '处罚决定日期',
  ]
  const insert = (n: number, at: string) =>
    `insert into jds values (${n}, '${word}〔2025〕${n}号', '许桂${n}', '${agency}', '${identityNo(n)}', '超限运输,"严重"', '《公路安全保护条例》第六十四条', 1234.50, '2025-03-0${(n % 9) + 1}', '${at}')`
  const facts = (more: object = {}) => ({
    name: `处罚库${engine}`,
    engine,
    host: '127.0.0.1',
    port: server.address.port,
    database: server.address.database,
    username: server.address.user,
    password: server.address.password,
    tls: 'off',
    authority: null,
    dataset: 'penalty_decision',
    table: 'jds',
    query: null,
    markColumn: 'updated',
    lookBack: 0,
    ...more,
  })
  // Each server’s papers have numbers of their own, or the second would bring nothing that is not there.
  const word = engine === 'postgres' ? '云交罚' : '云运罚'
  /** What is the same whoever answers is looked at once. */
  const once = test.skipIf(server !== servers[0])
  const path = () => `/sources/${source}/databases`
  const create = async (more: object) => {
    const answer = await clerk.send('POST', path(), facts(more))
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json().id
  }
  const pull = async (link: string) => {
    const answer = await clerk.send('POST', `${path()}/${link}/pulls`)
    expect(answer.statusCode, answer.body).toBe(202)
    await office.platform.idle()
    return (await clerk.get(`${path()}/${link}/pulls`)).json().items[0]
  }
  const held = async () => (await clerk.get('/datasets/penalty_decision')).json()
  const linkOf = async (id: string) => (await clerk.get(path())).json().items.find((one: { id: string }) => one.id === id)

  beforeAll(async () => {
    await server.run(
      `create table jds (id bigint primary key, ${columns
        .slice(0, 6)
        .map((name) => `${quote(name)} varchar(200)`)
        .join(
          ', ',
        )}, ${quote('罚款金额（元）')} numeric(18,2), ${quote('处罚决定日期')} date, updated ${engine === 'postgres' ? 'timestamp' : 'datetime(6)'})`,
      insert(1, '2026-01-01 10:00:00'),
      insert(2, '2026-01-02 10:00:00.000400'),
      insert(3, '2026-01-02 10:00:00.000400'),
    )
  })

  test('values come as the database writes them: no digit, day or sign is lost', async () => {
    const bytes = engine === 'postgres' ? 'bytea' : 'blob'
    await server.run(
      `create table odd (a bigint, n numeric(30,10), d date, t ${engine === 'postgres' ? 'timestamptz' : 'timestamp null'}, s varchar(100), yes boolean, b ${bytes})`,
      `insert into odd values (9007199254740993, 12345678901234567890.1234567891, '2024-02-29', '2024-02-29 01:02:03', '许桂,"𠮷"
第二行', true, 'x'), (null, null, null, null, '', null, null)`,
    )
    const session = await openSession(server.address, patience)
    try {
      const wanted = { query: 'select a, n, d, t, s, yes from odd where (1 = 1)' }
      const found = await session.columns(wanted)
      expect(found.map(({ mark }) => mark)).toEqual(['number', 'number', 'day', 'moment', 'text', engine === 'postgres' ? null : 'number'])
      const [full, empty] = (await collect(session.rows(wanted, found, undefined))).sort((a) => (a[0] === null ? 1 : -1))
      const moment = full?.[3]
      expect(full).toEqual([
        '9007199254740993',
        '12345678901234567890.1234567891',
        '2024-02-29',
        moment,
        '许桂,"𠮷"\n第二行',
        engine === 'postgres' ? 'true' : '1',
      ])
      expect(moment).toMatch(/^2024-02-29 0\d:02:03$/)
      expect(empty).toEqual([null, null, null, null, '', null])
      expect((await session.columns({ table: 'odd' })).filter(({ binary }) => binary).map(({ name }) => name)).toEqual(['b'])
    } finally {
      await session.close()
    }
  })

  test('nothing can be written, whatever the account may do', async () => {
    const session = await openSession(server.address, patience)
    const writes =
      engine === 'postgres'
        ? "select nextval('batches') from jds"
        : 'select id from jds where id in (select a from odd where a = last_insert_id(5)) and get_lock(1, 0) is null'
    if (engine === 'postgres') {
      await server.run('create sequence batches')
      await expect(session.columns({ query: writes })).resolves.toBeDefined()
      await expect(collect(session.rows({ query: writes }, [], undefined))).rejects.toMatchObject({ code: '25006' })
    }
    await session.close()
    const refused = await clerk.send('POST', `${path()}/try`, { ...facts({ table: null, query: 'delete from jds' }), link: null })
    expect(refused.json().code).toBe('database.query-select')
    const many = await clerk.send('POST', `${path()}/try`, { ...facts({ table: null, query: 'select 1; delete from jds' }), link: null })
    expect(many.json().code).toBe('database.query-one')
  })

  test('a connection is tried, and the first rows are shown masked; what is wrong is said', async () => {
    const tried = async (more: object) => (await clerk.send('POST', `${path()}/try`, { ...facts(more), link: null })).json()
    const seen = await tried({})
    expect(seen.version).toMatch(engine === 'postgres' ? /^PostgreSQL \d/ : /^MariaDB \d/)
    expect(seen.columns.find((column: { name: string }) => column.name === 'updated')).toMatchObject({ mark: 'moment', binary: false })
    expect(seen.rows).toHaveLength(3)
    expect(JSON.stringify(seen)).not.toContain(identityNo(1))
    expect(JSON.stringify(seen)).toContain(`${identityNo(1).slice(0, 6)}****`)
    expect((await tried({ table: 'nothing' })).code).toBe('database.no-table')
    expect((await tried({ table: null, query: 'select nothing from jds' })).code).toBe('database.no-column')
    expect((await tried({ host: '127.0.0.2' })).code).toBe('database.not-allowed')
    if (engine === 'mysql') expect((await tried({ password: 'other' })).code).toBe('database.login')
    expect((await tried({ database: 'nowhere' })).code).toMatch(/no-database|rights/)
    expect((await tried({ tls: 'on' })).code).toBe('database.tls')
  })

  test('rows come in as a file, and next time only what is above the mark', async () => {
    const before = (await held()).rows
    const link = await create({ name: `增量${engine}` })
    const first = await pull(link)
    expect(first).toMatchObject({ state: 'succeeded', outcome: 'arrived', rows: 3, importState: 'succeeded' })
    expect((await held()).rows).toBe(before + 3)
    const { mark } = await linkOf(link)
    expect(mark).toBe('2026-01-02 10:00:00.0004'.padEnd(engine === 'postgres' ? 24 : 26, '0'))
    expect(await pull(link)).toMatchObject({ state: 'succeeded', outcome: 'nothing', rows: 0, importId: null })
    await server.run(insert(4, '2026-01-03 00:00:00'))
    expect(await pull(link)).toMatchObject({ outcome: 'arrived', rows: 1, fromMark: mark })
    expect((await held()).rows).toBe(before + 4)
    const rows = (
      await clerk.get(`/datasets/penalty_decision/rows?field=decision_no&value=${encodeURIComponent(`${word}〔2025〕4号`)}`)
    ).json()
    expect(rows.items[0].values).toMatchObject({ fine_amount: '1234.50', decision_date: '2025-03-05' })
    await server.run('delete from jds where id = 4')
    const again = await clerk.send('POST', `${path()}/${link}/reread`, { reason: '核对' })
    expect(again.json()).toMatchObject({ mark: null })
    expect(await pull(link)).toMatchObject({ outcome: 'arrived', rows: 3, fromMark: null })
  })

  test('what was committed late is found when reading begins a little below the mark', async () => {
    const link = await create({ name: `回看${engine}`, lookBack: 60 * 24 * 3 })
    await pull(link)
    await server.run(insert(5, '2026-01-01 00:00:00'))
    expect(await pull(link)).toMatchObject({ outcome: 'arrived', rows: 4 })
    expect(await pull(link)).toMatchObject({ outcome: 'unchanged' })
    await server.run('delete from jds where id = 5')
  })

  test('a line that breaks in the middle leaves nothing, keeps the mark, and the next reading is whole', async () => {
    const line = lines.get(server)!
    await server.run(
      'create table big (id bigint primary key, no varchar(100), text varchar(2000))',
      engine === 'postgres'
        ? `insert into big select n, '${word}〔2024〕' || n || '号', repeat('长', 500) from generate_series(1, 4000) n`
        : `insert into big select seq, concat('${word}〔2024〕', seq, '号'), repeat('长', 500) from seq_1_to_4000`,
    )
    const query = `select id, no as ${quote('行政处罚决定书文号')}, '许桂' as ${quote('行政相对人名称')},
      '${agency}' as ${quote('处罚机关统一社会信用代码')}, text as ${quote('违法事实')} from big`
    const link = await create({ name: `断线${engine}`, port: line.port, table: null, query, markColumn: 'id' })
    const before = await held()
    const imports = (await clerk.get('/imports')).json().total
    line.cutAfter(2_000_000)
    const broken = await pull(link)
    expect(broken).toMatchObject({ state: 'failed', outcome: null, importId: null })
    expect(broken.refusal).toContain('连接断开')
    expect(await linkOf(link)).toMatchObject({ mark: null, failures: 1 })
    expect((await clerk.get('/imports')).json().total).toBe(imports)
    expect((await held()).rows).toBe(before.rows)
    expect(readdirSync(join(office.dir, 'lake', 'tmp'))).toEqual([])
    line.cutAfter(undefined)
    expect(await pull(link)).toMatchObject({ state: 'succeeded', rows: 4000 })
    expect(await linkOf(link)).toMatchObject({ mark: '4000', failures: 0 })
    expect((await held()).rows).toBe(before.rows + 4000)
  })

  test('a whole reading lets leave what was deleted there; many wait for a person, and nothing leaves where it breaks off', async () => {
    const line = lines.get(server)!
    const name = (column: number) => quote(columns[column] ?? '')
    await server.run(
      `create table shrinking (id bigint primary key, ${[0, 1, 2].map((at) => `${name(at)} varchar(100)`).join(', ')})`,
      ...Array.from({ length: 10 }, (_, n) => `insert into shrinking values (${n}, '${word}〔2023〕${n}号', '许桂', '${agency}')`),
    )
    const link = await create({ name: `全量${engine}`, port: line.port, table: 'shrinking', markColumn: 'id', leaveShare: 20 })
    const whole = async () => {
      const answer = await clerk.send('POST', `${path()}/${link}/pulls?whole=true`)
      expect(answer.statusCode, answer.body).toBe(202)
      await office.platform.idle()
      return (await clerk.get(`${path()}/${link}/pulls`)).json().items[0]
    }
    const before = (await held()).rows
    const rows = async () => (await held()).rows - before
    const waiting = async () =>
      (await clerk.get('/overview')).json().next.some(({ code }: { code: string }) => code === 'databases-leaving')
    await pull(link)
    expect(await rows()).toBe(10)
    await server.run('delete from shrinking where id = 1')
    expect(await pull(link)).toMatchObject({ outcome: 'nothing', whole: false })
    expect(await whole()).toMatchObject({ whole: true, rows: 9, held: 10, leaving: 1, left: { by: clerk.account } })
    expect([await rows(), (await linkOf(link)).mark]).toEqual([9, '9'])

    // What comes from elsewhere too stays.
    await clerk.upload(`另报${engine}.csv`, `${columns.slice(0, 3).join(',')}\n${word}〔2023〕2号,许桂,${agency}\n`)
    await office.platform.idle()
    await server.run('delete from shrinking where id between 2 and 6')
    line.cutAfter(300)
    expect(await whole()).toMatchObject({ state: 'failed', leaving: null, importId: null })
    line.cutAfter(undefined)
    expect(await rows()).toBe(9)
    const asks = await whole()
    expect(asks).toMatchObject({ rows: 4, held: 9, leaving: 4, left: null })
    expect([await rows(), await waiting()]).toEqual([9, true])
    expect((await whole()).outcome).toBe('unchanged')
    const leave = (reason: string) => clerk.send('POST', `${path()}/${link}/pulls/${asks.id}/leave`, { reason })
    expect((await leave('')).statusCode).toBe(400)
    expect((await leave('对方确认已删')).json()).toMatchObject({ left: { by: clerk.account } })
    expect([await rows(), await waiting()]).toEqual([5, false])
    expect((await leave('再撤')).json().code).toBe('database.nothing-leaves')

    // The reading was wrong after all: its batch withdrawn, what it took the place of is seen again.
    const batch = (await clerk.get(`/imports/${asks.importId}`)).json().parts[0].batchId
    expect((await clerk.send('POST', `/batches/${batch}/withdrawal`, { reason: '读错了库' })).statusCode).toBe(200)
    expect(await rows()).toBe(9)
    expect((await clerk.send('POST', `/batches/${batch}/restoration`, { reason: '没有读错' })).statusCode).toBe(200)
    expect(await rows()).toBe(5)
  })

  test('a row that is there and cannot be read lets nothing leave by itself, and columns said anew count only what is gone', async () => {
    const odd = engine === 'postgres' ? ['天', '地', '玄'] : ['宇', '宙', '洪']
    await server.run(
      `create table leaner (id bigint primary key, ${odd.map((name) => `${name} varchar(100)`).join(', ')})`,
      ...Array.from({ length: 10 }, (_, n) => `insert into leaner values (${n}, '${word}〔2022〕${n}号', '许桂', '${agency}')`),
    )
    const link = await create({ name: `漏读${engine}`, table: 'leaner', dataset: null, markColumn: null, leaveShare: 50 })
    const before = (await held()).rows
    const rows = async () => (await held()).rows - before
    const whole = async () => {
      await clerk.send('POST', `${path()}/${link}/pulls?whole=true`)
      await office.platform.idle()
      return (await clerk.get(`${path()}/${link}/pulls`)).json().items[0]
    }
    const correct = async (importId: string, remember: boolean) => {
      const mapping = { [odd[0] ?? '']: 'decision_no', [odd[1] ?? '']: 'party_name', [odd[2] ?? '']: 'agency_code' }
      await clerk.send('POST', `/imports/${importId}/correction`, { part: null, dataset: 'penalty_decision', mapping, remember })
      await office.platform.idle()
    }
    const first = await whole()
    expect(first).toMatchObject({ importState: 'failed', leaving: null })
    await correct(first.importId, false)
    expect(await rows()).toBe(10)

    // One is deleted; the file is understood only when somebody says its columns anew.
    await server.run('delete from leaner where id = 1')
    const second = await whole()
    expect([second.importState, await rows()]).toEqual(['failed', 10])
    await correct(second.importId, true)
    const [left] = (await clerk.get(`${path()}/${link}/pulls`)).json().items
    expect(left).toMatchObject({ held: 10, leaving: 1, notTaken: 0, left: { by: clerk.account } })
    expect(await rows()).toBe(9)

    // The number of one is spoilt: it is there, and its earlier version stays.
    await server.run(`update leaner set ${quote(odd[0] ?? '')} = null where id = 2`, 'delete from leaner where id = 3')
    const spoilt = await whole()
    expect(spoilt).toMatchObject({ held: 9, leaving: 2, notTaken: 1, left: null })
    expect(await rows()).toBe(9)
    expect((await linkOf(link)).waiting).toMatchObject({ notTaken: 1 })
    // Said anew, what the same file brought before is not counted as gone from the database.
    await correct(spoilt.importId, true)
    expect((await clerk.get(`${path()}/${link}/pulls`)).json().items[0]).toMatchObject({ held: 9, leaving: 2, notTaken: 1, left: null })

    await server.run(`update leaner set ${quote(odd[0] ?? '')} = '${word}〔2022〕2号' where id = 2`)
    expect(await whole()).toMatchObject({ held: 9, leaving: 1, notTaken: 0, left: { by: clerk.account } })
    expect(await rows()).toBe(8)
  })

  test('a line that goes dead is given up after a while', async () => {
    const line = lines.get(server)!
    const session = await openSession({ ...server.address, port: line.port }, { connectMs: 2000, answerMs: 1000 })
    line.deadAfter(300_000)
    const wanted = { table: 'big' }
    const found = await session.columns(wanted)
    const error = await collect(session.rows(wanted, found, undefined)).catch((thrown: unknown) => thrown)
    line.deadAfter(undefined)
    expect(troubleOf(error).code).toBe('database.silent')
    await session.close()
  })

  once('an import that is refused moves no mark, and its columns said anew do', async () => {
    // What is said of columns is remembered for the source.
    const odd = engine === 'postgres' ? ['甲', '乙', '丙'] : ['子', '丑', '寅']
    await server.run(
      `create table strange (id bigint primary key, ${odd.map((name) => `${name} varchar(100)`).join(', ')})`,
      `insert into strange values (7, '${word}〔2025〕77号', '许桂', '${agency}')`,
    )
    const link = await create({ name: `不识${engine}`, table: 'strange', dataset: null, markColumn: 'id' })
    const first = await pull(link)
    expect(first).toMatchObject({ outcome: 'arrived', importState: 'failed' })
    expect((await linkOf(link)).mark).toBeNull()
    const said = {
      part: null,
      dataset: 'penalty_decision',
      mapping: { [odd[0] ?? '']: 'decision_no', [odd[1] ?? '']: 'party_name', [odd[2] ?? '']: 'agency_code' },
      remember: true,
    }
    const corrected = await clerk.send('POST', `/imports/${first.importId}/correction`, said)
    expect(corrected.statusCode, corrected.body).toBeLessThan(300)
    await office.platform.idle()
    expect((await linkOf(link)).mark).toBe('7')
    await server.run(`insert into strange values (8, '${word}〔2025〕78号', '程远', '${agency}')`)
    expect(await pull(link)).toMatchObject({ outcome: 'arrived', rows: 1, importState: 'succeeded' })
    expect((await linkOf(link)).mark).toBe('8')
  })

  test('bytes are refused with the names of their columns', async () => {
    const link = await create({ name: `二进制${engine}`, table: 'odd', markColumn: null })
    const refused = await pull(link)
    expect(refused.state).toBe('failed')
    expect(refused.refusal).toContain('b 是二进制')
  })

  once('the password is shown nowhere, kept sealed, and lent to no other address', async () => {
    const { address } = server
    const link = await create({ name: `密码${engine}` })
    const pages = [await clerk.get(path()), await clerk.get(`${path()}/${link}/pulls`), await clerk.get('/audit')]
      .map(({ body }) => body)
      .join()
    expect(pages).not.toContain(address.password)
    const kept = await office.platform.store.db.selectFrom('database_link').selectAll().where('id', '=', link).executeTakeFirstOrThrow()
    expect(JSON.stringify(kept)).not.toContain(address.password)
    const other = facts({ name: `密码${engine}`, password: '', port: lines.get(server)!.port })
    expect((await clerk.send('PUT', `${path()}/${link}`, other)).json().code).toBe('database.password-again')
    expect((await clerk.send('POST', `${path()}/try`, { ...other, link })).json().code).toBe('database.password-again')
    const same = await clerk.send('PUT', `${path()}/${link}`, facts({ name: `改名${engine}`, password: '' }))
    expect(same.json()).toMatchObject({ name: `改名${engine}` })
    expect((await clerk.send('POST', `${path()}/try`, { ...facts({ password: '' }), link })).statusCode).toBe(200)
    expect((await clerk.send('DELETE', `${path()}/${link}`)).statusCode).toBe(204)
    const gone = await office.platform.store.db
      .selectFrom('database_link')
      .select('sealed')
      .where('id', '=', link)
      .executeTakeFirstOrThrow()
    expect(gone.sealed).not.toBe(kept.sealed)
    expect((await clerk.send('POST', `${path()}/${link}/pulls`)).statusCode).toBe(404)
  })

  once('it is read on a schedule, and moments that were missed are made up by one reading and told', async () => {
    const link = await create({ name: `定时${engine}` })
    const made = await clerk.send('POST', '/schedules', { kind: 'database', subject: link, cron: '0 2 * * *' })
    expect(made.json()).toMatchObject({ kind: 'database', title: `县交通运输局 · 定时${engine}` })
    const now = Date.parse(made.json().nextAt)
    office.at(new Date(now + 3 * 86_400_000 + 60_000).toISOString())
    clerk = await office.signIn(['procurator'])
    await office.platform.look()
    await office.platform.idle()
    const [read] = (await clerk.get(`${path()}/${link}/pulls`)).json().items
    expect(read).toMatchObject({ scheduled: true, missed: 3, outcome: 'arrived', askedBy: '定时任务' })
    expect((await clerk.get('/schedules?kind=database')).json().items[0]).toMatchObject({ missed: { count: 3 } })
    expect((await clerk.get('/overview')).json().next.map(({ code }: { code: string }) => code)).toContain('databases-missed')
    await clerk.send('DELETE', `${path()}/${link}`)
    expect((await clerk.get('/schedules?kind=database')).json().total).toBe(0)
  })
})

test('a line is sealed when asked for, and a certificate that nobody vouches for is refused', async () => {
  const server = servers.find(({ address }) => address.engine === 'postgres')
  if (!server) return
  const asked = await openSession(server.address, patience)
  const [setting] = await collect(asked.rows({ query: "select setting from pg_settings where name = 'data_directory'" }, [], undefined))
  const folder = setting?.[0]
  await asked.close()
  if (!folder || !existsSync(folder)) return console.log('left out: sealed lines (the PostgreSQL is another machine’s)')
  const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.crt')]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...names], {
    stdio: 'ignore',
  })
  const { uid, gid } = statSync(folder)
  for (const path of [key, certificate]) chownSync(path, uid, gid)
  await server.run('alter system set ssl = on', 'select pg_reload_conf()')
  const trial = async (more: Partial<Address>): Promise<string> => {
    try {
      const session = await openSession({ ...server.address, ...more }, patience)
      const [row] = await collect(session.rows({ query: 'select ssl from pg_stat_ssl where pid = pg_backend_pid()' }, [], undefined))
      await session.close()
      return String(row?.[0])
    } catch (error) {
      return troubleOf(error).code
    }
  }
  await until(
    () => trial({ tls: 'on' }),
    (answer) => answer === 't',
  )
  expect(await trial({ tls: 'off' })).toBe('f')
  expect(await trial({ tls: 'verify' })).toBe('database.tls')
  expect(await trial({ tls: 'verify', authority: readFileSync(certificate, 'utf8') })).toBe('t')
})

test('a source that was stopped is not read', async () => {
  const [server] = servers
  if (!server) return
  const { address } = server
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
  const { id } = (await clerk.send('POST', '/sources', { name: '县水利局', ...facts })).json()
  const asked = { ...address, name: '库', username: address.user, dataset: null, table: 'jds', query: null, markColumn: null, lookBack: 0 }
  const link = (await clerk.send('POST', `/sources/${id}/databases`, asked)).json().id
  await clerk.send('PUT', `/sources/${id}`, { name: '县水利局', ...facts, stopped: true })
  expect((await clerk.send('POST', `/sources/${id}/databases/${link}/pulls`)).json().code).toBe('source.stopped')
})
